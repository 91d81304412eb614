"""One page of the web, asked for carefully: in time, in size, and never where it must not go."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from ipaddress import IPv6Address, ip_address
from socket import AddressFamily

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from bot.ports.hearing import SourceError

USER_AGENT = "Knuffel (customer care; reads feeds)"

_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_BUSY = {429, 503}
_REST = timedelta(minutes=10)
"""How long a busy server is left alone when it does not say how long it wants."""
_LONGEST_REST = timedelta(days=1)

_ADVICE = {
    401: "It wants a password; ask its maker for an address that needs none.",
    403: "It refuses us; ask its maker whether robots may read it.",
    404: "There is nothing at this address; has the feed moved?",
    410: "It is gone for good; take it out of the configuration.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much patience there is with a server."""

    seconds: float = 30.0
    """For the whole page, redirects among it."""
    size: int = 5_000_000
    """In bytes, unpacked."""
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is, and whether that may be on a private network."""

    url: URL = field(repr=False)
    name: str
    """What people call the source; an address may hold a password, and is told to nobody."""
    internal: bool

    @staticmethod
    def of(url: str, name: str, *, internal: bool) -> Address:
        """The address. Raises SourceError where it is no address of the web."""
        try:
            return Address(_web_url(URL(url.strip())), name, internal)
        except ValueError:
            raise SourceError(
                f"{name}: the address must begin with http:// or https:// and name a host."
            ) from None

    def may_be_private(self, host: str) -> bool:
        """Whether the configuration allows this very host to be on a private network."""
        return self.internal and host in {self.url.host, self.url.raw_host}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave."""

    status: int
    url: str
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None
    retry_after: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def busy(self) -> bool:
        """The server asks to be left alone for a while."""
        return self.status in _BUSY

    @property
    def unchanged(self) -> bool:
        """Nothing is new since we asked last."""
        return self.status == 304


async def fetch_page(
    address: Address, limits: Limits, *, etag: str | None = None, modified: str | None = None
) -> Answer:
    """The page, or that it has not changed, or that its server is busy. Raises SourceError."""
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = {name: value for name, value in asked.items() if value and value.isprintable()}
    connector = aiohttp.TCPConnector(resolver=_Resolver(address), use_dns_cache=False)
    try:
        async with (
            asyncio.timeout(limits.seconds),
            aiohttp.ClientSession(
                connector=connector,
                headers={"User-Agent": USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            ) as session,
        ):
            return await _followed(session, address, limits, headers)
    except TimeoutError:
        raise SourceError(
            f"{address.name}: no whole answer within {limits.seconds:g} seconds."
        ) from None
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise SourceError(f"{address.name}: {_in_words(error)}") from None


def rest_until(answer: Answer, now: datetime) -> datetime:
    """When a busy server may be asked again: as it says, a day at most. UTC."""
    text = (answer.retry_after or "").strip()
    if text.isascii() and text.isdigit():
        wanted = now + timedelta(seconds=min(int(text[:9]), 10**8))
    else:
        wanted = _date(text) or now + _REST
    return min(max(wanted, now), now + _LONGEST_REST)


async def _followed(
    session: aiohttp.ClientSession, address: Address, limits: Limits, headers: dict[str, str]
) -> Answer:
    """What stands at the end of the redirects. Raises SourceError."""
    url = address.url
    for_good = True
    for _ in range(limits.redirects + 1):
        _refuse_private_number(url, address)
        async with session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status not in _REDIRECTS:
                notes = _moved(address, url) if for_good and url != address.url else ()
                return replace(await _answer(response, address, limits), notes=notes)
            for_good = for_good and response.status in _FOR_GOOD
            url = _target(response, address)
    raise SourceError(f"{address.name}: more than {limits.redirects} redirects, one to the next.")


def _target(response: aiohttp.ClientResponse, address: Address) -> URL:
    """Where a redirect leads. Raises SourceError where that is nowhere on the web."""
    try:
        return _web_url(response.url.join(URL(response.headers.get("Location", ""))))
    except ValueError:
        raise SourceError(f"{address.name}: it redirects to no address of the web.") from None


def _moved(address: Address, url: URL) -> tuple[str, ...]:
    return (f"{address.name} has moved for good, to {url.host}; change its address.",)


async def _answer(response: aiohttp.ClientResponse, address: Address, limits: Limits) -> Answer:
    """The response, read no further than the limit. Raises SourceError for a refusal."""
    status = response.status
    headers = response.headers
    plain = Answer(status, str(response.url), retry_after=headers.get("Retry-After"))
    if plain.busy or plain.unchanged:
        return plain
    if status != 200:
        advice = _ADVICE.get(status, "It will be asked again.")
        raise SourceError(f"{address.name}: the server answered {status}. {advice}")
    return replace(
        plain,
        body=await _body(response, address, limits),
        content_type=headers.get("Content-Type", ""),
        etag=headers.get("ETag"),
        modified=headers.get("Last-Modified"),
    )


async def _body(response: aiohttp.ClientResponse, address: Address, limits: Limits) -> bytes:
    """The page, unpacked. Raises SourceError where it is too large, before it is all here."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        body += chunk
        if len(body) > limits.size:
            raise SourceError(
                f"{address.name}: the feed is larger than {limits.size} bytes; ask its maker for"
                " one with fewer entries."
            )
    return bytes(body)


class _Resolver(AbstractResolver):
    """Looks hosts up, and gives no private address away that the configuration did not allow.

    The address that was judged is the one that is connected to, so a name that means something
    else a moment later gains nothing.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._threaded = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: AddressFamily = AddressFamily.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._threaded.resolve(host, port, family)
        if not self._address.may_be_private(host):
            _refuse_private((result["host"] for result in found), self._address)
        return found

    async def close(self) -> None:
        await self._threaded.close()


def _refuse_private_number(url: URL, address: Address) -> None:
    """Raise SourceError where a URL names a private address in numbers, which nobody looks up."""
    host = url.host or ""
    if not address.may_be_private(host) and _is_number(host):
        _refuse_private([host], address)


def _refuse_private(numbers: Iterable[str], address: Address) -> None:
    if not all(map(_is_public, numbers)):
        raise SourceError(
            f"{address.name}: it leads to a private network, where only feeds with internal ="
            " true are asked, and no other host than their own."
        )


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(number: str) -> bool:
    found = ip_address(number.partition("%")[0])
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found.sixtofour or found
    return found.is_global and not found.is_multicast


def _web_url(url: URL) -> URL:
    if url.scheme not in {"http", "https"} or not url.host:
        raise ValueError(url.scheme)
    return url


def _in_words(error: Exception) -> str:
    """What went wrong, without the address: it may hold a password."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError):
        return "its certificate is not to be trusted."
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "its host is not known; is the address right?"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "its host does not answer."
    if isinstance(error, aiohttp.InvalidURL):
        return "its host is written in no usual way."
    return f"the connection broke ({type(error).__name__})."


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
