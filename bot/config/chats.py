"""The chats: which workspaces and tenants are the company's."""

from __future__ import annotations

from collections.abc import Mapping

from bot.config.tables import Table
from integrations.slack.config import SlackConfig, slack_config
from integrations.teams.config import TeamsConfig, teams_config


def read_slack(table: Table, environ: Mapping[str, str]) -> SlackConfig | None:
    """Slack's settings; None: it is not used."""
    return slack_config(
        environ,
        workspaces=table.texts("workspaces"),
        url=table.text("url"),
        place=table.place,
        mistakes=table.mistakes,
    )


def read_teams(table: Table, environ: Mapping[str, str]) -> TeamsConfig | None:
    """Teams' settings; None: it is not used."""
    return teams_config(
        environ,
        tenants=table.texts("tenants"),
        url=table.text("url"),
        place=table.place,
        mistakes=table.mistakes,
    )
