"""What the sources under test are made to tell: posts as people wrote them, and a plain reader."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.reading import Reading

NOW = datetime(2026, 3, 16, 10, 0, tzinfo=UTC)


class PlainReading:
    """Takes every hint for the language, and any phone number beginning with 06 for private."""

    def read(self, text: str, hint: str | None) -> Reading:
        return Reading(hint, text.replace("06-12345678", "[phone]"), ())


@dataclass(frozen=True, slots=True)
class Sample:
    """A post as it stands on its platform."""

    id: str
    text: str
    author: str = "@jos"
    at: datetime = NOW - timedelta(hours=1)
    url: str = ""


UNICODE = "Már 3 dagen plat 😡👩‍👩‍👧 — العربية עברית 日本語 “netjes” ½ & <3\nen nu?"
"""Everything that people type, on two lines."""
