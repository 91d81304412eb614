"""Random sequences of all actions over several cases and colleagues: what always holds."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain.case import Case, Change, Level, State, check
from bot.domain.errors import Broken
from bot.domain.promise import PromiseState, To
from tests.builders import (
    AMY,
    ERIK,
    NOW,
    a_case,
    a_claimed_case,
    a_handover,
    a_placing,
    a_promise,
    a_resolved_case,
)
from tests.properties.acts import VERBS, Act, Changed, Happened, T, choose
from tests.properties.memory import MemoryWorld
from tests.properties.watch import Watch


class Company(RuleBasedStateMachine):
    """Colleagues and customers who do anything, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.world = MemoryWorld()
        self.watch = Watch(self.world.policy)
        self.last: Act | None = None

    @rule(data=st.data())
    def something_happens(self, data: st.DataObject) -> None:
        def pick(options: Sequence[T], /) -> T:
            return data.draw(st.sampled_from(options))

        self.last = choose(pick, self.world, self.last)
        self.watch.look(self.last, self.world.apply(self.last), self.world)

    @invariant()
    def nobody_is_told_the_same_thing_twice(self) -> None:
        keys = [notice.key for notice in self.world.told]
        assert len(set(keys)) == len(keys)


TestCompany = Company.TestCase
TestCompany.settings = settings(max_examples=40, stateful_step_count=50, deadline=None)


def play(*, actions: int, seed: int) -> Watch:
    """A seeded story, which is longer than what Hypothesis tells."""
    world, last = MemoryWorld(), None
    watch = Watch(world.policy)
    rng = random.Random(seed)  # noqa: S311 - a story, not a secret
    for _ in range(actions):
        last = choose(rng.choice, world, last)
        watch.look(last, world.apply(last), world)
    return watch


@pytest.mark.parametrize("seed", range(4))
def test_no_rule_breaks_in_a_thousand_actions(seed: int) -> None:
    watch = play(actions=1000, seed=seed)

    assert watch.done.total() + watch.refused.total() == 1000


def test_a_long_story_does_everything_at_least_once() -> None:
    watch = play(actions=5000, seed=1)

    assert {verb for verb in VERBS if not watch.done[verb]} == set()


# --- the rules of a case can fail -------------------------------------------------------------

BROKEN_CASES = {
    "an open case has no owner": a_case(owner=ERIK.id),
    "a claimed or resolved case has an owner": a_case(state=State.CLAIMED),
    "only what somebody has is their first": a_case(first_time=True),
    "nobody helps twice": a_case(backups=(ERIK.id, ERIK.id)),
    "the owner is not a back-up": a_claimed_case(backups=(ERIK.id,)),
    "nobody is their own buddy": a_claimed_case(ERIK, buddy=ERIK.id),
    "only a claimed case waits for its customer": a_case(waiting_since=NOW),
    "solved has a moment": a_resolved_case(resolved_at=None),
    "solved means no open promise": a_resolved_case(promises=(a_promise(),)),
    "solved means a reply, or a reason": a_resolved_case(replies=()),
    "an open promise has an owner": a_case(promises=(a_promise(),)),
    "one handover at a time": a_claimed_case(handovers=(a_handover(1), a_handover(2))),
    "a handover is the owner's": a_case(handovers=(a_handover(),)),
    "one placing at a time": a_claimed_case(placings=(a_placing(1), a_placing(2))),
    "a placing is a helper's": a_case(placings=(a_placing(),)),
    "dismissed means a reason": a_case(state=State.DISMISSED),
    "merged means into which": a_case(state=State.MERGED),
    "closed has a moment": a_resolved_case(state=State.CLOSED),
}


@pytest.mark.parametrize("rule", BROKEN_CASES)
def test_a_case_that_breaks_a_rule_is_not_kept(rule: str) -> None:
    with pytest.raises(Broken, match=rule):
        check(BROKEN_CASES[rule])


def test_every_builder_makes_a_case_that_holds() -> None:
    for case in (a_case(), a_claimed_case(), a_claimed_case(AMY), a_resolved_case()):
        check(case)


# --- the watch can bark -----------------------------------------------------------------------


def seen(*moments: Case, verb: str = "note", refused: str | None = None) -> None:
    """Show the watch one case at several moments."""
    watch = Watch(MemoryWorld().policy)
    world = MemoryWorld()
    for number, case in enumerate(moments):
        last = number == len(moments) - 1
        world._cases[case.id] = case
        act = Act(verb if last else "open", case.id)
        watch.look(act, Happened(refused=refused if last else None), world)


HELD = a_claimed_case(promises=(a_promise(),))


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (a_claimed_case(version=2), "lost promises"),
        (a_claimed_case(AMY, version=2, promises=(a_promise(),)), "changed the owner"),
        (
            a_claimed_case(version=2, promises=(a_promise(state=PromiseState.WITHDRAWN),)),
            "only an undo withdraws a promise",
        ),
        (
            a_claimed_case(version=2, promises=(a_promise(to=To.COLLEAGUE),)),
            "to of a promise changed",
        ),
        (a_claimed_case(version=2, promises=(a_promise(),), silent_since=None), "a silence"),
    ],
)
def test_the_watch_sees_what_no_action_may_do(after: Case, says: str) -> None:
    with pytest.raises(AssertionError, match=says):
        seen(HELD, after)


def test_the_watch_sees_a_level_fall_and_a_leap_of_state() -> None:
    with pytest.raises(AssertionError, match="a level fell"):
        seen(a_case(level=Level.MANAGER), a_case(version=2))
    with pytest.raises(AssertionError, match="from open to closed"):
        seen(
            a_case(),
            a_resolved_case(version=2, state=State.CLOSED, closed_at=NOW),
        )


def test_the_watch_sees_a_refusal_that_changed_something() -> None:
    with pytest.raises(AssertionError, match="NotNow changed"):
        seen(a_case(), a_case(version=2, buddy=AMY.id), refused="NotNow")


def test_the_watch_sees_a_promise_in_two_cases() -> None:
    world = MemoryWorld()
    world._cases = {HELD.id: HELD, a_case(id=2).id: a_claimed_case(id=2, promises=HELD.promises)}

    with pytest.raises(AssertionError, match="promises stand in two cases"):
        Watch(world.policy).look(Act("open"), Happened(), world)


def test_the_watch_sees_a_change_without_a_line_of_history() -> None:
    world = MemoryWorld()
    world._cases = {a_case().id: a_case()}
    silent = Changed(None, Change(a_case(), ()).case)

    with pytest.raises(AssertionError, match="without a line of history"):
        Watch(world.policy).look(Act("open"), Happened((silent,)), world)
