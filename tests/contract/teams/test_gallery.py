"""Everything that people can see, as it goes to Teams, before all judges."""

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import pytest

from bot.domain.view import Audience, Sight
from bot.presentation.card import Card
from bot.presentation.form import Form
from bot.presentation.gallery import Shown, gallery
from bot.presentation.page import Page
from integrations.teams import fields, limits, render
from tests.contract.slack.test_gallery import _texts
from tests.contract.teams.judges import by_schema, by_us
from tests.contract.teams.samples import PERSON, ZONE
from tests.teams.eyes import inputs, pressable, read

AUDIENCES = {
    f"{language}-{sight.value}": Audience(language, ZONE, sight)
    for language in ("nl", "en")
    for sight in Sight
}
every_audience = pytest.mark.parametrize("audience", AUDIENCES)

Json = dict[str, Any]


@lru_cache
def _shown(audience: str) -> dict[str, Shown]:
    return dict(gallery(AUDIENCES[audience]))


def _drawn(shown: Shown, audience: Audience) -> Iterator[tuple[str, Json]]:
    """What goes to Teams, by where it stands."""
    language = audience.language
    for dialog in (True, False):
        place = "dialog" if dialog else "chat"
        match shown:
            case Card():
                people = [PERSON] if dialog else []
                yield place, render.card(shown, audience.zone, refresh=people)
            case Form():
                yield (
                    place,
                    render.form(
                        shown, zone=ZONE, language=language, dialog=dialog, unfolded=dialog
                    ),
                )
            case Page():
                yield place, render.page(shown, language=language, dialog=dialog)
            case _:
                yield place, render.toast(shown, dialog=dialog)


_SAID = frozenset({"text", "title", "label", "fallbackText", "placeholder", "value", "i", "url"})


@cache
def _by_schema(shape: str) -> tuple[str, ...]:
    """What the schema says; it is slow, and much is drawn alike."""
    return tuple(by_schema(json.loads(shape)))


def _shape(held: Any, name: str = "") -> Any:
    """The card with one word for all words: of text the schema asks only that it is text."""
    if isinstance(held, list):
        return [_shape(one) for one in held]
    if isinstance(held, dict):
        return {called: _shape(one, called) for called, one in held.items()}
    return "x" if name in _SAID and isinstance(held, str) else held


@every_audience
def test_nothing_is_held_against_anything_that_is_shown(audience: str) -> None:
    complaints = {}
    for name, shown in _shown(audience).items():
        for place, card in _drawn(shown, AUDIENCES[audience]):
            complaints[name, place] = [*by_us(card), *_by_schema(json.dumps(_shape(card)))]

    assert len(complaints) > 500
    assert {name: said for name, said in complaints.items() if said} == {}


@every_audience
def test_the_whole_of_everything_stands_in_teams(audience: str) -> None:
    unread = {
        (name, place): missing
        for name, shown in _shown(audience).items()
        for place, card in _drawn(shown, AUDIENCES[audience])
        if (missing := _missing(shown, card))
    }

    assert unread == {}


def _missing(shown: Shown, card: Json) -> list[str]:
    """What is ours or theirs on it, and not to be read; a title may stand above a dialog."""
    above = "" if isinstance(shown, Card) else _title(shown, card)
    bare = "".join((above + read(card).text).split())
    return [one for one in _texts(shown) if "".join(one.split()) not in bare]


def _title(shown: Form | Page | Any, card: Json) -> str:
    says = shown.title if isinstance(shown, Form | Page) else shown.says
    return str(render.dialog(says, card)["title"])


@every_audience
def test_a_sent_form_gives_its_intent_and_what_stands_in_it_back(audience: str) -> None:
    forms = [one for one in _shown(audience).values() if isinstance(one, Form)]

    for form in forms:
        card = render.form(form, zone=ZONE, language="nl", memo="m" * 300)
        sent = card["actions"][0]["data"] | _standing(card)
        assert fields.sent_intent(sent) == form.send
        assert fields.memo(sent) == "m" * 300
        typed = fields.typed(sent)
        assert typed.keys() == {one.name for one in form.fields}
        again = render.form(_typed(form, typed), zone=ZONE, language="nl", memo="m" * 300)
        assert _standing(again) == _standing(card)


def _standing(card: Json) -> dict[str, str]:
    """What a person sends who changes nothing."""
    return {one["id"]: one["value"] for one in inputs(card) if "value" in one}


def _typed(form: Form, typed: fields.Typed) -> Form:
    return Form(form.title, form.send, form.button, form.fields, form.lines, typed=typed)


@every_audience
def test_a_press_on_a_card_is_known_to_old_versions_of_teams(audience: str) -> None:
    cards = [one for one in _shown(audience).values() if isinstance(one, Card)]

    pressed = [
        action
        for card in cards
        for _, action in pressable(render.card(card, ZONE))
        if action["type"] == "Action.Execute"
    ]
    assert len(pressed) > 50
    assert [one for one in pressed if one["fallback"]["data"] != one["data"]] == []


@every_audience
def test_a_notification_stands_alone_and_is_short(audience: str) -> None:
    cards = [one for one in _shown(audience).values() if isinstance(one, Card)]

    for card in cards:
        sent = render.activity(card, render.card(card, ZONE))
        assert sent.keys() == {"type", "summary", "attachments"}
        assert 0 < len(sent["summary"].strip()) <= limits.SUMMARY
        assert "\n" not in sent["summary"]


@every_audience
def test_what_is_shared_has_no_customers_words_and_nothing_to_press(audience: str) -> None:
    cards = [one for one in _shown(audience).values() if isinstance(one, Card)]

    for card in cards:
        shared = render.static(card)
        kinds = {one["type"] for one in shared.get("actions", [])}
        assert kinds <= {"Action.OpenUrl"}
        assert "Drie keer" not in json.dumps(shared)
        assert by_us(shared) == []


@every_audience
def test_a_dialog_is_as_high_as_it_needs_to_be_and_no_higher_than_a_screen(audience: str) -> None:
    for shown in _shown(audience).values():
        if isinstance(shown, Form | Page):
            card = render.page(shown, language="nl") if isinstance(shown, Page) else None
            drawn = card or render.form(shown, zone=ZONE, language="nl")  # type: ignore[arg-type]
            opened = render.dialog(shown.title, drawn)
            assert limits.LOWEST <= opened["height"] <= limits.HIGHEST
            assert 0 < len(opened["title"]) <= limits.TITLE
