"""What happened, in codes: every line of history is one of these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Facts
from bot.domain.ids import CaseId, EmployeeId

SCHEMA = 1
"""The version of the facts' layout, stored with every line of history."""


class Code(StrEnum):
    """The kinds of history lines; a code is never renamed, since history is never rewritten."""

    OPENED = "opened"
    POST_ADDED = "post_added"
    POST_EDITED = "post_edited"
    POST_DELETED = "post_deleted"
    AUTHOR_GONE = "author_gone"
    REPEAT_CONTACT = "repeat_contact"
    THANKED = "thanked"
    JUDGED = "judged"
    BROADCAST = "broadcast"
    CLAIMED = "claimed"
    RELEASED = "released"
    LET_GO = "let_go"
    SUGGESTED = "suggested"
    HELPING = "helping"
    HELP_ENDED = "help_ended"
    BUDDY_SET = "buddy_set"
    HANDOVER_OFFERED = "handover_offered"
    HANDOVER_ACCEPTED = "handover_accepted"
    HANDOVER_DECLINED = "handover_declined"
    HANDOVER_EXPIRED = "handover_expired"
    HANDOVER_WITHDRAWN = "handover_withdrawn"
    HANDOVER_WANTED = "handover_wanted"
    """A third handover: the owner asked the manager for it."""
    TAKEN_OVER = "taken_over"
    """The house made somebody the owner: who had it left, or is away for long."""
    PLACING_ASKED = "placing_asked"
    PLACED = "placed"
    PLACING_DECLINED = "placing_declined"
    PLACING_WITHDRAWN = "placing_withdrawn"
    REPLIED = "replied"
    REPLY_AMENDED = "reply_amended"
    REPLY_HEARD = "reply_heard"
    NO_REPLY_NEEDED = "no_reply_needed"
    PROMISED = "promised"
    PROMISE_KEPT = "promise_kept"
    PROMISE_MOVED = "promise_moved"
    PROMISE_BROKEN = "promise_broken"
    PROMISE_WAIVED = "promise_waived"
    PROMISE_TAKEN_OVER = "promise_taken_over"
    REMIND_LATER = "remind_later"
    HELP_ASKED = "help_asked"
    GOODWILL_OFFERED = "goodwill_offered"
    GOODWILL_APPROVED = "goodwill_approved"
    GOODWILL_REFUSED = "goodwill_refused"
    GOODWILL_TOLD = "goodwill_told"
    WAITING = "waiting"
    WAITING_ENDED = "waiting_ended"
    STILL_ON_IT = "still_on_it"
    STILL_MENDED = "still_mended"
    SOLVED = "solved"
    CLOSED = "closed"
    REOPENED = "reopened"
    DISMISSED = "dismissed"
    LEVEL_RAISED = "level_raised"
    NOTED = "noted"
    PROCESS_BYPASSED = "process_bypassed"
    """The owner went around a rule of the house to help (D18)."""
    MERGED = "merged"
    ABSORBED = "absorbed"
    SPLIT_OFF = "split_off"
    SPLIT_FROM = "split_from"
    UNDONE = "undone"
    DIGEST_MADE = "digest_made"
    DIGEST_READ = "digest_read"
    DIGEST_DECIDED = "digest_decided"
    DIGEST_ASKED = "digest_asked"
    ABSENCE_SET = "absence_set"
    ABSENCE_ENDED = "absence_ended"
    HOURS_SET = "hours_set"
    WILLING_SET = "willing_set"
    SETTINGS_CHANGED = "settings_changed"
    CODE_MADE = "code_made"
    TIED = "tied"
    OFFER_DECLINED = "offer_declined"
    """Something was not to be remembered. Only an answer: it never stands in history."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a case (or to the house, when it has no case)."""

    code: Code
    facts: Facts = field(default_factory=dict)
    happened_at: datetime | None = None
    """When it happened, UTC, if that is not the moment at which it is recorded."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of history."""

    seq: int
    case: CaseId | None
    code: str
    facts: Facts
    happened_at: datetime
    recorded_at: datetime
    actor: EmployeeId | None
    department: str | None
    schema: int


def moment(at: datetime | None) -> str | None:
    """The way facts write a moment: ISO 8601 text."""
    return None if at is None else at.isoformat()
