"""The outbox: what is behind, by lane, and how far each row has come.

A row is due when its `since` (business time) has come and its `retry_at` (machine time) has passed.
Rows that are not behind have no `since`, and stand in none of the indexes that are asked here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    Table,
    Text,
    Update,
    and_,
    bindparam,
    case,
    cast,
    desc,
    false,
    func,
    literal_column,
    null,
    or_,
    select,
    union_all,
    update,
)

from bot.domain.ids import CaseId, LaneId
from bot.ports.storing import SHARED, Address, CardKind, Leased, Outgoing, Row
from storage.carried import Stage, redraw_all, redraw_lane, unsettle
from storage.codec import FactsText, Moment
from storage.tables import cards, lanes, notices
from storage.transaction import UNTOLD, Transaction

_NOW = bindparam("now", type_=Moment())
_BUSINESS = bindparam("business", type_=Moment())
_LANE: BindParameter[int] = bindparam("lane")
_ITEM: BindParameter[int] = bindparam("item")

DELETED_AGAIN = "deleted_again"
MOST_POSTED = 2
"""So often a message is posted that somebody takes away: what is taken away twice is not wanted."""
_PRESSED, _REDRAWN, _POSTED = 0, 1, 2
"""What goes first in a lane: what a person just pressed for, then what shows an old truth."""


def _due(table: Table) -> ColumnElement[bool]:
    return and_(
        table.c.since.is_not(None),
        table.c.since <= _BUSINESS,
        or_(table.c.retry_at.is_(None), table.c.retry_at <= _NOW),
    )


# --- lanes ------------------------------------------------------------------------------------


def _in_lanes(table: Table) -> Select[Any]:
    pressed = case((table.c.pressed, 0), else_=1).label("rank")
    return select(table.c.lane_id, table.c.since, table.c.ref, table.c.state, pressed).where(
        _due(table)
    )


def _may_go(stopped: ColumnElement[Any], row: Any) -> ColumnElement[bool]:  # noqa: ANN401 - columns of a row
    """Whether a row's lane lets it through: where strangers are, only what (maybe) stands there."""
    stands = or_(row.ref.is_not(None), row.state == Stage.SENDING)
    return or_(stopped.is_(None), and_(stopped == SHARED, stands))


_waiting = union_all(_in_lanes(cards), _in_lanes(notices)).subquery()
_FREE = and_(
    or_(lanes.c.leased_until.is_(None), lanes.c.leased_until <= _NOW),
    or_(lanes.c.next_at.is_(None), lanes.c.next_at <= _NOW),
)
_LANES = (
    select(lanes.c.id)
    .join_from(_waiting, lanes, lanes.c.id == _waiting.c.lane_id)
    .where(_FREE, _may_go(lanes.c.stopped, _waiting.c))
    .group_by(lanes.c.id)
    .order_by(func.min(_waiting.c.rank), func.min(_waiting.c.since), lanes.c.id)
    .limit(bindparam("limit"))
)
_LEASE = (
    update(lanes)
    .where(lanes.c.id == _LANE, or_(_FREE, lanes.c.leased_by == bindparam("worker")))
    .values(leased_by=bindparam("worker"), leased_until=bindparam("until", type_=Moment()))
    .returning(lanes.c.chat, lanes.c.workspace, lanes.c.conversation)
)
_RELEASE = (
    update(lanes)
    .where(lanes.c.id == _LANE, lanes.c.leased_by == bindparam("worker"))
    .values(leased_by=None, leased_until=None)
)

# --- rows -------------------------------------------------------------------------------------


def _items(table: Table, row: Row, rank: ColumnElement[int]) -> Select[Any]:
    is_card = row is Row.CARD
    return select(
        literal_column(f"'{row.value}'", String).label("row"),
        table.c.id,
        table.c.key,
        table.c.occurrence,
        table.c.case_id,
        table.c.kind,
        table.c.reader_id,
        table.c.channel,
        (cards.c.digest if is_card else cast(null(), String)).label("digest"),
        (cast(null(), FactsText) if is_card else notices.c.facts).label("facts"),
        (cast(null(), Text) if is_card else notices.c.slot).label("slot"),
        table.c.ref,
        table.c.state,
        table.c.attempts,
        table.c.faults,
        table.c.since,
        table.c.marks,
        table.c.wanted,
        table.c.why,
        table.c.pressed,
        table.c.lane_id,
        table.c.created_at,
        rank.label("rank"),
    )


_new = cards.c.state != Stage.LIVE
_card_rank = case(
    (or_(cards.c.pressed, and_(_new, cards.c.kind == CardKind.BRIEFING.value)), _PRESSED),
    (_new, _POSTED),
    else_=_REDRAWN,
)
_CARDS = _items(cards, Row.CARD, _card_rank)
_notice_rank = case((notices.c.pressed, _PRESSED), else_=_POSTED)
_NOTICES = _items(notices, Row.NOTICE, _notice_rank)

_work = union_all(
    _CARDS.where(cards.c.lane_id == _LANE, _due(cards)),
    _NOTICES.where(notices.c.lane_id == _LANE, _due(notices)),
).subquery()
_stopped = select(lanes.c.stopped).where(lanes.c.id == _LANE).scalar_subquery()
_WORK = (
    select(_work)
    .where(_may_go(_stopped, _work.c))
    .order_by(_work.c.rank, _work.c.since, _work.c.id)
    .limit(bindparam("limit"))
)


def _given_up(table: Table) -> ColumnElement[bool]:
    """In the words of the index: dead letters, and what is posted but could not be redrawn."""
    return and_(table.c.since.is_(None), table.c.why.is_not(None))


_dead = union_all(_CARDS.where(_given_up(cards)), _NOTICES.where(_given_up(notices))).subquery()
_DEAD = select(_dead).order_by(desc(_dead.c.id)).limit(bindparam("limit"))


def _late(table: Table) -> Select[int, datetime | None]:
    known = case((table.c.since > UNTOLD, table.c.since))
    return select(func.count(), func.min(known)).where(
        table.c.since.is_not(None), table.c.since <= _BUSINESS
    )


@dataclass(frozen=True, slots=True)
class _Steps:
    """The statements by which a row of one table is carried on."""

    posted: Stage
    ended: Stage
    sending: Update
    sent: Update
    end: Update
    later: Update
    bury: Update
    revive: Update
    repost: Update
    lost: Update
    late: Select[int, datetime | None]


def _this(table: Table) -> Update:
    return update(table).where(table.c.id == _ITEM)


def _ours(table: Table) -> ColumnElement[bool]:
    """The lane is leased by this worker, for long enough."""
    leased = select(lanes.c.id).where(
        lanes.c.id == table.c.lane_id,
        lanes.c.leased_by == bindparam("worker"),
        lanes.c.leased_until >= bindparam("until", type_=Moment()),
        # It may have been stopped since the row was read.
        _may_go(lanes.c.stopped, table.c),
    )
    return leased.exists()


def _sending(table: Table) -> Update:
    begun = case((table.c.state == Stage.PENDING, Stage.SENDING.value), else_=table.c.state)
    behind = _this(table).where(table.c.since.is_not(None), _ours(table))
    return behind.values(state=begun, sending_by=bindparam("worker"))


def _sent(table: Table, posted: Stage) -> Update:
    shown_all = and_(table.c.wanted <= bindparam("shows"), table.c.marks == bindparam("marks_seen"))
    at = bindparam("at", type_=Moment())
    return (
        _this(table)
        .where(~table.c.settled)
        .values(
            state=posted.value,
            posted_at=func.coalesce(table.c.posted_at, at),
            shown=bindparam("shows"),
            # Judged by what was drawn: if the truth has moved on since, it is judged again.
            settled=and_(bindparam("is_settled"), shown_all),
            # Whoever was slower than another worker may have drawn an older truth over the newest.
            since=case((shown_all, null()), else_=func.coalesce(table.c.since, at)),
            pressed=and_(table.c.pressed, ~shown_all),
            attempts=0,
            faults=0,
            retry_at=None,
            sending_by=None,
            why=None,
        )
    )


def _bury(table: Table) -> Update:
    unposted = table.c.ref.is_(None)
    as_read = and_(
        table.c.wanted == bindparam("wanted_seen"), table.c.marks == bindparam("marks_seen")
    )
    return _this(table).values(
        state=case((unposted, Stage.DEAD.value), else_=table.c.state),
        # What is posted rests until its truth moves on; if it did already, it is tried now.
        since=case((or_(unposted, as_read), null()), else_=table.c.since),
        settled=or_(table.c.settled, unposted),
        attempts=case((unposted, table.c.attempts), else_=0),
        faults=0,
        retry_at=None,
        sending_by=None,
    )


def _revive(table: Table) -> Update:
    dead = table.c.state == Stage.DEAD.value
    # An attempt may have reached the chat all the same: then it is looked up first.
    state = case(
        (and_(dead, table.c.attempts > 0), Stage.SENDING.value),
        (dead, Stage.PENDING.value),
        else_=table.c.state,
    )
    return (
        update(table)
        .where(_given_up(table))
        .values(
            state=state,
            since=_NOW,
            pressed=false(),
            settled=and_(table.c.settled, ~dead),
            attempts=0,
            faults=0,
            retry_at=None,
            why=None,
        )
    )


def _as_read(table: Table) -> Update:
    """The row, unless it was posted anew since it was read."""
    seen = bindparam("ref_seen", type_=Text())
    return _this(table).where(table.c.ref.is_not_distinct_from(seen))


def _lost(table: Table) -> Update:
    return _as_read(table).values(
        state=Stage.DEAD.value,
        since=None,
        settled=True,
        ref=None,
        sending_by=None,
        **_unchecked(table),
    )


def _unchecked(table: Table) -> dict[str, None]:
    return {"check_at": None} if table is cards else {}


def _repost(table: Table) -> Update:
    return _as_read(table).values(
        state=Stage.PENDING.value,
        since=func.coalesce(table.c.since, _NOW),
        occurrence=table.c.occurrence + 1,
        settled=False,
        shown=0,
        attempts=0,
        faults=0,
        ref=None,
        posted_at=None,
        retry_at=None,
        sending_by=None,
        **_unchecked(table),
    )


def _steps(table: Table, posted: Stage, ended: Stage) -> _Steps:
    return _Steps(
        posted=posted,
        ended=ended,
        sending=_sending(table),
        sent=_sent(table, posted),
        end=_as_read(table).values(
            state=ended.value,
            since=None,
            settled=True,
            sending_by=None,
            why=None,
            **_unchecked(table),
        ),
        later=_this(table).where(table.c.since.is_not(None)).values(sending_by=None),
        bury=_bury(table),
        revive=_revive(table),
        repost=_repost(table),
        lost=_lost(table),
        late=_late(table),
    )


_STEPS = {
    Row.CARD: _steps(cards, Stage.LIVE, Stage.GONE),
    Row.NOTICE: _steps(notices, Stage.SENT, Stage.WITHDRAWN),
}

# That a place is open again says nothing of what people took away there.
_REVIVE_LANE = [
    steps.revive.where(table.c.lane_id == _LANE, table.c.why != DELETED_AGAIN)
    for steps, table in ((_STEPS[Row.CARD], cards), (_STEPS[Row.NOTICE], notices))
]
_TO_CHECK = (
    _CARDS.add_columns(lanes.c.chat, lanes.c.workspace, lanes.c.conversation)
    .join_from(cards, lanes, lanes.c.id == cards.c.lane_id)
    .where(
        cards.c.check_at.is_not(None),
        cards.c.check_at <= _NOW,
        lanes.c.stopped.is_(None),
    )
    .order_by(cards.c.check_at, cards.c.id)
    .limit(bindparam("limit"))
)
_CHECK_AGAIN = _as_read(cards).values(check_at=bindparam("next_check", type_=Moment()))


class SqlOutbox:
    """What is behind, by lane. `now` is machine time here, `business` where it says so."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def list_lanes(self, *, now: datetime, business: datetime, limit: int) -> Sequence[LaneId]:
        """Lanes with something due that nobody leases and that are not paced, oldest first."""
        asked = {"now": now, "business": business, "limit": limit}
        return [row.id for row in self._tx.rows(_LANES, asked)]

    def lease(self, lane: LaneId, *, worker: str, now: datetime, until: datetime) -> Leased | None:
        """Take a lane, or keep it longer; None when somebody else has it."""
        asked = {"lane": lane, "worker": worker, "now": now, "until": until}
        row = self._tx.first(_LEASE, asked)
        return None if row is None else Leased(lane, Address(*row), until)

    def release(self, lane: LaneId, *, worker: str, next_at: datetime | None) -> None:
        """Give a lane back; `next_at`: the chat asked for rest until then."""
        self._tx.change(_RELEASE, {"lane": lane, "worker": worker, "next_at": next_at})

    def list_work(
        self, lane: LaneId, *, now: datetime, business: datetime, limit: int
    ) -> Sequence[Outgoing]:
        """What is due in a lane: pressed cards first, then oldest debt."""
        asked = {"lane": lane, "now": now, "business": business, "limit": limit}
        return [_outgoing(row) for row in self._tx.rows(_WORK, asked)]

    def sending(self, item: Outgoing, *, worker: str, until: datetime) -> bool:
        """Note before the network that it is being sent.

        False when it is no longer to be, or when its lane is not this worker's until then.
        """
        going = {"item": item.id, "worker": worker, "until": until, "attempts": item.attempts + 1}
        return bool(self._tx.change(_STEPS[item.row].sending, going))

    def sent(
        self,
        item: Outgoing,
        *,
        ref: str,
        shown: int,
        settled: bool,
        at: datetime,
        check_at: datetime | None = None,
    ) -> None:
        """It is in the chat, showing this version of the case (business moment `at`).

        `settled`: nothing on it can change any more, so it is never drawn again. A row whose truth
        moved on while it was drawn stays behind. `check_at`: the machine moment from which the chat
        is to be asked whether a card still stands.
        """
        done = {"item": item.id, "ref": ref, "shows": shown, "is_settled": settled, "at": at}
        if item.row is Row.CARD:
            done["check_at"] = check_at
        self._tx.change(_STEPS[item.row].sent, {**done, "marks_seen": item.marks})

    def withdraw(self, item: Outgoing) -> None:
        """No longer true: it is not sent."""
        self._tx.change(_STEPS[item.row].end, _seen(item))

    def later(self, item: Outgoing, *, retry_at: datetime, why: str, ours: bool = False) -> None:
        """It failed for now; tried again at a machine moment, without blocking its lane.

        It still counts as being sent: whatever failed, the chat may have it. `ours`: the fault is
        in our code, and is counted by itself.
        """
        failed = {"item": item.id, "retry_at": retry_at, "why": why, "faults": item.faults + ours}
        # The same number as `sending` wrote, where that was called: one attempt counts once.
        self._tx.change(_STEPS[item.row].later, {**failed, "attempts": item.attempts + 1})

    def bury(self, item: Outgoing, *, why: str) -> None:
        """It cannot be delivered: a dead letter that a person can see.

        What is posted already stays, with the reason, and is tried again at its next change.
        """
        given_up = {"item": item.id, "why": why, "wanted_seen": item.wanted}
        self._tx.change(_STEPS[item.row].bury, {**given_up, "marks_seen": item.marks})

    def revive(self, *, now: datetime, lane: LaneId | None = None) -> int:
        """Try everything again that was given up, here or in one lane; how many.

        `now` is a business moment.
        """
        if lane is None:
            return sum(self._tx.change(steps.revive, {"now": now}) for steps in _STEPS.values())
        return sum(self._tx.change(one, {"now": now, "lane": lane}) for one in _REVIVE_LANE)

    def redraw_lane(self, lane: LaneId, *, now: datetime) -> None:
        """Draw everything that is posted in a lane once more, ended or not; for another sight.

        `now` is a business moment.
        """
        redraw_lane(self._tx, lane, now)

    def gone(self, item: Outgoing, *, repost: bool, why: str = DELETED_AGAIN) -> bool:
        """The posted message is no longer there; `repost` writes it to be posted once more.

        That is another occurrence, with a key of its own for the chat; here the key stays taken.
        Whatever is gone a second time was not wanted: it is a dead letter then, for `why`. False:
        given up like that. Nothing happens to what was posted anew meanwhile.
        """
        if not repost:
            self._tx.change(_STEPS[item.row].end, _seen(item))
            return True
        if item.occurrence >= MOST_POSTED:
            self._tx.change(_STEPS[item.row].lost, {**_seen(item), "why": why})
            return False
        again = {**_seen(item), "now": item.since or self._tx.now}
        self._tx.change(_STEPS[item.row].repost, again)
        return True

    def list_to_check(self, *, now: datetime, limit: int) -> Sequence[tuple[Outgoing, Address]]:
        """Cards that are to be asked for, longest due first; none where a lane is stopped."""
        rows = self._tx.rows(_TO_CHECK, {"now": now, "limit": limit})
        return [
            (_outgoing(row), Address(row.chat, row.workspace, row.conversation)) for row in rows
        ]

    def check_again(self, item: Outgoing, *, at: datetime | None) -> None:
        """Ask again for a card at a machine moment; None: not while nothing changes."""
        self._tx.change(_CHECK_AGAIN, {**_seen(item), "next_check": at})

    def redraw_all(self, case: CaseId) -> None:
        """Draw everything that was posted about a case once more, ended or not.

        For words and names that are to go; digests, which name customers too, come along.
        """
        redraw_all(self._tx, case)

    def unsettle(self, case: CaseId, *, version: int) -> None:
        """Judge and draw again what this version of a case had settled: the version is undone.

        That is: what asked for something, and the former owner's briefing, posted or not.
        """
        unsettle(self._tx, case, version)

    def list_dead(self, *, limit: int) -> Sequence[tuple[Outgoing, str]]:
        """What was given up and why, newest first; what has a `ref` shows an old truth."""
        return [(_outgoing(row), row.why or "") for row in self._tx.rows(_DEAD, {"limit": limit})]

    def lateness(self, *, business: datetime) -> Mapping[str, float]:
        """How many rows are behind and for how many seconds the oldest; costs what is late.

        Keys: `cards`, `cards_seconds`, `notices`, `notices_seconds`.
        """
        found: dict[str, float] = {}
        for row, steps in _STEPS.items():
            count, oldest = self._tx.first(steps.late, {"business": business})
            seconds = (business - oldest).total_seconds() if oldest else 0.0
            found |= {f"{row.value}s": count, f"{row.value}s_seconds": seconds}
        return found


def _seen(item: Outgoing) -> dict[str, Any]:
    return {"item": item.id, "ref_seen": item.ref}


def _outgoing(row: Any) -> Outgoing:  # noqa: ANN401 - a row of _items
    return Outgoing(
        row=Row(row.row),
        id=row.id,
        key=row.key if row.occurrence == 1 else f"{row.key}#{row.occurrence}",
        case=row.case_id,
        kind=row.kind,
        reader=row.reader_id,
        channel=row.channel,
        digest=row.digest,
        facts=row.facts,
        ref=row.ref,
        sending=row.state == Stage.SENDING,
        attempts=row.attempts,
        faults=row.faults,
        since=row.since if row.since != UNTOLD else None,
        marks=row.marks,
        wanted=row.wanted,
        occurrence=row.occurrence,
        pressed=row.rank == _PRESSED,
        lane=row.lane_id,
        written_at=row.created_at if row.created_at != UNTOLD else None,
        slot=row.slot,
    )
