"""Who somebody is, as Slack tells of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.employee import Account
from bot.domain.member import Standing
from bot.ports.chatting import ChatAway, ChatError, Paced
from integrations.slack.config import SlackConfig
from integrations.slack.roster import Roster, seen
from tests.fakes.slack_api import TEAM, TOKEN, Token
from tests.integration.slack.workspace import BY_OAUTH, BY_TOKEN, Workspace, a_workspace

ERIK: dict[str, Any] = {
    "id": "U0ERIK",
    "team_id": TEAM,
    "name": "erik",
    "deleted": False,
    "tz": "Europe/Amsterdam",
    "locale": "nl-NL",
    "is_email_confirmed": True,
    "profile": {
        "real_name": "Erik de Vries",
        "display_name": "erik",
        "email": "erik@draadloos.example",
        "title": "Projecten",
        "team": TEAM,
    },
}


def test_a_colleague_is_seen_as_they_are() -> None:
    erik = seen(ERIK, TEAM)

    assert erik.account == Account("slack", TEAM, "U0ERIK")
    assert erik.standing is Standing.MEMBER
    assert (erik.name, erik.email, erik.confirmed) == (
        "Erik de Vries",
        "erik@draadloos.example",
        True,
    )
    assert (erik.language, erik.zone, erik.title) == ("nl", "Europe/Amsterdam", "Projecten")


@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ({"deleted": True}, Standing.GONE),
        ({"deleted": True, "is_bot": True, "is_stranger": True}, Standing.GONE),
        ({"is_bot": True}, Standing.BOT),
        ({"is_workflow_bot": True}, Standing.BOT),
        ({"id": "USLACKBOT"}, Standing.BOT),
        ({"is_stranger": True}, Standing.FOREIGN),
        ({"team_id": "T0OTHER", "profile": {"team": "T0OTHER"}}, Standing.FOREIGN),
        ({"team_id": "T0OTHER", "profile": {}, "enterprise_id": "E0X"}, Standing.FOREIGN),
        ({"team_id": None, "profile": {}}, Standing.FOREIGN),
        ({"team_id": "T0OTHER", "profile": {}, "enterprise_user": {"teams": 5}}, Standing.FOREIGN),
        ({"is_restricted": True}, Standing.GUEST),
        ({"is_restricted": True, "is_ultra_restricted": True}, Standing.GUEST),
        ({"is_restricted": True, "is_stranger": True}, Standing.FOREIGN),
        ({}, Standing.MEMBER),
    ],
)
def test_what_somebody_is_here(more: dict[str, Any], standing: Standing) -> None:
    assert seen({**ERIK, **more}, TEAM).standing is standing


@pytest.mark.parametrize(
    "more",
    [
        {"enterprise_user": {"enterprise_id": "E0ACME", "teams": ["T0A", "T0B"]}},
        {"enterprise_id": "E0ACME"},
        {"team_id": "E0ACME"},
    ],
)
def test_a_colleague_of_any_workspace_of_the_organisation_is_one(more: dict[str, Any]) -> None:
    assert seen({**ERIK, **more}, "E0ACME").standing is Standing.MEMBER
    assert seen({**ERIK, **more}, "E0OTHER").standing is Standing.FOREIGN


@pytest.mark.parametrize("confirmed", [False, None, "true", 1])
def test_an_address_that_is_not_confirmed_does_not_count(confirmed: object) -> None:
    erik = seen({**ERIK, "is_email_confirmed": confirmed}, TEAM)

    assert (erik.email, erik.confirmed) == (None, False)


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({"profile": {"real_name": " Erik "}}, "Erik"),
        ({"profile": {"real_name": ""}, "real_name": "Erik V"}, "Erik V"),
        ({"profile": {"display_name": "rikkie"}}, "rikkie"),
        ({"profile": {}}, "erik"),
        ({"profile": None, "name": None}, "U0ERIK"),
    ],
)
def test_somebody_has_the_best_name_that_there_is(user: dict[str, Any], name: str) -> None:
    assert seen({**ERIK, **user}, TEAM).name == name


@pytest.mark.parametrize("locale", [None, "", 7])
def test_who_says_no_language_has_none(locale: object) -> None:
    assert seen({**ERIK, "locale": locale}, TEAM).language is None


# --- asking -------------------------------------------------------------------------------------


@pytest.fixture
async def here(sqlite_stored: str) -> AsyncIterator[Workspace]:
    async with a_workspace(sqlite_stored) as made:
        yield made


async def test_one_person_is_asked_for_with_their_language(here: Workspace) -> None:
    here.slack.users["U0ERIK"] = ERIK

    assert await Roster(here.client).ask(Account("slack", TEAM, "U0ERIK")) == seen(ERIK, TEAM)


async def test_somebody_whom_slack_does_not_know_is_nobody(here: Workspace) -> None:
    assert await Roster(here.client).ask(Account("slack", TEAM, "U0NOBODY")) is None


@pytest.mark.parametrize("config", [BY_TOKEN, BY_OAUTH])
async def test_whoever_comes_from_another_companys_workspace_is_a_stranger(
    sqlite_stored: str, config: SlackConfig
) -> None:
    """In channels that are shared Slack calls nobody a stranger, and an address says little."""
    async with a_workspace(sqlite_stored, config) as here:
        here.install()
        here.slack.users["U0VERA"] = {**ERIK, "id": "U0VERA", "team_id": "T0OTHER", "profile": {}}

        vera = await Roster(here.client).ask(Account("slack", "T0OTHER", "U0VERA"))

        assert vera is not None
        assert (vera.standing, vera.email) == (Standing.FOREIGN, None)
        assert here.troubles == []


async def test_a_colleague_is_none_where_our_token_is_worth_nothing(sqlite_stored: str) -> None:
    async with a_workspace(sqlite_stored, replace(BY_OAUTH, workspaces=("E0ACME",))) as here:
        here.install(token="worthless")

        for _ in range(2):  # it is refused, and then there is none
            with pytest.raises(ChatAway):
                await Roster(here.client).ask(Account("slack", TEAM, "U0ERIK"))


async def test_a_press_waits_a_second_at_most(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.slack.roster.SECONDS", 0.05)
    here.slack.users["U0ERIK"] = ERIK
    here.slack.fail("users.info", delay=4.0)

    with pytest.raises(ChatError, match="timeout"):
        await Roster(here.client).ask(Account("slack", TEAM, "U0ERIK"))


async def test_everybody_is_listed_page_by_page_and_rests_are_heeded(here: Workspace) -> None:
    for number in range(450):
        here.slack.users[f"U{number}"] = {**ERIK, "id": f"U{number}"}
    here.slack.limit("users.list", 30)
    rests: list[float] = []

    async def pause(seconds: float) -> None:
        rests.append(seconds)
        here.later(seconds=seconds)

    everyone = await Roster(here.client, pause).everyone(TEAM)

    assert {one.account.external_id for one in everyone} == set(here.slack.users)
    assert {one.language for one in everyone} == {"nl"}
    assert rests == [30.0]
    assert here.slack.methods() == ["users.list"] * 4


async def test_a_rest_that_lasts_too_long_is_another_night(here: Workspace) -> None:
    here.slack.limit("users.list", 3000)

    with pytest.raises(Paced):
        await Roster(here.client).everyone(TEAM)


async def test_a_page_that_fails_is_no_short_list(here: Workspace) -> None:
    for number in range(250):
        here.slack.users[f"U{number}"] = {**ERIK, "id": f"U{number}"}
    here.slack.faults = []
    listing = Roster(here.client)
    here.slack.fail("users.list", "fatal_error", times=1)

    with pytest.raises(ChatAway):
        await listing.everyone(TEAM)


async def test_an_organisations_people_are_listed_by_its_workspaces(here: Workspace) -> None:
    here.slack.tokens[TOKEN] = replace(Token(), team="E0ACME", whole=True)
    here.slack.teams = ["T0A", "T0B"]
    grid = {"enterprise_user": {"enterprise_id": "E0ACME"}}
    here.slack.users = {
        "U1": {**ERIK, **grid, "id": "U1", "team_id": "T0A"},
        "U2": {**ERIK, **grid, "id": "U2", "team_id": "T0B"},
    }
    here.tokens.introduce("U0KNUFFEL", whole=True)

    everyone = await Roster(here.client).everyone("E0ACME")

    assert {one.account for one in everyone} == {
        Account("slack", "E0ACME", "U1"),
        Account("slack", "E0ACME", "U2"),
    }
    assert {one.standing for one in everyone} == {Standing.MEMBER}
