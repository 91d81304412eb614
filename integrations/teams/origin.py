"""Where something in Teams came from: who, in which conversation, and what it was about."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.employee import Account
from integrations.teams.checking import tenant_of
from integrations.teams.config import TEAMS
from integrations.teams.guard import table, text

PERSONAL = "personal"
CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Memo:
    """What a dialog remembers for us: Teams keeps it in the card, and gives it back."""

    nonce: str = ""
    """Of one opening: the same form, sent twice by Teams, is the same."""
    opened: str = ""
    """The encoded intent that opened it."""

    def encode(self) -> str:
        """One line of text."""
        return json.dumps([self.nonce, self.opened], separators=(",", ":"))


def read_memo(written: object) -> Memo:
    """The memo of a dialog; an empty one where it holds none of ours."""
    try:
        nonce, opened = json.loads(written) if isinstance(written, str) else ("", "")
    except (ValueError, TypeError, RecursionError):
        return Memo()
    ours = isinstance(nonce, str) and isinstance(opened, str)
    return Memo(nonce, opened) if ours else Memo()


@dataclass(frozen=True, slots=True)
class Origin:
    """One activity."""

    account: Account
    delivery: str
    language: str | None
    service_url: str
    conversation: str
    kind: str
    """`personal`, `groupChat` or `channel`."""
    activity: str = ""

    @property
    def in_private(self) -> bool:
        """Whether nobody but the person reads along."""
        return self.kind == PERSONAL


def origin_of(activity: Mapping[str, Any]) -> Origin:
    """Where an activity that passed the guard came from."""
    conversation = table(activity, "conversation")
    return Origin(
        account=account_of(activity),
        delivery=_delivery(activity),
        language=_language(text(activity, "locale")),
        service_url=text(activity, "serviceUrl"),
        conversation=text(conversation, "id"),
        kind=text(conversation, "conversationType") or PERSONAL,
        activity=text(activity, "replyToId"),
    )


def account_of(activity: Mapping[str, Any]) -> Account:
    """Whose it is: by the id that does not change with the conversation."""
    who = table(activity, "from")
    return Account(TEAMS, tenant_of(activity), text(who, "aadObjectId").lower())


def sent_as(origin: Origin, memo: Memo, data: Mapping[str, Any]) -> tuple[str, str | None]:
    """The delivery of a form: the same dialog with the same in it is the same, under any id.

    With it comes how all deliveries of that dialog begin; None for what is no form.
    """
    if not memo.nonce:
        return origin.delivery, None
    written = json.dumps(data, sort_keys=True, default=str)
    digest = hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()[:32]
    opening = f"{origin.account.external_id}:{memo.nonce}"
    return f"{opening}:{digest}", opening if data.get("k") else None


def _delivery(activity: Mapping[str, Any]) -> str:
    """Teams' own id; a conversation has ids of its own. Whatever bears none is like no other."""
    number = text(activity, "id")
    conversation = text(table(activity, "conversation"), "id")
    return f"{conversation}:{number or secrets.token_urlsafe(12)}"


def _language(locale: str) -> str | None:
    return locale.partition("-")[0].lower() or None
