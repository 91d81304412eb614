"""What `doctor` says of conversations that take nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.config import House
from bot.entrypoints.finding import Finding, Health
from bot.ports.storing import Lane

_REMEDIES = {
    "shared": (
        "people from outside are in it; if that is as it should be, set shared = true on the "
        "channel and restart"
    ),
    "archived": "it is archived; unarchive it, or name another channel",
    "removed": "Knuffel is not in it any more; invite it again",
}
_REMEDY = "mend that, then run: python -m bot doctor --revive"


def stopped_places(house: House, stopped: Sequence[tuple[Lane, int]]) -> Iterator[Finding]:
    """One line for each conversation that is stopped: why, what waits, what to do."""
    names = {channel.address: channel.key for channel in house.channels}
    for lane, waiting in stopped:
        key = names.get(lane.address)
        what = f"channel {key}" if key else f"{lane.address.chat}:{lane.address.conversation}"
        remedy = _REMEDIES.get(lane.stopped or "", _REMEDY)
        said = f"is stopped ({lane.stopped}): {remedy}; {waiting} wait for it"
        yield Finding(Health.WARN, what, said)
