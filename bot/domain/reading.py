"""What a post's text tells by itself, before anybody judges it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was read."""

    language: str | None
    """One of the configured languages ("nl"); None where the text does not tell."""
    redacted: str
    """The text with marks where private data stood (D11); the text itself where there was none."""
    kinds: tuple[str, ...]
    """The kinds of private data that it holds, each once: "phone", "email", and so on."""
