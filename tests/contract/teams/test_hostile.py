"""Whatever a stranger writes changes words in Teams, and nothing else."""

import re
from typing import Any

import pytest

from bot.domain.theirs import Theirs, theirs
from tests.contract.slack.test_hostile import WORDS
from tests.contract.teams.judges import JUDGES
from tests.contract.teams.samples import SAMPLES
from tests.teams.eyes import read, things

MORE = {
    "worked out": theirs("{{DATE(2026-03-17T09:00:00Z, LONG)}} ${name} {{{x}}} $${{a}}"),
    "at the edge": theirs("{"),
    "an element": theirs('{"type": "Image", "url": "https://evil.example/x.png"}'),
    "a mention": theirs("<at>Erik</at> <at id='0'>Erik</at>"),
    "reference": theirs("[x]: https://evil.example\n[x]"),
    "entity": theirs("&#91;x&#93;&#40;https://evil.example&#41; &nbsp;"),
    "mail": theirs("mailto:a@evil.example a@evil.example"),
}
every_word = pytest.mark.parametrize(
    "words", [*WORDS.values(), *MORE.values()], ids=[*WORDS, *MORE]
)


def _marks(card: dict[str, Any]) -> list[str]:
    """What is more than words; pieces of one line that look alike are one."""
    return list(read(card).marks)


@pytest.mark.parametrize("sample", SAMPLES)
@every_word
def test_a_strangers_words_change_nothing_but_words(words: Theirs, sample: str) -> None:
    assert _marks(SAMPLES[sample](words)) == _marks(SAMPLES[sample]())


@pytest.mark.parametrize("sample", SAMPLES)
@every_word
def test_a_strangers_words_are_never_where_markdown_is_read_as_they_are(
    words: Theirs, sample: str
) -> None:
    card = SAMPLES[sample](words)
    headings = [one["text"] for one in things(card) if one.get("type") == "TextBlock"]

    sign = re.sub(r"\s+", " ", words.literal)[:12]
    assert [one for one in headings if sign in one] == []


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("sample", SAMPLES)
@every_word
def test_no_words_make_something_that_teams_refuses(words: Theirs, sample: str, judge: str) -> None:
    assert JUDGES[judge](SAMPLES[sample](words)) == []


@every_word
def test_what_is_shared_has_none_of_them(words: Theirs) -> None:
    assert read(SAMPLES["shared"](words)).text == read(SAMPLES["shared"]()).text
