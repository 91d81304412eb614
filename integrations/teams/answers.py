"""How a reply is shown in Teams: in the answer to what was pressed, or in somebody's own chat."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.domain.theirs import shortened
from bot.interactions.interaction import Interaction, Reply
from bot.ports.chatting import Closed, Paced
from bot.ports.storing import Address
from bot.presentation.card import Button, Card
from bot.presentation.form import Form
from bot.presentation.intent import Intent, opening
from bot.presentation.page import Page, Row
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from integrations.teams import limits, literal, render
from integrations.teams.config import TEAMS
from integrations.teams.origin import Memo, Origin
from integrations.teams.room import TeamsRoom
from integrations.teams.sentences import sentences

Body = Mapping[str, Any]
Shown = Toast | Form | Page

_MESSAGE = "application/vnd.microsoft.activity.message"
_THUMBNAIL = "application/vnd.microsoft.card.thumbnail"
_LONGEST = 1000
_TIMES = 3
"""So often a word waits for its pace, or for a fault of Teams' that passes."""
_LONGEST_REST = timedelta(seconds=5)
"""A longer rest than this nobody waits for who typed or pressed."""
_CHAT = "https://teams.microsoft.com/l/chat/0/0?users=28:{}"
"""The conversation with a bot."""


class Answers:
    """Draws replies. Nothing here decides anything, and nothing is lost with it."""

    def __init__(self, room: TeamsRoom) -> None:
        """`room` is what Teams' door is given."""
        self._room = room

    def interaction(self, origin: Origin, intent: Intent) -> Interaction:
        """A press that nobody made: something is to be shown to them."""
        return Interaction(
            f"shown:{origin.delivery}", origin.account, intent, language=origin.language
        )

    def word(self, sentence: str) -> Body:
        """The answer to a press: a private sentence."""
        said = shortened(sentence, _LONGEST)
        return {"statusCode": 200, "type": _MESSAGE, "value": said}

    def to_press(self, reply: Reply) -> Body:
        """The answer to a pressed button: a private word; the card itself follows by itself."""
        return self.word(_word(reply) if reply is not None else "")

    def refreshed(self, shown: Card | None, member: str) -> Body:
        """A card in the place of the one that somebody looks at; nothing where there is none."""
        if shown is None:
            return self.word("")
        drawn = render.card(shown, "", refresh=[member])
        return {"statusCode": 200, "type": render.CARD, "value": drawn}

    async def after_press(self, origin: Origin, reply: Reply) -> None:
        """What can follow on a private word stands in the presser's own chat, as buttons."""
        if isinstance(reply, Toast) and not reply.buttons:
            return
        if reply is not None:
            await self._send(origin, reply)

    async def to_fetch(self, origin: Origin, intent: Intent, reply: Reply) -> Body:
        """The answer to what opens a dialog."""
        memo = Memo(secrets.token_urlsafe(9), intent.encode())
        return await self._in_dialog(origin, memo, reply)

    async def to_sent(self, origin: Origin, memo: Memo, sent: Intent, reply: Reply) -> Body:
        """The answer to a form: closed with a word, the form again, or the one that follows."""
        if isinstance(reply, Form):
            opened, about = memo.opened, reply.send
            if about.verb is not sent.verb:
                now = opening(about.verb, about.subject, seen=about.seen, item=about.argument)
                opened = now.encode()
            # What was refused may be right by now, though nobody typed anything else.
            memo = Memo(secrets.token_urlsafe(9), opened)
        return await self._in_dialog(origin, memo, reply)

    async def to_command(self, origin: Origin, intent: Intent, reply: Reply) -> None:
        """What somebody typed: answered where they work, in their own chat."""
        if reply is None:
            return
        # No dialog opens by itself, so a form stands in the chat.
        is_form = isinstance(reply, Form)
        memo = Memo(secrets.token_urlsafe(9), intent.encode()) if is_form else None
        try:
            await self._send(origin, reply, memo)
        except Closed:
            if origin.in_private:
                raise
            await self._beside(origin)

    def shared(self, row: Row) -> Body:
        """What is found, to be shared: the card says nothing of a customer's; the list may."""
        link = Button("Knuffel", url=_CHAT.format(self._room.config.app_id))
        drawn = render.static(Card(row.title, (), row.title.plain), link)
        preview = {"title": literal.tame(row.title.plain, limits.OPTION)}
        return {
            **render.attachment(drawn),
            "preview": {"contentType": _THUMBNAIL, "content": preview},
        }

    def instead_of_a_list(self, sentence: str) -> Body:
        """The answer to a search that found no list: why there is none."""
        return {"composeExtension": {"type": "message", "text": shortened(sentence, _LONGEST)}}

    async def _send(self, origin: Origin, reply: Shown, memo: Memo | None = None) -> None:
        reader = await self._room.reader(origin.account)
        card = _card(reply, reader.language, reader.zone, memo, dialog=False)
        message = render.activity_of(card, _summary(reply))
        for _ in range(_TIMES):
            try:
                return await self._room.client.say(origin.account, message)
            except Paced as paced:
                if paced.rest > _LONGEST_REST:
                    raise
                # Nobody else will say it: once more, as long as somebody looks.
                await asyncio.sleep(paced.rest.total_seconds())
        return await self._room.client.say(origin.account, message)

    async def _beside(self, origin: Origin) -> None:
        """Where somebody asked: that we cannot write to them in private; nothing of the answer."""
        reader = await self._room.reader(origin.account)
        said = sentences(reader.language).not_in_private
        message = render.activity_of(render.toast(Toast(Says((said,)))), said)
        channel = origin.conversation.partition(";")[0]
        address = Address(TEAMS, origin.account.workspace, channel)
        await self._room.client.answer_in(address, origin.conversation, message)

    async def _in_dialog(self, origin: Origin, memo: Memo, reply: Reply) -> Body:
        """A dialog that shows this; a plain word closes it."""
        if reply is None:
            return {}
        if isinstance(reply, Toast) and not reply.buttons:
            return {"task": {"type": "message", "value": shortened(_word(reply), _LONGEST)}}
        reader = await self._room.reader(origin.account)
        card = _card(reply, reader.language, reader.zone, memo, dialog=True)
        title = reply.says if isinstance(reply, Toast) else reply.title
        return {"task": {"type": "continue", "value": render.dialog(title, card)}}


def _card(
    reply: Shown, language: str, zone: str, memo: Memo | None, *, dialog: bool
) -> dict[str, Any]:
    kept = memo.encode() if memo is not None else ""
    if isinstance(reply, Toast):
        return render.toast(reply, memo=kept, dialog=dialog)
    if isinstance(reply, Form):
        return render.form(reply, zone=zone, language=language, memo=kept, dialog=dialog)
    return render.page(reply, language=language, memo=kept, dialog=dialog)


def _word(reply: Shown) -> str:
    """A sentence for where Markdown may be read: what strangers wrote in it is tame."""
    return literal.tamed(reply.says if isinstance(reply, Toast) else reply.title)


def _summary(reply: Shown) -> str:
    return (reply.says if isinstance(reply, Toast) else reply.title).plain
