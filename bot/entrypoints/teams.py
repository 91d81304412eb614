"""`teams package`: what is uploaded to Teams before anybody can use Knuffel there."""

from __future__ import annotations

from pathlib import Path

from bot.config import Config, read_config
from bot.domain.errors import Error
from integrations.teams.config import TeamsConfig
from integrations.teams.manifest import package


class NoPackage(Error):
    """Something is missing without which Teams takes no package; the sentence says what."""


def write_package(file: Path, *, language: str | None) -> int:
    """Write the app package; the exit code. What it says first is in the company's language."""
    config = read_config()
    spoken = language or config.house.policy.languages[0]
    body = package(_ready(config), language=spoken, threads=config.house.policy.detect_promises)
    try:
        file.write_bytes(body)
    except OSError as error:
        raise NoPackage(f"{file} cannot be written ({type(error).__name__}).") from error
    print(f"Written: {file}. Upload it in Teams' admin center, under Manage apps.")
    return 0


def _ready(config: Config) -> TeamsConfig:
    teams = config.house.teams
    if teams is None or not teams.app_id:
        raise NoPackage(
            "Teams is not set up: set MICROSOFT_APP_ID and what belongs to it; see "
            "docs/how-to/teams.md."
        )
    if not teams.public_url:
        raise NoPackage(
            "Teams needs an address to reach: write url under [teams], such as "
            'url = "https://knuffel.example.com".'
        )
    return teams
