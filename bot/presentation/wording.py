"""Our own sentences in every language: catalogs by key, with strangers' words kept apart."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.domain.theirs import Theirs
from bot.presentation.text import Says

LANGUAGES = ("nl", "en")
OWN_NAMES = {"nl": "Nederlands", "en": "English"}
"""Each language, named in itself."""
FALLBACK = "en"
"""The language of whoever's language we do not speak."""
LOCALES = {"nl": "nl", "en": "en_GB"}
"""How numbers and moments are written: English with a day of 24 hours."""

Value = str | int | Theirs | Says
"""What goes into a sentence: our text, a number, a stranger's words, or another sentence."""


class MissingWording(UserWarning):
    """A key, or a value for one of its places, is missing: an error in tests, a gap in production.

    What is read then is the English sentence, or the plain tail of the key.
    """


@dataclass(frozen=True, slots=True)
class _Book:
    """One language's catalog, read once."""

    sentences: GNUTranslations
    plurals: frozenset[str]
    keys: frozenset[str]


class Wording:
    """One language's sentences by key. Places in them are written `{name}`."""

    def __init__(self, language: str) -> None:
        """Speak this language (`nl`, `nl-NL` …), or English where we do not speak it."""
        short = language.replace("_", "-").partition("-")[0].lower()
        self.language = short if short in LANGUAGES else FALLBACK
        self.locale = LOCALES[self.language]
        self._book = _read(self.language)
        self._parsed: dict[str, _Parsed] = {}

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self._book.keys

    def places(self, key: str) -> frozenset[str]:
        """The names of the values that a sentence wants."""
        return frozenset(name for _, name in self._sentence(key, None) if name)

    def say(self, key: str, **values: Value) -> Says:
        """The sentence, with strangers' words apart. `count` chooses between plural forms.

        Where a sentence in it starts with a value of ours, that starts with a capital.
        """
        return Says(_merged(self._parts(key, values)))

    def text(self, key: str, **values: Value) -> str:
        """The same as plain text. Raises TypeError where a stranger's words would be in it."""
        parts: list[str] = []
        for part in self._parts(key, values):
            if isinstance(part, Theirs):
                raise TypeError(f"A stranger's words cannot be part of the plain text {key!r}.")
            parts.append(part)
        return "".join(parts)

    def pattern(self, key: str) -> str:
        """The sentence as it is written, with its places open."""
        return self._template(key, None)

    def _parts(self, key: str, values: dict[str, Value]) -> Iterator[str | Theirs]:
        sentence = self._sentence(key, values.get("count"))
        for place, (literal, name) in enumerate(sentence):
            yield literal
            if name is None:
                continue
            if name not in values:
                warnings.warn(f"{key}: nothing for {{{name}}}", MissingWording, stacklevel=4)
                yield ELLIPSIS
                continue
            parts = self._valued(values[name])
            starts = literal.endswith(_ENDS) if literal else place == 0
            yield from _capitalised(parts) if starts else parts

    def _valued(self, value: Value) -> tuple[str | Theirs, ...]:
        if isinstance(value, Says):
            return value.parts
        if isinstance(value, int):
            return (_number(value, self.locale),)
        return (value,)

    def _sentence(self, key: str, count: Value | None) -> _Parsed:
        """The sentence in pieces; looked up once, unless it depends on a number."""
        known = self._parsed.get(key)
        if known is not None:
            return known
        found = _parsed(self._template(key, count))
        if self.has(key) and key not in self._book.plurals:
            self._parsed[key] = found
        return found

    def _template(self, key: str, count: Value | None) -> str:
        if self.has(key):
            return _sentence(self._book, key, count)
        warnings.warn(f"{self.language}: no sentence for {key}", MissingWording, stacklevel=5)
        english = _read(FALLBACK)
        if key in english.keys:
            return _sentence(english, key, count)
        return key.rpartition(".")[2].replace("_", " ")


_ENDS = (". ", "? ", "! ")
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


def capitalised(said: Says) -> Says:
    """The same, starting with a capital where it starts with our own text."""
    return Says(_capitalised(said.parts))


def joined(said: Iterable[Says | str | Theirs], between: str = " ") -> Says:
    """Several sentences as one, with our own text between them."""
    parts: list[str | Theirs] = []
    for one in said:
        if parts:
            parts.append(between)
        parts += one.parts if isinstance(one, Says) else (one,)
    return Says(_merged(parts))


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The sentences of a language, read once."""
    return Wording(language)


def catalog(language: str) -> Catalog:
    """A language's catalog as it is written down."""
    source = files("bot.presentation").joinpath("locale", f"{language}.po").read_bytes()
    return read_po(BytesIO(source), locale=language)


@lru_cache(maxsize=len(LANGUAGES))
def _read(language: str) -> _Book:
    """The catalog turned into gettext's own form in memory, so that nothing needs building."""
    written = catalog(language)
    compiled = BytesIO()
    write_mo(compiled, written)
    compiled.seek(0)
    return _Book(
        GNUTranslations(compiled),
        frozenset(str(message.id[0]) for message in written if isinstance(message.id, tuple)),
        frozenset(_key(message.id) for message in written if message.id and message.string),
    )


def _key(message_id: str | tuple[str, ...] | list[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _sentence(book: _Book, key: str, count: Value | None) -> str:
    if key in book.plurals:
        return book.sentences.ngettext(key, key, count if isinstance(count, int) else 2)
    return book.sentences.gettext(key)


@lru_cache(maxsize=1024)
def _number(value: int, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


_Parsed = tuple[tuple[str, str | None], ...]
"""A sentence as literal text and the name of the place behind it, again and again."""


@lru_cache(maxsize=4096)
def _parsed(template: str) -> _Parsed:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(template))


def _capitalised(parts: tuple[str | Theirs, ...]) -> tuple[str | Theirs, ...]:
    first, *rest = parts or ("",)
    return (first[:1].upper() + first[1:], *rest) if isinstance(first, str) else parts


def _merged(parts: Iterable[str | Theirs]) -> tuple[str | Theirs, ...]:
    """Our text in as few parts as possible: text and strangers' words alternate."""
    merged: list[str | Theirs] = []
    text, ends = "", ""
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        merged += _after(ends, text)
        merged.append(part)
        text, ends = "", part.literal[-1:]
    return (*merged, *_after(ends, text))


def _after(ends: str, text: str) -> tuple[str, ...]:
    """Our text behind a stranger's: after *Marieke V.* a sentence has ended already."""
    following = text.removeprefix(".") if ends == "." else text
    return (following,) if following else ()
