"""A practice complaint in four steps: the cards are those of a real one, the customer is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from bot.domain.practice import PLAYER, Practice, Spoken, Step
from bot.domain.view import Audience, CaseView, Sight
from bot.presentation.card import Button, Card, Line, Style
from bot.presentation.cards.briefing import briefing_card
from bot.presentation.cards.channel import channel_card
from bot.presentation.intent import Verb
from bot.presentation.page import Page, Part, Row
from bot.presentation.voice import Voice

_HOUSE = "house"


def practice_page(practice: Practice, audience: Audience) -> Page:
    """A step: what happens, and the one thing to press; back and out at any time."""
    reader = practice.me.id if practice.me is not None else PLAYER
    shown = replace(audience, sight=Sight.PUBLIC, reader=reader)
    practice = replace(practice, view=_told(Voice(shown), practice))
    voice = Voice(shown, practice.view.now, practice.view.people)
    return Page(
        title=voice.say("practice.title", count=practice.step.number),
        parts=(_PARTS[practice.step](voice, practice), _nothing_kept(voice)),
        buttons=tuple(_ways(voice, practice)),
    )


def _ways(voice: Voice, practice: Practice) -> Iterator[Button]:
    """Back a step, and out: there is nothing to lose."""
    before = practice.step.before
    if before is not None:
        yield _to(voice, before, "practice.back")
    out = Verb.SHOW_HELP if practice.me is None else Verb.SHOW_HOME
    yield voice.press(out, _HOUSE, label="practice.stop")


def _to(
    voice: Voice,
    step: Step,
    label: str,
    *,
    spoken: Spoken | None = None,
    style: Style = Style.PLAIN,
) -> Button:
    place = step.value if spoken is None else f"{step.value}.{spoken.value}"
    return voice.press(Verb.SHOW_PRACTICE, _HOUSE, argument=place, label=label, style=style)


def _nothing_kept(voice: Voice) -> Part:
    lines = (voice.line("practice.invented", Style.QUIET),)
    return Part(voice.text("practice.name"), lines=lines)


def _waits(voice: Voice, practice: Practice) -> Part:
    card = channel_card(practice.view, replace(voice.audience, reader=None))
    take = _to(voice, Step.CLAIMED, "button.claim", style=Style.PRIMARY)
    return _step(voice, practice, card, take, voice.line("practice.waits.how"))


def _claimed(voice: Voice, practice: Practice) -> Part:
    card = briefing_card(practice.view, voice.audience)
    replied = _to(voice, Step.REPLIED, "button.reply", style=Style.PRIMARY)
    example = Line(
        voice.say("practice.claimed.example", name=voice.called(practice.view.case.owner)),
        Style.STRONG,
    )
    return _step(voice, practice, card, replied, voice.line("practice.claimed.how"), example)


def _step(voice: Voice, practice: Practice, card: Card, button: Button, *lines: Line) -> Part:
    """A real card, on which nothing can be pressed but the next step."""
    return Part(
        voice.text(f"practice.{practice.step.value}"),
        lines=lines,
        card=replace(card, buttons=(button,), overflow=()),
    )


def _told(voice: Voice, practice: Practice) -> CaseView:
    """The invented case with its customer, and with whoever plays."""
    people = dict(practice.view.people)
    if practice.me is None:
        people[PLAYER] = replace(people[PLAYER], name=voice.text("practice.you"))
    words = voice.text("practice.words")
    return replace(
        practice.view, customer=voice.text("practice.customer"), text=words, people=people
    )


def _replied(voice: Voice, practice: Practice) -> Part:
    """Something was promised; the bot reads when, and says when it would remind."""
    rows = [_said(voice, one, practice) for one in Spoken]
    if practice.due_at is not None:
        kept = _to(voice, Step.DONE, "button.keep", style=Style.PRIMARY)
        rows.append(Row(voice.say("practice.replied.kept"), buttons=(kept,)))
    return Part(
        voice.text("practice.replied"),
        lines=(voice.line("practice.replied.how"),),
        rows=tuple(rows),
    )


def _said(voice: Voice, spoken: Spoken, practice: Practice) -> Row:
    words = voice.say(f"practice.said.{spoken.value}")
    if spoken is practice.spoken:
        return Row(words, tuple(_reading(voice, practice)))
    return Row(words, buttons=(_to(voice, Step.REPLIED, "practice.say", spoken=spoken),))


def _reading(voice: Voice, practice: Practice) -> Iterator[Line]:
    if practice.due_at is None:
        yield voice.line("practice.read.nothing", Style.STRONG)
        return
    yield voice.line("practice.read", Style.STRONG, when=voice.when(practice.due_at))
    if practice.remind_at is not None:
        yield voice.line("practice.reminder", when=voice.when(practice.remind_at))


def _done(voice: Voice, practice: Practice) -> Part:
    rows = [
        Row(voice.say("practice.done.again"), buttons=(_to(voice, Step.WAITS, "practice.again"),))
    ]
    if practice.me is not None:
        start = voice.press(Verb.SHOW_WAITING, _HOUSE, style=Style.PRIMARY, label="button.start")
        rows.insert(0, Row(voice.say("practice.done.real"), buttons=(start,)))
    return Part(
        voice.text("practice.done"),
        lines=(voice.line("practice.done.how"), _next(voice, practice)),
        rows=tuple(rows),
    )


def _next(voice: Voice, practice: Practice) -> Line:
    """Who stands beside them when it is real."""
    if practice.buddy is None:
        return voice.line("practice.done.webcare", Style.STRONG)
    return voice.line("practice.done.buddy", Style.STRONG, buddy=voice.colleague(practice.buddy.id))


_PARTS: Mapping[Step, Callable[[Voice, Practice], Part]] = {
    Step.WAITS: _waits,
    Step.CLAIMED: _claimed,
    Step.REPLIED: _replied,
    Step.DONE: _done,
}
