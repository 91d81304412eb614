"""People of a chat: known by their address, tied by a code, turned away, gone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.domain.employee import Account, Employee
from bot.domain.ids import EmployeeId
from bot.domain.member import Seen, ShortRoster, Standing
from bot.domain.working_time import Calendar
from bot.interactions import door as doors
from bot.interactions.door import Door
from bot.interactions.interaction import Interaction, Reply
from bot.interactions.members import Members
from bot.interactions.visit import House
from bot.ports.storing import Address, Person
from bot.presentation.form import Form
from bot.presentation.intent import Intent, Verb, opening
from bot.presentation.page import Page
from bot.presentation.toast import Toast
from bot.usecases.desk import Desk
from tests.acceptance.world import HOURS, World
from tests.fakes.runner import AtOnce

WORKSPACE = "E1"
NIGHT = timedelta(hours=3)


def _account(name: str, chat: str = "slack") -> Account:
    return Account(chat, WORKSPACE, f"U{name.upper()}")


def _seen(name: str, chat: str = "slack") -> Seen:
    return Seen(
        _account(name, chat),
        Standing.MEMBER,
        name.capitalize(),
        email=f"{name}@draadloos.nl",
        confirmed=True,
        language="en-GB",
        zone="Europe/Lisbon",
        title="Something",
    )


JAN = _seen("jan")
PIA = _seen("pia")


@dataclass
class Chat:
    """A chat of the company with people in it, and the door that its presses come through."""

    world: World
    people: dict[Account, Seen] = field(default_factory=dict)
    takes: float = 0.0
    """Seconds that it needs to say who somebody is."""
    asked: list[Account] = field(default_factory=list)
    codes: list[str] = field(default_factory=lambda: ["K7M4RW2X", "AAAA2222", "BBBB3333"])
    desk: Desk = field(init=False)
    members: Members = field(init=False)
    door: Door = field(init=False)

    def __post_init__(self) -> None:
        policy = replace(self.world.desk.policy, domains=("draadloos.nl",), department="Nieuw")
        self.desk = Desk(self.world.store, policy)
        self.members = Members(self.desk, AtOnce(), lambda: self.world.now)
        house = House(self.desk, self.world.door.house.capturing, lambda: self.codes.pop(0))
        known = {"slack": self._introduce}
        self.door = Door(house, AtOnce(), lambda: self.world.now, known)

    async def _introduce(self, account: Account) -> None:
        self.asked.append(account)
        await asyncio.sleep(self.takes)
        if account in self.people:
            await self.members.met(self.people[account])

    def tells(self, *everybody: Seen) -> None:
        """The chat tells of people, one by one."""
        for seen in everybody:
            asyncio.run(self.members.met(seen))

    def lists(self, *everybody: Seen) -> None:
        """The chat lists everybody, at night."""
        self.world.now += NIGHT
        asyncio.run(self.members.met_all("slack", WORKSPACE, everybody))

    def hears(self, account: Account, intent: Intent, **fields: str) -> Reply:
        """A press comes in."""
        number = f"s{next(self.world.numbers)}"
        return asyncio.run(self.door.answer(Interaction(number, account, intent, fields)))

    def says(self, account: Account, verb: Verb, **fields: str) -> str:
        """A press comes in, and a toast goes back, or the form with what is wrong."""
        reply = self.hears(account, Intent(verb, "house"), **fields)
        if isinstance(reply, Form):
            return " ".join(filter(None, (reply.error, *(one.error for one in reply.fields))))
        assert isinstance(reply, Toast)
        return reply.says.plain

    def tied_to(self, account: Account) -> Employee | None:
        """Who an account is."""
        with self.world.store.read() as uow:
            return uow.employees.find_by_account(account)

    def person(self, account: Account) -> Employee:
        """The same, of somebody who is known."""
        found = self.tied_to(account)
        assert found is not None
        return found


@pytest.fixture
def chat(world: World) -> Chat:
    return Chat(world)


def test_a_colleague_with_an_address_of_ours_needs_no_seat_and_no_set_up(chat: Chat) -> None:
    chat.tells(JAN)

    jan = chat.person(JAN.account)

    assert (jan.name, jan.language, jan.department) == ("Jan", "en", "Nieuw")
    assert jan.calendar.zone == "Europe/Lisbon"
    assert jan.roles == frozenset()
    assert not jan.willing
    with chat.world.store.read() as uow:
        assert jan.lane is not None
        assert uow.lanes.address(jan.lane) == Address("slack", WORKSPACE, "private:UJAN")


def test_a_page_that_is_looked_at_changes_no_language_of_whom_a_chat_speaks_to(chat: Chat) -> None:
    """The console is opened as anybody; what they are told in their own chat is theirs to say."""
    chat.tells(JAN)
    at_the_console = Account("console", "demo", "jan")
    with chat.world.store.begin() as uow:
        uow.employees.tie(chat.person(JAN.account).id, at_the_console)
        uow.commit()

    reply = chat.hears(at_the_console, Intent(Verb.SET_LANGUAGE, "house", argument="nl"))

    assert isinstance(reply, Toast)
    assert not reply.refused
    assert chat.person(JAN.account).language == "en"


@pytest.mark.parametrize(
    ("language", "zone", "spoken", "lives"),
    [
        ("fr-FR", "Europe/Atlantis", "nl", "Europe/Amsterdam"),
        (None, None, "nl", "Europe/Amsterdam"),
        ("nl_NL", "../etc/passwd", "nl", "Europe/Amsterdam"),
        ("EN", "UTC", "en", "UTC"),
    ],
)
def test_a_language_or_zone_that_we_do_not_know_is_the_companys(
    chat: Chat, language: str | None, zone: str | None, spoken: str, lives: str
) -> None:
    chat.tells(replace(JAN, language=language, zone=zone))

    jan = chat.person(JAN.account)

    assert (jan.language, jan.calendar.zone) == (spoken, lives)


def test_whoever_the_configuration_names_keeps_name_and_roles(chat: Chat) -> None:
    sanne = replace(chat.world.sanne.employee, name="Sanne", active=True)
    with chat.world.store.begin() as uow:
        uow.employees.sync(Person("sanne", sanne, email="Sanne@Draadloos.nl"))
        uow.commit()
    chat.tells(replace(_seen("sanne"), name="S. de Boer"))

    found = chat.person(_account("sanne"))

    assert (found.id, found.name, found.roles) == (sanne.id, "Sanne", sanne.roles)


def test_the_same_person_in_two_chats_is_one_colleague(chat: Chat) -> None:
    chat.tells(JAN, _seen("jan", "teams"))

    assert chat.person(JAN.account).id == chat.person(_account("jan", "teams")).id


def test_whom_a_chat_made_known_is_found_by_the_configuration_later(chat: Chat) -> None:
    chat.tells(JAN)
    calendar = Calendar("Europe/Amsterdam", HOURS, "NL")
    jan = Employee(EmployeeId(0), "Jan P.", "Netwerk", "nl", calendar)
    with chat.world.store.begin() as uow:
        number = uow.employees.sync(Person("jan", jan, email="jan@draadloos.nl"))
        uow.commit()

    assert chat.person(JAN.account).id == number
    assert chat.person(JAN.account).department == "Netwerk"


def test_a_new_name_is_followed_and_language_and_zone_are_not(chat: Chat) -> None:
    chat.tells(JAN, replace(JAN, name="Jan Pieters", language="nl", zone="Europe/Paris"))

    jan = chat.person(JAN.account)

    assert (jan.name, jan.language, jan.calendar.zone) == ("Jan Pieters", "en", "Europe/Lisbon")


def test_an_old_address_of_somebody_is_free_for_somebody_else(chat: Chat) -> None:
    chat.tells(JAN, replace(JAN, email="jan.pieters@draadloos.nl"))
    other = replace(_seen("jan2"), email="jan@draadloos.nl")
    chat.tells(other)

    assert chat.person(other.account).id != chat.person(JAN.account).id
    assert chat.person(JAN.account).name == "Jan"


def test_a_change_that_we_do_not_heed_writes_nothing(chat: Chat) -> None:
    chat.tells(JAN)
    later = chat.world.now + timedelta(days=1)
    chat.world.now = later
    chat.tells(replace(JAN, title="Head of moods"))

    with chat.world.store.read() as uow:
        member = uow.members.find(JAN.account)
    assert member is not None
    assert member.seen_at < later


@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.FOREIGN, Standing.BOT])
def test_a_visitor_is_refused_kindly_whatever_the_address(chat: Chat, standing: Standing) -> None:
    visitor = replace(JAN, standing=standing)
    chat.tells(visitor)

    assert chat.tied_to(visitor.account) is None
    assert "Gasten" in chat.says(visitor.account, Verb.SHOW_MINE)
    assert "Gasten" in chat.says(visitor.account, Verb.TIE, code="K7M4RW2X")


def test_a_member_without_an_address_that_counts_hears_how_to_begin(chat: Chat) -> None:
    chat.tells(replace(JAN, confirmed=False))

    assert chat.tied_to(JAN.account) is None
    assert "/knuffel code" in chat.says(JAN.account, Verb.SHOW_MINE)
    assert chat.asked == []


# --- standing at the door -----------------------------------------------------------------------


def test_who_becomes_a_guest_is_no_longer_heard(chat: Chat) -> None:
    chat.tells(JAN, replace(JAN, standing=Standing.GUEST))

    assert chat.tied_to(JAN.account) is None
    assert "Gasten" in chat.says(JAN.account, Verb.SHOW_MINE)


def test_who_is_gone_from_one_chat_only_stays_a_colleague(chat: Chat) -> None:
    chat.tells(JAN, _seen("jan", "teams"), replace(JAN, standing=Standing.GONE))

    jan = chat.person(_account("jan", "teams"))

    assert jan.active
    assert chat.tied_to(JAN.account) is None
    with chat.world.store.read() as uow:
        assert jan.lane is not None
        assert uow.lanes.address(jan.lane).chat == "teams"


def test_who_is_gone_everywhere_has_left_and_may_come_back(chat: Chat) -> None:
    chat.tells(JAN)
    number = chat.person(JAN.account).id
    chat.tells(replace(JAN, standing=Standing.GONE))
    with chat.world.store.read() as uow:
        assert not uow.employees.get(number).active
    chat.tells(JAN)

    assert chat.person(JAN.account).active


def test_whom_the_company_says_has_left_does_not_come_back_by_a_chat(chat: Chat) -> None:
    chat.tells(JAN)
    number = chat.person(JAN.account).id
    with chat.world.store.begin() as uow:
        uow.employees.set_active(number, active=False)
        uow.commit()
    chat.tells(replace(JAN, standing=Standing.GONE), JAN)

    assert not chat.person(JAN.account).active


# --- every night --------------------------------------------------------------------------------


def test_who_is_no_longer_listed_has_left(chat: Chat) -> None:
    chat.lists(JAN, PIA)
    number = chat.person(JAN.account).id
    chat.lists(PIA)

    assert chat.tied_to(JAN.account) is None
    assert chat.person(PIA.account).active
    with chat.world.store.read() as uow:
        assert not uow.employees.get(number).active


def test_a_short_list_makes_nobody_leave_and_is_told(chat: Chat) -> None:
    everybody = [_seen(f"p{number}") for number in range(5)]
    chat.lists(*everybody)

    with pytest.raises(ShortRoster) as told:
        chat.lists(everybody[0], JAN)

    assert told.value.code == "people_list_short"
    assert all(chat.person(one.account).active for one in (*everybody, JAN))


def test_people_of_another_workspace_are_not_missed(chat: Chat) -> None:
    away = replace(JAN, account=Account("slack", "E2", "UJAN"), email="jan2@draadloos.nl")
    chat.tells(away)
    chat.lists(PIA)

    assert chat.person(away.account).active


# --- the first press ----------------------------------------------------------------------------


def test_the_first_press_makes_somebody_known(chat: Chat) -> None:
    chat.people[JAN.account] = JAN

    page = chat.hears(JAN.account, Intent(Verb.SHOW_MINE, "house"))

    assert isinstance(page, Page)
    assert chat.asked == [JAN.account]
    chat.hears(JAN.account, Intent(Verb.SHOW_MINE, "house"))
    assert chat.asked == [JAN.account]


def test_the_first_press_may_be_a_claim(chat: Chat) -> None:
    case = chat.world.says("jos", "Geen internet")
    chat.people[JAN.account] = JAN

    chat.hears(JAN.account, Intent(Verb.CLAIM, f"case:{case}", 1))

    assert chat.world.case(case).owner == chat.person(JAN.account).id


def test_a_chat_that_takes_too_long_leaves_nothing_half_done(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "INTRODUCTION", 0.05)
    case = chat.world.says("jos", "Geen internet")
    chat.people[JAN.account], chat.takes = JAN, 5

    reply = chat.hears(JAN.account, Intent(Verb.CLAIM, f"case:{case}", 1))

    assert isinstance(reply, Toast)
    assert "nog niets gebeurd" in reply.says.plain
    assert chat.world.case(case).owner is None
    assert chat.tied_to(JAN.account) is None
    chat.takes = 0
    chat.hears(JAN.account, Intent(Verb.CLAIM, f"case:{case}", 1))
    assert chat.world.case(case).owner == chat.person(JAN.account).id


def test_whom_not_even_their_chat_knows_hears_how_to_begin(chat: Chat) -> None:
    assert "/knuffel code" in chat.says(JAN.account, Verb.SHOW_MINE)
    assert isinstance(chat.hears(JAN.account, Intent(Verb.SHOW_HELP, "house")), Page)


# --- codes --------------------------------------------------------------------------------------

ALIEN = replace(JAN, confirmed=False)


def test_a_code_from_a_chat_that_knows_me_ties_another(chat: Chat) -> None:
    chat.tells(ALIEN)
    world = chat.world
    assert isinstance(chat.hears(ALIEN.account, opening(Verb.TIE, "house")), Form)

    made = chat.says(world.erik.account, Verb.MAKE_CODE)
    tied = chat.says(ALIEN.account, Verb.TIE, code=" k7m4-rw2x ")

    assert "K7M4RW2X" in made
    assert "Gekoppeld" in tied
    assert chat.person(ALIEN.account).id == world.erik.id
    assert "ken ik hier al" in chat.says(ALIEN.account, Verb.TIE, code="K7M4RW2X")


def test_a_code_works_once(chat: Chat) -> None:
    chat.tells(ALIEN, replace(PIA, email=None))
    chat.says(chat.world.erik.account, Verb.MAKE_CODE)
    chat.says(ALIEN.account, Verb.TIE, code="K7M4RW2X")

    assert "klopt niet" in chat.says(PIA.account, Verb.TIE, code="K7M4RW2X")


def test_a_code_is_good_for_ten_minutes(chat: Chat) -> None:
    chat.tells(ALIEN)
    chat.says(chat.world.erik.account, Verb.MAKE_CODE)
    chat.world.now += timedelta(minutes=10)

    assert "klopt niet" in chat.says(ALIEN.account, Verb.TIE, code="K7M4RW2X")
    assert chat.tied_to(ALIEN.account) is None


def test_a_new_code_ends_the_one_before(chat: Chat) -> None:
    chat.tells(ALIEN)
    chat.says(chat.world.erik.account, Verb.MAKE_CODE)
    chat.says(chat.world.erik.account, Verb.MAKE_CODE)

    assert "klopt niet" in chat.says(ALIEN.account, Verb.TIE, code="K7M4RW2X")
    assert "Gekoppeld" in chat.says(ALIEN.account, Verb.TIE, code="AAAA2222")


def test_a_repeated_delivery_gives_a_code_that_works(chat: Chat) -> None:
    chat.tells(ALIEN)
    again = Interaction("d", chat.world.erik.account, Intent(Verb.MAKE_CODE, "house"))
    asyncio.run(chat.door.answer(again))
    reply = asyncio.run(chat.door.answer(again))

    assert isinstance(reply, Toast)
    assert "AAAA2222" in reply.says.plain
    assert "Gekoppeld" in chat.says(ALIEN.account, Verb.TIE, code="AAAA2222")


def test_guessing_rests_after_five_wrong_codes(chat: Chat) -> None:
    chat.tells(ALIEN)
    chat.says(chat.world.erik.account, Verb.MAKE_CODE)
    for number in range(5):
        assert "klopt niet" in chat.says(ALIEN.account, Verb.TIE, code=f"WRONG{number}")

    assert "Over een uur" in chat.says(ALIEN.account, Verb.TIE, code="K7M4RW2X")
    assert chat.tied_to(ALIEN.account) is None
    chat.world.now += timedelta(minutes=61)
    chat.says(chat.world.erik.account, Verb.MAKE_CODE)
    assert "Gekoppeld" in chat.says(ALIEN.account, Verb.TIE, code="AAAA2222")


def test_a_code_of_somebody_who_left_is_worth_nothing(chat: Chat) -> None:
    chat.tells(ALIEN)
    chat.says(chat.world.erik.account, Verb.MAKE_CODE)
    with chat.world.store.begin() as uow:
        uow.employees.set_active(chat.world.erik.id, active=False)
        uow.commit()

    assert "klopt niet" in chat.says(ALIEN.account, Verb.TIE, code="K7M4RW2X")


def test_whoever_no_chat_vouches_for_cannot_use_a_code(chat: Chat) -> None:
    chat.says(chat.world.erik.account, Verb.MAKE_CODE)

    assert "/knuffel code" in chat.says(_account("nobody"), Verb.TIE, code="K7M4RW2X")


def test_a_code_is_kept_nowhere(chat: Chat) -> None:
    chat.tells(ALIEN)
    chat.says(chat.world.erik.account, Verb.MAKE_CODE)
    chat.says(ALIEN.account, Verb.TIE, code="K7M4RW2X")

    assert "k7m4rw2x" not in chat.world.everything_stored()
