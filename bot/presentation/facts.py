"""Stored codes and facts, as the values that a sentence takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from bot.domain.actions.rising import SILENT_OWNER
from bot.domain.case import State
from bot.domain.errors import Fact, Facts
from bot.domain.events import Code
from bot.domain.ids import EmployeeId, PromiseId, WordsId
from bot.domain.promise import Kind
from bot.domain.reply import ReplyKind
from bot.presentation.text import Says
from bot.presentation.voice import CaseVoice, Voice
from bot.presentation.wording import Value, joined

_PEOPLE = frozenset(
    {
        "asked",
        "buddy",
        "by",
        "colleague",
        "doer",
        "helper",
        "lead",
        "offered_by",
        "other_owner",
        "owner",
        "to",
        "webcare",
    }
)
_CODED = {
    "because": "because",
    "later": "later",
    "level": "level",
    "outcome": "outcome",
    "state": "state",
    "way": "way",
}
"""Facts that are codes of ours, and the family of sentences that words them."""


def worded(voice: Voice, family: str, code: str, facts: Facts, **more: Value) -> Says:
    """The sentence of a code, in the variant that its facts ask for.

    `more` are values besides the facts, which they override.
    """
    known = values(voice, facts)
    key = _key(voice, f"{family}.{code}", code, facts, known)
    return voice.say(key, **{**nobody(voice), **known, **more})


def is_plain(voice: Voice, family: str, code: str) -> bool:
    """Whether the sentence of a code is always the same: no variants, and nothing to fill in."""
    key = f"{family}.{code}"
    return code not in _VARIANTS and voice.wording.has(key) and not voice.wording.places(key)


def is_wordable(voice: Voice, family: str, code: str, facts: Facts) -> bool:
    """Whether there is a sentence for the code, and facts for all that it says."""
    known = values(voice, facts)
    key = _key(voice, f"{family}.{code}", code, facts, known)
    wanted = voice.wording.places(key) if voice.wording.has(key) else None
    return wanted is not None and wanted <= {*known, *_PEOPLE, "customer"}


def _key(voice: Voice, plain: str, code: str, facts: Facts, known: Mapping[str, Value]) -> str:
    """The key of the variant that fits, or the plain one."""
    choose = _VARIANTS.get(code)
    variant = choose(facts, known) if choose else None
    varied = f"{plain}.{variant}"
    key = varied if variant is not None and voice.wording.has(varied) else plain
    lasting = f"{key}.lasting"
    return lasting if voice.lasting and voice.wording.has(lasting) else key


def nobody(voice: Voice) -> dict[str, Value]:
    """Whoever the facts do not name is *een collega*, or *de klant* where there is no case."""
    unknown: dict[str, Value] = dict.fromkeys(_PEOPLE, voice.somebody)
    if isinstance(voice, CaseVoice):
        return unknown
    return {**unknown, "customer": voice.text("customer")}


def values(voice: Voice, facts: Facts) -> dict[str, Value]:
    """Everything that a sentence may want of these facts; what cannot be worded is left out."""
    return dict(_values(voice, facts))


def moment_of(fact: Fact) -> datetime | None:
    """A moment that facts carry as text; None where there is none (a mere date is none)."""
    try:
        at = datetime.fromisoformat(fact) if isinstance(fact, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def number_of(fact: Fact) -> int | None:
    """A number or id that facts carry."""
    return fact if isinstance(fact, int) and not isinstance(fact, bool) else None


def _values(voice: Voice, facts: Facts) -> Iterator[tuple[str, Value]]:
    for name, fact in facts.items():
        value = _value(voice, name, fact)
        if value is not None:
            yield name, value
    words = number_of(facts.get("words"))
    written = voice.written(WordsId(words)) if words is not None else None
    if written is not None:
        yield "words", voice.quoted(written)


def _value(voice: Voice, name: str, fact: Fact) -> Value | None:
    if name in _PEOPLE and isinstance(fact, int):
        return voice.colleague(EmployeeId(fact))
    if name in _CODED:
        return _coded(voice, f"{_CODED[name]}.{fact}")
    if name in _MADE:
        return _MADE[name](voice, fact)
    at = moment_of(fact) if name in {"at", "since", "until"} or name.endswith("_at") else None
    return None if at is None else voice.when(at)


def _coded(voice: Voice, key: str) -> str | None:
    return voice.text(key) if voice.wording.has(key) else None


def _amount(voice: Voice, fact: Fact) -> str | None:
    cents = number_of(fact)
    return None if cents is None else voice.money(cents)


def _count(_: Voice, fact: Fact) -> int | None:
    return number_of(fact)


def _text(_: Voice, fact: Fact) -> str | None:
    return fact if isinstance(fact, str) else None


def _week(_: Voice, fact: Fact) -> str | None:
    """The number of an ISO week: *12* of 2026-W12."""
    return fact.rpartition("W")[2].lstrip("0") if isinstance(fact, str) else None


def _source(voice: Voice, fact: Fact) -> str | None:
    return voice.source(fact) if isinstance(fact, str) else None


def _promise(voice: Voice, fact: Fact) -> Says | None:
    return _promises(voice, [fact])


def _promises(voice: Voice, fact: object) -> Says | None:
    ids = fact if isinstance(fact, list | tuple) else ()
    if not isinstance(voice, CaseVoice):
        return None
    found = [known for one in ids if (known := voice.find_promise(PromiseId(one))) is not None]
    return joined((voice.promise_line(one) for one in found), " · ") if found else None


_MADE: Mapping[str, Callable[[Voice, Fact], Value | None]] = {
    "amount": _amount,
    "cap": _count,
    "count": _count,
    "days": _count,
    "department": _text,
    "limit": _count,
    "secret": _text,
    "moves": _count,
    "promise": _promise,
    "promises": _promises,
    "source": _source,
    "week": _week,
}


Variant = Callable[[Facts, Mapping[str, Value]], str | None]
"""Which variant of a sentence fits these facts; None: the plain one."""


def _unless_known(name: str, variant: str) -> Variant:
    return lambda _, known: None if name in known else variant


def _by_fact(name: str, *variants: str) -> Variant:
    return lambda facts, _: next((one for one in variants if facts.get(name) == one), None)


def _if_fact(name: str, variant: str) -> Variant:
    return lambda facts, _: variant if facts.get(name) else None


def _put_off(_: Facts, known: Mapping[str, Value]) -> str | None:
    if "until_at" not in known:
        return "undated"
    return "reason" if "later" in known else None


def _vague_when_claimed(facts: Facts, known: Mapping[str, Value]) -> str | None:
    """That somebody has it explains nothing to whoever has it."""
    return None if "state" in known and facts["state"] != State.CLAIMED else "unnamed"


def _promised(facts: Facts, known: Mapping[str, Value]) -> str | None:
    """What is asked of a department is its promise, and no word of the asker's own."""
    dated = "due_at" in known
    return "demand" if dated and facts.get("kind") == Kind.DEMAND else None if dated else "undated"


def _whose_hands_are_full(facts: Facts, known: Mapping[str, Value]) -> str | None:
    """Whoever is new hears it in other words."""
    return "first" if facts.get("first") else _unless_known("count", "unnamed")(facts, known)


def _what_is_wrong(facts: Facts, _: Mapping[str, Value]) -> str | None:
    """What a field wants that could not be read."""
    named = next((one for one in ("empty", "order") if facts.get(one)), None)
    return named or _WANTED.get(str(facts.get("field")))


_WANTED: Mapping[str, str] = {
    "amount": "amount",
    "at": "moment",
    "by_when": "when",
    "begin": "time",
    "begin_again": "time",
    "end": "time",
    "end_again": "time",
    "first_on": "day",
    "last_on": "day",
    "on": "day",
    "until": "moment",
    "url": "link",
}


_VARIANTS: Mapping[str, Variant] = {
    Code.REPLIED: _by_fact("kind", ReplyKind.UPDATE, ReplyKind.APOLOGY),
    Code.RELEASED: _by_fact("because", SILENT_OWNER),
    Code.PROMISED: _promised,
    Code.PROMISE_MOVED: _unless_known("to_at", "undated"),
    Code.PROMISE_BROKEN: _unless_known("because", "unnamed"),
    Code.REMIND_LATER: _put_off,
    Code.HANDOVER_OFFERED: _unless_known("expires_at", "undated"),
    Code.GOODWILL_OFFERED: _if_fact("approved", "approved"),
    Code.CODE_MADE: _unless_known("secret", "unnamed"),
    Code.LEVEL_RAISED: _unless_known("level", "unnamed"),
    Code.WILLING_SET: _if_fact("willing", "yes"),
    "BadField": _what_is_wrong,
    "PromiseStillOpen": _unless_known("promises", "unnamed"),
    "TooManyCases": _whose_hands_are_full,
    "TooFarAhead": _unless_known("until", "unnamed"),
    "UnknownPerson": _if_fact("you", "you"),
    "WordsTooLong": _unless_known("limit", "unnamed"),
    "NotNow": _vague_when_claimed,
    "PromiseNotOpen": _unless_known("state", "unnamed"),
}
