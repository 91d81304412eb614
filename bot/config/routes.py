"""Who hears what: routes, levels, departments' managers, readers and operators."""

from __future__ import annotations

from collections.abc import Mapping

from bot.config import values
from bot.config.house import LEVELS, RoutePlan
from bot.config.ladders import read_ladders
from bot.config.named import Named
from bot.config.tables import Table
from bot.domain.case import Level
from bot.domain.employee import Role
from bot.domain.flags import Flag
from bot.domain.policy import Policy


def read_route(table: Table, named: Named, policy: Policy) -> RoutePlan:
    """The route of one `[[routes]]`; what its own ladders leave out is as in the company's."""
    own = table.pairs("ladders")
    normal, urgent = read_ladders(table.table("ladders"), policy.normal, policy.urgent)
    route = RoutePlan(
        key=table.required("key", '"billing"'),
        channels=table.texts("channels"),
        wide=table.texts("wide"),
        department=table.optional("department"),
        buddies=table.texts("buddies"),
        sources=frozenset(table.texts("sources")),
        languages=frozenset(table.texts("languages")),
        flags=frozenset(table.codes("flags", Flag, "flag")),
        topics=frozenset(word.casefold() for word in table.texts("topics")),
        companies=frozenset(table.texts("companies")),
        words_outside=table.flag("words_outside"),
        normal=normal if "normal" in own else None,
        urgent=urgent if "urgent" in own else None,
    )
    named.check_people(table, "buddies", route.buddies)
    named.check_channels(table, "channels", route.channels, wide=False)
    named.check_channels(table, "wide", route.wide, wide=True)
    return route


def read_leaders(table: Table, named: Named) -> Mapping[Level, tuple[str, ...]]:
    """People by level; where nobody is named, whoever has the role."""
    roles = {"lead": Role.LEAD, "manager": Role.MANAGER, "executive": Role.EXECUTIVE}
    leaders: dict[Level, tuple[str, ...]] = {}
    for name, level in LEVELS.items():
        written = _one_or_more(table, name)
        named.check_people(table, name, written)
        leaders[level] = written or named.with_role(roles[name])
    return leaders


def read_managers(root: Table, named: Named) -> Mapping[str, tuple[str, ...]]:
    """The manager of each department that has one, and after them who stands in."""
    table = root.table("managers")
    managers = {one: _one_or_more(table, one) for one in root.pairs("managers")}
    for department, people in managers.items():
        named.check_people(table, department, people)
    return managers


def _one_or_more(table: Table, key: str) -> tuple[str, ...]:
    none: tuple[str, ...] = ()
    return table.read(key, none, values.text_or_texts, 'a person or a list, such as ["anna"]')


def read_readers(table: Table, named: Named) -> tuple[str, ...]:
    """Who reads the digest: whom its table names, else the executives."""
    readers = table.texts("readers")
    named.check_people(table, "readers", readers)
    return readers or named.with_role(Role.EXECUTIVE)


def read_operators(company: Table, named: Named) -> tuple[str, ...]:
    """Who hears that something does not work: whom the company names, else the leads."""
    written = company.texts("operators")
    named.check_people(company, "operators", written)
    return written or named.with_role(Role.LEAD)
