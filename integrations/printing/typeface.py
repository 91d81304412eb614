"""Letters to draw with: the system's, or Pillow's own, spelling what they do not have."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_SYSTEM = (
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
"""Regular and bold, by the names under which Pillow looks in the system's folders."""
_SPELT = {"€": "EUR ", "„": "“", "“": '"', "”": '"', "–": "-", "×": "x", "ß": "ss", "Ł": "L"}
_NO_SUCH_LETTER = "\uffff"
_UNKNOWN = "?"


class Typeface:
    """A typeface in one size."""

    def __init__(self, size: int, *, bold: bool = False, bundled: bool = False) -> None:
        """Find it; `bundled` takes Pillow's own, which has no bold and few accents."""
        self.font = _bundled(size) if bundled else _system(size, bold=bold) or _bundled(size)
        self._spelt: dict[str, str] = {}

    def spell(self, text: str) -> str:
        """The text in letters that this typeface has: better a plain letter than an empty box."""
        return "".join(map(self._letter, text))

    def width(self, text: str) -> float:
        """How wide a text is, in pixels."""
        return self.font.getlength(text)

    def _letter(self, letter: str) -> str:
        known = self._spelt.get(letter)
        if known is None:
            known = self._spelt[letter] = self._found(letter)
        return known

    def _found(self, letter: str) -> str:
        if letter.isspace():
            return " "
        if self._has(letter):
            return letter
        if letter in _SPELT:
            return _SPELT[letter]
        plain = unicodedata.normalize("NFKD", letter)[0]
        return plain if plain != letter and self._has(plain) else _UNKNOWN

    def _has(self, letter: str) -> bool:
        return bytes(self.font.getmask(letter)) != bytes(self.font.getmask(_NO_SUCH_LETTER))


@lru_cache(maxsize=32)
def _system(size: int, *, bold: bool) -> Font | None:
    for names in _SYSTEM:
        try:
            return ImageFont.truetype(names[bold], size)
        except OSError:
            continue
    return None


@lru_cache(maxsize=32)
def _bundled(size: int) -> Font:
    return ImageFont.load_default(size)
