"""The small builders: what Slack would refuse or misread is never built."""

import pytest

from bot.domain.theirs import theirs
from bot.presentation import saying
from bot.presentation.card import Button, Style
from bot.presentation.intent import Intent, Verb
from bot.presentation.text import Says
from integrations.slack import blocks

CLAIM = Intent(Verb.CLAIM, "case:12", 3)
MORE = Intent(Verb.MORE, "case:12", 3)


def buttons(count: int) -> list[Button]:
    return [
        Button(f"Knop {number}", Intent(Verb.CLAIM, f"case:{number}")) for number in range(count)
    ]


def test_text_is_never_read_for_emoji() -> None:
    assert blocks.plain(":smile:") == {"type": "plain_text", "text": ":smile:", "emoji": False}


@pytest.mark.parametrize("text", ["x" * 100, "\U0001f44d\U0001f3fd" * 50, "e\u0301" * 60])
def test_text_is_cut_as_javascript_counts(text: str) -> None:
    kept = blocks.cut(text, 24)

    assert 12 <= len(kept.encode("utf-16-le")) // 2 <= 24
    assert kept.endswith("\N{HORIZONTAL ELLIPSIS}")


def test_words_from_right_to_left_do_not_turn_ours_around() -> None:
    shalom = "\u05e9\u05dc\u05d5\u05dd"

    assert saying.words(Says((theirs(shalom), " · 14:20"))) == f"\u2068{shalom}\u2069 · 14:20"
    assert saying.words(Says((theirs("Jos"), " · 14:20"))) == "Jos · 14:20"


def test_long_words_are_in_pieces_and_none_is_lost() -> None:
    text = "woord " * 2000

    pieces = blocks.runs(text.strip(), bold=True)

    assert "".join(one["text"] for one in pieces) == text.strip()
    assert max(len(one["text"]) for one in pieces) <= 3000
    assert all(one["style"] == {"bold": True} for one in pieces)


def test_a_button_bears_its_intent_and_its_colour() -> None:
    assert blocks.button(Button("Ik pak dit op", CLAIM, Style.PRIMARY)) == {
        "type": "button",
        "text": blocks.plain("Ik pak dit op"),
        "value": CLAIM.encode(),
        "style": "primary",
    }


@pytest.mark.parametrize("style", [Style.PLAIN, Style.QUIET, Style.STRONG])
def test_other_buttons_have_no_colour(style: Style) -> None:
    assert "style" not in (blocks.button(Button("x", CLAIM, style)) or {})


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://social.example/1",
        "https://",
        "https:///x",
        "//social.example/1",
        "social.example",
        "https://social.example/a b",
        "https://social.example/\n",
        "https://social.example/\x85",
        "https://social.example/>",
        "https://[social.example/1",
        "https://social.example/" + "x" * 3000,
        "https://social.example/\ud800",
        "",
    ],
)
def test_a_link_that_may_not_be_followed_is_left_out(url: str) -> None:
    link = Button("Bekijk bericht", url=url)

    assert blocks.button(link) is None
    assert blocks.controls((link,), (link, link)) == []


def test_a_link_to_the_web_is_a_button_without_a_value() -> None:
    drawn = blocks.button(Button("Bekijk bericht", url="https://social.example/1?a=1&b=2"))

    assert drawn is not None
    assert drawn["url"] == "https://social.example/1?a=1&b=2"
    assert "value" not in drawn


def test_no_buttons_are_no_block() -> None:
    assert blocks.controls(()) == []
    assert blocks.controls((Button("", CLAIM), Button("leeg"))) == []


def test_buttons_and_a_menu_stand_in_one_block() -> None:
    (row,) = blocks.controls(buttons(2), buttons(5))

    assert [one["type"] for one in row["elements"]] == ["button", "button", "overflow"]
    assert len(row["elements"][2]["options"]) == 5


def test_a_menu_of_one_is_a_button() -> None:
    (row,) = blocks.controls((), buttons(1))

    assert [one["type"] for one in row["elements"]] == ["button"]


def test_a_menu_that_holds_too_few_leads_to_the_page_of_all() -> None:
    more = Button("Meer…", MORE)

    (menu,) = blocks.menus([*buttons(3), more, *buttons(4)])

    labels = [one["text"]["text"] for one in menu["options"]]
    assert labels == ["Knop 0", "Knop 1", "Knop 2", "Knop 0", "Meer…"]


def test_without_such_a_page_no_entry_is_lost() -> None:
    first, second, last = blocks.menus(buttons(11))

    assert [len(first["options"]), len(second["options"])] == [5, 5]
    assert last["type"] == "button"


def test_a_link_in_a_menu_has_a_value_that_means_nothing() -> None:
    link = Button("Bekijk bericht", url="https://social.example/1")

    (menu,) = blocks.menus([link, *buttons(1)])

    assert menu["options"][0]["value"] == "u.1"
    assert menu["options"][0]["url"] == "https://social.example/1"


def test_many_buttons_are_in_several_rows() -> None:
    assert [len(row["elements"]) for row in blocks.controls(buttons(60))] == [25, 25, 10]


def test_everything_pressed_has_a_name_of_its_own() -> None:
    link = Button("Bekijk bericht", url="https://social.example/1")
    drawn = [
        *blocks.controls((*buttons(2), link), buttons(3)),
        blocks.beside("tekst", blocks.button(buttons(1)[0]) or {}),
    ]

    named = blocks.named(drawn, "abc")

    assert [one["block_id"] for one in named] == ["abc.1", "abc.2"]
    assert [one["action_id"] for one in named[0]["elements"]] == ["k.1", "k.2", "u.3", "k.4"]
    assert named[1]["accessory"]["action_id"] == "k.5"


def test_a_screen_reader_is_told_what_a_button_is_about_in_our_words() -> None:
    about = saying.ours(Says((theirs("*Jos*"), " · Facebook · wacht 2 dagen")))

    drawn = blocks.button(Button("Toon", CLAIM), about)

    assert drawn is not None
    assert drawn["accessibility_label"] == "Toon: Facebook · wacht 2 dagen"
