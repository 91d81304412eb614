"""Where conversations are answered, for chats that do not say it in an address.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.codec import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is known yet: what comes in tells it."""
    op.create_table(
        "conversations",
        sa.Column("chat", sa.Text(), primary_key=True),
        sa.Column("workspace", sa.Text(), primary_key=True),
        sa.Column("conversation", sa.Text(), primary_key=True),
        sa.Column("service_url", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("blocked_at", Moment()),
        sa.Column("why", sa.Text()),
        sa.Column("seen_at", Moment(), nullable=False),
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("conversations")
