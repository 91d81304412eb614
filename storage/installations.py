"""Where the bot is installed: one row for each workspace, with its sealed tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, null, or_, select, update

from bot.ports.storing import Installation
from storage.codec import Moment
from storage.dialect import upsert
from storage.tables import installations
from storage.transaction import Transaction

_THIS = (
    installations.c.chat == bindparam("the_chat"),
    installations.c.workspace == bindparam("the_workspace"),
)
_ALL = select(
    *(column for column in installations.c if column is not installations.c.refreshing_until)
).order_by(installations.c.chat, installations.c.workspace)
_FIND = _ALL.where(*_THIS)
_OF_CHAT = _ALL.where(installations.c.chat == bindparam("the_chat"))
_SAVE = upsert(installations)
_LEASE = (
    update(installations)
    .where(
        *_THIS,
        installations.c.refresh.is_not(None),
        or_(
            installations.c.refreshing_until.is_(None),
            installations.c.refreshing_until <= bindparam("now", type_=Moment()),
        ),
    )
    .values(refreshing_until=bindparam("until", type_=Moment()))
)
_END = (
    update(installations)
    .where(*_THIS)
    .values(token=null(), refresh=null(), expires_at=null(), refreshing_until=null())
)


class SqlInstallations:
    """Where the bot is installed, with what it takes to speak there. `now` is machine time."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def find(self, chat: str, workspace: str) -> Installation | None:
        """How it is installed there; also one that ended."""
        row = self._tx.first(_FIND, _this(chat, workspace))
        return None if row is None else _installation(row)

    def list_of(self, chat: str) -> Sequence[Installation]:
        """All of a chat, by workspace; also those that ended."""
        return [_installation(row) for row in self._tx.rows(_OF_CHAT, {"the_chat": chat})]

    def list_all(self) -> Sequence[Installation]:
        """All of every chat, by chat and workspace."""
        return [_installation(row) for row in self._tx.rows(_ALL)]

    def save(self, installation: Installation) -> None:
        """Keep it over whatever was there; whoever refreshed its token is done."""
        row = {name: getattr(installation, name) for name in Installation.__slots__}
        scopes = " ".join(installation.scopes)
        self._tx.change(_SAVE, {**row, "scopes": scopes, "refreshing_until": None})

    def lease_refresh(self, chat: str, workspace: str, *, now: datetime, until: datetime) -> bool:
        """Whether this process may refresh the token, and no other does until then.

        The row is to be read after this: another process may just have refreshed it.
        """
        asked = {**_this(chat, workspace), "now": now, "until": until}
        return bool(self._tx.change(_LEASE, asked))

    def end(self, chat: str, workspace: str, *, why: str) -> None:
        """Forget its tokens, with a code that says why; nothing happens where there is none."""
        self._tx.change(_END, {**_this(chat, workspace), "why": why})


def _this(chat: str, workspace: str) -> dict[str, str]:
    return {"the_chat": chat, "the_workspace": workspace}


def _installation(row: Any) -> Installation:  # noqa: ANN401 - a row of _ALL
    chat, workspace, app, bot, whole, scopes, *rest = row
    return Installation(chat, workspace, app, bot, whole, tuple(scopes.split()), *rest)
