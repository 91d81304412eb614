"""What history tells of each action: the layout of its lines, which are never written again."""

import random
from collections import defaultdict
from collections.abc import Mapping

import pytest

from bot.domain.events import SCHEMA, Code, Event
from tests.properties.acts import choose
from tests.properties.memory import MemoryWorld

LAYOUT = {
    Code.BUDDY_SET: "buddy by",
    Code.HANDOVER_WANTED: "by colleague lead",
    Code.PROCESS_BYPASSED: "by why words",
    Code.PROMISE_TAKEN_OVER: "by department doer due_at promise words",
    Code.ABSORBED: "by other other_owner promises",
    Code.BROADCAST: "broadcast by channels until_at words",
    Code.CLAIMED: "owner webcare",
    Code.CLOSED: "by lost outcome owner",
    Code.DISMISSED: "by owner reason",
    Code.GOODWILL_APPROVED: "amount by goodwill offered_by",
    Code.GOODWILL_OFFERED: "amount approved by goodwill words",
    Code.GOODWILL_REFUSED: "amount by goodwill offered_by",
    Code.GOODWILL_TOLD: "amount by goodwill offered_by",
    Code.HANDOVER_ACCEPTED: "by handover promises to webcare",
    Code.HANDOVER_DECLINED: "by handover to",
    Code.HANDOVER_EXPIRED: "by handover to",
    Code.HANDOVER_OFFERED: "by expires_at handover to words",
    Code.HANDOVER_WITHDRAWN: "by handover to",
    Code.HELPING: "helper",
    Code.HELP_ASKED: "buddy by promise",
    Code.HELP_ENDED: "helper",
    Code.LET_GO: "inherits lead owner words",
    Code.LEVEL_RAISED: "because level",
    Code.MERGED: "by into owner",
    Code.NOTED: "by words",
    Code.NO_REPLY_NEEDED: "by reason",
    Code.OPENED: "flags late post route said_at source",
    Code.PLACED: "by placing reply webcare",
    Code.PLACING_ASKED: "by placing webcare words",
    Code.PLACING_DECLINED: "by placing webcare words",
    Code.PLACING_WITHDRAWN: "by placing",
    Code.POST_ADDED: "bystander flags late post said_at",
    Code.POST_DELETED: "post",
    Code.POST_EDITED: "post version",
    Code.PROMISED: "about department doer due_at kind promise to words",
    Code.PROMISE_BROKEN: "because by department due_at promise words",
    Code.PROMISE_KEPT: "by department due_at late promise words",
    Code.PROMISE_MOVED: "by department due_at moves promise to_at",
    Code.PROMISE_WAIVED: "by department due_at promise words",
    Code.RELEASED: "owner",
    Code.REMIND_LATER: "by later promise until_at words",
    Code.REOPENED: "by count level",
    Code.REPEAT_CONTACT: "level post",
    Code.REPLIED: "apology at by heard kind reply way words",
    Code.REPLY_AMENDED: "linked reply way",
    Code.REPLY_HEARD: "by reply",
    Code.SOLVED: "outcome owner waited widespread words",
    Code.STILL_MENDED: "by",
    Code.STILL_ON_IT: "owner",
    Code.SPLIT_FROM: "by other posts promises",
    Code.SPLIT_OFF: "by other posts promises",
    Code.SUGGESTED: "by colleague",
    Code.THANKED: "bystander flags late post said_at",
    Code.UNDONE: "of",
    Code.WAITING: "by",
    Code.WAITING_ENDED: "by",
}
"""Every line of a code has these facts; to leave one out or rename it needs a new SCHEMA."""
SOMETIMES = {
    Code.LEVEL_RAISED: "by words",  # where a person did it
    Code.RELEASED: "because",  # where it was taken from a silent owner
    Code.REOPENED: "words",
    Code.REPEAT_CONTACT: "late",
    Code.UNDONE: "goodwill helper owner promise reply",
}


@pytest.fixture(scope="module")
def written() -> Mapping[Code, list[Event]]:
    """Thousands of lines, by code."""
    lines: dict[Code, list[Event]] = defaultdict(list)
    for seed in range(2):
        world, last = MemoryWorld(), None
        rng = random.Random(seed)  # noqa: S311 - a story, not a secret
        for _ in range(3000):
            last = choose(rng.choice, world, last)
            for change in world.apply(last).changes:
                for event in change.events:
                    lines[event.code].append(event)
    return lines


def test_every_action_leaves_its_line(written: Mapping[Code, list[Event]]) -> None:
    assert set(written) == set(LAYOUT)


@pytest.mark.parametrize("code", LAYOUT)
def test_a_line_has_the_facts_that_its_readers_count_on(
    code: Code, written: Mapping[Code, list[Event]]
) -> None:
    always = set(LAYOUT[code].split())
    known = always | set(SOMETIMES.get(code, "").split())

    for event in written[code]:
        assert always <= set(event.facts) <= known
    assert SCHEMA == 1


def test_a_line_says_what_was_so(written: Mapping[Code, list[Event]]) -> None:
    """A fact that is always nothing is no fact."""
    silent = {
        (code.value, name)
        for code, events in written.items()
        for name in LAYOUT[code].split()
        if all(event.facts.get(name) is None for event in events)
    }

    # The stories in memory give these no words, as the forms may.
    assert {name for _, name in silent} <= {"words", "until_at"}


def test_no_line_holds_what_somebody_wrote(written: Mapping[Code, list[Event]]) -> None:
    """Human words live once, in erasable rows that history points to by number (DESIGN 2)."""
    for events in written.values():
        for event in events:
            words = event.facts.get("words")
            assert words is None or isinstance(words, int)
