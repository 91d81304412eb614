"""Whatever a stranger writes changes words in Slack, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.domain.theirs import Theirs, theirs
from tests.contract.chatting.examples import HARMFUL
from tests.contract.slack.judges import JUDGES
from tests.contract.slack.samples import SAMPLES
from tests.slack_eyes import UNSEEN, heard, read

WORDS = {
    **{f"harmful {number}": theirs(words) for number, words in enumerate(HARMFUL)},
    "zero width": theirs("*\u200bvet\u200b* h\u2060ttps://evil.example :\ufeffsmile:"),
    "zero width, raw": Theirs("*\u200bvet\u200b* <\u200b!channel> :\ufeffsmile: @\u2060here"),
    "direction": theirs("\u202ecod.exe\u202c \u2066x\u2069 \u05e9\u05dc\u05d5\u05dd 12:30"),
    "direction, raw": Theirs("\u202elennahc!<\u202c \u2066x\u2069 \u05e9\u05dc\u05d5\u05dd"),
    "emoji by name": theirs(":smile: " * 500),
    "emoji": theirs("\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f" * 400),
    "endless": theirs("<!channel> *x* " * 2700),
    "one endless word": theirs("w" * 40_000),
    "half characters": theirs("\ud800*x* \udc00 <!here>"),
    "half characters, raw": Theirs("\ud800*x* \udc00 <!here>"),
    "nothing to see, raw": Theirs("\0\0"),
    "only a mark": theirs("*"),
    "lines": theirs("x\n" * 200 + "> quoted\n>>> all\n- item"),
}
every_word = pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)


@pytest.mark.parametrize("sample", SAMPLES)
@every_word
def test_a_strangers_words_change_nothing_but_words(words: Theirs, sample: str) -> None:
    harmless, harmful = read(SAMPLES[sample]()), read(SAMPLES[sample](words))

    assert harmful.marks == harmless.marks


@pytest.mark.parametrize("sample", SAMPLES)
@every_word
def test_a_strangers_words_stand_only_where_words_are_drawn_as_they_are(
    words: Theirs, sample: str
) -> None:
    sent = SAMPLES[sample](words)
    places = {kind for kind, text in _texts(sent, "") if _sign(words) in _bare_text(text)}

    assert places <= {"plain_text text", "text text", "plain_text_input initial_value", "text"}


def _sign(words: Theirs) -> str:
    """The beginning of the words, by which they are known."""
    return _bare_text(words.literal)[:12]


def _bare_text(text: str) -> str:
    """The text on one line, as it can be sent at all."""
    return " ".join(re.sub("[\0\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text).split())


def _texts(held: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(held, str):
        yield where, held
    elif isinstance(held, list):
        for one in held:
            yield from _texts(one, where)
    elif isinstance(held, Mapping):
        for name, value in held.items():
            yield from _texts(value, f"{held.get('type', '')} {name}".strip())


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("sample", SAMPLES)
@every_word
def test_no_words_make_something_that_slack_refuses(words: Theirs, sample: str, judge: str) -> None:
    assert JUDGES[judge](SAMPLES[sample](words)) == []


@every_word
def test_what_is_heard_is_what_was_written_and_no_markup(words: Theirs) -> None:
    sent = SAMPLES["message"](words)

    assert [one for one in read(sent).marks if one.startswith("markup")] == []
    said = heard(sent["text"]).removesuffix("\N{HORIZONTAL ELLIPSIS}").rstrip()
    assert said
    assert _bare_text(words.literal.translate(UNSEEN)).startswith(_bare_text(said))


@pytest.mark.parametrize(
    "words", ["*vet*", "see <https://evil.example|x>", "@here :x:", "www.evil.example", "> a"]
)
def test_words_that_are_not_made_inert_are_seen(words: str) -> None:
    sent = SAMPLES["message"]() | {"text": words}

    assert any(one.startswith("markup") for one in read(sent).marks)
