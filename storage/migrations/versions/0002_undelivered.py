"""What was given up is found by its reason, and faults of ours are counted by themselves.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_UNDELIVERED = sa.text("since IS NULL AND why IS NOT NULL")


def upgrade() -> None:
    """Add the count; reasons of what was taken back go."""
    for table in ("cards", "notices"):
        faults = sa.Column("faults", sa.Integer(), nullable=False, server_default=sa.text("0"))
        op.add_column(table, faults)
        op.execute(f"UPDATE {table} SET why = NULL WHERE state IN ('gone', 'withdrawn')")  # noqa: S608 - our own names
        op.drop_index(f"ix_{table}_dead", table_name=table)
        op.create_index(
            f"ix_{table}_undelivered",
            table,
            ["id"],
            sqlite_where=_UNDELIVERED,
            postgresql_where=_UNDELIVERED,
        )


def downgrade() -> None:
    """Give it up."""
    for table in ("cards", "notices"):
        op.drop_index(f"ix_{table}_undelivered", table_name=table)
        dead = sa.text("state = 'dead'")
        op.create_index(f"ix_{table}_dead", table, ["id"], sqlite_where=dead, postgresql_where=dead)
        op.drop_column(table, "faults")
