"""Where conversations are answered: one row for each that a chat told us of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.ports.storing import Address, Met
from storage.codec import Moment
from storage.dialect import upsert
from storage.tables import conversations
from storage.transaction import Transaction

_THIS = (
    conversations.c.chat == bindparam("the_chat"),
    conversations.c.workspace == bindparam("the_workspace"),
    conversations.c.conversation == bindparam("the_conversation"),
)
_ALL = select(
    conversations.c.chat,
    conversations.c.workspace,
    conversations.c.conversation,
    conversations.c.service_url,
    conversations.c.external_id,
    conversations.c.kind,
    conversations.c.seen_at,
    conversations.c.blocked_at,
    conversations.c.why,
    conversations.c.member,
)
_FIND = _ALL.where(*_THIS)
_OF_KIND = _ALL.where(
    conversations.c.chat == bindparam("the_chat"), conversations.c.kind == bindparam("the_kind")
).order_by(conversations.c.workspace, conversations.c.conversation)
_NEWEST = (
    _ALL.where(
        conversations.c.chat == bindparam("the_chat"),
        conversations.c.workspace == bindparam("the_workspace"),
    )
    .order_by(conversations.c.seen_at.desc(), conversations.c.conversation)
    .limit(1)
)
_NOTE = upsert(conversations)
_BLOCK = (
    update(conversations)
    .where(*_THIS, conversations.c.blocked_at.is_(None))
    .values(blocked_at=bindparam("at", type_=Moment()), why=bindparam("the_why"))
)


class SqlConversations:
    """Where conversations are answered. Moments are machine time."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def find(self, address: Address) -> Met | None:
        """What is known of a conversation."""
        row = self._tx.first(_FIND, _this(address))
        return None if row is None else _met(row)

    def newest(self, chat: str, workspace: str) -> Met | None:
        """The one of a workspace that was heard of last."""
        asked = {"the_chat": chat, "the_workspace": workspace}
        row = self._tx.first(_NEWEST, asked)
        return None if row is None else _met(row)

    def list_of(self, chat: str, kind: str) -> Sequence[Met]:
        """All of a chat that are of a kind, by workspace; the blocked ones too."""
        return [_met(row) for row in self._tx.rows(_OF_KIND, {"the_chat": chat, "the_kind": kind})]

    def note(self, met: Met) -> None:
        """Keep it over whatever was there."""
        here = met.address
        row = {
            "chat": here.chat,
            "workspace": here.workspace,
            "conversation": here.conversation,
            "service_url": met.service_url,
            "external_id": met.external_id,
            "kind": met.kind,
            "seen_at": met.seen_at,
            "blocked_at": met.blocked_at,
            "why": met.why,
            "member": met.member,
        }
        self._tx.change(_NOTE, row)

    def block(self, address: Address, why: str, *, at: datetime) -> bool:
        """It takes nothing from us, since then; False where that is known, or it is not."""
        return bool(self._tx.change(_BLOCK, {**_this(address), "at": at, "the_why": why}))


def _this(address: Address) -> dict[str, str]:
    return {
        "the_chat": address.chat,
        "the_workspace": address.workspace,
        "the_conversation": address.conversation,
    }


def _met(row: Sequence[object]) -> Met:
    chat, workspace, conversation, *rest = row
    return Met(Address(str(chat), str(workspace), str(conversation)), *rest)  # type: ignore[arg-type]
