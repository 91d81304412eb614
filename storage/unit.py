"""The unit of work: one transaction and the doors to all that is stored."""

from __future__ import annotations

from collections.abc import Callable

from bot.ports.storing import (
    Allowances,
    Board,
    Cards,
    Cases,
    Conversations,
    Cursors,
    Customers,
    Deliveries,
    Digests,
    Employees,
    History,
    Installations,
    Lanes,
    Leavers,
    Members,
    Notices,
    Outbox,
    Posts,
    Promises,
    Settings,
    TieCodes,
    WordsRows,
)
from storage.allowances import SqlAllowances
from storage.board import SqlBoard
from storage.cards import SqlCards
from storage.cases import SqlCases
from storage.conversations import SqlConversations
from storage.cursors import SqlCursors
from storage.customers import SqlCustomers
from storage.deliveries import SqlDeliveries
from storage.digests import SqlDigests
from storage.employees import SqlEmployees
from storage.history import SqlHistory
from storage.installations import SqlInstallations
from storage.lanes import SqlLanes
from storage.leavers import SqlLeavers
from storage.members import SqlMembers
from storage.notices import SqlNotices
from storage.outbox import SqlOutbox
from storage.posts import SqlPosts
from storage.promises import SqlPromises
from storage.settings import SqlSettings
from storage.tie_codes import SqlTieCodes
from storage.transaction import Transaction
from storage.words import SqlWords


class SqlUnitOfWork:
    """One transaction. Rolls back unless told to commit."""

    def __init__(self, transaction: Transaction, committed: Callable[[], None]) -> None:
        """`committed` is called after a commit that succeeded."""
        self._transaction = transaction
        self._committed = committed
        self.cases: Cases = SqlCases(transaction)
        self.promises: Promises = SqlPromises(transaction)
        self.posts: Posts = SqlPosts(transaction)
        self.customers: Customers = SqlCustomers(transaction)
        self.employees: Employees = SqlEmployees(transaction)
        self.members: Members = SqlMembers(transaction)
        self.tie_codes: TieCodes = SqlTieCodes(transaction)
        self.leavers: Leavers = SqlLeavers(transaction)
        self.history: History = SqlHistory(transaction)
        self.deliveries: Deliveries = SqlDeliveries(transaction)
        self.words: WordsRows = SqlWords(transaction)
        self.cards: Cards = SqlCards(transaction)
        self.notices: Notices = SqlNotices(transaction)
        self.lanes: Lanes = SqlLanes(transaction)
        self.digests: Digests = SqlDigests(transaction)
        self.settings: Settings = SqlSettings(transaction)
        self.cursors: Cursors = SqlCursors(transaction)
        self.installations: Installations = SqlInstallations(transaction)
        self.allowances: Allowances = SqlAllowances(transaction)
        self.conversations: Conversations = SqlConversations(transaction)
        self.outbox: Outbox = SqlOutbox(transaction)
        self.board: Board = SqlBoard(transaction)

    def new_id(self) -> int:
        """A number that no row has yet."""
        return self._transaction.new_id()

    def commit(self) -> None:
        """Make it true, once, last. Raises StorageAway when that is not certain."""
        self._transaction.commit()
        self._committed()
