"""Solving, closing, reopening, dismissing, raising, calling for help, undoing."""

from __future__ import annotations

from datetime import datetime

from bot.domain.actions import closing, rising, undoing
from bot.domain.answer import Answer
from bot.domain.broadcast import Broadcast
from bot.domain.case import Case, Change, DismissReason, Outcome
from bot.domain.errors import NothingToUndo, OnlySamePerson, UnknownChannel
from bot.domain.events import Code, Event
from bot.domain.ids import BroadcastId, CaseId
from bot.ports.storing import Press
from bot.usecases.acting import Stage, act
from bot.usecases.desk import Desk
from bot.usecases.reaching import has_left


def solve(
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    outcome: Outcome,
    helped: str | None,
    widespread: bool,
    now: datetime,
) -> Answer:
    """*Solved*, says the owner."""

    def decide(stage: Stage, found: Case) -> Change:
        return closing.solve(
            found,
            stage.actor,
            outcome=outcome,
            helped=stage.words(helped, "helped"),
            widespread=widespread,
            now=now,
        )

    return act(desk, press, case, decide, now=now)


def close(desk: Desk, press: Press, *, case: CaseId, outcome: Outcome, now: datetime) -> Answer:
    """A colleague who is not the owner records what the customer said."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: closing.close(found, stage.actor, outcome=outcome, now=now),
        now=now,
    )


def reopen(desk: Desk, press: Press, *, case: CaseId, reason: str | None, now: datetime) -> Answer:
    """It came back."""

    def decide(stage: Stage, found: Case) -> Change:
        return closing.reopen(
            found,
            stage.actor,
            reason=stage.words(reason, "reason"),
            owner_left=has_left(stage.uow, found.owner),
            now=now,
        )

    return act(desk, press, case, decide, now=now)


def dismiss(
    desk: Desk, press: Press, *, case: CaseId, reason: DismissReason, now: datetime
) -> Answer:
    """*Not a complaint*, with the reason."""
    return act(
        desk,
        press,
        case,
        lambda stage, found: closing.dismiss(found, stage.actor, reason=reason, now=now),
        now=now,
    )


def raise_level(
    desk: Desk, press: Press, *, case: CaseId, reason: str | None, now: datetime
) -> Answer:
    """Not solved here means up."""

    def decide(stage: Stage, found: Case) -> Change:
        return rising.raise_level(found, stage.actor, reason=stage.words(reason, "reason"))

    return act(desk, press, case, decide, now=now)


def call_for_help(
    desk: Desk,
    press: Press,
    *,
    case: CaseId,
    channels: tuple[str, ...],
    why: str,
    asked: str | None,
    until_at: datetime | None,
    now: datetime,
) -> Answer:
    """Webcare's call for help in chosen channels."""

    def decide(stage: Stage, found: Case) -> Change:
        _require_channels(stage, found, channels)
        broadcast = Broadcast(
            id=BroadcastId(stage.uow.new_id()),
            by=stage.actor.id,
            at=now,
            channels=channels,
            why=stage.drawer.require(why, "why"),
            asked=stage.words(asked, "asked"),
            until_at=until_at,
        )
        return rising.call_for_help(found, stage.actor, broadcast=broadcast)

    return act(desk, press, case, decide, now=now)


def undo(desk: Desk, press: Press, *, case: CaseId, now: datetime) -> Answer:
    """Take back one's own last action, while nothing has happened since."""

    def decide(stage: Stage, found: Case) -> Change:
        produced = stage.uow.deliveries.find_producing(found.id, found.version)
        if produced is None or not produced[1].undo:
            raise NothingToUndo
        actor, answer = produced
        if actor != stage.actor.id:
            raise OnlySamePerson
        happened = Event(Code(answer.code), answer.facts)
        change = undoing.undo(found, happened, answer.undo)
        stage.uow.outbox.unsettle(found.id, version=found.version)
        stage.uow.notices.withdraw_told(case=found.id, version=found.version)
        return change

    return act(desk, press, case, decide, now=now)


def _require_channels(stage: Stage, case: Case, channels: tuple[str, ...]) -> None:
    for key in channels:
        channel = stage.policy.channel(key)
        if channel is None or (case.sensitive and not channel.webcare):
            raise UnknownChannel
