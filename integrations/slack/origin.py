"""Where something in Slack came from: who, in which workspace, and how they can be answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.employee import Account

CHAT = "slack"
_LONGEST_URL = 500


@dataclass(frozen=True, slots=True)
class Memo:
    """What a modal remembers for us while it is open: Slack keeps it, and gives it back."""

    response_url: str = ""
    """Where the presser is answered in private for half an hour; it opens nothing else."""
    opened: str = ""
    """The encoded intent that opened it: by it the form is drawn again."""
    depth: int = 1
    """How many modals lie upon each other with this one."""
    home: bool = False
    """It was opened at Home, which shows an old truth when something was done in it."""
    nonce: str = ""
    """Of one opening: a form that is opened once is recorded once, whatever is typed in between."""

    def encode(self) -> str:
        """One line of text."""
        return json.dumps(
            [self.response_url, self.opened, self.depth, self.home, self.nonce],
            separators=(",", ":"),
        )


def read_memo(text: str) -> Memo:
    """The memo of a modal; an empty one where it holds none of ours."""
    try:
        url, opened, depth, home, nonce = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return Memo()
    texts = all(isinstance(one, str) for one in (url, opened, nonce))
    if not texts or not isinstance(depth, int):
        return Memo()
    return Memo(url, opened, depth, home is True, nonce)


@dataclass(frozen=True, slots=True)
class Origin:
    """One press, command, shortcut or sent form."""

    account: Account
    delivery: str
    trigger: str = ""
    """Opens a modal, once, for three seconds."""
    response_url: str = ""
    """Empty where there is none, as in a modal and at Home."""
    ephemeral: bool = False
    """It was pressed on a private word of ours, which gives way to the next one."""
    view: str = ""
    """The id of the modal or Home it was pressed in."""
    hash: str = ""
    home: bool = False
    memo: Memo = Memo()

    @property
    def in_modal(self) -> bool:
        """Whether a modal is open."""
        return bool(self.view) and not self.home

    @property
    def team(self) -> str:
        """The workspace's or organisation's key."""
        return self.account.workspace


def workspace_of(payload: Mapping[str, Any]) -> str:
    """The key of the organisation, else of the workspace, in which something happened."""
    for part in _installed(payload):
        found = _id(part, "enterprise") or _id(part, "team")
        if found:
            return found
    return _id(_part(payload, "user"), "team")


def account_of(payload: Mapping[str, Any]) -> Account:
    """Whose press it is."""
    user = payload.get("user")
    number = user.get("id") if isinstance(user, dict) else payload.get("user_id") or user
    return Account(CHAT, workspace_of(payload), str(number or ""))


def origin_of(payload: Mapping[str, Any]) -> Origin:
    """Where a payload that passed the guard came from."""
    view, container = _part(payload, "view"), _part(payload, "container")
    origin = Origin(
        account=account_of(payload),
        delivery=payload.get("trigger_id") or "",
        trigger=payload.get("trigger_id") or "",
        response_url=_url(payload.get("response_url")),
        ephemeral=container.get("is_ephemeral") is True,
    )
    if not view:
        return origin
    return replace(
        origin,
        view=view.get("id") or "",
        hash=view.get("hash") or "",
        home=view.get("type") == "home",
        memo=read_memo(view.get("private_metadata") or ""),
    )


def _installed(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Where the app is installed: what an event's authorization says goes first.

    In a channel that is shared, the event itself may bear another company's workspace.
    """
    granted = payload.get("authorizations")
    return [*(granted[:1] if isinstance(granted, list) else ()), payload]


def _id(part: Mapping[str, Any], name: str) -> str:
    held = part.get(name)
    found = held.get("id") if isinstance(held, dict) else held
    return str(found or part.get(f"{name}_id") or "")


def _part(payload: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    held = payload.get(name)
    return held if isinstance(held, dict) else {}


def _url(held: object) -> str:
    """An address that we may answer to."""
    is_url = isinstance(held, str) and held.startswith(("https://", "http://"))
    return str(held) if is_url and len(str(held)) <= _LONGEST_URL else ""
