"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.triggers import STATEMENTS

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, and the triggers that keep history append-only."""
    _create_asides()
    _create_board()
    _create_board_marks()
    _create_business_clock()
    _create_cursors()
    _create_customers()
    _create_deliveries()
    _create_digests()
    _create_history()
    _create_lanes()
    _create_settings()
    _create_words()
    _create_cases()
    _create_digest_reads()
    _create_employees()
    _create_absences()
    _create_accounts()
    _create_backups()
    _create_broadcasts()
    _create_cards()
    _create_goodwill()
    _create_handovers()
    _create_notices()
    _create_placings()
    _create_posts()
    _create_promises()
    _create_replies()
    _create_post_counts()
    _create_post_versions()
    for statement in STATEMENTS[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Drop what `upgrade` made, with everything in it."""
    raise NotImplementedError("there is nothing before the first tables: drop the database")


def _create_asides() -> None:
    op.create_table(
        "asides",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source", "place", name="pk_asides"),
    )


def _create_board() -> None:
    op.create_table(
        "board",
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("bodies", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.Column("changed", ID, nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name="pk_board"),
        sa.UniqueConstraint("conversation", "key", name="uq_board_conversation_key"),
    )
    op.create_index("ix_board_changed", "board", ["changed"])
    op.create_index("ix_board_conversation_posted_at", "board", ["conversation", "posted_at"])


def _create_board_marks() -> None:
    op.create_table(
        "board_marks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_board_marks"),
    )


def _create_business_clock() -> None:
    op.create_table(
        "business_clock",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.BigInteger(), nullable=False),
        sa.Column("machine_origin", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_business_clock"),
    )


def _create_cursors() -> None:
    op.create_table(
        "cursors",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=True),
        sa.Column("heard_at", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("source", name="pk_cursors"),
    )


def _create_customers() -> None:
    op.create_table(
        "customers",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
        sa.UniqueConstraint("source", "external_id", name="uq_customers_source_external_id"),
    )


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("undo", sa.Text(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("delivery", name="pk_deliveries"),
    )
    _index_only(
        "ix_deliveries_case_id_version",
        "deliveries",
        ["case_id", "version"],
        where="version IS NOT NULL",
    )
    _index_only(
        "ix_deliveries_subject_version",
        "deliveries",
        ["subject", "version"],
        where="version IS NOT NULL",
    )


def _create_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("look_at", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("week", name="pk_digests"),
    )
    _index_only("ix_digests_look_at", "digests", ["look_at"], where="look_at IS NOT NULL")


def _create_history() -> None:
    op.create_table(
        "history",
        sa.Column("seq", ID, autoincrement=True, nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("schema", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_history"),
    )
    op.create_index("ix_history_case_id", "history", ["case_id"])
    op.create_index("ix_history_happened_at", "history", ["happened_at"])


def _create_lanes() -> None:
    op.create_table(
        "lanes",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_lanes"),
        sa.UniqueConstraint(
            "chat", "workspace", "conversation", name="uq_lanes_chat_workspace_conversation"
        ),
    )


def _create_settings() -> None:
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )


def _create_words() -> None:
    op.create_table(
        "words",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("erased_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_words"),
    )
    op.create_index("ix_words_case_id", "words", ["case_id"])


def _create_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("customer_id", ID, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("first_contact_at", sa.BigInteger(), nullable=False),
        sa.Column("last_said_at", sa.BigInteger(), nullable=False),
        sa.Column("last_heard_at", sa.BigInteger(), nullable=False),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("found_late", sa.Boolean(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("claimed_at", sa.BigInteger(), nullable=True),
        sa.Column("buddy_id", ID, nullable=True),
        sa.Column("silent_since", sa.BigInteger(), nullable=True),
        sa.Column("waiting_since", sa.BigInteger(), nullable=True),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("dismissed", sa.Text(), nullable=True),
        sa.Column("no_reply", sa.Text(), nullable=True),
        sa.Column("merged_into", ID, nullable=True),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("widespread", sa.Boolean(), nullable=False),
        sa.Column("look_at", sa.BigInteger(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_cases_customer_id"),
        sa.ForeignKeyConstraint(["merged_into"], ["cases.id"], name="fk_cases_merged_into"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    _index_only("ix_cases_buddy_id", "cases", ["buddy_id"], where="buddy_id IS NOT NULL")
    op.create_index("ix_cases_customer_id", "cases", ["customer_id"])
    _index_only("ix_cases_look_at", "cases", ["look_at"], where="look_at IS NOT NULL")
    _index_only("ix_cases_merged_into", "cases", ["merged_into"], where="merged_into IS NOT NULL")
    _index_only(
        "ix_cases_owner_id_state", "cases", ["owner_id", "state"], where="owner_id IS NOT NULL"
    )
    _index_only(
        "ix_cases_route_claimed_at",
        "cases",
        ["route", "claimed_at"],
        where="claimed_at IS NOT NULL",
    )
    op.create_index("ix_cases_state_opened_at", "cases", ["state", "opened_at"])


def _create_digest_reads() -> None:
    op.create_table(
        "digest_reads",
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["week"], ["digests.week"], name="fk_digest_reads_week"),
        sa.PrimaryKeyConstraint("week", "employee_id", name="pk_digest_reads"),
    )


def _create_employees() -> None:
    op.create_table(
        "employees",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("language_set", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("subdivision", sa.Text(), nullable=True),
        sa.Column("holidays", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("willing", sa.Boolean(), nullable=False),
        sa.Column("lane_id", ID, nullable=True),
        sa.Column("has_absences", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["lane_id"], ["lanes.id"], name="fk_employees_lane_id"),
        sa.PrimaryKeyConstraint("id", name="pk_employees"),
        sa.UniqueConstraint("key", name="uq_employees_key"),
    )


def _create_absences() -> None:
    op.create_table(
        "absences",
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("first_on", sa.Text(), nullable=False),
        sa.Column("last_on", sa.Text(), nullable=False),
        sa.Column("deputy_id", ID, nullable=True),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name="fk_absences_employee_id"),
        sa.PrimaryKeyConstraint("employee_id", "first_on", "last_on", name="pk_absences"),
    )


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("lane_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name="fk_accounts_employee_id"),
        sa.ForeignKeyConstraint(["lane_id"], ["lanes.id"], name="fk_accounts_lane_id"),
        sa.PrimaryKeyConstraint("chat", "workspace", "external_id", name="pk_accounts"),
    )
    op.create_index("ix_accounts_employee_id", "accounts", ["employee_id"])


def _create_backups() -> None:
    op.create_table(
        "backups",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("employee_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_backups_case_id"),
        sa.PrimaryKeyConstraint("case_id", "employee_id", name="pk_backups"),
    )
    op.create_index("ix_backups_employee_id", "backups", ["employee_id"])


def _create_broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=False),
        sa.Column("channels", sa.Text(), nullable=False),
        sa.Column("why_id", ID, nullable=False),
        sa.Column("asked_id", ID, nullable=True),
        sa.Column("until_at", sa.BigInteger(), nullable=True),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_broadcasts_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_broadcasts"),
    )
    op.create_index("ix_broadcasts_case_id", "broadcasts", ["case_id"])


def _create_cards() -> None:
    op.create_table(
        "cards",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reader_id", ID, nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("lane_id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.BigInteger(), nullable=True),
        sa.Column("sending_by", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_cards_case_id"),
        sa.ForeignKeyConstraint(["lane_id"], ["lanes.id"], name="fk_cards_lane_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cards"),
        sa.UniqueConstraint("key", name="uq_cards_key"),
    )
    op.create_index("ix_cards_case_id", "cards", ["case_id"])
    op.create_index("ix_cards_channel_created_at", "cards", ["channel", "created_at"])
    _index_only("ix_cards_dead", "cards", ["id"], where="state = 'dead'")
    _index_only("ix_cards_lane_id_since", "cards", ["lane_id", "since"], where="since IS NOT NULL")
    _index_only("ix_cards_reader_id", "cards", ["reader_id"], where="reader_id IS NOT NULL")
    _index_only("ix_cards_since", "cards", ["since"], where="since IS NOT NULL")


def _create_goodwill() -> None:
    op.create_table(
        "goodwill",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("words_id", ID, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("approved_by_id", ID, nullable=True),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_goodwill_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_goodwill"),
    )
    op.create_index("ix_goodwill_case_id", "goodwill", ["case_id"])


def _create_handovers() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("to_id", ID, nullable=False),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("words_id", ID, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_handovers_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_handovers"),
    )
    op.create_index("ix_handovers_case_id", "handovers", ["case_id"])
    op.create_index("ix_handovers_to_id_state", "handovers", ["to_id", "state"])


def _create_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reader_id", ID, nullable=True),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("lane_id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.BigInteger(), nullable=True),
        sa.Column("sending_by", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_notices_case_id"),
        sa.ForeignKeyConstraint(["lane_id"], ["lanes.id"], name="fk_notices_lane_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("key", name="uq_notices_key"),
    )
    op.create_index("ix_notices_case_id", "notices", ["case_id"])
    _index_only("ix_notices_dead", "notices", ["id"], where="state = 'dead'")
    _index_only(
        "ix_notices_lane_id_since", "notices", ["lane_id", "since"], where="since IS NOT NULL"
    )
    op.create_index("ix_notices_reader_id_posted_at", "notices", ["reader_id", "posted_at"])
    _index_only("ix_notices_since", "notices", ["since"], where="since IS NOT NULL")


def _create_placings() -> None:
    op.create_table(
        "placings",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("webcare_id", ID, nullable=False),
        sa.Column("words_id", ID, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("reason_id", ID, nullable=True),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_placings_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_placings"),
    )
    op.create_index("ix_placings_case_id", "placings", ["case_id"])
    op.create_index("ix_placings_webcare_id_state", "placings", ["webcare_id", "state"])


def _create_posts() -> None:
    op.create_table(
        "posts",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("customer_id", ID, nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("url_key", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("in_reply_to", sa.Text(), nullable=True),
        sa.Column("thread_root", sa.Text(), nullable=True),
        sa.Column("captured_by_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_posts_case_id"),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_posts_customer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_posts"),
        sa.UniqueConstraint("source", "external_id", name="uq_posts_source_external_id"),
        sa.UniqueConstraint("url_key", name="uq_posts_url_key"),
    )
    op.create_index("ix_posts_case_id_said_at", "posts", ["case_id", "said_at"])
    op.create_index("ix_posts_customer_id", "posts", ["customer_id"])
    op.create_index("ix_posts_source_heard_at", "posts", ["source", "heard_at"])


def _create_promises() -> None:
    op.create_table(
        "promises",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("words_id", ID, nullable=True),
        sa.Column("made_by_id", ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("doer_id", ID, nullable=True),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("to_whom", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("condition_id", ID, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("evidence_id", ID, nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("remind_at", sa.BigInteger(), nullable=True),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_promises_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_promises"),
    )
    op.create_index("ix_promises_case_id", "promises", ["case_id"])
    op.create_index("ix_promises_doer_id_state", "promises", ["doer_id", "state"])


def _create_replies() -> None:
    op.create_table(
        "replies",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("heard", sa.Boolean(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("words_id", ID, nullable=True),
        sa.Column("placing_id", ID, nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_replies_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_replies"),
    )
    op.create_index("ix_replies_case_id", "replies", ["case_id"])


def _create_post_counts() -> None:
    op.create_table(
        "post_counts",
        sa.Column("post_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("value", ID, nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_counts_post_id"),
        sa.PrimaryKeyConstraint("post_id", "name", "at", name="pk_post_counts"),
    )


def _create_post_versions() -> None:
    op.create_table(
        "post_versions",
        sa.Column("post_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("redacted", sa.Text(), nullable=True),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_versions_post_id"),
        sa.PrimaryKeyConstraint("post_id", "version", name="pk_post_versions"),
    )


def _index_only(name: str, table: str, columns: list[str], *, where: str) -> None:
    """An index on the rows for which something holds."""
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
