"""What a real chat needs: who is in it, what may be sent there, and how it was installed.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.codec import Id, Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PLACE = ("chat", "workspace")


def upgrade() -> None:
    """Add the tables of people and installations, and what is known of a conversation."""
    op.add_column("lanes", sa.Column("stopped", sa.Text()))
    for table, name in (("lanes", "outside"), ("employees", "hours_set")):
        op.add_column(table, _no(name))
    op.add_column("employees", _no("willing_set"))
    _people()
    _chats()


def downgrade() -> None:
    """Give it up."""
    for table in ("allowances", "installations", "tie_codes", "members"):
        op.drop_table(table)
    for table, name in (
        ("employees", "willing_set"),
        ("employees", "hours_set"),
        ("lanes", "outside"),
        ("lanes", "stopped"),
    ):
        op.drop_column(table, name)


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _people() -> None:
    op.create_table(
        "members",
        *(_text(name) for name in (*_PLACE, "external_id", "standing", "mark")),
        sa.Column("seen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint(*_PLACE, "external_id", name="pk_members"),
    )
    op.create_table(
        "tie_codes",
        _text("digest"),
        sa.Column("employee_id", Id, nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("used_at", Moment()),
        sa.PrimaryKeyConstraint("digest", name="pk_tie_codes"),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name="fk_tie_codes_employee_id"),
    )
    op.create_index("ix_tie_codes_employee_id", "tie_codes", ["employee_id"])


def _chats() -> None:
    op.create_table(
        "installations",
        *(_text(name) for name in (*_PLACE, "app", "bot")),
        sa.Column("whole", sa.Boolean(), nullable=False),
        _text("scopes"),
        *(_text(name, nullable=True) for name in ("token", "refresh")),
        sa.Column("expires_at", Moment()),
        sa.Column("refreshing_until", Moment()),
        _text("why", nullable=True),
        sa.Column("installed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint(*_PLACE, name="pk_installations"),
    )
    op.create_table(
        "allowances",
        *(_text(name) for name in (*_PLACE, "name")),
        sa.Column("used_until", Moment(), nullable=False),
        sa.Column("rest_until", Moment()),
        sa.PrimaryKeyConstraint(*_PLACE, "name", name="pk_allowances"),
    )
