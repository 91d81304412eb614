"""What the file has named so far: other tables refer to it, and are checked against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.config.house import ChannelPlan
from bot.config.tables import Table
from bot.domain.employee import Role
from bot.domain.working_time import Calendar
from bot.usecases.people import Known


@dataclass(frozen=True, slots=True)
class Named:
    """The company's languages and calendars, then its people, then its channels."""

    languages: tuple[str, ...]
    calendars: Mapping[str, Calendar]
    calendar: Calendar
    """The company's own."""
    people: tuple[Known, ...] = ()
    channels: tuple[ChannelPlan, ...] = ()

    def with_role(self, role: Role) -> tuple[str, ...]:
        """Keys of the people who have this role and work here."""
        return tuple(one.key for one in self.people if role in one.roles and one.active)

    def check_people(self, table: Table, key: str, named: Iterable[str]) -> None:
        """Tell of everybody who is not in `[people]`."""
        known = [one.key for one in self.people]
        table.check(key, named, known, "person", "in [people]")

    def check_channels(self, table: Table, key: str, named: Iterable[str], *, wide: bool) -> None:
        """Tell of every channel that is not in `[channels]`, or not as wide as it must be."""
        known = {one.key: one.wide for one in self.channels}
        table.check(key, named, known, "channel", "in [channels]")
        for one in named:
            if known.get(one, wide) is not wide:
                _wrong_width(table, key, one, wide=wide)


def _wrong_width(table: Table, key: str, channel: str, *, wide: bool) -> None:
    other = "channels" if wide else "wide"
    is_it = "is not wide" if wide else "is wide"
    table.wrong(key, f"the channel {channel!r} {is_it}; move it to {other!r}.")
