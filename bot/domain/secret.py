"""Words that open something: carried about, never read by accident."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Secret:
    """A word that nobody may read by accident: no log, no traceback, no page shows it."""

    _word: str

    def reveal(self) -> str:
        """The word itself, for whoever it is meant for."""
        return self._word

    def __bool__(self) -> bool:
        return bool(self._word)

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__


NO_SECRET = Secret("")
