"""What databases and SQLAlchemy call their failures, in the words of the port."""

from __future__ import annotations

import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError, InvalidRequestError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

from bot.domain.errors import Broken, Error
from bot.ports.storing import StaleCase, StorageAway, Taken

_TRY_AGAIN = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)
_AWAY = (
    psycopg.OperationalError,  # LockNotAvailable and QueryCanceled are among them
    psycopg.InterfaceError,
    psycopg.errors.QueryCanceled,
    psycopg.errors.LockNotAvailable,
    psycopg.errors.TransactionTimeout,  # these two are no OperationalErrors
    psycopg.errors.IdleInTransactionSessionTimeout,
)
_SQLITE_AWAY = ("BUSY", "LOCKED", "IOERR", "FULL", "CANTOPEN", "CORRUPT", "NOTADB")
_SQLITE_TAKEN = ("CONSTRAINT_UNIQUE", "CONSTRAINT_PRIMARYKEY", "CONSTRAINT_ROWID")


def translated(failure: Exception) -> Error:
    """The port's error for a database's. Carries codes and names of constraints, no values."""
    cause = failure.orig if isinstance(failure, DBAPIError) else failure
    if isinstance(failure, NoConnection):
        return StorageAway("no connection became free in time")
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause)
    if isinstance(cause, psycopg.Error):
        return _of_postgresql(cause)
    if isinstance(failure, InvalidRequestError):
        return StorageAway("the transaction was ended by an earlier failure")
    return Broken(type(failure).__name__)


def _of_sqlite(cause: sqlite3.Error) -> Error:
    name = getattr(cause, "sqlite_errorname", "SQLITE_ERROR").removeprefix("SQLITE_")
    if name in _SQLITE_TAKEN:
        return Taken(str(cause))
    if name.startswith(_SQLITE_AWAY):
        return StorageAway(name)
    return Broken(f"{name}: {cause}")


def _of_postgresql(cause: psycopg.Error) -> Error:
    said = f"{type(cause).__name__} {cause.sqlstate or ''}".strip()
    if isinstance(cause, psycopg.errors.UniqueViolation):
        return Taken(cause.diag.constraint_name or said)
    if isinstance(cause, _TRY_AGAIN):
        return StaleCase(said)
    if isinstance(cause, _AWAY):
        return StorageAway(said)
    return Broken(f"{said}: {cause.diag.message_primary}")


FAILURES = (SQLAlchemyError, sqlite3.Error, psycopg.Error)
"""Everything that `translated` knows."""
