"""One record of any source made into a post: read carefully, or refused in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.canonical_url import UnusableUrl, canonical_url
from bot.domain.post import Author, Direction, Said
from bot.ports.hearing import SourceError, TextReading

Value = object
"""What a record holds under a name: text, or whatever JSON can say."""
Record = Mapping[str, Value]
"""A record by our own names: `id`, `published_at`, `author`, `text` and so on."""

REQUIRED = ("id", "published_at", "author", "text")
OPTIONAL = (
    *("company", "in_reply_to", "direction", "url", "likes", "shares", "lang"),
    *("handle", "thread_root"),
)
FIELDS = REQUIRED + OPTIONAL
COUNTED = ("likes", "shares")

LONGEST_TEXT = 100_000
"""In characters; no open letter is longer, a misread file is."""
LONGEST_NAME = 500
"""In characters: ids, names of people and of companies."""
LONGEST_ASIDE = 10_000
"""In characters: how much of something unreadable is kept."""

CLOCKS_DIFFER_BY = timedelta(minutes=5)
"""A moment so little ahead of ours is only another machine's clock, and counts as now."""

DIRECTIONS = {
    **dict.fromkeys(("", "inbound", "in", "incoming", "customer", "true"), Direction.INBOUND),
    **dict.fromkeys(
        ("outbound", "out", "outgoing", "company", "agent", "brand", "false"), Direction.OUTBOUND
    ),
}

_EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
_SECONDS = re.compile(r"\d{9,11}(\.\d+)?")
_MILLISECONDS = re.compile(r"\d{12,14}")
_UTC_BY_NAME = re.compile(r"\s*(UTC|GMT)$")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_WHOLE = re.compile(r"(\d{1,15})\.0+")
_COUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,12})(?:\.0)?")
_NOT_STORED = re.compile("[\0\ud800-\udfff]")

T = TypeVar("T")


class Refused(Exception):
    """A record that cannot be a post; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a source's own configuration says about everything that comes from it."""

    source: str
    company: str | None
    language: str | None
    """The language of texts that do not tell theirs."""
    zone: str
    """The zone of moments that name none."""


def said_of(record: Record, origin: Origin, reading: TextReading, *, now: datetime) -> Said:
    """The post that a record holds. `now` is machine time. Raises Refused."""
    external_id = read_id(record.get("id"))
    url, url_key = known_url(_string(record.get("url")))
    text = read_text(record.get("text"))
    language, redacted = read_words(text, reading, _string(record.get("lang")) or None)
    return Said(
        source=origin.source,
        external_id=external_id,
        author=author_of(record, external_id),
        text=text,
        said_at=read_moment(record.get("published_at"), origin.zone, now=now),
        direction=_direction(record.get("direction")),
        company=_named(record, "company") or origin.company,
        in_reply_to=_reference(record, "in_reply_to"),
        thread_root=_reference(record, "thread_root"),
        url=url,
        url_key=url_key,
        language=language or origin.language,
        redacted=redacted,
        counts=counts_of(record),
    )


def read_words(text: str, reading: TextReading, hint: str | None) -> tuple[str | None, str | None]:
    """A text's language, and the text without private data where that differs."""
    found = reading.read(text, hint)
    return found.language, found.redacted if found.redacted != text else None


def read_id(value: Value) -> str:
    """An id as text. Raises Refused where it is missing, or was rounded on its way."""
    text = "" if isinstance(value, bool) else _whole(_string(value))
    if not text:
        raise Refused("The id is missing.")
    if _ROUNDED.fullmatch(text) or (isinstance(value, float) and not text.isdigit()):
        raise Refused(
            f"The id {text} was rounded, probably by a spreadsheet; export the ids as text."
        )
    return _short(text, "id")


def read_text(value: Value) -> str:
    """What was said, with HTML's entities as the characters they mean. Raises Refused."""
    if value is not None and not isinstance(value, str):
        raise Refused("The text is not written as text.")
    text = unescape_entities(storable(value or "")).strip()
    if not text:
        raise Refused("The text is empty.")
    if len(text) > LONGEST_TEXT:
        raise Refused(f"The text has {len(text)} characters; at most {LONGEST_TEXT} are kept.")
    return text


def read_moment(value: Value, zone: str, *, now: datetime) -> datetime:
    """A moment in UTC: ISO 8601, as in a mail's header, or seconds since 1970. Raises Refused.

    One without a zone is read in `zone`. What has not happened yet is refused, a difference of
    clocks apart.
    """
    text = _string(value)
    if not text:
        raise Refused("The date is missing.")
    try:
        moment = _moment(text, zone)
    except (ValueError, OverflowError, OSError):
        raise Refused(
            f"The date {_cut(text, 60)!r} is not readable; write it as 2026-03-21T14:05:00+01:00."
        ) from None
    if moment < _EARLIEST:
        raise Refused(f"The date {_cut(text, 60)!r} lies before 1970.")
    if moment > now + CLOCKS_DIFFER_BY:
        raise Refused(f"The date {_cut(text, 60)!r} lies in the future; is its zone right?")
    return min(moment, now)


def author_of(record: Record, external_id: str) -> Author:
    """Who said it. Without an author, nobody else's post is by the same person (D2)."""
    author = _named(record, "author")
    handle = _named(record, "handle")
    if not author:
        return unknown_author(external_id, handle or "")
    return Author(author, handle or author)


def unknown_author(external_id: str, handle: str = "") -> Author:
    """Somebody known by this one post only, however they are called."""
    return Author(f"post:{external_id}", handle)


def counts_of(record: Record) -> tuple[tuple[str, int], ...]:
    """Likes and shares; what is no number is left out, because a post matters more."""
    found = ((name, _COUNT.fullmatch(_string(record.get(name)))) for name in COUNTED)
    return tuple((name, int(re.sub("[.,]", "", count[1]))) for name, count in found if count)


def known_url(link: str) -> tuple[str | None, str | None]:
    """A link in its one form and its key, or nothing where it is unusable."""
    if not link:
        return None, None
    try:
        found = canonical_url(link)
    except UnusableUrl:
        return None, None
    return found.url, found.key


def unescape_entities(text: str) -> str:
    """`&amp;` as `&`. Only with a semicolon: `?a=1&copy=2` is a link and stays one."""
    return _ENTITY.sub(lambda entity: storable(unescape(entity[0])), text)


def storable(text: str) -> str:
    """The text without the two things that no database keeps: NUL, and halves of characters."""
    return _NOT_STORED.sub(lambda found: "" if found[0] == "\0" else "\ufffd", text)


def aside(body: str) -> str:
    """As much of something unreadable as is kept."""
    return _cut(storable(body), LONGEST_ASIDE)


def checked_zone(zone: str, where: str) -> str:
    """A zone that exists. Raises SourceError."""
    try:
        ZoneInfo(zone)
    except (KeyError, OSError, ValueError):  # unknown, a folder, or no name at all
        raise SourceError(
            f"{where}: there is no zone {zone!r}; write one such as Europe/Amsterdam."
        ) from None
    return zone


def checked_fields(fields: Mapping[str, T], known: tuple[str, ...], where: str) -> Mapping[str, T]:
    """A map of fields whose names we know. Raises SourceError."""
    unknown = sorted(set(fields) - set(known))
    if unknown:
        raise SourceError(
            f"{where}: unknown field {', '.join(unknown)}. On the left stand our names"
            f" ({', '.join(known)}), on the right theirs."
        )
    return fields


def dotted(value: Value, path: str) -> Value:
    """What stands at `data.post.id` in something that JSON said; None where nothing does."""
    if isinstance(value, Mapping) and path in value:
        return value[path]
    for name in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(name)
        elif isinstance(value, list) and name.isascii() and name.isdigit() and len(name) < 7:
            value = value[int(name)] if int(name) < len(value) else None
        else:
            return None
    return value


def _moment(text: str, zone: str) -> datetime:
    """The moment that a text means, wherever it lies."""
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(float(text), UTC)
    if _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    return _in_utc(_first(text, _iso_moment, parsedate_to_datetime), zone)


def _first(text: str, *readers: Callable[[str], datetime]) -> datetime:
    """What the first reader that understands it makes of a text. Raises ValueError."""
    for reader in readers:
        try:
            return reader(text)
        except (ValueError, TypeError, IndexError):  # a mail's date ends in any of them
            continue
    raise ValueError(text)


def _iso_moment(text: str) -> datetime:
    return datetime.fromisoformat(_UTC_BY_NAME.sub("+00:00", text))


def _in_utc(moment: datetime, zone: str) -> datetime:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC)


def _direction(value: Value) -> Direction:
    word = _string(value).lower()
    if word not in DIRECTIONS:
        raise Refused(
            f"The direction {_cut(word, 30)!r} is unknown; write inbound (a customer speaks)"
            " or outbound (the company does)."
        )
    return DIRECTIONS[word]


def _whole(text: str) -> str:
    """The id that a spreadsheet, or a data frame, made a decimal number of: `24.0` is 24."""
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def _named(record: Record, name: str) -> str | None:
    return _short(_string(record.get(name)), name) or None


def _reference(record: Record, name: str) -> str | None:
    """Another post's id; one that cannot be right is as good as none."""
    try:
        return read_id(record.get(name))
    except Refused:
        return None


def _short(text: str, name: str) -> str:
    if len(text) > LONGEST_NAME:
        raise Refused(
            f"The {name} has {len(text)} characters; at most {LONGEST_NAME} are kept. Is it in"
            " the right column?"
        )
    return text


def _string(value: Value) -> str:
    """A single value as text; what is no single value is as good as missing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return storable(str(value)).strip()
    return ""


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
