"""The guard at Teams' door: nothing malformed gets past it, so that nothing behind it stumbles."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from integrations.teams.errors import NotOurs

MOST_BYTES = 512 * 1024
"""Of one request: a message of 28 kB with what quotes it, and room."""
_TABLES = (
    "from",
    "recipient",
    "conversation",
    "channelData",
    "value",
    "data",
    "tenant",
    "team",
    "channel",
    "messagePayload",
    "body",
    "msteams",
)
_TEXTS = (
    "type",
    "id",
    "name",
    "text",
    "aadObjectId",
    "tenantId",
    "conversationType",
    "locale",
    "serviceUrl",
    "channelId",
    "verb",
    "commandId",
    "replyToId",
    "content",
)
_LISTS = ("membersAdded", "membersRemoved", "parameters", "entities")
_ACTION = "action"
"""What was pressed; of an installation what was done, in a word."""
_DEEP = 6
"""Tables within each other that we look into."""
_ID = re.compile(r"[^\s\x00-\x1f]{1,512}")


def parsed(body: bytes) -> dict[str, Any]:
    """An activity, as the bytes of one say. Raises NotOurs: 413 or 400."""
    if len(body) > MOST_BYTES:
        raise NotOurs(413, "too_long")
    try:
        found = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotOurs(400, "not_json") from None
    if not isinstance(found, dict):
        raise NotOurs(400, "no_object")
    if not _is_sound(found, _DEEP) or not _has_ids(found):
        raise NotOurs(400, "malformed")
    return found


def table(inside: object, name: str) -> Mapping[str, Any]:
    """A table in a table; an empty one where there is none."""
    found = inside.get(name) if isinstance(inside, Mapping) else None
    return found if isinstance(found, dict) else _NOTHING


def text(inside: object, name: str) -> str:
    """A text in a table; an empty one where there is none."""
    found = inside.get(name) if isinstance(inside, Mapping) else None
    return found if isinstance(found, str) else ""


def _is_sound(part: Mapping[str, Any], deep: int) -> bool:
    """Whether everything that we look at is what it should be; what a form holds is read later."""
    kinds = ((_TABLES, dict), (_TEXTS, str), (_LISTS, list), ((_ACTION,), (dict, str)))
    for names, kind in kinds:
        if any(part.get(name) is not None and not isinstance(part[name], kind) for name in names):
            return False
    if any(not isinstance(one, dict) for name in _LISTS for one in part.get(name) or ()):
        return False
    inside = (part.get(name) for name in (*_TABLES, _ACTION) if name != "data")
    inner = [one for one in inside if isinstance(one, dict)]
    return deep > 0 and all(_is_sound(one, deep - 1) for one in inner)


def _has_ids(activity: Mapping[str, Any]) -> bool:
    ids = (text(table(activity, "conversation"), "id"), text(activity, "serviceUrl"))
    return bool(text(activity, "type")) and all(_ID.fullmatch(one) for one in ids)


_NOTHING: Mapping[str, Any] = MappingProxyType({})
