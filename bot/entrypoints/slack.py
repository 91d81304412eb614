"""`slack manifest` and `slack key`: what is needed before Slack can be connected."""

from __future__ import annotations

import json
import sys

from bot.config import Config, read_config
from bot.domain.errors import Error
from integrations.slack.config import is_url
from integrations.slack.manifest import REASONS, manifest, scopes
from integrations.slack.sealing import new_key


class NoAddress(Error):
    """A manifest over HTTP or with OAuth needs our address; the sentence says where to write it."""


def show_manifest(
    *, url: str | None, sockets: bool, oauth: bool, language: str | None, reasons: bool
) -> int:
    """Print the manifest; the exit code. What is not given is as configured."""
    config = read_config()
    if url is None:
        url, sockets, oauth = _connection(config, sockets=sockets, oauth=oauth)
    elif not is_url(url):
        raise NoAddress(f"--url: {url!r} is no address; it begins with https://.")
    policy = config.house.policy
    shown = manifest(
        url=url.rstrip("/"),
        sockets=sockets,
        oauth=oauth,
        language=language or policy.languages[0],
        threads=policy.detect_promises,
    )
    print(json.dumps(shown, ensure_ascii=False, indent=2))
    if reasons:
        explain()
    return 0


def explain() -> None:
    """Print what each scope is for; beside the manifest, so that it can be piped."""
    for scope in scopes():
        print(f"{scope:18} {REASONS[scope]}", file=sys.stderr)


def show_key() -> int:
    """Print a new key for KNUFFEL_SECRET_KEY; the exit code."""
    print(new_key())
    return 0


def _connection(config: Config, *, sockets: bool, oauth: bool) -> tuple[str, bool, bool]:
    """Our address, and whether by Socket Mode and with OAuth: as Slack is set up.

    By Socket Mode where nothing is configured yet: that needs no address.
    """
    slack = config.house.slack
    url = slack.public_url if slack is not None else ""
    sockets = sockets or slack is None or slack.has_sockets
    oauth = oauth or (slack is not None and slack.has_oauth)
    if not url and (oauth or not sockets):
        raise NoAddress(
            "Slack needs an address to reach: write url under [slack], give --url, or set "
            "SLACK_APP_TOKEN for Socket Mode."
        )
    return url, sockets, oauth
