"""Words that reach the customer: recorded, placed by webcare, amended, heard by a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.case import (
    Case,
    Change,
    NoReplyReason,
    State,
    changed,
    event,
    require_helper,
    require_here,
    require_state,
)
from bot.domain.employee import Employee
from bot.domain.errors import (
    NoPlacing,
    NoReplyYet,
    NotNow,
    NotWaiting,
    OnlySamePerson,
    OnlyWebcare,
    PlacingPending,
    UnknownReply,
)
from bot.domain.events import Code, Event, moment
from bot.domain.ids import ReplyId, WordsId
from bot.domain.placing import Placing, PlacingState
from bot.domain.reply import Reply, ReplyKind, Way


def record_reply(case: Case, actor: Employee, *, reply: Reply) -> Change:
    """A colleague says that the customer has had their word; self-reported until heard.

    Serves replies, quick updates and apologies alike. Raises ClaimFirst, OnlyHelpers, NotNow.
    """
    require_state(case, State.CLAIMED, State.RESOLVED)
    require_helper(case, actor)
    return _said(case, reply)


def amend_reply(
    case: Case, actor: Employee, *, reply_id: ReplyId, way: Way | None, url: str | None
) -> Change:
    """Add afterwards that it was a call or mail, or where it stands.

    Raises UnknownReply, OnlySamePerson.
    """
    reply = _reply(case, reply_id)
    if reply.by != actor.id:
        raise OnlySamePerson
    amended = replace(reply, way=way or reply.way, url=url or reply.url)
    happened = event(Code.REPLY_AMENDED, reply=reply.id, way=amended.way.value, linked=bool(url))
    return changed(_with_reply(case, amended), happened)


def hear_reply(case: Case, *, reply: Reply) -> Change:
    """A source heard the company speak: the newest unheard public reply is confirmed.

    If nobody reported one, the words are recorded as said by an unknown colleague. What was
    reported before the customer's latest question is no report of an answer to it.
    """
    reported = [one for one in case.said if _may_report(case, one, reply)]
    if not reported:
        return _said(case, reply)
    newest = max(reported, key=lambda one: one.at)
    heard = replace(newest, heard=True, url=newest.url or reply.url)
    happened = event(Code.REPLY_HEARD, reply=heard.id, by=heard.by)
    silent = _silent_after(case, max(newest.at, reply.at))
    return changed(_with_reply(case, heard), happened, silent_since=silent)


def no_reply_needed(case: Case, actor: Employee, *, reason: NoReplyReason) -> Change:
    """Record why this customer gets no reply. Raises ClaimFirst, OnlyHelpers, NotNow."""
    require_state(case, State.CLAIMED)
    require_helper(case, actor)
    happened = event(Code.NO_REPLY_NEEDED, by=actor.id, reason=reason.value)
    return changed(case, happened, no_reply=reason)


def ask_placing(case: Case, actor: Employee, webcare: Employee, *, placing: Placing) -> Change:
    """*Place this for me*: a named webcare colleague is asked to place these words.

    Raises PlacingPending, OnlyWebcare (the one asked is not), UnknownPerson, OnlyHelpers,
    ClaimFirst, NotNow.
    """
    require_state(case, State.CLAIMED)
    require_helper(case, actor)
    if case.placing is not None:
        raise PlacingPending(asked=case.placing.webcare)
    require_here(webcare)
    if not webcare.is_webcare:
        raise OnlyWebcare
    happened = event(
        Code.PLACING_ASKED,
        placing=placing.id,
        by=actor.id,
        webcare=webcare.id,
        words=placing.words,
    )
    return changed(case, happened, placings=(*case.placings, placing))


def place(
    case: Case, actor: Employee, *, reply_id: ReplyId, url: str | None, now: datetime
) -> Change:
    """Webcare placed the words: they are the helper's reply, signed with the helper's name.

    Any webcare colleague may, so that an absent one keeps nobody waiting.
    Raises NoPlacing, OnlyWebcare.
    """
    placing = _placing(case, actor)
    reply = Reply(
        id=reply_id,
        by=placing.by,
        at=now,
        way=Way.PLACED,
        url=url,
        words=placing.words,
        placing=placing.id,
    )
    settled = _settle(case, placing, PlacingState.PLACED, now)
    placed = event(Code.PLACED, placing=placing.id, webcare=actor.id, by=placing.by, reply=reply.id)
    said = _said(settled, reply)
    return Change(said.case, (placed, *said.events))


def decline_placing(case: Case, actor: Employee, *, reason: WordsId, now: datetime) -> Change:
    """Webcare does not place the words, and says why. Raises NoPlacing, OnlyWebcare."""
    placing = _placing(case, actor)
    settled = replace(placing, reason=reason)
    happened = event(
        Code.PLACING_DECLINED, placing=placing.id, webcare=actor.id, by=placing.by, words=reason
    )
    return changed(_settle(case, settled, PlacingState.DECLINED, now), happened)


def withdraw_placing(case: Case, actor: Employee, *, now: datetime) -> Change:
    """The helper takes the request back. Raises NoPlacing, OnlySamePerson."""
    if case.placing is None:
        raise NoPlacing
    if actor.id != case.placing.by:
        raise OnlySamePerson
    happened = event(Code.PLACING_WITHDRAWN, placing=case.placing.id, by=actor.id)
    return changed(_settle(case, case.placing, PlacingState.WITHDRAWN, now), happened)


def wait_for_customer(case: Case, actor: Employee, *, now: datetime) -> Change:
    """*Waiting for Jos*: pauses updates and the solution, never a promise.

    Raises OnlyHelpers, ClaimFirst, NotNow (also when it waits already), NoReplyYet: a customer
    who spoke last waits for us.
    """
    require_state(case, State.CLAIMED)
    require_helper(case, actor)
    if case.waiting_since is not None:
        raise NotNow(state=case.state.value)
    if not case.said or case.silent_since is not None:
        raise NoReplyYet
    return changed(case, event(Code.WAITING, by=actor.id), waiting_since=now)


def stop_waiting(case: Case, actor: Employee) -> Change:
    """Go on without the customer. Raises OnlyHelpers, NotWaiting."""
    if case.waiting_since is None:
        raise NotWaiting
    require_helper(case, actor)
    return changed(case, event(Code.WAITING_ENDED, by=actor.id), waiting_since=None)


def _said(case: Case, reply: Reply) -> Change:
    return changed(
        case,
        _replied(reply),
        replies=(*case.replies, reply),
        silent_since=_silent_after(case, reply.at),
    )


def _silent_after(case: Case, replied_at: datetime) -> datetime | None:
    """Since when the customer waits after a word at that moment: words may be heard out of order.

    Of what was said in between only the newest is known, so that is where a new silence starts.
    """
    if case.silent_since is None or replied_at >= min(case.last_said_at, case.last_heard_at):
        return None
    return case.silent_since if replied_at < case.silent_since else case.last_said_at


def _may_report(case: Case, reported: Reply, heard: Reply) -> bool:
    asked = case.silent_since
    apart = asked is not None and reported.at < asked <= heard.at
    return reported.is_public and not reported.heard and not apart


def _replied(reply: Reply) -> Event:
    facts = {
        "reply": reply.id,
        "by": reply.by,
        "way": reply.way.value,
        "kind": reply.kind.value,
        "heard": reply.heard,
        "at": moment(reply.at),
        "apology": reply.kind is ReplyKind.APOLOGY,
        "words": reply.words,
    }
    return Event(Code.REPLIED, facts, happened_at=reply.at)


def _reply(case: Case, reply_id: ReplyId) -> Reply:
    for reply in case.said:
        if reply.id == reply_id:
            return reply
    raise UnknownReply(reply=reply_id)


def _with_reply(case: Case, amended: Reply) -> Case:
    return replace(
        case,
        replies=tuple(amended if reply.id == amended.id else reply for reply in case.replies),
    )


def _placing(case: Case, actor: Employee) -> Placing:
    if case.placing is None:
        raise NoPlacing
    if not actor.is_webcare:
        raise OnlyWebcare
    return case.placing


def _settle(case: Case, placing: Placing, state: PlacingState, now: datetime) -> Case:
    settled = replace(placing, state=state, settled_at=now)
    return replace(
        case,
        placings=tuple(settled if past.id == placing.id else past for past in case.placings),
    )
