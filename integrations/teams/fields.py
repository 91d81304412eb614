"""What somebody typed and chose on a card, as neutral values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import unquote

from bot.presentation.intent import Intent, decode
from integrations.teams import inputs

Typed = dict[str, str | tuple[str, ...]]
"""What was filled in, by field name."""

_DAY_AND_TIME = "T"
_MOST_FIELDS = 100


def sent_intent(data: object) -> Intent:
    """What a press or a sent form asks for. Raises ValueError for what is none of ours."""
    return decode(_word(_table(data).get("i")))


def memo(data: object) -> str:
    """What we told ourselves when we drew. Raises ValueError."""
    return _word(_table(data).get("m"))


def typed(data: object) -> Typed:
    """All fields of the form that was sent, the empty ones too. Raises ValueError.

    A moment is ISO in the reader's zone; somebody out of Teams' own list of people is `user:` and
    their object id.
    """
    held = _table(data)
    kinds = _table(held.get("k", {}))
    if len(kinds) > _MOST_FIELDS:
        raise ValueError("more fields than any form of ours has")
    form = sent_intent(held).verb.value
    return {_name(name): _read(held, f"{form}.{name}", kind) for name, kind in kinds.items()}


def _read(held: Mapping[str, object], field: str, kind: object) -> str | tuple[str, ...]:
    read = _READ.get(_word(kind))
    if read is None:
        raise ValueError("an input that we do not draw")
    return read(held, field)


def _text(held: Mapping[str, object], field: str) -> str:
    return _word(held.get(field)).replace("\r\n", "\n")


def _several(held: Mapping[str, object], field: str) -> tuple[str, ...]:
    return tuple(unquote(one) for one in _text(held, field).split(inputs.PART) if one)


def _ticked(held: Mapping[str, object], field: str) -> str:
    return inputs.ON if _text(held, field) == inputs.ON else ""


def _moment(held: Mapping[str, object], field: str) -> str:
    """Half a moment stays half, so that it is told and comes back."""
    day, hour = _text(held, field + inputs.DATE), _text(held, field + inputs.TIME)
    return f"{day}{_DAY_AND_TIME}{hour}" if day or hour else ""


def _user(held: Mapping[str, object], field: str) -> str:
    user = _text(held, field)
    return f"user:{user}" if user else ""


def _name(name: object) -> str:
    if not isinstance(name, str) or not name:
        raise ValueError("a field without a name")
    return name


def _word(held: object) -> str:
    if held is None:
        return ""
    if not isinstance(held, str):
        raise ValueError("not a text")
    return held


def _table(held: object) -> Mapping[str, object]:
    if not isinstance(held, Mapping):
        raise ValueError("not what a card brings back")
    return held


_READ: Mapping[str, Callable[[Mapping[str, object], str], str | tuple[str, ...]]] = {
    inputs.TEXT: _text,
    inputs.ONE: _text,
    inputs.MANY: _several,
    inputs.TICK: _ticked,
    inputs.MOMENT: _moment,
    inputs.USER: _user,
}
