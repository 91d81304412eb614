"""A link that somebody pasted, taken apart with suspicion: only pages on named hosts pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 4_000
"""Characters; nothing that leads to a post is longer."""

_SENTENCES = {
    "no_link": "This is no link to a post: copy the address of the post; it begins with https://.",
    "too_long": "This link is too long: copy the address of the post itself.",
    "odd_signs": "There are blanks or hidden signs in this link: copy it again, without them.",
    "credentials": "There is a user name or a password in this link: copy it without them.",
    "no_public_host": "This link leads to no public website: copy one that anybody can open.",
}


class UnusableUrl(ValueError):
    """The link leads to no public page, or hides where it leads. Its text says what to do."""

    def __init__(self, code: str) -> None:
        """Keep the code, one of a few words, for the wording of other languages."""
        super().__init__(_SENTENCES[code])
        self.code = code


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A link in parts that are decoded and safe to compare."""

    host: str
    """In ASCII and small letters, with a port only if it is an unusual one."""
    path: tuple[str, ...]
    """The parts between slashes, without empty ones and without dots that lead elsewhere."""
    query: tuple[tuple[str, str], ...] = ()
    fragment: str = ""
    is_folder: bool = False
    """Whether the path ended in a slash."""

    def value(self, name: str) -> str:
        """The first value of a parameter; empty if there is none."""
        return next((value for key, value in self.query if key == name), "")


# RFC 3986, appendix B; the outcome is checked part by part.
_PARTS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}/")
_ODD_SIGNS = re.compile(
    '[\\s\0-\x20\x7f-\xa0\\\\<>"\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff'
    "\ud800-\udfff]"
)
_PUBLIC_HOST = re.compile(
    r"(?=.{4,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})"
)
_USUAL_PORTS = {"", "80", "443"}
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IN_PATH = _UNRESERVED | frozenset(b"!$&'()*+,;=:@")
_IN_QUERY = _UNRESERVED | frozenset(b"!$'()*,;:@/")


def without_odd_signs(text: str) -> str:
    """The link without the blanks around it. Raises `UnusableUrl` for what hides inside it."""
    bare = text.strip()
    if len(bare) > LONGEST:
        raise UnusableUrl("too_long")
    if _ODD_SIGNS.search(bare):
        raise UnusableUrl("odd_signs")
    return bare


def web_address(text: str) -> WebAddress:
    """The parts of a link; "example.com/page" will do. Raises `UnusableUrl`."""
    bare = without_odd_signs(text)
    if _WITHOUT_SCHEME.match(bare):
        bare = f"https://{bare}"
    parts = _PARTS.fullmatch(bare)
    if parts is None:
        raise UnusableUrl("no_link")
    _, authority, path, query, fragment = parts.groups("")
    return WebAddress(
        host=_host(authority),
        path=_path(path),
        query=tuple(_query(query)),
        fragment=_decoded(fragment),
        is_folder=path.endswith("/"),
    )


def written(address: WebAddress) -> str:
    """The link again, in one spelling, without "https://"."""
    path = "/".join(_encoded(part, _IN_PATH) for part in address.path)
    query = "&".join(
        _encoded(name, _IN_QUERY) + (f"={_encoded(value, _IN_QUERY)}" if value else "")
        for name, value in address.query
    )
    slash = "/" if address.is_folder and path else ""
    fragment = _encoded(address.fragment, _IN_QUERY)
    return (
        f"{address.host}/{path}{slash}"
        + f"?{query}" * bool(query)
        + f"#{fragment}" * bool(fragment)
    )


def _host(authority: str) -> str:
    """The name of a public host. Addresses in numbers are refused, however they are written."""
    if "@" in authority:
        raise UnusableUrl("credentials")
    name, _, port = authority.partition(":")
    try:
        plain = name.lower()[:254].encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        raise UnusableUrl("no_public_host") from None
    if not _PUBLIC_HOST.fullmatch(plain) or not (port.isascii() and (port + "0").isdigit()):
        raise UnusableUrl("no_public_host")
    return plain if port in _USUAL_PORTS else f"{plain}:{port}"


def _path(path: str) -> tuple[str, ...]:
    parts: list[str] = []
    for part in map(_decoded, path.split("/")):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return tuple(parts)


def _query(query: str) -> list[tuple[str, str]]:
    pairs = (pair.replace("+", " ").partition("=") for pair in query.split("&") if pair.strip("="))
    return [(_decoded(name), _decoded(value)) for name, _, value in pairs]


def _decoded(text: str) -> str:
    """Without percent signs; bytes that are no UTF-8 stay recognisable."""
    raw = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), text.encode())
    return raw.decode("utf-8", "surrogateescape")


def _encoded(text: str, allowed: frozenset[int]) -> str:
    raw = text.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if byte in allowed else f"%{byte:02X}" for byte in raw)
