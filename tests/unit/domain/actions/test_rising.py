"""Rising: a higher level, and webcare's call for help."""

import pytest

from bot.domain.actions import rising
from bot.domain.case import Case, Level, State
from bot.domain.errors import (
    HighestLevel,
    NeedsTraining,
    NotNow,
    OnlyHelpers,
    OnlyWebcare,
    UnknownChannel,
)
from tests.builders import (
    AMY,
    ERIK,
    KARIN,
    LEA,
    MIA,
    a_broadcast,
    a_case,
    a_claimed_case,
    a_resolved_case,
)

ENDED = (State.CLOSED, State.DISMISSED, State.MERGED)


@pytest.mark.parametrize("case", [a_case(), a_claimed_case(), a_resolved_case()])
def test_webcare_raises_a_case_by_one_level(case: Case) -> None:
    """D22: not solved here means up."""
    assert rising.raise_level(case, AMY, reason=None).case.level is Level.LEAD


def test_who_helps_raises_a_case_and_nobody_else_does() -> None:
    case = a_claimed_case(backups=(MIA.id,))

    assert rising.raise_level(case, ERIK, reason=None).case.level is Level.LEAD
    assert rising.raise_level(case, MIA, reason=None).case.level is Level.LEAD
    with pytest.raises(OnlyHelpers):
        rising.raise_level(case, KARIN, reason=None)
    with pytest.raises(OnlyHelpers):
        rising.raise_level(a_case(), ERIK, reason=None)


def test_only_webcare_raises_what_is_sensitive() -> None:
    with pytest.raises(NeedsTraining):
        rising.raise_level(a_claimed_case(sensitive=True), ERIK, reason=None)


def test_there_is_nothing_above_the_highest_level() -> None:
    with pytest.raises(HighestLevel):
        rising.raise_level(a_case(level=Level.EXECUTIVE), AMY, reason=None)


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_does_not_rise(state: State) -> None:
    with pytest.raises(NotNow):
        rising.raise_level(a_case(state=state), MIA, reason=None)


@pytest.mark.parametrize("before", list(Level))
@pytest.mark.parametrize("target", list(Level))
def test_a_ladder_raises_to_a_level_and_never_lowers(before: Level, target: Level) -> None:
    change = rising.rise_to(a_case(level=before), target, because="promise_late")

    if target > before:
        assert change is not None
        assert change.case.level is target
    else:
        assert change is None


@pytest.mark.parametrize("case", [a_case(), a_claimed_case()])
def test_webcare_calls_for_help(case: Case) -> None:
    call = a_broadcast()

    assert rising.call_for_help(case, AMY, broadcast=call).case.broadcast == call


def test_the_newest_call_is_the_one_that_counts() -> None:
    first = rising.call_for_help(a_case(), AMY, broadcast=a_broadcast(1)).case
    second = rising.call_for_help(first, LEA, broadcast=a_broadcast(2)).case

    assert second.broadcast == a_broadcast(2)
    assert len(second.broadcasts) == 2


def test_nobody_but_webcare_calls_for_help() -> None:
    with pytest.raises(OnlyWebcare):
        rising.call_for_help(a_claimed_case(), ERIK, broadcast=a_broadcast())


def test_a_call_goes_somewhere() -> None:
    with pytest.raises(UnknownChannel):
        rising.call_for_help(a_case(), AMY, broadcast=a_broadcast(channels=()))


@pytest.mark.parametrize("state", [State.RESOLVED, *ENDED])
def test_nobody_is_called_to_what_has_ended(state: State) -> None:
    with pytest.raises(NotNow):
        rising.call_for_help(a_case(state=state), AMY, broadcast=a_broadcast())
