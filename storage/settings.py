"""Single rows that all processes share: settings, and the business clock."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot.ports.storing import ClockRow
from storage.dialect import upsert
from storage.tables import business_clock, settings
from storage.transaction import Transaction

_GET = select(settings.c.value).where(settings.c.name == bindparam("the_name"))
_SET = upsert(settings)
_CLOCK = select(business_clock.c.origin, business_clock.c.machine_origin, business_clock.c.rate)
_SET_CLOCK = upsert(business_clock)
_THE_ONE = 1


class SqlSettings:
    """Single rows that all processes share."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def get(self, name: str) -> str | None:
        """A setting."""
        found: str | None = self._tx.value(_GET, {"the_name": name})
        return found

    def set(self, name: str, value: str) -> None:
        """Change a setting."""
        self._tx.change(_SET, {"name": name, "value": value})

    def clock(self) -> ClockRow | None:
        """The business clock's origin and rate; None: business time is machine time."""
        row = self._tx.first(_CLOCK)
        return None if row is None else ClockRow(*row)

    def set_clock(self, row: ClockRow) -> None:
        """Change the business clock, for all processes."""
        self._tx.change(
            _SET_CLOCK,
            {
                "id": _THE_ONE,
                "origin": row.origin,
                "machine_origin": row.machine_origin,
                "rate": row.rate,
            },
        )
