"""The manifest: its structure, and that nothing is asked for without a use."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import integrations.slack as room
from integrations.slack import inbound
from integrations.slack.listening import Listening
from integrations.slack.manifest import (
    CAPTURE,
    COMMAND,
    EVENTS,
    METHODS,
    REASONS,
    THREAD_EVENTS,
    manifest,
    scopes,
)

SOURCES = sorted(Path(room.__path__[0]).glob("*.py"))
METHOD = re.compile(
    r"(?:auth|chat|conversations|oauth|pins|reactions|team|users|views|files)\.[A-Za-z.0-9]+"
)
TABLES = {"manifest.py", "pacing.py"}
"""They name methods without calling them."""

_SCOPES = (
    "app_mentions:read channels:history channels:join channels:read chat:write chat:write.public "
    "commands files:write groups:history groups:read im:history im:read im:write mpim:history "
    "pins:write reactions:read reactions:write team:read users:read users:read.email"
)
_EVENTS = (
    "app_home_opened app_mention app_uninstalled channel_archive channel_created channel_deleted "
    "channel_id_changed channel_left channel_rename channel_shared channel_unarchive "
    "channel_unshared group_archive group_deleted group_left group_rename group_unarchive "
    "member_joined_channel member_left_channel message.im reaction_added reaction_removed "
    "team_join tokens_revoked user_change"
)
KNOWN_SCOPES, KNOWN_EVENTS = frozenset(_SCOPES.split()), frozenset(_EVENTS.split())
"""As Slack documents them: what the product is likely to need, so that a slip is seen."""
KINDS = [
    {"url": "", "sockets": True, "oauth": False},
    {"url": "https://knuffel.example", "sockets": False, "oauth": False},
    {"url": "https://knuffel.example", "sockets": False, "oauth": True},
    {"url": "https://knuffel.example", "sockets": True, "oauth": True},
]


def called() -> set[str]:
    """Every method that stands as text in a call of ours."""
    found: set[str] = set()
    for source in SOURCES:
        if source.name in TABLES:
            continue
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if METHOD.fullmatch(node.value) else set()
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_slack_takes_its_structure(kind: dict[str, Any], language: str) -> None:
    made = manifest(**kind, language=language)

    about, features = made["display_information"], made["features"]
    assert set(made) == {
        *("_metadata", "display_information", "features", "oauth_config", "settings"),
    }
    assert 1 <= len(about["name"]) <= 35
    assert 1 <= len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    (shortcut,), (command,) = features["shortcuts"], features["slash_commands"]
    assert 1 <= len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150
    assert re.fullmatch(r"/[a-z]{1,31}", command["command"])
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }
    assert set(made["oauth_config"]["scopes"]["bot"]) <= KNOWN_SCOPES
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) <= KNOWN_EVENTS


@pytest.mark.parametrize("kind", KINDS)
def test_slack_is_told_an_address_or_has_a_socket(kind: dict[str, Any]) -> None:
    made = manifest(**kind, language="nl")

    settings = made["settings"]
    reached = [
        settings["event_subscriptions"].get("request_url"),
        settings["interactivity"].get("request_url"),
        made["features"]["slash_commands"][0].get("url"),
    ]
    expected = None if kind["sockets"] else "https://knuffel.example/slack/events"
    assert reached == [expected] * 3
    assert settings["socket_mode_enabled"] is kind["sockets"]
    assert settings["token_rotation_enabled"] is settings["org_deploy_enabled"] is kind["oauth"]
    assert ("redirect_urls" in made["oauth_config"]) is kind["oauth"]


def test_every_scope_is_needed_and_has_its_reason() -> None:
    assert set(scopes()) == set(REASONS)


def test_every_method_that_is_called_is_accounted_for_and_no_other() -> None:
    assert called() == set(METHODS)


def test_what_is_typed_and_the_shortcut_are_those_that_are_listened_to() -> None:
    assert (COMMAND, CAPTURE) == (inbound.COMMAND, inbound.CAPTURE)


def test_every_event_that_is_asked_for_is_listened_to_and_no_other() -> None:
    heard: list[str] = []

    class Bolt:
        def event(self, name: str) -> Any:
            heard.append(name)
            return lambda listener: listener

    listener = Listening.__new__(Listening)
    listener.listen(Bolt())  # type: ignore[arg-type]

    assert sorted(heard) == sorted(EVENTS)


def test_what_people_write_is_asked_for_only_where_that_is_switched_on() -> None:
    off, on = (
        manifest(url="", sockets=True, oauth=False, language="nl", threads=threads)
        for threads in (False, True)
    )

    def events(made: dict[str, Any]) -> set[str]:
        return set(made["settings"]["event_subscriptions"]["bot_events"])

    assert events(on) - events(off) == set(THREAD_EVENTS)
    assert all(event.startswith("message.") for event in THREAD_EVENTS)
    assert on["oauth_config"] == off["oauth_config"], "no scope is asked for besides"
    assert {one for needs in THREAD_EVENTS.values() for one in needs} <= set(scopes())
    assert on["features"]["app_home"]["messages_tab_read_only_enabled"] is False
