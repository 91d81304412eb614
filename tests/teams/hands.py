"""People in Teams: what they press, type and send reaches the bot as Teams would post it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple, Protocol

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from bot.clock import machine_now, ticks
from integrations.teams.manifest import CAPTURE, SEARCH, SEARCHED
from tests.fakes.teams_connector import FakeTeams
from tests.teams import eyes
from tests.teams.company import BOT, CLIENTS, TEAM, TENANT, Person

Json = dict[str, Any]
Filled = Mapping[str, str | Sequence[str] | bool]
"""What is filled in, by label; labels of choices where a field has choices, several where it takes
several; a moment as `2026-03-18T17:00`, in the person's zone."""
Sign = Callable[[Mapping[str, Any]], str]
"""The Authorization header of an activity, as Teams would send it."""

_numbers = count(1)
_THREAD = ";messageid="
_DATE, _TIME = ".date", ".time"
_OPENS = "task/fetch"


class Message(NamedTuple):
    """Something that the bot said and that stands somewhere now."""

    conversation: str
    """A channel's carries the number of its thread."""
    id: str
    card: Json

    @property
    def text(self) -> str:
        """What a person reads."""
        return eyes.read(self.card).text

    @property
    def buttons(self) -> list[str]:
        """What a person can press."""
        return buttons(self.card)


class Teams(Protocol):
    """What hands need of a Teams."""

    @property
    def service_url(self) -> str: ...
    def messages(self, conversation: str) -> list[Message]: ...
    def personal(self, person: Person) -> str: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to one request, and after how many seconds."""

    status: int
    text: str
    seconds: float

    @property
    def json(self) -> Json:
        """The answer's body; empty where it has none."""
        found = json.loads(self.text) if self.text.startswith("{") else {}
        return found if isinstance(found, dict) else {}

    @property
    def said(self) -> str:
        """The private sentence in it: beside a card, or where a dialog was; else nothing."""
        task = self.json.get("task") or {}
        value = task.get("value") if task else self.json.get("value")
        return value.translate(eyes.UNSEEN) if isinstance(value, str) else ""

    @property
    def dialog(self) -> Json | None:
        """The card of the dialog that it opens."""
        value = (self.json.get("task") or {}).get("value")
        found: Json | None = value["card"]["content"] if isinstance(value, dict) else None
        return found

    @property
    def title(self) -> str:
        """What stands above that dialog."""
        value = (self.json.get("task") or {}).get("value")
        return value["title"].translate(eyes.UNSEEN) if isinstance(value, dict) else ""

    @property
    def shown(self) -> str:
        """All that a person reads of it: a sentence, or a dialog."""
        card = self.dialog
        return self.said if card is None else f"{self.title}\n{eyes.read(card).text}"


@dataclass
class Line:
    """Posts, as Teams does, to one bot."""

    url: str
    """Where the bot listens: `http://127.0.0.1:8300/api/messages`."""
    sign: Sign | None = None
    """Without: as to a bot that believes whoever reaches it."""
    now: Callable[[], datetime] = machine_now
    session: ClientSession = field(init=False)

    def __post_init__(self) -> None:
        # Hundreds may press at once, and each waits for a connection of its own.
        connector = TCPConnector(limit=0)
        self.session = ClientSession(connector=connector, timeout=ClientTimeout(total=30))

    async def close(self) -> None:
        await self.session.close()

    async def post(
        self,
        activity: Mapping[str, Any] | bytes,
        *,
        authorization: str | None = None,
        kind: str = "application/json; charset=utf-8",
    ) -> Answer:
        """Post an activity, or bytes as they are; signed rightly, unless told otherwise."""
        raw = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        headers = {"Content-Type": kind} if kind else {}
        if authorization is None and self.sign is not None and not isinstance(activity, bytes):
            authorization = self.sign(activity)
        if authorization:
            headers["Authorization"] = authorization
        began = ticks()
        async with self.session.post(self.url, data=raw, headers=headers) as answer:
            return Answer(answer.status, await answer.text(), ticks() - began)


# --- one person ---------------------------------------------------------------------------------


@dataclass
class Hands:
    """One person in Teams: what they see, and everything they can do."""

    person: Person
    teams: Teams
    line: Line
    home: str = TENANT
    """Whose conversations they speak in: in a shared channel not their own organisation's."""
    heard: list[str] = field(default_factory=list)
    """Private sentences that answered what they pressed, oldest first."""
    dialog: Json | None = None
    """The card of the dialog that lies on their screen."""
    title: str = ""
    _submits: str = "task/submit"

    # - what they see

    def sees(self, channel: str = CLIENTS) -> list[Message]:
        """What the bot said in a channel, oldest first."""
        return self.teams.messages(channel)

    def inbox(self) -> list[Message]:
        """Their own conversation with the bot, oldest first."""
        return self.teams.messages(self.teams.personal(self.person))

    # - what they do

    async def presses(
        self, label: str, on: Message | None = None, filled: Filled | None = None
    ) -> Answer:
        """Press a button on a message, or else in the dialog, and let Teams do what follows."""
        activity = self.press_of(label, on, filled)
        return self.follow(activity, await self.line.post(activity))

    async def sends(self, filled: Filled | None = None) -> Answer:
        """Fill in the form in the dialog, and send it."""
        assert self.dialog is not None, "no dialog is open"
        return await self.presses(_send_of(self.dialog), filled=filled)

    def closes(self) -> None:
        """Close the dialog; the bot hears nothing of it."""
        self.dialog, self.title = None, ""

    def press_of(self, label: str, on: Message | None = None, filled: Filled | None = None) -> Json:
        """The activity of such a press; posting it again is the same delivery."""
        card = self.dialog if on is None else on.card
        assert card is not None, "no dialog is open"
        pressed = action(card, label)
        data = {**pressed.get("data", {}), **filled_in(card, filled or {})}
        if on is None:
            return self._submitted(data)
        if pressed["type"] == "Action.Execute":
            return self._executed(pressed, data, on)
        if data.get("msteams", {}).get("type") == _OPENS:
            value = {"data": data | {"type": _OPENS}, "context": {"theme": "default"}}
            return self.activity("invoke", on, name=_OPENS, value=value)
        return self.activity("message", on, value=data)

    async def types(self, text: str, channel: str | None = None) -> Answer:
        """Type to the bot: in their own chat, or by name in a channel."""
        return await self.line.post(self.words(text, channel))

    def words(self, text: str, channel: str | None = None) -> Json:
        """The activity of typing it."""
        if channel is None:
            return self.activity("message", text=text, textFormat="plain")
        bot = {"id": BOT, "name": "Knuffel"}
        mention = {"type": "mention", "text": "<at>Knuffel</at>", "mentioned": bot}
        asked = Message(f"{channel}{_THREAD}{next(_numbers)}", "", {})
        said = f"<at>Knuffel</at> {text}"
        return self.activity("message", asked, text=said, entities=[mention, *_client(self)])

    async def makes_a_case_of(self, html: str, channel: str = CLIENTS) -> Answer:
        """The message command, on what somebody wrote in a channel."""
        body = {"contentType": "html", "content": html}
        message = {"id": str(next(_numbers)), "body": body, "from": {"user": {"id": "x"}}}
        value: Json = {
            "commandId": CAPTURE,
            "commandContext": "message",
            "messagePayload": message,
            "context": {"theme": "default"},
        }
        on = Message(f"{channel}{_THREAD}{message['id']}", str(message["id"]), {})
        activity = self.activity("invoke", on, name="composeExtension/fetchTask", value=value)
        return self.follow(activity, await self.line.post(activity))

    async def looks_for(self, text: str) -> Answer:
        """The search command, beside where a message is written."""
        value = {
            "commandId": SEARCH,
            "parameters": [{"name": SEARCHED, "value": text}],
            "queryOptions": {"skip": 0, "count": 25},
        }
        return await self.line.post(
            self.activity("invoke", name="composeExtension/query", value=value)
        )

    async def lets_it_in(self, channel: str | None = None, *, out: bool = False) -> Answer:
        """Install the application: in the team, or for themselves; or take it out again."""
        on = None if channel is None else Message(channel, "", {})
        done = "remove" if out else "add"
        return await self.line.post(self.activity("installationUpdate", on, action=done))

    async def tells(self, event: str, channel: str, **more: Any) -> Answer:
        """Something happens to a channel: `channelDeleted`, `channelRestored`, `teamArchived`."""
        activity = self.activity("conversationUpdate", Message(TEAM, "", {}), **more)
        activity["channelData"] |= {"eventType": event, "channel": {"id": channel}}
        return await self.line.post(activity)

    def follow(self, activity: Mapping[str, Any], answer: Answer) -> Answer:
        """Do with the screen what was answered."""
        if answer.said:
            self.heard.append(answer.said)
        name = str(activity.get("name", ""))
        if name in {"task/fetch", "task/submit", *_EXTENSION}:
            self.dialog, self.title = answer.dialog, answer.title
            self._submits = _EXTENSION[1] if name in _EXTENSION else "task/submit"
        return answer

    # - activities

    def activity(self, type: str, on: Message | None = None, **more: Any) -> Json:
        """An activity of theirs: about a message, or in their own chat."""
        conversation = self.teams.personal(self.person) if on is None else on.conversation
        kind = "channel" if conversation.startswith("19:") else "personal"
        team = {"team": {"id": TEAM}, "channel": {"id": conversation.partition(";")[0]}}
        return {
            "type": type,
            "id": f"f:{next(_numbers):08d}",
            "timestamp": self.line.now().isoformat(),
            "channelId": "msteams",
            "serviceUrl": self.teams.service_url,
            "from": {
                "id": self.person.id,
                "name": self.person.name,
                "aadObjectId": self.person.object_id,
            },
            "recipient": {"id": BOT, "name": "Knuffel"},
            "conversation": {
                "id": conversation,
                "conversationType": kind,
                "tenantId": self.home,
                **({"isGroup": True} if kind == "channel" else {}),
            },
            "channelData": {
                "tenant": {"id": self.home},
                "source": {"name": "message"},
                **(team if kind == "channel" else {}),
            },
            "locale": self.person.locale,
            "entities": _client(self),
            **({"replyToId": on.id} if on is not None and on.id else {}),
            **more,
        }

    def _executed(self, pressed: Json, data: Json, on: Message) -> Json:
        done = {"type": "Action.Execute", "title": pressed.get("title"), "data": data}
        value = {"action": done | {"verb": pressed["verb"]}, "trigger": "manual"}
        return self.activity("invoke", on, name="adaptiveCard/action", value=value)

    def _submitted(self, data: Json) -> Json:
        value: Json = {"data": data, "context": {"theme": "default"}}
        if self._submits in _EXTENSION:
            value |= {"commandId": CAPTURE, "commandContext": "message"}
        return self.activity("invoke", name=self._submits, value=value)


_EXTENSION = ("composeExtension/fetchTask", "composeExtension/submitAction")


def _client(hands: Hands) -> list[Json]:
    zone = "Europe/Amsterdam"
    return [{"type": "clientInfo", "locale": hands.person.locale, "timezone": zone}]


def again(activity: Mapping[str, Any]) -> Json:
    """The same press, as Teams repeats it at times: under another id."""
    return {**activity, "id": f"f:{next(_numbers):08d}"}


# --- cards --------------------------------------------------------------------------------------


def buttons(card: Json) -> list[str]:
    """The labels of everything that can be pressed."""
    return [label.translate(eyes.UNSEEN) for label, _ in eyes.pressable(card)]


def action(card: Json, label: str) -> Json:
    """The first action that bears a label."""
    found = [one for name, one in eyes.pressable(card) if name.translate(eyes.UNSEEN) == label]
    assert found, f"nothing is called {label!r}; there are {buttons(card)}"
    return dict(found[0])


def _send_of(card: Json) -> str:
    """The button of a form: it is the one that names the form's fields."""
    sends = [name for name, one in eyes.pressable(card) if "k" in one.get("data", {})]
    assert sends, f"this is no form: {buttons(card)}"
    return sends[0].translate(eyes.UNSEEN)


def filled_in(card: Json, filled: Filled) -> dict[str, str]:
    """What Teams sends of a form's inputs: what was in them at first, or what was filled in."""
    held: dict[str, str] = {}
    known: dict[str, Mapping[str, Any]] = {}
    for one in eyes.inputs(card):
        held[one["id"]] = str(one.get("value", ""))
        known.setdefault(_labelled(one), one)
    for label, given in filled.items():
        assert label in known, f"no field is called {label!r}; there are {list(known)}"
        held |= _given(known[label], given)
    return held


def _labelled(one: Mapping[str, Any]) -> str:
    return str(one.get("label") or one.get("title")).translate(eyes.UNSEEN)


def _given(one: Mapping[str, Any], given: str | Sequence[str] | bool) -> dict[str, str]:
    name = str(one["id"])
    if one["type"] == "Input.Toggle":
        return {name: one["valueOn"] if given else one["valueOff"]}
    if name.endswith(_DATE) and isinstance(given, str):
        day, _, hour = given.partition("T")
        return {name: day, name.removesuffix(_DATE) + _TIME: hour}
    if not one.get("choices"):
        return {name: str(given)}
    assert not isinstance(given, bool), f"{name} is chosen, not ticked"
    several = [given] if isinstance(given, str) else list(given)
    return {name: ",".join(_choice(one, label) for label in several)}


def _choice(one: Mapping[str, Any], label: str) -> str:
    for choice in one["choices"]:
        if label in (str(choice["title"]).translate(eyes.UNSEEN), choice["value"]):
            return str(choice["value"])
    raise AssertionError(f"no choice {label!r} in {[each['title'] for each in one['choices']]}")


@dataclass
class Crowd:
    """Everybody in one Teams, in front of one bot."""

    teams: Teams
    line: Line
    _hands: dict[Person, Hands] = field(default_factory=dict)

    def hands(self, person: Person, **more: Any) -> Hands:
        """The hands of one of them; the same ones every time."""
        return self._hands.setdefault(person, Hands(person, self.teams, self.line, **more))


@asynccontextmanager
async def crowd(
    teams: Teams,
    url: str,
    *,
    sign: Sign | None = None,
    now: Callable[[], datetime] = machine_now,
) -> AsyncIterator[Crowd]:
    """People in front of the bot that listens at `url`, as long as the context is open."""
    found = Crowd(teams, Line(url, sign, now))
    try:
        yield found
    finally:
        await found.line.close()


# --- where it stands ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Faked:
    """A fake connector as the Teams that hands are in."""

    fake: FakeTeams

    @property
    def service_url(self) -> str:
        """Where the bot answers."""
        return self.fake.url

    def messages(self, conversation: str) -> list[Message]:
        """What stands there, threads included, oldest first."""
        found = [
            Message(one.id, str(said["id"]), said["attachments"][0]["content"])
            for one in self.fake.conversations.values()
            if one.id.partition(";")[0] == conversation
            for said in one.messages
            if said.get("attachments")
        ]
        return sorted(found, key=lambda message: message.id)

    def personal(self, person: Person) -> str:
        """The conversation of one person and the bot."""
        return f"a:{person.object_id}"
