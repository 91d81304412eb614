"""Allowances: how much may be asked of a chat, one row for each method, shared by all processes.

An allowance is one moment: so far ahead it is used up (the generic cell rate algorithm). Taking
moves it on by one interval, in one statement, so that no two processes ever take the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, bindparam, case, or_, select, type_coerce

from bot.domain.errors import Broken
from storage.codec import Moment
from storage.dialect import insert
from storage.tables import allowances
from storage.transaction import Transaction

_NOW = bindparam("now", type_=Moment())
_MICROSECOND = timedelta(microseconds=1)
_insert = insert(allowances)
_KEY = list(allowances.primary_key.columns)
_ahead = case((allowances.c.used_until > _NOW, allowances.c.used_until), else_=_NOW)
_TAKE = _insert.on_conflict_do_update(
    index_elements=_KEY,
    set_={
        "used_until": type_coerce(_ahead, BigInteger) + bindparam("interval", type_=BigInteger())
    },
    where=(allowances.c.used_until <= bindparam("latest", type_=Moment()))
    & or_(allowances.c.rest_until.is_(None), allowances.c.rest_until <= _NOW),
).returning(allowances.c.used_until)
_STATE = select(allowances.c.used_until, allowances.c.rest_until).where(
    allowances.c.chat == bindparam("chat"),
    allowances.c.workspace == bindparam("workspace"),
    allowances.c.name == bindparam("name"),
)
_longer = case(
    (allowances.c.rest_until > _insert.excluded.rest_until, allowances.c.rest_until),
    else_=_insert.excluded.rest_until,
)
_REST = _insert.on_conflict_do_update(index_elements=_KEY, set_={"rest_until": _longer})


class SqlAllowances:
    """What may be asked of a chat, by workspace and method. `now` is machine time."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def take(
        self,
        chat: str,
        workspace: str,
        name: str,
        *,
        every: timedelta,
        burst: int,
        reserve: int,
        pressed: bool,
        now: datetime,
    ) -> timedelta:
        """Use one of it. Zero: go ahead; else how long to rest, and nothing was used.

        One more comes `every` so often, up to `burst`; the last `reserve` of them are kept for
        what somebody pressed for. Raises Broken when nothing could ever be taken like that.
        """
        usable = burst if pressed else burst - reserve
        if usable < 1:
            raise Broken(f"nothing can be taken of {name}: {burst} at once, {reserve} kept")
        latest = now + (usable - 1) * every
        key = {"chat": chat, "workspace": workspace, "name": name}
        taking = {**key, "used_until": now + every, "now": now, "latest": latest}
        if self._tx.first(_TAKE, {**taking, "interval": every // _MICROSECOND}) is not None:
            return timedelta()
        return self._rest(key, now, latest)

    def rest(self, chat: str, workspace: str, name: str, *, until: datetime) -> None:
        """The chat asked for rest until then: nobody takes any, pressed or not."""
        row = {"chat": chat, "workspace": workspace, "name": name}
        self._tx.change(_REST, {**row, "used_until": until, "rest_until": until})

    def _rest(self, key: Mapping[str, str], now: datetime, latest: datetime) -> timedelta:
        used_until: datetime
        rest_until: datetime | None
        used_until, rest_until = self._tx.first(_STATE, key)
        # Another process may have made room meanwhile; whoever was refused asks again at least.
        return max(used_until - latest, (rest_until or now) - now, _MICROSECOND)
