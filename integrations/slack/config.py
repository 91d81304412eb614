"""How Slack is set up: what the environment and the company's file say, and whether it fits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.fernet import Fernet

from bot.domain.secret import NO_SECRET
from bot.domain.secret import Secret as Secret

API_URL = "https://slack.com/api/"
MAKE_KEY = "python -m bot slack key"

_CREDENTIALS = (
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
)
_WORKSPACE = re.compile(r"[TE][A-Z0-9]{2,}")


@dataclass(frozen=True, slots=True)
class SlackConfig:
    """Slack as it was set up; only combinations that work."""

    bot_token: Secret = NO_SECRET
    """Of the one workspace, where there is no OAuth."""
    signing_secret: Secret = NO_SECRET
    """With it Slack's requests over HTTP are believed."""
    app_token: Secret = NO_SECRET
    """With it Slack is reached by Socket Mode: no address of ours is needed."""
    client_id: str = ""
    client_secret: Secret = NO_SECRET
    workspaces: tuple[str, ...] = ()
    """Workspaces and organisations that may install it, by id."""
    keys: tuple[Secret, ...] = ()
    """Seal what is kept of an installation; the first one seals, all of them open."""
    public_url: str = ""
    """Where Slack and browsers reach us; without a slash at its end."""
    api_url: str = API_URL

    @property
    def has_oauth(self) -> bool:
        """Workspaces install it themselves; their tokens are in the database."""
        return bool(self.client_id)

    @property
    def has_sockets(self) -> bool:
        """Slack is reached by Socket Mode."""
        return bool(self.app_token)


def slack_config(
    environ: Mapping[str, str],
    *,
    workspaces: tuple[str, ...],
    url: str,
    place: str,
    mistakes: list[str],
) -> SlackConfig | None:
    """Slack's settings; None where Slack is not used at all.

    `place` is what a mistake in the file is called. Every mistake is added to `mistakes`.
    """
    given = {name: environ.get(name, "").strip() for name in _CREDENTIALS}
    if not any(given.values()) and not workspaces and not url:
        return None
    found = SlackConfig(
        bot_token=Secret(given["SLACK_BOT_TOKEN"]),
        signing_secret=Secret(given["SLACK_SIGNING_SECRET"]),
        app_token=Secret(given["SLACK_APP_TOKEN"]),
        client_id=given["SLACK_CLIENT_ID"],
        client_secret=Secret(given["SLACK_CLIENT_SECRET"]),
        workspaces=workspaces,
        keys=tuple(Secret(key) for key in environ.get("KNUFFEL_SECRET_KEY", "").split()),
        public_url=url.rstrip("/"),
        api_url=_api_url(environ.get("SLACK_API_URL", "").strip()),
    )
    before = len(mistakes)
    mistakes += [*_token_mistakes(found), *_way_in_mistakes(found), *_key_mistakes(found)]
    mistakes += [f"{place}: {said}" for said in _file_mistakes(found)]
    if found.has_oauth:
        mistakes += _oauth_mistakes(found, place)
    return found if len(mistakes) == before else None


def is_url(written: str) -> bool:
    """Whether Slack and browsers can reach it."""
    return re.fullmatch(r"https://[^/\s]+\S*", written) is not None


def _api_url(written: str) -> str:
    return f"{written.rstrip('/')}/" if written else API_URL


def _token_mistakes(config: SlackConfig) -> list[str]:
    """What is wrong with how a token comes to us: as it is, or by OAuth; never both."""
    if bool(config.client_id) != bool(config.client_secret):
        missing = "SLACK_CLIENT_SECRET" if config.client_id else "SLACK_CLIENT_ID"
        return [f"{missing}: is missing; copy it from your app's Basic Information page in Slack."]
    if config.bot_token and config.has_oauth:
        return [
            "SLACK_BOT_TOKEN: is set beside SLACK_CLIENT_ID; keep the token for one workspace, "
            "or the client id and secret for several, and take the other out."
        ]
    if not config.bot_token and not config.has_oauth:
        return [
            "SLACK_BOT_TOKEN: is missing; copy it from your app's OAuth & Permissions page in "
            "Slack, or set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for several workspaces."
        ]
    if config.bot_token and not config.bot_token.reveal().startswith("xoxb-"):
        return ["SLACK_BOT_TOKEN: this is no bot's token; copy the one that begins with xoxb-."]
    return []


def _way_in_mistakes(config: SlackConfig) -> list[str]:
    if not config.signing_secret and not config.app_token:
        return [
            "SLACK_SIGNING_SECRET: is missing; copy it from your app's Basic Information page in "
            "Slack, or set SLACK_APP_TOKEN for Socket Mode."
        ]
    if config.app_token and not config.app_token.reveal().startswith("xapp-"):
        return ["SLACK_APP_TOKEN: this is no app's token; copy the one that begins with xapp-."]
    return []


def _key_mistakes(config: SlackConfig) -> list[str]:
    for key in config.keys:
        try:
            Fernet(key.reveal())
        except ValueError:
            return [
                "KNUFFEL_SECRET_KEY: this is no key, or more than one without a space between "
                f"them; make one with: {MAKE_KEY}"
            ]
    return []


def _file_mistakes(config: SlackConfig) -> list[str]:
    said = [
        f"workspaces: {one!r} is no workspace or organisation; write its id, such as T0123 or "
        "E0123."
        for one in config.workspaces
        if not _WORKSPACE.fullmatch(one)
    ]
    if config.bot_token and not config.has_oauth and len(config.workspaces) > 1:
        said.append(
            "workspaces: a bot's token opens one workspace; for several set SLACK_CLIENT_ID and "
            "SLACK_CLIENT_SECRET in its place."
        )
    if config.public_url and not is_url(config.public_url):
        said.append("url: write the address at which Slack reaches us; it begins with https://.")
    return said


def _oauth_mistakes(config: SlackConfig, place: str) -> list[str]:
    said: list[str] = []
    if not config.workspaces:
        said.append(
            f"{place}: workspaces: is missing; write which may install it, such as "
            'workspaces = ["T0123"].'
        )
    if not config.public_url:
        said.append(
            f'{place}: url: is missing; write where browsers reach us, such as url = "https://…".'
        )
    if not config.keys:
        said.append(
            "KNUFFEL_SECRET_KEY: is missing; tokens of installations are kept sealed. Make one "
            f"with: {MAKE_KEY}"
        )
    return said
