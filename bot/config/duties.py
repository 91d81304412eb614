"""The duty rota: who looks when the company does not work."""

from __future__ import annotations

from collections.abc import Iterator

from bot.config import values
from bot.config.house import DutyPlan, SwapPlan
from bot.config.named import Named
from bot.config.tables import Table
from bot.domain.rota import FIRST_WEEK
from bot.domain.working_time import MIDNIGHT, WEEKDAYS, IsoWeek, IsoWeekError


def read_duties(root: Table, named: Named) -> tuple[DutyPlan, ...]:
    """The duties of `[[duty]]`, those that can be done; their names are said on no card."""
    found = tuple(_duty(row, named) for row in root.rows("duty"))
    return tuple(one for one in found if one is not None)


def _duty(row: Table, named: Named) -> DutyPlan | None:
    days = row.texts("days") or WEEKDAYS
    row.check("days", days, WEEKDAYS, "day")
    none: tuple[str, ...] = ()
    people = row.read("people", none, values.text_or_texts, 'people, such as ["amy", "sanne"]')
    if not people:
        row.wrong("people", 'names nobody; write for example people = ["amy", "sanne"].')
    named.check_people(row, "people", people)
    plan = DutyPlan(
        name=row.required("name", '"evenings"'),
        days=frozenset(WEEKDAYS.index(day) for day in days if day in WEEKDAYS),
        starts=row.read("from", MIDNIGHT, values.clock, 'a time such as "18:00"'),
        ends=row.read("until", MIDNIGHT, values.end_of_span, 'a time such as "21:00"'),
        people=people,
        holidays=row.flag("holidays"),
        first_week=_week(row),
        swaps=tuple(_swaps(row, named)),
    )
    return plan if people and _can_be_done(row, plan) else None


def _can_be_done(row: Table, plan: DutyPlan) -> bool:
    for swap in plan.swaps:
        if swap.on.weekday() not in plan.days:
            row.wrong("swaps", f"{swap.on} is no day of this duty; take it out.")
    if plan.ends > plan.starts or plan.ends == MIDNIGHT:
        return bool(plan.days)
    row.wrong(
        "until",
        "is not after from. A duty does not run over midnight: "
        'write until = "24:00", and another [[duty]] from = "00:00".',
    )
    return False


def _week(row: Table) -> IsoWeek:
    written = row.optional("first_week")
    if written is None:
        return FIRST_WEEK
    try:
        return IsoWeek.parse(written)
    except IsoWeekError as error:
        row.wrong("first_week", str(error))
        return FIRST_WEEK


def _swaps(row: Table, named: Named) -> Iterator[SwapPlan]:
    for swap in row.rows("swaps"):
        on, person = swap.day("on", "2026-12-25"), swap.required("person", '"bram"')
        named.check_people(swap, "person", [person] if person else [])
        if on is not None and person:
            yield SwapPlan(on, person)
