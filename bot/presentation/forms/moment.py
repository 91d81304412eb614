"""The part of a form that asks by when: days to choose, words, a moment that is picked.

What was read in words is a choice of its own, chosen already, so that one press confirms it. Its
value names the text that was read: the same text is not asked about twice, however long it takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

WHEN, BY_WHEN, AT = "when", "by_when", "at"
PICK = "pick"
"""The value of `when` that sends the reader to `at`."""
UNDATED = "none"
"""The value of `when` for *no date was said*."""
_SHOWN = re.compile(r"read/(?P<at>[0-9T:+-]{22})/(?P<of>[0-9a-f]{8})")
_SHORT = 8


@dataclass(frozen=True, slots=True)
class ReadMoment:
    """A moment (UTC, whole minutes) that was read in a text, and which text that was."""

    at: datetime
    of: str

    @classmethod
    def reading(cls, at: datetime, text: str) -> ReadMoment:
        """What was read in this text, as it is shown: without its seconds."""
        return cls(at.astimezone(UTC).replace(second=0, microsecond=0), _digest(text))

    @classmethod
    def decode(cls, value: str | None) -> ReadMoment | None:
        """A choice of `when` that stands for a moment that was read; None for any other."""
        found = _SHOWN.fullmatch(value or "")
        if found is None:
            return None
        try:
            at = datetime.fromisoformat(found["at"])
            return cls(at.astimezone(UTC), found["of"]) if at.tzinfo is not None else None
        except (ValueError, OverflowError):  # the first and the last day of the calendar
            return None

    @property
    def value(self) -> str:
        """As a choice of `when`."""
        return f"read/{self.at.isoformat(timespec='minutes')}/{self.of}"

    @property
    def name(self) -> str:
        """What the field is called in which it is chosen.

        A chat keeps what stood in a field of the same name; what was just read must be chosen.
        """
        return f"{WHEN}_{self.of}"

    def is_of(self, text: str) -> bool:
        """Whether it was read in this very text."""
        return self.of == _digest(text)


def asked_as(name: str) -> str:
    """A field as the interactions know it: `when`, whichever reading is chosen in it."""
    return WHEN if name.startswith(f"{WHEN}_") else name


def _digest(text: str) -> str:
    plain = " ".join(text.split())
    return sha256(plain.encode("utf-8", "ignore")).hexdigest()[:_SHORT]
