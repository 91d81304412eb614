"""A store of each kind."""

from tests.stores import store, uow

__all__ = ["store", "uow"]
