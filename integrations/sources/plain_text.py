"""A web page's words without the page: HTML to plain text, in time that grows with its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

# Not html.parser: up to Python 3.11.13 and 3.13.5 it needs the square of the time for tags that
# never end (CVE-2025-6069), so that one hostile post of 300 kB stopped us for minutes. The
# possessive quantifiers here never look back.
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*+)
        (?P<attributes>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+|[^<>]*+)>
      | <[!?][^<>]*+>""",
    re.VERBOSE,
)
_ALT = re.compile(r"""\balt\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""", re.IGNORECASE)

_UNREAD = frozenset({"script", "style", "template", "noscript", "svg", "head", "title", "iframe"})
"""Elements whose contents nobody reads."""

_PARAGRAPHS = frozenset(
    {"p", "blockquote", "ul", "ol", "table", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
)
_LINES = frozenset(
    {"br", "div", "li", "tr", "dt", "dd", "section", "article", "figure", "figcaption", "option"}
)

_BLANKS = re.compile(r"[ \t\r\f\v\u00a0]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")


def plain_text(html: str) -> str:
    """The words, paragraphs as paragraphs; without tags, scripts and styles. Never raises."""
    words = "".join(_words(_without_comments(html)))
    return _BLANK_LINES.sub("\n\n", _AROUND_LINE_END.sub("\n", _BLANKS.sub(" ", words))).strip()


def _without_comments(html: str) -> str:
    """The page without its comments; one that never ends goes on to the page's end."""
    before, *commented = html.split("<!--")
    after = (part.partition("-->")[2] for part in commented)
    return before + "".join(after)


def _words(html: str) -> Iterator[str]:
    """What a person reads of a page, with line ends where a browser makes them."""
    read_to = 0
    unread = ""
    for tag in _TAG.finditer(html):
        if not unread:
            yield _spoken(html[read_to : tag.start()])
            yield _drawn(tag)
        unread = _unread_after(unread, tag)
        read_to = tag.end()
    if not unread:
        yield _spoken(html[read_to:])


def _unread_after(unread: str, tag: re.Match[str]) -> str:
    """The element whose contents are not read behind this tag; empty: all is read."""
    name, ends = (tag["name"] or "").lower(), bool(tag["end"])
    if unread:
        return "" if ends and name == unread else unread
    opens = name in _UNREAD and not ends and not tag["attributes"].endswith("/")
    return name if opens else ""


def _drawn(tag: re.Match[str]) -> str:
    """What a browser draws for a tag: an end of a line, a picture's words, nothing."""
    name = (tag["name"] or "").lower()
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES:
        return "" if name == "br" and tag["end"] else "\n"
    alt = _ALT.search(tag["attributes"]) if name == "img" else None
    return _spoken(alt[1] or alt[2] or "") if alt else ""


def _spoken(text: str) -> str:
    """A piece of text as it reads: a line's end in the page is a blank."""
    return unescape(text).replace("\n", " ")
