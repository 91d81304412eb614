"""What time is watched by: when an owner last acted, whose first case it is, and a day's words.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.codec import Id, Moment

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_INDEXED = {"bundle_id": False, "slot": True}
"""The columns with an index on the rows that have something in them, and whether it is unique."""


def upgrade() -> None:
    """Nobody's silence is counted from before: it starts when they took the case up."""
    op.add_column("cases", sa.Column("owner_acted_at", Moment()))
    for table, column in (("cases", "first_time"), ("absences", "ended")):
        op.add_column(
            table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.add_column("notices", sa.Column("slot", sa.Text()))
    op.add_column("notices", sa.Column("bundle_id", Id))
    for name, unique in _INDEXED.items():
        where = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_notices_{name}",
            "notices",
            [name],
            unique=unique,
            sqlite_where=where,
            postgresql_where=where,
        )


def downgrade() -> None:
    """Give it up."""
    for name in _INDEXED:
        op.drop_index(f"ix_notices_{name}", "notices")
        op.drop_column("notices", name)
    op.drop_column("absences", "ended")
    for name in ("first_time", "owner_acted_at"):
        op.drop_column("cases", name)
