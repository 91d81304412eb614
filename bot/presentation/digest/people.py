"""The first half of a digest in words: what is asked, who waits, who took it up."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.case import Level
from bot.domain.digest import Ask, Department, Speed, Spread, Waiter
from bot.presentation.card import Style
from bot.presentation.digest.sheet import Number, Part, SheetLine, SheetSection, line_of, numbers_of
from bot.presentation.digest.telling import DigestVoice
from bot.presentation.text import Says
from bot.presentation.wording import joined

ASKS_SHOWN = 5
"""So many of the cases that wait for a decision are listed; the number leads to all."""


def asked_section(voice: DigestVoice) -> SheetSection:
    """What leadership is asked; without lines where that is nothing."""
    return SheetSection(voice.say("digest.asked.title"), tuple(_asked(voice)))


def waiting_section(voice: DigestVoice) -> SheetSection:
    """Who still waits, and how long it took for the others."""
    lines = (*_heard(voice), *_waiters(voice), *_speeds(voice))
    return SheetSection(voice.say("digest.waiting.title"), lines)


def taken_up_section(voice: DigestVoice) -> SheetSection:
    """Who took it up: departments, never a person."""
    return SheetSection(voice.say("digest.taken_up.title"), tuple(_taken_up(voice)))


# --- what leadership is asked -----------------------------------------------------------------


def _asked(voice: DigestVoice) -> Iterator[SheetLine]:
    asked = voice.digest.asked
    parts = voice.sentences("asked", ("cases", asked.cases))
    if parts:
        yield line_of(parts, style=Style.STRONG)
    yield from (SheetLine(_ask(voice, ask)) for ask in asked.listed[:ASKS_SHOWN])


def _ask(voice: DigestVoice, ask: Ask) -> Says:
    span = voice.lasted(ask.since)
    says = voice.say("digest.asked.one", customer=voice.customer(ask.case), span=span)
    return joined((says, voice.holder(ask.holder)))


# --- who waits --------------------------------------------------------------------------------


def _heard(voice: DigestVoice) -> Iterator[SheetLine]:
    waiting = voice.digest.waiting
    whole = voice.phrase("digest.waiting.heard", "waiting.heard", waiting.heard)
    parts = voice.phrases(
        "waiting",
        ("answered", waiting.answered),
        ("dismissed", waiting.dismissed),
        ("excused", waiting.excused),
        ("silent", waiting.silent),
    )
    if parts:
        said = joined((whole.says, joined((part.says for part in parts), ", ")), ": ")
        yield SheetLine(said, numbers=numbers_of((whole, *parts)))
    else:
        yield line_of([whole])
    late = voice.sentences("waiting", ("found_late", waiting.found_late))
    if late:
        yield line_of(late, style=Style.QUIET)


def _waiters(voice: DigestVoice) -> Iterator[SheetLine]:
    waiting = voice.digest.waiting
    if not waiting.all_waiting.value:
        yield SheetLine(voice.say("digest.waiting.nobody"))
        return
    counted = voice.sentences("waiting", ("all_waiting", waiting.all_waiting))
    longest = Part(voice.say("digest.waiting.longest"))
    yield line_of([*counted, longest], between=" ", style=Style.STRONG)
    for place, waiter in enumerate(waiting.longest, 1):
        yield SheetLine(_waiter(voice, place, waiter))


def _waiter(voice: DigestVoice, place: int, waiter: Waiter) -> Says:
    said = [
        voice.say(
            "digest.waiting.one",
            place=place,
            customer=voice.customer(waiter.case),
            span=voice.lasted(waiter.since),
        ),
        voice.holder(waiter.holder),
    ]
    if waiter.level >= Level.MANAGER:
        said.append(voice.say("digest.waiting.level", level=voice.text(f"level.{waiter.level}")))
    if waiter.next_due_at is not None:
        said.append(voice.say("digest.waiting.promised", when=voice.when(waiter.next_due_at)))
    return joined(said)


def _speeds(voice: DigestVoice) -> Iterator[SheetLine]:
    yield from _speed(voice, "first_reply", voice.digest.waiting.first_reply)
    yield from _speed(voice, "claim", voice.digest.waiting.claim)


def _speed(voice: DigestVoice, name: str, speed: Speed) -> Iterator[SheetLine]:
    what = voice.text(f"digest.waiting.{name}")
    lived = _spread(voice, "digest.waiting.speed", speed.customer, what)
    worked = _spread(voice, "digest.waiting.working", _without_averages(speed.working), what)
    if lived is not None and worked is not None:
        yield SheetLine(lived, numbers=(Number(what, f"waiting.{name}.customer"),))
        if not _same(speed):
            yield SheetLine(worked, Style.QUIET)


def _spread(voice: DigestVoice, key: str, spread: Spread, what: str) -> Says | None:
    if spread.median is None or spread.slowest_tenth is None:
        return None
    median = voice.took(spread.median, spread.average_median)
    slowest = voice.took(spread.slowest_tenth, spread.average_slowest_tenth)
    return voice.say(key, what=what, median=median, slowest=slowest)


def _same(speed: Speed) -> bool:
    """Whether all of it was in working time, so that telling it twice tells nothing."""
    lived, worked = speed.customer, speed.working
    return (lived.median, lived.slowest_tenth) == (worked.median, worked.slowest_tenth)


def _without_averages(spread: Spread) -> Spread:
    return Spread(spread.median, spread.slowest_tenth, cases=spread.cases)


# --- who took it up ---------------------------------------------------------------------------


def _taken_up(voice: DigestVoice) -> Iterator[SheetLine]:
    taken = voice.digest.taken_up
    if not taken.cases.value:
        yield SheetLine(voice.say("digest.taken_up.nobody"))
        return
    cases = voice.phrase("digest.taken_up.cases", "taken_up.cases", taken.cases)
    parts = voice.phrases(
        "taken_up",
        ("outside", taken.outside),
        ("people", taken.people),
        ("first_time", taken.first_time),
    )
    if not parts:
        parts = [Part(voice.say("digest.taken_up.webcare"))]
    said = joined((cases.says, joined((part.says for part in parts), ", ")), ": ")
    yield SheetLine(said, numbers=numbers_of((cases, *parts)))
    if taken.departments:
        listed = line_of([_department(voice, one) for one in taken.departments])
        says = voice.say("digest.taken_up.departments", listed=listed.says)
        yield SheetLine(says, numbers=listed.numbers)


def _department(voice: DigestVoice, department: Department) -> Part:
    path = f"taken_up.departments.{department.name or ''}"
    if department.name is None:
        says = voice.say("digest.department.other", people=department.people)
    else:
        # Not a sentence: its first letter stays as the department writes it.
        says = joined((department.name, str(department.people)))
    return voice.linked(says, path, department.cases)
