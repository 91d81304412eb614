"""The app's two pictures, drawn by ourselves: two who hug, in a heart."""

from __future__ import annotations

import math
from io import BytesIO

from PIL import Image, ImageDraw

COLOR_SIZE = 192
OUTLINE_SIZE = 32
BACKGROUND = "#8A2B50"
"""What the app is recognised by in every chat."""
_WARM = (255, 214, 196, 255)
_BRIGHT = (255, 255, 255, 255)
_FINE = 8
"""Drawn so much larger, then made smaller: soft edges."""

Colour = tuple[int, int, int, int]
Point = tuple[float, float]


def color_icon() -> bytes:
    """The full picture, 192 by 192, as PNG."""
    side = COLOR_SIZE * _FINE
    picture = Image.new("RGBA", (side, side), BACKGROUND)
    # Teams rounds the corners, and asks for room around the mark.
    _hug(picture, scale=0.62, lines=0.075, left=_WARM, right=_BRIGHT)
    return _png(picture, COLOR_SIZE)


def outline_icon() -> bytes:
    """The outline, 32 by 32, white on nothing, as PNG."""
    side = OUTLINE_SIZE * _FINE
    picture = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    _hug(picture, scale=0.90, lines=0.095, left=_BRIGHT, right=_BRIGHT)
    return _png(picture, OUTLINE_SIZE)


def _hug(picture: Image.Image, *, scale: float, lines: float, left: Colour, right: Colour) -> None:
    """Two heads, and two pairs of arms that make a heart.

    `scale` is how much of the picture it fills, `lines` how broad it is drawn.
    """
    drawing = ImageDraw.Draw(picture)
    side = picture.width

    def at(point: Point) -> Point:
        x, y = point
        return side / 2 + x * side * scale / 2, side / 2 + y * side * scale / 2

    width = side * lines
    for mirrored, colour in ((1, left), (-1, right)):
        body = [at((mirrored * x, y)) for x, y in _half_heart()]
        _stroke(drawing, body, colour, width)
        x, y = at((mirrored * -0.46, -0.77))
        radius = side * scale * 0.135
        drawing.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _half_heart() -> list[Point]:
    """The left half of a heart, from the middle of its top to its tip, and a bit beyond."""
    steps = [math.pi * (2 - step / 60) for step in range(61)]
    points = [
        (
            math.sin(t) ** 3,
            -(13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)) / 16,
        )
        for t in steps
    ]
    return [(0.92 * x, 0.74 * y + 0.22) for x, y in [*points, (0.16, 0.86)]]


def _stroke(
    drawing: ImageDraw.ImageDraw, points: list[Point], colour: Colour, width: float
) -> None:
    """A line with round ends."""
    drawing.line(points, fill=colour, width=round(width), joint="curve")
    for x, y in (points[0], points[-1]):
        drawing.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)


def _png(picture: Image.Image, size: int) -> bytes:
    small = picture.resize((size, size), Image.Resampling.LANCZOS)
    written = BytesIO()
    small.save(written, "PNG", optimize=False)
    return written.getvalue()
