"""A digest as JSON, to be kept as it was told: numbers, codes and ids."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot.domain.digest.figures import Digest
from bot.domain.errors import Error
from bot.domain.working_time import IsoWeek

SCHEMA = 1
"""The version of the layout; a digest of another one is refused, never guessed at."""


class UnreadableDigest(Error, ValueError):
    """This is no digest that we wrote, or one of another schema."""


def to_json(digest: Digest) -> str:
    """The digest as one line of JSON; moments in ISO 8601, times in seconds, money in cents."""
    return json.dumps({"schema": SCHEMA, **_plain(digest)}, separators=(",", ":"))


@lru_cache(maxsize=2)  # it is long, and drawn in one conversation after the other
def from_json(written: str) -> Digest:
    """The digest that `to_json` wrote. Raises UnreadableDigest."""
    try:
        plain = json.loads(written)
        if plain.pop("schema") != SCHEMA:
            raise UnreadableDigest(f"This digest is not of schema {SCHEMA}.")
        digest: Digest = _built(Digest, plain)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableDigest(f"This is no digest: {error}") from error
    return digest


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a digest
    match value:
        case IsoWeek():
            return str(value)
        case datetime():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _built(kind: Any, plain: Any) -> Any:  # noqa: ANN401 - any part of a digest
    """The value of this kind (a type, `X | None` or `tuple[X, ...]`) from its plain form."""
    if get_origin(kind) in {Union, UnionType}:
        return None if plain is None else _built(get_args(kind)[0], plain)
    if get_origin(kind) is tuple:
        return tuple(_built(get_args(kind)[0], one) for one in plain)
    kind = getattr(kind, "__supertype__", kind)  # an id is a number
    if kind is IsoWeek:
        return IsoWeek.parse(plain)
    if kind is datetime:
        return datetime.fromisoformat(plain)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**_known(kind, plain))
    return _checked(kind, plain)


def _known(kind: Any, plain: Any) -> dict[str, Any]:  # noqa: ANN401 - any part of a digest
    """Its fields as far as they were written: a digest may be older than a number that is new."""
    if not isinstance(plain, dict):
        raise TypeError(f"{plain!r} is no {kind.__name__}")
    return {
        name: _built(type_, plain[name])
        for name, type_ in _fields(kind)
        if name in plain or name not in _NEW
    }


_NEW = frozenset({"bypassed", "bypasses"})
"""The numbers that digests of the first layout may lack; they count nothing then."""


def _checked(kind: Any, plain: Any) -> Any:  # noqa: ANN401 - a number, a text or a code
    if issubclass(kind, StrEnum):
        return kind(plain)
    if not isinstance(plain, kind) or isinstance(plain, bool):
        raise TypeError(f"{plain!r} is no {kind.__name__}")
    return plain


@lru_cache(maxsize=32)
def _fields(kind: type[Any]) -> Iterable[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))
