"""What `doctor` says of Slack: how it is set up, and whether each installation can speak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.config import House
from bot.entrypoints.finding import Finding, Health
from bot.ports.storing import Installation
from integrations.slack.config import SlackConfig
from integrations.slack.installs import SLACK, opens
from integrations.slack.manifest import INSTALL_PATH, scopes

WHAT = "slack"


def slack_setup(house: House, *, used: bool) -> Iterator[Finding]:
    """How Slack is reached and reaches us; `used`: somebody or something is in it."""
    slack = house.slack
    if slack is None:
        if used:
            said = "is named in the file and not set up; see docs/how-to/slack.md"
            yield Finding(Health.FAIL, WHAT, said)
        return
    way = "Socket Mode" if slack.has_sockets else "HTTP"
    kind = f"OAuth for {len(slack.workspaces)}" if slack.has_oauth else "one token"
    yield Finding(Health.OK, WHAT, f"by {way}, with {kind}")
    if not used:
        said = 'no channel and nobody is in it: write at = "slack:T0123/C0456" on a channel'
        yield Finding(Health.WARN, WHAT, said)


def slack_installations(
    slack: SlackConfig | None, rows: Sequence[Installation], now: datetime
) -> Iterator[Finding]:
    """Whether each workspace's token is there and for how long; never a token itself."""
    if slack is None or not slack.has_oauth:
        return
    ours = [row for row in rows if row.chat == SLACK]
    for row in ours:
        yield _installation(slack, row, now)
    for workspace in slack.workspaces:
        # One of an organisation is kept under the organisation's id.
        if not any(row.workspace == workspace for row in ours) and not _is_whole(ours):
            said = f"is not installed; open {slack.public_url}{INSTALL_PATH} in a browser"
            yield Finding(Health.WARN, f"{WHAT} {workspace}", said)


def _installation(slack: SlackConfig, row: Installation, now: datetime) -> Finding:
    what = f"{WHAT} {row.workspace}"
    anew = f"install it anew: {slack.public_url}{INSTALL_PATH}"
    if row.token is None:
        return Finding(Health.FAIL, what, f"has no valid token ({row.why}); {anew}")
    if not opens(slack, row):
        said = f"its token was sealed with another KNUFFEL_SECRET_KEY; add that key, or {anew}"
        return Finding(Health.FAIL, what, said)
    if row.expires_at is not None and row.expires_at <= now:
        said = f"its token ended at {_at(row.expires_at)}; is a worker running? Else {anew}"
        return Finding(Health.FAIL, what, said)
    lacking = sorted(set(scopes()) - set(row.scopes))
    if lacking:
        return Finding(Health.WARN, what, f"lacks {', '.join(lacking)}; {anew}")
    ends = f"until {_at(row.expires_at)}, refreshed by itself" if row.expires_at else "for good"
    return Finding(Health.OK, what, f"its token is there, {ends}")


def _is_whole(rows: Sequence[Installation]) -> bool:
    return any(row.workspace.startswith("E") for row in rows)


def _at(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
