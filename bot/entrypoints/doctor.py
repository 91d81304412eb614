"""`doctor`: what is well, what is not, what to do about it; and another try of what failed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.clock import BusinessClock, machine_now
from bot.config import Config, House
from bot.domain.case import Level
from bot.domain.errors import Error
from bot.entrypoints.finding import Finding, Health
from bot.entrypoints.place_health import stopped_places
from bot.entrypoints.slack_health import slack_installations, slack_setup
from bot.entrypoints.teams_health import teams_conversations, teams_setup
from bot.ports.storing import SourceState
from bot.wiring import refuse_real_chats, used_chats
from storage.engine import SqlStore, open_store
from storage.ids import Ids
from storage.migrate import is_current

LATE_SECONDS = 120
TROUBLED_AFTER = 3
"""Failures of a source in a row that are no hiccup."""


def examine(config: Config) -> int:
    """Print every finding; the exit code is 1 where something fails."""
    worst = 0
    for finding in findings(config):
        print(f"{finding.health:<4}  {finding.what}: {finding.says}", flush=True)
        worst |= finding.health is Health.FAIL
    return int(worst)


def revive(config: Config) -> int:
    """Have everything tried again that was given up or stopped; the exit code."""
    store = open_store(config.database_url, new_id=Ids(machine_now))
    try:
        now = BusinessClock(store).now()
        with store.begin() as uow:
            uow.lanes.open_all()
            count = uow.outbox.revive(now=now)
            uow.commit()
    finally:
        store.close()
    print(f"{count} that could not be delivered: a worker tries them again.")
    return 0


def findings(config: Config) -> Iterator[Finding]:
    """Everything that can be said, cheapest first; nothing about a database that is away."""
    yield Finding(Health.OK, "config", f"{config.house.policy.company}, read without mistakes")
    yield from _house(config.house)
    place = shown_url(config.database_url)
    if is_missing(config.database_url):
        said = f"{place} is not there yet; run: python -m bot migrate"
        yield Finding(Health.FAIL, "database", said)
        return
    try:
        current = is_current(config.database_url)
    except Error as error:
        said = f"{place} does not answer ({error}); check DATABASE_URL, and that it runs"
        yield Finding(Health.FAIL, "database", said)
        return
    yield Finding(Health.OK, "database", f"{place} answers")
    if not current:
        yield Finding(Health.FAIL, "migrations", "tables are missing; run: python -m bot migrate")
        return
    yield Finding(Health.OK, "migrations", "the tables are those of this version")
    store = open_store(config.database_url, new_id=Ids(machine_now))
    try:
        yield from _stored(config.house, store)
    finally:
        store.close()


def is_missing(url: str) -> bool:
    """Whether a SQLite file is not there; asking SQLite itself would make it."""
    return url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists()


def shown_url(url: str) -> str:
    """A database's URL without its password."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{parts.username}:***@{host}").geturl()


# --- the configuration --------------------------------------------------------------------------


def _house(house: House) -> Iterator[Finding]:
    yield from _channels(house)
    yield from _people(house)
    yield from slack_setup(house, used="slack" in used_chats(house))
    yield from teams_setup(house, used="teams" in used_chats(house))
    for route in house.routes:
        if not route.channels:
            said = "has no channels: its cases go to webcare's; name some in channels"
            yield Finding(Health.WARN, f"route {route.key}", said)
        if not route.buddies:
            said = "has no buddies: nobody of webcare stands beside its helpers; name some"
            yield Finding(Health.WARN, f"route {route.key}", said)


def _channels(house: House) -> Iterator[Finding]:
    if not any(channel.webcare for channel in house.channels):
        said = "none is for webcare: sensitive cases are shown nowhere; set webcare = true on one"
        yield Finding(Health.FAIL, "channels", said)
    elif not any(channel.wide for channel in house.channels):
        said = "none is wide: what nobody takes is shown to nobody else; set wide = true on one"
        yield Finding(Health.WARN, "channels", said)
    else:
        yield Finding(Health.OK, "channels", f"{len(house.channels)}")


def _people(house: House) -> Iterator[Finding]:
    yield Finding(Health.OK, "people", f"{len(house.people)}")
    chats = used_chats(house) - {"console"}
    for person in house.people if chats else ():
        if person.active and len(person.accounts) == 1:
            said = f"has no account in {' or '.join(sorted(chats))}; add one to accounts"
            yield Finding(Health.WARN, f"people.{person.key}", said)
    names = {Level.LEAD: "lead", Level.EXECUTIVE: "executive"}
    for level, name in names.items():
        if not house.leaders.get(level):
            said = f"nobody hears what rises to the {name}; name somebody in [levels]"
            yield Finding(Health.WARN, "levels", said)
    if not house.readers:
        yield Finding(Health.WARN, "digest", "nobody reads it; name readers in [digest]")


# --- the database -------------------------------------------------------------------------------


def _stored(house: House, store: SqlStore) -> Iterator[Finding]:
    now = BusinessClock(store).now()
    with store.read() as uow:
        row = uow.settings.clock()
        states = uow.cursors.list_states()
        dead = uow.outbox.list_dead(limit=10)
        lateness = uow.outbox.lateness(business=now)
        look_at = uow.cases.next_look_at()
        installations = uow.installations.list_all()
        stopped = uow.lanes.list_stopped()
        met = [*uow.conversations.list_of("teams", "personal")]
        met += uow.conversations.list_of("teams", "team")
    yield from slack_installations(house.slack, installations, machine_now())
    yield from teams_conversations(house, met)
    if row is not None:
        yield _clock(house, row.rate)
        try:
            refuse_real_chats(row, used_chats(house))
        except Error as error:
            yield Finding(Health.FAIL, "clock", str(error))
    yield from stopped_places(house, stopped)
    for state in states:
        yield _source(state)
    for item, why in dead:
        what = "was not delivered" if item.ref is None else "could not be redrawn"
        said = f"{what} ({why}); mend that, then run: python -m bot doctor --revive"
        yield Finding(Health.WARN, f"{item.row} {item.id}", said)
    yield _late("carrying", max((v for k, v in lateness.items() if "seconds" in k), default=0.0))
    behind = (now - look_at).total_seconds() if look_at is not None else 0.0
    yield _late("sweep", max(behind, 0.0))


def _clock(house: House, rate: float) -> Finding:
    del house
    return Finding(Health.WARN, "clock", f"business time is a demo clock at rate {rate:g}")


def _source(state: SourceState) -> Finding:
    aside = f"; {state.aside} things that could not be read are kept aside" if state.aside else ""
    if state.failures >= TROUBLED_AFTER:
        said = f"failed {state.failures} times in a row: {state.why}{aside}"
        return Finding(Health.FAIL, f"source {state.source}", said)
    if state.failures or state.aside:
        why = f"failed last time: {state.why}" if state.failures else "heard"
        return Finding(Health.WARN, f"source {state.source}", f"{why}{aside}")
    heard = state.heard_at.isoformat(timespec="seconds") if state.heard_at else "never"
    return Finding(Health.OK, f"source {state.source}", f"heard last at {heard}")


def _late(what: str, seconds: float) -> Finding:
    if seconds > LATE_SECONDS:
        said = f"the oldest is {seconds:.0f} s behind; is a worker running?"
        return Finding(Health.WARN, what, said)
    return Finding(Health.OK, what, "nothing is behind")
