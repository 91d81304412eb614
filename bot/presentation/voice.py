"""How a case is spoken of to one audience: names, words that may be seen, moments, buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from bot.domain.case import Case
from bot.domain.employee import Employee
from bot.domain.ids import EmployeeId, PromiseId, WordsId
from bot.domain.promise import Kind, Promise
from bot.domain.theirs import Theirs, theirs
from bot.domain.view import Audience, CaseView, Sight
from bot.presentation import moments
from bot.presentation.card import Button, Line, Style
from bot.presentation.intent import Intent, Verb, opening
from bot.presentation.text import Says
from bot.presentation.wording import Value, Wording, joined, wording

NAME = 60
"""Longest name that is shown, in characters; anybody may call themselves anything."""
EXCERPT = 600
"""So much of somebody's words stands on a card; the page has them whole."""
SNIPPET = 120
"""So much stands inside a sentence of ours."""

_BRANDS = {
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "twitter": "Twitter/X",
    "x": "X",
    "whatsapp": "WhatsApp",
}


@dataclass(frozen=True)
class Voice:
    """Our sentences for one audience. `now` is UTC; None where it does not matter.

    What is drawn once and read later, as every card is, is spoken `lasting`: with dates, because
    *today* and *an hour ago* would be untrue by then.
    """

    audience: Audience
    now: datetime | None = None
    people: Mapping[EmployeeId, Employee] = field(default_factory=dict)
    words: Mapping[WordsId, str] = field(default_factory=dict)
    lasting: bool = field(default=False, kw_only=True)

    @cached_property
    def wording(self) -> Wording:
        """The audience's language."""
        return wording(self.audience.language)

    @property
    def dated_from(self) -> datetime | None:
        """A lasting date in this moment's year goes without its year."""
        return None

    @property
    def _reads_at(self) -> datetime | None:
        """When it is read, where that is known."""
        return None if self.lasting else self.now

    @property
    def is_public(self) -> bool:
        """Whether the reader is no trained webcare."""
        return self.audience.sight is not Sight.WEBCARE

    @property
    def is_outside(self) -> bool:
        """Whether strangers read along: they see what we do, and nothing that anybody wrote."""
        return self.audience.sight is Sight.OUTSIDE

    def say(self, key: str, **values: Value) -> Says:
        """A sentence, with strangers' words apart."""
        return self.wording.say(key, **values)

    def text(self, key: str, **values: Value) -> str:
        """A sentence of ours alone."""
        return self.wording.text(key, **values)

    def line(self, key: str, style: Style = Style.PLAIN, **values: Value) -> Line:
        """A sentence as a paragraph."""
        return Line(self.say(key, **values), style)

    def when(self, at: datetime) -> str:
        """A moment in the audience's zone."""
        return moments.when(
            at,
            zone=self.audience.zone,
            wording=self.wording,
            now=self._reads_at,
            since=self.dated_from,
        )

    def spelled(self, at: datetime) -> str:
        """A moment in the audience's zone, so that nobody takes it for another."""
        return moments.spelled(at, zone=self.audience.zone, wording=self.wording, now=self.now)

    def before(self, at: datetime) -> str:
        """A moment by which something is expected, in the audience's zone."""
        return moments.before(
            at,
            zone=self.audience.zone,
            wording=self.wording,
            now=self._reads_at,
            since=self.dated_from,
        )

    def clock(self, at: datetime) -> str:
        """A time of day in the audience's zone."""
        return moments.clock(at, zone=self.audience.zone)

    def waited(self, span: timedelta) -> str:
        """A duration, roughly."""
        return moments.waited(span, self.wording)

    def money(self, cents: int) -> str:
        """An amount."""
        return moments.money(cents, self.wording)

    def person(self, person: EmployeeId | None) -> str:
        """A colleague's first and last name, or *een collega*."""
        known = self.people.get(person) if person is not None else None
        return self._shown(known.name) if known else self.somebody

    @cached_property
    def somebody(self) -> str:
        """Whoever is not named: *een collega*."""
        return self.text("somebody")

    def _shown(self, name: str) -> str:
        """A name of ours as it may be shown; the same few stand in many sentences."""
        if name not in self._names:
            self._names[name] = theirs(name, NAME).literal
        return self._names[name]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {}

    def called(self, person: EmployeeId | None) -> str:
        """What a colleague is called: their first name, or *een collega*."""
        known = self.people.get(person) if person is not None else None
        return self.person(person) if known is None else self.person(person).split()[0]

    def colleague(self, person: EmployeeId | None) -> str:
        """A colleague with their department: *Erik (Projecten)*."""
        if person not in self._colleagues:
            self._colleagues[person] = self._colleague(person)
        return self._colleagues[person]

    @cached_property
    def _colleagues(self) -> dict[EmployeeId | None, str]:
        return {}

    def _colleague(self, person: EmployeeId | None) -> str:
        known = self.people.get(person) if person is not None else None
        if known is None or not known.department:
            return self.person(person)
        department = self._shown(known.department)
        return self.text("person.department", name=self.person(person), department=department)

    def written(self, words: WordsId | None, limit: int = SNIPPET) -> Theirs | None:
        """A colleague's words, which may quote a stranger's; None: erased, or not to be seen."""
        body = self.words.get(words) if words is not None and not self.is_outside else None
        return theirs(body, limit) if body else None

    def quoted(self, words: Theirs) -> Says:
        """Somebody's words between quotation marks."""
        return self.say("quote", words=words)

    def source(self, source: str) -> str:
        """Where something was said: *Facebook*."""
        key = f"source.{source}"
        if self.wording.has(key):
            return self.text(key)
        return _BRANDS.get(source, source[:1].upper() + source[1:].replace("_", " "))

    def press(
        self,
        verb: Verb,
        subject: str,
        *,
        seen: int | None = None,
        argument: str | None = None,
        style: Style = Style.PLAIN,
        label: str | None = None,
    ) -> Button:
        """A button that does something at once; its label is the verb's unless named."""
        intent = Intent(verb, subject, seen, argument)
        return Button(self.text(label or f"button.{verb.value}"), intent, style)

    def open_on(self, verb: Verb, subject: str) -> Button:
        """A button that opens the form of something that is no case."""
        return Button(self.text(f"button.{verb.value}"), opening(verb, subject))


@dataclass(frozen=True)
class CaseVoice(Voice):
    """A voice that speaks of one case: its customer stands in every sentence that wants them."""

    view: CaseView = field(kw_only=True)

    @property
    def case(self) -> Case:
        """The case."""
        return self.view.case

    @property
    def dated_from(self) -> datetime:
        """Most of what happens to a case happens in the year in which it began."""
        return self.case.opened_at

    @cached_property
    def hidden(self) -> bool:
        """Sensitive, and the reader is no trained webcare: no words, no name (DESIGN 1)."""
        return self.case.sensitive and self.is_public

    @property
    def subject(self) -> str:
        """What buttons are about."""
        return f"case:{self.case.id}"

    @cached_property
    def customer(self) -> Theirs | str:
        """The customer's name, a stranger's word; *de klant* when forgotten or hidden."""
        if self.view.customer and not self.hidden and not self.is_outside:
            return theirs(self.view.customer, NAME) or self.text("customer")
        return self.text("customer")

    def say(self, key: str, **values: Value) -> Says:
        """A sentence in which `{customer}` is known."""
        return super().say(key, **{"customer": self.customer, **values})

    def written(self, words: WordsId | None, limit: int = SNIPPET) -> Theirs | None:
        """A colleague's words, which may repeat what must not be seen."""
        return None if self.hidden else super().written(words, limit)

    def heard(self, limit: int = EXCERPT) -> Theirs | None:
        """The customer's newest words as far as the reader may see them."""
        if self.hidden or self.is_outside or self.view.text is None:
            return None
        private = self.view.redacted if self.is_public else None
        return theirs(private if private is not None else self.view.text, limit)

    def quote(self, limit: int = EXCERPT) -> Line:
        """The customer's newest words as a paragraph, or why they are not there."""
        if self.hidden:
            return self.line("case.hidden", Style.QUIET)
        if self.is_outside:
            return self.line("case.outside", Style.QUIET)
        heard = self.heard(limit)
        if self.view.text == "":
            return self.line("case.no_words", Style.QUIET)
        return Line(Says((heard,)), Style.QUOTE) if heard else self.line("case.gone", Style.QUIET)

    def promised(self, promise: Promise, limit: int = SNIPPET) -> Says:
        """What was promised, in the colleague's words or in ours."""
        words = self.written(promise.words, limit)
        if words and promise.kind is Kind.DEMAND:
            department = theirs(promise.department, NAME).literal
            return self.say("promise.demand", department=department, words=self.quoted(words))
        if words:
            return self.quoted(words)
        if promise.kind is Kind.TELL_NEW_OWNER:
            return self.say("promise.tell")
        hidden = self.hidden or self.is_outside
        return self.say("promise.hidden" if hidden else "promise.unnamed")

    def promise_line(self, promise: Promise) -> Says:
        """A promise with its moment: *„banner uit de app”, vr 17:00*."""
        due = self.when(promise.due_at) if promise.due_at else self.text("promise.undated")
        return joined((self.promised(promise), due), ", ")

    def promises(self, promises: tuple[Promise, ...]) -> Says:
        """Several promises in a sentence."""
        return joined((self.promise_line(one) for one in promises), " · ")

    def find_promise(self, promise: PromiseId | None) -> Promise | None:
        """The case's promise of this id."""
        return next((one for one in self.case.promises if one.id == promise), None)

    def act(
        self,
        verb: Verb,
        *,
        argument: object = None,
        style: Style = Style.PLAIN,
        label: str | None = None,
    ) -> Button:
        """A button that does something to the case at once."""
        item = None if argument is None else str(argument)
        seen = self.case.version
        return self.press(verb, self.subject, seen=seen, argument=item, style=style, label=label)

    def open(
        self,
        verb: Verb,
        *,
        item: object = None,
        choice: str | None = None,
        style: Style = Style.PLAIN,
        label: str | None = None,
    ) -> Button:
        """A button that opens a verb's form; `item` says which reply or goodwill."""
        intent = opening(verb, self.subject, seen=self.case.version, item=item, choice=choice)
        return Button(self.text(label or f"button.{verb.value}"), intent, style)

    def act_on_promise(
        self, verb: Verb, promise: PromiseId, *, style: Style = Style.PLAIN
    ) -> Button:
        """A button that does something to a promise at once, whichever case it is in by then."""
        return self.press(verb, f"promise:{promise}", seen=self.case.version, style=style)

    def open_on_promise(
        self, verb: Verb, promise: PromiseId, *, label: str | None = None
    ) -> Button:
        """A button that opens a promise's form."""
        intent = opening(verb, f"promise:{promise}", seen=self.case.version)
        return Button(self.text(label or f"button.{verb.value}"), intent)

    def view_post(self) -> tuple[Button, ...]:
        """*View post*, where it has an address that the reader may follow.

        Not for strangers: behind it stand the customer's name and words.
        """
        url = None if self.hidden or self.is_outside else self.view.url
        return (Button(self.text("button.view_post"), url=url),) if url else ()


def speaking_of(view: CaseView, audience: Audience, *, lasting: bool = False) -> CaseVoice:
    """The voice in which a case is drawn for an audience; `lasting` for a card."""
    return CaseVoice(audience, view.now, view.people, view.words, lasting=lasting, view=view)
