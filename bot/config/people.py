"""People and channels: who they are, and where in which chat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.config.calendars import find_calendar, find_own
from bot.config.house import CHATS, CONSOLE, CONSOLE_WORKSPACE, LANGUAGES, ChannelPlan
from bot.config.named import Named
from bot.config.tables import Table
from bot.domain.employee import Account, Role
from bot.ports.storing import Address
from bot.usecases.people import Away, Known


def read_person(key: str, table: Table, named: Named) -> Known:
    """The person of `[people.KEY]`."""
    language = _language(table)
    accounts = _accounts(key, table)
    return Known(
        key=key,
        name=table.required("name", '"Erik"'),
        department=table.required("department", '"Projects"'),
        language=language or named.languages[0],
        calendar=find_own(table, named.calendars, named.calendar),
        roles=frozenset(table.codes("roles", Role, "role")),
        willing=table.flag("willing"),
        active=not table.flag("left"),
        accounts=accounts,
        email=table.optional("email"),
        absences=tuple(_absences(table)),
    )


def read_channel(key: str, table: Table, named: Named) -> ChannelPlan:
    """The channel of `[channels.KEY]`."""
    wide, webcare = table.flag("wide"), table.flag("webcare")
    if wide and webcare:
        table.wrong("wide", "a channel is for everybody or for webcare; take one of them out.")
    shared = table.flag("shared")
    if shared and webcare:
        said = "strangers would be among trained webcare; take shared or webcare out."
        table.wrong("shared", said)
    at = table.optional("at")
    place = _place(table, "at", at) if at else None
    return ChannelPlan(
        key=key,
        name=table.text("name", key),
        address=Address(*(place or (CONSOLE, CONSOLE_WORKSPACE, f"channel:{key}"))),
        language=_language(table) or named.languages[0],
        zone=find_calendar(table, named.calendars, named.calendar).zone,
        wide=wide,
        webcare=webcare,
        shared=shared,
    )


def check_deputies(root: Table, people: Sequence[Known]) -> None:
    """Tell of every deputy who is nobody of `[people]`, or the very person who is away."""
    known = [one.key for one in people]
    for person in people:
        deputies = [one.deputy for one in person.absences if one.deputy is not None]
        root.check(f"people.{person.key}: deputy", deputies, known, "person", "in [people]")
        if person.key in deputies:
            root.wrong(f"people.{person.key}", "nobody stands in for themselves; name another.")


def check_accounts(root: Table, people: Iterable[Known]) -> None:
    """Tell of every account that two people claim."""
    owners: dict[Account, str] = {}
    for person in people:
        for account in person.accounts:
            other = owners.setdefault(account, person.key)
            if other != person.key:
                root.wrong(
                    f"people.{person.key}",
                    f"has the same account as {other!r}; an account is one person's.",
                )


def _absences(table: Table) -> Iterator[Away]:
    for row in table.rows("absences"):
        first_on, last_on = row.day("from", "2026-08-01"), row.day("until", "2026-08-14")
        deputy = row.optional("deputy")
        if first_on is None or last_on is None:
            continue
        if last_on < first_on:
            row.wrong("until", f"{last_on} is before {first_on}; swap the dates.")
        else:
            yield Away(first_on, last_on, deputy)


def _accounts(key: str, table: Table) -> tuple[Account, ...]:
    own = Account(CONSOLE, CONSOLE_WORKSPACE, key)
    named = [_place(table, "accounts", one) for one in table.texts("accounts")]
    return (own, *(Account(*place) for place in named if place is not None))


def _place(table: Table, key: str, written: str) -> tuple[str, str, str] | None:
    found = re.fullmatch(r"(\w+):([^/\s]+)/(\S+)", written)
    if found is None or found[1] not in CHATS:
        table.wrong(key, f"{written!r} is no place in a chat; write it as slack:T0123/C0456.")
        return None
    return found[1], found[2], found[3]


def _language(table: Table) -> str | None:
    language = table.optional("language")
    if language is not None:
        table.check("language", [language], LANGUAGES, "language")
    return language
