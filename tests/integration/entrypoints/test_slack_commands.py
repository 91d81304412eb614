"""`slack manifest`, `slack key`, and what the doctor says of Slack."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.clock import machine_now
from bot.entrypoints.admin import main
from bot.ports.storing import Installation
from integrations.slack.config import Secret
from integrations.slack.manifest import REASONS, scopes
from integrations.slack.sealing import Sealer, new_key
from storage.engine import open_store

KEY = new_key()
HOUSE = """
[people.amy]
name = "Amy"
department = "Webcare"
roles = ["lead"]
accounts = ["slack:T0123/U0456"]
[channels.webcare]
webcare = true
[[routes]]
key = "all"
channels = ["webcare"]
buddies = ["amy"]
"""
SLACK = """
[slack]
workspaces = ["T0123", "T0789"]
url = "https://knuffel.example"
"""
TOKEN = {"SLACK_BOT_TOKEN": "xoxb-hush-token", "SLACK_SIGNING_SECRET": "hush-signing"}
OAUTH = {
    "SLACK_SIGNING_SECRET": "hush-signing",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "hush-client",
    "KNUFFEL_SECRET_KEY": KEY,
}


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "KNUFFEL_CONFIG", "LOG_LEVEL", "SLACK_APP_TOKEN", *TOKEN, *OAUTH):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Writes the file and sets the environment."""

    def write(text: str, environ: dict[str, str]) -> None:
        file = tmp_path / "house.toml"
        file.write_text(text)
        monkeypatch.setenv("KNUFFEL_CONFIG", str(file))
        for name, value in environ.items():
            monkeypatch.setenv(name, value)

    return write


def install(*rows: Installation) -> None:
    store = open_store("sqlite:///knuffel.db", new_id=count(1).__next__)
    with store.begin() as uow:
        for row in rows:
            uow.installations.save(row)
        uow.commit()
    store.close()


def an_installation(**more: Any) -> Installation:
    row = Installation(
        chat="slack",
        workspace="T0123",
        app="A1",
        bot="U1",
        whole=False,
        scopes=scopes(),
        token=Sealer([Secret(KEY)]).seal(Secret("xoxb-hush-token")),
        refresh=None,
        expires_at=None,
        why=None,
        installed_at=machine_now(),
    )
    return replace(row, **more)


def test_before_anything_is_set_a_manifest_needs_no_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["slack", "manifest"]) == 0

    made = json.loads(capsys.readouterr().out)
    assert made["settings"]["socket_mode_enabled"] is True


def test_a_manifest_is_as_it_is_set_up(house: Any, capsys: pytest.CaptureFixture[str]) -> None:
    house(HOUSE + SLACK, OAUTH)

    assert main(["slack", "manifest", "--language", "en"]) == 0

    made = json.loads(capsys.readouterr().out)
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["token_rotation_enabled"] is True
    assert made["oauth_config"]["redirect_urls"] == ["https://knuffel.example/slack/oauth_redirect"]
    assert made["features"]["shortcuts"][0]["name"] == "Make this a case"


def test_another_address_leaves_the_rest_as_it_is_set_up(
    house: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    house('[company]\nlanguages = ["en"]\ndetect_promises = true\n' + HOUSE, {})

    assert main(["slack", "manifest", "--url", "https://x.example"]) == 0

    made = json.loads(capsys.readouterr().out)
    assert "message.channels" in made["settings"]["event_subscriptions"]["bot_events"]
    assert made["features"]["shortcuts"][0]["name"] == "Make this a case"


def test_reasons_go_beside_the_manifest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slack", "manifest", "--url", "https://x.example/", "--reasons"]) == 0

    said = capsys.readouterr()
    assert json.loads(said.out)["settings"]["interactivity"]["request_url"] == (
        "https://x.example/slack/events"
    )
    assert [one for one in REASONS.items() if not all(part in said.err for part in one)] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["manifest", "--oauth"], "write url under [slack]"),
        (["manifest", "--url", "knuffel.example"], "begins with https://"),
    ],
)
def test_a_manifest_without_an_address_says_what_to_do(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["slack", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_key_is_a_new_one_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["slack", "key"]) == 0
    assert main(["slack", "key"]) == 0

    first, second = capsys.readouterr().out.split()
    assert first != second
    assert Sealer([Secret(first)]).seal(Secret("x"))


def test_the_doctor_says_that_slack_is_used_and_not_set_up(
    house: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    house(HOUSE, {})

    assert main(["doctor"]) == 1
    assert "fail  slack: is named in the file and not set up" in capsys.readouterr().out


def test_the_doctor_says_how_slack_is_reached(
    house: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    house(HOUSE, TOKEN)
    main(["migrate"])

    main(["doctor"])

    said = capsys.readouterr().out
    assert "ok    slack: by HTTP, with one token" in said
    assert "hush" not in said


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, "ok    slack T0123: its token is there, for good"),
        (
            {"expires_at": machine_now() + timedelta(hours=9)},
            "ok    slack T0123: its token is there, until 20",
        ),
        (
            {"expires_at": machine_now() - timedelta(hours=1)},
            "fail  slack T0123: its token ended at 20",
        ),
        (
            {"token": None, "why": "token_revoked"},
            "fail  slack T0123: has no valid token (token_revoked); install it anew: "
            "https://knuffel.example/slack/install",
        ),
        (
            {"token": Sealer([Secret(new_key())]).seal(Secret("xoxb-hush-token"))},
            "fail  slack T0123: its token was sealed with another KNUFFEL_SECRET_KEY",
        ),
        ({"scopes": scopes()[1:]}, f"warn  slack T0123: lacks {scopes()[0]}"),
    ],
)
def test_the_doctor_says_whether_an_installation_can_speak(
    house: Any, capsys: pytest.CaptureFixture[str], more: dict[str, Any], told: str
) -> None:
    house(HOUSE + SLACK, OAUTH)
    main(["migrate"])
    install(an_installation(**more))

    main(["doctor"])

    said = capsys.readouterr().out
    assert told in said
    assert "warn  slack T0789: is not installed; open https://knuffel.example/slack/install" in said
    assert [secret for secret in ("hush", KEY) if secret in said] == []
