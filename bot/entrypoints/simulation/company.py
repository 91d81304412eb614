"""The invented company: who works there, where, when, and when they are away or gone."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

DEPARTMENTS = (
    "Klantenservice",
    "Netwerk",
    "Facturatie",
    "Monteurs",
    "Winkels",
    "Online",
    "Zakelijk",
)
"""Besides webcare and the board."""
_TOPICS: Mapping[str, tuple[str, ...]] = {
    "Monteurs": ("monteur", "afspraak"),
    "Facturatie": ("factuur", "rekening"),
    "Netwerk": ("internet", "storing"),
    "Winkels": ("winkel", "toestel"),
    "Online": ("app", "website"),
    "Zakelijk": ("zakelijk", "offerte"),
}
WEBCARE_SHARE = 0.08
EXECUTIVES = 3
_SPARE = 30
"""So many at most of every hundred have another than the usual office hours, by each kind."""

_CALENDARS: Mapping[str, str] = {
    "office": 'zone = "Europe/Amsterdam"\ncountry = "NL"\nhours = ["09:00-17:30"]',
    "early": 'zone = "Europe/Amsterdam"\ncountry = "NL"\nhours = ["07:00-15:30"]',
    "split": 'zone = "Europe/Amsterdam"\ncountry = "NL"\nhours = ["08:00-12:00", "15:00-19:00"]',
    "part": 'zone = "Europe/Amsterdam"\ncountry = "NL"\n'
    'hours = { mon = ["09:00-15:00"], tue = ["09:00-15:00"], thu = ["09:00-15:00"] }',
    "days": 'zone = "Europe/Amsterdam"\ncountry = "NL"\n'
    'hours = { wed = ["08:30-17:00"], thu = ["08:30-17:00"], fri = ["08:30-17:00"] }',
    "london": 'zone = "Europe/London"\ncountry = "GB"\nhours = ["09:00-17:30"]',
    "willemstad": 'zone = "America/Curacao"\nhours = ["08:00-16:30"]',
    "webcare_early": 'zone = "Europe/Amsterdam"\ncountry = "NL"\nhours = ["08:00-16:30"]',
    "webcare_late": 'zone = "Europe/Amsterdam"\nhours = { mon = ["12:30-21:00"], '
    'tue = ["12:30-21:00"], wed = ["12:30-21:00"], thu = ["12:30-21:00"], fri = ["12:30-21:00"] }',
    "webcare_weekend": 'zone = "Europe/Amsterdam"\nhours = { thu = ["12:30-21:00"], '
    'fri = ["12:30-21:00"], sat = ["10:00-18:00"], sun = ["10:00-18:00"] }',
}
_WEBCARE_HOURS = (
    "webcare_early",
    "webcare_early",
    "webcare_late",
    "webcare_late",
    "webcare_weekend",
)
_OTHER_HOURS = ("early", "split", "part", "days", "london", "willemstad")


@dataclass(frozen=True, slots=True)
class Away:
    """Days off, first and last included, and when the house hears of it."""

    first_on: date
    last_on: date
    told_on: date
    deputy: str | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works there. `key` is their account in the console, too."""

    key: str
    department: str
    calendar: str
    roles: tuple[str, ...] = ()
    willing: bool = False
    away: tuple[Away, ...] = ()
    leaves_on: date | None = None

    @property
    def is_webcare(self) -> bool:
        """Trained webcare, its lead included."""
        return "webcare" in self.roles


@dataclass(frozen=True, slots=True)
class Company:
    """Everybody, and the configuration that a bot of theirs would have."""

    people: Mapping[str, Colleague]
    text: str
    """The configuration as a TOML file."""
    teams: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys of colleagues by department."""


def found_company(*, people: int, start: date, days: int, seed: int) -> Company:
    """A company of so many people, with its plans for so many days from `start`."""
    rng = random.Random(f"company {seed}")  # noqa: S311 - a story, not a secret
    staff = list(_hire(rng, people))
    teams: dict[str, list[str]] = {}
    for one in staff:
        teams.setdefault(one.department, []).append(one.key)
    planned = [_planned(rng, one, teams, start, days) for one in staff]
    leaving = _leavers(rng, planned, start, days)
    known = {one.key: leaving.get(one.key, one) for one in planned}
    return Company(known, write(known), {name: tuple(keys) for name, keys in teams.items()})


def _hire(rng: random.Random, people: int) -> Iterator[Colleague]:
    webcare = max(6, round(people * WEBCARE_SHARE))
    for number in range(webcare):
        roles: tuple[str, ...] = ("webcare", "lead") if number < 2 else ("webcare",)
        hours = _WEBCARE_HOURS[number % len(_WEBCARE_HOURS)]
        yield Colleague(f"webcare{number}", "Webcare", hours, roles)
    for number in range(EXECUTIVES):
        yield Colleague(f"board{number}", "Directie", "office", ("executive",))
    for number in range(people - webcare - EXECUTIVES):
        department = DEPARTMENTS[number % len(DEPARTMENTS)]
        is_manager = number < 2 * len(DEPARTMENTS)
        hours = "office" if is_manager or rng.random() < 0.6 else rng.choice(_OTHER_HOURS)
        roles = ("manager",) if is_manager else ()
        willing = not is_manager and rng.random() < _SPARE / 100
        yield Colleague(f"colleague{number}", department, hours, roles, willing)


# --- who is away, and who leaves ----------------------------------------------------------------


def _planned(
    rng: random.Random,
    one: Colleague,
    teams: Mapping[str, Sequence[str]],
    start: date,
    days: int,
) -> Colleague:
    """Holidays that are told of weeks ahead, a few sick days on the morning itself."""
    others = [key for key in teams[one.department] if key != one.key]
    away: list[Away] = []
    for length, ahead in _absences(rng, days):
        first = start + timedelta(days=rng.randrange(1, max(days - length, 2)))
        last = first + timedelta(days=length - 1)
        if any(first <= known.last_on and known.first_on <= last for known in away):
            continue
        told = max(start, first - timedelta(days=ahead))
        deputy = rng.choice(others) if others and rng.random() < 0.8 else None
        away.append(Away(first, last, told, deputy))
    return Colleague(
        one.key, one.department, one.calendar, one.roles, one.willing, tuple(away), one.leaves_on
    )


def _absences(rng: random.Random, days: int) -> Iterator[tuple[int, int]]:
    """How many days each, and so many days ahead: two holidays and some illness a year."""
    for _ in range(_times(rng, 2.0 * days / 365)):
        yield rng.choice((5, 7, 12, 16, 21)), rng.randrange(7, 60)
    for _ in range(_times(rng, 1.2 * days / 365)):
        yield rng.choice((1, 1, 2, 3, 6)), 0


def _times(rng: random.Random, mean: float) -> int:
    whole = int(mean)
    return whole + (rng.random() < mean - whole)


def _leavers(
    rng: random.Random, staff: Sequence[Colleague], start: date, days: int
) -> dict[str, Colleague]:
    """Some leave, one of webcare too; nobody whom the configuration names for a level."""
    plain = [one for one in staff if not one.roles]
    count = max(1, round(len(staff) * 0.03 * days / 365))
    webcare = [one for one in staff if one.roles == ("webcare",)][2:]
    gone = rng.sample(plain, min(count, len(plain))) + webcare[:1]
    return {
        one.key: Colleague(
            one.key,
            one.department,
            one.calendar,
            one.roles,
            one.willing,
            one.away,
            start + timedelta(days=rng.randrange(days // 4, max(days - 2, days // 4 + 1))),
        )
        for one in gone
    }


# --- its configuration --------------------------------------------------------------------------


def write(people: Mapping[str, Colleague], *, gone: Collection[str] = ()) -> str:
    """The configuration as text, with the words that docs/reference/configuration.md has.

    `gone` are the keys of those who left.
    """
    parts = [
        '[company]\nname = "Simulatie"\ncalendar = "office"\nlanguages = ["nl", "en"]',
        *(f"[calendars.{name}]\n{body}" for name, body in _CALENDARS.items()),
        *(_person(one, left=one.key in gone) for one in people.values()),
        *_channels(),
        *_routes(people),
        _levels(people),
        *_duties(people),
    ]
    return "\n\n".join(parts) + "\n"


def _person(one: Colleague, *, left: bool) -> str:
    lines = [
        f"[people.{one.key}]",
        f'name = "{one.key.capitalize()}"',
        f'department = "{one.department}"',
        f'calendar = "{one.calendar}"',
        f"roles = {_listed(one.roles)}",
    ]
    lines += ["willing = true"] * one.willing + ["left = true"] * left
    return "\n".join(lines)


def _channels() -> Iterator[str]:
    yield '[channels.webcare]\nwebcare = true\ncalendar = "webcare_late"'
    yield "[channels.iedereen]\nwide = true"
    for name in _TOPICS:
        yield f"[channels.{name.lower()}]"


def _routes(people: Mapping[str, Colleague]) -> Iterator[str]:
    desk = [one.key for one in people.values() if one.is_webcare and one.leaves_on is None]
    for number, (name, topics) in enumerate(_TOPICS.items(), 1):
        # The first of them who works is asked: each route begins with another.
        turned = number * len(desk) // (len(_TOPICS) + 1)
        buddies = _listed([*desk[turned:], *desk[:turned]])
        yield (
            f'[[routes]]\nkey = "{name.lower()}"\nchannels = ["{name.lower()}"]\n'
            f'wide = ["iedereen"]\ndepartment = "{name}"\nbuddies = {buddies}\n'
            f"topics = {_listed(topics)}"
        )
    yield (
        '[[routes]]\nkey = "overig"\nchannels = ["webcare"]\nwide = ["iedereen"]\n'
        f'department = "Klantenservice"\nbuddies = {_listed(desk)}'
    )


def _levels(people: Mapping[str, Colleague]) -> str:
    leads = _listed(one.key for one in people.values() if "lead" in one.roles)
    board = _listed(one.key for one in people.values() if "executive" in one.roles)
    heads: dict[str, str] = {}
    for one in people.values():
        if "manager" in one.roles:
            heads.setdefault(one.department, one.key)
    managers = "\n".join(f'{department} = "{key}"' for department, key in heads.items())
    return (
        f"[levels]\nlead = {leads}\nexecutive = {board}\n\n[managers]\n{managers}\n\n"
        "[mandates]\ndefault = 25\n"
    )


def _duties(people: Mapping[str, Colleague]) -> Iterator[str]:
    """Who looks when the office is empty, taking turns by week."""
    for name, calendar, days, hours, holidays in _DUTIES:
        turns = [
            one.key
            for one in people.values()
            if one.calendar == calendar and one.is_webcare and one.leaves_on is None
        ]
        if not turns:
            continue
        start, _, end = hours.partition("-")
        yield (
            f'[[duty]]\nname = "{name}"\ndays = {_listed(days)}\nfrom = "{start}"\n'
            f'until = "{end}"\npeople = {_listed(turns)}\nholidays = {holidays}'
        )


_DUTIES = (
    ("evenings", "webcare_late", ("mon", "tue", "wed", "thu", "fri"), "17:30-21:00", "false"),
    ("weekends", "webcare_weekend", ("sat", "sun"), "10:00-18:00", "true"),
)


def _listed(keys: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{key}"' for key in keys) + "]"
