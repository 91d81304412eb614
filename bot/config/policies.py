"""The company's policy: its name, ladders, mandates and digest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from bot.config import values
from bot.config.ladders import read_ladders
from bot.config.named import Named
from bot.config.quiet import read_budget
from bot.config.tables import Table
from bot.domain.caps import Caps
from bot.domain.policy import URGENT, DigestPlan, Policy
from bot.domain.working_time import WEEKDAYS


def read_policy(root: Table, company: Table, digest: Table, named: Named) -> Policy:
    """All that the company chose but what the database numbers."""
    default = Policy()
    mandate, mandates = _mandates(root)
    normal, urgent = read_ladders(root.table("ladders"), default.normal, URGENT)
    return Policy(
        company=company.text("name", default.company),
        domains=company.read("domains", (), values.domains, values.DOMAINS),
        department=company.text("department"),
        languages=named.languages,
        calendar=named.calendar,
        normal=normal,
        urgent=urgent,
        promise_early=company.read(
            "promise_early", default.promise_early, values.share, "a share such as 0.8"
        ),
        check_back_days=company.read(
            "check_back", default.check_back_days, values.days, 'working days such as "5d"'
        ),
        mandate=mandate,
        mandates=mandates,
        handover_hours=company.whole("handover_hours", default.handover_hours, 1, 40),
        long_absence=company.read(
            "long_absence", default.long_absence, values.days, 'working days such as "3d"'
        ),
        caps=_caps(company, default.caps),
        wide_cards_per_day=company.whole("wide_cards_per_day", 5, 0, 100),
        webcare_until=company.read(
            "webcare_until", default.webcare_until, values.clock, 'a time such as "21:00"'
        ),
        digest=_digest(digest, named),
        detect_promises=company.flag("detect_promises"),
        budget=read_budget(root.table("quiet")),
    )


def _caps(company: Table, default: Caps) -> Caps:
    """How many cases somebody may have in hand; 0 is any number."""

    def cap(key: str, otherwise: int | None) -> int | None:
        return company.whole(key, otherwise or 0, 0, 1000) or None

    return Caps(
        anybody=cap("cases_per_person", default.anybody),
        first=cap("cases_of_a_beginner", default.first),
        early=cap("cases_after_the_first", default.early),
        webcare=cap("cases_of_webcare", default.webcare),
    )


def _mandates(root: Table) -> tuple[int, Mapping[str, int]]:
    table = root.table("mandates")
    expected = "an amount in euro, such as 25 or 25.50"
    cents = {
        department: table.read(department, 0, values.cents, expected)
        for department in root.pairs("mandates")
    }
    return cents.pop("default", 0), cents


def _digest(table: Table, named: Named) -> DigestPlan:
    day = table.text("weekday", "mon")
    if day not in WEEKDAYS:
        table.wrong("weekday", f"write one of {', '.join(WEEKDAYS)}.")
    return DigestPlan(
        weekday=WEEKDAYS.index(day) if day in WEEKDAYS else 0,
        at=table.read("at", time(8), values.clock, 'a time such as "08:00"'),
        smallest_group=table.whole("smallest_group", 5, 1, 100),
        channels=_digest_channels(table, named),
    )


def _digest_channels(table: Table, named: Named) -> tuple[str, ...]:
    written = table.texts("channels")
    known = {one.key: one.shared for one in named.channels}
    table.check("channels", written, known, "channel", "in [channels]")
    for one in written:
        if known.get(one):
            said = f"the channel {one!r} is shared with people outside; take it out."
            table.wrong("channels", said)
    return written
