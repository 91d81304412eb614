"""What Slack tells by itself: people who come and go, channels that change, Homes that are opened.

An event is answered with 200 only when what it says is recorded: otherwise Slack tells it again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.domain.employee import Account
from bot.interactions.errands import Errands
from bot.ports.chatting import ChatError
from bot.ports.storing import Address, StorageAway
from integrations.slack.answers import Answers
from integrations.slack.origin import CHAT, Origin, workspace_of
from integrations.slack.room import SlackRoom
from integrations.slack.roster import seen
from integrations.slack.written import plain

log = logging.getLogger(__name__)

HELPING = frozenset({"eyes", "raised_hand", "raising_hand", "hand", "hugging_face", "muscle"})
"""Emoji by which people say that they would help."""
ALARM = 5
"""So many events in a row that could not be recorded are told in the log: Slack switches an app's
subscriptions off when hardly any event is taken."""
_HURRY = 1.5
"""Seconds that an event may wait for anything besides the database."""
PATIENCE = 2.0
"""Seconds within which an event is recorded, or else not taken: Slack waits for three."""
MOST_LATE = 100
"""So many events may wait for the database after their answer; more are not even begun."""

Payload = Mapping[str, Any]
Heard = Callable[[Payload, str], Awaitable[None]]


class Listening:
    """Takes events in."""

    def __init__(self, room: SlackRoom, answers: Answers, errands: Errands) -> None:
        """Nothing was heard yet."""
        self._room = room
        self._answers = answers
        self._errands = errands
        self.failures = 0
        """Events in a row that could not be recorded."""
        self._late: set[asyncio.Task[None]] = set()

    def listen(self, bolt: AsyncApp) -> None:
        """Subscribe to everything that the manifest names."""
        for name, heard in self._events().items():
            bolt.event(name)(self._recorded(heard))

    def listen_to_threads(self, bolt: AsyncApp) -> None:
        """Subscribe to what people write, too; only where the company has switched that on."""
        bolt.event("message")(self._recorded(self._written))

    def _events(self) -> Mapping[str, Heard]:
        closed = {
            "channel_archive": "archived",
            "group_archive": "archived",
            "channel_deleted": "deleted",
            "group_deleted": "deleted",
            "channel_left": "removed",
            "group_left": "removed",
        }
        return {
            "app_home_opened": self._home,
            "user_change": self._person,
            "team_join": self._person,
            "reaction_added": self._reaction,
            "channel_shared": self._shared,
            "channel_unshared": self._unshared,
            "channel_id_changed": self._renamed,
            "channel_unarchive": self._opened,
            "group_unarchive": self._opened,
            "member_joined_channel": self._joined,
            "app_uninstalled": self._uninstalled,
            "tokens_revoked": self._revoked,
            **{name: self._closed(why) for name, why in closed.items()},
        }

    def _recorded(self, heard: Heard) -> Callable[..., Awaitable[None]]:
        """A listener that raises where nothing was recorded, so that Bolt answers 500."""

        async def record(body: Payload) -> None:
            await heard(body["event"], workspace_of(body))
            await self._well(workspace_of(body))

        async def records(body: Payload) -> None:
            try:
                await self._in_time(record(body))
            except Exception as error:
                self._failed(error)
                raise

        return records

    async def _in_time(self, recording: Coroutine[Any, Any, None]) -> None:
        """Wait a moment for it. What takes longer goes on: to record it twice changes nothing.

        Raises StorageAway where it takes longer, and what the recording raises.
        """
        if len(self._late) >= MOST_LATE:
            recording.close()
            raise StorageAway("too many events wait to be recorded")
        task = asyncio.create_task(recording)
        await asyncio.wait([task], timeout=PATIENCE)
        if not task.done():
            self._late.add(task)
            task.add_done_callback(self._came_late)
            raise StorageAway("not recorded in time")
        task.result()

    def _came_late(self, task: asyncio.Task[None]) -> None:
        self._late.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, StorageAway):
            log.error("an event of Slack's could not be recorded", exc_info=error)

    def _failed(self, error: Exception) -> None:
        self.failures += 1
        if not isinstance(error, StorageAway):
            log.exception("an event of Slack's could not be recorded")
        if self.failures % ALARM == 0:
            log.error("%d events of Slack's in a row could not be recorded", self.failures)

    async def _well(self, workspace: str) -> None:
        """After a long row of failures the operators hear of it: Slack counted them too."""
        failures, self.failures = self.failures, 0
        if failures >= ALARM:
            await self._room.places.trouble(CHAT, workspace, "events_failing", None)

    # --- people

    async def _home(self, event: Payload, workspace: str) -> None:
        """Drawn anew whenever somebody looks; nothing is recorded."""
        user = event.get("user")
        if event.get("tab") == "home" and isinstance(user, str):
            account = Account(CHAT, workspace, user)
            origin = Origin(account, f"{user}:{event.get('event_ts')}")
            self._errands.send(self._answers.publish(origin), "drawing a Home")

    async def _person(self, event: Payload, workspace: str) -> None:
        """Whoever joined or changed; what is not heeded, such as a mood, goes no further."""
        user = event.get("user")
        if isinstance(user, dict) and isinstance(user.get("id"), str):
            await self._room.members.met(seen(user, workspace))

    async def _reaction(self, event: Payload, workspace: str) -> None:
        """Eyes on a card: the claim is offered to whoever looks, in private."""
        item, user = event.get("item"), event.get("user")
        if not (isinstance(item, dict) and isinstance(user, str)):
            return
        emoji = str(event.get("reaction") or "").partition("::")[0]
        channel, ts = item.get("channel"), item.get("ts")
        if emoji in HELPING and isinstance(channel, str) and isinstance(ts, str):
            address = Address(CHAT, workspace, channel)
            account = Account(CHAT, workspace, user)
            await self._room.places.reacted(account, address, f"{channel}:{ts}")

    async def _written(self, event: Payload, workspace: str) -> None:
        """Words in a thread: whether it is one under a card, and theirs to heed, is asked inside.

        What was changed, taken away, joined or said by a bot has a subtype, or names a bot.
        """
        if event.get("subtype") not in (None, "thread_broadcast") or event.get("bot_id"):
            return
        channel, user, words = event.get("channel"), event.get("user"), event.get("text")
        thread, ts = event.get("thread_ts"), event.get("ts")
        given = (channel, user, words, thread, ts)
        if not all(isinstance(one, str) and one for one in given) or thread == ts:
            return
        private = event.get("channel_type") == "im"
        address = Address(CHAT, workspace, f"private:{user}" if private else str(channel))
        await self._room.places.wrote(
            Account(CHAT, workspace, str(user)),
            address,
            f"{channel}:{thread}",
            plain(str(words)),
            f"{channel}:{ts}",
        )

    # --- channels

    async def _shared(self, event: Payload, workspace: str) -> None:
        """Another company is in a channel from now on, unless it is a workspace of ours."""
        if event.get("connected_team_id") not in self._room.config.workspaces:
            await self._with_channel(event, workspace, self._room.places.shared)

    async def _unshared(self, event: Payload, workspace: str) -> None:
        if event.get("is_ext_shared") is not True:
            await self._with_channel(event, workspace, self._room.places.unshared)

    def _closed(self, why: str) -> Heard:
        async def closes(event: Payload, workspace: str) -> None:
            async def close(address: Address) -> None:
                await self._room.places.closed(address, why)

            await self._with_channel(event, workspace, close)

        return closes

    async def _opened(self, event: Payload, workspace: str) -> None:
        await self._with_channel(event, workspace, self._room.places.opened)

    async def _joined(self, event: Payload, workspace: str) -> None:
        """Somebody joined a channel: where it is the bot, it can be reached again."""
        if event.get("user") == await self._bot(workspace):
            await self._opened(event, workspace)

    async def _bot(self, workspace: str) -> str:
        """The bot's own account; empty where nobody can tell now: the daily look finds out."""
        client = self._room.client
        try:
            async with asyncio.timeout(_HURRY):
                if not (bot := (await client.grant(workspace)).bot):
                    await client.workspaces()  # with a token of ours, only Slack knows who we are
                    bot = (await client.grant(workspace)).bot
        except (ChatError, TimeoutError):
            return ""
        return bot

    async def _renamed(self, event: Payload, workspace: str) -> None:
        old, new = event.get("old_channel_id"), event.get("new_channel_id")
        if isinstance(old, str) and isinstance(new, str):
            await self._room.places.renamed(CHAT, workspace, old, new)

    async def _with_channel(
        self, event: Payload, workspace: str, do: Callable[[Address], Awaitable[None]]
    ) -> None:
        held = event.get("channel")
        channel = held.get("id") if isinstance(held, dict) else held
        if isinstance(channel, str) and channel:
            await do(Address(CHAT, workspace, channel))

    # --- the app

    async def _uninstalled(self, event: Payload, workspace: str) -> None:
        del event
        await self._end(workspace, "uninstalled")

    async def _revoked(self, event: Payload, workspace: str) -> None:
        """Only the bot's own token is ours; people's we do not have."""
        tokens = event.get("tokens")
        if isinstance(tokens, dict) and tokens.get("bot"):
            await self._end(workspace, "token_revoked")

    async def _end(self, workspace: str, why: str) -> None:
        grant = await self._room.tokens.of(workspace)
        if grant is not None:
            await self._room.tokens.end(grant, why)
        await self._room.places.trouble(CHAT, workspace, why, None)
