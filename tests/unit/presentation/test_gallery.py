"""What holds for everything that can be seen, in every language and for every sight."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest

from bot.domain.budget import Manner, manner_of
from bot.domain.case import State
from bot.domain.errors import Refusal
from bot.domain.events import Code
from bot.domain.notice import NoticeKind
from bot.domain.theirs import Theirs
from bot.domain.view import Audience, Sight
from bot.presentation.card import Button, Card
from bot.presentation.cards.briefing import briefing_card
from bot.presentation.cards.channel import channel_card
from bot.presentation.form import Field, Form, Input
from bot.presentation.forms import FORMS
from bot.presentation.gallery import Shown, gallery
from bot.presentation.gallery.examples import (
    ERIK,
    PEOPLE,
    PRIVATE,
    REDACTED,
    SENSITIVE_NAME,
    SENSITIVE_WORDS,
    STRANGE,
    TEXT,
    WORDS,
    views,
)
from bot.presentation.intent import Intent, Verb, decode, opened
from bot.presentation.page import Page
from bot.presentation.text import Says
from bot.presentation.toast import Toast

AUDIENCES = {
    f"{language}-{sight.value}": Audience(language, "Europe/Amsterdam", sight)
    for language in ("nl", "en")
    for sight in Sight
}
MOST_BUTTONS = 2
MOST_OVERFLOW = 5
LONGEST_INTENT = 150
LONGEST_LABEL = 75
NOT_IN_A_CHANNEL = re.compile(
    r"\b(te laat|laat|late|overdue|likes?|volgers|followers|punten|points|ranglijst|ranking)\b",
    re.IGNORECASE,
)


@lru_cache
def _gallery(name: str) -> dict[str, Shown]:
    return dict(gallery(AUDIENCES[name]))


def _shown(kind: type[Any], audience: str) -> dict[str, Any]:
    return {name: one for name, one in _gallery(audience).items() if isinstance(one, kind)}


def _parts(value: Any) -> Iterator[Any]:
    """Everything inside something shown, itself included."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _parts(one)


_LOOKED_THROUGH: dict[int, tuple[Any, ...]] = {}


def _all_parts(value: Any) -> tuple[Any, ...]:
    """The same, looked through once; galleries are kept, so that no id comes back."""
    if id(value) not in _LOOKED_THROUGH:
        _LOOKED_THROUGH[id(value)] = tuple(_parts(value))
    return _LOOKED_THROUGH[id(value)]


def _inside(value: Any, kind: type[Any]) -> list[Any]:
    return [one for one in _all_parts(value) if isinstance(one, kind)]


def _our_text(value: Any) -> Iterator[str]:
    """Our own text on something, without the words of others and without identifiers."""
    for one in _all_parts(value):
        match one:
            case Says():
                yield from (part for part in one.parts if isinstance(part, str))
            case Button():
                yield one.label
            case Field():
                yield from (text for text in (one.label, one.hint, one.error) if text)


def _all_text(value: Any) -> str:
    """Everything that a reader could meet on something."""
    texts = [one for one in _all_parts(value) if isinstance(one, str)]
    return "\n".join([*texts, *(one.literal for one in _inside(value, Theirs))])


every_audience = pytest.mark.parametrize("audience", AUDIENCES)


@every_audience
def test_a_card_has_at_most_two_buttons_and_five_more(audience: str) -> None:
    crowded = {
        name
        for name, card in _shown(Card, audience).items()
        if len(card.buttons) > MOST_BUTTONS or len(card.overflow) > MOST_OVERFLOW
    }

    assert crowded == set()


@every_audience
def test_what_else_can_be_done_to_a_case_stands_last_behind_more(audience: str) -> None:
    for name, card in _shown(Card, audience).items():
        verbs = [one.intent.verb if one.intent else None for one in card.overflow]
        assert Verb.MORE not in verbs[:-1], name
        if len(verbs) > 1 and not name.startswith("card.digest") and _is_about_a_case(card):
            assert verbs[-1] is Verb.MORE, name


def _is_about_a_case(card: Card) -> bool:
    return any(one.subject.startswith(("case:", "promise:")) for one in _inside(card, Intent))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_strangers_in_a_channel_see_what_we_do_and_nothing_that_anybody_wrote(
    language: str,
) -> None:
    outside, inside = (_shown(Card, f"{language}-{one}") for one in (Sight.OUTSIDE, Sight.PUBLIC))
    channel = {name: one for name, one in outside.items() if name.startswith("card.channel.")}
    assert len(channel) > 30
    for name, card in channel.items():
        assert _inside(card, Theirs) == [], name
        text = _all_text(card)
        written = [TEXT, "Jos", PRIVATE, REDACTED, SENSITIVE_NAME, "social.example"]
        assert [one for one in (*written, *WORDS.values()) if one in text] == [], name
        assert _verbs_on(card) == _verbs_on(inside[name]), name


def _verbs_on(card: Card) -> list[Verb]:
    buttons = (*card.buttons, *card.overflow)
    return [button.intent.verb for button in buttons if button.intent is not None]


@every_audience
def test_a_card_offers_nothing_twice(audience: str) -> None:
    for name, card in _shown(Card, audience).items():
        labels = [one.label for one in (*card.buttons, *card.overflow)]

        assert len(set(labels)) == len(labels), name


@every_audience
def test_a_settled_card_has_no_buttons_and_nothing_of_the_customers(audience: str) -> None:
    settled = {name: one for name, one in _shown(Card, audience).items() if one.settled}

    assert settled
    for name, card in settled.items():
        assert card.buttons == (), name
        assert _inside(card, Theirs) == [], name
        assert "Jos" not in card.summary, name


@every_audience
def test_a_cards_summary_stands_alone(audience: str) -> None:
    for name, card in _shown(Card, audience).items():
        assert card.summary.strip(), name
        assert not card.summary.rstrip().endswith((":", ",", "·")), name


@every_audience
def test_what_may_be_told_together_names_its_customer_in_its_first_line(audience: str) -> None:
    """Of each thing a bundle shows that line alone."""
    about = [
        (name, card.title.plain.partition(" · ")[2], card.lines[0].says.plain)
        for name, card in _shown(Card, audience).items()
        if name.startswith("card.notice.")
        and not card.settled
        and manner_of(NoticeKind(name.split(".")[2])) is not Manner.EXEMPT
    ]

    assert len(about) > 50
    unnamed = [one for one in about if one[1].casefold() not in one[2].casefold()]
    assert unnamed == []


@every_audience
def test_everything_says_something(audience: str) -> None:
    for name, shown in _gallery(audience).items():
        for said in _inside(shown, Says):
            assert said.plain.strip(), name
            ours = "".join(one if isinstance(one, str) else "…" for one in said.parts)
            assert "  " not in ours, name


@every_audience
def test_every_button_means_something(audience: str) -> None:
    for name, shown in _gallery(audience).items():
        for button in _inside(shown, Button):
            assert (button.intent is None) != (button.url is None), name
            assert 0 < len(button.label) <= LONGEST_LABEL, name


@every_audience
def test_every_intent_survives_a_buttons_value(audience: str) -> None:
    for name, shown in _gallery(audience).items():
        for intent in _inside(shown, Intent):
            assert decode(intent.encode()) == intent, name
            assert len(intent.encode()) <= LONGEST_INTENT, name


@every_audience
def test_every_button_that_opens_a_form_opens_one_that_there_is(audience: str) -> None:
    for name, shown in _gallery(audience).items():
        for intent in _inside(shown, Intent):
            if intent.verb is Verb.FORM:
                assert opened(intent)[0] in FORMS, name


@every_audience
def test_a_strangers_words_are_never_part_of_our_text(audience: str) -> None:
    for name, shown in _gallery(audience).items():
        ours = "\n".join(_our_text(shown))
        assert "evil.example/x" not in ours, name
        assert "alert(1)" not in ours, name
        assert "U024BE7LH" not in ours, name
        assert "U123" not in ours, name


@every_audience
def test_our_text_and_theirs_alternate(audience: str) -> None:
    for name, shown in _gallery(audience).items():
        for said in _inside(shown, Says):
            kinds = [isinstance(part, str) for part in said.parts]

            assert all(a != b for a, b in pairwise(kinds)), name


@every_audience
def test_no_place_in_a_sentence_stays_open(audience: str) -> None:
    for name, shown in _gallery(audience).items():
        for text in _our_text(shown):
            assert "{" not in text, name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_reader_outside_webcare_meets_a_sensitive_word_or_name(language: str) -> None:
    for name, shown in _gallery(f"{language}-public").items():
        if "sensitive" in name:
            assert SENSITIVE_WORDS not in _all_text(shown), name
            assert SENSITIVE_NAME not in _all_text(shown), name
            assert not _inside(shown, Theirs), name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_webcare_sees_what_is_sensitive(language: str) -> None:
    card = _gallery(f"{language}-webcare")["card.channel.sensitive"]

    assert SENSITIVE_WORDS in _all_text(card)
    assert SENSITIVE_NAME in _all_text(card)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_reader_outside_webcare_meets_private_data(language: str) -> None:
    for name, shown in _gallery(f"{language}-public").items():
        assert PRIVATE not in _all_text(shown), name


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_channel_card_tells_of_no_likes_points_or_lateness(language: str) -> None:
    for name, shown in _gallery(f"{language}-public").items():
        if name.startswith("card.channel"):
            ours = "\n".join(_our_text(shown))

            assert NOT_IN_A_CHANNEL.search(ours) is None, name


@every_audience
def test_only_a_case_that_nobody_has_tells_how_long_its_customer_waits(audience: str) -> None:
    for name, view in views().items():
        card = channel_card(view, AUDIENCES[audience])
        waits = re.search(r"· (wacht sinds|waiting since) ", card.title.plain) is not None

        assert waits == (view.case.state is State.OPEN and view.case.silent_since is not None), name


@every_audience
def test_why_somebody_let_go_is_on_no_page_and_no_card_but_the_leads(audience: str) -> None:
    why = WORDS[next(one for one in WORDS if "dreigde" in WORDS[one])]

    told = {name for name, one in _gallery(audience).items() if why in _all_text(one)}

    assert told <= {"card.notice.let_go"}


@pytest.mark.parametrize("sight", [sight.value for sight in Sight])
def test_both_languages_show_the_same_things_in_their_own_words(sight: str) -> None:
    dutch, english = _gallery(f"nl-{sight}"), _gallery(f"en-{sight}")

    assert dutch.keys() == english.keys()
    for name in dutch:
        assert "\n".join(_our_text(dutch[name])) != "\n".join(_our_text(english[name])), name
        assert len(_inside(dutch[name], Button)) == len(_inside(english[name], Button)), name


def test_there_is_an_example_of_everything() -> None:
    names = _gallery("nl-public").keys()

    assert {f"form.{verb.value}" for verb in FORMS} <= names
    assert {f"form.{verb.value}.refused" for verb in FORMS} <= names
    assert {f"card.notice.{kind.value}" for kind in NoticeKind} <= names
    assert {f"card.notice.{kind.value}.settled" for kind in NoticeKind} <= names
    assert {f"toast.{code.value}" for code in Code} <= names
    assert {f"toast.refusal.{rule.__name__}" for rule in Refusal.__subclasses__()} <= names
    assert {f"card.channel.strange.{name}" for name in STRANGE} <= names
    assert {view.case.state for view in views().values()} == set(State)


def test_every_kind_of_thing_is_there() -> None:
    assert {type(one) for one in _gallery("nl-public").values()} == {Card, Form, Page, Toast}


@every_audience
def test_a_form_has_no_two_fields_of_one_name_and_choices_to_choose_from(audience: str) -> None:
    for name, form in _shown(Form, audience).items():
        names = [field.name for field in form.fields]
        assert len(set(names)) == len(names), name
        for field in form.fields:
            values = [option.value for option in field.options]
            assert len(set(values)) == len(values), name
            if field.input in {Input.CHOICE, Input.CHOICES}:
                assert values, name


@every_audience
def test_a_refused_form_comes_back_as_typed_with_the_error_at_its_field(audience: str) -> None:
    refused = {
        name: form for name, form in _shown(Form, audience).items() if name.endswith(".refused")
    }

    assert refused
    for name, form in refused.items():
        first, *others = form.fields
        assert first.error, name
        assert form.error is None, name
        assert [field.error for field in others] == [None] * len(others), name
        assert all(field.value == form.typed[field.name] for field in form.fields), name


@every_audience
def test_a_refusal_about_no_field_stands_on_the_form(audience: str) -> None:
    form = _gallery(audience)["form.amend_reply.refused.whole"]

    assert isinstance(form, Form)
    assert form.error
    assert [field.error for field in form.fields] == [None] * len(form.fields)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_page_names_a_colleague_beside_a_promise(language: str) -> None:
    page = _gallery(f"{language}-public")["page.case.full"]
    assert isinstance(page, Page)

    promised = page.parts[2]

    assert promised.rows
    for row in promised.rows:
        assert not any(one.name in _all_text(row) for one in PEOPLE.values())


def test_a_former_owners_briefing_says_who_has_it_now() -> None:
    view = views()["claimed"]
    reader = next(one for one in PEOPLE if one != ERIK.id)

    card = briefing_card(view, Audience("en", "Europe/Amsterdam", reader=reader))

    assert ERIK.name in card.summary
    assert card.settled
    assert (card.buttons, card.overflow) == ((), ())
