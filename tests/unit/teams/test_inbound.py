"""Teams' door by itself: what it answers where something behind it is not as usual."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, cast

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.clock import machine_now
from bot.domain.employee import Account
from bot.domain.ids import EmployeeId
from bot.domain.member import Seen, Standing
from bot.domain.theirs import theirs
from bot.domain.view import Audience
from bot.interactions.interaction import Interaction, Reply
from bot.interactions.members import Members
from bot.ports.chatting import Closed, Paced
from bot.ports.storing import Address, StorageAway
from bot.presentation.form import Form
from bot.presentation.intent import Intent, Verb
from bot.presentation.page import Page, Part, Row
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from integrations.teams import inbound
from integrations.teams.company import Company
from integrations.teams.config import TeamsConfig
from integrations.teams.connector import Connector
from integrations.teams.errors import NotOurs
from integrations.teams.inbound import TeamsDoor
from integrations.teams.origin import Memo, origin_of
from integrations.teams.room import TeamsRoom
from integrations.teams.roster import Roster
from integrations.teams.sentences import NL

NOBODY = Toast(Says(("Dit is voor collega's.",)))


@dataclass
class Behind:
    """Everything behind the door, and what it is asked."""

    reply: Reply = NOBODY
    fails: Exception | None = None
    answered: list[Interaction] = field(default_factory=list)
    said: list[Any] = field(default_factory=list)
    paced: int = 0
    """So often Teams wants rest before anything is said."""
    closed: bool = False
    """Nobody can be written to in private."""
    beside: list[tuple[Address, str]] = field(default_factory=list)
    """Where something was said for everybody."""

    async def answer(self, interaction: Interaction) -> Reply:
        self.answered.append(interaction)
        if self.fails is not None:
            raise self.fails
        return self.reply

    async def reader(self, account: object) -> Audience:
        del account
        return Audience("nl", "Europe/Amsterdam")

    def note(self, *told: object) -> None:
        """As conversations, and as company: nothing is learned."""

    async def say(self, account: object, activity: object) -> None:
        """As the client."""
        del account
        if self.closed:
            raise Closed("blocked")
        self.paced -= 1
        if self.paced >= 0:
            raise Paced(timedelta(milliseconds=1))
        self.said.append(activity)

    async def answer_in(self, address: Address, conversation: str, activity: object) -> None:
        self.beside.append((address, conversation))
        self.said.append(activity)


def door(behind: Behind, **more: Any) -> TeamsDoor:
    room: dict[str, Any] = dict.fromkeys(TeamsRoom.__dataclass_fields__)
    room |= {"config": TeamsConfig(unauthenticated=True), "client": behind}
    room |= {"conversations": behind, "company": behind}
    room |= {"answer": behind.answer, "reader": behind.reader, **more}
    return TeamsDoor(TeamsRoom(**room))


def activity(kind: str, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "id": "f:1",
        "channelId": "msteams",
        "serviceUrl": "http://127.0.0.1:1/",
        "conversation": {"id": "a:erik", "conversationType": "personal", "tenantId": "t1"},
        "from": {"id": "29:erik", "aadObjectId": "erik"},
        **more,
    }


def search(text: str = "Jos") -> dict[str, Any]:
    value = {"parameters": [{"name": "text", "value": text}]}
    return activity("invoke", name="composeExtension/query", value=value)


# --- the search beside where a message is written


async def test_whoever_may_not_look_is_told_so() -> None:
    answer = await door(Behind()).handle(search())

    assert answer == {"composeExtension": {"type": "message", "text": "Dit is voor collega's."}}


async def test_a_search_that_breaks_is_told_where_its_list_would_stand() -> None:
    answer = await door(Behind(fails=RuntimeError())).handle(search())

    assert answer == {"composeExtension": {"type": "message", "text": NL.broken}}


@pytest.mark.parametrize("name", ["<b>Jos</b>", "[Jos](http://evil.example)", "{{DATE(1,SHORT)}}"])
async def test_a_customers_name_is_only_a_name_in_the_list_and_not_in_what_is_shared(
    name: str,
) -> None:
    row = Row(Says((theirs(name), " · Clips")))
    page = Page(Says(("Gezocht",)), (Part("", rows=(row,)),))

    answer = await door(Behind(page)).handle(search())

    assert answer is not None
    [found] = answer["composeExtension"]["attachments"]
    assert name not in str(found)
    assert "Jos" not in str(found["content"])
    assert "Clips" in str(found["preview"])


# --- what Teams tells by itself


@dataclass
class Slow:
    """Places, on a database that takes its time, or is away."""

    seconds: float = 0.0
    fails: Exception | None = None
    opened_at: list[Address] = field(default_factory=list)

    async def opened(self, address: Address) -> None:
        await asyncio.sleep(self.seconds)
        if self.fails is not None:
            raise self.fails
        self.opened_at.append(address)


LET_IN = activity(
    "installationUpdate",
    action="add",
    conversation={"id": "19:k", "conversationType": "channel", "tenantId": "t1"},
)


async def test_what_cannot_be_recorded_now_is_to_come_again() -> None:
    with pytest.raises(NotOurs, match="not_recorded") as told:
        await door(Behind(), places=Slow(fails=StorageAway("x"))).handle(LET_IN)

    assert told.value.status == 503


async def test_what_is_recorded_late_is_recorded_and_nobody_waits_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(inbound, "PATIENCE", 0.01)
    places = Slow(seconds=0.1)
    front = door(Behind(), places=places)

    with pytest.raises(NotOurs, match="not_recorded"):
        await front.handle(LET_IN)
    await front.closing()

    assert places.opened_at == [Address("teams", "t1", "19:k")]


@pytest.mark.parametrize("event", ["teamUnarchived", "teamRestored"])
async def test_a_team_that_is_there_again_is_open_though_no_channel_is_named(event: str) -> None:
    places = Slow()
    told = {**LET_IN, "type": "conversationUpdate"}
    told["channelData"] = {"eventType": event, "team": {"id": "19:k"}}

    await door(Behind(), places=places).handle(told)

    assert places.opened_at == [Address("teams", "t1", "19:k")]


# --- answers in somebody's own chat


async def test_a_word_that_has_to_wait_for_its_pace_is_said_all_the_same() -> None:
    behind = Behind(paced=2)
    front = door(behind)

    await front.handle(activity("message", text="mijn"))
    await front.closing()

    assert len(behind.said) == 1


async def test_two_people_whose_presses_bear_no_number_are_two() -> None:
    behind = Behind()
    front = door(behind)
    value = {"action": {"verb": "press", "data": {"i": "claim|case:1|1|"}}}
    press = activity("invoke", name="adaptiveCard/action", value=value)
    del press["id"]

    await front.handle(press)
    await front.handle(press)

    first, second = behind.answered
    assert first.delivery != second.delivery


# --- whoever else can reach the port


@pytest.mark.parametrize("header", ["Origin", "Sec-Fetch-Site"])
async def test_unauthenticated_no_page_in_a_browser_speaks_for_teams(header: str) -> None:
    behind, app = Behind(), web.Application()
    connector = Connector(TeamsConfig(unauthenticated=True), machine_now)
    app.router.add_post("/api/messages", door(behind, connector=connector).take)
    async with TestClient(TestServer(app)) as teams:
        believed = await teams.post("/api/messages", json=search())
        turned = await teams.post(
            "/api/messages", json=search(), headers={header: "https://evil.example"}
        )
    await connector.close()

    assert (believed.status, turned.status) == (200, 403)
    assert len(behind.answered) == 1


async def test_a_form_that_comes_back_and_is_sent_again_as_it_is_is_sent_anew() -> None:
    send = Intent(Verb.SOLVE, "case:1", 1)
    behind = Behind(Form(Says(("Is het opgelost?",)), send, "Opgelost", (), error="Eerst nog: x."))
    front = door(behind)
    data = {"i": send.encode(), "m": Memo("n", "").encode(), "k": {}}

    first = await front.handle(_submit(data))
    await front.handle(_submit(data))
    assert first is not None
    [again] = first["task"]["value"]["card"]["content"]["actions"]
    await front.handle(_submit(again["data"]))

    deliveries = [one.delivery for one in behind.answered]
    assert deliveries[0] == deliveries[1] != deliveries[2]


def _submit(data: Any) -> dict[str, Any]:
    return activity("invoke", name="task/submit", value={"data": data})


# --- who it is


@dataclass
class Asked:
    """As the roster, which knows everybody, and as those who are told of them."""

    seen: list[Seen] = field(default_factory=list)

    async def ask(self, account: Account, where: Address | None = None) -> Seen:
        del where
        return Seen(account, Standing.MEMBER, "Erik")

    async def met(self, seen: Seen) -> None:
        self.seen.append(seen)


@pytest.mark.parametrize(
    "told",
    [
        {"localTimezone": "Europe/Lisbon"},
        {"entities": [{"type": "clientInfo", "timezone": "Europe/Lisbon", "locale": "nl-NL"}]},
        {"localTimezone": "Europe/Lisbon", "entities": [{"type": "clientInfo", "timezone": 7}]},
        {"entities": [{"type": "mention"}, {"type": "clientInfo", "timezone": "Europe/Lisbon"}]},
    ],
)
async def test_language_and_zone_are_proposed_as_the_client_tells_them(told: Any) -> None:
    asked = Asked()
    company = Company(cast("Roster", asked), cast("Members", asked))
    said = activity("message", locale="nl-NL", **told)

    company.note(origin_of(said), said)
    await company.introduce(origin_of(said).account)

    [seen] = asked.seen
    assert (seen.language, seen.zone) == ("nl", "Europe/Lisbon")


# --- what a form and a sentence look like there


async def test_a_form_that_stands_in_a_chat_says_what_it_is() -> None:
    send = Intent(Verb.CAPTURE, "house")
    behind = Behind(Form(Says(("Een klacht melden",)), send, "Melden", ()))
    front = door(behind)

    await front.handle(activity("message", text="meld"))
    await front.closing()

    [said] = behind.said
    first = said["attachments"][0]["content"]["body"][0]
    assert first["inlines"][0]["text"] == "Een klacht melden"


@pytest.mark.parametrize("name", ["**Jos**", "[Jos](http://evil.example)", "<img src=x>Jos"])
@pytest.mark.parametrize("told", ["press", "dialog"])
async def test_a_customers_name_in_a_private_word_is_only_a_name(name: str, told: str) -> None:
    behind = Behind(Toast(Says((theirs(name), " is *niet* van jou."))))
    button = {"i": "claim|case:1|1|"}
    value = {"action": {"verb": "press", "data": button}}
    press = activity("invoke", name="adaptiveCard/action", value=value)

    answer = await door(behind).handle(press if told == "press" else _submit(button))

    assert answer is not None
    word = answer.get("value") or answer["task"]["value"]
    assert name not in word
    assert "Jos" in word
    assert word.endswith(" is *niet* van jou.")


async def test_whoever_cannot_be_written_to_in_private_reads_why_where_they_asked() -> None:
    behind = Behind(closed=True)
    front = door(behind)
    thread = "19:k@thread.tacv2;messageid=7"
    there = {"id": thread, "conversationType": "channel", "tenantId": "t1"}

    await front.handle(activity("message", text="<at>Knuffel</at> mijn", conversation=there))
    await front.handle(activity("message", text="mijn"))
    await front.closing()

    assert behind.beside == [(Address("teams", "t1", "19:k@thread.tacv2"), thread)]
    [said] = behind.said
    assert said["summary"] == NL.not_in_private


# --- whoever was chosen among everybody in Teams


async def _slow(account: Account) -> EmployeeId | None:
    del account
    await asyncio.sleep(30)
    return None


async def _away(account: Account) -> EmployeeId | None:
    del account
    raise StorageAway("x")


@pytest.mark.parametrize("person", [_slow, _away])
async def test_who_was_chosen_in_teams_keeps_no_form_waiting(
    person: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(inbound, "HURRY", 0.05)
    behind = Behind()
    chosen = "user:0a1b2c3d-0000-4000-8000-000000000001"
    kinds = {"i": "suggest|case:1|1|", "k": {"colleague": "user"}, "m": ""}
    sent = {**kinds, "suggest.colleague": chosen.removeprefix("user:")}

    async with asyncio.timeout(1):
        answer = await door(behind, person=person).handle(_submit(sent))

    assert answer == {"task": {"type": "message", "value": NL.broken}}
    assert behind.answered == []
    assert "Traceback" not in caplog.text
