"""Copies of cards: written down to be posted, and behind whenever their case has moved on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot.domain.errors import Broken
from bot.domain.ids import CardId, CaseId, EmployeeId, LaneId
from bot.ports.storing import CardKind, Copy, NewCard
from storage.carried import Stage, added, mark_reader_behind, marked
from storage.codec import Moment
from storage.dialect import is_one_of
from storage.tables import cards
from storage.transaction import Transaction

_IN_CHANNELS = (CardKind.CHANNEL.value, CardKind.POINTER.value)
_ADD = added(cards)
_COPIES = select(
    cards.c.id,
    cards.c.key,
    cards.c.kind,
    cards.c.lane_id,
    cards.c.case_id,
    cards.c.reader_id,
    cards.c.channel,
    cards.c.digest,
    cards.c.state,
    cards.c.ref,
    cards.c.shown,
    cards.c.posted_at,
)
_GET = _COPIES.where(cards.c.id == bindparam("card"))
_BY_REF = _COPIES.where(
    cards.c.ref == bindparam("the_ref"), cards.c.lane_id == bindparam("lane")
).limit(1)
_OLDEST = (
    select(cards.c.ref)
    .where(
        cards.c.case_id == bindparam("case"),
        cards.c.lane_id == bindparam("lane"),
        cards.c.state == Stage.LIVE,
        cards.c.ref.is_not(None),
        is_one_of(cards.c.kind, _IN_CHANNELS),
    )
    .order_by(cards.c.posted_at, cards.c.id)
    .limit(1)
)
_OF_CASE = _COPIES.where(
    cards.c.case_id == bindparam("case"), cards.c.state.not_in((Stage.GONE, Stage.DEAD))
).order_by(cards.c.id)

_OLDER = (
    cards.c.case_id == bindparam("case"),
    cards.c.kind == CardKind.CHANNEL.value,
    cards.c.lane_id.in_(bindparam("lanes", expanding=True)),
    cards.c.key.not_in(bindparam("keep", expanding=True)),
)
_SHRINK = marked(cards).where(*_OLDER).values(kind=CardKind.POINTER.value)
_IN_CHANNELS_AGAIN = marked(cards).where(
    cards.c.case_id == bindparam("case"), cards.c.kind == CardKind.CHANNEL.value
)
_BRIEFING = (
    cards.c.case_id == bindparam("case"),
    cards.c.kind == CardKind.BRIEFING.value,
    cards.c.reader_id == bindparam("reader"),
)
_END_BRIEFINGS = marked(cards).where(*_BRIEFING)
# What nobody has seen yet does not need to be ended in sight.
_unseen = (
    update(cards)
    .where(cards.c.state == Stage.PENDING)
    .values(state=Stage.GONE.value, since=None, settled=True, why=None)
)
_DROP_OLDER = _unseen.where(*_OLDER)
_DROP_BRIEFINGS = _unseen.where(*_BRIEFING)
_COUNT_WIDE = (
    select(func.count())
    .select_from(cards)
    .where(
        cards.c.channel == bindparam("channel"),
        cards.c.created_at >= bindparam("since", type_=Moment()),
        is_one_of(cards.c.kind, _IN_CHANNELS),
        cards.c.state.not_in((Stage.GONE, Stage.DEAD)) | cards.c.posted_at.is_not(None),
    )
)


class SqlCards:
    """Copies of cards."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, card: NewCard, *, now: datetime) -> bool:
        """Write a copy that is to be posted; False when this key exists."""
        self._tx.tell(now)
        row = _row(card, self._tx.new_id(), now)
        return bool(self._tx.change(_ADD, {**row, "pressed": self._tx.is_press}))

    def list_of(self, case: CaseId) -> Sequence[Copy]:
        """A case's copies that are in a chat, or on their way."""
        return [_copy(row) for row in self._tx.rows(_OF_CASE, {"case": case})]

    def get(self, card: CardId) -> Copy:
        """The copy as it is stored."""
        row = self._tx.first(_GET, {"card": card})
        if row is None:
            raise Broken(f"there is no card {card}")
        return _copy(row)

    def find_by_ref(self, lane: LaneId, ref: str) -> Copy | None:
        """The copy that a chat calls so in this conversation."""
        row = self._tx.first(_BY_REF, {"the_ref": ref, "lane": lane})
        return None if row is None else _copy(row)

    def find_oldest(self, case: CaseId, lane: LaneId) -> str | None:
        """The ref of the oldest copy of a case that stands in this conversation."""
        found: str | None = self._tx.value(_OLDEST, {"case": case, "lane": lane})
        return found

    def shrink(self, case: CaseId, *, lanes: Iterable[LaneId], keep: Iterable[str]) -> None:
        """Turn older channel copies of a case in these lanes into pointers.

        Copies that were not posted yet are not posted any more.
        """
        older = {"case": case, "lanes": list(lanes), "keep": list(keep)}
        self._tx.change(_DROP_OLDER, older)
        self._tx.change(_SHRINK, {**older, **self._now()})

    def end_briefings(self, case: CaseId, *, reader: EmployeeId) -> None:
        """Mark a former owner's briefing behind once more, to be drawn as settled."""
        theirs = {"case": case, "reader": reader}
        self._tx.change(_DROP_BRIEFINGS, theirs)
        self._tx.change(_END_BRIEFINGS, {**theirs, **self._now()})

    def redraw_in_channels(self, case: CaseId, *, now: datetime) -> int:
        """Have a case's cards in channels drawn again, without a change of the case; how many."""
        self._tx.tell(now)
        return self._tx.change(_IN_CHANNELS_AGAIN, {"case": case, **self._now()})

    def count_wide(self, channel: str, *, since: datetime) -> int:
        """How many case cards a channel got since a moment, pending ones included."""
        return int(self._tx.value(_COUNT_WIDE, {"channel": channel, "since": since}))

    def mark_behind(self, *, reader: EmployeeId) -> None:
        """A reader's private copies are to be redrawn (their language changed)."""
        mark_reader_behind(self._tx, reader)

    def _now(self) -> dict[str, Any]:
        return {"now": self._tx.now, "by_press": self._tx.is_press}


def _row(card: NewCard, card_id: int, now: datetime) -> dict[str, Any]:
    return {
        "id": card_id,
        "key": card.key,
        "kind": card.kind.value,
        "lane_id": card.lane,
        "case_id": card.case,
        "reader_id": card.reader,
        "channel": card.channel,
        "digest": card.digest,
        "since": max(now, card.not_before) if card.not_before else now,
        "created_at": now,
    }


def _copy(row: Any) -> Copy:  # noqa: ANN401 - a row of _COPIES
    card_id, key, kind, *rest = row
    return Copy(card_id, key, CardKind(kind), *rest)
