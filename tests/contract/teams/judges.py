"""Two judges of what goes to Teams: the strict schema of cards, and what it does not know."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import adaptive_cards
from jsonschema.exceptions import ValidationError
from jsonschema.validators import Draft6Validator, extend

from tests.contract.teams import rules

Json = Mapping[str, Any]
Judge = Callable[[Json], list[str]]
"""What it has against a card; nothing is fine."""

_SCHEMA = Path(adaptive_cards.__file__).parent / "schemas" / "schema-1.5.json"
_KNOWN = json.loads(_SCHEMA.read_text())
_OF_TEAMS = frozenset({"msteams", "choices.data"})
"""What Teams understands, and the schema does not know."""

_NOT_DRAWN = frozenset({"data", "msteams"})


def _any_of(
    validator: Any, branches: list[Json], instance: Any, schema: Json
) -> Iterator[ValidationError]:
    """As JSON Schema has it; a kind of element is not compared with all other kinds first."""
    kind = instance.get("type") if isinstance(instance, dict) else None
    kinds = [(one, _kinds(one)) for one in branches]
    told = isinstance(kind, str)
    fitting = [one for one, known in kinds if not told or known is None or kind in known]
    yield from Draft6Validator.VALIDATORS["anyOf"](validator, fitting, instance, schema)


def _kinds(branch: Json) -> frozenset[str] | None:
    """What `type` can be where this part of the schema fits; None: this part does not say."""
    where = branch["allOf"][0] if len(branch.get("allOf", ())) == 1 else branch
    name = str(where.get("$ref", "")).removeprefix("#/definitions/")
    said = _KNOWN["definitions"].get(name, {}).get("properties", {}).get("type", {})
    return frozenset(said["enum"]) if "enum" in said else None


_STRICT = extend(Draft6Validator, {"anyOf": _any_of})(_KNOWN)


def by_schema(card: Json) -> list[str]:
    """What the strict schema of Adaptive Cards 1.5 says."""
    found = _STRICT.iter_errors(_as_it_knows(card))
    return [f"{'/'.join(map(str, one.path))}: {one.validator}" for one in found]


def by_us(card: Json) -> list[str]:
    """What our own checks say."""
    return list(_against(card))


JUDGES: Mapping[str, Judge] = {"schema": by_schema, "ours": by_us}


def _as_it_knows(held: Any) -> Any:
    """Without what is Teams' own; lists in which one looks by typing came later than it."""
    if isinstance(held, list):
        return [_as_it_knows(one) for one in held]
    if not isinstance(held, Mapping):
        return held
    known = {name: _as_it_knows(one) for name, one in held.items() if name not in _OF_TEAMS}
    return known | ({"style": "compact"} if held.get("style") == "filtered" else {})


def _against(card: Json) -> Iterator[str]:
    found = list(_drawn(card))
    wrong = [complaint for one in found for complaint in rules.keys(one)]
    if wrong:  # what is not there cannot be looked at
        yield from wrong
        return
    yield from rules.whole(card)
    for one in found:
        for rule in (rules.styles, rules.words, rules.actions, rules.inputs):
            yield from rule(one)
    yield from _names(found)
    yield from _required(card, seen=True)
    yield from _signs(found)


def _drawn(held: Any) -> Iterator[Json]:
    """Everything on a card, without looking into what comes back with a press."""
    if isinstance(held, list):
        for one in held:
            yield from _drawn(one)
    elif isinstance(held, Mapping):
        yield held
        for name, value in held.items():
            if name not in _NOT_DRAWN:
                yield from _drawn(value)


def _names(found: list[Json]) -> Iterator[str]:
    names = [one["id"] for one in found if "id" in one]
    yield from (f"two things called {name}" for name, times in Counter(names).items() if times > 1)
    for one in found:
        if not set(one.get("targetElements", ())) <= set(names):
            yield "something is shown that there is not"


def _required(held: Any, *, seen: bool) -> Iterator[str]:
    """A field that is not to be seen must not keep a form from being sent."""
    if isinstance(held, list):
        for one in held:
            yield from _required(one, seen=seen)
    elif isinstance(held, Mapping):
        shown = seen and held.get("isVisible", True)
        if held.get("isRequired") and not shown:
            yield "a field that must be filled in, and is not to be seen"
        for value in held.values():
            yield from _required(value, seen=shown)


def _signs(found: list[Json]) -> Iterator[str]:
    """What is wrong is said by more than a colour."""
    for one in found:
        if one.get("color") and not str(one.get("text")).startswith("\N{WARNING SIGN}"):
            yield "a colour alone"
