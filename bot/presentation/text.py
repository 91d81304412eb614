"""Text of ours as a code and facts, and a stranger's words as a type of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.theirs import Theirs


@dataclass(frozen=True, slots=True)
class Says:
    """Ours: already worded for one audience, with strangers' words still apart in it.

    `parts` alternate between our text (`str`) and theirs (`Theirs`); a renderer draws the
    first as plain text and the second literally.
    """

    parts: tuple[str | Theirs, ...]

    @property
    def plain(self) -> str:
        """All of it as plain text, for screen readers and notifications."""
        return "".join(part if isinstance(part, str) else part.literal for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Text of ours before it is worded: a key of the wording and what goes in."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
