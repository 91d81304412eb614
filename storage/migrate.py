"""Brings a database's tables to what this version of the code expects."""

from __future__ import annotations

from sqlalchemy.engine import make_url

import storage.triggers  # noqa: F401 - history's triggers are made with the table
from storage.dialect import Use, engine_for
from storage.tables import metadata


def migrate(url: str) -> None:
    """Make or change the tables of the database at a URL; does nothing when they are right."""
    engine = engine_for(make_url(url), Use.BACKGROUND, connections=1)
    with engine.begin() as connection:
        metadata.create_all(connection)
    engine.dispose()
