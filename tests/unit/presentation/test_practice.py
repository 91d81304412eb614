"""What can be promised in the practice is read as it would be when somebody really wrote it."""

import pytest

from bot.domain.practice import Spoken, Step, practised
from bot.domain.when.reading import read_when
from bot.presentation.wording import LANGUAGES, wording
from tests.builders import AMY, ERIK, a_policy, at

POLICY = a_policy()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spoken", Spoken)
@pytest.mark.parametrize("now", ["2026-03-16 10:00", "2026-03-20 16:30", "2026-03-28 09:00"])
def test_it_says_of_every_sentence_what_the_bot_makes_of_it(
    language: str, spoken: Spoken, now: str
) -> None:
    words = wording(language).text(f"practice.said.{spoken.value}")
    zone, calendar = ERIK.calendar.zone, POLICY.calendar

    read = read_when(words, now=at(now), zone=zone, calendar=calendar)
    shown = practised(Step.REPLIED, spoken, me=ERIK, buddy=AMY, policy=POLICY, now=at(now))

    assert (read.at if read is not None else None) == shown.due_at
