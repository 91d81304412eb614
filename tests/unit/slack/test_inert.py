"""Text for notifications: Slack reads it as markup, so nothing in it may be any."""

import pytest

from bot.domain.theirs import theirs
from integrations.slack.inert import JOINER, inert
from tests.slack_eyes import heard, markup


@pytest.mark.parametrize(
    "words",
    [
        "*vet* _schuin_ ~weg~ `code` ```blok```",
        "(*vet*) '_schuin_'",
        ":smile: x:+1:y :8ball: 1:100: ::smile::",
        "@here @channel @everyone @erik a@evil.example",
        "<!channel> <@U123> <#C1> <!date^1^x|y> <https://evil.example|bank>",
        "https://evil.example http://a ftp://b.example/x mailto:a@b.example",
        "www.evil.example evil.example EVIL.Example bank.nl/in",
        "> geciteerd\n  > en nog eens\n>>> alles",
        "&lt;!channel&gt; &amp;lt;",
        "\u202e*tev*\u202c",
        "*\u200bvet\u200b* :\u200bsmile: @\ufeffhere www\u200b.evil.example",
    ],
)
def test_nothing_is_markup_and_every_word_is_heard(words: str) -> None:
    made = inert(words)

    assert markup(made) == []
    assert heard(made) == words


def test_exactly_three_characters_are_escaped() -> None:
    assert inert("""& < > " ' ; / \\ |""") == """&amp; &lt; &gt; " ' ; / \\ |"""


@pytest.mark.parametrize(
    "words", ["Jos wacht sinds 14:20.", "€ 12.500,00", "wo 18-3 vóór 9:05, hè?"]
)
def test_ordinary_words_stay_as_they_are(words: str) -> None:
    assert inert(words) == words


def test_what_is_cleaned_already_needs_only_this() -> None:
    cleaned = theirs("\u202e*v\u200bet*\u202c <\u200b!channel> :\u2060smile:").literal

    assert markup(inert(cleaned)) == []
    assert heard(inert(cleaned)) == "*vet* <!channel> :smile:"


def test_long_text_is_cut_between_characters() -> None:
    made = inert("&" * 1000, 23)

    assert made == "&amp;" * 4 + "\N{HORIZONTAL ELLIPSIS}"


@pytest.mark.parametrize("words", ["x" * 9000, "<" * 9000, "*x* " * 3000, "a.b" * 3000])
def test_it_is_never_longer_than_slack_takes(words: str) -> None:
    assert len(inert(words)) <= 3000


def test_half_a_character_is_not_sent() -> None:
    assert inert("a\ud800b\0") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"


def test_a_mark_is_held_apart_on_both_sides() -> None:
    assert inert("*x") == f"{JOINER}*{JOINER}x"
