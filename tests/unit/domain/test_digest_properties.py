"""The weekly digest over random histories: sums, order, other weeks, and the cases themselves."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.case import Case, Outcome, State, require_state
from bot.domain.digest import Count, Digest, Holder, from_json, make_digest, to_json
from bot.domain.digest.book import READERS
from bot.domain.employee import Employee
from bot.domain.errors import AlreadyYours, Refusal
from bot.domain.events import Code, Line
from bot.domain.ids import CaseId, PromiseId
from bot.domain.reply import ReplyKind
from tests.unit.domain.a_history import (
    HOUR,
    OFFICE,
    PEOPLE,
    WEEK,
    AHistory,
    on,
    somebody,
    webcare,
    weeks_before,
)

BEGIN = on("mon 00:00", weeks_before(2))
COLLEAGUES = (somebody("Network"), somebody("Network"), somebody("Billing"), webcare())
EVERYTHING = 10_000


@dataclass(frozen=True)
class Step:
    """One random thing that somebody tries; what is refused does not happen."""

    verb: str
    case: int
    who: int
    number: int
    later: timedelta


@dataclass(frozen=True)
class Turn:
    """What a verb may need."""

    history: AHistory
    case: CaseId
    who: Employee
    at: datetime
    number: int

    @property
    def now(self) -> Case:
        return self.history.cases[self.case]

    @property
    def promise(self) -> PromiseId:
        made = self.now.promises
        return made[self.number % len(made)].id if made else PromiseId(-1)

    @property
    def other(self) -> CaseId:
        standing = standing_cases(self.history)
        return standing[self.number % len(standing)]


def _solve(turn: Turn) -> None:
    outcome = tuple(Outcome)[turn.number % len(Outcome)]
    turn.history.solve(turn.case, turn.who, turn.at, outcome, widespread=turn.number % 2 == 0)


def _close(turn: Turn) -> None:
    outcome = (None, Outcome.UNHAPPY, Outcome.GAVE_UP)[turn.number % 3]
    turn.history.close(turn.case, turn.at, outcome)


def _promise(turn: Turn) -> None:
    due_at = None if turn.number == 0 else turn.at + turn.number * 5 * HOUR
    turn.history.promise(turn.case, turn.who, turn.at, due_at)


def _take_over(turn: Turn) -> None:
    case = turn.history.cases[turn.case]
    require_state(case, State.CLAIMED)
    if case.owner == turn.history.lead.id:
        raise AlreadyYours
    turn.history.take_over(turn.case, turn.at)


def _hand_over(turn: Turn) -> None:
    to = COLLEAGUES[turn.number % len(COLLEAGUES)]
    turn.history.hand_over(turn.case, turn.who, to, turn.at)


def _split(turn: Turn) -> None:
    post = turn.history.posts[turn.case][-1][0]
    promises = [one.id for one in turn.now.open_promises[:1]]
    turn.history.split(turn.case, (post,), turn.at, *promises)


def _give(turn: Turn) -> None:
    given_ = turn.history.give(turn.case, turn.who, turn.at, turn.number * 1000)
    if turn.number % 2:
        turn.history.tell(turn.case, turn.who, given_, turn.at)


VERBS: dict[str, Callable[[Turn], object]] = {
    "hear": lambda t: t.history.hear(t.at, said_at=t.at - t.number * HOUR),
    "speak": lambda t: t.history.speak(t.case, t.at, thanks=t.number == 0),
    "claim": lambda t: t.history.claim(t.case, t.who, t.at),
    "release": lambda t: t.history.release(t.case, t.who, t.at),
    "let_go": lambda t: t.history.let_go(t.case, t.who, t.at),
    "hand_over": _hand_over,
    "take_over": _take_over,
    "bypass": lambda t: t.history.bypass(t.case, t.who, t.at),
    "reply": lambda t: t.history.reply(t.case, t.who, t.at),
    "apologise": lambda t: t.history.reply(t.case, t.who, t.at, kind=ReplyKind.APOLOGY),
    "need_no_reply": lambda t: t.history.need_no_reply(t.case, t.who, t.at),
    "promise": _promise,
    "keep": lambda t: t.history.keep(t.case, t.who, t.promise, t.at),
    "move": lambda t: t.history.move(t.case, t.who, t.promise, t.at, t.at + 9 * HOUR),
    "break": lambda t: t.history.break_(t.case, t.who, t.promise, t.at),
    "waive": lambda t: t.history.waive(t.case, t.who, t.promise, t.at),
    "give": _give,
    "solve": _solve,
    "close": _close,
    "reopen": lambda t: t.history.reopen(t.case, t.at),
    "dismiss": lambda t: t.history.dismiss(t.case, t.at),
    "raise": lambda t: t.history.raise_level(t.case, t.at),
    "merge": lambda t: t.history.merge(t.case, t.other, t.at),
    "split": _split,
    "undo": lambda t: t.history.undo(t.case, t.who, t.at),
}

steps = st.lists(
    st.builds(
        Step,
        verb=st.sampled_from([*VERBS, "hear", "claim", "reply", "promise", "solve", "undo"]),
        case=st.integers(0, 30),
        who=st.integers(0, len(COLLEAGUES) - 1),
        number=st.integers(0, 9),
        later=st.integers(0, 900).map(lambda minutes: timedelta(minutes=minutes)),
    ),
    max_size=70,
)


def standing_cases(history: AHistory) -> list[CaseId]:
    return [case for case, now in history.cases.items() if now.state is not State.MERGED]


def lived(taken: Sequence[Step]) -> AHistory:
    """A history in which these steps were tried, within three weeks up to the end of WEEK."""
    history, at = AHistory(), BEGIN
    history.hear(at)
    for step in taken:
        at = min(at + step.later, on("sun 23:59"))
        standing = standing_cases(history)
        case = standing[step.case % len(standing)]
        # Mostly the owner acts, otherwise nearly everything would be refused.
        owner = [one for one in COLLEAGUES if one.id == history.cases[case].owner]
        who = owner[0] if owner and step.number < 8 else COLLEAGUES[step.who]
        with suppress(Refusal, KeyError):
            VERBS[step.verb](Turn(history, case, who, at, step.number))
    return history


def digest(lines: Sequence[Line]) -> Digest:
    return make_digest(lines, WEEK, OFFICE, longest_shown=EVERYTHING)


def counts(part: object) -> Iterator[Count]:
    """Every count in a digest."""
    if isinstance(part, Count):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from counts(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from counts(getattr(part, field.name))


def without_averages(made: Digest) -> str:
    """The digest as text, its averages left out."""

    def bare(part: object) -> object:
        if isinstance(part, tuple):
            return tuple(bare(one) for one in part)
        if not is_dataclass(part) or isinstance(part, type):
            return part
        return {
            field.name: bare(getattr(part, field.name))
            for field in fields(part)
            if "average" not in field.name
        }

    return repr(bare(made))


@given(steps)
def test_the_parts_of_each_whole_add_up(taken: list[Step]) -> None:
    made = digest(lived(taken).lines)

    waiting, promises, endings = made.waiting, made.promises, made.endings
    fates = (promises.kept, promises.moved, promises.broken, promises.waived, promises.overdue)
    came_to = (waiting.answered, waiting.dismissed, waiting.excused, waiting.silent)
    outcomes = (endings.happy, endings.fine, endings.unhappy, endings.nothing, endings.gave_up)
    assert waiting.heard.value == sum(one.value for one in came_to)
    assert promises.due.value == sum(one.value for one in fates)
    assert endings.ended.value == sum(one.value for one in outcomes)
    assert promises.late.value <= promises.kept.value
    assert promises.broken.value == len(promises.listed)
    assert waiting.all_waiting.value == len(waiting.longest)
    assert set(waiting.silent.cases) <= set(waiting.all_waiting.cases)
    assert sum(one.people for one in made.taken_up.departments) == made.taken_up.people.value
    assert made.taken_up.outside.value <= made.taken_up.cases.value


@given(steps)
def test_every_number_leads_to_cases_that_are_not_merged_away(taken: list[Step]) -> None:
    history = lived(taken)

    standing = set(standing_cases(history))
    for count in counts(digest(history.lines)):
        assert set(count.cases) <= standing
        assert count.cases == tuple(sorted(set(count.cases)))
        assert bool(count.value) <= bool(count.cases)


@given(steps, st.randoms(use_true_random=False))
def test_the_order_in_which_lines_are_given_does_not_matter(
    taken: list[Step], chance: random.Random
) -> None:
    lines = lived(taken).lines
    made = digest(lines)

    shuffled = lines.copy()
    chance.shuffle(shuffled)

    assert digest(shuffled) == made


@given(steps)
def test_lines_that_stand_at_one_moment_follow_each_other_as_they_were_recorded(
    taken: list[Step],
) -> None:
    at_once = [replace(step, later=timedelta(0)) for step in taken]
    lines = lived(at_once).lines

    assert digest(lines[::-1]) == digest(lines)


@given(steps, steps)
def test_what_happens_in_other_weeks_changes_no_number_of_this_one(
    taken: list[Step], others: list[Step]
) -> None:
    history = lived(taken)
    made = digest(history.lines)

    before = on("mon 09:00", weeks_before(5))
    for step in others:
        case = history.hear(before + step.later)
        history.raise_level(case, before + step.later)
        history.dismiss(case, before + step.later)
    for case in standing_cases(history):
        with suppress(Refusal):
            history.speak(case, on("mon 09:00", WEEK.next()))
            history.undo(case, COLLEAGUES[0], on("mon 09:00", WEEK.next()))

    assert without_averages(digest(history.lines)) == without_averages(made)


def at_once(*tried: tuple[str, int]) -> list[Step]:
    """The same colleague tries these verbs on the first case, at one moment; each has a number."""
    return [Step(verb, 0, 0, number, timedelta(0)) for verb, number in tried]


# A case with a reply takes in one that had none: its customer has heard it.
@example(at_once(("hear", 0), ("claim", 0), ("reply", 0), ("merge", 1)))
# What waited is split off an answered case: nothing waits in what stays.
@example(
    [
        Step("claim", 0, 0, 0, timedelta(0)),
        Step("reply", 0, 0, 0, timedelta(minutes=1)),
        *at_once(("speak", 1), ("split", 0)),
    ]
)
@given(steps)
def test_the_digest_agrees_with_the_cases_about_where_they_stand(taken: list[Step]) -> None:
    history = lived(taken)
    made = digest(history.lines)

    waiters = {waiter.case: waiter for waiter in made.waiting.longest}
    for case in standing_cases(history):
        now = history.cases[case]
        waiting = waiters.get(case)
        assert now.no_reply is not None or (waiting is not None) == _waits(now)
        if waiting is not None:
            assert waiting.level == now.level
            assert (waiting.holder is Holder.NOBODY) == (now.owner is None)
    asked = {ask.case for ask in made.asked.listed}
    assert asked == {
        case
        for case, now in history.cases.items()
        if now.level == 3 and now.state in {State.OPEN, State.CLAIMED}
    }


def _waits(case: Case) -> bool:
    if case.state not in {State.OPEN, State.CLAIMED}:
        return False
    return case.silent_since is not None or not case.said


@given(steps)
def test_the_digest_agrees_with_the_cases_about_promises_and_goodwill(taken: list[Step]) -> None:
    history = lived(taken)
    made, end = digest(history.lines), on("mon 00:00", WEEK.next())

    cases = [history.cases[case] for case in standing_cases(history)]
    overdue = [one for case in cases for one in case.open_promises if one.due_at]
    assert made.promises.overdue.value == sum(
        bool(one.due_at < end) for one in overdue if one.due_at
    )
    broken = {one.id for case in cases for one in case.promises if one.state.value == "broken"}
    assert {one.promise for one in made.promises.listed} <= broken
    untold = [one for case in cases for one in case.goodwill if one.state.value == "approved"]
    assert made.endings.untold.value == len(untold)


@given(steps)
def test_a_random_digest_survives_being_written_and_names_nobody(taken: list[Step]) -> None:
    made = digest(lived(taken).lines)

    written = to_json(made)

    assert from_json(written) == made
    assert str(PEOPLE)[:6] not in written


def test_random_steps_get_everywhere() -> None:
    """Otherwise the tests above would say nothing: every verb has its way now and then."""
    chance = random.Random(1)  # noqa: S311 - nothing is secret here
    verbs, codes = list(VERBS), set()
    for _ in range(300):
        numbers = [
            (chance.choice(verbs), chance.randrange(9), chance.randrange(4), chance.randrange(10))
            for _ in range(60)
        ]
        codes |= {
            line.code
            for line in lived([Step(*one, timedelta(minutes=one[3] * 60)) for one in numbers]).lines
        }

    assert set(READERS) - {Code.REPLY_HEARD, Code.GOODWILL_APPROVED} <= codes
