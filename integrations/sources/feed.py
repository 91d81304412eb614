"""Posts in an RSS or Atom feed: asked again and again, and heard only where something changed."""

from __future__ import annotations

import asyncio
import calendar
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from time import struct_time
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXParseException

import feedparser
from feedparser.exceptions import CharacterEncodingOverride, NonXMLContentType

from bot.domain.post import Author, Said
from bot.ports.hearing import Deed, Fetched, Heard, SourceError, TextReading, Unreadable
from integrations.sources.fetching import Address, Answer, Limits, fetch_page, rest_until
from integrations.sources.plain_text import plain_text
from integrations.sources.record import (
    LONGEST_NAME,
    Refused,
    aside,
    known_url,
    read_text,
    read_words,
    storable,
    unknown_author,
)

REMEMBERED = 500
"""Of so many entries the words are remembered, by their hash, to see edits."""

_HARMLESS = (CharacterEncodingOverride, NonXMLContentType)
"""What feedparser complains about without anything being lost."""

_REFUSED = "-"
"""Stands before the remembered words of an entry that could not be a post."""

_ENDS = (b"</rss>", b"</feed>", b"</rdf:rdf>")


@dataclass(frozen=True, slots=True)
class FeedConfig:
    """One feed that is listened to."""

    name: str
    url: str = field(repr=False)
    """May hold a password, so it is shown nowhere."""
    company: str | None = None
    language: str | None = None
    """The language of texts that do not tell theirs."""
    every: int = 300
    """Seconds between two looks."""
    internal: bool = False
    """Whether the feed is on the company's own network: only then a private address is asked."""


@dataclass(frozen=True, slots=True)
class _Cursor:
    """How far a feed was heard: what its server wants back, and what each entry said."""

    address: str = ""
    """The hash of the URL that all of this belongs to."""
    etag: str | None = None
    modified: str | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    """Hash of an entry's id to the hash of its words, newest first."""


class Feed:
    """A source: one RSS or Atom feed."""

    def __init__(
        self,
        config: FeedConfig,
        *,
        reading: TextReading,
        now: Callable[[], datetime],
        limits: Limits | None = None,
    ) -> None:
        """`now` is machine time. Raises SourceError for an address that is none."""
        self.name = config.name
        self._config = config
        self._reading = reading
        self._now = now
        self._limits = limits or Limits()
        self._address = Address.of(config.url, config.name, internal=config.internal)

    async def fetch(self, cursor: str | None) -> Fetched:
        """The entries that are new or changed; all of them the first time. Raises SourceError."""
        known = _cursor_from(cursor, self._config.url)
        answer = await fetch_page(
            self._address, self._limits, etag=known.etag, modified=known.modified
        )
        now = self._now()
        if answer.busy:
            rest = rest_until(answer, now)
            note = f"{self.name} asks for rest until {rest:%Y-%m-%d %H:%M} UTC."
            return Fetched((), cursor, not_before=rest, notes=(note,))
        if answer.unchanged:
            return Fetched((), cursor, notes=answer.notes)
        # A feed of 5 MB takes seconds to take apart.
        return await asyncio.to_thread(self._read, answer, known, now)

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Heard]:
        """Nothing: that an entry is no longer in a feed does not mean that it was deleted."""
        del external_ids
        return ()

    def _read(self, answer: Answer, known: _Cursor, now: datetime) -> Fetched:
        """What a feed's document tells beyond what is known."""
        document = _parsed(answer, self.name)
        heard: list[Heard] = []
        broken = tuple(_told_broken(document, answer.body, self.name))
        unreadable = list(broken)
        said: dict[str, str] = {}
        for entry in _entries(document, answer.body):
            found = self._listened(_Entry.of(entry, answer.url), known, said, now)
            if isinstance(found, Heard):
                heard.append(found)
            elif found is not None:
                unreadable.append(found)
        heard.sort(key=_moment_of)
        cursor = _moved_on(known, answer, said, whole=not broken)
        return Fetched(tuple(heard), cursor, tuple(unreadable), notes=answer.notes)

    def _listened(
        self, entry: _Entry, known: _Cursor, said: dict[str, str], now: datetime
    ) -> Heard | Unreadable | None:
        """An entry as news, as what could not be read, or None where it says nothing new.

        What it says is noted in `said`.
        """
        key, words = entry.key, _hash(entry.words)
        if key in said:
            twice = "The feed gives two entries the same id."
            return None if said[key].removeprefix(_REFUSED) == words else entry.refused(twice)
        before = known.said.get(key, _REFUSED)
        said[key] = words
        if before.removeprefix(_REFUSED) == words:
            said[key] = before
            return None
        try:
            post = self._said(entry, now)
        except Refused as refused:
            said[key] = _REFUSED + words
            return entry.refused(str(refused))
        deed = Deed.CREATED if before.startswith(_REFUSED) else Deed.EDITED
        return Heard(deed, self.name, entry.external_id, post)

    def _said(self, entry: _Entry, now: datetime) -> Said:
        """An entry as a post. Raises Refused."""
        text = read_text(entry.words)
        language, redacted = read_words(text, self._reading, None)
        url, url_key = known_url(entry.link)
        return Said(
            source=self.name,
            external_id=entry.external_id,
            author=_author(entry.told, entry.external_id),
            text=text,
            said_at=_said_at(entry.told, now),
            company=self._config.company,
            url=url,
            url_key=url_key,
            language=language or self._config.language,
            redacted=redacted,
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: what it says, and what it is called."""

    told: Mapping[str, Any]
    external_id: str
    words: str
    link: str

    @staticmethod
    def of(told: Mapping[str, Any], address: str) -> _Entry:
        """The entry of a feed at this address."""
        told = dict(told)  # feedparser's own warns of dates that are not there
        words = _words(told)
        link = told.get("link") or ""
        return _Entry(told, _identity(told, words), words, _joined(address, link))

    @property
    def key(self) -> str:
        """What the cursor remembers it by."""
        return _hash(self.external_id)

    def refused(self, why: str) -> Unreadable:
        """The entry as something that could not be read."""
        return Unreadable(f"entry {self.external_id}", why, aside(self.words))


def _moment_of(heard: Heard) -> float:
    """Oldest first, as people spoke."""
    return heard.said.said_at.timestamp() if heard.said else 0.0


def _joined(address: str, link: str) -> str:
    """A link on the page at this address; none where it is no link."""
    try:
        return urljoin(address, link) if link else ""
    except ValueError:
        return ""


def _parsed(answer: Answer, name: str) -> Mapping[str, Any]:
    """The document. Raises SourceError where it is no feed at all."""
    # A stream, not the bytes: what could be the name of a file, feedparser would open. It is not
    # told the address, or relative ids would change when the feed moves. Markup stays in, because
    # `plain_text` takes it out anyway.
    try:
        document: Mapping[str, Any] = feedparser.parse(
            io.BytesIO(answer.body),
            response_headers={"content-type": answer.content_type},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # a stranger's document may find a fault in any parser
        raise SourceError(f"{name}: unreadable ({type(error).__name__}).") from error
    if document.get("version") or document.get("entries"):
        return document
    raise SourceError(f"{name}: this is no RSS or Atom feed. {_advice(document, answer)}")


def _advice(document: Mapping[str, Any], answer: Answer) -> str:
    """Where the feed may be instead."""
    for link in document.get("feed", {}).get("links", ()):
        if link.get("rel") == "alternate" and "xml" in link.get("type", "") and "href" in link:
            return f"The page says that its feed is at {_joined(answer.url, link['href'])}"
    return "Open its address in a browser: it must show XML with <rss> or <feed>."


def _fault(document: Mapping[str, Any]) -> Exception | None:
    """What made a document hard to read, if anything can have been lost by it."""
    fault: Exception | None = document.get("bozo_exception")
    return None if isinstance(fault, _HARMLESS) else fault


def _told_broken(document: Mapping[str, Any], body: bytes, name: str) -> Iterator[Unreadable]:
    """What to tell of a document that is broken; what could be read of it is used all the same."""
    fault = _fault(document)
    if fault is not None:
        line = fault.getLineNumber() if isinstance(fault, SAXParseException) else 1
        why = "The feed is not well-formed XML; entries behind this place may be missing."
        yield Unreadable(f"{name}, line {line}", why, aside(_line(body, line or 1)))


def _line(body: bytes, number: int) -> str:
    lines = body.split(b"\n", number)
    return lines[min(number, len(lines)) - 1].decode("utf-8", "replace")


def _entries(document: Mapping[str, Any], body: bytes) -> Sequence[Mapping[str, Any]]:
    """The entries that are whole.

    Where a document was cut off, so was its last entry: it would be heard without its end, or
    under another id than next time.
    """
    entries: Sequence[Mapping[str, Any]] = document.get("entries", ())
    cut_off = _fault(document) is not None and not body.rstrip().lower().endswith(_ENDS)
    return entries[:-1] if cut_off else entries


def _words(entry: Mapping[str, Any]) -> str:
    """What an entry says: its headline, and its contents rather than their summary."""
    title = _plain(entry.get("title_detail"))
    body = next(filter(None, map(_plain, _details(entry))), "")
    if not title or body.startswith(title.rstrip("….")):
        return body or title
    return f"{title}\n\n{body}".strip()


def _details(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from entry.get("content", ())
    yield entry.get("summary_detail", {})


def _plain(detail: Mapping[str, Any] | None) -> str:
    """The words of one element, whatever it is written in."""
    value = (detail or {}).get("value") or ""
    is_html = "html" in (detail or {}).get("type", "")
    return storable(plain_text(value) if is_html else value).strip()


def _identity(entry: Mapping[str, Any], words: str) -> str:
    """What an entry is called: its id, else its link, else its words."""
    identity = storable(entry.get("id") or entry.get("link") or "").strip()
    if not identity or len(identity) > LONGEST_NAME:
        return f"hash:{_hash(identity or words)}"
    return identity


def _author(entry: Mapping[str, Any], external_id: str) -> Author:
    """Who wrote an entry; the feed's own author did not, unless the entry says so."""
    detail = entry.get("author_detail") or {}
    name = storable(detail.get("name") or entry.get("author") or "").strip()[:LONGEST_NAME]
    address = storable(detail.get("href") or detail.get("email") or "").strip()[:LONGEST_NAME]
    if not name and not address:
        return unknown_author(external_id)
    return Author(address or name, name or address)


def _said_at(entry: Mapping[str, Any], now: datetime) -> datetime:
    """When it was published, else updated, else now; never later than now."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        moment = _moment(entry.get(name))
        if moment is not None:
            return min(moment, now)
    return now


def _moment(parsed: struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year > 1970 else None


def _cursor_from(text: str | None, url: str) -> _Cursor:
    """The cursor that was kept; one of nobody's making is as good as none.

    Where the address changed, its server's marks no longer count, and what was said still does.
    """
    address = _hash(url)
    try:
        kept = json.loads(text or "{}")
        said = {str(key): str(value) for key, value in kept.get("said", {}).items()}
        cursor = _Cursor(kept.get("address", ""), kept.get("etag"), kept.get("modified"), said)
    except (ValueError, AttributeError, RecursionError):
        return _Cursor(address)
    return cursor if cursor.address == address else _Cursor(address, said=said)


def _moved_on(known: _Cursor, answer: Answer, said: Mapping[str, str], *, whole: bool) -> str:
    """The cursor behind this document.

    Without the server's marks where not all could be read, so that it is asked in full again.
    """
    merged = {**said, **{key: value for key, value in known.said.items() if key not in said}}
    kept = dict(list(merged.items())[: max(REMEMBERED, len(said))])
    marks = (answer.etag, answer.modified) if whole else (None, None)
    cursor = replace(known, etag=marks[0], modified=marks[1], said=kept)
    return json.dumps(
        {
            "address": cursor.address,
            "etag": cursor.etag,
            "modified": cursor.modified,
            "said": cursor.said,
        },
        separators=(",", ":"),
    )


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:20]
