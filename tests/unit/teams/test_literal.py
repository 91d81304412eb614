"""Text that means in Teams what it says, and nothing else."""

import pytest

from bot.domain.theirs import theirs
from bot.presentation.saying import ours, words
from bot.presentation.text import Says
from integrations.teams.literal import JOINER, is_plain, literal, tame
from tests.teams.eyes import MARKDOWN


@pytest.mark.parametrize("text", ["Jos", "a {b} c", "$5", "*vet* [x](https://evil.example)", ""])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert literal(text) == text


@pytest.mark.parametrize("text", ["{{DATE(x)}}", "${name}", "{{{x}}}", "$${{a}}", "{{"])
def test_nothing_is_worked_out(text: str) -> None:
    shown = literal(text)

    assert "{{" not in shown
    assert "${" not in shown
    assert shown.replace(JOINER, "") == text


@pytest.mark.parametrize(
    "text",
    [
        "*vet*",
        "_schuin_",
        "~~weg~~",
        "`code`",
        "[bank](https://evil.example)",
        "![x](https://evil.example/x.png)",
        "<https://evil.example>",
        "https://evil.example",
        "www.evil.example",
        "a@evil.example",
        "# kop",
        "> citaat",
        "- een",
        "1. een",
        "&amp; &#91;",
        "| a |",
        "\\*x\\*",
    ],
)
def test_signs_of_markdown_give_way_to_others(text: str) -> None:
    assert MARKDOWN.search(text) or text.startswith(("\\", "|", "_"))
    assert not MARKDOWN.search(tame(text, 100))


@pytest.mark.parametrize("text", ["Erik de Vries (Projecten)", "Ja, vóór 17:00", "€ 25,50", "1. x"])
def test_names_and_amounts_are_tame_already(text: str) -> None:
    assert tame(text, 100).replace(JOINER, "") == text


def test_tame_text_is_one_short_line() -> None:
    assert tame("een\ntwee\n" * 50, 20).count("\n") == 0
    assert len(tame("x" * 500, 20)) == 20


@pytest.mark.parametrize("text", ["Wie wacht nog", "Hoe liep het af: 83", "Beloofd (2)"])
def test_a_heading_of_ours_may_be_one(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize("text", ["", "*x*", "a_b", "1. een", "- een", "[x](y)", "x & y", "a.b.nl"])
def test_a_heading_that_could_be_markdown_is_none(text: str) -> None:
    assert not is_plain(text)


def test_what_runs_the_other_way_turns_nothing_of_ours_around() -> None:
    shown = words(Says((theirs("שלום"), " · 12:30")))

    assert shown.startswith("\N{FIRST STRONG ISOLATE}")
    assert "\N{POP DIRECTIONAL ISOLATE} · 12:30" in shown


def test_ours_is_without_theirs() -> None:
    assert ours(Says((theirs("Jos"), " · Facebook · wacht"))) == "Facebook · wacht"
