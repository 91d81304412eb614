"""A notice while it is drawn: its facts, its case, and the sentences that every kind has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.domain.ids import EmployeeId, PromiseId
from bot.domain.promise import Promise
from bot.domain.theirs import Theirs
from bot.domain.view import Audience, NoticeView
from bot.presentation.card import Button, Card, Line, Style
from bot.presentation.facts import nobody, number_of, values
from bot.presentation.intent import Verb
from bot.presentation.text import Says
from bot.presentation.voice import CaseVoice, Voice, speaking_of
from bot.presentation.wording import Value


@dataclass(frozen=True)
class Told:
    """A notice and the voice that tells it. Facts that are missing leave their sentence plain."""

    view: NoticeView
    voice: Voice

    @property
    def case(self) -> CaseVoice | None:
        """The voice of its case, where it has one."""
        return self.voice if isinstance(self.voice, CaseVoice) else None

    @property
    def promise(self) -> Promise | None:
        """The promise that it is about, while the case has it."""
        named = self.view.promise or number_of(self.view.facts.get("promise"))
        if self.case is None or named is None:
            return None
        return self.case.find_promise(PromiseId(named))

    @property
    def is_mine(self) -> bool:
        """Whether the reader owns its case."""
        owner = self.case.case.owner if self.case else None
        return owner is not None and owner == self.voice.audience.reader

    def number(self, name: str) -> int | None:
        """A number or id among the facts."""
        return number_of(self.view.facts.get(name))

    def say(self, key: str, **more: Value) -> Says:
        """A sentence that may use every fact of the notice."""
        customer: Theirs | str = self.case.customer if self.case else self.voice.text("customer")
        known = {**nobody(self.voice), **values(self.voice, self.view.facts), "customer": customer}
        return self.voice.say(key, **{**known, **more})

    def line(self, key: str, style: Style = Style.PLAIN, **more: Value) -> Line:
        """The same as a paragraph."""
        return Line(self.say(key, **more), style)

    def words_of_promises(self, name: str) -> Says | None:
        """The promises that a fact names, as far as its case has them."""
        said = values(self.voice, {"promises": self.view.facts.get(name)}).get("promises")
        return said if isinstance(said, Says) else None

    def words(self, name: str = "words") -> tuple[Line, ...]:
        """A colleague's words that a fact points to, as a paragraph of their own."""
        values_ = values(self.voice, {"words": self.view.facts.get(name)})
        said = values_.get("words")
        return (Line(said, Style.QUOTE),) if isinstance(said, Says) else ()


@dataclass(frozen=True)
class Drawn:
    """What one kind adds to the frame: the first line stands alone, as the notification's text."""

    lines: tuple[Line, ...]
    buttons: tuple[Button, ...] = ()
    overflow: tuple[Button, ...] = ()


Draw = Callable[[Told], Drawn]
"""Draws one kind of notice."""


def telling(view: NoticeView, audience: Audience) -> Told:
    """A notice for an audience."""
    if view.view is None:
        return Told(view, Voice(audience, None, view.people, view.words, lasting=True))
    return Told(view, speaking_of(view.view, audience, lasting=True))


def framed(told: Told, drawn: Drawn) -> Card:
    """The card of a notice that is still open."""
    return Card(
        title=_title(told),
        lines=(*drawn.lines, *_in_place(told)),
        summary=drawn.lines[0].says.plain,
        buttons=drawn.buttons,
        overflow=drawn.overflow,
    )


def _in_place(told: Told) -> Iterator[Line]:
    """Whom it was meant for, where somebody stands in for them or has duty."""
    meant = told.number("for")
    if meant is not None:
        person = told.voice.person(EmployeeId(meant))
        yield told.voice.line("told.in_place", Style.QUIET, person=person)


def settled(told: Told) -> Card:
    """The last that is drawn of it: no buttons, and nothing of the customer's."""
    name = told.voice.text(f"told.{told.view.kind}.name")
    summary = told.voice.text("told.settled.summary", name=name)
    return Card(
        title=told.voice.say("told.settled.title", name=name),
        lines=(told.voice.line("told.settled", Style.QUIET),),
        summary=summary,
        settled=True,
    )


def story(told: Told) -> tuple[Button, ...]:
    """What can be read, the post and the whole story; and, behind *more*, all that can be done."""
    if told.case is None:
        return ()
    reading = (*told.case.view_post(), told.case.act(Verb.SHOW_CASE))
    return reading if told.case.hidden else (*reading, told.case.act(Verb.MORE))


def _title(told: Told) -> Says:
    name = told.voice.text(f"told.{told.view.kind}.name")
    if told.case is None:
        return told.voice.say("told.title.house", name=name)
    return told.voice.say("told.title", name=name)
