"""What people wrote in Slack, out of the way in which Slack tells it: as it was read there."""

from __future__ import annotations

import html
import re

_MARK = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def plain(written: str) -> str:
    """The words alone: a link is what it was called, else where it leads; a mention goes."""
    return html.unescape(_MARK.sub(_instead, written)).strip()


def _instead(mark: re.Match[str]) -> str:
    return " " if mark[1] in {"@", "!"} else mark[3] or mark[2]
