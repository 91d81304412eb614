"""One thing to tell one person or channel, once: its key remembers that it was told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Facts
from bot.domain.ids import CaseId, EmployeeId, NoticeId


class NoticeKind(StrEnum):
    """What is told; each has one card in the presentation."""

    SUGGESTED = "suggested"
    """*I know who can*: would you take this one?"""
    UNCLAIMED = "unclaimed"
    """A personal word to the willing: nobody has taken this yet."""
    UNCLAIMED_LEAD = "unclaimed_lead"
    PUBLIC_SILENCE = "public_silence"
    """A post has been without any word of ours too long (D7)."""
    NO_REPLY = "no_reply"
    """You own it, and the customer has not heard from you."""
    SILENT_OWNER = "silent_owner"
    """To an owner who owes an act: are you still on it?"""
    SILENT_OWNER_LEAD = "silent_owner_lead"
    """To the person of a level: ask the owner how it goes."""
    OFFERED_AGAIN = "offered_again"
    """To who was silent: the case is anybody's again."""
    UPDATE_ASKED = "update_asked"
    """To the owner: a quick update to the customer is wanted."""
    UPDATE_LATE = "update_late"
    """To the lead: the customer has had no word for weeks."""
    PLAN_ASKED = "plan_asked"
    """To the owner: a solution, or a promise with a date."""
    DATE_ASKED = "date_asked"
    """A promise has no date: by when?"""
    STILL_MENDED = "still_mended"
    """Some time after closing: is it still mended?"""
    GOODWILL_LATE = "goodwill_late"
    """To the next level: a goodwill waits for the lead's yes."""
    PROMISE_HEARD = "promise_heard"
    """You wrote that you will do something: shall it be remembered? Only where that is on."""
    PROMISE_GIVEN = "promise_given"
    """A colleague promised what you are to do."""
    DOER_LEFT = "doer_left"
    """Who was to do what was promised works here no more; to the owner."""
    PROMISE_EARLY = "promise_early"
    """At 80 % of its time."""
    PROMISE_DUE = "promise_due"
    PROMISE_LATE = "promise_late"
    """Once per working day after due."""
    PROMISE_ROSE = "promise_rose"
    """To the person of the level it rose to."""
    HANDOVER_ASKED = "handover_asked"
    HANDOVER_ACCEPTED = "handover_accepted"
    HANDOVER_DECLINED = "handover_declined"
    HANDOVER_EXPIRED = "handover_expired"
    HANDOVER_WITHDRAWN = "handover_withdrawn"
    HANDOVER_WANTED = "handover_wanted"
    """A third handover: to the manager, who may make the offer."""
    TAKEN_OVER = "taken_over"
    """The house made you the owner: who had it left, or is away for long."""
    TAKEN_FROM = "taken_from"
    """To whoever was away: somebody has it now."""
    DEMANDED = "demanded"
    """Something is asked of your department (D21)."""
    DOER_AWAY = "doer_away"
    """Who was to do what was promised is away for long; to their deputy, then to the owner."""
    PROMISE_ANSWERED = "promise_answered"
    """What somebody said of what was asked of them; to the owner."""
    BUDDY_NAMED = "buddy_named"
    PLACING_ASKED = "placing_asked"
    PLACING_LATE = "placing_late"
    PLACING_LATE_LEAD = "placing_late_lead"
    PLACED = "placed"
    PLACING_DECLINED = "placing_declined"
    GOODWILL_ASKED = "goodwill_asked"
    GOODWILL_DECIDED = "goodwill_decided"
    HELPER_JOINED = "helper_joined"
    HELP_ASKED = "help_asked"
    FIRST_CASE = "first_case"
    """To the buddy: somebody took up their first case; would you look along?"""
    LET_GO = "let_go"
    MERGED = "merged"
    CUSTOMER_SPOKE = "customer_spoke"
    """The customer wrote again, to the owner."""
    CAME_BACK = "came_back"
    RAISED = "raised"
    """To the person of the level it was raised to."""
    CHECK_BACK = "check_back"
    """Solved, and silent since: ask the customer once."""
    WAITING_LONG = "waiting_long"
    SENSITIVE = "sensitive"
    """To trained webcare: this one is theirs only."""
    FOUND_LATE = "found_late"
    """To a channel: a summary of old posts that were found."""
    REPLY_HEARD = "reply_heard"
    SOURCE_SILENT = "source_silent"
    """To webcare's lead: a source has failed."""
    ENDED = "ended"
    """A colleague dismissed or closed the case that you own."""
    DIGEST_QUESTION = "digest_question"
    """A reader of the digest asks something; to the webcare lead."""
    DIGEST = "digest"
    """The weekly digest, to one reader."""
    CLAIM_OFFERED = "claim_offered"
    """An emoji of helping stood on a card: would you take it up, or lend a hand?"""
    CHAT_TROUBLE = "chat_trouble"
    """To the operators: something in a chat does not work."""
    WORD_AFTER = "word_after"
    """What became of a press that we could not answer in time."""
    BUNDLE = "bundle"
    """Several notices that could wait, told together at a set moment."""


ANSWERED = "answered"
"""The fact with what was answered to an offer: empty while it is open."""
PRIVATE = "colleagues"
"""The fact with the colleagues whose private conversations a notice of trouble is about."""
MOST_COUNTED = 500
"""So many of them are kept: more are *hundreds*."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it is decided. `to` or `channel`, never both."""

    key: str
    """Unique: subject, step, occurrence, receiver. The same key is never told twice."""
    kind: NoticeKind
    not_before: datetime
    """UTC; outside their working time people are told when it starts, unless it is urgent."""
    to: EmployeeId | None = None
    channel: str | None = None
    case: CaseId | None = None
    facts: Facts = field(default_factory=dict)


def told_by(case: CaseId, version: int) -> str:
    """How the keys begin of what is told of the change that made this version of a case."""
    return f"case:{case}:v{version}:"


SETTLED = "settled"
"""The state of what was told, and on which nothing can change any more."""


@dataclass(frozen=True, slots=True)
class ToldNotice:
    """A stored notice, as it is to be judged, drawn and shown."""

    id: NoticeId
    notice: Notice
    state: str
    """pending, sending, sent, settled, withdrawn, dead."""
    sent_at: datetime | None = None

    @property
    def is_settled(self) -> bool:
        """It was told, and nothing on it can change any more."""
        return self.state == SETTLED
