"""The tables. Columns that hold a value's fields have the fields' names as their keys, in order.

What is erasable stands in rows of its own (`post_versions`, `customers`, `words`, names of
`employees`); what is append-only is `history`; what must still happen has a column that says since
when: `look_at` on what is to be looked at, `since` on what is to be sent. Indexes on those leave
out the rows that are NULL there, so that a look costs what is due and not what is stored.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.domain.case import DismissReason, Level, NoReplyReason, Outcome, State
from bot.domain.goodwill import GoodwillState
from bot.domain.handover import HandoverState
from bot.domain.placing import PlacingState
from bot.domain.post import Direction
from bot.domain.promise import About, BrokenBecause, Kind, PromiseState, To
from bot.domain.reply import ReplyKind, Way
from storage.codec import AnyText, Coded, FactsText, Flags, Id, Moment, Numbered, Texts

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _key(name: str = "id") -> Column[int]:
    # Ids are made by us, so that a value knows its own before it is stored.
    return Column(name, Id, primary_key=True, autoincrement=False)


def _case(*, nullable: bool = True, index: bool = True) -> Column[int]:
    return Column("case_id", Id, ForeignKey("cases.id"), nullable=nullable, index=index)


def _only(table: Table, name: str, *columns: str, where: str, unique: bool = False) -> None:
    """An index on the rows for which something holds, and on no others."""
    Index(
        f"ix_{table.name}_{name}",
        *(table.c[column] for column in columns),
        unique=unique,
        sqlite_where=text(where),
        postgresql_where=text(where),
    )


# --- people -----------------------------------------------------------------------------------

lanes = Table(
    "lanes",
    metadata,
    _key(),
    Column("chat", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("leased_by", Text),
    Column("leased_until", Moment),
    Column("next_at", Moment),
    Column("stopped", Text),  # why nothing new goes there: a code; NULL: it is open
    # Strangers are in it: the chat said so.
    Column("outside", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("chat", "workspace", "conversation"),
)

employees = Table(
    "employees",
    metadata,
    _key(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text),  # NULL: forgotten
    Column("email", Text, index=True),  # in lower case
    Column("department", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("language_set", Boolean, nullable=False),  # the person chose it
    Column("zone", Text, nullable=False),
    Column("hours", Text, nullable=False),
    Column("country", Text),
    Column("subdivision", Text),
    Column("holidays", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("willing", Boolean, nullable=False),
    Column("lane_id", Id, ForeignKey("lanes.id")),
    Column("has_absences", Boolean, nullable=False),  # only then there is more to read
    # The person chose these, so the configuration does not change them any more.
    Column("hours_set", Boolean, nullable=False, server_default=false()),
    Column("willing_set", Boolean, nullable=False, server_default=false()),
    # The company says that they left; a chat may say so too, and `active` is what comes of both.
    Column("has_left", Boolean, nullable=False, server_default=false()),
)

accounts = Table(
    "accounts",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("employee_id", Id, ForeignKey("employees.id"), nullable=False, index=True),
    Column("lane_id", Id, ForeignKey("lanes.id"), nullable=False),
)

# Whom a chat told us of, tied to a colleague or not. Holds no name and no address.
members = Table(
    "members",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("standing", Text, nullable=False),
    Column("mark", Text, nullable=False),  # changes when anything that we heed changes
    Column("seen_at", Moment, nullable=False),
)

tie_codes = Table(
    "tie_codes",
    metadata,
    Column("digest", Text, primary_key=True),  # of the code, which is never stored
    Column("employee_id", Id, ForeignKey("employees.id"), nullable=False, index=True),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

# Who works here no more, as long as something of theirs is left to hand on.
leavers = Table(
    "leavers",
    metadata,
    Column("employee_id", Id, ForeignKey("employees.id"), primary_key=True, autoincrement=False),
    Column("since", Moment, nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column("employee_id", Id, ForeignKey("employees.id"), primary_key=True),
    Column("first_on", Text, primary_key=True),
    Column("last_on", Text, primary_key=True),
    Column("deputy_id", Id),
    # Ended in a chat: the configuration, which still names it, does not bring it back.
    Column("ended", Boolean, nullable=False, server_default=false()),
)

customers = Table(
    "customers",
    metadata,
    _key(),
    Column("source", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("handle", AnyText),  # NULL: forgotten
    UniqueConstraint("source", "external_id"),
)

# --- cases ------------------------------------------------------------------------------------

cases = Table(
    "cases",
    metadata,
    _key(),
    Column("version", Integer, nullable=False),
    Column("state", Coded(State), nullable=False),
    Column("customer_id", Id, ForeignKey("customers.id"), key="customer", index=True),
    Column("source", Text, nullable=False),
    Column("route", Text, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("first_contact_at", Moment, nullable=False),
    Column("last_said_at", Moment, nullable=False),
    Column("last_heard_at", Moment, nullable=False),
    Column("company", Text),
    Column("language", Text),
    Column("flags", Flags, nullable=False),
    Column("sensitive", Boolean, nullable=False),
    Column("found_late", Boolean, nullable=False),
    Column("level", Numbered(Level), nullable=False),
    Column("owner_id", Id, key="owner"),
    Column("claimed_at", Moment),
    Column("buddy_id", Id, key="buddy"),
    Column("silent_since", Moment),
    Column("waiting_since", Moment),
    Column("resolved_at", Moment),
    Column("closed_at", Moment),
    Column("outcome", Coded(Outcome), nullable=False),
    Column("dismissed", Coded(DismissReason)),
    Column("no_reply", Coded(NoReplyReason)),
    Column("merged_into", Id, ForeignKey("cases.id")),
    Column("repeats", Integer, nullable=False),
    Column("reopened", Integer, nullable=False),
    Column("widespread", Boolean, nullable=False),
    Column("owner_acted_at", Moment),
    Column("first_time", Boolean, nullable=False, server_default=false()),
    Column("look_at", Moment),  # NULL: no need to look
    Column("parts", Integer, nullable=False),  # which other tables have rows of it: a bit for each
)
Index("ix_cases_state_opened_at", cases.c.state, cases.c.opened_at)
_only(cases, "owner_id_state", "owner", "state", where="owner_id IS NOT NULL")
_only(cases, "route_claimed_at", "route", "claimed_at", where="claimed_at IS NOT NULL")
_only(cases, "merged_into", "merged_into", where="merged_into IS NOT NULL")
_only(cases, "look_at", "look_at", where="look_at IS NOT NULL")
_only(cases, "buddy_id", "buddy", where="buddy_id IS NOT NULL")

promises = Table(
    "promises",
    metadata,
    _key(),
    Column("words_id", Id, key="words"),
    Column("made_by_id", Id, nullable=False, key="made_by"),
    Column("made_at", Moment, nullable=False),
    Column("doer_id", Id, key="doer"),
    Column("department", Text, nullable=False),
    Column("due_at", Moment),
    Column("to_whom", Coded(To), nullable=False, key="to"),
    Column("about", Coded(About), nullable=False),
    Column("kind", Coded(Kind), nullable=False),
    Column("condition_id", Id, key="condition"),
    Column("state", Coded(PromiseState), nullable=False),
    Column("moves", Integer, nullable=False),
    Column("settled_at", Moment),
    Column("evidence_id", Id, key="evidence"),
    Column("because", Coded(BrokenBecause)),
    Column("remind_at", Moment),
    _case(),
    Column("position", Integer, nullable=False),
)
Index("ix_promises_doer_id_state", promises.c.doer, promises.c.state)

replies = Table(
    "replies",
    metadata,
    _key(),
    Column("by_id", Id, key="by"),
    Column("said_at", Moment, nullable=False, key="at"),
    Column("way", Coded(Way), nullable=False),
    Column("kind", Coded(ReplyKind), nullable=False),
    Column("heard", Boolean, nullable=False),
    Column("url", Text),
    Column("words_id", Id, key="words"),
    Column("placing_id", Id, key="placing"),
    Column("withdrawn", Boolean, nullable=False),
    _case(),
    Column("position", Integer, nullable=False),
)

handovers = Table(
    "handovers",
    metadata,
    _key(),
    Column("by_id", Id, nullable=False, key="by"),
    Column("to_id", Id, nullable=False, key="to"),
    Column("offered_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("words_id", Id, key="words"),
    Column("state", Coded(HandoverState), nullable=False),
    Column("settled_at", Moment),
    _case(),
    Column("position", Integer, nullable=False),
)
Index("ix_handovers_to_id_state", handovers.c.to, handovers.c.state)

placings = Table(
    "placings",
    metadata,
    _key(),
    Column("by_id", Id, nullable=False, key="by"),
    Column("webcare_id", Id, nullable=False, key="webcare"),
    Column("words_id", Id, nullable=False, key="words"),
    Column("asked_at", Moment, nullable=False),
    Column("state", Coded(PlacingState), nullable=False),
    Column("settled_at", Moment),
    Column("reason_id", Id, key="reason"),
    _case(),
    Column("position", Integer, nullable=False),
)
Index("ix_placings_webcare_id_state", placings.c.webcare, placings.c.state)

goodwill = Table(
    "goodwill",
    metadata,
    _key(),
    Column("by_id", Id, nullable=False, key="by"),
    Column("given_at", Moment, nullable=False, key="at"),
    Column("amount", Integer, nullable=False),
    Column("words_id", Id, key="words"),
    Column("state", Coded(GoodwillState), nullable=False),
    Column("approved_by_id", Id, key="approved_by"),
    Column("told_at", Moment),
    _case(),
    Column("position", Integer, nullable=False),
)

broadcasts = Table(
    "broadcasts",
    metadata,
    _key(),
    Column("by_id", Id, nullable=False, key="by"),
    Column("called_at", Moment, nullable=False, key="at"),
    Column("channels", Texts, nullable=False),
    Column("why_id", Id, nullable=False, key="why"),
    Column("asked_id", Id, key="asked"),
    Column("until_at", Moment),
    _case(),
    Column("position", Integer, nullable=False),
)

backups = Table(
    "backups",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("employee_id", Id, primary_key=True, index=True),
    Column("position", Integer, nullable=False),
)

# --- posts ------------------------------------------------------------------------------------

posts = Table(
    "posts",
    metadata,
    _key(),
    Column("case_id", Id, ForeignKey("cases.id")),
    Column("source", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("customer_id", Id, ForeignKey("customers.id"), index=True),
    Column("direction", Coded(Direction), nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("heard_at", Moment, nullable=False),
    Column("url", Text),
    Column("url_key", Text, unique=True),  # NULLs are all different, on both databases
    Column("language", Text),
    Column("company", Text),
    Column("in_reply_to", Text),
    Column("thread_root", Text),
    Column("captured_by_id", Id),
    Column("version", Integer, nullable=False),
    Column("deleted", Boolean, nullable=False),
    UniqueConstraint("source", "external_id"),
)
Index("ix_posts_case_id_said_at", posts.c.case_id, posts.c.said_at)
Index("ix_posts_source_heard_at", posts.c.source, posts.c.heard_at)

post_versions = Table(
    "post_versions",
    metadata,
    Column("post_id", Id, ForeignKey("posts.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", AnyText),  # NULL: forgotten
    Column("redacted", AnyText),
    Column("heard_at", Moment, nullable=False),
)

post_counts = Table(
    "post_counts",
    metadata,
    Column("post_id", Id, ForeignKey("posts.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("at", Moment, primary_key=True),
    Column("value", Id, nullable=False),
)

words = Table(
    "words",
    metadata,
    _key(),
    Column("kind", Text, nullable=False),
    Column("body", AnyText),  # NULL: forgotten
    Column("case_id", Id, index=True),
    Column("author_id", Id),
    Column("written_at", Moment, nullable=False),
    Column("erased_at", Moment),
)

# --- what happened ----------------------------------------------------------------------------

history = Table(
    "history",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=True),
    # No foreign key: a line stays what it is, whatever becomes of the case.
    Column("case_id", Id, index=True),
    Column("code", Text, nullable=False),
    Column("facts", FactsText, nullable=False),
    Column("happened_at", Moment, nullable=False, index=True),
    Column("recorded_at", Moment, nullable=False),
    Column("actor_id", Id),
    Column("department", Text),
    Column("schema", SmallInteger, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("delivery", Text, primary_key=True),
    Column("chat", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("actor_id", Id),
    Column("verb", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("seen", Integer),
    Column("at", Moment, nullable=False),
    Column("code", Text),
    Column("facts", FactsText, nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("case_id", Id),
    Column("version", Integer),
    Column("undo", FactsText, nullable=False),
    Column("finished", Boolean, nullable=False),
)
_only(deliveries, "case_id_version", "case_id", "version", where="version IS NOT NULL")
_only(deliveries, "subject_version", "subject", "version", where="version IS NOT NULL")
_only(
    deliveries,
    "wrong_code",
    *("chat", "workspace", "external_id", "at"),
    where="code = 'WrongCode'",
)

# --- what is to be carried --------------------------------------------------------------------


def _carried() -> list[Column[Any]]:
    """What cards and notices have in common: where they go, and how far they are behind."""
    return [
        Column("lane_id", Id, ForeignKey("lanes.id"), nullable=False),
        _case(),
        Column("channel", Text),
        Column("state", Text, nullable=False),
        Column("since", Moment),  # since when it is behind; NULL: it is not
        Column("ref", Text),
        Column("occurrence", Integer, nullable=False),  # how often it was to be posted anew
        Column("shown", Integer, nullable=False),
        Column("wanted", Integer, nullable=False),
        Column("marks", Integer, nullable=False),  # how often it was marked behind by itself
        Column("settled", Boolean, nullable=False),  # at its end: never drawn again
        Column("attempts", Integer, nullable=False),
        Column("faults", Integer, nullable=False, server_default=text("0")),  # of ours, in a row
        Column("retry_at", Moment),
        Column("sending_by", Text),
        Column("why", Text),  # what went wrong last
        # Behind because of what somebody just pressed: they are waiting for it.
        Column("pressed", Boolean, nullable=False, server_default=false()),
        Column("created_at", Moment, nullable=False),
        Column("posted_at", Moment),
    ]


cards = Table(
    "cards",
    metadata,
    _key(),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("reader_id", Id),
    Column("digest", Text),
    *_carried(),
    Column("check_at", Moment),  # when the chat is asked whether it still stands; NULL: never
)
Index("ix_cards_channel_created_at", cards.c.channel, cards.c.created_at)
_only(cards, "ref", "ref", where="ref IS NOT NULL")
_only(cards, "check_at", "check_at", where="check_at IS NOT NULL")
_only(cards, "reader_id", "reader_id", where="reader_id IS NOT NULL")

notices = Table(
    "notices",
    metadata,
    _key(),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("reader_id", Id),
    Column("facts", FactsText, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("slot", Text),  # which of a person's few words of a day; NULL: none
    Column("bundle_id", Id),  # told in this other notice, with more; NULL: by itself
    *_carried(),
)
_only(notices, "bundle_id", "bundle_id", where="bundle_id IS NOT NULL")
_only(notices, "slot", "slot", where="slot IS NOT NULL", unique=True)
Index("ix_notices_reader_id_posted_at", notices.c.reader_id, notices.c.posted_at)

for _table in (cards, notices):
    _only(_table, "since", "since", where="since IS NOT NULL")
    _only(_table, "lane_id_since", "lane_id", "since", where="since IS NOT NULL")
    _only(_table, "undelivered", "id", where="since IS NULL AND why IS NOT NULL")

# --- the house --------------------------------------------------------------------------------

digests = Table(
    "digests",
    metadata,
    Column("week", Text, primary_key=True),
    Column("look_at", Moment),
    Column("made_at", Moment),
    Column("body", Text),
)
_only(digests, "look_at", "look_at", where="look_at IS NOT NULL")

digest_reads = Table(
    "digest_reads",
    metadata,
    Column("week", Text, ForeignKey("digests.week"), primary_key=True),
    Column("employee_id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

business_clock = Table(
    "business_clock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("origin", Moment, nullable=False),
    Column("machine_origin", Moment, nullable=False),
    Column("rate", Float, nullable=False),
)

cursors = Table(
    "cursors",
    metadata,
    Column("source", Text, primary_key=True),
    Column("cursor", Text),
    Column("heard_at", Moment),
    Column("failures", Integer, nullable=False),
    Column("why", Text),
)

asides = Table(
    "asides",
    metadata,
    Column("source", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("why", AnyText, nullable=False),
    Column("body", AnyText, nullable=False),
    Column("at", Moment, nullable=False),
)

# --- chats ------------------------------------------------------------------------------------

installations = Table(
    "installations",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("app", Text, nullable=False),
    Column("bot", Text, nullable=False),  # the bot's own account
    Column("whole", Boolean, nullable=False),  # of an organisation, with all its workspaces
    Column("scopes", Text, nullable=False),
    Column("token", Text),  # sealed; NULL: it is not valid any more
    Column("refresh", Text),  # sealed; NULL: the token does not expire
    Column("expires_at", Moment),
    Column("refreshing_until", Moment),  # one process refreshes it until then
    Column("why", Text),  # a code: why it does not work
    Column("installed_at", Moment, nullable=False),
)

allowances = Table(
    "allowances",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("name", Text, primary_key=True),  # of the method
    Column("used_until", Moment, nullable=False),  # so far ahead the allowance is used up
    Column("rest_until", Moment),  # the chat asked for rest until then
)

board = Table(
    "board",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("bodies", Text, nullable=False),
    Column("posted_at", Moment, nullable=False),
    Column("changed", Id, nullable=False, index=True),
    Column("removed", Boolean, nullable=False),
    UniqueConstraint("conversation", "key"),
)
Index("ix_board_conversation_posted_at", board.c.conversation, board.c.posted_at)

board_marks = Table(
    "board_marks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("mark", Id, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("conversation", Text, primary_key=True),  # as in an address
    Column("service_url", Text, nullable=False),  # where it is answered
    Column("external_id", Text, nullable=False),  # what the chat itself calls it
    Column("kind", Text, nullable=False),  # personal, channel, groupChat, team
    Column("member", Text, nullable=False),  # of a personal one: what the chat calls the person
    Column("blocked_at", Moment),  # machine time, like the last one
    Column("why", Text),  # a code
    Column("seen_at", Moment, nullable=False),
)
