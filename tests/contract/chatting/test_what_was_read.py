"""What was read in somebody's words stands chosen in the form that comes back, in every chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest

from bot.domain.view import Audience
from bot.presentation.form import Form
from bot.presentation.forms.moment import asked_as
from bot.presentation.gallery import gallery
from integrations.console import render as console
from integrations.console.view import Hidden
from integrations.slack import fields as slack_fields
from integrations.slack import render as slack
from integrations.teams import fields as teams_fields
from integrations.teams import render as teams

ZONE = "Europe/Amsterdam"
EXAMPLES = dict(gallery(Audience("nl", ZONE)))
Chosen = dict[str, Any]
"""By field name, as the chat hands in what it chose for somebody who only presses the button."""


def in_slack(form: Form) -> Chosen:
    view = slack.form(form, zone=ZONE, language="nl", unfolded=True)
    found = {
        block["block_id"]: {"v": {**block["element"], "selected_option": _initial(block)}}
        for block in view["blocks"]
        if block["type"] == "input" and _initial(block) is not None
    }
    return slack_fields.typed({"state": {"values": found}})


def _initial(block: dict[str, Any]) -> object:
    return block["element"].get("initial_option")


def in_teams(form: Form) -> Chosen:
    card = teams.form(form, zone=ZONE, language="nl", memo="memo", unfolded=True)
    data = card["actions"][0]["data"]
    given = {one["id"]: one["value"] for one in _inputs(card["body"]) if one.get("value")}
    return dict(teams_fields.typed(data | given))


def _inputs(held: Any) -> Iterator[dict[str, Any]]:
    if isinstance(held, list):
        for one in held:
            yield from _inputs(one)
    elif isinstance(held, dict):
        if str(held.get("type", "")).startswith("Input."):
            yield held
        for one in held.values():
            yield from _inputs(one)


def in_console(form: Form) -> Chosen:
    page = console.form(form, "nl", Hidden("token", "delivery", "erik", "/"))
    tags = re.findall(r"<input[^>]* checked[^>]*>", page)
    return {_of(tag, "name"): _of(tag, "value") for tag in tags}


def _of(tag: str, name: str) -> str:
    found = re.search(rf'{name}="([^"]*)"', tag)
    assert found is not None, tag
    return unescape(found[1]).removeprefix("field.").removeprefix("f.")


@pytest.mark.parametrize("chat", [in_slack, in_teams, in_console])
@pytest.mark.parametrize("name", ["form.promise.read", "form.promise.confirm", "form.move.confirm"])
def test_it_is_handed_in_by_who_only_presses_the_button(
    chat: Callable[[Form], Chosen], name: str
) -> None:
    form = EXAMPLES[name]
    assert isinstance(form, Form)
    assert form.fields

    handed_in = {asked_as(one): value for one, value in chat(form).items()}

    (when,) = [one for one in form.fields if asked_as(one.name) == "when"]
    assert handed_in["when"] == when.options[0].value
    assert handed_in["when"].startswith("read/")


def test_in_slack_it_is_no_fault_under_a_field_so_that_the_form_is_drawn_again() -> None:
    shown, before = EXAMPLES["form.promise.confirm"], EXAMPLES["form.promise"]
    assert isinstance(shown, Form)
    assert isinstance(before, Form)
    view = slack.form(before, zone=ZONE, language="nl")

    assert slack_fields.errors(shown, view) is None
    # Slack keeps what stood in a block of the same name.
    kept = {block["block_id"] for block in view["blocks"]}
    (when,) = [one for one in shown.fields if asked_as(one.name) == "when"]
    assert f"f.promise.{when.name}" not in kept
    assert {"f.promise.words", "f.promise.by_when", "f.promise.at"} <= kept


def test_what_was_not_understood_is_said_under_its_field() -> None:
    shown, before = EXAMPLES["form.move.unread"], EXAMPLES["form.move"]
    assert isinstance(shown, Form)
    assert isinstance(before, Form)
    view = slack.form(before, zone=ZONE, language="nl")

    wrong = slack_fields.errors(shown, view)

    assert wrong is not None
    assert list(wrong) == ["f.move.by_when"]
