"""What is where in which chat: read off what each draws and listens to, for the documentation.

`python -m tests.parity` writes docs/reference/parity.md.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.domain.view import Audience, Sight
from bot.interactions.actions import ACTIONS
from bot.interactions.commands import COMMANDS, read_command
from bot.interactions.showing import SHOWS
from bot.presentation.card import Button, Card
from bot.presentation.form import Form
from bot.presentation.gallery import Shown, gallery
from bot.presentation.intent import Intent, Verb, opened
from bot.presentation.page import Page, Part, Row
from bot.presentation.pages.actions import ACTIONS as FITTING
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from integrations.console import render as console
from integrations.console.gateway import ConsoleGateway
from integrations.console.view import Hidden
from integrations.slack import render as slack
from integrations.slack.gateway import SlackGateway
from integrations.slack.manifest import manifest as slack_manifest
from integrations.teams import render as teams
from integrations.teams.config import TeamsConfig
from integrations.teams.gateway import TeamsGateway
from integrations.teams.manifest import CAPTURE, SEARCH
from integrations.teams.manifest import manifest as teams_manifest

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "reference" / "parity.md"

NATIVE, SUBSTITUTE, NOT_HERE = "native", "substitute: ", "not here, because "
ZONE = "Europe/Amsterdam"
_SLACK: Mapping[str, Any] = slack_manifest(url="", sockets=False, oauth=False, language="en")
_TEAMS: Mapping[str, Any] = teams_manifest(TeamsConfig(app_id="x"), language="en")
_EXTENSION = {one["id"] for one in _TEAMS["composeExtensions"][0]["commands"]}
_HIDDEN = Hidden("token", "delivery", "me", "/")


# --- what each chat draws -----------------------------------------------------------------------


def _in_slack(shown: Shown) -> str:
    if isinstance(shown, Card):
        return json.dumps(slack.card(shown, ZONE).blocks)
    if isinstance(shown, Form):
        return json.dumps(slack.form(shown, zone=ZONE, language="en"))
    if isinstance(shown, Page):
        return json.dumps([slack.page(shown, language="en"), slack.home(shown, language="en")])
    return json.dumps(slack.toast(shown).blocks)


def _in_teams(shown: Shown) -> str:
    if isinstance(shown, Card):
        return json.dumps(teams.card(shown, ZONE))
    if isinstance(shown, Form):
        return json.dumps(teams.form(shown, zone=ZONE, language="en"))
    if isinstance(shown, Page):
        return json.dumps(teams.page(shown, language="en"))
    return ""  # the answer to a press is a sentence, and no more


def _in_the_console(shown: Shown) -> str:
    if isinstance(shown, Card):
        return html.unescape(console.card(shown, "en"))
    if isinstance(shown, Form):
        return html.unescape(console.form(shown, "en", _HIDDEN))
    if isinstance(shown, Page):
        return html.unescape(console.page(shown, "en"))
    return html.unescape(console.toast(shown, "en"))


def _in_own_chat(shown: Shown) -> str:
    """Where Teams puts the buttons of a private sentence."""
    return json.dumps(teams.toast(shown)) if isinstance(shown, Toast) else ""


def _drawn(draw: Callable[[Shown], str], place: Callable[[Intent], str | None]) -> set[Verb]:
    """Verbs that can be pressed on something that a chat draws of the gallery."""
    return {
        _verb(intent)
        for shown in _gallery()
        for drawn in (draw(shown),)
        for intent in _intents(shown)
        if intent.encode() in drawn or f'"{place(intent)}"' in drawn
    }


def _gallery() -> Iterator[Shown]:
    """Every example, and a list of all that may stand under *More…*."""
    for sight in Sight:
        yield from gallery(Audience("en", ZONE, sight)).values()
    for one in FITTING:
        button = Button(one.verb.value, Intent(one.verb, "case:12", 1))
        row = Row(Says((one.group,)), buttons=(button,))
        yield Page(Says(("More",)), (Part("", rows=(row,)),))


def _intents(shown: Shown) -> Iterator[Intent]:
    if isinstance(shown, Form):
        yield shown.send
        return
    buttons = list(_page(shown)) if isinstance(shown, Page) else list(shown.buttons)
    if isinstance(shown, Card):
        buttons += shown.overflow
    yield from (one.intent for one in buttons if one.intent is not None)


def _page(page: Page) -> Iterator[Button]:
    yield from page.buttons
    for part in page.parts:
        for row in part.rows:
            yield from row.buttons


def _verb(intent: Intent) -> Verb:
    return opened(intent)[0] if intent.verb is Verb.FORM else intent.verb


def _typed() -> set[Verb]:
    """What can be typed, in any chat: they all read it alike."""
    lines = [f"{word}{behind}" for word in COMMANDS for behind in ("", " 12", " Jos")]
    return {_verb(read_command(line).intent) for line in lines} | {Verb.SHOW_SEARCH}


def _nowhere(intent: Intent) -> str | None:
    del intent  # a chat without addresses
    return None


# --- chats --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat: what it draws, and what it has of its own."""

    name: str
    draw: Callable[[Shown], str]
    own: Mapping[Verb, bool]
    """Actions for which chats have a place of their own, and whether this one has."""
    ways: Mapping[str, bool]
    """What chats have besides, and whether this one has."""
    place: Callable[[Intent], str | None] = _nowhere


CARD, WORD, FORM = "a card, redrawn in place", "a private word to a presser", "a form"
CALL = "a second call for help, as a new post"
TYPED, SHARED = "typed commands", "a case found and shared with colleagues"
EYES, ONCE = "eyes on a card offer the claim", "each post once, whatever dies"
LEFT, LIMITS = "leavers are told of by the chat", "strangers in a conversation are told of"


def _ways(gateway: type[Any], **has: bool) -> Mapping[str, bool]:
    return {
        CARD: callable(getattr(gateway, "redraw", None)),
        CALL: callable(getattr(gateway, "post", None)),
        ONCE: bool(gateway.abilities.finds),
        **{_NAMES[name]: found for name, found in has.items()},
    }


_NAMES = {
    "word": WORD,
    "form": FORM,
    "typed": TYPED,
    "shared": SHARED,
    "eyes": EYES,
    "left": LEFT,
    "limits": LIMITS,
}
_EVENTS = set(_SLACK["settings"]["event_subscriptions"]["bot_events"])

CHATS = (
    Chat(
        "Slack",
        _in_slack,
        {
            Verb.CAPTURE: bool(_SLACK["features"]["shortcuts"]),
            Verb.SHOW_HOME: _SLACK["features"]["app_home"]["home_tab_enabled"],
        },
        _ways(
            SlackGateway,
            word=True,
            form=True,
            typed=bool(_SLACK["features"]["slash_commands"]),
            shared=False,
            eyes="reaction_added" in _EVENTS,
            left="user_change" in _EVENTS,
            limits="channel_shared" in _EVENTS,
        ),
    ),
    Chat(
        "Teams",
        _in_teams,
        {Verb.CAPTURE: CAPTURE in _EXTENSION, Verb.SHOW_HOME: "staticTabs" in _TEAMS},
        _ways(
            TeamsGateway,
            word=True,
            form=True,
            typed=bool(_TEAMS["bots"][0]["commandLists"]),
            shared=SEARCH in _EXTENSION,
            eyes=False,
            left=False,
            limits=False,
        ),
    ),
    Chat(
        "console",
        _in_the_console,
        {
            Verb.CAPTURE: False,
            Verb.SHOW_HOME: console.place(Intent(Verb.SHOW_HOME, "house")) is not None,
        },
        _ways(
            ConsoleGateway,
            word=True,
            form=True,
            typed=True,
            shared=False,
            eyes=False,
            left=False,
            limits=False,
        ),
        console.place,
    ),
)

INSTEAD: Mapping[tuple[str, Verb], str] = {
    ("Teams", Verb.SHOW_HOME): "*home*, typed in one's own chat; a tab would be a web page",
    ("console", Verb.CAPTURE): "a button at the side, since no colleague writes there",
}
"""What there is in place of a chat's own."""
OWN_CHAT = "a button in one's own chat, since a private word in Teams bears none"

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("Slack", SHARED): f"{SUBSTITUTE}`/knuffel search`, and the card's own link",
    ("Teams", EYES): f"{NOT_HERE}reactions in Teams know no eyes; the button stands on the card",
    ("Teams", ONCE): f"{SUBSTITUTE}at least once, since Teams cannot be asked what was posted",
    ("Teams", LEFT): f"{SUBSTITUTE}everybody is looked up each night, since Teams tells no bot",
    ("Teams", LIMITS): f"{SUBSTITUTE}each presser is looked up: guests and others are refused",
    ("console", SHARED): f"{NOT_HERE}nobody writes to anybody there; a page has an address",
    ("console", EYES): f"{NOT_HERE}there are no reactions",
    ("console", LEFT): f"{NOT_HERE}nobody signs in: everybody in the configuration is there",
    ("console", LIMITS): f"{NOT_HERE}nobody from outside is there",
}
"""What is so where a chat has not got it."""


# --- the tables ---------------------------------------------------------------------------------


@cache
def actions() -> dict[str, tuple[str, ...]]:
    """For every action, what there is of it in each chat, in the order of `CHATS`."""
    columns = [_column(chat) for chat in CHATS]
    verbs = [one for one in Verb if one in ACTIONS or one in SHOWS or one is Verb.CANNOT]
    return {verb.value: tuple(column(verb) for column in columns) for verb in verbs}


def ways() -> dict[str, tuple[str, ...]]:
    """The same of what is no action."""
    return {
        way: tuple(NATIVE if chat.ways[way] else OTHERWISE[chat.name, way] for chat in CHATS)
        for way in (CARD, CALL, WORD, FORM, TYPED, SHARED, EYES, ONCE, LEFT, LIMITS)
    }


def _column(chat: Chat) -> Callable[[Verb], str]:
    drawn, typed = _drawn(chat.draw, chat.place), _typed()
    beside = _drawn(_in_own_chat, _nowhere) if chat.name == "Teams" else set[Verb]()

    def cell(verb: Verb) -> str:
        if not chat.own.get(verb, True):
            return SUBSTITUTE + INSTEAD[chat.name, verb]
        if verb in drawn or verb in typed or verb in chat.own:
            return NATIVE
        return SUBSTITUTE + OWN_CHAT if verb in beside else ""

    return cell


def document() -> str:
    """Both tables, as they stand in the documentation."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The same in every chat"
    yield ""
    yield "Read off what each chat draws, listens to and asks to be installed with, and written by"
    yield "`python -m tests.parity`; a test compares. *Native*: in the chat's own manner. Where in"
    yield "Slack an action stands, says [slack-actions.md](slack-actions.md)."
    yield ""
    yield "## Every action"
    yield ""
    yield from _table("action", {f"`{name}`": cells for name, cells in actions().items()})
    yield ""
    yield "## Everything else"
    yield ""
    yield from _table("what", ways())


def _table(head: str, rows: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield f"| {head} | {' | '.join(chat.name for chat in CHATS)} |"
    yield f"|---|{'---|' * len(CHATS)}"
    for name, cells in rows.items():
        yield f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    DOCUMENT.write_text(document())
