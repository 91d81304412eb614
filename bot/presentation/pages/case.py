"""A case with everything: as it stands, what was promised, said and done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.domain.case import State
from bot.domain.events import Code
from bot.domain.flags import SENSITIVE
from bot.domain.goodwill import GoodwillState
from bot.domain.ids import CustomerId, WordsId
from bot.domain.post import Direction, Post
from bot.domain.promise import Promise, PromiseState
from bot.domain.theirs import Theirs, theirs
from bot.domain.urgency import Why
from bot.domain.view import Audience, CasePage, HistoryLine
from bot.presentation.card import Button, Line, Style
from bot.presentation.cards.briefing import goodwill_what, who_knows
from bot.presentation.cards.channel import case_title, helpers_line, reason_of
from bot.presentation.facts import number_of, worded
from bot.presentation.intent import Verb
from bot.presentation.page import Page, Part, Row
from bot.presentation.pages.actions import buttons_for, is_asked_over, promise_buttons
from bot.presentation.text import Says
from bot.presentation.voice import NAME, CaseVoice, speaking_of
from bot.presentation.wording import capitalised, joined

WHOLE = 20_000
"""A page has a customer's words whole; more than this is no post but a book."""

_WORDED = frozenset(
    {
        Code.BROADCAST,
        Code.GOODWILL_OFFERED,
        Code.LEVEL_RAISED,
        Code.NOTED,
        Code.PROCESS_BYPASSED,
        Code.PROMISED,
        Code.PROMISE_BROKEN,
        Code.PROMISE_KEPT,
        Code.PROMISE_WAIVED,
        Code.REMIND_LATER,
        Code.REOPENED,
        Code.REPLIED,
        Code.SOLVED,
    }
)
"""Lines whose words everybody who sees the case may read; why somebody let go is not one."""


def case_page(page: CasePage, audience: Audience) -> Page:
    """A case with all its posts, promises, reasons and history."""
    voice = speaking_of(page.view, audience)
    parts = (
        Part(voice.text("page.case.now"), lines=tuple(_now(voice))),
        _said(voice, page),
        _promised(voice),
        Part(voice.text("page.case.why"), lines=tuple(_why(voice))),
        Part(voice.text("page.case.history"), rows=tuple(_history(voice, page.history))),
    )
    shown = tuple(part for part in parts if part.lines or part.rows or part.empty)
    return Page(title=case_title(voice), parts=shown, buttons=_buttons(voice))


def history_line(voice: CaseVoice, line: HistoryLine) -> Row:
    """One thing that happened, without naming who was late or let go."""
    actor = voice.colleague(line.actor)
    what = worded(voice, "history", line.code.value, line.facts, actor=actor)
    says = voice.say("page.case.happened", when=voice.when(line.at), what=capitalised(what))
    words = [voice.quoted(one) for one in _line_words(voice, line)]
    return Row(joined((says, *words)))


def _line_words(voice: CaseVoice, line: HistoryLine) -> Iterator[Theirs]:
    """What somebody wrote, and why they did it."""
    named = [number_of(line.facts.get(name)) for name in ("words", "why")]
    for one in named if line.code in _WORDED else ():
        words = voice.written(WordsId(one), WHOLE) if one is not None else None
        if words is not None:
            yield words


def _now(voice: CaseVoice) -> Iterator[Line]:
    case = voice.case
    if voice.hidden:
        yield voice.line("case.hidden", Style.QUIET)
    yield _standing(voice)
    yield from helpers_line(voice)
    if case.waiting_since is not None:
        yield voice.line("briefing.waiting", when=voice.when(case.waiting_since))
    if case.handover is not None:
        until = voice.when(case.handover.expires_at)
        yield voice.line("page.case.handover", name=voice.colleague(case.handover.to), when=until)
    yield from _placing(voice)
    if case.no_reply is not None:
        yield voice.line(f"no_reply.{case.no_reply.value}")
    yield from _given(voice)
    yield from who_knows(voice)


def _placing(voice: CaseVoice) -> Iterator[Line]:
    request = voice.case.placing
    if request is None:
        return
    name, words = voice.colleague(request.webcare), voice.written(request.words, WHOLE)
    if words is None:
        yield voice.line("page.case.placing", name=name)
        return
    yield voice.line("page.case.placing.this", name=name)
    yield Line(Says((words,)), Style.QUOTE)


def _standing(voice: CaseVoice) -> Line:
    case = voice.case
    if case.state in {State.CLAIMED, State.RESOLVED}:
        key = "channel.owner" if case.state is State.CLAIMED else "channel.resolved"
        return voice.line(key, Style.STRONG, owner=voice.colleague(case.owner))
    if case.state is State.CLOSED:
        return voice.line(f"closed.{case.outcome.value}", Style.STRONG)
    if case.state is State.DISMISSED and case.dismissed is not None:
        return voice.line(f"dismissed.{case.dismissed.value}", Style.STRONG)
    return voice.line(f"page.case.{case.state.value}", Style.STRONG)


def _given(voice: CaseVoice) -> Iterator[Line]:
    for goodwill in voice.case.goodwill:
        if goodwill.state is not GoodwillState.WITHDRAWN:
            what = goodwill_what(voice, goodwill)
            yield voice.line(f"briefing.goodwill.{goodwill.state.value}", what=what)


def _promised(voice: CaseVoice) -> Part:
    kept = (PromiseState.WITHDRAWN,)
    promises = [one for one in voice.case.promises if one.state not in kept]
    return Part(
        voice.text("page.case.promised"),
        rows=tuple(_promise(voice, one) for one in promises),
        empty=voice.text("page.case.promised.none"),
    )


def _promise(voice: CaseVoice, promise: Promise) -> Row:
    """A promise with the department that answers for it: no name beside a date that passed."""
    state = voice.text(f"promise.{promise.state.value}")
    department = theirs(promise.department, 60).literal
    key = "page.case.promise" if department else "page.case.promise.state"
    lines = [voice.line(key, Style.QUIET, state=state, department=department)]
    condition = voice.written(promise.condition)
    if condition:
        lines.append(voice.line("told.condition", words=voice.quoted(condition)))
    return Row(
        capitalised(voice.promise_line(promise)), tuple(lines), promise_buttons(voice, promise)
    )


def _said(voice: CaseVoice, page: CasePage) -> Part:
    """Who said what, where more than one customer spoke."""
    several = len({one.customer for one in page.posts if one.direction is Direction.INBOUND}) > 1
    names = page.names if several and not voice.hidden else {}
    return Part(
        voice.text("page.case.said"),
        rows=tuple(_post(voice, post, names) for post in page.posts),
        empty=voice.text("page.case.said.none"),
    )


def _post(voice: CaseVoice, post: Post, names: Mapping[CustomerId, str]) -> Row:
    ours = post.direction is Direction.OUTBOUND
    key = "page.case.post.ours" if ours else "page.case.post"
    title = voice.say(key, when=voice.when(post.said_at), source=voice.source(post.source))
    name = names.get(post.customer) if post.customer is not None and not ours else None
    if name:
        title = joined((theirs(name, NAME), title), " · ")
    return Row(title, (_post_words(voice, post),), _post_link(voice, post))


def _post_words(voice: CaseVoice, post: Post) -> Line:
    if voice.hidden:
        return voice.line("case.hidden", Style.QUIET)
    private = post.redacted if voice.is_public and post.redacted is not None else post.text
    if private is None:
        return voice.line("case.gone", Style.QUIET)
    return Line(Says((theirs(private, WHOLE),)), Style.QUOTE)


def _post_link(voice: CaseVoice, post: Post) -> tuple[Button, ...]:
    if voice.hidden or post.url is None or post.deleted:
        return ()
    return (Button(voice.text("button.view_post"), url=post.url),)


def _why(voice: CaseVoice) -> Iterator[Line]:
    if voice.hidden or voice.case.state not in {State.OPEN, State.CLAIMED}:
        return
    reasons = [one for one in voice.view.reasons if one.why is not Why.NEW]
    for reason in reasons or voice.view.reasons:
        if not voice.is_public or reason.flag not in SENSITIVE:
            yield Line(capitalised(reason_of(voice, reason)))


def _told_by(voice: CaseVoice, lines: tuple[HistoryLine, ...]) -> CaseVoice:
    """The voice that tells what happened: who let go of a case is named to webcare only.

    It was unpleasant or threatening, and the customer may read over a shoulder.
    """
    if not voice.is_public:
        return voice
    gone = {line.facts.get("owner") for line in lines if line.code is Code.LET_GO}
    gone -= {voice.audience.reader}
    known = {one: person for one, person in voice.people.items() if one not in gone}
    return replace(voice, people=known)


def _history(voice: CaseVoice, lines: tuple[HistoryLine, ...]) -> Iterator[Row]:
    """Of two cases that became one, the survivor tells what came to it."""
    merged = voice.case.state is State.MERGED
    telling = _told_by(voice, lines)
    for line in lines:
        private = line.code is Code.REMIND_LATER and not _helps(voice)
        if not private and (merged or line.code is not Code.MERGED):
            yield history_line(telling, line)


def _helps(voice: CaseVoice) -> bool:
    """Whether the reader works on it: when, and why, somebody is reminded is for them alone."""
    reader = voice.audience.reader
    doers = {one.doer for one in voice.case.promises}
    mine = reader is not None and (voice.case.is_helper(reader) or reader in doers)
    return mine or not voice.is_public


def _buttons(voice: CaseVoice) -> tuple[Button, ...]:
    """The two or three that are wanted most, and the way to all others."""
    wanted = buttons_for(voice, *_wanted(voice))
    if voice.case.state in {State.OPEN, State.CLAIMED}:
        first = tuple(replace(one, style=Style.PRIMARY) for one in wanted[:1])
        wanted = (*first, *wanted[1:])
    return (*wanted, voice.act(Verb.MORE))


def _wanted(voice: CaseVoice) -> tuple[Verb, ...]:
    case, reader = voice.case, voice.audience.reader
    if case.state is not State.CLAIMED:
        return (Verb.CLAIM, Verb.SUGGEST, Verb.CLOSE, Verb.REOPEN)
    if reader is not None and reader == case.owner:
        return (Verb.REPLY, Verb.PROMISE, Verb.SOLVE)
    if is_asked_over(voice):
        return (Verb.ACCEPT, Verb.DECLINE)
    if case.placing is not None and case.placing.webcare == reader:
        return (Verb.PLACED, Verb.DECLINE_PLACING)
    return (Verb.HELP,)
