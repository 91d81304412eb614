"""Opens the database: units of work, the pools behind them, and who wants to hear of a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL, make_url

from bot.domain.ids import NewId
from bot.ports.storing import StorageAway, UnitOfWork
from storage.dialect import Kind, Use, engine_for, kind_of, patience
from storage.failures import FAILURES, translated
from storage.transaction import Transaction
from storage.unit import SqlUnitOfWork

READERS = 4


def open_store(url: str, *, new_id: NewId, presses: int = 8, background: int = 4) -> SqlStore:
    """The database at a URL: `sqlite:///FILE` or `postgresql+psycopg://...`; migrate it before.

    `presses` and `background` are how many connections each has, and so how many threads they
    can use; on SQLite there is one writer whatever they say.
    """
    return SqlStore(make_url(url), new_id=new_id, presses=presses, background=background)


class SqlStore:
    """The database, as `bot.ports.storing.Store` describes it. May be used from any thread."""

    def __init__(self, url: URL, *, new_id: NewId, presses: int, background: int) -> None:
        """Connects to nothing yet."""
        self.kind = kind_of(url)
        self.threads = {Use.PRESS: presses, Use.BACKGROUND: background, Use.READ: READERS}
        self._new_id = new_id
        self._engines = {
            use: engine_for(url, use, connections=count) for use, count in self.threads.items()
        }
        self._listeners: list[Callable[[], None]] = []
        self._writer = Lock() if self.kind is Kind.SQLITE else None

    def begin(self, *, press: bool = False) -> AbstractContextManager[UnitOfWork]:
        """A writing unit of work; it is rolled back unless it was committed.

        Raises StorageAway when no connection, or on SQLite not the one writer, was free in time.
        """
        return self._unit(Use.PRESS if press else Use.BACKGROUND)

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A reading one: one snapshot, which waits for no writer and can change nothing."""
        return self._unit(Use.READ)

    def on_commit(self, callback: Callable[[], None]) -> None:
        """Call this after every commit, on the thread that committed; it must be quick."""
        self._listeners.append(callback)

    def engine(self, use: Use = Use.BACKGROUND) -> Engine:
        """The engine of one use, for tests and for the doctor."""
        return self._engines[use]

    def close(self) -> None:
        """Close every connection. Units of work that are open keep theirs until they end."""
        for engine in self._engines.values():
            engine.dispose()

    @contextmanager
    def _unit(self, use: Use) -> Iterator[UnitOfWork]:
        with self._turn(use), _connected(self._engines[use]) as connection:
            transaction = Transaction(
                connection,
                self._new_id,
                is_press=use is Use.PRESS,
                only_reads=use is Use.READ,
            )
            yield SqlUnitOfWork(transaction, self._committed)

    def _turn(self, use: Use) -> AbstractContextManager[object]:
        """On SQLite, wait here rather than in SQLite, whose waiting is not in turn."""
        if self._writer is None or use is Use.READ:
            return nullcontext()
        if not self._writer.acquire(timeout=patience(use).total_seconds()):
            raise StorageAway("another unit of work is still writing")
        return _released(self._writer)

    def _committed(self) -> None:
        for callback in self._listeners:
            callback()


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    try:
        connection = engine.connect()
    except FAILURES as failure:
        raise translated(failure) from failure
    try:
        _begin(connection)
        yield connection
    finally:
        _end(connection)


def _begin(connection: Connection) -> None:
    try:
        connection.begin()
    except FAILURES as failure:
        raise translated(failure) from failure


def _end(connection: Connection) -> None:
    try:
        connection.rollback()
    except FAILURES:
        # It is over all the same; what broke it is on its way to the caller.
        connection.invalidate()
    finally:
        connection.close()


@contextmanager
def _released(lock: Lock) -> Iterator[None]:
    try:
        yield
    finally:
        lock.release()
