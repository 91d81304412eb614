"""The practice: four steps, played by the rules of a real complaint, with nobody in it."""

import pytest

from bot.domain.case import State
from bot.domain.practice import INVENTED, PLAYER, Practice, Spoken, Step, practised, read_place
from tests.builders import AMY, ERIK, a_policy, at

POLICY = a_policy()
MONDAY = "2026-03-16 10:00"


def played(step: Step, spoken: Spoken | None = None, now: str = MONDAY) -> Practice:
    return practised(step, spoken, me=ERIK, buddy=AMY, policy=POLICY, now=at(now))


@pytest.mark.parametrize("step", Step)
def test_every_step_leads_back_to_the_one_before(step: Step) -> None:
    steps = list(Step)

    assert step.number == steps.index(step) + 1
    assert step.before == (steps[step.number - 2] if step.number > 1 else None)


def test_whoever_presses_becomes_the_owner_of_a_case_that_there_is_not() -> None:
    waits, claimed = played(Step.WAITS).view.case, played(Step.CLAIMED).view.case

    assert (waits.state, waits.owner) == (State.OPEN, None)
    assert (claimed.state, claimed.owner) == (State.CLAIMED, ERIK.id)
    assert waits.id == claimed.id == INVENTED


def test_somebody_unknown_may_play_too() -> None:
    practice = practised(Step.CLAIMED, None, me=None, buddy=None, policy=POLICY, now=at(MONDAY))

    assert practice.view.case.owner == PLAYER
    assert set(practice.view.people) == {PLAYER}


@pytest.mark.parametrize(
    ("spoken", "now", "due"),
    [
        (Spoken.TOMORROW, MONDAY, "2026-03-17 17:00"),
        (Spoken.FRIDAY, MONDAY, "2026-03-20 15:00"),
        # On a Friday it is the next one; the clocks go forward on Sunday the 29th.
        (Spoken.FRIDAY, "2026-03-27 10:00", "2026-04-03 15:00"),
        (Spoken.TOMORROW, "2026-03-28 10:00", "2026-03-29 17:00"),
    ],
)
def test_a_promise_is_read_as_a_real_one(spoken: Spoken, now: str, due: str) -> None:
    assert played(Step.REPLIED, spoken, now).due_at == at(due)


def test_the_reminder_comes_with_the_bundle_behind_eighty_percent_of_the_working_time() -> None:
    # Monday 10:00 to Tuesday 17:00 is fifteen working hours: twelve have passed on Tuesday 14:00.
    assert played(Step.REPLIED, Spoken.TOMORROW).remind_at == at("2026-03-17 15:30")


def test_soon_is_no_moment() -> None:
    practice = played(Step.REPLIED, Spoken.SOON)

    assert (practice.due_at, practice.remind_at) == (None, None)


@pytest.mark.parametrize(
    ("argument", "place"),
    [
        (None, (Step.WAITS, None)),
        ("claimed", (Step.CLAIMED, None)),
        ("replied.friday", (Step.REPLIED, Spoken.FRIDAY)),
        ("replied.never", (Step.WAITS, None)),
        ("nonsense", (Step.WAITS, None)),
        (".friday", (Step.WAITS, None)),
    ],
)
def test_a_place_that_there_is_not_begins_anew(
    argument: str | None, place: tuple[Step, Spoken | None]
) -> None:
    assert read_place(argument) == place
