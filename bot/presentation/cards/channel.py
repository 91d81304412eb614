"""The case in a channel: what happened, why it is here, who helps; never who is late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.domain.attendance import Attendance
from bot.domain.broadcast import Broadcast
from bot.domain.case import State
from bot.domain.flags import SENSITIVE
from bot.domain.ids import EmployeeId
from bot.domain.urgency import Reason, Why
from bot.domain.view import Audience, CaseView
from bot.presentation.card import Button, Card, Line, Style
from bot.presentation.intent import Verb
from bot.presentation.text import Says
from bot.presentation.voice import SNIPPET, CaseVoice, speaking_of


def channel_card(view: CaseView, audience: Audience) -> Card:
    """A case as a channel sees it."""
    voice = speaking_of(view, audience, lasting=True)
    if view.case.state is State.MERGED:
        return _merged(voice)
    return Card(
        title=case_title(voice),
        lines=tuple(_lines(voice)),
        summary=_summary(voice).plain,
        buttons=_buttons(voice),
        overflow=_overflow(voice),
    )


def case_title(voice: CaseVoice) -> Says:
    """Whose case it is, from where, and since when they wait while nobody has it."""
    source = voice.source(voice.case.source)
    since = voice.case.silent_since
    if voice.case.state is State.OPEN and since is not None:
        return voice.say("channel.title.waiting", source=source, when=voice.when(since))
    return voice.say("channel.title", source=source)


def reason_of(voice: CaseVoice, reason: Reason) -> Says:
    """Why a case is here, as the rest of a sentence."""
    if reason.flag is not None:
        return voice.say(f"why.flag.{reason.flag.value}")
    if reason.why is Why.SILENT and voice.case.said:
        return voice.say("why.unanswered")
    when = voice.when(voice.case.opened_at)
    return voice.say(f"why.{reason.why.value}", count=reason.count, when=when)


def helpers_line(voice: CaseVoice) -> Iterator[Line]:
    """Who helps the owner."""
    names = [voice.person(one) for one in voice.case.backups]
    if names:
        yield voice.line("case.backups", count=len(names), names=listed(voice, names))


def listed(voice: CaseVoice, names: list[str]) -> str:
    """Names in a row: *Sanne, Ali en Mia*."""
    *others, last = names
    return voice.text("list.and", others=", ".join(others), last=last) if others else last


def helper_name(voice: CaseVoice, buddy: EmployeeId | None) -> str:
    """The webcare colleague at the helper's side, or webcare as such."""
    return voice.colleague(buddy) if buddy in voice.people else voice.text("webcare")


def _merged(voice: CaseVoice) -> Card:
    """The last that is drawn of it, so it holds nothing of the customer's."""
    says = voice.say("channel.merged")
    return Card(voice.say("channel.merged.title"), (Line(says),), says.plain, settled=True)


def _lines(voice: CaseVoice) -> Iterator[Line]:
    if voice.case.state in {State.OPEN, State.CLAIMED}:
        yield from _call(voice)
    yield voice.quote()
    yield from _STANDINGS[voice.case.state](voice)


def _call(voice: CaseVoice) -> Iterator[Line]:
    """Webcare's call for help, while it lasts."""
    call = voice.case.broadcast
    if call is None or (call.until_at is not None and call.until_at <= voice.view.now):
        return
    yield _why_called(voice, call)
    asked = voice.written(call.asked)
    if asked:
        yield voice.line("channel.call.asked", words=asked)
    if call.until_at is not None:
        yield voice.line("channel.call.until", before=voice.before(call.until_at))


def _why_called(voice: CaseVoice, call: Broadcast) -> Line:
    by, why = voice.colleague(call.by), voice.written(call.why)
    if why is None:
        return voice.line("channel.call.bare", Style.STRONG, by=by)
    return voice.line("channel.call", Style.STRONG, by=by, words=voice.quoted(why))


def _open(voice: CaseVoice) -> Iterator[Line]:
    if voice.hidden:
        yield voice.line("channel.trained")
        return
    shown = [one for one in voice.view.reasons if _may_show(voice, one)]
    if shown:
        yield voice.line("channel.why", reason=reason_of(voice, shown[0]))
    if voice.view.attendance is not None:
        yield _who_looks(voice, voice.view.attendance)
        return
    helper, until = helper_name(voice, voice.case.buddy), voice.view.webcare_until
    if until is not None:
        yield voice.line("channel.nobody.until", helper=helper, until=voice.clock(until))
    else:
        yield voice.line("channel.nobody", helper=helper)


def _who_looks(voice: CaseVoice, attendance: Attendance) -> Line:
    """Outside working time: who has duty, or from when on somebody looks (DESIGN 1)."""
    if attendance.again_at is not None:
        return voice.line("channel.nobody.again", when=voice.when(attendance.again_at))
    helper, until = helper_name(voice, attendance.by), attendance.until
    if until is None:
        return voice.line("channel.nobody", helper=helper)
    return voice.line("channel.nobody.on_duty", helper=helper, until=voice.clock(until))


def _may_show(voice: CaseVoice, reason: Reason) -> bool:
    """A flag is what somebody read in the customer's words; strangers get none of them."""
    if voice.is_outside:
        return reason.flag is None
    return not voice.is_public or reason.flag not in SENSITIVE


def _claimed(voice: CaseVoice) -> Iterator[Line]:
    yield voice.line("channel.owner", Style.STRONG, owner=voice.colleague(voice.case.owner))
    yield from helpers_line(voice)
    if voice.case.waiting_since is not None:
        yield voice.line("channel.waiting")
    elif voice.case.said and voice.case.silent_since is None:
        yield voice.line("channel.replied")


def _resolved(voice: CaseVoice) -> Iterator[Line]:
    yield voice.line("channel.resolved", owner=voice.colleague(voice.case.owner))


def _closed(voice: CaseVoice) -> Iterator[Line]:
    yield voice.line(f"closed.{voice.case.outcome.value}")


def _dismissed(voice: CaseVoice) -> Iterator[Line]:
    if voice.case.dismissed is not None:
        yield voice.line(f"dismissed.{voice.case.dismissed.value}")


_STANDINGS: Mapping[State, Callable[[CaseVoice], Iterator[Line]]] = {
    State.OPEN: _open,
    State.CLAIMED: _claimed,
    State.RESOLVED: _resolved,
    State.CLOSED: _closed,
    State.DISMISSED: _dismissed,
}


def _summary(voice: CaseVoice) -> Says:
    if voice.hidden:
        return voice.say("channel.summary.hidden")
    if voice.case.state is not State.OPEN:
        key = f"channel.summary.{voice.case.state.value}"
        return voice.say(key, owner=voice.colleague(voice.case.owner))
    heard = voice.heard(SNIPPET)
    if heard is None:
        return voice.say("channel.summary.outside" if voice.is_outside else "channel.summary.gone")
    return voice.say("channel.summary.open", words=voice.quoted(heard))


def _buttons(voice: CaseVoice) -> tuple[Button, ...]:
    if voice.hidden:
        return ()
    if voice.case.state is State.OPEN:
        return (voice.act(Verb.CLAIM, style=Style.PRIMARY), voice.open(Verb.SUGGEST))
    if voice.case.state is State.CLAIMED:
        return (voice.act(Verb.HELP),)
    return ()


def _overflow(voice: CaseVoice) -> tuple[Button, ...]:
    if voice.hidden:
        return (_what_is_this(voice),)
    reading = (*voice.view_post(), voice.act(Verb.SHOW_CASE))
    ending = () if voice.case.state is State.CLAIMED else (_other_ending(voice),)
    return (*reading, *ending, _what_is_this(voice), voice.act(Verb.MORE))


def _other_ending(voice: CaseVoice) -> Button:
    if voice.case.state is State.OPEN:
        return voice.open(Verb.DISMISS)
    dismissed = voice.case.state is State.DISMISSED
    return voice.open(Verb.REOPEN, label="button.reopen.dismissed" if dismissed else None)


def _what_is_this(voice: CaseVoice) -> Button:
    return voice.press(Verb.SHOW_HELP, "house")
