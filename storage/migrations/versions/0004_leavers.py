"""Who left and still holds something; addresses to be found by; wrong codes to be counted.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.codec import EPOCH, Id, Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WRONG = sa.text("code = 'WrongCode'")


def upgrade() -> None:
    """Whoever left before may still hold something: they are looked at too."""
    op.add_column(
        "employees", sa.Column("has_left", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE employees SET email = lower(email), has_left = NOT active")
    op.create_index("ix_employees_email", "employees", ["email"])
    op.create_table(
        "leavers",
        sa.Column("employee_id", Id, nullable=False, autoincrement=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("employee_id", name="pk_leavers"),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name="fk_leavers_employee_id"),
    )
    _note_leavers()
    op.create_index(
        "ix_deliveries_wrong_code",
        "deliveries",
        ["chat", "workspace", "external_id", "at"],
        sqlite_where=_WRONG,
        postgresql_where=_WRONG,
    )


def downgrade() -> None:
    """Give it up."""
    op.drop_index("ix_deliveries_wrong_code", "deliveries")
    op.drop_table("leavers")
    op.drop_index("ix_employees_email", "employees")
    op.drop_column("employees", "has_left")


def _note_leavers() -> None:
    employees = sa.table("employees", sa.column("id"), sa.column("active", sa.Boolean()))
    leavers = sa.table("leavers", sa.column("employee_id"), sa.column("since", Moment()))
    ago = sa.literal(EPOCH, Moment())
    found = sa.select(employees.c.id, ago).where(~employees.c.active)
    op.execute(leavers.insert().from_select(["employee_id", "since"], found))
