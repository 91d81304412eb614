"""The unit of work: one transaction and the doors to all that is stored."""

from __future__ import annotations

from collections.abc import Callable

from storage.board import SqlBoard
from storage.cards import SqlCards
from storage.cases import SqlCases
from storage.cursors import SqlCursors
from storage.customers import SqlCustomers
from storage.deliveries import SqlDeliveries
from storage.digests import SqlDigests
from storage.employees import SqlEmployees
from storage.history import SqlHistory
from storage.lanes import SqlLanes
from storage.notices import SqlNotices
from storage.outbox import SqlOutbox
from storage.posts import SqlPosts
from storage.promises import SqlPromises
from storage.settings import SqlSettings
from storage.transaction import Transaction
from storage.words import SqlWords


class SqlUnitOfWork:
    """One transaction. Rolls back unless told to commit."""

    def __init__(self, transaction: Transaction, committed: Callable[[], None]) -> None:
        """`committed` is called after a commit that succeeded."""
        self._transaction = transaction
        self._committed = committed
        self.new_id = transaction.new_id
        self.cases = SqlCases(transaction)
        self.promises = SqlPromises(transaction)
        self.posts = SqlPosts(transaction)
        self.customers = SqlCustomers(transaction)
        self.employees = SqlEmployees(transaction)
        self.history = SqlHistory(transaction)
        self.deliveries = SqlDeliveries(transaction)
        self.words = SqlWords(transaction)
        self.cards = SqlCards(transaction)
        self.notices = SqlNotices(transaction)
        self.lanes = SqlLanes(transaction)
        self.digests = SqlDigests(transaction)
        self.settings = SqlSettings(transaction)
        self.cursors = SqlCursors(transaction)
        self.outbox = SqlOutbox(transaction)
        self.board = SqlBoard(transaction)

    def commit(self) -> None:
        """Make it true, once, last. Raises StorageAway when that is not certain."""
        self._transaction.commit()
        self._committed()
