"""What stands in a chat: whether it still does, who waits for it, and which copy a ref is.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.codec import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_CARRIED = ("cards", "notices")
_INDEXED = ("ref", "check_at")


def upgrade() -> None:
    """What is posted already is asked for when it was drawn once more."""
    for table in _CARRIED:
        op.add_column(
            table, sa.Column("pressed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.add_column("cards", sa.Column("check_at", Moment()))
    for name in _INDEXED:
        where = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_cards_{name}", "cards", [name], sqlite_where=where, postgresql_where=where
        )


def downgrade() -> None:
    """Give it up."""
    for name in _INDEXED:
        op.drop_index(f"ix_cards_{name}", "cards")
    op.drop_column("cards", "check_at")
    for table in _CARRIED:
        op.drop_column(table, "pressed")
