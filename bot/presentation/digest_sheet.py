"""The digest as a sheet of worded sections, which card, page, text and picture all show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.domain.digest import Count, Digest, DigestView, Holder
from bot.domain.ids import CaseId, WordsId
from bot.domain.theirs import Theirs, theirs
from bot.domain.view import Audience
from bot.presentation import moments
from bot.presentation.card import Style
from bot.presentation.text import Says
from bot.presentation.voice import NAME, SNIPPET, Voice
from bot.presentation.wording import joined

SECTIONS = ("asked", "waiting", "taken_up", "promises", "endings", "improving")
"""The sections of a digest, in the order in which they are read."""
_ROUNDED_FROM = 10
"""An average as large as this is shown without decimals."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a line, as it is worded there, and its way through the digest."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line, with the numbers in it that lead to cases."""

    says: Says
    style: Style = Style.PLAIN
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A titled part."""

    name: str
    title: Says
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One week, worded for one audience."""

    title: Says
    subtitle: Says
    sections: tuple[SheetSection, ...]
    footer: tuple[Says, ...]
    summary: str
    """One sentence that stands alone."""


@dataclass(frozen=True)
class DigestVoice(Voice):
    """A voice that tells a digest: its customers, averages and durations."""

    view: DigestView

    @property
    def digest(self) -> Digest:
        """The week's numbers."""
        return self.view.digest

    @property
    def end(self) -> datetime:
        """The moment after the week, UTC."""
        return self.digest.week.bounds(self.digest.zone)[1]

    def customer(self, case: CaseId) -> Theirs | str:
        """The customer's name, or *de klant* when forgotten or not for this reader."""
        name = self.view.customers.get(case)
        if not name or self.hides(case):
            return self.text("customer")
        return theirs(name, NAME) or self.text("customer")

    def hides(self, case: CaseId) -> bool:
        """Sensitive, and the reader is no trained webcare (DESIGN 1)."""
        return self.is_public and case in self.view.sensitive

    def words_of(self, case: CaseId, words: WordsId | None) -> Says | None:
        """A colleague's words about a case between quotation marks, if they may be seen."""
        written = None if self.hides(case) else self.written(words, SNIPPET)
        return self.quoted(written) if written else None

    def holder(self, holder: Holder) -> Says:
        """In whose hands a case is: never who."""
        return self.say(f"digest.holder.{holder.value}")

    def span_until_end(self, since: datetime) -> str:
        """How long something lasted at the end of the week."""
        return self.waited(self.end - since)

    def counted(self, count: Count) -> str:
        """A number with its average: *142 (131)*."""
        value = format_decimal(count.value, locale=self.wording.locale)
        return self.averaged(value, None if count.average is None else self.mean(count.average))

    def averaged(self, value: str, average: str | None) -> str:
        """A value with its average, already worded, where there is one."""
        if average is None:
            return value
        return self.text("digest.count", value=value, average=average)

    def mean(self, average: float) -> str:
        """An average, with a decimal where it is small."""
        rounded = round(average, None if average >= _ROUNDED_FROM else 1)
        return str(format_decimal(rounded, "#,##0.#", locale=self.wording.locale))

    def took(self, seconds: int, average: float | None) -> str:
        """A duration with its average: *47 min (58 min)*."""
        mean = None if average is None else self._took(average)
        return self.averaged(self._took(seconds), mean)

    def part(self, key: str, path: str, count: Count) -> tuple[Says, Number | None]:
        """A few words around a number, and where it leads."""
        says = self.say(key, number=self.counted(count), count=count.value)
        return says, Number(says.plain, path) if count.cases else None

    def day(self, on: date, pattern: str) -> str:
        """A date by one of our patterns."""
        return str(format_date(on, self.text(pattern), locale=self.wording.locale))

    def _took(self, seconds: float) -> str:
        return moments.took(timedelta(seconds=seconds), self.wording)


Parts = list[tuple[Says, Number | None]]


def voice_of(view: DigestView, audience: Audience, now: datetime | None = None) -> DigestVoice:
    """The voice in which a digest is told to an audience."""
    return DigestVoice(audience, now or None, {}, view.words, view)


def listed_line(parts: Parts, *, between: str = ", ", style: Style = Style.PLAIN) -> SheetLine:
    """Several numbers in one line."""
    numbers = tuple(number for _, number in parts if number is not None)
    return SheetLine(joined((says for says, _ in parts), between), style, numbers)


def shown(parts: Iterator[tuple[str, str, Count]], voice: DigestVoice) -> Parts:
    """Those numbers that are not nothing."""
    return [voice.part(key, path, count) for key, path, count in parts if count.value]
