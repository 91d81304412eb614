"""A store of each kind."""

from tests.stores import (
    migrated_file,
    postgres_stored,
    sqlite_stored,
    store,
    stored_url,
    uow,
)

__all__ = ["migrated_file", "postgres_stored", "sqlite_stored", "store", "stored_url", "uow"]
