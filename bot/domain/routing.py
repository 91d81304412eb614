"""Where a case goes: by source, brand, language, topic words and flags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.domain.flags import Flag
from bot.domain.policy import Channel, Policy, Route

FALLBACK = "default"
"""The key of the route of a company that configured none."""


def choose_route(
    policy: Policy,
    *,
    source: str,
    company: str | None,
    language: str | None,
    flags: Iterable[Flag],
    text: str,
) -> str:
    """The key of the first route that fits, else `default`."""
    known = frozenset(flags)
    folded = text.casefold()
    for route in policy.routes:
        if _fits(route, source, company, language) and _is_about(route, known, folded):
            return route.key
    return FALLBACK


def channels_of(policy: Policy, route_key: str, *, sensitive: bool) -> tuple[Channel, ...]:
    """The channels that get a case at once: never a wide one; sensitive ones webcare's only."""
    route = policy.route(route_key)
    keys = route.channels if route else tuple(one.key for one in policy.channels)
    found = [one for one in policy.channels if one.key in keys and not one.wide]
    if sensitive:
        found = [one for one in found if one.webcare]
    return tuple(found or _webcare(policy))


def wide_channels_of(policy: Policy, route_key: str) -> tuple[Channel, ...]:
    """The wide channels for what nobody took."""
    route = policy.route(route_key)
    keys = route.wide if route else ()
    return tuple(one for one in policy.channels if one.key in keys and one.wide)


def _fits(route: Route, source: str, company: str | None, language: str | None) -> bool:
    return (
        (not route.sources or source in route.sources)
        and (not route.companies or company in route.companies)
        and (not route.languages or language in route.languages)
    )


def _is_about(route: Route, flags: frozenset[Flag], text: str) -> bool:
    if not route.flags and not route.topics:
        return True
    return bool(route.flags & flags) or _mentions(route.topics, text)


def _mentions(topics: frozenset[str], text: str) -> bool:
    return bool(topics) and _pattern(topics).search(text) is not None


@lru_cache(maxsize=256)
def _pattern(topics: frozenset[str]) -> re.Pattern[str]:
    """Topics as whole words, with an inflection of up to three letters."""
    words = "|".join(re.escape(topic.casefold()) for topic in sorted(topics))
    return re.compile(rf"(?<!\w)(?:{words})\w{{0,3}}(?!\w)")


def _webcare(policy: Policy) -> list[Channel]:
    return [one for one in policy.channels if one.webcare]
