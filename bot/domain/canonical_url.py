"""One key for all links to one public post: a colleague's capture meets what a source hears."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.domain.platform_urls import READERS, PostUrl, bluesky_post, mastodon
from bot.domain.web_address import (
    UnusableUrl,
    WebAddress,
    web_address,
    without_odd_signs,
    written,
)

__all__ = ["CanonicalUrl", "UnusableUrl", "canonical_url"]

WEB = "web"
"""The platform of every page that is on none of those we know."""


@dataclass(frozen=True, slots=True)
class CanonicalUrl:
    """Where a post is: `key` is the same for all links to it, `url` is one to show and to open."""

    platform: str
    key: str
    url: str


_AT_URI = re.compile(r"at://([^/?#]+)/app\.bsky\.feed\.post/([^/?#]+)")

_WWW = re.compile(r"www\.")

# Doors of one house: the same page behind each of them.
_SIDE_DOOR = re.compile(
    r"(?:www|m|mobile|old|new|np|amp|touch|mbasic|web|[a-z]{2}(?:-[a-z]{2})?)\."
)

_TRACKING = re.compile(
    r"utm_.*|mtm_.*|pk_.*|_hs[a-z]+|hsa_.*|_g[al]|__tn__|__cft__.*|_rdr|rdid|at_(?:medium|campaign)"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|mc_[ce]id|mkt_tok"
    r"|igshid|igsh|mibextid|si|ref|refsrc|ref_src|ref_url|referrer|share_id|cmpid|wt_mc|s_cid"
    r"|vero_id|oly_(?:anon|enc)_id|spm|trk|trackingid|ncid|xtor|_openstat",
    re.IGNORECASE,
)

# A fragment names a place on a page; on forums and blogs that place is somebody's post.
_OWN_PLACE = re.compile(r"[a-z_-]{0,20}[-_=:]?\d{3,20}", re.IGNORECASE | re.ASCII)


def canonical_url(url: str) -> CanonicalUrl:
    """The platform, the key and the clean link of a public post, from any link to it.

    Takes http and https links, links without a scheme ("x.com/…") and Bluesky's at:// addresses.
    Nothing is fetched, so short links that only their platform can resolve keep a key of their own.
    Raises `UnusableUrl`, and nothing else.
    """
    if url.strip()[:5].lower() == "at://":
        return _from_at_uri(without_odd_signs(url))
    address = web_address(url)
    known = READERS.get(".".join(_bare(address.host).split(".")[-2:]))
    if known is None:
        post = mastodon(replace(address, host=_bare(address.host)))
        return _found("mastodon", post) if post else _any_page(WEB, address)
    platform, read = known
    post = read(replace(address, host=_bare(address.host)))
    return _found(platform, post) if post else _any_page(platform, address, _SIDE_DOOR)


def _from_at_uri(uri: str) -> CanonicalUrl:
    found = _AT_URI.fullmatch(uri)
    post = bluesky_post(found[1], found[2]) if found else None
    if post is None:
        raise UnusableUrl("no_link")
    return _found("bluesky", post)


def _found(platform: str, post: PostUrl) -> CanonicalUrl:
    return CanonicalUrl(platform, f"{platform}:{post.identity}", post.url)


def _any_page(platform: str, address: WebAddress, door: re.Pattern[str] = _WWW) -> CanonicalUrl:
    """A page by its address: no tracking, parameters sorted, scheme and door ignored."""
    query = sorted(pair for pair in address.query if not _TRACKING.fullmatch(pair[0]))
    fragment = address.fragment if _OWN_PLACE.fullmatch(address.fragment) else ""
    clean = replace(address, query=tuple(query), fragment=fragment)
    key = written(replace(clean, host=_bare(address.host, door), is_folder=False))
    return CanonicalUrl(platform, f"{platform}:{key}", f"https://{written(clean)}")


def _bare(host: str, door: re.Pattern[str] = _WWW) -> str:
    """The host without the word in front that makes no difference."""
    bare = door.sub("", host, count=1) if door.match(host) else host
    return bare if "." in bare else host
