"""Short stories at random about who has what, on both databases: no promise is lost, none nobody's.

`python -m tests.properties --handing-over 10000` is the long one.
"""

from datetime import datetime

import pytest

from bot.domain.case import Case, Change
from bot.domain.employee import Employee
from bot.domain.leaving import Gone, Next, take_over
from bot.usecases import leaving
from tests.properties.handing_over import run_stories


@pytest.mark.timeout(180)
def test_no_promise_is_lost_or_nobodys_in_forty_stories(database_url: str) -> None:
    tally = run_stories(database_url, stories=40, seed=5)

    assert tally.stories == 40
    assert tally.promises > 40
    done = {"handover", "accept", "decline", "leave", "absence", "merge", "split", "let_go"}
    assert {what for what in done if not tally.done[what]} == set()


@pytest.mark.timeout(180)
def test_the_stories_see_what_is_nobodys_overnight(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "what_next", lambda *_, **__: Next.NOTHING)

    with pytest.raises(AssertionError, match=r"left, and nobody has it|is away"):
        run_stories(sqlite_url, stories=40, seed=5)


@pytest.mark.timeout(180)
def test_the_stories_see_a_promise_that_is_lost(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget(case: Case, heir: Employee, *, why: Gone, now: datetime) -> Change:
        change = take_over(case, heir, why=why, now=now)
        return change.then(promises=change.case.promises[1:])

    monkeypatch.setattr(leaving, "take_over", forget)

    with pytest.raises(AssertionError, match="lost"):
        run_stories(sqlite_url, stories=40, seed=5)
