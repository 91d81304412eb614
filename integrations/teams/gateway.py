"""Teams' way out: a card is posted as a new message, and changed in place.

Teams cannot be asked for a message by a key of ours, nor whether one stands: what was being sent
when a process died is sent again, so a card may come twice (`docs/how-to/teams.md`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.view import Audience
from bot.ports.chatting import Abilities, Gateway, NotDeliverable
from bot.ports.storing import Address
from bot.presentation.card import Card
from integrations.teams import render
from integrations.teams.checking import Activity
from integrations.teams.client import TeamsClient
from integrations.teams.config import TEAMS
from integrations.teams.errors import TooLong

_FEW_LINES = 6
"""What a card is cut to that Teams found too long."""

Concerned = Callable[[Address, Audience], Awaitable[Sequence[str]]]
"""The people for whom a card draws itself anew when they look at it, by Teams' ids."""


async def for_nobody(address: Address, audience: Audience) -> Sequence[str]:
    """A card is the same for everybody until somebody presses."""
    del address, audience
    return ()


class TeamsGateway(Gateway):
    """Posts to channels, and to people in private."""

    chat = TEAMS
    abilities = Abilities(finds=False, checks=False)

    def __init__(self, client: TeamsClient, concerned: Concerned = for_nobody) -> None:
        """`client` paces and translates; `concerned` says whom a card draws itself anew for."""
        self._client = client
        self._concerned = concerned

    def audiences(self, address: Address, audience: Audience) -> tuple[Audience, ...]:
        """One posting is for one audience."""
        del address  # the same for all conversations
        return (audience,)

    async def post(
        self,
        address: Address,
        key: str,
        cards: Mapping[Audience, Card],
        *,
        under: str | None = None,
        pressed: bool = False,
    ) -> str:
        """Post it; its ref. Never `under` another: answers in a thread are easily missed here."""
        del key, under
        try:
            drawn = await self._drawn(address, cards)
            return await self._client.post(address, drawn, pressed=pressed)
        except TooLong:
            shorter = await self._drawn(address, cards, _shortened)
        return await self._client.post(address, shorter, pressed=True)

    async def redraw(
        self, address: Address, ref: str, cards: Mapping[Audience, Card], *, pressed: bool = False
    ) -> None:
        """Change it in place. Raises MessageGone once it was looked for long enough."""
        try:
            drawn = await self._drawn(address, cards)
            await self._client.redraw(address, ref, drawn, pressed=pressed)
            return
        except TooLong:
            shorter = await self._drawn(address, cards, _shortened)
        await self._client.redraw(address, ref, shorter, pressed=True)

    async def find(
        self, address: Address, key: str, *, since: datetime | None = None
    ) -> str | None:
        """Nothing: Teams cannot be asked."""
        del address, key, since
        return None

    async def stands(self, address: Address, ref: str) -> bool:
        """Never asked, since `abilities` say so."""
        del address, ref
        raise NotDeliverable("not_asked")

    async def _drawn(
        self,
        address: Address,
        cards: Mapping[Audience, Card],
        cut: Callable[[Card], Card] = lambda shown: shown,
    ) -> Activity:
        audience, whole = next(iter(cards.items()))
        shown = cut(whole)
        people = await self._concerned(address, audience)
        return render.activity(shown, render.card(shown, audience.zone, refresh=people))


def _shortened(shown: Card) -> Card:
    """What matters most of it: its beginning, and everything that can be pressed."""
    return replace(shown, lines=shown.lines[:_FEW_LINES], sections=shown.sections[:1])
