"""Builds the house from the file, telling every mistake on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.config.calendars import find_calendar, read_calendars
from bot.config.chats import read_slack, read_teams
from bot.config.duties import read_duties
from bot.config.house import LANGUAGES, House
from bot.config.named import Named
from bot.config.people import check_accounts, check_deputies, read_channel, read_person
from bot.config.policies import read_policy
from bot.config.routes import (
    read_leaders,
    read_managers,
    read_operators,
    read_readers,
    read_route,
)
from bot.config.sources import read_feed, read_file, read_hooks
from bot.config.tables import Table
from bot.domain.policy import Policy


def build_house(root: Table, environ: Mapping[str, str]) -> House:
    """The house of this file; mistakes are told where the table has them."""
    company, digest = root.table("company"), root.table("digest")
    named = _named(root, company)
    calendar = named.calendar
    policy = read_policy(root, company, digest, named)
    house = House(
        policy=policy,
        people=named.people,
        channels=named.channels,
        routes=tuple(read_route(row, named, policy) for row in root.rows("routes")),
        leaders=read_leaders(root.table("levels"), named),
        managers=read_managers(root, named),
        readers=read_readers(digest, named),
        duties=read_duties(root, named),
        operators=read_operators(company, named),
        feeds=tuple(read_feed(key, one) for key, one in root.tables("feeds", "blog")),
        hooks=read_hooks(root, environ, calendar),
        files={key: read_file(key, one, calendar) for key, one in root.tables("files", "crm")},
        slack=read_slack(root.table("slack"), environ),
        teams=read_teams(root.table("teams"), environ),
    )
    _check_unique(root, house)
    root.finish()
    return house


def _named(root: Table, company: Table) -> Named:
    """Languages and calendars first: people have them; then channels."""
    calendars = read_calendars(root)
    languages = company.texts("languages") or LANGUAGES
    company.check("languages", languages, LANGUAGES, "language")
    named = Named(languages, calendars, find_calendar(company, calendars, Policy().calendar))
    people = root.tables("people", "erik")
    named = replace(named, people=tuple(read_person(key, one, named) for key, one in people))
    channels = root.tables("channels", "webcare")
    return replace(named, channels=tuple(read_channel(key, one, named) for key, one in channels))


def _check_unique(root: Table, house: House) -> None:
    keys = [route.key for route in house.routes]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        root.wrong("routes", f"there are two routes {key!r}; give one another key.")
    sources = [*(feed.name for feed in house.feeds), *house.hooks, *house.files]
    for name in sorted({name for name in sources if sources.count(name) > 1}):
        root.wrong(name, "two sources bear this name; give one another.")
    check_accounts(root, house.people)
    check_deputies(root, house.people)
