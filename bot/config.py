"""The one file that reads the environment: settings, and the company's own choices, checked.

Every mistake is told at once, with its place and what to write instead; no secret is ever printed.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.domain.case import Level
from bot.domain.employee import Account, Role
from bot.domain.errors import Error
from bot.domain.flags import Flag
from bot.domain.policy import URGENT, DigestPlan, Ladder, Policy
from bot.domain.working_time import (
    WEEKDAYS,
    Calendar,
    NoWorkingTime,
    UnknownZoneError,
    WeeklyHours,
    WorkingHoursError,
)
from bot.ports.hearing import SourceError
from bot.ports.storing import Address
from bot.usecases.people import Known
from integrations.slack.config import SlackConfig, slack_config
from integrations.sources.feed import FeedConfig
from integrations.sources.files import FileConfig
from integrations.sources.record import FIELDS
from integrations.sources.webhook import HookConfig
from integrations.teams.config import TeamsConfig, teams_config

CHATS = ("console", "slack", "teams")
CONSOLE = "console"
CONSOLE_WORKSPACE = "local"
LANGUAGES = ("nl", "en")
LEVELS = {"lead": Level.LEAD, "manager": Level.MANAGER, "executive": Level.EXECUTIVE}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

T = TypeVar("T")
Code = TypeVar("Code", bound=StrEnum)
Environment = Mapping[str, str]
_NOTHING: Mapping[str, object] = MappingProxyType({})
_NO_DATES: frozenset[date] = frozenset()


class BadConfig(Error):
    """The settings cannot be used. `mistakes` are sentences with place and remedy."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        """All of them at once, so that nobody mends them one run at a time."""
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """An internal channel as configured."""

    key: str
    name: str
    address: Address
    language: str
    zone: str
    wide: bool = False
    webcare: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """A route as configured: channels and people by key."""

    key: str
    channels: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    department: str | None = None
    buddies: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    flags: frozenset[Flag] = frozenset()
    topics: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    words_outside: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """What the company chose. `policy` lacks only what the database numbers."""

    policy: Policy
    people: tuple[Known, ...]
    channels: tuple[ChannelPlan, ...]
    routes: tuple[RoutePlan, ...]
    leaders: Mapping[Level, tuple[str, ...]]
    managers: Mapping[str, str]
    readers: tuple[str, ...]
    """Who gets the weekly digest."""
    operators: tuple[str, ...] = ()
    """Who hears that something in a chat does not work."""
    feeds: tuple[FeedConfig, ...] = ()
    hooks: Mapping[str, HookConfig] = field(default_factory=dict)
    files: Mapping[str, FileConfig] = field(default_factory=dict)
    slack: SlackConfig | None = None
    """None: Slack is not used."""
    teams: TeamsConfig | None = None
    """None: Teams is not used."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings."""

    database_url: str
    port: int
    log_level: str
    house: House


DEFAULT_HOUSE = """
[company]
name = "Knuffel"

[channels.webcare]
webcare = true

[channels.everyone]
wide = true

[[routes]]
key = "everything"
channels = ["webcare"]
wide = ["everyone"]
buddies = ["anna"]

[people]
anna = { name = "Anna", department = "Webcare", roles = ["lead"] }
bram = { name = "Bram", department = "Support" }
chris = { name = "Chris", department = "Finance", language = "en" }
dina = { name = "Dina", department = "Board", roles = ["executive"] }
"""
"""Good enough to import and replay posts before anything is configured."""


def read_config(environ: Environment = os.environ) -> Config:
    """The settings of this process. Raises BadConfig."""
    mistakes: list[str] = []
    port = _port(environ.get("PORT", "8300"), mistakes)
    log_level = environ.get("LOG_LEVEL", "INFO").upper()
    if log_level not in LOG_LEVELS:
        mistakes.append(f"LOG_LEVEL: write one of {', '.join(LOG_LEVELS)}.")
    house = _read_house(environ, mistakes)
    if mistakes or house is None:
        raise BadConfig(mistakes)
    url = environ.get("DATABASE_URL") or "sqlite:///knuffel.db"
    return Config(database_url(url), port, log_level, house)


def environment() -> dict[str, str]:
    """A copy of this process's environment, for the commands that set something in it."""
    return dict(os.environ)


def database_url(url: str) -> str:
    """The URL with the driver that we use, as hosting companies write it without."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)


def parse_house(text: str, name: str, environ: Environment = MappingProxyType({})) -> House:
    """The company's choices from a TOML text; `name` is what mistakes call it.

    Raises BadConfig with every mistake.
    """
    mistakes: list[str] = []
    house = _parse(text, name, environ, mistakes)
    if mistakes or house is None:
        raise BadConfig(mistakes)
    return house


def _port(written: str, mistakes: list[str]) -> int:
    if written.isascii() and written.isdigit() and 0 <= int(written) <= 65535:
        return int(written)
    mistakes.append(f"PORT: {written!r} is no port; write a number such as 8300.")
    return 0


def _read_house(environ: Environment, mistakes: list[str]) -> House | None:
    named = environ.get("KNUFFEL_CONFIG")
    if not named:
        return _parse(DEFAULT_HOUSE, "the default company", environ, mistakes)
    try:
        text = Path(named).read_text(encoding="utf-8")
    except FileNotFoundError:
        mistakes.append(f"KNUFFEL_CONFIG: there is no file {named}; write the path of a TOML file.")
    except (OSError, UnicodeDecodeError) as error:
        mistakes.append(f"KNUFFEL_CONFIG: {named} cannot be read ({type(error).__name__}).")
    else:
        return _parse(text, Path(named).name, environ, mistakes)
    return None


def _parse(text: str, name: str, environ: Environment, mistakes: list[str]) -> House | None:
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        mistakes.append(f"{name}: this is not TOML: {error}.")
        return None
    return _Builder(_Table(written, name, mistakes), environ).house()


# --- reading values -----------------------------------------------------------------------------


class _Table:
    """A table of the file; it remembers what it was asked for, and so knows what is unknown."""

    def __init__(
        self, written: Mapping[str, object], file: str, mistakes: list[str], name: str = ""
    ) -> None:
        self._written = written
        self._file = file
        self._name = name
        self._children: list[_Table] = []
        self._known: list[str] = []
        self.place = f"{file}, [{name}]" if name else file
        self.mistakes = mistakes

    def wrong(self, key: str, why: str) -> None:
        self.mistakes.append(f"{self.place}: {key}: {why}" if key else f"{self.place}: {why}")

    def value(self, key: str) -> object:
        self._known.append(key)
        return self._written.get(key)

    def read(self, key: str, default: T, reads: Callable[[object], T], expected: str) -> T:
        """What `reads` makes of the value; a ValueError or TypeError of it is a mistake."""
        written = self.value(key)
        if written is None:
            return default
        try:
            return reads(written)
        except (ValueError, TypeError) as error:
            said = str(error) if isinstance(error, _Wrong) else ""
            self.wrong(key, said or f"write {expected}.")
            return default

    def text(self, key: str, default: str = "") -> str:
        return self.read(key, default, _text, 'text in quotes, such as "…"')

    def optional(self, key: str) -> str | None:
        return self.text(key) or None

    def required(self, key: str, example: str) -> str:
        if key not in self._written:
            self.wrong(key, f"is missing; write for example {key} = {example}.")
        return self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        return self.read(key, (), _texts, 'a list, such as ["one", "two"]')

    def flag(self, key: str, *, default: bool = False) -> bool:
        return self.read(key, default, _flag, "true or false, without quotes")

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        expected = f"a whole number from {least} to {most}"
        return self.read(key, default, lambda one: _whole(one, least, most), expected)

    def table(self, key: str) -> _Table:
        return self._child(self.pairs(key), self._path(key))

    def tables(self, key: str, example: str) -> list[tuple[str, _Table]]:
        """`[key.name]` tables by name."""
        found: list[tuple[str, _Table]] = []
        written = self.read(key, _NOTHING, _mapping, f"tables: [{key}.{example}]")
        for name, one in written.items():
            if isinstance(one, dict):
                found.append((name, self._child(one, self._path(f"{key}.{name}"))))
            else:
                self.wrong(f"{key}.{name}", f"write a table: [{key}.{name}].")
        return found

    def rows(self, key: str) -> list[_Table]:
        """`[[key]]` tables in order."""
        none: list[Mapping[str, object]] = []
        rows = self.read(key, none, _rows, f"tables in order: [[{key}]]")
        return [self._child(row, f"{key} {at}") for at, row in enumerate(rows, 1)]

    def pairs(self, key: str) -> Mapping[str, object]:
        """A table whose keys are the company's own words."""
        return self.read(key, _NOTHING, _mapping, f"a table: [{key}]")

    def finish(self) -> None:
        """Tell of every key that nobody asked for, here and below."""
        for key in self._written:
            if key not in self._known:
                self.wrong(key, f"is unknown{did_you_mean(key, self._known)}")
        for child in self._children:
            child.finish()

    def _path(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key

    def _child(self, written: Mapping[str, object], name: str) -> _Table:
        child = _Table(written, self._file, self.mistakes, name)
        self._children.append(child)
        return child


class _Wrong(ValueError):
    """A value is wrong, and the sentence says what to do."""


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """The end of a sentence: what was meant, where something alike is known, else what is."""
    choices = sorted(set(known))
    close = difflib.get_close_matches(written, choices, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known are {', '.join(choices)}." if choices else "."


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(one) for one in value)


_DOMAINS = 'a list of mail domains without @, such as ["example.com"]'
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def _domains(value: object) -> tuple[str, ...]:
    """In small letters, each once: whoever has an address of one is taken for a colleague."""
    found = tuple(dict.fromkeys(one.lower() for one in _texts(value)))
    if not all(_DOMAIN.fullmatch(one) for one in found):
        raise ValueError
    return found


def _text_or_texts(value: object) -> tuple[str, ...]:
    return (_text(value),) if isinstance(value, str) else _texts(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _whole(value: object, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError
    return value


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _rows(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise TypeError
    return [_mapping(one) for one in value]


def _dates(value: object) -> frozenset[date]:
    if not isinstance(value, list) or not all(isinstance(one, date) for one in value):
        raise TypeError
    return frozenset(value)


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise ValueError
    return float(value)


def _cents(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100_000:
        raise ValueError
    return round(value * 100)


def _clock(value: object) -> time:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value):
        return time.fromisoformat(value)
    raise ValueError


_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DURATION = re.compile(r"(?:\d+\s*[smhdw]\s*)+")


def duration(value: object) -> timedelta:
    """Time as people write it: 30m, 2h, 1h30m, 1d. Raises ValueError."""
    if not isinstance(value, str) or not _DURATION.fullmatch(value.strip()):
        raise ValueError
    parts = re.findall(r"(\d+)\s*([smhdw])", value)
    found = timedelta(**_added((_UNITS[unit], int(number)) for number, unit in parts))
    if not timedelta(0) < found <= timedelta(days=366):
        raise ValueError
    return found


def _added(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for unit, number in parts:
        total[unit] = total.get(unit, 0) + number
    return total


def _working(value: object) -> timedelta:
    found = duration(value)
    if re.search("[dw]", str(value)):
        raise _Wrong("this counts working time, where a day has no fixed length; write hours.")
    return found


def _days(value: object) -> int:
    found = duration(value)
    if found % timedelta(days=1):
        raise ValueError
    return found.days


# --- building the house -------------------------------------------------------------------------


class _Builder:
    """Builds the house from the file, telling every mistake on the way."""

    def __init__(self, root: _Table, environ: Environment) -> None:
        self._root = root
        self._environ = environ
        self._company = root.table("company")
        self._calendars = self._read_calendars()
        self._languages = self._company.texts("languages") or LANGUAGES
        self._check_known(self._company, "languages", self._languages, LANGUAGES, "language")
        self._calendar = self._find_calendar(self._company)
        self._people = tuple(
            self._person(key, table) for key, table in root.tables("people", "erik")
        )
        self._channels = tuple(
            self._channel(key, table) for key, table in root.tables("channels", "webcare")
        )

    def house(self) -> House:
        root = self._root
        house = House(
            policy=self._policy(),
            people=self._people,
            channels=self._channels,
            routes=tuple(self._route(row) for row in root.rows("routes")),
            leaders=self._leaders(root.table("levels")),
            managers=self._managers(),
            readers=self._digest_readers(),
            operators=self._operators(),
            feeds=tuple(self._feed(key, one) for key, one in root.tables("feeds", "blog")),
            hooks=self._hooks(),
            files={key: self._file(key, one) for key, one in root.tables("files", "crm")},
            slack=self._slack(root.table("slack")),
            teams=self._teams(root.table("teams")),
        )
        self._check_unique(house)
        root.finish()
        return house

    # - the company

    def _policy(self) -> Policy:
        company = self._company
        default = Policy()
        mandate, mandates = self._mandates()
        ladders = self._root.table("ladders")
        return Policy(
            company=company.text("name", default.company),
            domains=company.read("domains", (), _domains, _DOMAINS),
            department=company.text("department"),
            languages=self._languages,
            calendar=self._calendar,
            normal=self._ladder(ladders.table("normal"), default.normal),
            urgent=self._ladder(ladders.table("urgent"), URGENT),
            promise_early=company.read(
                "promise_early", default.promise_early, _share, "a share such as 0.8"
            ),
            check_back_days=company.read(
                "check_back", default.check_back_days, _days, 'working days such as "5d"'
            ),
            mandate=mandate,
            mandates=mandates,
            handover_hours=company.whole("handover_hours", default.handover_hours, 1, 40),
            wide_cards_per_day=company.whole("wide_cards_per_day", 5, 0, 100),
            webcare_until=company.read(
                "webcare_until", default.webcare_until, _clock, 'a time such as "21:00"'
            ),
            digest=self._digest(),
        )

    def _mandates(self) -> tuple[int, Mapping[str, int]]:
        table = self._root.table("mandates")
        cents = {
            department: table.read(department, 0, _cents, "an amount in euro, such as 25 or 25.50")
            for department in self._root.pairs("mandates")
        }
        return cents.pop("default", 0), cents

    def _ladder(self, table: _Table, default: Ladder) -> Ladder:
        def working(key: str, otherwise: timedelta) -> timedelta:
            return table.read(key, otherwise, _working, 'working time such as "30m" or "2h"')

        return replace(
            default,
            **{name: working(name, getattr(default, name)) for name in _WORKING_STEPS},
            public_silence=table.read(
                "public_silence", default.public_silence, duration, 'time such as "24h"'
            ),
            waiting_days=table.read(
                "waiting", default.waiting_days, _days, 'working days such as "10d"'
            ),
        )

    def _digest(self) -> DigestPlan:
        table = self._digest_table
        day = table.text("weekday", "mon")
        if day not in WEEKDAYS:
            table.wrong("weekday", f"write one of {', '.join(WEEKDAYS)}.")
        return DigestPlan(
            weekday=WEEKDAYS.index(day) if day in WEEKDAYS else 0,
            at=table.read("at", time(8), _clock, 'a time such as "08:00"'),
            smallest_group=table.whole("smallest_group", 5, 1, 100),
            channels=self._digest_channels(table),
        )

    def _digest_channels(self, table: _Table) -> tuple[str, ...]:
        named = table.texts("channels")
        known = {one.key: one.shared for one in self._channels}
        self._check_known(table, "channels", named, known, "channel", "in [channels]")
        for one in named:
            if known.get(one):
                said = f"the channel {one!r} is shared with people outside; take it out."
                table.wrong("channels", said)
        return named

    @property
    def _digest_table(self) -> _Table:
        if not hasattr(self, "_digest_kept"):
            self._digest_kept = self._root.table("digest")
        return self._digest_kept

    def _digest_readers(self) -> tuple[str, ...]:
        readers = self._digest_table.texts("readers")
        self._check_people(self._digest_table, "readers", readers)
        return readers or self._with_role(Role.EXECUTIVE)

    # - calendars

    def _read_calendars(self) -> dict[str, Calendar]:
        tables = self._root.tables("calendars", "office")
        return {name: self._read_calendar(table) for name, table in tables}

    def _read_calendar(self, table: _Table) -> Calendar:
        default = Policy().calendar
        hours = self._hours(table, default.hours)
        zone = table.text("zone", default.zone)
        country = table.text("country", default.country or "") or None
        region = table.optional("region")
        extra = table.read("extra_holidays", _NO_DATES, _dates, "dates: [2026-12-24]")
        ordinary = table.read("ordinary_days", _NO_DATES, _dates, "dates: [2026-04-03]")
        try:
            return Calendar(zone, hours, country, region, extra, ordinary)
        except UnknownZoneError:
            table.wrong("zone", f"there is no zone {zone!r}; write one such as Europe/Amsterdam.")
        except (ValueError, NoWorkingTime) as error:
            table.wrong("", str(error))
        return default

    def _hours(self, table: _Table, default: WeeklyHours) -> WeeklyHours:
        written = table.value("hours")
        if written is None:
            return default
        if isinstance(written, list):
            written = dict.fromkeys(WEEKDAYS[:5], written)
        if not isinstance(written, dict):
            table.wrong("hours", 'write { mon = ["09:00-17:00"], … }.')
            return default
        try:
            return WeeklyHours.parse(written)
        except WorkingHoursError as error:
            table.wrong("hours", str(error))
            return default

    def _find_calendar(self, table: _Table) -> Calendar:
        """The calendar that a table names, else the company's own."""
        name = table.text("calendar")
        otherwise: Calendar = getattr(self, "_calendar", Policy().calendar)
        if not name:
            return otherwise
        if name not in self._calendars:
            meant = did_you_mean(name, self._calendars)
            table.wrong("calendar", f"there is no calendar {name!r}{meant}")
        return self._calendars.get(name, otherwise)

    # - people and channels

    def _person(self, key: str, table: _Table) -> Known:
        language = self._language(table)
        accounts = self._accounts(key, table)
        return Known(
            key=key,
            name=table.required("name", '"Erik"'),
            department=table.required("department", '"Projects"'),
            language=language or self._languages[0],
            calendar=self._find_calendar(table),
            roles=frozenset(self._codes(table, "roles", Role, "role")),
            willing=table.flag("willing"),
            active=not table.flag("left"),
            accounts=accounts,
            email=table.optional("email"),
        )

    def _accounts(self, key: str, table: _Table) -> tuple[Account, ...]:
        own = Account(CONSOLE, CONSOLE_WORKSPACE, key)
        named = [self._place(table, "accounts", one) for one in table.texts("accounts")]
        return (own, *(Account(*place) for place in named if place is not None))

    def _channel(self, key: str, table: _Table) -> ChannelPlan:
        wide, webcare = table.flag("wide"), table.flag("webcare")
        if wide and webcare:
            table.wrong("wide", "a channel is for everybody or for webcare; take one of them out.")
        shared = table.flag("shared")
        if shared and webcare:
            said = "strangers would be among trained webcare; take shared or webcare out."
            table.wrong("shared", said)
        at = table.optional("at")
        place = self._place(table, "at", at) if at else None
        return ChannelPlan(
            key=key,
            name=table.text("name", key),
            address=Address(*(place or (CONSOLE, CONSOLE_WORKSPACE, f"channel:{key}"))),
            language=self._language(table) or self._languages[0],
            zone=self._find_calendar(table).zone,
            wide=wide,
            webcare=webcare,
            shared=shared,
        )

    def _place(self, table: _Table, key: str, written: str) -> tuple[str, str, str] | None:
        found = re.fullmatch(r"(\w+):([^/\s]+)/(\S+)", written)
        if found is None or found[1] not in CHATS:
            table.wrong(key, f"{written!r} is no place in a chat; write it as slack:T0123/C0456.")
            return None
        return found[1], found[2], found[3]

    def _language(self, table: _Table) -> str | None:
        language = table.optional("language")
        if language is not None:
            self._check_known(table, "language", [language], LANGUAGES, "language")
        return language

    def _with_role(self, role: Role) -> tuple[str, ...]:
        return tuple(one.key for one in self._people if role in one.roles and one.active)

    # - who hears what

    def _route(self, table: _Table) -> RoutePlan:
        route = RoutePlan(
            key=table.required("key", '"billing"'),
            channels=table.texts("channels"),
            wide=table.texts("wide"),
            department=table.optional("department"),
            buddies=table.texts("buddies"),
            sources=frozenset(table.texts("sources")),
            languages=frozenset(table.texts("languages")),
            flags=frozenset(self._codes(table, "flags", Flag, "flag")),
            topics=frozenset(word.casefold() for word in table.texts("topics")),
            companies=frozenset(table.texts("companies")),
            words_outside=table.flag("words_outside"),
        )
        self._check_people(table, "buddies", route.buddies)
        self._check_channels(table, "channels", route.channels, wide=False)
        self._check_channels(table, "wide", route.wide, wide=True)
        return route

    def _leaders(self, table: _Table) -> Mapping[Level, tuple[str, ...]]:
        roles = {"lead": Role.LEAD, "manager": Role.MANAGER, "executive": Role.EXECUTIVE}
        leaders: dict[Level, tuple[str, ...]] = {}
        for name, level in LEVELS.items():
            named = table.texts(name)
            self._check_people(table, name, named)
            leaders[level] = named or self._with_role(roles[name])
        return leaders

    def _operators(self) -> tuple[str, ...]:
        named = self._company.texts("operators")
        self._check_people(self._company, "operators", named)
        return named or self._with_role(Role.LEAD)

    def _managers(self) -> Mapping[str, str]:
        table = self._root.table("managers")
        managers = {one: table.text(one) for one in self._root.pairs("managers")}
        for department, person in managers.items():
            self._check_people(table, department, [person])
        return managers

    # - sources

    def _file(self, name: str, table: _Table) -> FileConfig:
        return FileConfig(
            name=name,
            fields=self._fields(table),
            company=table.optional("company"),
            language=table.optional("language"),
            zone=self._zone(table),
        )

    def _feed(self, name: str, table: _Table) -> FeedConfig:
        url = table.required("url", '"https://example.org/feed.xml"')
        if url and not re.match(r"https?://\S+$", url):
            table.wrong("url", "write an address that begins with https://.")
        every = table.read("every", timedelta(minutes=5), duration, 'time such as "5m"')
        return FeedConfig(
            name=name,
            url=url,
            company=table.optional("company"),
            language=table.optional("language"),
            every=max(int(every.total_seconds()), 10),
            internal=table.flag("internal"),
        )

    def _hooks(self) -> dict[str, HookConfig]:
        tables = self._root.tables("hooks", "clips")
        found = {name: self._hook(name, table) for name, table in tables}
        return {name: hook for name, hook in found.items() if hook is not None}

    def _hook(self, name: str, table: _Table) -> HookConfig | None:
        secrets = self._secrets(table)
        written = partial(
            HookConfig,
            name=name,
            secrets=secrets,
            fields=self._fields(table),
            items=table.optional("items"),
            deed=table.optional("deed"),
            deeds={theirs: str(ours) for theirs, ours in table.pairs("deeds").items()},
            company=table.optional("company"),
            language=table.optional("language"),
            zone=self._zone(table),
        )
        try:
            return written() if secrets else None
        except SourceError as error:
            table.wrong("", str(error))
            return None

    def _secrets(self, table: _Table) -> tuple[str, ...]:
        """The secrets, from the environment; never told, not even in part."""
        if table.value("secret") is not None:
            table.wrong("secret", 'secrets are not kept in this file; write secret_env = "NAME".')
        none: tuple[str, ...] = ()
        named = table.read("secret_env", none, _text_or_texts, 'a name, such as "HOOK_SECRET"')
        if not named:
            table.wrong("secret_env", 'is missing; write for example secret_env = "HOOK_SECRET".')
        found = {name: self._environ.get(name, "") for name in named}
        for name, secret in found.items():
            if not secret:
                table.wrong("secret_env", f"the environment has no {name}; set it before starting.")
        return tuple(secret for secret in found.values() if secret)

    def _fields(self, table: _Table) -> Mapping[str, str]:
        fields = {ours: str(theirs) for ours, theirs in table.pairs("fields").items()}
        self._check_known(table, "fields", fields, FIELDS, "field")
        return {ours: theirs for ours, theirs in fields.items() if ours in FIELDS}

    # - chats

    def _slack(self, table: _Table) -> SlackConfig | None:
        return slack_config(
            self._environ,
            workspaces=table.texts("workspaces"),
            url=table.text("url"),
            place=table.place,
            mistakes=table.mistakes,
        )

    def _teams(self, table: _Table) -> TeamsConfig | None:
        return teams_config(
            self._environ,
            tenants=table.texts("tenants"),
            url=table.text("url"),
            place=table.place,
            mistakes=table.mistakes,
        )

    def _zone(self, table: _Table) -> str:
        zone = table.text("zone", self._calendar.zone)
        try:
            return replace(self._calendar, zone=zone).zone
        except UnknownZoneError:
            table.wrong("zone", f"there is no zone {zone!r}; write one such as Europe/Amsterdam.")
            return self._calendar.zone

    # - checks

    def _codes(self, table: _Table, key: str, codes: type[Code], what: str) -> list[Code]:
        written = table.texts(key)
        known = [code.value for code in codes]
        self._check_known(table, key, written, known, what)
        return [codes(one) for one in written if one in known]

    def _check_people(self, table: _Table, key: str, named: Iterable[str]) -> None:
        known = [one.key for one in self._people]
        self._check_known(table, key, named, known, "person", "in [people]")

    def _check_channels(self, table: _Table, key: str, named: Iterable[str], *, wide: bool) -> None:
        known = {one.key: one.wide for one in self._channels}
        self._check_known(table, key, named, known, "channel", "in [channels]")
        for one in named:
            if known.get(one, wide) is not wide:
                self._wrong_width(table, key, one, wide=wide)

    def _wrong_width(self, table: _Table, key: str, channel: str, *, wide: bool) -> None:
        other = "channels" if wide else "wide"
        is_it = "is not wide" if wide else "is wide"
        table.wrong(key, f"the channel {channel!r} {is_it}; move it to {other!r}.")

    def _check_known(
        self,
        table: _Table,
        key: str,
        named: Iterable[str],
        known: Iterable[str],
        what: str,
        where: str = "",
    ) -> None:
        choices = list(known)
        place = f" {where}" if where else ""
        for one in named:
            if one not in choices:
                meant = did_you_mean(one, choices)
                table.wrong(key, f"there is no {what} {one!r}{place}{meant}")

    def _check_unique(self, house: House) -> None:
        keys = [route.key for route in house.routes]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self._root.wrong("routes", f"there are two routes {key!r}; give one another key.")
        sources = [*(feed.name for feed in house.feeds), *house.hooks, *house.files]
        for name in sorted({name for name in sources if sources.count(name) > 1}):
            self._root.wrong(name, "two sources bear this name; give one another.")
        _check_accounts(self._root, house.people)


_WORKING_STEPS = (
    *("shown_again", "personal_word", "lead_told", "no_reply", "placing", "placing_lead"),
)


def _check_accounts(root: _Table, people: Iterable[Known]) -> None:
    owners: dict[Account, str] = {}
    for person in people:
        for account in person.accounts:
            other = owners.setdefault(account, person.key)
            if other != person.key:
                root.wrong(
                    f"people.{person.key}",
                    f"has the same account as {other!r}; an account is one person's.",
                )
