"""What people wrote in Teams, out of the HTML in which Teams tells it: as it was read there."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"<(?:![^<>]*|(/?)([a-z][a-z0-9]*)\b([^<>]*))>", re.IGNORECASE)
"""One tag, or a comment; whatever is written, finding them all takes no longer than reading it."""
_LEADS = re.compile(r"\bhref=\"(https?://[^\"]+)\"", re.IGNORECASE)
_MENTION, _LINK = "at", "a"
_BREAKS = frozenset({"br", "/p", "/div", "/li"})


def plain(written: str) -> str:
    """The words alone: a link is where it leads, and whom it mentions goes."""
    parts: list[str] = []
    begun: dict[str, tuple[int, str]] = {}
    end = 0
    for tag in _TAG.finditer(written):
        parts.append(written[end : tag.start()])
        end = tag.end()
        closes, name = tag[1] or "", (tag[2] or "").lower()
        if closes + name in _BREAKS:
            parts.append("\n")
        elif not closes and (stands := _instead(name, tag[3] or "")):
            begun[name] = (len(parts), stands)
        elif closes and name in begun:
            first, stands = begun.pop(name)
            parts[first:] = [stands]
    return html.unescape("".join([*parts, written[end:]])).strip()


def _instead(name: str, inside: str) -> str:
    """What stands for all that is within such a tag; nothing, where that itself is read."""
    if name == _MENTION:
        return " "
    leads = _LEADS.search(inside) if name == _LINK else None
    return f" {leads[1]} " if leads is not None else ""
