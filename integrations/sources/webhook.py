"""Posts that another tool sends: verified, translated by a map of fields, heard, then answered.

HookRefused
├── UnknownHook      404
├── TooLarge         413
├── NotSigned        401
└── NotJson          400
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from aiohttp import ClientError, web
from standardwebhooks import Webhook

from bot.domain.errors import Broken, Error
from bot.ports.hearing import Deed, Fetched, Heard, SourceError, TextReading, Unreadable
from integrations.sources.record import (
    COUNTED,
    FIELDS,
    Origin,
    Record,
    Refused,
    Value,
    aside,
    checked_fields,
    checked_zone,
    counts_of,
    dotted,
    read_id,
    said_of,
)
from integrations.sources.record_json import NO_JSON, one_line, read_json, under_our_names

LARGEST = 1_000_000
"""In bytes: what one delivery may hold."""

OLDEST = timedelta(minutes=5)
"""How far a signature's moment may be from ours, before or after (Standard Webhooks)."""

PATIENCE = 15.0
"""Seconds that a delivery may take to arrive."""

COME_BACK = 5
"""Seconds after which to send again what we could not keep."""

SHORTEST_SECRET = 16
"""In bytes; a shorter one can be guessed."""

DEEDS = {
    **dict.fromkeys(("created", "create", "new", "added", "add", "published"), Deed.CREATED),
    **dict.fromkeys(("edited", "edit", "updated", "update", "changed"), Deed.EDITED),
    **dict.fromkeys(("deleted", "delete", "removed", "remove"), Deed.DELETED),
    **dict.fromkeys(("author_gone", "author gone", "author_deleted"), Deed.AUTHOR_GONE),
    **dict.fromkeys(("counts", "metrics", "stats"), Deed.COUNTS),
}

_FROM_ROOT = "$."
"""Begins a path that starts at the body, not at the item."""


class HookRefused(SourceError):
    """A delivery that nothing is heard from: `status` answers it."""

    status: ClassVar[int]


class UnknownHook(HookRefused):
    """No source of this name listens here."""

    status = 404


class TooLarge(HookRefused):
    """The body is larger than one delivery may be."""

    status = 413


class NotSigned(HookRefused):
    """The signature is missing, wrong or old. Never says which secret was tried."""

    status = 401


class NotJson(HookRefused):
    """The body cannot be read at all."""

    status = 400


@dataclass(frozen=True, slots=True)
class HookConfig:
    """One tool that sends us posts, and how it calls things. Raises SourceError."""

    name: str
    """The source, and the last part of the address that the tool sends to."""
    secrets: tuple[str, ...] = field(repr=False)
    """`whsec_…` in base64; several while one replaces the other."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Our name to the path of theirs: `data.post.id` in an item, `$.account.name` in the body."""
    items: str | None = None
    """The path of the list of items; without it the body is the item, or a list of them."""
    deed: str | None = None
    """The path of the word that tells what happened; without it everything is new."""
    deeds: Mapping[str, str] = field(default_factory=dict)
    """The tool's own words for what happened: `{"post.published": "created"}`."""
    company: str | None = None
    language: str | None = None
    """The language of texts that do not tell theirs."""
    zone: str = "UTC"
    """The zone of dates that name none."""

    def __post_init__(self) -> None:
        """Refuse at the start what could only fail later."""
        checked_fields(self.fields, FIELDS, self.name)
        checked_zone(self.zone, self.name)
        unknown = sorted(set(self.deeds.values()) - {deed.value for deed in Deed})
        if unknown:
            raise SourceError(
                f"{self.name}: unknown deed {', '.join(unknown)}; there are"
                f" {', '.join(deed.value for deed in Deed)}."
            )
        if not self.secrets or not all(map(_is_secret, self.secrets)):
            raise SourceError(
                f"{self.name}: needs a secret of at least {SHORTEST_SECRET} bytes in base64;"
                " make one: echo whsec_$(openssl rand -base64 32)."
            )


def receive(
    body: bytes,
    headers: Mapping[str, str],
    config: HookConfig,
    *,
    now: datetime,
    reading: TextReading,
) -> Fetched:
    """What a delivery tells: every item heard, or unreadable. `now` is machine time.

    Raises HookRefused where it is too large, not signed by somebody who knows a secret, or no
    JSON.
    """
    if len(body) > LARGEST:
        raise TooLarge(f"The body is larger than {LARGEST} bytes; send fewer items at once.")
    text = _utf8(body)
    delivery = _verified(text, headers, config, now)
    root = read_json(text)
    if root is NO_JSON:
        raise NotJson("The body is not JSON.")
    told = [_told(item, root, config, reading, now) for item in _items(root, config)]
    return Fetched(
        heard=tuple(one for one in told if isinstance(one, Heard)),
        cursor=None,
        unreadable=tuple(
            Unreadable(f"delivery {delivery}, item {number}", one.why, one.body)
            for number, one in enumerate(told, 1)
            if isinstance(one, Unreadable)
        ),
    )


Hear = Callable[[Fetched, str], Awaitable[None]]
"""Keeps what a source of this name told; returns when that is certain."""

Handler = Callable[[web.Request], Awaitable[web.Response]]


def hook_handler(
    sources: Mapping[str, HookConfig],
    hear: Hear,
    *,
    reading: TextReading,
    now: Callable[[], datetime],
) -> Handler:
    """Answers `POST /hooks/{source}`. What is answered with 2xx has been kept.

    `now` is machine time. 503 where `hear` failed: the sender comes back, and hearing twice
    changes nothing.
    """

    async def handle(request: web.Request) -> web.Response:
        try:
            config = _hook(request.match_info.get("source", ""), sources)
            body = await _body(request)
            fetched = await asyncio.to_thread(
                receive, body, request.headers, config, now=now(), reading=reading
            )
        except HookRefused as refused:
            return _problem(refused.status, str(refused))
        return await _kept(fetched, config.name, hear)

    return handle


def answer_to(fetched: Fetched) -> web.Response:
    """What to say to whoever sent this, once it is kept."""
    whys = [f"{one.place}: {one.why}" for one in fetched.unreadable]
    if not whys:
        return web.Response(status=204)
    told = {"heard": len(fetched.heard), "unreadable": whys}
    return web.json_response(told, status=200 if fetched.heard else 422)


async def _kept(fetched: Fetched, name: str, hear: Hear) -> web.Response:
    """The answer, after what was told is kept."""
    try:
        await hear(fetched, name)
    except Broken:
        raise
    except Error:
        answer = _problem(503, "This could not be kept now; send it again.")
        answer.headers["Retry-After"] = str(COME_BACK)
        return answer
    return answer_to(fetched)


def _hook(name: str, sources: Mapping[str, HookConfig]) -> HookConfig:
    if name not in sources:
        raise UnknownHook("No source of this name is configured here.")
    return sources[name]


async def _body(request: web.Request) -> bytes:
    """The body, read no further than one delivery may be. Raises HookRefused."""
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.content.iter_chunked(65_536):
                body += chunk
                if len(body) > LARGEST:
                    break  # `receive` refuses it
    except TimeoutError:
        raise NotJson(f"The body was not here within {PATIENCE:g} seconds.") from None
    except (ClientError, web.RequestPayloadError, OSError):
        raise NotJson("The body did not arrive whole.") from None
    return bytes(body)


def _problem(status: int, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise NotJson("The body is not UTF-8.") from None


def _is_secret(secret: str) -> bool:
    """Whether a secret is base64 throughout: the library would pass over what is not."""
    try:
        _sign(secret, "id", datetime(2000, 1, 1, tzinfo=UTC), "")
    except Exception:  # of several kinds, all meaning the same
        return False
    plain = secret.removeprefix("whsec_").rstrip("=")
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return set(plain) <= set(signs) and len(plain) * 6 // 8 >= SHORTEST_SECRET


def _sign(secret: str, delivery: str, at: datetime, text: str) -> str:
    return Webhook(secret).sign(delivery, at, text)


def _verified(text: str, headers: Mapping[str, str], config: HookConfig, now: datetime) -> str:
    """The delivery's id, when a secret of ours signed it lately. Raises NotSigned.

    The library's own `verify` reads the clock and knows one secret, so only its signing is used.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    delivery = lower.get("webhook-id", "")
    signatures = lower.get("webhook-signature", "")
    at = _signed_at(lower.get("webhook-timestamp", ""))
    if not delivery or not signatures or at is None:
        raise NotSigned(
            "The headers webhook-id, webhook-timestamp and webhook-signature are needed"
            " (Standard Webhooks)."
        )
    if abs(now - at) > OLDEST:
        raise NotSigned("The signature's moment is more than five minutes from ours.")
    if not _is_signed(text, delivery, at, signatures, config.secrets):
        raise NotSigned("No signature fits; is the secret the same on both sides?")
    return delivery[:100]


def _signed_at(text: str) -> datetime | None:
    if not (text.isascii() and text.isdigit() and len(text) < 12 and str(int(text)) == text):
        return None
    return datetime.fromtimestamp(int(text), UTC)


def _is_signed(
    text: str, delivery: str, at: datetime, signatures: str, secrets: tuple[str, ...]
) -> bool:
    """Whether one of the signatures is by one of the secrets."""
    given = [signature.encode("utf-8", "replace") for signature in signatures.split()[:20]]
    try:
        right = [_sign(secret, delivery, at, text).encode() for secret in secrets]
    except UnicodeEncodeError:  # a header with half a character
        return False
    return any(hmac.compare_digest(one, other) for one in given for other in right)


def _items(root: Value, config: HookConfig) -> list[Value]:
    """The items of a body; a single one is a list of one."""
    found = dotted(root, config.items) if config.items else root
    if found is None and config.items:
        # Kept aside: the map is wrong, or this is a kind of delivery that we do not know.
        return [root]
    return found if isinstance(found, list) else [found]


def _told(
    item: Value, root: Value, config: HookConfig, reading: TextReading, now: datetime
) -> Heard | Unreadable:
    """An item as something that happened, or as what could not be read."""
    try:
        if not isinstance(item, Mapping):
            raise Refused("The item is not a JSON object.")
        record = _record(item, root, config)
        return _heard(_deed(item, root, config), record, config, reading, now)
    except Refused as refused:
        return Unreadable("", str(refused), aside(one_line(item)))


def _record(item: Value, root: Value, config: HookConfig) -> Record:
    """An item under our names."""
    paths = {name: config.fields.get(name, name) for name in FIELDS}
    own = {name: path for name, path in paths.items() if not path.startswith(_FROM_ROOT)}
    above = {name: path.removeprefix(_FROM_ROOT) for name, path in paths.items() if name not in own}
    return {**under_our_names(root, above), **under_our_names(item, own)}


def _deed(item: Value, root: Value, config: HookConfig) -> Deed:
    """What happened. Raises Refused for a word that nobody explained."""
    if config.deed is None:
        return Deed.CREATED
    path = config.deed.removeprefix(_FROM_ROOT)
    word = dotted(root if path != config.deed else item, path)
    if not isinstance(word, str):
        raise Refused(f"What happened is missing: there is no text at {config.deed}.")
    if word in config.deeds:
        return Deed(config.deeds[word])
    if word.strip().lower() not in DEEDS:
        raise Refused(f"What happened is unknown: {word[:60]!r}; explain it in the deeds.")
    return DEEDS[word.strip().lower()]


def _heard(
    deed: Deed, record: Record, config: HookConfig, reading: TextReading, now: datetime
) -> Heard:
    """A record as the deed that it tells of. Raises Refused."""
    if deed is Deed.AUTHOR_GONE:
        author = read_id(record.get("author"))
        return Heard(deed, config.name, author, author=author)
    if deed is Deed.DELETED:
        return Heard(deed, config.name, read_id(record.get("id")))
    if deed is Deed.COUNTS:
        return _counted(record, config)
    origin = Origin(config.name, config.company, config.language, config.zone)
    # A tool that names no moment sends what has just been said.
    said = said_of({"published_at": now.isoformat(), **record}, origin, reading, now=now)
    return Heard(deed, config.name, said.external_id, said, counts=said.counts)


def _counted(record: Record, config: HookConfig) -> Heard:
    counts = counts_of(record)
    if not counts:
        raise Refused(f"There is no number in any of {', '.join(COUNTED)}.")
    return Heard(Deed.COUNTS, config.name, read_id(record.get("id")), counts=counts)
