"""Words that reach the customer: recorded, placed by webcare, amended."""

from __future__ import annotations

from datetime import datetime

from bot.domain.actions import replying
from bot.domain.answer import Answer
from bot.domain.canonical_url import UnusableUrl, canonical_url
from bot.domain.case import Case, Change, NoReplyReason
from bot.domain.errors import BadField, OnlyWebcare
from bot.domain.ids import CaseId, EmployeeId, PlacingId, ReplyId
from bot.domain.placing import Placing
from bot.domain.reply import Reply, ReplyKind, Way
from bot.ports.storing import Press
from bot.usecases.acting import After, Stage, act
from bot.usecases.desk import Desk
from bot.usecases.owning import choose_buddy
from bot.usecases.remembering import offer


def record_reply(  # one keyword per thing a reply may come with
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    kind: ReplyKind = ReplyKind.REPLY,
    way: Way = Way.PUBLIC,
    words: str | None = None,
    now: datetime,
) -> Answer:
    """*I replied*: one press, no fields. Quick updates and apologies come the same way."""

    def decide(stage: Stage, found: Case) -> Change:
        reply = Reply(
            id=ReplyId(stage.uow.new_id()),
            by=stage.actor.id,
            at=now,
            way=way,
            kind=kind,
            words=stage.words(words, "reply"),
        )
        return replying.record_reply(found, stage.actor, reply=reply)

    return act(desk, press, case, decide, after=_offering(press, words), now=now)


def amend_reply(
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    reply: ReplyId,
    way: Way | None,
    url: str | None,
    now: datetime,
) -> Answer:
    """Afterwards: it was a call or mail, or here is the link."""

    def decide(stage: Stage, found: Case) -> Change:
        link = _link(url)
        return replying.amend_reply(found, stage.actor, reply_id=reply, way=way, url=link)

    return act(desk, press, case, decide, now=now)


def no_reply_needed(
    desk: Desk, press: Press, *, case: CaseId, reason: NoReplyReason, now: datetime
) -> Answer:
    """Why this customer gets no reply."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: replying.no_reply_needed(found, stage.actor, reason=reason),
        now=now,
    )


def ask_placing(
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    words: str,
    webcare: EmployeeId | None,
    now: datetime,
) -> Answer:
    """*Place this for me*: to the buddy, unless somebody else is named."""

    def decide(stage: Stage, found: Case) -> Change:
        named = webcare or found.buddy or choose_buddy(stage, found)
        if named is None:
            raise OnlyWebcare
        placing = Placing(
            id=PlacingId(stage.uow.new_id()),
            by=stage.actor.id,
            webcare=named,
            words=stage.drawer.require(words, "words"),
            asked_at=now,
        )
        return replying.ask_placing(found, stage.actor, stage.colleague(named), placing=placing)

    return act(desk, press, case, decide, after=_offering(press, words), now=now)


def place(desk: Desk, press: Press, *, case: CaseId, url: str | None, now: datetime) -> Answer:
    """Webcare placed the words."""

    def decide(stage: Stage, found: Case) -> Change:
        reply = ReplyId(stage.uow.new_id())
        return replying.place(found, stage.actor, reply_id=reply, url=_link(url), now=now)

    return act(desk, press, case, decide, now=now)


def decline_placing(
    desk: Desk, press: Press, *, case: CaseId, reason: str, now: datetime
) -> Answer:
    """Webcare does not place the words, and says why."""

    def decide(stage: Stage, found: Case) -> Change:
        kept = stage.drawer.require(reason, "reason")
        return replying.decline_placing(found, stage.actor, reason=kept, now=now)

    return act(desk, press, case, decide, now=now)


def withdraw_placing(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """The helper takes the request back."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: replying.withdraw_placing(found, stage.actor, now=now),
        now=now,
    )


def wait_for_customer(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """*Waiting for Jos*."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: replying.wait_for_customer(found, stage.actor, now=now),
        now=now,
    )


def stop_waiting(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """Go on without the customer."""
    return act(
        desk, press, case, lambda stage, found: replying.stop_waiting(found, stage.actor), now=now
    )


def _offering(press: Press, words: str | None) -> After:
    """What was written to the customer may say what will be done: that is offered to be kept."""

    def after(stage: Stage, saved: Case) -> None:
        offer(
            stage.uow,
            stage.policy,
            saved,
            stage.actor,
            words,
            once=press.opening or press.delivery,
            lane=stage.uow.employees.private_lane(press.account),
            now=stage.now,
        )

    return after


def _link(url: str | None) -> str | None:
    if url is None or not url.strip():
        return None
    try:
        return canonical_url(url.strip()).url
    except UnusableUrl as unusable:
        raise BadField(field="url") from unusable
