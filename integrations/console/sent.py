"""What a browser sent with a press, read and checked before anybody acts on it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web

from bot.presentation import intent as intents
from bot.presentation.intent import Intent
from integrations.console import limits
from integrations.console.errors import Problem

_ONE = "f."
_MANY = "fs."


@dataclass(frozen=True, slots=True)
class Sent:
    """The pairs of a form, by name, in order."""

    values: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        """The last value of this name; empty when there is none."""
        return self.values.get(name, ("",))[-1]

    @property
    def intent(self) -> Intent:
        """What was asked for. Raises Problem."""
        encoded = self.one("intent")
        if len(encoded) > limits.INTENT:
            raise Problem("malformed")
        try:
            return intents.decode(encoded)
        except ValueError as failure:
            raise Problem("malformed") from failure

    @property
    def fields(self) -> dict[str, str | tuple[str, ...]]:
        """What was filled in: `f.` names have one value, `fs.` names have as many as were ticked.

        Line ends are as we write them, not as HTML sends them.
        """
        found: dict[str, str | tuple[str, ...]] = {}
        for name, values in self.values.items():
            if name.startswith(_MANY):
                found[name.removeprefix(_MANY)] = tuple(value for value in values if value)
            elif name.startswith(_ONE):
                found[name.removeprefix(_ONE)] = values[-1].replace("\r\n", "\n")
        return found

    @property
    def back(self) -> str:
        """Where the press came from: a place on this page, never elsewhere."""
        back = self.one("back")
        local = back.startswith("/") and not back.startswith("//") and "\\" not in back
        return back if local and back.isprintable() else "/"

    def meaning(self, intent: Intent) -> Sent:
        """The same, sent with this intent."""
        return Sent({**self.values, "intent": (intent.encode(),)})

    def delivery(self, person: str) -> str:
        """The press's own id: the same for the same press, and nobody else's. Raises Problem."""
        try:
            made = uuid.UUID(self.one("delivery"))
        except ValueError as failure:
            raise Problem("malformed") from failure
        return str(uuid.uuid5(made, f"{person}|{self.one('intent')}"))


async def read(request: web.Request) -> Sent:
    """The press as it was sent, form-encoded or as JSON. Raises Problem."""
    body = await _body(request)
    try:
        text = body.decode()
        if request.content_type == "application/json":
            return Sent(_grouped(_flat(json.loads(text))))
        if request.content_type != "application/x-www-form-urlencoded":
            raise Problem("malformed")
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=limits.FIELDS)
    except (ValueError, RecursionError) as failure:
        raise Problem("malformed") from failure
    return Sent(_grouped(pairs))


async def _body(request: web.Request) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.content.iter_any():
        size += len(part)
        if size > limits.BODY_BYTES:
            raise Problem("too_big")
        parts.append(part)
    return b"".join(parts)


def _flat(told: object) -> Iterable[tuple[str, str]]:
    """The pairs of a JSON object of texts and lists of texts. Raises ValueError."""
    if not isinstance(told, dict) or len(told) > limits.FIELDS:
        raise ValueError("not an object of texts")
    for name, value in told.items():
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, str):
                raise ValueError("not a text")
            yield name, one


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        if len(name) > limits.FIELD_NAME or "\0" in value:
            raise Problem("malformed")
        found[name] = (*found.get(name, ()), value)
    return found
