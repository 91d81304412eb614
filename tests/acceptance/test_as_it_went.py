"""Every story as it really went rings the right alarm, in the right minute, in every chat."""

from __future__ import annotations

import pytest

from tests.as_it_went.chats import Console, Slack, Teams
from tests.as_it_went.player import MoveIn, judge, play
from tests.as_it_went.stories import STORIES
from tests.as_it_went.story import Story
from tests.as_it_went.table import DOCUMENT, document

CHATS: dict[str, MoveIn] = {"console": Console.start, "slack": Slack.start, "teams": Teams.start}


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)
def test_what_rings_is_what_must_ring_and_nothing_else(
    story: Story, chat: str, sqlite_stored: str
) -> None:
    judge(story, play(story, sqlite_stored, CHATS[chat]))


def test_the_stories_are_those_in_the_documentation() -> None:
    assert DOCUMENT.read_text() == document(), "run python -m tests.as_it_went.table"
