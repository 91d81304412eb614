"""What a post's text tells by itself: its language and its private data, in one go."""

from __future__ import annotations

from bot.domain.reading import Reading
from integrations.reading.language import detect_language
from integrations.reading.redaction import redact


class TextReader:
    """Reads texts for a company: which languages it knows, whose phone numbers are at home there.

    Making one costs nothing, and one may be shared between threads.
    """

    def __init__(self, languages: tuple[str, ...] = ("nl", "en"), region: str = "NL") -> None:
        """Languages in two small letters; a region in two capitals."""
        self._languages = languages
        self._region = region

    def read(self, text: str, hint: str | None) -> Reading:
        """The language (`hint` is the platform's own tag) and the text without private data."""
        redacted = redact(text, self._region)
        return Reading(
            language=detect_language(redacted.text, hint, self._languages),
            redacted=redacted.text,
            kinds=redacted.kinds,
        )
