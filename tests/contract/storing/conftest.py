"""A store of each kind."""

from tests.stores import migrated_file, store, stored_url, uow

__all__ = ["migrated_file", "store", "stored_url", "uow"]
