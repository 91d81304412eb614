"""People as a chat tells of them: who may be a colleague, and what of it we heed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from bot.domain.employee import Account
from bot.domain.errors import Error
from bot.domain.ids import LaneId

HOUSE_CHAT = "console"
"""Our own stand-in for a chat: whoever has an account there only is not told of by anybody."""
MADE = "mail:"
"""How the keys begin of those whom no configuration names: they came by their address."""
SETTLED = timedelta(hours=1)
"""Whoever was met this lately may be newer than a list that took a while to fetch."""


class Standing(StrEnum):
    """What somebody is in a workspace."""

    MEMBER = "member"
    GUEST = "guest"
    """Invited to some channels: looks, and does not act."""
    BOT = "bot"
    FOREIGN = "foreign"
    """Of another company, met in a shared channel."""
    GONE = "gone"
    """Deactivated, or no longer on the list."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A person as a chat tells of them. The name and the address are a person's own words."""

    account: Account
    standing: Standing
    name: str
    email: str | None = None
    confirmed: bool = False
    """The chat says that the person showed the address to be theirs."""
    language: str | None = None
    """As the chat writes it: `nl`, `nl-NL` …"""
    zone: str | None = None
    """As the chat writes it: `Europe/Amsterdam` …"""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """What is kept of somebody whom a chat told of: no name, no address."""

    account: Account
    standing: Standing
    mark: str
    seen_at: datetime
    """When we last heard something of them that we heed."""


@dataclass(frozen=True, slots=True)
class Tied:
    """An account of a colleague, with its private conversation."""

    account: Account
    lane: LaneId
    standing: Standing | None
    """None: its chat has not told us of it yet."""

    @property
    def is_living(self) -> bool:
        """In a chat that is not ours, and not known to be anything but a member there."""
        stands = self.standing in {None, Standing.MEMBER}
        return stands and self.account.chat != HOUSE_CHAT


class ShortRoster(Error):
    """A chat listed so few of those whom we know that the list cannot be right."""

    code = "people_list_short"
    """What the people who run the bot are told under."""


def may_work_here(standing: Standing | None) -> bool:
    """Whether somebody of this standing may be a colleague: members, and nobody else."""
    return standing is Standing.MEMBER


def is_visitor(standing: Standing | None) -> bool:
    """Whether somebody may look and not act: guests, strangers, bots."""
    return standing in {Standing.GUEST, Standing.FOREIGN, Standing.BOT}


def counting_email(seen: Seen, domains: Collection[str]) -> str | None:
    """The address by which somebody may be tied to a colleague, in lower case.

    It counts if the chat says that it is confirmed and it is of one of the company's own domains:
    exactly of it, since anybody may have a host under somebody else's name.
    """
    email = (seen.email or "").strip().lower()
    name, at, domain = email.rpartition("@")
    plain = email.isascii() and email.isprintable() and " " not in email and "@" not in name
    ours = domain in {one.lower() for one in domains}
    return email if seen.confirmed and name and at and plain and ours else None


def key_of(email: str) -> str:
    """What somebody is called by whom no configuration names: the same from every chat."""
    return f"{MADE}{_digest(email)}"


def mark_of(seen: Seen, domains: Collection[str]) -> str:
    """Changes when anything changes that we heed: of whoever may not act, their standing only."""
    heeded: list[str] = [seen.standing.value]
    if may_work_here(seen.standing):
        email = counting_email(seen, domains) or ""
        heeded += [email, seen.name, seen.language or "", seen.zone or ""]
    return _digest("\0".join(heeded))


def works_here(tied: Collection[Tied]) -> bool:
    """Whether a colleague is still there: with a living account, or with none outside our own."""
    outside = [one for one in tied if one.account.chat != HOUSE_CHAT]
    return not outside or any(one.is_living for one in outside)


def private_lane(tied: Iterable[Tied], current: LaneId | None) -> LaneId | None:
    """Where a colleague hears what is private: where they do already, while that is living.

    Else in the first living account outside our own, else where they did, else in our own.
    """
    lanes = {one.lane: one for one in tied}
    living = [one.lane for one in lanes.values() if one.is_living]
    if current is not None and (current in living or not living):
        return current
    return next(iter([*living, *lanes]), None)


def missing(
    known: Iterable[Member], listed: Mapping[Account, Seen], *, now: datetime
) -> tuple[Member, ...]:
    """Whom a chat's whole list no longer has. Raises ShortRoster where it cannot be right.

    Strangers stand on no such list; whoever was met within the hour may be newer than it. A list
    that is empty, or has fewer than half of those whom we know, is a failure and no farewell.
    """
    expected = [one for one in known if one.standing in _LISTED]
    absent = [one for one in expected if one.account not in listed]
    if absent and (not listed or len(absent) * 2 > len(expected)):
        raise ShortRoster
    return tuple(one for one in absent if one.seen_at <= now - SETTLED)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


_LISTED = frozenset({Standing.MEMBER, Standing.GUEST, Standing.BOT})
