"""One short function per intent that only shows: pages, which leave no history."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.digest import cases_behind, from_json
from bot.domain.errors import UnknownDigest
from bot.domain.view import Sight
from bot.interactions.interaction import Reply
from bot.interactions.visit import Visit
from bot.ports.storing import UnitOfWork
from bot.presentation.intent import Verb
from bot.presentation.pages import (
    case_page,
    digest_cases_page,
    digest_page,
    found_page,
    help_page,
    mine_page,
    more_page,
    waiting_page,
)
from bot.usecases.digesting import view_digest
from bot.usecases.showing import found_late, my_page, page_of, seen_rows, view_case

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
        found = uow.digests.find(visit.week)
    else:
        found = next(iter(uow.digests.list_made(limit=1)), None)
    if found is None or found.body is None:
        raise UnknownDigest
    return found.body


def _help(visit: Visit) -> Reply:
    return help_page(visit.audience, company=visit.desk.policy.company)


SHOWS: Mapping[Verb, Show] = {
    Verb.SHOW_CASE: _case,
    Verb.MORE: _more,
    Verb.SHOW_MINE: _mine,
    Verb.SHOW_WAITING: _waiting,
    Verb.SHOW_FOUND: _found,
    Verb.SHOW_DIGEST: _digest,
    Verb.SHOW_HELP: _help,
}
"""What every showing verb shows."""
