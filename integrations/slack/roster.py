"""Who is in a workspace, as Slack tells of them: one by one in a hurry, or everybody at leisure."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.domain.employee import Account
from bot.domain.member import Seen, Standing
from bot.ports.chatting import ChatError, Closed, Paced
from integrations.slack.client import Answer, SlackClient
from integrations.slack.installs import SLACK

SECONDS = 1.0
"""That a look-up may take while a press waits for it."""
PAGE = 200
_LONGEST_WAIT = timedelta(minutes=5)
"""A longer rest means: another night."""
_SLACKBOT = "USLACKBOT"

Pause = Callable[[float], Awaitable[None]]


class Roster:
    """Asks Slack who somebody is, and who there is."""

    def __init__(self, client: SlackClient, pause: Pause = asyncio.sleep) -> None:
        """`pause` waits so many seconds between two pages, where Slack or its tier wants it."""
        self._client = client
        self._pause = pause

    async def ask(self, account: Account) -> Seen | None:
        """One person; None where Slack does not know them. Raises a ChatError within a second.

        Whoever comes from where we are not installed is a stranger, whatever Slack says of them
        there: in a channel that is shared it calls nobody one.
        """
        try:
            async with asyncio.timeout(SECONDS):
                if not await self._client.is_ours(account.workspace):
                    return Seen(account, Standing.FOREIGN, name=account.external_id)
                answer = await self._client.call(
                    account.workspace,
                    "users.info",
                    pressed=True,
                    user=account.external_id,
                    include_locale=True,
                )
        except Closed:
            return None
        except TimeoutError as error:
            raise ChatError("timeout") from error
        return _of(answer.get("user"), account.workspace)

    async def everyone(self, workspace: str) -> list[Seen]:
        """Everybody, page by page, bots and the deactivated among them. Raises a ChatError."""
        grant = await self._client.grant(workspace)
        teams = await self._teams(workspace) if grant.whole else [None]
        met: dict[Account, Seen] = {}
        for team in teams:
            for user in await self._pages(workspace, "users.list", "members", team):
                seen = _of(user, workspace)
                if seen is not None:
                    met[seen.account] = seen
        return list(met.values())

    async def _teams(self, workspace: str) -> list[str | None]:
        """The workspaces of an organisation: its people are listed one by one of them."""
        teams = await self._pages(workspace, "auth.teams.list", "teams", None)
        return [team["id"] for team in teams if isinstance(team.get("id"), str)]

    async def _pages(
        self, workspace: str, method: str, name: str, team: str | None
    ) -> list[Mapping[str, Any]]:
        found: list[Mapping[str, Any]] = []
        given = {} if team is None else {"team_id": team}
        locale = {"include_locale": "true"} if method == "users.list" else {}
        cursor = ""
        while True:
            answer = await self._page(
                workspace, method, {**given, **locale, **({"cursor": cursor} if cursor else {})}
            )
            found += [one for one in answer.get(name) or () if isinstance(one, dict)]
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return found

    async def _page(self, workspace: str, method: str, given: Mapping[str, Any]) -> Answer:
        """One page, after as many rests as are asked for. Raises Paced for one that is too long."""
        while True:
            try:
                return await self._client.call(workspace, method, limit=str(PAGE), **given)
            except Paced as paced:
                if paced.rest > _LONGEST_WAIT:
                    raise
                await self._pause(paced.rest.total_seconds())


def seen(user: Mapping[str, Any], workspace: str) -> Seen:
    """A person as we heed them; `workspace` is where we are installed. Raises KeyError for nobody.

    An address counts only where Slack says that it is confirmed.
    """
    profile = user.get("profile") if isinstance(user.get("profile"), dict) else {}
    confirmed = user.get("is_email_confirmed") is True
    locale = _text(user.get("locale"))
    return Seen(
        account=Account(SLACK, workspace, user["id"]),
        standing=_standing(user, profile or {}, workspace),
        name=_name(user, profile or {}),
        email=_text((profile or {}).get("email")) if confirmed else None,
        confirmed=confirmed,
        language=locale.partition("-")[0].lower() if locale else None,
        zone=_text(user.get("tz")),
        title=_text((profile or {}).get("title")),
    )


def _of(user: object, workspace: str) -> Seen | None:
    if not isinstance(user, dict) or not isinstance(user.get("id"), str):
        return None
    return seen(user, workspace)


def _standing(user: Mapping[str, Any], profile: Mapping[str, Any], workspace: str) -> Standing:
    """What somebody is here; who has left is nothing else besides."""
    if user.get("deleted"):
        return Standing.GONE
    if user.get("is_bot") or user.get("is_workflow_bot") or user["id"] == _SLACKBOT:
        return Standing.BOT
    if user.get("is_stranger") or workspace not in _homes(user, profile):
        return Standing.FOREIGN
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Standing.GUEST
    return Standing.MEMBER


def _homes(user: Mapping[str, Any], profile: Mapping[str, Any]) -> set[str]:
    """The workspaces and the organisation that somebody is of."""
    grid = user.get("enterprise_user")
    of_grid = grid if isinstance(grid, dict) else {}
    teams = of_grid.get("teams")
    named = (
        user.get("team_id"),
        user.get("enterprise_id"),
        of_grid.get("enterprise_id"),
        *(teams if isinstance(teams, list) else ()),
        profile.get("team"),
    )
    return {one for one in named if isinstance(one, str)}


def _name(user: Mapping[str, Any], profile: Mapping[str, Any]) -> str:
    """As colleagues know them: the full name, else what they call themselves."""
    for one in (
        profile.get("real_name"),
        user.get("real_name"),
        profile.get("display_name"),
        user.get("name"),
    ):
        if name := _text(one):
            return name
    return str(user["id"])


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
