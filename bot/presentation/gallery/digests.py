"""Examples of the Monday report: a full week, one that was read, a quiet one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.digest import (
    Ask,
    Asked,
    BrokenPromise,
    Bypass,
    Count,
    Department,
    Digest,
    DigestView,
    Endings,
    Holder,
    Improving,
    Kept,
    Speed,
    Spread,
    TakenUp,
    Tally,
    Waiter,
    Waiting,
)
from bot.domain.ids import CaseId, PromiseId, WordsId
from bot.domain.view import Audience, CaseRow
from bot.domain.working_time import IsoWeek
from bot.presentation.card import Card
from bot.presentation.cards.digest import digest_card
from bot.presentation.gallery.examples import AMY, ERIK, STRANGE, TEXT
from bot.presentation.page import Page
from bot.presentation.pages.digest import digest_cases_page, digest_page

HETTY, ALI, MIA = CaseId(41), CaseId(42), CaseId(43)
_WEEK, _ZONE = IsoWeek(2026, 12), "Europe/Amsterdam"
_END = _WEEK.bounds(_ZONE)[1]
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
MONDAY = _END + 8 * _HOUR
"""When it is read."""


def digest_views() -> Mapping[str, DigestView]:
    """Digests by name."""
    full = DigestView(
        _full(),
        customers={HETTY: "Hetty", ALI: STRANGE["markup"][0], MIA: "Mia"},
        words={WordsId(901): "Monteur komt dinsdag.", WordsId(902): "Alsnog gebeld."},
        readers=6,
        readers_done=5,
    )
    return {
        "full": full,
        "sensitive": replace(full, sensitive=frozenset({HETTY, ALI, MIA})),
        "read": replace(full, read=True, decides_on=date(2026, 3, 26)),
        "forgotten": replace(full, customers={}, words={}),
        "quiet": DigestView(Digest(_WEEK, _ZONE)),
    }


def digests(audience: Audience) -> Iterator[tuple[str, Card | Page]]:
    """Every digest as card and as page, and what stands behind a number."""
    for name, view in digest_views().items():
        yield f"card.digest.{name}", digest_card(view, audience)
        yield f"page.digest.{name}", digest_page(view, audience, now=MONDAY)
        behind = digest_cases_page(view, "waiting.all_waiting", _rows(), audience, now=MONDAY)
        yield f"page.digest.cases.{name}", behind


def _full() -> Digest:
    return Digest(
        week=_WEEK,
        zone=_ZONE,
        weeks_averaged=8,
        asked=Asked(_count(1), (Ask(HETTY, _END - 2 * _DAY, _END - 3 * _DAY, Holder.NOBODY),)),
        waiting=_waiting(),
        taken_up=_taken_up(),
        promises=_promises(),
        endings=_endings(),
        improving=_improving(),
    )


def _count(value: int, average: float | None = None) -> Count:
    return Count(value, average, (HETTY, ALI, MIA)[:value])


def _speed(median: int, slowest: int) -> Speed:
    spread = Spread(median * 60, slowest * 60, median * 72.0, slowest * 78.0, (ALI, MIA))
    return Speed(spread, Spread(median * 40, slowest * 36, cases=(ALI, MIA)))


def _waiting() -> Waiting:
    return Waiting(
        heard=_count(142, 131.25),
        answered=_count(117),
        dismissed=_count(21),
        excused=_count(1),
        silent=_count(3, 5.38),
        found_late=_count(12),
        all_waiting=_count(3, 6.5),
        longest=(
            Waiter(HETTY, _END - 3 * _DAY, 3, Holder.NOBODY, None),
            Waiter(ALI, _END - 22 * _HOUR, 1, Holder.COLLEAGUE, MONDAY + 9 * _HOUR),
            Waiter(MIA, _END - 9 * _HOUR, 0, Holder.WEBCARE, None),
        ),
        first_reply=_speed(47, 310),
        claim=_speed(21, 95),
    )


def _taken_up() -> TakenUp:
    return TakenUp(
        cases=_count(118),
        outside=_count(37, 29.5),
        people=_count(21),
        first_time=_count(6),
        departments=(
            Department("Netwerk", 9, _count(16)),
            Department("<b>Facturatie</b> & co", 7, _count(12)),
            Department(None, 5, _count(9)),
        ),
    )


def _promises() -> Kept:
    first, then = WordsId(901), WordsId(902)
    tuesday = MONDAY + _DAY
    return Kept(
        due=_count(67),
        kept=_count(57),
        late=_count(2),
        moved=_count(4),
        broken=_count(2, 3.5),
        waived=_count(1),
        overdue=_count(3),
        listed=(
            BrokenPromise(
                PromiseId(81), ALI, "Planning", "other_department", first, None, _END, tuesday
            ),
            BrokenPromise(PromiseId(82), MIA, None, "no_deputy", None, then, None, None),
        ),
    )


def _endings() -> Endings:
    return Endings(
        ended=_count(83),
        happy=_count(52),
        fine=_count(14),
        unhappy=_count(6),
        nothing=_count(8),
        gave_up=_count(3, 2.5),
        asked_back=_count(11),
        came_back=_count(11, 9.0),
        repeats=_count(14),
        reopened=_count(2),
        to_manager=_count(4),
        to_executive=_count(1),
        apologies=_count(44),
        goodwill=_count(19),
        cents=Count(41_250, None, (ALI, MIA)),
        untold=_count(1),
    )


def _improving() -> Improving:
    return Improving(
        bypassed=(Tally("Projecten", _count(2)),),
        bypasses=(Bypass(ALI, WordsId(11)), Bypass(MIA, None)),
        widespread=_count(2),
        flags=(Tally("money", _count(31)), Tally("no_service", _count(14))),
        routes=(Tally("facturen", _count(58)), Tally("default", _count(40))),
        causes=(Tally("no_deputy", _count(1)), Tally("other_department", _count(1))),
    )


def _rows() -> Iterator[CaseRow]:
    yield CaseRow(HETTY, 3, "Hetty", "facebook", "open", _END - 3 * _DAY, None, TEXT)
    yield CaseRow(
        ALI, 5, STRANGE["mention"][0], "twitter", "claimed", _END - 22 * _HOUR, ERIK.id, TEXT
    )
    yield CaseRow(MIA, 2, None, "web", "closed", _END - 9 * _HOUR, AMY.id, None)
