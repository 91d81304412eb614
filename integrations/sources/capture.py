"""A colleague's capture: a pasted link is enough, the customer's words if at hand (D3, D8)."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.canonical_url import CanonicalUrl, canonical_url
from bot.domain.errors import WordsMissing, WordsTooLong
from bot.domain.ids import EmployeeId
from bot.domain.post import Author, Said
from bot.interactions.visit import Captured
from bot.ports.hearing import Deed, Heard, TextReading
from integrations.sources.record import LONGEST_NAME, LONGEST_TEXT, storable, unknown_author

SOURCE = "capture"
"""What captures are called among the sources."""


def captured(
    link: str | None,
    words: str | None,
    who: str | None,
    said_at: datetime | None,
    by: EmployeeId,
    now: datetime,
    reading: TextReading,
    *,
    reference: str,
) -> Heard:
    """What a colleague saw, or was told in person or by phone, as a post.

    A link gives the id, so that one post is captured once, and the key under which another source
    hears it later. Without a link `reference` is the id: new for each capture, the same when a
    press is repeated. Without words the text is empty. `said_at` (aware) is now where nobody
    knows, and never later. Raises UnusableUrl for a link that leads to no public page,
    WordsMissing where there is neither link nor words, and WordsTooLong.
    """
    found = canonical_url(link) if link and link.strip() else None
    text = storable(words or "").strip()
    if found is None and not text:
        raise WordsMissing(field="words")
    if len(text) > LONGEST_TEXT:
        raise WordsTooLong(field="words", limit=LONGEST_TEXT)
    external_id = found.key if found else f"words:{reference}"
    read = reading.read(text, None) if text else None
    said = Said(
        source=SOURCE,
        external_id=external_id,
        author=_author(who, found, external_id),
        text=text,
        said_at=min(said_at or now, now).astimezone(UTC),
        url=found.url if found else None,
        url_key=found.key if found else None,
        language=read.language if read else None,
        redacted=read.redacted if read and read.redacted != text else None,
        captured_by=by,
    )
    return Heard(Deed.CREATED, SOURCE, external_id, said)


def _author(who: str | None, found: CanonicalUrl | None, external_id: str) -> Author:
    """The customer. A handle on a platform is one person; a name is not: there are many Jansens."""
    name = storable(who or "").strip()[:LONGEST_NAME]
    if found is not None and name.startswith("@") and len(name) > 1:
        return Author(f"{found.platform}:{name.casefold()}", name)
    return unknown_author(external_id, name)


def capture(seen: Captured, *, reading: TextReading) -> Heard:
    """A capture as a colleague filled it in, as a post. Raises UnusableUrl and WordsMissing."""
    return captured(
        seen.url,
        seen.words,
        seen.customer,
        None,
        seen.by,
        seen.at,
        reading,
        reference=str(seen.number),
    )
