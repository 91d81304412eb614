"""The digest as a picture."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.presentation.digest.drawing import digest_sheet
from bot.presentation.text import Says
from integrations.printing.digest_image import WIDTH, digest_png
from integrations.printing.typeface import Typeface
from tests.unit.presentation.a_digest import MONDAY, a_full_view, a_quiet_view, an_audience


def picture(written: bytes) -> Image.Image:
    return Image.open(BytesIO(written)).convert("L")


@pytest.mark.parametrize("bundled", [True, False])
def test_a_week_is_a_light_picture_with_dark_letters(bundled: bool) -> None:
    written = digest_png(digest_sheet(a_full_view(), an_audience(), now=MONDAY), bundled=bundled)

    image = picture(written)

    darkest, lightest = image.getextrema()
    assert written.startswith(b"\x89PNG")
    assert image.width == WIDTH
    assert (int(str(darkest)) < 60, int(str(lightest)) > 240) == (True, True)


def test_nothing_is_drawn_outside_the_margins() -> None:
    sheet = digest_sheet(a_full_view(), an_audience(), now=MONDAY)
    wide = replace(sheet, title=Says(("W" * 400 + " " + "words " * 80,)))

    image = picture(digest_png(wide, bundled=True))

    margin = image.crop((WIDTH - 50, 0, WIDTH, image.height))
    assert margin.getextrema()[0] == margin.getextrema()[1]


def test_a_quiet_week_is_a_shorter_picture() -> None:
    quiet = picture(digest_png(digest_sheet(a_quiet_view(), an_audience())))
    full = picture(digest_png(digest_sheet(a_full_view(), an_audience())))

    assert quiet.height < full.height


def test_letters_that_a_typeface_lacks_are_spelt_with_those_it_has() -> None:
    face = Typeface(20, bundled=True)

    assert face.spell("Łódź é € 12\n–") == "Lodz e EUR 12 -".replace("EUR 12", "EUR  12")
    assert face.spell("日") == "?"
