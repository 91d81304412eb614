"""One short function per intent that only shows: pages, which leave no history."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.digest import cases_behind, from_json
from bot.domain.errors import UnknownDigest, UnknownNotice
from bot.domain.practice import read_place
from bot.domain.view import Sight
from bot.interactions.interaction import Reply
from bot.interactions.visit import Visit
from bot.ports.storing import StoredDigest, UnitOfWork
from bot.presentation.intent import Verb
from bot.presentation.pages import (
    bundle_page,
    case_page,
    digest_cases_page,
    digest_page,
    found_page,
    help_page,
    home_page,
    kept_page,
    mine_page,
    more_page,
    practice_page,
    search_page,
    unknown_home_page,
    waiting_page,
)
from bot.presentation.pages.lists import MOST_FOUND, TOGETHER
from bot.usecases.bundling import bundle_of
from bot.usecases.digesting import view_digest
from bot.usecases.practising import practise
from bot.usecases.showing import (
    colleagues_of,
    found_cases,
    found_late,
    kept_about,
    my_page,
    page_of,
    seen_rows,
    view_case,
)

Show = Callable[[Visit], Reply]


def _case(visit: Visit) -> Reply:
    return case_page(page_of(visit.desk, visit.case, now=visit.now), visit.audience)


def _more(visit: Visit) -> Reply:
    with visit.desk.store.read() as uow:
        case = uow.cases.get(visit.case)
        view = view_case(uow, visit.desk.policy, case, now=visit.now)
    return more_page(view, visit.audience)


def _mine(visit: Visit) -> Reply:
    page = my_page(visit.desk, visit.interaction.account, now=visit.now)
    return mine_page(page, visit.audience)


def _waiting(visit: Visit) -> Reply:
    page = my_page(visit.desk, visit.interaction.account, now=visit.now)
    return waiting_page(page, visit.audience)


def _found(visit: Visit) -> Reply:
    rows = found_late(visit.desk, visit.interaction.account)
    return found_page(rows, visit.audience, now=visit.now)


def _digest(visit: Visit) -> Reply:
    """The digest of a week, or the newest; with a number's name, the cases behind that number.

    Raises UnknownDigest where none is made, or it has no such number.
    """
    with visit.desk.store.read() as uow:
        stored = _stored(visit, uow)
        digest = from_json(stored)
        view = view_digest(uow, visit.desk.policy, digest, reader=visit.audience.reader)
        number = visit.interaction.intent.argument
        if number is None:
            return digest_page(view, visit.audience, now=visit.now)
        cases = cases_behind(digest, number)
        if cases is None:
            raise UnknownDigest
        sensitive = visit.audience.sight is Sight.WEBCARE
        listed = uow.cases.list_these(cases, sensitive=sensitive)
        rows = seen_rows(uow, listed, sensitive=sensitive)
    return digest_cases_page(view, number, rows, visit.audience, now=visit.now)


def _stored(visit: Visit, uow: UnitOfWork) -> str:
    if visit.interaction.intent.subject.startswith("digest:"):
        found = _digest_of(uow, visit.week)
    else:
        found = next(iter(uow.digests.list_made(limit=1)), None)
    if found is None or found.body is None:
        raise UnknownDigest
    return found.body


def _digest_of(uow: UnitOfWork, week: str) -> StoredDigest | None:
    """The digest of a week; of one without its year (`W12`), the newest that there is."""
    if not week.startswith("W"):
        return uow.digests.find(week)
    made = uow.digests.list_made(limit=_A_YEAR)
    return next((one for one in made if one.week.endswith(f"-{week}")), None)


_A_YEAR = 53


def _home(visit: Visit) -> Reply:
    company = visit.desk.policy.company
    if visit.actor is None:
        return unknown_home_page(visit.audience, company=company)
    page = my_page(visit.desk, visit.interaction.account, now=visit.now)
    return home_page(page, visit.audience)


def _bundle(visit: Visit) -> Reply:
    """Only whoever was told can read what they were told."""
    if visit.actor is None:
        raise UnknownNotice
    first = _first(visit)
    told = bundle_of(
        visit.desk, visit.notice, visit.actor, first=first, most=TOGETHER, now=visit.now
    )
    return bundle_page(told, visit.audience, first=first if first < len(told.members) else 0)


def _first(visit: Visit) -> int:
    """Where a page begins; at the first where it says none."""
    named = visit.interaction.intent.argument or ""
    return int(named) if named.isascii() and named.isdigit() and len(named) < 6 else 0


def _kept(visit: Visit) -> Reply:
    kept = kept_about(visit.desk, visit.interaction.account, now=visit.now)
    return kept_page(kept, visit.audience)


def _search(visit: Visit) -> Reply:
    text = visit.interaction.intent.argument or visit.text("text")
    rows = found_cases(visit.desk, visit.interaction.account, text, limit=MOST_FOUND)
    people = colleagues_of(visit.desk, rows)
    return search_page(text, rows, visit.audience, now=visit.now, people=people)


def _help(visit: Visit) -> Reply:
    return help_page(visit.audience, company=visit.desk.policy.company)


def _practice(visit: Visit) -> Reply:
    """A step of the practice: anybody may, and nothing of it is kept."""
    step, spoken = read_place(visit.interaction.intent.argument)
    practice = practise(visit.desk, visit.actor, step, spoken, now=visit.now)
    return practice_page(practice, visit.audience)


SHOWS: Mapping[Verb, Show] = {
    Verb.SHOW_CASE: _case,
    Verb.MORE: _more,
    Verb.SHOW_MINE: _mine,
    Verb.SHOW_WAITING: _waiting,
    Verb.SHOW_FOUND: _found,
    Verb.SHOW_DIGEST: _digest,
    Verb.SHOW_HELP: _help,
    Verb.SHOW_PRACTICE: _practice,
    Verb.SHOW_HOME: _home,
    Verb.SHOW_KEPT: _kept,
    Verb.SHOW_BUNDLE: _bundle,
    Verb.SHOW_SEARCH: _search,
}
"""What every showing verb shows."""
