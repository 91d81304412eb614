"""The judges are judged first: each must see the faults that we know it sees, and no others."""

import pytest

from tests.contract.slack.faults import FAULTS
from tests.contract.slack.judges import JUDGES
from tests.contract.slack.samples import SAMPLES

SEEN_BY_NONE_OF_THEM = {
    "a button without anything",
    "a form in a message",
    "a label of blanks",
    "a label with emoji",
    "a moment long ago",
    "a value of nobody's",
    "an address of another kind",
    "half a character",
    "markup",
    "no text",
    "too much",
    "two blocks of one name",
    "two buttons of one name",
    "two entries of one value",
    "two places to type",
}
UNSEEN = {
    "ours": set[str](),
    "blockkit": SEEN_BY_NONE_OF_THEM | {"51 blocks", "no button of sending"},
    "slackblocks": SEEN_BY_NONE_OF_THEM
    | {
        "a blue button",
        "a heading in markup",
        "a label in markup",
        "empty words",
        "no blocks",
        "no buttons in a row",
    },
}


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_is_held_against_a_sample(sample: str, judge: str) -> None:
    assert JUDGES[judge](SAMPLES[sample]()) == []


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_sees_every_fault_but_those_it_is_blind_to(judge: str) -> None:
    unseen = {name for name, fault in FAULTS.items() if not JUDGES[judge](fault.planted())}

    assert unseen == UNSEEN[judge]
