"""What a form is built from, and how its fields are worded, filled and refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.answer import Answer
from bot.domain.employee import Employee
from bot.domain.errors import UnknownCase
from bot.domain.ids import EmployeeId
from bot.domain.policy import Channel
from bot.domain.post import Post
from bot.domain.promise import Promise
from bot.domain.view import Audience, CaseRow, CaseView
from bot.presentation.card import Line
from bot.presentation.facts import worded
from bot.presentation.form import Field, Form, Input, Option, Typed
from bot.presentation.forms.moment import WHEN, ReadMoment, asked_as
from bot.presentation.intent import Intent, Verb
from bot.presentation.text import Says
from bot.presentation.voice import CaseVoice, Voice, speaking_of
from bot.presentation.wording import Value, capitalised

_END_OF_DAY = time(17, 0)
_TOO_SHORT = timedelta(minutes=30)
_FRIDAY = 4


@dataclass(frozen=True)
class FormContext:
    """Everything that any form may need; `now` is UTC. What a form does not use may be left out.

    `item` and `choice` are what the opening intent named: a reply, a goodwill; a variant.
    """

    audience: Audience
    now: datetime
    view: CaseView | None = None
    people: Sequence[Employee] = ()
    """Colleagues to choose from."""
    promise: Promise | None = None
    """The promise that it is about."""
    item: str | None = None
    choice: str | None = None
    posts: Sequence[Post] = ()
    """The case's posts, for *split*."""
    others: Sequence[CaseRow] = ()
    """Other cases, for *merge*."""
    channels: Sequence[Channel] = ()
    """Channels to choose from, for *call for help*."""
    week: str | None = None
    """The digest's week."""
    typed: Typed = field(default_factory=dict)
    """What was typed before, where the form comes back."""
    refused: Answer | None = None
    """Why it comes back."""
    read: ReadMoment | None = None
    """By when, as it was read in what is typed."""
    to_confirm: bool = False
    """It comes back only to show what was read."""

    @property
    def voice(self) -> Voice:
        """The voice to speak with."""
        if self.view is None:
            people = {one.id: one for one in self.people}
            return Voice(self.audience, self.now, people)
        return speaking_of(self.view, self.audience)

    @property
    def zone(self) -> ZoneInfo:
        """The reader's zone."""
        return ZoneInfo(self.audience.zone)

    def form(
        self,
        verb: Verb,
        *fields: Field,
        subject: str | None = None,
        argument: str | None = None,
        lines: Iterable[Line] = (),
        footer: Iterable[Line] = (),
    ) -> Form:
        """A verb's form, as it is opened or as it comes back: typed, with what is wrong."""
        blamed = self._blamed([one.name for one in fields])
        wrong = self._wrong()
        return Form(
            title=self.voice.say(f"form.{verb.value}"),
            send=Intent(verb, subject or self._subject, self._seen, argument),
            button=self.voice.text(f"send.{verb.value}"),
            fields=tuple(
                self._filled(one, wrong if one.name == blamed else None) for one in fields
            ),
            lines=(*self._shown(), *lines),
            footer=tuple(footer),
            error=wrong if blamed is None else None,
            typed=self._typed,
        )

    def ask(
        self,
        name: str,
        kind: Input,
        *,
        label: str | None = None,
        hint: str | None = None,
        required: bool = False,
        folded: bool = False,
        value: str | tuple[str, ...] | None = None,
        options: Sequence[Option] = (),
        limit: int = 2000,
    ) -> Field:
        """A field; `label` and `hint` are keys, the label's is `field.<name>` unless named."""
        return Field(
            name=name,
            label=self.voice.text(label or f"field.{name}"),
            input=kind,
            required=required,
            value=value,
            options=tuple(options),
            hint=self.voice.text(hint) if hint else None,
            limit=limit,
            folded=folded,
        )

    def option(self, value: str, key: str, **values: Value) -> Option:
        """A choice of ours."""
        return Option(value, capitalised(self.voice.say(key, **values)))

    def coded(self, family: str, codes: Sequence[str]) -> tuple[Option, ...]:
        """Choices that are codes with a sentence each."""
        return tuple(self.option(code, f"{family}.{code}") for code in codes)

    def colleagues(
        self, *, webcare: bool = False, but: EmployeeId | None = None
    ) -> tuple[Option, ...]:
        """The people to choose from: *Sanne (Netwerk)*; not the one who has it now."""
        voice = Voice(self.audience, self.now, {one.id: one for one in self.people})
        fitting = [one for one in self.people if (one.is_webcare or not webcare) and one.id != but]
        return tuple(Option(str(one.id), Says((voice.colleague(one.id),))) for one in fitting)

    def days(self) -> tuple[Option, ...]:
        """Ends of days to come: today 17:00, the next weekday, Friday; never what is over.

        The values are ISO local time in the reader's zone, as fields of the kind MOMENT have.
        """
        return tuple(self._at(at) for at in self._ends_of_days())

    def moments(self, spans: Sequence[timedelta]) -> tuple[Option, ...]:
        """Moments so far from now as choices, to whole minutes."""
        local = self.now.astimezone(self.zone).replace(second=0, microsecond=0)
        return tuple(self._at(local + span) for span in spans)

    def _ends_of_days(self) -> Iterator[datetime]:
        local = self.now.astimezone(self.zone)
        today = local.date()
        friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
        for on in sorted({today, _weekday_after(today), friday}):
            end = datetime.combine(on, _END_OF_DAY, self.zone)
            if end > local + _TOO_SHORT:
                yield end

    def _at(self, at: datetime) -> Option:
        value = at.replace(tzinfo=None).isoformat(timespec="minutes")
        return self.option(value, "option.when", when=self.voice.when(at))

    @property
    def _subject(self) -> str:
        if self.promise is not None:
            return f"promise:{self.promise.id}"
        return "house" if self.view is None else f"case:{self.view.case.id}"

    @property
    def _seen(self) -> int | None:
        return None if self.view is None else self.view.case.version

    def spelled(self, read: ReadMoment) -> str:
        """A moment that was read, so that nobody takes it for another: day, date, how far."""
        return self.voice.spelled(read.at)

    def _shown(self) -> Iterator[Line]:
        """What was read, where the form comes back to have it confirmed."""
        if self.to_confirm and self.read is not None:
            yield self.voice.line("form.read", when=self.spelled(self.read))

    @property
    def _typed(self) -> Typed:
        """What was typed; what was read is chosen."""
        if self.read is None:
            return self.typed
        others = {name: value for name, value in self.typed.items() if name != WHEN}
        return {**others, self.read.name: self.read.value}

    def _wrong(self) -> str | None:
        if self.refused is None:
            return None
        return worded(self.voice, "refusal", self.refused.code, self.refused.facts).plain

    def _blamed(self, names: Sequence[str]) -> str | None:
        """The field that the refusal is about, if the form has it; of several, a typed one."""
        if self.refused is None:
            return None
        said = self.refused.facts.get("field")
        blamed = (str(said),) if said else _BLAMED.get(self.refused.code, ())
        known = {asked_as(name): name for name in names}
        fitting = [known[name] for name in blamed if name in known]
        typed = [name for name in reversed(fitting) if self._typed.get(name)]
        return next(iter((*typed, *fitting)), None)

    def _filled(self, asked: Field, error: str | None) -> Field:
        filled, typed = replace(asked, error=error), self._typed
        return replace(filled, value=typed[asked.name]) if asked.name in typed else filled


def _weekday_after(on: date) -> date:
    """Tomorrow, or Monday: hardly anybody promises something for a weekend."""
    return on + timedelta(days={4: 3, 5: 2}.get(on.weekday(), 1))


_BLAMED: Mapping[str, tuple[str, ...]] = {
    "HandoverToOwner": ("colleague",),
    "InThePast": ("when", "at", "until", "on", "first_on"),
    "NeedsTraining": ("colleague", "webcare", "doer"),
    "NothingToGive": ("amount",),
    "NothingToSplit": ("posts",),
    "OnlyWebcare": ("webcare",),
    "OutcomeMissing": ("outcome",),
    "SameCase": ("other",),
    "TooFarAhead": ("when", "at", "until", "on"),
    "UnknownCase": ("other",),
    "UnknownChannel": ("channels",),
    "UnknownPerson": ("colleague", "webcare", "doer", "deputy"),
    "UnknownPost": ("posts",),
}
"""The fields that a refusal may be about, where its facts name none."""


def about(context: FormContext) -> CaseVoice:
    """The voice of a form about a case. Raises UnknownCase where it was opened about none."""
    if context.view is None:
        raise UnknownCase
    return speaking_of(context.view, context.audience)
