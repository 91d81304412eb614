"""Everything that people can see, as it goes to Slack, before all judges."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

from bot.domain.view import Audience, Sight
from bot.presentation import saying
from bot.presentation.card import Card
from bot.presentation.form import Form
from bot.presentation.gallery import Shown, gallery
from bot.presentation.page import Page
from bot.presentation.text import Says
from integrations.slack import fields, render
from tests.contract.slack.judges import JUDGES
from tests.contract.slack.samples import ZONE
from tests.slack_eyes import read

AUDIENCES = {
    f"{language}-{sight.value}": Audience(language, ZONE, sight)
    for language in ("nl", "en")
    for sight in Sight
}
every_audience = pytest.mark.parametrize("audience", AUDIENCES)


@lru_cache
def _sent(audience: str) -> dict[str, dict[str, Any]]:
    """All that goes to Slack, by what it is; what is drawn alike stands there once."""
    them = AUDIENCES[audience]
    every = {
        f"{name}: {place}": sent
        for name, shown in gallery(them).items()
        for place, sent in _drawn(shown, them)
    }
    once = {json.dumps(_nameless(sent)): name for name, sent in every.items()}
    return {name: every[name] for name in once.values()}


def _nameless(sent: Any) -> Any:
    if isinstance(sent, list):
        return [_nameless(one) for one in sent]
    if isinstance(sent, dict):
        return {name: _nameless(one) for name, one in sent.items() if name != "block_id"}
    return sent


def _drawn(shown: Shown, audience: Audience) -> Iterator[tuple[str, dict[str, Any]]]:
    language = audience.language
    match shown:
        case Card():
            yield "message", _message(render.card(shown, audience.zone))
        case Form():
            for unfolded in (False, True):
                yield (
                    f"modal {unfolded}",
                    render.form(
                        shown,
                        zone=audience.zone,
                        language=language,
                        memo="[1]",
                        unfolded=unfolded,
                    ),
                )
        case Page():
            yield "modal", render.page(shown, language=language, memo="[1]")
            yield "home", render.home(shown, language=language)
        case _:
            yield "message", _message(render.toast(shown))
            yield "modal", render.toast_view(shown, language=language)
            yield "home", render.home_toast(shown, language=language)


def _message(message: render.Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks}


@pytest.mark.parametrize("judge", JUDGES)
@every_audience
def test_nothing_is_held_against_anything_that_is_shown(audience: str, judge: str) -> None:
    complaints = {name: JUDGES[judge](sent) for name, sent in _sent(audience).items()}

    assert len(complaints) > 500
    assert {name: said for name, said in complaints.items() if said} == {}


@every_audience
def test_the_whole_of_everything_stands_in_slack(audience: str) -> None:
    unread = {
        name: missing
        for name, shown in gallery(AUDIENCES[audience]).items()
        for _, sent in _drawn(shown, AUDIENCES[audience])
        if (missing := _missing(shown, read(sent).text))
    }

    assert unread == {}


def _missing(shown: Shown, text: str) -> list[str]:
    """What is ours or theirs on it, and not to be read."""
    bare = "".join(text.split())
    return [one for one in _texts(shown) if "".join(one.split()) not in bare]


def _texts(shown: Any) -> Iterator[str]:
    """All texts of a card or a page; a form's titles are shortened above it, and said below."""
    match shown:
        case Card():
            yield from (shown.title.plain, *(line.says.plain for line in shown.lines))
            yield from (button.label for button in (*shown.buttons, *shown.overflow))
            for section in shown.sections:
                yield from (section.title, *(line.says.plain for line in section.lines))
        case Page():
            yield from _page_texts(shown)
        case Form():
            yield from (shown.title.plain[:100], shown.button)
            yield from (line.says.plain for line in (*shown.lines, *shown.footer))
            yield from (field.label for field in shown.fields if not field.folded)
        case _:
            yield from (shown.says.plain, *(button.label for button in shown.buttons))


def _page_texts(page: Page) -> Iterator[str]:
    yield page.title.plain[:100]
    for part in page.parts:
        yield from (part.title, *(line.says.plain for line in part.lines))
        for row in part.rows:
            yield from (row.title.plain, *(line.says.plain for line in row.lines))
            yield from (button.label for button in row.buttons)


@every_audience
def test_a_sent_form_gives_its_intent_back(audience: str) -> None:
    forms = [one for one in gallery(AUDIENCES[audience]).values() if isinstance(one, Form)]

    for form in forms:
        view = render.form(form, zone=ZONE, language="nl", memo="m" * 3000)
        assert fields.sent_intent(view) == form.send
        assert view["private_metadata"] == "m" * 3000


def test_what_is_ours_is_told_from_what_is_theirs() -> None:
    mixed = gallery(AUDIENCES["nl-public"])["card.channel.open"]

    assert isinstance(mixed, Card)
    assert isinstance(mixed.title, Says)
    assert "Jos" not in saying.ours(mixed.title)
