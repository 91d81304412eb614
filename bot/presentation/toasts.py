"""What somebody hears at once after a press: one sentence for every outcome and every refusal.

Drawn from the stored code and facts, so that a repeated delivery hears the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.domain.answer import Answer
from bot.domain.case import State
from bot.domain.events import Code
from bot.domain.ids import PromiseId
from bot.domain.promise import Kind
from bot.domain.view import Audience, CaseView
from bot.presentation.card import Button
from bot.presentation.facts import is_plain, number_of, worded
from bot.presentation.forms.settings import NO, YES
from bot.presentation.intent import Verb, opening
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from bot.presentation.voice import CaseVoice, Voice, speaking_of

_FOR_TRAINED = frozenset({Verb.CLAIM, Verb.HELP})
"""What nobody but webcare can do with a sensitive case: offered to others it would be refused."""

_INVITING = frozenset({"AlreadyClaimed", "ClaimFirst", "OnlyHelpers"})
"""Refusals that ask the reader to help or to take it."""

Follow = Callable[[CaseVoice, Answer], Iterator[Button]]
"""What may follow on an answer."""


def answer_toast(answer: Answer, view: CaseView | None, audience: Audience) -> Toast:
    """The toast of an answer; `view` is its case as it is now, where it has one."""
    voice = Voice(audience) if view is None else speaking_of(view, audience)
    return Toast(
        says=_says(voice, answer),
        buttons=(*_buttons(voice, answer), *_undo(voice, answer)),
        refused=answer.refused,
    )


def needs_case(answer: Answer, audience: Audience) -> bool:
    """Whether an answer's toast says or offers anything that depends on how its case is."""
    family = "refusal" if answer.refused else "toast"
    depends = answer.code in _FOLLOWS or answer.code in _INVITING or answer.code == Code.OPENED
    named = answer.case is not None or not answer.undo
    return depends or not named or not is_plain(Voice(audience), family, answer.code)


def _says(voice: Voice, answer: Answer) -> Says:
    """What became of it; of what is for trained webcare only, no colleague sees it come."""
    if answer.code == Code.OPENED and isinstance(voice, CaseVoice) and voice.case.sensitive:
        return voice.say("toast.opened.sensitive")
    if answer.code in _INVITING and isinstance(voice, CaseVoice) and voice.hidden:
        return voice.say("refusal.NeedsTraining")
    if answer.code == Code.PROMISED and isinstance(voice, CaseVoice):
        return _remembered(voice, answer)
    return worded(voice, "refusal" if answer.refused else "toast", answer.code, answer.facts)


def _remembered(voice: CaseVoice, answer: Answer) -> Says:
    """By when, and when whoever does it is reminded; of a department, that it was asked."""
    promise = voice.find_promise(PromiseId(number_of(answer.facts.get("promise")) or 0))
    at = voice.view.reminders.get(promise.id) if promise is not None else None
    asked = promise is not None and promise.kind is Kind.DEMAND
    if asked or promise is None or promise.due_at is None or at is None or at <= voice.view.now:
        return worded(voice, "toast", answer.code, answer.facts)
    mine = promise.doer in (None, voice.audience.reader)
    return voice.say(
        "toast.promised.reminded" if mine else "toast.promised.reminded.doer",
        due_at=voice.when(promise.due_at),
        when=voice.when(at),
        doer=voice.called(promise.doer),
    )


def _buttons(voice: Voice, answer: Answer) -> Iterator[Button]:
    if not isinstance(voice, CaseVoice):
        yield from _of_house(voice, answer)
        return
    follow = _FOLLOWS.get(answer.code)
    if follow is not None:
        yield from follow(voice, answer)


def _undo(voice: Voice, answer: Answer) -> Iterator[Button]:
    """What takes it back, where something can be taken back and we know of what."""
    of_case = voice.subject if isinstance(voice, CaseVoice) else None
    subject = f"case:{answer.case}" if answer.case else of_case
    if answer.undo and answer.version is not None and subject is not None:
        yield voice.press(Verb.UNDO, subject, seen=answer.version)


def _of_house(voice: Voice, answer: Answer) -> Iterator[Button]:
    """What undoes a setting that was a slip of the hand: the opposite, or its form again."""
    facts = answer.facts
    match answer.code:
        case Code.ABSENCE_SET:
            days = f"{facts.get('first_on')}/{facts.get('last_on')}"
            yield voice.press(Verb.END_ABSENCE, _HOUSE, argument=days)
        case Code.ABSENCE_ENDED:
            yield voice.open_on(Verb.SET_ABSENCE, _HOUSE)
        case Code.HOURS_SET:
            yield Button(voice.text("button.change"), opening(Verb.SET_HOURS, _HOUSE))
        case Code.WILLING_SET:
            other = NO if facts.get("willing") else YES
            yield voice.press(Verb.SET_WILLING, _HOUSE, argument=other, label="button.undo")


_HOUSE = "house"


def _act(verb: Verb, *states: State) -> Follow:
    """A plain button, where the case is in one of these states."""

    def follow(voice: CaseVoice, _: Answer) -> Iterator[Button]:
        if voice.case.state in states and not (voice.hidden and verb in _FOR_TRAINED):
            yield voice.act(verb)

    return follow


def _amend_reply(voice: CaseVoice, answer: Answer) -> Iterator[Button]:
    reply = number_of(answer.facts.get("reply"))
    if reply is not None:
        yield voice.open(Verb.AMEND_REPLY, item=reply)
        yield voice.open(Verb.AMEND_REPLY, item=reply, choice="url", label="button.link")


def _tell_goodwill(voice: CaseVoice, answer: Answer) -> Iterator[Button]:
    goodwill = number_of(answer.facts.get("goodwill"))
    if goodwill is not None and answer.facts.get("approved"):
        yield voice.act(Verb.TELL_GOODWILL, argument=goodwill)


def _no_reply_yet(voice: CaseVoice, _: Answer) -> Iterator[Button]:
    yield voice.act(Verb.REPLY)
    yield voice.open(Verb.NO_REPLY)


def _promise_open(voice: CaseVoice, _: Answer) -> Iterator[Button]:
    yield voice.act(Verb.SHOW_CASE)
    if voice.case.owner == voice.audience.reader and voice.case.handover is None:
        yield voice.open(Verb.HANDOVER)


def _withdraw_handover(voice: CaseVoice, _: Answer) -> Iterator[Button]:
    if voice.case.handover is not None and voice.case.owner == voice.audience.reader:
        yield voice.act(Verb.WITHDRAW_HANDOVER)


def _withdraw_placing(voice: CaseVoice, _: Answer) -> Iterator[Button]:
    if voice.case.placing is not None and voice.case.placing.by == voice.audience.reader:
        yield voice.act(Verb.WITHDRAW_PLACING)


def _suggest(voice: CaseVoice, _: Answer) -> Iterator[Button]:
    if voice.case.state is State.OPEN:
        yield voice.open(Verb.SUGGEST)


def _ask_manager(voice: CaseVoice, _: Answer) -> Iterator[Button]:
    if voice.case.handover is None and voice.case.owner == voice.audience.reader:
        yield voice.open(Verb.ASK_MANAGER)


def _mine_first(voice: CaseVoice, _: Answer) -> Iterator[Button]:
    """Where they see what could be handed over or solved; meanwhile somebody else may know."""
    yield voice.press(Verb.SHOW_MINE, _HOUSE)
    yield from _suggest(voice, _)


_FOLLOWS: Mapping[str, Follow] = {
    Code.REPLIED: _amend_reply,
    Code.GOODWILL_OFFERED: _tell_goodwill,
    "AlreadyClaimed": _act(Verb.HELP, State.CLAIMED),
    "ClaimFirst": _act(Verb.CLAIM, State.OPEN),
    "HandoverPending": _withdraw_handover,
    "NeedsTraining": _suggest,
    "NoReplyYet": _no_reply_yet,
    "NothingToUndo": _act(Verb.SHOW_CASE, *State),
    "OnlyHelpers": _act(Verb.HELP, State.CLAIMED),
    "OnlyOwner": _act(Verb.HELP, State.CLAIMED),
    "PlacingPending": _withdraw_placing,
    "PromiseStillOpen": _promise_open,
    "TooManyHandovers": _ask_manager,
    "TooManyCases": _mine_first,
}
