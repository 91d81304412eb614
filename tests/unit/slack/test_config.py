"""How Slack is set up: combinations that work, and for every other a sentence with a remedy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.config import BadConfig, House, parse_house
from integrations.slack.config import API_URL, Secret, SlackConfig
from integrations.slack.sealing import new_key

COMPANY = """
[company]
name = "Draadloos"
[people.amy]
name = "Amy"
department = "Webcare"
[[routes]]
key = "everything"
channels = ["webcare"]
[channels.webcare]
webcare = true
"""
FILE = """
[slack]
workspaces = ["T0123", "E0456"]
url = "https://knuffel.example/"
"""
KEY = new_key()
TOKEN = {"SLACK_BOT_TOKEN": "xoxb-secret"}
HTTP = {**TOKEN, "SLACK_SIGNING_SECRET": "signing-secret"}
SOCKETS = {**TOKEN, "SLACK_APP_TOKEN": "xapp-secret"}
OAUTH = {
    "SLACK_SIGNING_SECRET": "signing-secret",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "client-secret",
    "KNUFFEL_SECRET_KEY": KEY,
}


def read(environ: dict[str, str], file: str = "") -> SlackConfig | None:
    return parse_house(COMPANY + file, "knuffel.toml", environ).slack


def mistakes(environ: dict[str, str], file: str = "") -> list[str]:
    with pytest.raises(BadConfig) as refused:
        read(environ, file)
    return list(refused.value.mistakes)


def test_without_a_word_about_slack_there_is_none() -> None:
    assert read({}) is None
    assert read({"SLACK_API_URL": "http://127.0.0.1:4003/api", "KNUFFEL_SECRET_KEY": KEY}) is None


def test_one_workspace_by_token_over_http() -> None:
    slack = read(HTTP)

    assert slack is not None
    assert slack.bot_token.reveal() == "xoxb-secret"
    assert slack.signing_secret.reveal() == "signing-secret"
    assert (slack.has_oauth, slack.has_sockets, slack.api_url) == (False, False, API_URL)


def test_one_workspace_by_token_over_a_socket() -> None:
    slack = read(SOCKETS)

    assert slack is not None
    assert (slack.has_sockets, slack.app_token.reveal()) == (True, "xapp-secret")


def test_several_workspaces_by_oauth() -> None:
    slack = read(OAUTH, FILE)

    assert slack is not None
    assert slack.has_oauth
    assert slack.workspaces == ("T0123", "E0456")
    assert slack.public_url == "https://knuffel.example"
    assert [key.reveal() for key in slack.keys] == [KEY]


def test_several_keys_are_separated_by_spaces() -> None:
    other = new_key()

    slack = read({**OAUTH, "KNUFFEL_SECRET_KEY": f"{other} {KEY}"}, FILE)

    assert slack is not None
    assert [key.reveal() for key in slack.keys] == [other, KEY]


def test_a_web_api_of_ones_own_has_a_slash_at_its_end() -> None:
    slack = read({**HTTP, "SLACK_API_URL": "http://127.0.0.1:4003/api"})

    assert slack is not None
    assert slack.api_url == "http://127.0.0.1:4003/api/"


@pytest.mark.parametrize(
    ("environ", "file", "place", "remedy"),
    [
        (TOKEN, "", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"),
        ({"SLACK_SIGNING_SECRET": "s"}, "", "SLACK_BOT_TOKEN", "SLACK_CLIENT_ID"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, FILE, "SLACK_BOT_TOKEN", "OAuth & Permissions"),
        ({**HTTP, "SLACK_BOT_TOKEN": "xoxp-me"}, "", "SLACK_BOT_TOKEN", "xoxb-"),
        ({**TOKEN, "SLACK_APP_TOKEN": "xoxb-1"}, "", "SLACK_APP_TOKEN", "xapp-"),
        ({**OAUTH, **TOKEN}, FILE, "SLACK_BOT_TOKEN", "take the other out"),
        ({**OAUTH, "SLACK_CLIENT_ID": ""}, FILE, "SLACK_CLIENT_ID", "Basic Information"),
        ({**OAUTH, "SLACK_CLIENT_SECRET": ""}, FILE, "SLACK_CLIENT_SECRET", "Basic Information"),
        ({**OAUTH, "KNUFFEL_SECRET_KEY": ""}, FILE, "KNUFFEL_SECRET_KEY", "bot slack key"),
        ({**OAUTH, "KNUFFEL_SECRET_KEY": "hush"}, FILE, "KNUFFEL_SECRET_KEY", "bot slack key"),
        (OAUTH, '[slack]\nurl = "https://x.example"', "[slack]: workspaces", '["T0123"]'),
        (OAUTH, '[slack]\nworkspaces = ["T0123"]', "[slack]: url", "https://"),
        (HTTP, '[slack]\nworkspaces = ["acme"]', "[slack]: workspaces", "T0123"),
        (HTTP, '[slack]\nworkspaces = ["T0123", "T0456"]', "[slack]: workspaces", "CLIENT_ID"),
        (HTTP, '[slack]\nurl = "knuffel.example"', "[slack]: url", "https://"),
        (HTTP, '[slack]\nurls = "x"', "[slack]: urls", "did you mean 'url'"),
    ],
)
def test_a_mistake_says_where_it_is_and_what_to_do(
    environ: dict[str, str], file: str, place: str, remedy: str
) -> None:
    (said,) = mistakes(environ, file)

    assert place in said
    assert remedy in said


def test_no_mistake_shows_a_secret() -> None:
    hush = {name: f"hush-{name}" for name in (*OAUTH, *HTTP, *SOCKETS)}

    assert [one for one in mistakes(hush, FILE) if "hush" in one] == []


def test_no_secret_is_in_what_a_setting_looks_like() -> None:
    house: House = parse_house(COMPANY + FILE, "knuffel.toml", OAUTH)
    slack = house.slack
    assert slack is not None
    everything = replace(slack, bot_token=Secret("xoxb-secret"), app_token=Secret("xapp-secret"))

    for shown in (repr(everything), str(everything), f"{everything.keys}", repr(house)):
        assert [one for one in ("secret", KEY) if one in shown.replace("_secret", "")] == []
