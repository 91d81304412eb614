"""The guard at Slack's door: nothing gets past it that Slack did not sign, or that is no payload.

Measured: of correctly signed but malformed bodies, Bolt alone raised on almost half of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from slack_sdk.signature import Clock, SignatureVerifier

from bot.domain.errors import Error

MOST_BYTES = 1024 * 1024
"""Of one request: a view of 250 kB comes back with its state, escaped twice."""
_MOST_FIELDS = 100
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_SIGNATURE, _TIMESTAMP = "x-slack-signature", "x-slack-request-timestamp"

_ID = re.compile(r"[A-Z0-9]{2,40}", re.ASCII)
_PLACES = {
    "team": (dict, str),
    "enterprise": (dict, str),
    "user": (dict, str),
    "channel": (dict, str),
    "event": (dict,),
    "view": (dict,),
    "message": (dict,),
    "item": (dict,),
    "container": (dict,),
    "previous_message": (dict,),
    "assistant_thread": (dict,),
    "function_data": (dict,),
    "state": (dict,),
    "values": (dict,),
    "authorizations": (list,),
    "actions": (list,),
    "response_urls": (list,),
    "type": (str,),
    "subtype": (str,),
    "callback_id": (str,),
    "private_metadata": (str,),
    "hash": (str,),
    "trigger_id": (str,),
    "response_url": (str,),
    "challenge": (str,),
    "text": (str, dict),
    "command": (str,),
    **dict.fromkeys(
        ("id", "team_id", "user_id", "enterprise_id", "channel_id", "app_installed_team_id"), (str,)
    ),
}
"""What a name holds wherever it stands on the way that we and Bolt go through a payload."""
_ON_THE_WAY = ("event", "view", "message", "item", "previous_message", "team", "user", "enterprise")
_IDS = frozenset(
    (
        *("id", "team", "enterprise", "user", "channel", "ts", "trigger_id", "hash", "event_id"),
        *("team_id", "enterprise_id", "user_id", "channel_id", "connected_team_id"),
        *("old_channel_id", "new_channel_id"),
    )
)
_LONGEST_ID = 255
_NEEDED: Mapping[str, Mapping[str, type]] = {
    "block_actions": {"user": dict, "actions": list, "trigger_id": str},
    "view_submission": {"user": dict, "view": dict},
    "view_closed": {"user": dict, "view": dict},
    "message_action": {"user": dict, "message": dict, "callback_id": str, "trigger_id": str},
    "shortcut": {"user": dict, "callback_id": str, "trigger_id": str},
    "block_suggestion": {"user": dict, "action_id": str},
    "event_callback": {"event": dict, "event_id": str},
    "url_verification": {"challenge": str},
    "app_rate_limited": {},
}
"""What a payload of a type cannot do without."""
_COMMAND = ("command", "team_id", "user_id", "trigger_id", "response_url")


class Turned(Error):
    """A request that goes no further. The message says why, in a code of ours."""

    def __init__(self, status: int, why: str) -> None:
        """`status` is HTTP's."""
        super().__init__(why)
        self.status = status


class _At(Clock):
    """A clock that stands still, for the library's check."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> float:
        return self._at.timestamp()


def admit(secret: str, headers: Mapping[str, str], body: bytes, *, now: datetime) -> dict[str, Any]:
    """The payload of a request that Slack signed within five minutes of `now` (machine time).

    Raises Turned: 413 too long, 401 not signed by Slack or too long ago, 400 no payload of Slack.
    """
    if len(body) > MOST_BYTES:
        raise Turned(413, "too_long")
    try:
        # First of all: the library's check stumbles over anything else.
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Turned(400, "not_utf8") from None
    _require_signature(secret, headers, text, now)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return sound(_parsed(kind, text))


def sound(payload: object) -> dict[str, Any]:
    """The same payload, where everything that we look at is what it should be. Raises Turned.

    Without what no database keeps, and nobody types: half characters, and the zero one.
    """
    if not isinstance(payload, dict):
        raise Turned(400, "no_object")
    if payload.get("ssl_check") == "1":
        return payload
    payload = _storable(payload)
    _check_places(payload)
    if "command" in payload:
        _check_command(payload)
    else:
        _check_kind(payload)
    return payload


def _require_signature(secret: str, headers: Mapping[str, str], body: str, now: datetime) -> None:
    signature, timestamp = headers.get(_SIGNATURE, ""), headers.get(_TIMESTAMP, "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        raise Turned(401, "no_timestamp")
    if not signature.isascii():
        raise Turned(401, "no_signature")
    if not secret:  # Slack comes in by a socket only; the library refuses to be asked
        raise Turned(401, "no_secret")
    verifier = SignatureVerifier(secret, _At(now))
    if not verifier.is_valid(body, timestamp, signature):
        raise Turned(401, "not_signed")


def _parsed(kind: str, text: str) -> object:
    if kind == _JSON:
        return _json(text)
    if kind != _FORM:
        raise Turned(400, "content_type")
    try:
        fields = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise Turned(400, "form") from None
    return _json(fields["payload"]) if "payload" in fields else fields


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Turned(400, "json") from None


def _storable(payload: dict[str, Any]) -> dict[str, Any]:
    try:
        return {name: _kept(held) for name, held in payload.items()}
    except RecursionError:
        raise Turned(400, "json") from None


def _kept(held: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(held, str):
        if held.isascii() and "\0" not in held:
            return held
        return held.encode("utf-8", "ignore").decode().replace("\0", "")
    if isinstance(held, dict):
        return {_kept(name): _kept(one) for name, one in held.items()}
    return [_kept(one) for one in held] if isinstance(held, list) else held


def _check_places(part: Mapping[str, Any]) -> None:
    for name, kinds in _PLACES.items():
        held = part.get(name)
        if held is not None and not isinstance(held, kinds):
            raise Turned(400, f"kind_of_{name}")
    _check_lengths(part)
    for name in ("authorizations", "actions", "response_urls"):
        for one in part.get(name) or ():
            if not isinstance(one, dict):
                raise Turned(400, f"kind_of_{name}")
            _check_places(one)
    for name in _ON_THE_WAY:
        held = part.get(name)
        if isinstance(held, dict):
            _check_places(held)


def _check_lengths(part: Mapping[str, Any]) -> None:
    for name in _IDS & part.keys():
        if isinstance(part[name], str) and len(part[name]) > _LONGEST_ID:
            raise Turned(400, f"length_of_{name}")


def _check_kind(payload: Mapping[str, Any]) -> None:
    needed = _NEEDED.get(payload.get("type") or "")
    if needed is None:
        raise Turned(400, "unknown_type")
    for name, kind in needed.items():
        if not isinstance(payload.get(name), kind):
            raise Turned(400, f"no_{name}")
    user = payload.get("user")
    if isinstance(user, dict) and not _is_id(user.get("id")):
        raise Turned(400, "no_user")
    if payload["type"] == "event_callback" and not payload["event"].get("type"):
        raise Turned(400, "no_event")


def _check_command(payload: Mapping[str, Any]) -> None:
    for name in _COMMAND:
        if not isinstance(payload.get(name), str) or not payload[name]:
            raise Turned(400, f"no_{name}")


def _is_id(held: object) -> bool:
    return isinstance(held, str) and _ID.fullmatch(held) is not None
