"""Who somebody is, as Teams tells of them, and who is there no longer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.employee import Account
from bot.domain.member import Member, Seen, ShortRoster, Standing
from bot.ports.chatting import ChatError
from bot.ports.storing import Address, Met
from integrations.teams import roster as roster_module
from integrations.teams.conversations import TEAM
from integrations.teams.reconciling import EVERY, Reconciler
from tests.fakes.runner import AtOnce
from tests.fakes.teams_connector import TENANT
from tests.integration.teams.office import CARE, CHANNEL, ERIK, Office

OTHER = "99999999-9999-9999-9999-999999999999"
TOLD: dict[str, Any] = {
    "id": "29:erik",
    "name": "Erik de Vries",
    "aadObjectId": "ERIK",
    "tenantId": TENANT,
    "userRole": "user",
    "email": "erik@knuffel.example",
    "userPrincipalName": "erik@corp.example",
}
TEAM_ID = "19:general@thread.tacv2"


def erik(chat: str = "teams", person: str = "erik") -> Account:
    return Account(chat, TENANT, person)


def test_a_colleague_is_seen_as_they_are(office: Office) -> None:
    assert office.roster.seen(TOLD, TENANT) == Seen(
        erik(), Standing.MEMBER, "Erik de Vries", "erik@knuffel.example", confirmed=True
    )


@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ({}, Standing.MEMBER),
        ({"userRole": "owner"}, Standing.MEMBER),
        ({"tenantId": TENANT.upper()}, Standing.MEMBER),
        ({"tenantId": None}, Standing.MEMBER),
        ({"userRole": "guest"}, Standing.GUEST),
        ({"userRole": "Guest"}, Standing.GUEST),
        ({"userRole": "anonymous"}, Standing.GUEST),
        ({"userPrincipalName": "x_gmail.com#EXT#@corp.example"}, Standing.GUEST),
        ({"tenantId": OTHER}, Standing.FOREIGN),
        ({"tenantId": OTHER, "userRole": "guest"}, Standing.FOREIGN),
    ],
)
def test_what_somebody_is_here(office: Office, more: dict[str, Any], standing: Standing) -> None:
    seen = office.roster.seen({**TOLD, **more}, TENANT)

    assert seen is not None
    assert seen.standing is standing
    counts = standing is Standing.MEMBER
    assert (seen.email is not None, seen.confirmed) == (counts, counts)


def test_the_name_by_which_somebody_signs_in_serves_as_their_address(office: Office) -> None:
    seen = office.roster.seen({**TOLD, "email": ""}, TENANT)

    assert seen is not None
    assert seen.email == "erik@corp.example"


def test_whoever_has_no_lasting_id_is_nobody(office: Office) -> None:
    assert office.roster.seen({**TOLD, "aadObjectId": None}, TENANT) is None
    again = office.roster.seen({**TOLD, "aadObjectId": None, "objectId": "erik"}, TENANT)
    assert again is not None
    assert again.account == erik()


async def test_whoever_presses_is_asked_for_where_they_pressed(office: Office) -> None:
    office.fake.add_person("erik")
    office.fake.conversations[CARE].members.append("erik")

    seen = await office.roster.ask(erik(), CHANNEL)

    assert seen is not None
    assert (seen.account, seen.standing) == (erik(), Standing.MEMBER)
    assert await office.roster.ask(erik(person="nobody"), CHANNEL) is None
    assert await office.roster.ask(erik()) is None


async def test_nobody_waits_longer_than_a_moment(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_module, "SECONDS", 0.1)
    office.fake.fail("member", 200, delay=5.0)

    with pytest.raises(ChatError, match="timeout"):
        await office.roster.ask(erik(), CHANNEL)


async def test_a_team_is_listed_page_by_page_at_its_pace(office: Office) -> None:
    team = await a_team(office, *(f"person-{number}" for number in range(1200)))
    office.fake.limit("members", 3)

    everyone = await office.roster.everyone(team)

    assert len(everyone) == 1200
    assert office.fake.too_fast == 0
    assert office.now() > team.seen_at


# --- reconciling ---------------------------------------------------------------------------------


@dataclass
class MembersHeard:
    """Takes in people, as the core would."""

    listed: dict[Account, Seen] = field(default_factory=dict)
    unsure: frozenset[Account] = frozenset()
    times: int = 0
    short: bool = False

    async def met_all(
        self, chat: str, workspace: str, everyone: list[Seen], unsure: set[Account]
    ) -> None:
        assert (chat, workspace) == ("teams", TENANT)
        self.listed = {one.account: one for one in everyone}
        self.unsure = frozenset(unsure)
        self.times += 1
        if self.short:
            raise ShortRoster


@dataclass
class Told:
    codes: list[str] = field(default_factory=list)

    async def trouble(self, chat: str, workspace: str, code: str) -> None:
        assert (chat, workspace) == ("teams", TENANT)
        self.codes.append(code)


async def a_team(office: Office, *people: str) -> Met:
    office.fake.conversations[TEAM_ID] = office.fake.add_channel(TEAM_ID, *people)
    for person in people:
        office.fake.add_person(person)
    address = Address("teams", TENANT, f"team:{TEAM_ID}")
    met = Met(address, office.fake.url, TEAM_ID, TEAM, office.now())
    await office.conversations.save(met)
    return met


def reconciler(office: Office, members: MembersHeard, told: Told) -> Reconciler:
    return Reconciler(
        roster=office.roster,
        conversations=office.conversations,
        members=members,  # type: ignore[arg-type]
        places=told,  # type: ignore[arg-type]
        store=office.store,
        runner=AtOnce(),
        machine=office.now,
    )


def knows(office: Office, *people: str) -> None:
    with office.store.begin() as uow:
        for person in people:
            uow.members.note(Member(erik(person=person), Standing.MEMBER, "mark", office.now()))
        uow.commit()


async def test_everybody_of_our_teams_is_met_once_a_day(office: Office) -> None:
    members, told = MembersHeard(), Told()
    looking = reconciler(office, members, told)
    await a_team(office, "erik", "anna")

    await looking.look()
    await looking.look()
    assert (set(members.listed), members.times) == ({erik(), erik(person="anna")}, 1)
    office.wait(EVERY)
    await looking.look()
    assert members.times == 2


async def test_who_is_in_no_team_is_asked_for_and_only_who_is_surely_gone_is_gone(
    office: Office,
) -> None:
    members, told = MembersHeard(), Told()
    await a_team(office, "anna")
    knows(office, "erik", "bram", "left", "stranger")
    for person in ("erik", "left"):
        office.fake.in_private(person)
        await office.heard(Address("teams", TENANT, f"private:{person}"), "personal")
    office.fake.add_person("erik")
    office.fake.in_private("bram")
    office.fake.conversations["a:bram"].refuses = "MessageWritesBlocked"
    await office.heard(Address("teams", TENANT, "private:bram"), "personal")

    await reconciler(office, members, told).look()

    # Of "left" the roster says that they are not there; of the other two nobody can be asked.
    assert set(members.listed) == {erik(), erik(person="anna")}
    assert members.unsure == {erik(person="bram"), erik(person="stranger")}


async def test_a_list_that_is_too_short_is_told_and_not_tried_all_day(office: Office) -> None:
    members, told = MembersHeard(short=True), Told()
    await a_team(office, "anna")

    await reconciler(office, members, told).look()
    await reconciler(office, members, told).look()

    assert (told.codes, members.times) == (["people_list_short"], 1)


async def test_a_team_that_cannot_be_asked_is_tried_again_an_hour_later(office: Office) -> None:
    members, told = MembersHeard(), Told()
    await a_team(office, "anna")
    office.fake.fail("members", 500)

    await reconciler(office, members, told).look()
    assert members.times == 0
    office.wait(timedelta(hours=1))
    await reconciler(office, members, told).look()
    assert members.times == 1


async def test_a_team_that_put_us_out_is_not_asked_again(office: Office) -> None:
    members, told = MembersHeard(), Told()
    met = await a_team(office, "anna")
    office.fake.conversations[TEAM_ID].refuses = "BotNotInConversationRoster"

    await reconciler(office, members, told).look()

    known = await office.conversations.find(met.address)
    assert known is not None
    assert known.why == "removed"
    assert ERIK not in [one.address for one in await office.conversations.list_of(TEAM)]
