"""How a digest is spoken of to one audience: customers, averages, durations, never a colleague."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.domain.digest import Count, Digest, DigestView, Holder
from bot.domain.ids import CaseId, WordsId
from bot.domain.theirs import Theirs, theirs
from bot.domain.view import Audience
from bot.presentation import moments
from bot.presentation.digest.sheet import Number, Part
from bot.presentation.text import Says
from bot.presentation.voice import NAME, Voice

COMPARED = frozenset(
    {
        "waiting.heard",
        "waiting.silent",
        "waiting.all_waiting",
        "taken_up.outside",
        "promises.broken",
        "endings.gave_up",
        "endings.came_back",
    }
)
"""The numbers beside which the average stands: all of them would be a wall (DESIGN 1)."""
_ROUNDED_FROM = 10
"""An average as large as this is shown without decimals."""
_MINUTE = 60


@dataclass(frozen=True)
class DigestVoice(Voice):
    """A voice that tells a digest."""

    view: DigestView = field(kw_only=True)

    @property
    def digest(self) -> Digest:
        """The week's numbers."""
        return self.view.digest

    @property
    def end(self) -> datetime:
        """The moment after the week, UTC."""
        return self.digest.week.bounds(self.digest.zone)[1]

    @property
    def dated_from(self) -> datetime:
        """What it tells of is in the year of its week."""
        return self.end

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
        written = None if self.hides(case) else self.written(words)
        return self.quoted(written) if written else None

    def holder(self, holder: Holder) -> Says:
        """In whose hands a case is: never who."""
        return self.say(f"digest.holder.{holder.value}")

    def lasted(self, since: datetime) -> str:
        """How long something had lasted at the end of the week."""
        return self.waited(max(self.end - since, timedelta(0)))

    def counted(self, count: Count, path: str) -> str:
        """A number, with its average where that tells something: *142 (131)*."""
        return self.beside(self.value(count), self._average(count, path))

    def value(self, count: Count) -> str:
        """A number by itself."""
        return str(format_decimal(count.value, locale=self.wording.locale))

    def _average(self, count: Count, path: str) -> str | None:
        average = count.average if path in COMPARED else None
        return None if average is None else self.mean(average)

    def took(self, seconds: float, average: float | None = None) -> str:
        """A duration with its average: *47 min (58 min)*."""
        return self.beside(self._took(seconds), None if average is None else self._took(average))

    def beside(self, value: str, average: str | None) -> str:
        """A value with its average, where there is one."""
        if average is None:
            return value
        return self.text("digest.count", value=value, average=average)

    def mean(self, average: float) -> str:
        """An average, with a decimal where it is small."""
        rounded = round(average, 0 if average >= _ROUNDED_FROM else 1)
        return str(format_decimal(rounded, "#,##0.#", locale=self.wording.locale))

    def phrase(self, key: str, path: str, count: Count) -> Part:
        """A few words around a number, then its average: *142 gehoord (131)*."""
        words = self.text(key, number=self.value(count), count=count.value)
        says = Says((self.beside(words, self._average(count, path)),))
        return Part(says, self.number(words, path, count))

    def sentence(self, key: str, path: str, count: Count) -> Part:
        """A sentence about one number, as *Kwamen terug: 11 (9)* is."""
        says = self.say(key, number=self.counted(count, path), count=count.value)
        return Part(says, self.number(says.plain.rstrip("."), path, count))

    def phrases(self, section: str, *counts: tuple[str, Count]) -> list[Part]:
        """Phrases for those of a section's numbers that are not nothing."""
        return [
            self.phrase(f"digest.{section}.{name}", f"{section}.{name}", count)
            for name, count in counts
            if count.value
        ]

    def sentences(self, section: str, *counts: tuple[str, Count]) -> list[Part]:
        """Sentences for those of a section's numbers that are not nothing."""
        return [
            self.sentence(f"digest.{section}.{name}", f"{section}.{name}", count)
            for name, count in counts
            if count.value
        ]

    def all_of(self, path: str, count: Count) -> Part:
        """What leads to everything that a section's title counts."""
        words = self.text("digest.all", number=self.value(count))
        return Part(Says((words,)), self.number(words, path, count))

    def linked(self, says: Says, path: str, count: Count) -> Part:
        """Words that lead to the cases of a count."""
        return Part(says, self.number(says.plain, path, count))

    def number(self, label: str, path: str, count: Count) -> Number | None:
        """A number's way to its cases, where there are any to show."""
        return Number(label, path) if count.cases else None

    def day(self, on: date, pattern: str) -> str:
        """A date by one of our patterns."""
        return str(format_date(on, self.text(pattern), locale=self.wording.locale))

    def _took(self, seconds: float) -> str:
        if seconds < _MINUTE:
            return self.text("digest.moment")
        return moments.took(timedelta(seconds=seconds), self.wording)


def telling(view: DigestView, audience: Audience, now: datetime | None = None) -> DigestVoice:
    """The voice in which a digest is told to an audience; without `now` (UTC) it lasts."""
    return DigestVoice(audience, now, words=view.words, lasting=now is None, view=view)
