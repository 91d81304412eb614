"""`digest`: the ownership report of a week, in a terminal, as JSON, as a page, as a picture."""

from __future__ import annotations

import io
import sys
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.config import Config
from bot.domain.digest import Digest, to_json
from bot.domain.errors import Error, UnknownDigest
from bot.domain.view import Audience
from bot.domain.working_time import iso_week_of
from bot.presentation.digest.html import digest_html
from bot.presentation.digest.text import digest_text
from bot.usecases.desk import Desk
from bot.usecases.digesting import digest_of, view_digest
from bot.wiring import perused

FORMATS = ("text", "json", "html", "png")

_FONTS = (
    *("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf"),
    *("Arial.ttf", "Helvetica.ttc"),
)
_SIZE, _MARGIN = 18, 40


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
    text = digest_text(view, audience)
    return picture(text) if form == "png" else text.encode()


def picture(text: str) -> bytes:
    """Text as a PNG, as wide and high as it needs."""
    font = _font()
    measure = ImageDraw.Draw(Image.new("L", (1, 1)))
    _, _, width, height = measure.multiline_textbbox((0, 0), text, font=font, spacing=8)
    size = (int(width) + 2 * _MARGIN, int(height) + 2 * _MARGIN)
    image = Image.new("L", size, "white")
    draw = ImageDraw.Draw(image)
    draw.multiline_text((_MARGIN, _MARGIN), text, fill="black", font=font, spacing=8)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font of this machine's that has our signs; Pillow's own has hardly more than English."""
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, _SIZE)
        except OSError:
            continue
    return ImageFont.load_default(_SIZE)


def _write(content: bytes, to: Path | None) -> None:
    if to is not None:
        to.write_bytes(content)
        print(f"Written to {to}.", file=sys.stderr)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
