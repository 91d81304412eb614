"""One case as its lines of history tell it, line by line: where it stood at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from bot.domain.case import Level, Outcome, State
from bot.domain.digest.figures import Holder
from bot.domain.ids import CaseId


class Heard(NamedTuple):
    """When one post of a customer was said and heard, and whether it was found late."""

    said_at: datetime
    heard_at: datetime
    late: bool


@dataclass(slots=True)
class Track:
    """A case in the making. Changed in place, because there are many lines; it never gets out."""

    case: CaseId
    state: State = State.OPEN
    level: int = Level.CHANNEL
    executive_since: datetime | None = None
    holder: Holder = Holder.NOBODY
    route: str | None = None
    flags: set[str] = field(default_factory=set)
    posts: dict[int, Heard] = field(default_factory=dict)
    said_at: datetime | None = None
    """When the customer first spoke, of what was not found late."""
    heard_at: datetime | None = None
    """When we first heard the customer, of what was not found late; None: all was."""
    found_at: datetime | None = None
    """When we first found something late."""
    silent_since: datetime | None = None
    excused: bool = False
    first_claim_at: datetime | None = None
    first_reply_at: datetime | None = None
    last_reply_at: datetime | None = None
    replied_seq: int = -1
    """Where in history the newest reply was recorded: no post recorded before is silence."""
    outcome: Outcome = Outcome.NOTHING
    outcome_at: datetime | None = None
    """When the outcome was known; None: not yet."""

    @property
    def is_late(self) -> bool:
        """Everything that we know of it was found late."""
        return self.heard_at is None

    @property
    def waiting_since(self) -> datetime | None:
        """Since when the customer waits for a word of ours, if so; never of what was found late.

        Whoever never had a word waits from the first contact, whatever happened in between.
        """
        if self.is_late or self.state not in (State.OPEN, State.CLAIMED):
            return None
        if self.first_reply_at is None and not self.excused:
            return self.said_at
        return self.silent_since

    def hear(self, post: int, heard: Heard, *, silences: bool) -> None:
        """A post of the customer; `silences` when it asks for a word of ours."""
        self.posts[post] = heard
        self._measure(heard)
        if silences and not heard.late:
            self.silent_since = earliest(self.silent_since, heard.said_at)

    def reply(self, at: datetime | None, seq: int) -> None:
        """A word of ours reached the customer."""
        self.first_reply_at = earliest(self.first_reply_at, at)
        self.last_reply_at = latest(self.last_reply_at, at)
        self.replied_seq = max(self.replied_seq, seq)
        self.silent_since = None

    def rise(self, level: int, at: datetime) -> tuple[int, ...]:
        """Rise to a level, never down; gives the levels that were reached by it."""
        reached = tuple(range(self.level + 1, level + 1))
        if Level.EXECUTIVE in reached:
            self.executive_since = at
        self.level = max(self.level, level)
        return reached

    def end(self, outcome: Outcome, at: datetime, *, closed: bool) -> None:
        """Solved or closed, with what the customer said."""
        self.state = State.CLOSED if closed else State.RESOLVED
        self.silent_since = None
        known = closed or outcome is not Outcome.NOTHING
        if known and (self.outcome_at is None or outcome is not self.outcome):
            self.outcome_at = at
        self.outcome = outcome

    def come_back(self) -> None:
        """Open again: with whoever had it, unless it had been dismissed."""
        self.state = State.OPEN if self.holder is Holder.NOBODY else State.CLAIMED
        self.excused = False
        self.outcome, self.outcome_at = Outcome.NOTHING, None

    def absorb(self, other: Track) -> None:
        """Take in a case that was merged into this one (DESIGN 2: the survivor's owner stays)."""
        resolved = self.state is State.RESOLVED and other.state is State.RESOLVED
        if self.holder is Holder.NOBODY:
            self.holder = other.holder
        self.state = State.OPEN if self.holder is Holder.NOBODY else State.CLAIMED
        if resolved:
            self.state = State.RESOLVED
        else:
            self.outcome, self.outcome_at = Outcome.NOTHING, None
        self.last_reply_at = latest(self.last_reply_at, other.last_reply_at)
        self._join_posts(other)
        self.level = max(self.level, other.level)
        self.executive_since = earliest(self.executive_since, other.executive_since)
        self.first_claim_at = earliest(self.first_claim_at, other.first_claim_at)
        self.first_reply_at = earliest(self.first_reply_at, other.first_reply_at)
        self.replied_seq = max(self.replied_seq, other.replied_seq)
        self.excused = self.excused or other.excused
        other.state = State.MERGED

    def split(self, new: CaseId, posts: Iterable[int]) -> Track:
        """Move posts to a case of their own, which has this one's people and no reply yet."""
        since = self.silent_since
        moving = {post: self.posts[post] for post in posts if post in self.posts}
        self._keep({post: heard for post, heard in self.posts.items() if post not in moving})
        other = replace(self, case=new, flags=set(self.flags), first_claim_at=None)
        other.first_reply_at, other.last_reply_at, other.replied_seq = None, None, -1
        other.excused = False
        other._keep(moving)
        for half in (self, other):
            half.silent_since = half._first_since(since)
        return other

    def _join_posts(self, other: Track) -> None:
        self.route = self.route or other.route
        self.flags |= other.flags
        answered_at = self.last_reply_at
        self.silent_since = earliest(
            self._silent_after(answered_at), other._silent_after(answered_at)
        )
        self._keep({**other.posts, **self.posts})

    def _silent_after(self, answered_at: datetime | None) -> datetime | None:
        """Since when these posts wait, if the customer had a word of ours then, on any case."""
        if answered_at is None or any(one.said_at > answered_at for one in self.posts.values()):
            return self.silent_since
        return None

    def _first_since(self, since: datetime | None) -> datetime | None:
        """The first of these posts that was said then or after; None where nothing waited."""
        said = (one.said_at for one in self.posts.values() if not one.late)
        return min((at for at in said if since is not None and at >= since), default=None)

    def _keep(self, posts: dict[int, Heard]) -> None:
        self.posts = posts
        self.said_at = self.heard_at = self.found_at = None
        for heard in posts.values():
            self._measure(heard)

    def _measure(self, heard: Heard) -> None:
        if heard.late:
            self.found_at = earliest(self.found_at, heard.heard_at)
            return
        self.said_at = earliest(self.said_at, heard.said_at)
        self.heard_at = earliest(self.heard_at, heard.heard_at)


def earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    """The earlier of two moments; the known one, if only one is."""
    if one is None or other is None:
        return one or other
    return min(one, other)


def latest(one: datetime | None, other: datetime | None) -> datetime | None:
    """The later of two moments; the known one, if only one is."""
    if one is None or other is None:
        return one or other
    return max(one, other)
