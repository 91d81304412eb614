"""Teams' door by itself: what it answers where something behind it is not as usual."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.domain.theirs import theirs
from bot.domain.view import Audience
from bot.interactions.interaction import Interaction, Reply
from bot.presentation.page import Page, Part, Row
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from integrations.teams.config import TeamsConfig
from integrations.teams.inbound import TeamsDoor
from integrations.teams.room import TeamsRoom
from integrations.teams.sentences import NL

NOBODY = Toast(Says(("Dit is voor collega's.",)))


@dataclass
class Behind:
    """Everything behind the door, and what it is asked."""

    reply: Reply = NOBODY
    fails: Exception | None = None
    answered: list[Interaction] = field(default_factory=list)
    said: list[Any] = field(default_factory=list)

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
