"""A table of the file: reads values out of it, and tells every mistake with its place."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from bot.config import values

T = TypeVar("T")
Code = TypeVar("Code", bound=StrEnum)
_NOTHING: Mapping[str, object] = MappingProxyType({})


class Table:
    """A table of the file; it remembers what it was asked for, and so knows what is unknown."""

    def __init__(
        self, written: Mapping[str, object], file: str, mistakes: list[str], name: str = ""
    ) -> None:
        """`written` as TOML has it; `mistakes` is where the sentences go."""
        self._written = written
        self._file = file
        self._name = name
        self._children: list[Table] = []
        self._known: list[str] = []
        self.place = f"{file}, [{name}]" if name else file
        self.mistakes = mistakes

    def wrong(self, key: str, why: str) -> None:
        """Tell a mistake at this key; no key: of the whole table."""
        self.mistakes.append(f"{self.place}: {key}: {why}" if key else f"{self.place}: {why}")

    def value(self, key: str) -> object:
        """The value as it stands there, None where it does not."""
        self._known.append(key)
        return self._written.get(key)

    def read(self, key: str, default: T, reads: Callable[[object], T], expected: str) -> T:
        """What `reads` makes of the value; a ValueError or TypeError of it is a mistake."""
        written = self.value(key)
        if written is None:
            return default
        try:
            return reads(written)
        except (ValueError, TypeError) as error:
            said = str(error) if isinstance(error, values.Wrong) else ""
            self.wrong(key, said or f"write {expected}.")
            return default

    def text(self, key: str, default: str = "") -> str:
        """A text, without the blanks around it."""
        return self.read(key, default, values.text, 'text in quotes, such as "…"')

    def optional(self, key: str) -> str | None:
        """A text; None where it is left out or empty."""
        return self.text(key) or None

    def required(self, key: str, example: str) -> str:
        """A text that must be there; empty where it is not."""
        if key not in self._written:
            self.wrong(key, f"is missing; write for example {key} = {example}.")
        return self.text(key)

    def day(self, key: str, example: str) -> date | None:
        """A date that must be there; None where it is not."""
        if self.value(key) is None:
            self.wrong(key, f"is missing; write for example {key} = {example}.")
        return self.read(key, None, values.day, f"a date, such as {example}")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return self.read(key, (), values.texts, 'a list, such as ["one", "two"]')

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        return self.read(key, default, values.flag, "true or false, without quotes")

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        expected = f"a whole number from {least} to {most}"
        return self.read(key, default, lambda one: values.whole(one, least, most), expected)

    def codes(self, key: str, codes: type[Code], what: str) -> list[Code]:
        """Those of these codes that are named; `what` is what a mistake calls one."""
        written = self.texts(key)
        known = [code.value for code in codes]
        self.check(key, written, known, what)
        return [codes(one) for one in written if one in known]

    def check(
        self, key: str, named: Iterable[str], known: Iterable[str], what: str, where: str = ""
    ) -> None:
        """Tell of every name that is not known; `what` it names, `where` it should stand."""
        choices = list(known)
        place = f" {where}" if where else ""
        for one in named:
            if one not in choices:
                meant = did_you_mean(one, choices)
                self.wrong(key, f"there is no {what} {one!r}{place}{meant}")

    def table(self, key: str) -> Table:
        """The table `[key]`, empty where it is left out."""
        return self._child(self.pairs(key), self._path(key))

    def tables(self, key: str, example: str) -> list[tuple[str, Table]]:
        """`[key.name]` tables by name."""
        found: list[tuple[str, Table]] = []
        written = self.read(key, _NOTHING, values.mapping, f"tables: [{key}.{example}]")
        for name, one in written.items():
            if isinstance(one, dict):
                found.append((name, self._child(one, self._path(f"{key}.{name}"))))
            else:
                self.wrong(f"{key}.{name}", f"write a table: [{key}.{name}].")
        return found

    def rows(self, key: str) -> list[Table]:
        """`[[key]]` tables in order."""
        none: list[Mapping[str, object]] = []
        rows = self.read(key, none, values.rows, f"tables in order: [[{key}]]")
        return [self._child(row, self._path(f"{key} {at}")) for at, row in enumerate(rows, 1)]

    def pairs(self, key: str) -> Mapping[str, object]:
        """A table whose keys are the company's own words."""
        return self.read(key, _NOTHING, values.mapping, f"a table: [{key}]")

    def finish(self) -> None:
        """Tell of every key that nobody asked for, here and below."""
        for key in self._written:
            if key not in self._known:
                self.wrong(key, f"is unknown{did_you_mean(key, self._known)}")
        for child in self._children:
            child.finish()

    def _path(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key

    def _child(self, written: Mapping[str, object], name: str) -> Table:
        child = Table(written, self._file, self.mistakes, name)
        self._children.append(child)
        return child


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """The end of a sentence: what was meant, where something alike is known, else what is."""
    choices = sorted(set(known))
    close = difflib.get_close_matches(written, choices, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known are {', '.join(choices)}." if choices else "."
