"""How values are written in columns: moments, codes, flags, facts.

A moment is a number of microseconds since 1970 on both databases, not a text and not a timestamp:
SQLite has no type for moments, text of different precision does not sort, and PostgreSQL's own type
would give the two databases two behaviours. A number is exact, ordered, small in an index, and
quick to read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, SmallInteger, Text
from sqlalchemy.types import TypeDecorator

from bot.domain.errors import Broken, Fact, Facts
from bot.domain.flags import Flag

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_KEY_BYTES = 16
_ZERO = "\0"
_REPLACED = "\N{REPLACEMENT CHARACTER}"

# SQLite's own row number is a key for nothing, but only under the name INTEGER.
Id = BigInteger().with_variant(Integer(), "sqlite")


def to_number(at: datetime) -> int:
    """A moment as it is stored. Raises `Broken` for one without a zone."""
    if at.tzinfo is None:
        raise Broken("a moment without a zone cannot be stored")
    since = at - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def to_moment(number: int) -> datetime:
    """A stored moment, in UTC."""
    return EPOCH + number * _MICROSECOND


def to_facts(written: str) -> dict[str, Fact]:
    """Facts as they were written; their lists are tuples again."""
    return {name: _fact(value) for name, value in json.loads(written).items()}


def write_json(value: object) -> str:
    """The one way in which a value is written: the same value, the same text.

    Raises `Broken` for what JSON does not know, such as a set, a moment or an infinite number.
    """
    try:
        return json.dumps(
            value, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
        )
    except (TypeError, ValueError) as wrong:
        raise Broken(f"facts that cannot be written: {wrong}") from wrong


def key_of_url(url_key: str | None) -> str | None:
    """A canonical URL as it is compared. It is never shown, and so survives a deletion as this."""
    if url_key is None:
        return None
    return blake2b(url_key.encode(), digest_size=_KEY_BYTES).hexdigest()


class AnyText(TypeDecorator[str]):
    """What people wrote: whatever it holds, it can be kept.

    PostgreSQL refuses the character zero, and half of a surrogate pair is in no encoding; one such
    character is not to cost a customer's post.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write it."""
        if value is None or (value.isascii() and _ZERO not in value):
            return value
        return (
            value.replace(_ZERO, _REPLACED)
            .encode("utf-16", "surrogatepass")
            .decode("utf-16", "replace")
        )


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write it."""
        return None if value is None else to_number(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Read it."""
        return None if value is None else to_moment(value)


class Coded(TypeDecorator[Enum]):
    """A member of an enumeration, stored as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        """`kind` is the enumeration."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Enum | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Write it."""
        return None if value is None else value.value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Enum | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Read it."""
        return None if value is None else self.kind(value)


class Numbered(Coded):
    """A member of an enumeration of numbers."""

    # SQLAlchemy looks at each class by itself.
    impl = SmallInteger  # type: ignore[assignment]
    cache_ok = True


class Flags(TypeDecorator[tuple[Flag, ...]]):
    """Flags, stored as their values with spaces in between."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[Flag] | None, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        """Write them."""
        return " ".join(flag.value for flag in value or ())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[Flag, ...]:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Read them."""
        return _flags(value) if value else ()


class FactsText(TypeDecorator[Facts]):
    """Facts, stored as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, Fact] | None, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        """Write them."""
        return write_json(value) if value else "{}"

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Facts:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Read them."""
        return to_facts(value) if value else {}


class Texts(TypeDecorator[tuple[str, ...]]):
    """Short texts of ours, such as the keys of channels, stored as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        """Write them."""
        return write_json(list(value or ()))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...]:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Read them."""
        return tuple(json.loads(value or "[]"))


@lru_cache(maxsize=1024)
def _flags(written: str) -> tuple[Flag, ...]:
    return tuple(Flag(value) for value in written.split(" "))


def _fact(value: Any) -> Fact:  # noqa: ANN401 - whatever JSON held
    return tuple(value) if isinstance(value, list) else value
