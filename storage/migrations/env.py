"""Alembic's entry: runs the migrations on the connection that `storage.migrate` hands over."""

from __future__ import annotations

from alembic import context

from storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
# The transaction is begun and committed in storage.migrate: all of it is done, or nothing.
context.run_migrations()
