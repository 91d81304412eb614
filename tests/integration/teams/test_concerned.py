"""A channel's card draws itself anew for who reads another language, and for nobody else."""

from datetime import timedelta

import pytest

from bot.domain.employee import Account
from bot.domain.ids import EmployeeId
from bot.domain.view import Audience
from bot.ports.storing import Address, Met, Person
from integrations.teams.concerned import FRESH, Concerned
from integrations.teams.config import TEAMS
from integrations.teams.limits import REFRESHED
from storage.engine import SqlStore
from tests.builders import NOW, an_employee
from tests.fakes.runner import AtOnce

DUTCH = Audience("nl", "Europe/Amsterdam")
CHANNEL = Address(TEAMS, "t1", "19:klanten@thread.tacv2")


def hires(store: SqlStore, key: str, language: str, *, workspace: str = "t1") -> EmployeeId:
    """Somebody who has a conversation of their own with us."""
    account = Account(TEAMS, workspace, key)
    with store.begin() as uow:
        person = an_employee(0, language=language, name=key)
        number = uow.employees.sync(Person(key, person, (account,)))
        where = Address(TEAMS, workspace, f"private:{key}")
        uow.conversations.note(
            Met(where, "https://smba/", f"a:{key}", "personal", NOW, member=f"29:{key}")
        )
        uow.commit()
    return number


@pytest.fixture
def concerned(store: SqlStore) -> Concerned:
    return Concerned(store, AtOnce(), lambda: NOW)


async def test_it_is_for_who_reads_another_language(store: SqlStore, concerned: Concerned) -> None:
    hires(store, "erik", "nl")
    hires(store, "karin", "en")
    hires(store, "elsewhere", "en", workspace="t2")

    assert list(await concerned.people(CHANNEL, DUTCH)) == ["29:karin"]
    private = Address(TEAMS, "t1", "private:karin")
    assert list(await concerned.people(private, DUTCH)) == []


async def test_it_is_not_for_who_has_left(store: SqlStore, concerned: Concerned) -> None:
    karin = hires(store, "karin", "en")
    with store.begin() as uow:
        uow.employees.set_active(karin, active=False)
        uow.commit()

    assert list(await concerned.people(CHANNEL, DUTCH)) == []


async def test_it_is_for_as_many_as_teams_takes(store: SqlStore, concerned: Concerned) -> None:
    for number in range(REFRESHED + 5):
        hires(store, f"p{number:03}", "en")

    assert len(await concerned.people(CHANNEL, DUTCH)) == REFRESHED


async def test_whoever_is_met_is_concerned_at_once(store: SqlStore, concerned: Concerned) -> None:
    assert list(await concerned.people(CHANNEL, DUTCH)) == []
    hires(store, "karin", "en")
    assert list(await concerned.people(CHANNEL, DUTCH)) == []
    where = Address(TEAMS, "t1", "private:karin")

    concerned.meet(Met(where, "https://smba/", "a:karin", "personal", NOW, member="29:karin"))

    assert list(await concerned.people(CHANNEL, DUTCH)) == ["29:karin"]


async def test_what_it_goes_by_is_read_again_in_time(store: SqlStore) -> None:
    now = [NOW]
    concerned = Concerned(store, AtOnce(), lambda: now[0])
    assert list(await concerned.people(CHANNEL, DUTCH)) == []

    hires(store, "karin", "en")
    early = list(await concerned.people(CHANNEL, DUTCH))
    now[0] += FRESH + timedelta(seconds=1)

    assert early == []
    assert list(await concerned.people(CHANNEL, DUTCH)) == ["29:karin"]
