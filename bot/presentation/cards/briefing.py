"""The owner's private card: what they need to know, and where the work happens."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.actions.handing_over import needs_manager
from bot.domain.case import Level, State
from bot.domain.goodwill import Goodwill, GoodwillState
from bot.domain.reply import Reply
from bot.domain.view import Audience, CaseView
from bot.presentation.card import Button, Card, Line, Style
from bot.presentation.cards.channel import helper_name, helpers_line
from bot.presentation.intent import Verb
from bot.presentation.text import Says
from bot.presentation.voice import CaseVoice, speaking_of
from bot.presentation.wording import joined


def briefing_card(view: CaseView, audience: Audience) -> Card:
    """The case for its owner; who no longer owns it sees that it is somebody else's."""
    voice = speaking_of(view, audience, lasting=True)
    if view.case.owner is None or audience.reader != view.case.owner:
        return _ended(voice)
    lines = tuple(_lines(voice))
    return Card(
        title=_title(voice),
        lines=lines,
        summary=lines[0].says.plain,
        buttons=_buttons(voice),
        overflow=_overflow(voice),
    )


def standing_lines(voice: CaseVoice) -> Iterator[Line]:
    """What is under way on a claimed case: promises, requests, goodwill, who helps."""
    yield from _promises(voice)
    yield from _requests(voice)
    yield from (_goodwill(voice, one) for one in voice.case.goodwill if _is_shown(one))
    yield from helpers_line(voice)
    if voice.case.waiting_since is not None:
        yield voice.line("briefing.waiting", when=voice.when(voice.case.waiting_since))
    yield from who_knows(voice)


def who_knows(voice: CaseVoice) -> Iterator[Line]:
    """Who knows of it at its level: only in private, since it tells that it took long."""
    case, leader = voice.case, voice.view.leader
    if case.level is Level.CHANNEL or (leader is not None and leader == case.owner):
        return
    if leader is not None and leader == voice.audience.reader:
        yield voice.line("case.level.you", Style.QUIET)
        return
    known = leader is not None and leader in voice.people
    who = voice.colleague(leader) if known else voice.text(f"level.{int(case.level)}")
    yield voice.line("case.level", Style.QUIET, who=who)


def goodwill_what(voice: CaseVoice, goodwill: Goodwill) -> Says:
    """What is given: an amount, a thing, or both."""
    words, amount = voice.written(goodwill.words), voice.money(goodwill.amount)
    if words is None:
        return voice.say("goodwill.amount", amount=amount)
    key = "goodwill.both" if goodwill.amount else "goodwill.words"
    return voice.say(key, amount=amount, words=voice.quoted(words))


def _ended(voice: CaseVoice) -> Card:
    """The last that is drawn of it, so it holds nothing of the customer's."""
    owner = voice.case.owner
    says = (
        voice.say(f"briefing.ended.{voice.case.state.value}")
        if owner is None
        else voice.say("briefing.ended", owner=voice.colleague(owner))
    )
    title = voice.say("briefing.ended.title")
    return Card(title, (Line(says),), says.plain, settled=True)


def _title(voice: CaseVoice) -> Says:
    closed = voice.case.state is State.CLOSED
    return voice.say("briefing.title.closed" if closed else "briefing.title")


def _lines(voice: CaseVoice) -> Iterator[Line]:
    if voice.case.state is State.RESOLVED:
        yield voice.line("briefing.resolved")
        return
    if voice.case.state is State.CLOSED:
        yield voice.line(f"closed.{voice.case.outcome.value}")
        yield voice.line("briefing.closed", name=voice.called(voice.case.owner))
        return
    if voice.hidden:
        yield voice.line("briefing.hidden", helper=helper_name(voice, voice.case.buddy))
        return
    yield from _answered(voice) if _has_answer(voice) else _unanswered(voice)


def _has_answer(voice: CaseVoice) -> bool:
    return bool(voice.case.said) or voice.case.no_reply is not None


def _unanswered(voice: CaseVoice) -> Iterator[Line]:
    """Everything somebody needs who never did this before."""
    helper = helper_name(voice, voice.case.buddy)
    yield voice.line("briefing.thanks", name=voice.called(voice.case.owner))
    if voice.case.first_time:
        yield voice.line("briefing.first_time", Style.STRONG, helper=helper)
    yield voice.quote()
    yield _so_far(voice)
    yield _first_word(voice)
    yield _reach(voice)
    yield from _mandate(voice)
    yield _care(voice, helper)
    yield from standing_lines(voice)


def _so_far(voice: CaseVoice) -> Line:
    """What the customer has been through, and what was promised before."""
    case = voice.case
    first, source = voice.when(case.first_contact_at), voice.source(case.source)
    said = [voice.say("briefing.so_far", when=first, source=source)]
    if case.repeats:
        said.append(voice.say("briefing.so_far.repeats", count=case.repeats))
    if not case.promises:
        said.append(voice.say("briefing.so_far.no_promise"))
    return Line(joined(said))


def _reach(voice: CaseVoice) -> Line:
    if not voice.is_public:
        return voice.line("briefing.reach.webcare")
    buddy = voice.case.buddy
    name = voice.called(buddy) if buddy in voice.people else voice.text("webcare")
    return voice.line("briefing.reach", name=name)


def _first_word(voice: CaseVoice) -> Line:
    by = voice.view.reply_by
    if by is None or by <= voice.view.now:
        return voice.line("briefing.first_word.soon", Style.STRONG)
    return voice.line("briefing.first_word", Style.STRONG, before=voice.before(by))


def _mandate(voice: CaseVoice) -> Iterator[Line]:
    if voice.view.mandate > 0:
        yield voice.line("briefing.may", amount=voice.money(voice.view.mandate))
        yield voice.line("briefing.may_not")
    else:
        yield voice.line("briefing.no_money")
        yield voice.line("briefing.no_money.may_not")


def _care(voice: CaseVoice, helper: str) -> Line:
    until = voice.view.webcare_until
    if until is None:
        return voice.line("briefing.care", helper=helper)
    return voice.line("briefing.care.until", helper=helper, until=voice.clock(until))


def _answered(voice: CaseVoice) -> Iterator[Line]:
    """The state of things, once the customer has had a first word."""
    case = voice.case
    if case.said:
        yield _last_reply(voice, case.said[-1])
    elif case.no_reply is not None:
        yield voice.line(f"no_reply.{case.no_reply.value}")
    if case.said and case.silent_since is not None:
        yield voice.line("briefing.spoke_again", Style.STRONG, when=voice.when(case.silent_since))
    yield voice.quote()
    if case.said and not any(reply.is_public for reply in case.said):
        yield voice.line("briefing.public_line")
    if not case.promises:
        yield voice.line("briefing.nothing_promised", Style.QUIET)
    yield from standing_lines(voice)


def _last_reply(voice: CaseVoice, reply: Reply) -> Line:
    way = voice.text(f"way.{reply.way.value}")
    key = "briefing.replied" if reply.by == voice.case.owner else "briefing.replied.other"
    return voice.line(key, when=voice.when(reply.at), way=way)


def _promises(voice: CaseVoice) -> Iterator[Line]:
    for promise in voice.case.open_promises:
        yield voice.line("briefing.promised", Style.STRONG, line=voice.promise_line(promise))


def _requests(voice: CaseVoice) -> Iterator[Line]:
    offer, request = voice.case.handover, voice.case.placing
    if offer is not None:
        until = voice.when(offer.expires_at)
        yield voice.line("briefing.handover", name=voice.colleague(offer.to), when=until)
    if request is not None:
        asked = voice.when(request.asked_at)
        name = voice.colleague(request.webcare)
        yield voice.line("briefing.placing", name=name, when=asked)
        words = voice.written(request.words)
        if words:
            yield Line(Says((words,)), Style.QUOTE)


def _is_shown(goodwill: Goodwill) -> bool:
    return goodwill.state is not GoodwillState.WITHDRAWN


def _goodwill(voice: CaseVoice, goodwill: Goodwill) -> Line:
    what = goodwill_what(voice, goodwill)
    return voice.line(f"briefing.goodwill.{goodwill.state.value}", what=what)


def _buttons(voice: CaseVoice) -> tuple[Button, ...]:
    if voice.case.state is not State.CLAIMED:
        return ()
    if voice.hidden:
        return (voice.open(Verb.HANDOVER), voice.act(Verb.RELEASE))
    if not _owes_a_word(voice):
        return (voice.open(Verb.PROMISE), voice.open(Verb.SOLVE))
    reply = voice.act(Verb.REPLY, style=Style.PRIMARY)
    if not voice.is_public:
        return (reply, voice.open(Verb.PROMISE))
    request = voice.case.placing
    if request is None:
        return (reply, voice.open(Verb.PLACE))
    mine = request.by == voice.audience.reader
    return (reply, voice.act(Verb.WITHDRAW_PLACING)) if mine else (reply,)


def _owes_a_word(voice: CaseVoice) -> bool:
    """Nothing was said yet, or the customer wrote again since."""
    spoke_again = bool(voice.case.said) and voice.case.silent_since is not None
    return spoke_again or not _has_answer(voice)


def _overflow(voice: CaseVoice) -> tuple[Button, ...]:
    more = voice.act(Verb.MORE)
    if voice.case.state is not State.CLAIMED:
        return (voice.open(Verb.REOPEN), voice.open(Verb.NOTE), more)
    if voice.hidden:
        return (voice.open(Verb.LET_GO), more)
    frequent = _frequent(voice)
    return (*frequent, voice.open(Verb.LET_GO), more)


def _frequent(voice: CaseVoice) -> tuple[Button, ...]:
    """The three that are wanted most besides the buttons."""
    if not _has_answer(voice):
        return (voice.act(Verb.ASK_HELP), _handover(voice), voice.act(Verb.RELEASE))
    if _owes_a_word(voice):
        first = voice.open(Verb.PROMISE) if voice.is_public else _wait(voice)
        return (first, voice.open(Verb.SOLVE), _handover(voice))
    return (voice.open(Verb.QUICK_UPDATE), _wait(voice), _handover(voice))


def _handover(voice: CaseVoice) -> Button:
    if voice.case.handover is not None:
        return voice.act(Verb.WITHDRAW_HANDOVER)
    asks = needs_manager(voice.case) and not voice.audience.may_overrule
    return voice.open(Verb.ASK_MANAGER if asks else Verb.HANDOVER)


def _wait(voice: CaseVoice) -> Button:
    if voice.case.waiting_since is not None:
        return voice.act(Verb.STOP_WAITING)
    return voice.act(Verb.WAIT)
