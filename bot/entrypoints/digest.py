"""`digest`: the ownership report of a week, in a terminal, as JSON, as a page, as a picture."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from bot.config import Config
from bot.domain.digest import Digest, to_json
from bot.domain.errors import Error, UnknownDigest
from bot.domain.view import Audience
from bot.domain.working_time import iso_week_of
from bot.presentation.digest.drawing import digest_sheet
from bot.presentation.digest.html import digest_html
from bot.presentation.digest.text import digest_text
from bot.usecases.desk import Desk
from bot.usecases.digesting import digest_of, view_digest
from bot.wiring import perused
from integrations.printing.digest_image import digest_png

FORMATS = ("text", "json", "html", "png")


class NoSuchWeek(Error):
    """The week cannot be reported on."""


class WhereTo(Error):
    """A picture is not written to a terminal."""


def show_digest(  # the command's options
    config: Config, week: str | None, *, form: str, language: str | None, to: Path | None
) -> int:
    """Count a week's digest from history and write it; the exit code. Stores nothing.

    Raises NoSuchWeek, WhereTo.
    """
    if form == "png" and to is None and sys.stdout.isatty():
        raise WhereTo("A picture goes to a file: add --output digest.png.")
    with perused(config) as (desk, now):
        digest = _count(desk, week, now)
        audience = Audience(language or desk.policy.languages[0], desk.policy.calendar.zone)
        content = drawn(desk, digest, audience, form=form)
    _write(content, to)
    return 0


def _count(desk: Desk, week: str | None, now: datetime) -> Digest:
    current = iso_week_of(desk.policy.calendar.zone, now)
    asked = week or str(current.previous())
    try:
        return digest_of(desk, asked, now=now)
    except UnknownDigest:
        raise NoSuchWeek(
            f"There is no report on {asked}: write a week that has begun, such as {current}."
        ) from None


def drawn(desk: Desk, digest: Digest, audience: Audience, *, form: str) -> bytes:
    """The digest in one of the formats."""
    if form == "json":
        return f"{to_json(digest)}\n".encode()
    with desk.store.read() as uow:
        view = view_digest(uow, desk.policy, digest, reader=None)
    if form == "html":
        return digest_html(view, audience).encode()
    if form == "png":
        return digest_png(digest_sheet(view, audience))
    return digest_text(view, audience).encode()


def _write(content: bytes, to: Path | None) -> None:
    if to is not None:
        to.write_bytes(content)
        print(f"Written to {to}.", file=sys.stderr)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
