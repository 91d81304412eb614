"""Whom chats told of: how they stand, and a mark of what we heed. No name, no address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from bot.domain.employee import Account
from bot.domain.member import Member, Standing
from storage.dialect import insert
from storage.tables import members
from storage.transaction import Transaction

_MEMBERS = select(
    members.c.chat,
    members.c.workspace,
    members.c.external_id,
    members.c.standing,
    members.c.mark,
    members.c.seen_at,
)
_OF = (members.c.chat == bindparam("chat"), members.c.workspace == bindparam("workspace"))
_FIND = _MEMBERS.where(*_OF, members.c.external_id == bindparam("external_id"))
_LOCK = _FIND.with_for_update(key_share=True)
_LIST = _MEMBERS.where(*_OF, members.c.standing != Standing.GONE.value)
_INSERT = insert(members)
_NOTE = _INSERT.on_conflict_do_update(
    index_elements=list(members.primary_key.columns),
    set_={name: _INSERT.excluded[name] for name in ("standing", "mark", "seen_at")},
    where=members.c.mark != _INSERT.excluded.mark,
).inline()


class SqlMembers:
    """Whom chats told of, tied to a colleague or not."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def find(self, account: Account) -> Member | None:
        """What is kept of this account."""
        return _read(self._tx.first(_FIND, account_row(account)))

    def lock(self, account: Account) -> Member | None:
        """The same, locked for this transaction."""
        return _read(self._tx.first(_LOCK, account_row(account)))

    def note(self, member: Member) -> bool:
        """Keep how they stand now; False where nothing changed."""
        self._tx.tell(member.seen_at)
        row = {
            **account_row(member.account),
            "standing": member.standing.value,
            "mark": member.mark,
            "seen_at": member.seen_at,
        }
        return self._tx.change(_NOTE, row) > 0

    def list_of(self, chat: str, workspace: str) -> Sequence[Member]:
        """Everybody of a workspace who is not gone."""
        rows = self._tx.rows(_LIST, {"chat": chat, "workspace": workspace})
        return [_member(row) for row in rows]


def account_row(account: Account) -> dict[str, str]:
    """An account's columns."""
    return {
        "chat": account.chat,
        "workspace": account.workspace,
        "external_id": account.external_id,
    }


def _read(row: Any) -> Member | None:  # noqa: ANN401 - a row of _MEMBERS, or None
    return None if row is None else _member(row)


def _member(row: Any) -> Member:  # noqa: ANN401 - a row of _MEMBERS
    account = Account(row.chat, row.workspace, row.external_id)
    return Member(account, Standing(row.standing), row.mark, row.seen_at)
