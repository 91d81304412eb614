"""The judges are judged first: each must see the faults that we know it sees, and no others."""

import pytest

from tests.contract.teams.faults import FAULTS
from tests.contract.teams.judges import JUDGES
from tests.contract.teams.samples import SAMPLES

OF_NO_SCHEMA = {
    "Markdown beside a box",
    "Markdown in a choice",
    "Markdown in a heading",
    "Markdown in what is wrong",
    "a button of another verb",
    "a button of nobody's",
    "a button that is another one elsewhere",
    "a button that opens a page",
    "a button with much",
    "a button without a label",
    "a button without anything",
    "a card in a card",
    "a choice that there is not",
    "a colour alone",
    "a day that there is not",
    "a field that does not say what is wrong",
    "a field without a label",
    "a picture",
    "a row of none",
    "a row of seven",
    "an address of another kind",
    "an empty choice",
    "an empty heading",
    "an hour that there is not",
    "another version",
    "asked and not to be seen",
    "drawn again for too many",
    "empty words",
    "facts",
    "half a character",
    "more than may be typed",
    "much where cards are not drawn",
    "narrow",
    "neither on nor off",
    "no version",
    "nothing to choose",
    "nothing to see",
    "nothing where cards are not drawn",
    "showing what there is not",
    "too much",
    "two choices of one value",
    "two of one name",
    "words that are filled in",
    "words that are worked out",
}
UNSEEN = {"ours": set[str](), "schema": OF_NO_SCHEMA}


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_is_held_against_a_sample(sample: str, judge: str) -> None:
    assert JUDGES[judge](SAMPLES[sample]()) == []


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_sees_every_fault_but_those_it_is_blind_to(judge: str) -> None:
    unseen = {name for name, fault in FAULTS.items() if not JUDGES[judge](fault.planted())}

    assert unseen == UNSEEN[judge]
