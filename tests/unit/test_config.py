"""Settings: what can be chosen, and that every mistake is told at once with what to do."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.config import BadConfig, DutyPlan, House, SwapPlan, parse_house, read_config
from bot.domain.case import Level
from bot.domain.flags import Flag
from bot.domain.policy import Days
from bot.domain.working_time import IsoWeek, WeeklyHours
from bot.ports.storing import Address
from bot.usecases.people import Away

SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

GOOD = """
[company]
name = "Draadloos"
calendar = "office"
check_back = "4d"
webcare_until = "20:30"

[calendars.office]
zone = "Europe/Brussels"
country = "BE"
hours = { mon = ["09:00-12:00", "13:00-17:00"], sat = ["10:00-14:00"] }

[ladders.urgent]
shown_again = "3m"
public_silence = "1d"

[people.amy]
name = "Amy"
department = "Webcare"
roles = ["lead"]
accounts = ["slack:T0123/U0456"]

[people.dirk]
name = "Dirk"
department = "Board"
roles = ["executive"]
language = "en"

[channels.webcare]
webcare = true

[channels.network]
at = "slack:T0123/C0456"
name = "net-work"

[channels.everyone]
wide = true

[[routes]]
key = "network"
channels = ["network"]
wide = ["everyone"]
buddies = ["amy"]
flags = ["no_service"]
topics = ["Wifi"]

[mandates]
default = 25
Finance = 50.5

[digest]
weekday = "tue"
at = "07:30"

[hooks.clips]
secret_env = "CLIPS"
fields = { id = "data.id" }

[feeds.blog]
url = "https://blog.example/feed.xml"
every = "10m"

[files.crm]
fields = { id = "number" }
"""


def good() -> House:
    return parse_house(GOOD, "knuffel.toml", {"CLIPS": SECRET})


def mistakes(text: str, **environ: str) -> list[str]:
    with pytest.raises(BadConfig) as caught:
        parse_house(text, "knuffel.toml", environ)
    return list(caught.value.mistakes)


def test_without_a_file_there_is_a_small_company() -> None:
    config = read_config({})

    assert config.database_url == "sqlite:///knuffel.db"
    assert config.port == 8300
    assert {channel.key for channel in config.house.channels} == {"webcare", "everyone"}
    assert config.house.leaders[Level.LEAD]


def test_a_company_chooses_its_ladders_hours_and_mandates() -> None:
    policy = good().policy

    assert policy.calendar.zone == "Europe/Brussels"
    assert policy.urgent.shown_again == timedelta(minutes=3)
    assert policy.urgent.public_silence == timedelta(days=1)
    assert policy.normal.shown_again == timedelta(minutes=30)
    assert policy.check_back_days == 4
    assert policy.webcare_until == time(20, 30)
    assert (policy.mandate, policy.mandates) == (2500, {"Finance": 5050})
    assert (policy.digest.weekday, policy.digest.at) == (1, time(7, 30))


def test_a_route_has_ladders_of_its_own_that_start_from_the_companys() -> None:
    written = """
[ladders.normal]
silent_owner = "2d"
plan = "20d"

[[routes]]
key = "outages"
channels = []
[routes.ladders.normal]
silent_owner = "90m"
look_again = ["60d", "14d"]
quick_update_latest = "14d"
undated = "5d"
check_back = "3d"

[[routes]]
key = "rest"
channels = []
"""
    outages, rest = parse_house(written, "x").routes

    assert outages.normal is not None
    assert outages.normal.silent_owner == timedelta(minutes=90)
    assert outages.normal.plan == Days(20)
    assert outages.normal.look_again == (14, 60)
    assert outages.normal.quick_update_latest == timedelta(days=14)
    assert (outages.normal.undated, outages.normal.check_back_days) == (5, 3)
    assert outages.urgent is None
    assert (rest.normal, rest.urgent) == (None, None)


def test_people_and_channels_are_found_where_they_are() -> None:
    house = good()

    amy, dirk = house.people
    assert [account.chat for account in amy.accounts] == ["console", "slack"]
    assert [account.external_id for account in dirk.accounts] == ["dirk"]
    assert house.channels[1].address == Address("slack", "T0123", "C0456")
    assert house.channels[0].address == Address("console", "local", "channel:webcare")


def test_our_own_mail_domains_are_in_small_letters() -> None:
    written = "[company]\ndomains = ['Draadloos.NL', 'draadloos.nl', 'knuffel.co.uk']"

    policy = parse_house(written, "knuffel.toml").policy

    assert policy.domains == ("draadloos.nl", "knuffel.co.uk")
    assert good().policy.domains == ()


def test_leaders_and_readers_are_taken_from_roles_where_nobody_is_named() -> None:
    house = good()

    assert house.leaders[Level.LEAD] == ("amy",)
    assert house.readers == ("dirk",)


def test_routes_and_sources_are_read() -> None:
    house = good()

    assert house.routes[0].flags == {Flag.NO_SERVICE}
    assert house.routes[0].topics == {"wifi"}
    assert house.hooks["clips"].secrets == (SECRET,)
    assert house.feeds[0].every == 600
    assert house.files["crm"].fields == {"id": "number"}


_AWAY = "[people.e]\nabsences=[{{from=2026-08-01,until=2026-08-02,deputy='{}'}}]"
_DUTY = "[people.e]\nname='E'\ndepartment='D'\n[[duty]]\nname='x'\npeople=['e']\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("compny = {}", "compny: is unknown; did you mean 'company'?"),
        ("[company]\nnmae = 'x'", "[company]: nmae: is unknown; did you mean 'name'?"),
        ("[company]\nname = 3", "[company]: name: write text in quotes"),
        ("[company]\nlanguages = ['fr']", "there is no language 'fr'"),
        ("[company]\ncheck_back = '90m'", "check_back: write working days such as"),
        ("[company]\ndomains = ['@example.com']", "domains: write a list of mail domains without"),
        ("[company]\ndomains = ['example']", "domains: write a list of mail domains without"),
        ("[company]\ndomains = ['*.example.com']", "domains: write a list of mail domains"),
        ("[company]\ndomains = 'example.com'", "domains: write a list of mail domains"),
        ("[company]\nwide_cards_per_day = -1", "write a whole number from 0 to 100"),
        ("[company]\ncalendar = 'x'\n[calendars.y]", "there is no calendar 'x'"),
        ("[calendars.a]\nzone = 'Europe/Amsterdan'", "there is no zone 'Europe/Amsterdan'"),
        ("[calendars.a]\ncountry = 'XX'", "No public holidays are known for 'XX'"),
        ("[calendars.a]\nhours = ['9-5']", "write hours and minutes such as"),
        ("[calendars.a]\nhours = { mony = [] }", "'mony' is no day of the week"),
        (
            "[ladders.normal]\nshown_again = '90m'",
            "[ladders.normal]: personal_word: does not come after shown_again; write a longer",
        ),
        (
            "[ladders.urgent]\nplacing = '20m'",
            "[ladders.urgent]: placing_lead: does not come after placing; write a longer",
        ),
        ("[ladders.normal]\nshown_again = '1d'", "[ladders.normal]: shown_again: this counts"),
        ("[ladders.normal]\nno_reply = 5", "write working time such as"),
        ("[ladders.normal]\nplan = '2d4h'", "[ladders.normal]: plan: this counts"),
        ("[ladders.urgent]\nlook_again = '30d'", "look_again: write days: "),
        ("[[routes]]\nkey='x'\nchannels=[]\n[routes.ladders.normel]", "normel: is unknown"),
        ("[people.erik]\nname = 'Erik'", "[people.erik]: department: is missing"),
        ("[people.e]\nname='E'\ndepartment='D'\nroles=['webcar']", "did you mean 'webcare'?"),
        ("[people.e]\nname='E'\ndepartment='D'\naccounts=['irc:x']", "is no place in a chat"),
        ("[channels.a]\nwide=true\nwebcare=true", "for everybody or for webcare"),
        ("[channels.a]\nat='here'", "'here' is no place in a chat; write it as slack:"),
        ("[[routes]]\nkey='a'\nchannels=['b']", "[routes 1]: channels: there is no channel 'b'"),
        ("[[routes]]\nkey='a'\nbuddies=['eric']", "there is no person 'eric' in [people]"),
        ("[[routes]]\nkey='a'\nflags=['mony']", "there is no flag 'mony'; did you mean 'money'?"),
        ("[[routes]]\nkey='a'\n[[routes]]\nkey='a'", "there are two routes 'a'"),
        ("[channels.b]\n[[routes]]\nkey='a'\nwide=['b']", "'b' is not wide; move it to"),
        ("[levels]\nlead=['x']", "[levels]: lead: there is no person 'x'"),
        ("[managers]\nNetwork='x'", "[managers]: Network: there is no person 'x'"),
        ("[mandates]\ndefault='a lot'", "write an amount in euro"),
        ("[digest]\nweekday='monday'", "write one of mon, tue"),
        ("[digest]\nat='8'", "at: write a time such as"),
        ("[feeds.a]\nurl='ftp://x'", "write an address that begins with https://"),
        ("[hooks.a]\nsecret='abc'", "secrets are not kept in this file"),
        ("[hooks.a]\nsecret_env='NOPE'", "the environment has no NOPE"),
        ("[hooks.a]\nsecret_env='CLIPS'\nfields={idd='x'}", "there is no field 'idd'"),
        ("[hooks.a]\nsecret_env='CLIPS'\n[files.a]", "two sources bear this name"),
        ("[company", "this is not TOML"),
        ("[people.e]\nzone='Mars'", "[people.e]: zone: there is no zone 'Mars'"),
        ("[people.e]\nhours=['9-5']", "[people.e]: hours: mon has '9-5'"),
        ("[people.e]\nregion='XX'", "No public holidays are known for 'NL, XX'"),
        ("[people.e]\nabsences=[{from=2026-08-01}]", "[people.e.absences 1]: until: is missing"),
        ("[people.e]\nabsences=[{from='x'}]", "from: write a date, such as 2026-08-01"),
        ("[people.e]\nabsences=[{until=2026-08-01T10:00:00}]", "until: write a date"),
        ("[people.e]\nabsences=[{from=2026-08-02,until=2026-08-01}]", "swap the dates"),
        (_AWAY.format("f"), "people.e: deputy: there is no person 'f' in [people]"),
        (_AWAY.format("e"), "nobody stands in for themselves"),
        ("[[duty]]\nname='x'", "[duty 1]: people: names nobody"),
        ("[[duty]]\npeople='x'", "[duty 1]: people: there is no person 'x'"),
        ("[[duty]]\ndays=['sunday']", "[duty 1]: days: there is no day 'sunday'"),
        ("[[duty]]\nfrom=18", "[duty 1]: from: write a time such as"),
        (_DUTY + "from='22:00'\nuntil='02:00'", "until: is not after from. A duty does not run"),
        (_DUTY + "first_week='12'", "first_week: '12' is no week"),
        (_DUTY + "swaps=[{on=2026-03-21}]", "[duty 1.swaps 1]: person: is missing"),
        (_DUTY + "swaps=[{person='e'}]", "[duty 1.swaps 1]: on: is missing"),
        (_DUTY + "days=['sat']\nswaps=[{on=2026-03-20,person='e'}]", "2026-03-20 is no day of"),
        ("[levels]\nlead=3", "[levels]: lead: write a person or a list"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(written: str, told: str) -> None:
    found = mistakes(written, CLIPS=SECRET)

    assert any(told in one for one in found), found
    assert all(one.startswith("knuffel.toml") for one in found)


def test_all_mistakes_are_told_at_once() -> None:
    found = mistakes("[company]\nname = 3\nzone = 'x'\n[people.a]\n[digest]\nat = '8'")

    assert len(found) >= 5


def test_two_people_do_not_share_an_account() -> None:
    one = "name='A'\ndepartment='D'\naccounts=['slack:T1/U1']"

    (found,) = mistakes(f"[people.a]\n{one}\n[people.b]\n{one}")

    assert "the same account as 'a'" in found


def test_a_secret_is_never_told() -> None:
    found = mistakes("[hooks.a]\nsecret = 'hunter2'\nsecret_env = 'SHORT'", SHORT="hunter3")

    assert not any("hunter" in one for one in found)
    assert SECRET not in repr(good())


def test_settings_of_the_environment_are_checked_together() -> None:
    with pytest.raises(BadConfig) as caught:
        read_config({"PORT": "x", "LOG_LEVEL": "loud", "KNUFFEL_CONFIG": "/nowhere.toml"})

    assert len(caught.value.mistakes) == 3


def test_a_file_is_named_by_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text(GOOD)

    config = read_config({"KNUFFEL_CONFIG": str(file), "CLIPS": SECRET})

    assert config.house.policy.company == "Draadloos"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_is_named_as_hosting_companies_do(scheme: str) -> None:
    config = read_config({"DATABASE_URL": f"{scheme}://u@h/n"})

    assert config.database_url == "postgresql+psycopg://u@h/n"


SHARED = """
[company]
operators = ["bas"]

[people]
amy = { name = "Amy", department = "Webcare", roles = ["lead"] }
bas = { name = "Bas", department = "IT" }

[channels.partners]
shared = true

[channels.leaders]

[[routes]]
key = "all"
channels = ["partners"]
words_outside = true

[digest]
channels = ["leaders"]
"""


def test_channels_with_people_from_outside_are_named_and_who_hears_of_trouble() -> None:
    house = parse_house(SHARED, "company.toml")

    assert {one.key: one.shared for one in house.channels} == {"partners": True, "leaders": False}
    assert [one.words_outside for one in house.routes] == [True]
    assert house.operators == ("bas",)
    assert house.policy.digest.channels == ("leaders",)
    named = SHARED.replace('operators = ["bas"]', "")
    assert parse_house(named, "company.toml").operators == ("amy",)


def test_strangers_are_kept_from_webcare_and_from_the_digest() -> None:
    wrong = SHARED.replace("shared = true", "shared = true\nwebcare = true")
    assert any("strangers would be among trained webcare" in one for one in mistakes(wrong))
    wrong = SHARED.replace('channels = ["leaders"]', 'channels = ["partners", "leader"]')
    found = "\n".join(mistakes(wrong))
    assert "'partners' is shared with people outside" in found
    assert "did you mean 'leaders'?" in found


def test_a_person_has_hours_a_zone_and_a_place_of_their_own() -> None:
    house = parse_house(
        """
[calendars.office]
country = "NL"
extra_holidays = [2026-12-24]
[people.erik]
name = "Erik"
department = "Projects"
calendar = "office"
hours = { mon = ["08:00-12:00", "13:00-15:00"] }
zone = "Europe/Berlin"
country = "DE"
region = "BY"
absences = [
    { from = 2026-08-01, until = 2026-08-14, deputy = "amy" },
    { from = 2026-12-28, until = 2027-01-01 },
]
[people.amy]
name = "Amy"
department = "Webcare"
""",
        "x",
    )

    erik, amy = house.people
    assert (erik.calendar.zone, erik.calendar.country, erik.calendar.subdivision) == (
        "Europe/Berlin",
        "DE",
        "BY",
    )
    assert erik.calendar.hours == WeeklyHours.parse({"mon": ["08:00-12:00", "13:00-15:00"]})
    assert erik.calendar.extra_holidays == {date(2026, 12, 24)}
    assert erik.absences == (
        Away(date(2026, 8, 1), date(2026, 8, 14), "amy"),
        Away(date(2026, 12, 28), date(2027, 1, 1)),
    )
    assert amy.calendar == house.policy.calendar


def test_duties_levels_and_managers_have_several_people() -> None:
    people = "".join(f"[people.{one}]\nname='{one}'\ndepartment='W'\n" for one in "abc")
    house = parse_house(
        people
        + """
[levels]
lead = ["a", "b"]
executive = "c"
[managers]
Network = ["b", "c"]
Billing = "a"
[[duty]]
name = "evenings"
days = ["mon", "fri"]
from = "18:00"
until = "24:00"
people = ["a", "b"]
holidays = true
first_week = "2026-W12"
swaps = [{ on = 2026-03-20, person = "c" }]
[[duty]]
name = "always"
people = "a"
""",
        "x",
    )

    assert house.leaders[Level.LEAD] == ("a", "b")
    assert house.leaders[Level.EXECUTIVE] == ("c",)
    assert house.managers == {"Network": ("b", "c"), "Billing": ("a",)}
    evenings, always = house.duties
    assert evenings == DutyPlan(
        name="evenings",
        days=frozenset({0, 4}),
        starts=time(18),
        ends=time(0),
        people=("a", "b"),
        holidays=True,
        first_week=IsoWeek(2026, 12),
        swaps=(SwapPlan(date(2026, 3, 20), "c"),),
    )
    assert (always.days, always.starts, always.ends) == (frozenset(range(7)), time(0), time(0))
