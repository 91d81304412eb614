"""What Teams tells by itself: where the bot was let in or put out, and who came or went."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from bot.interactions.errands import Errands
from bot.ports.storing import Address
from bot.presentation.intent import Intent, Verb
from integrations.teams.answers import Answers
from integrations.teams.client import REF
from integrations.teams.config import TEAMS
from integrations.teams.guard import table, text
from integrations.teams.origin import Origin
from integrations.teams.room import TeamsRoom
from integrations.teams.written import plain

log = logging.getLogger(__name__)

THREAD = ";messageid="
"""In the id of a conversation: which message began the thread."""
_REMOVED = "removed"
"""The code of a place that the bot was put out of."""
_CLOSES = {"teamArchived": "archived", "teamDeleted": "deleted"}
_OPENS = frozenset({"teamUnarchived", "teamRestored"})
"""What happens to a team names no channel: it is about the one that is called like the team."""

Activity = Mapping[str, Any]


class Listening:
    """Takes in what is not a person's press. What cannot be recorded fails, and comes again."""

    def __init__(self, room: TeamsRoom, answers: Answers, errands: Errands) -> None:
        """Nothing was heard yet."""
        self._room = room
        self._answers = answers
        self._errands = errands

    async def heard(self, origin: Origin, activity: Activity) -> None:
        """One activity."""
        kind = text(activity, "type")
        if kind == "installationUpdate":
            await self._installed(origin, activity)
        elif kind == "conversationUpdate":
            await self._changed(origin, activity)

    async def wrote(self, origin: Origin, activity: Activity) -> None:
        """Words in a channel's thread: whether it is one under a card is asked inside."""
        place, _, begun = origin.conversation.partition(THREAD)
        if not begun or begun == text(activity, "id"):
            return
        await self._room.places.wrote(
            origin.account,
            self._place(origin, place),
            f"{origin.conversation}{REF}{begun}",
            plain(text(activity, "text")),
            origin.delivery,
        )

    async def _installed(self, origin: Origin, activity: Activity) -> None:
        """Let in: whoever let us in is greeted in their own chat. Put out: somebody is told."""
        if text(activity, "action").startswith("remove"):
            await self._room.places.closed(self._address(origin), _REMOVED)
            return
        await self._room.places.opened(self._address(origin))
        if origin.in_private:
            self._errands.send(self._greet(origin), "greeting")

    async def _greet(self, origin: Origin) -> None:
        reply = await self._room.answer(
            self._answers.interaction(origin, Intent(Verb.SHOW_HELP, "house"))
        )
        await self._answers.after_press(origin, reply)

    async def _changed(self, origin: Origin, activity: Activity) -> None:
        """A team or a channel of it: deleted, restored, renamed; or people came and went."""
        event = text(table(activity, "channelData"), "eventType")
        channel = text(table(table(activity, "channelData"), "channel"), "id")
        if event == "channelDeleted" and channel:
            await self._room.places.closed(self._place(origin, channel), "deleted")
        elif event == "channelRestored" and channel:
            await self._room.places.opened(self._place(origin, channel))
        elif event in _CLOSES:
            await self._room.places.closed(self._address(origin), _CLOSES[event])
        elif event in _OPENS:
            await self._room.places.opened(self._address(origin))

    def _address(self, origin: Origin) -> Address:
        if origin.in_private:
            return Address(TEAMS, origin.account.workspace, f"private:{origin.account.external_id}")
        return self._place(origin, origin.conversation)

    def _place(self, origin: Origin, conversation: str) -> Address:
        return Address(TEAMS, origin.account.workspace, conversation.partition(";")[0])
