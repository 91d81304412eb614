"""A form: fields that a person fills in, and the intent of sending it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.presentation.card import Line
from bot.presentation.intent import Intent
from bot.presentation.text import Says

Typed = Mapping[str, str | tuple[str, ...]]
"""What was filled in, by field name; several values where a field takes several."""


class Input(StrEnum):
    """What kind of field it is."""

    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    MOMENT = "moment"
    """A date with a time, in the reader's zone; the value is ISO local time."""
    DATE = "date"
    AMOUNT = "amount"
    """Euro, as people write it; the value is text, read by the interaction."""
    TICK = "tick"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; a stranger's name may stand in its label."""

    value: str
    label: Says


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `folded` ones are shown on request."""

    name: str
    label: str
    input: Input
    required: bool = False
    value: str | tuple[str, ...] | None = None
    options: tuple[Option, ...] = ()
    hint: str | None = None
    error: str | None = None
    limit: int = 2000
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it is opened, or as it comes back with what was typed and what is wrong."""

    title: Says
    send: Intent
    button: str
    fields: tuple[Field, ...]
    lines: tuple[Line, ...] = ()
    """Above the fields: what to know."""
    footer: tuple[Line, ...] = ()
    error: str | None = None
    typed: Typed = field(default_factory=dict)
    """What was typed, by field name, where the form came back."""
