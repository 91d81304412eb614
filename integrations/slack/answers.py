"""How a reply is shown in Slack: a private word, a modal, or what lies in the answer to a form."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.view import Audience
from bot.interactions.interaction import Interaction, Reply
from bot.ports.chatting import ChatAway, Paced
from bot.presentation.form import Form
from bot.presentation.intent import Intent, Verb, opening
from bot.presentation.page import Page
from bot.presentation.toast import Toast
from integrations.slack import fields, render
from integrations.slack.courier import Courier
from integrations.slack.errors import TriggerSpent, ViewChanged, ViewGone
from integrations.slack.origin import Memo, Origin
from integrations.slack.room import SlackRoom
from integrations.slack.sentences import sentences

View = dict[str, Any]
Answered = Mapping[str, Any]
"""What is answered to a form that was sent: `response_action` and what goes with it."""

_HIGHEST = 3
"""Modals that may lie upon each other."""


class Answers:
    """Shows replies. Nothing here decides anything, and nothing is lost with it."""

    def __init__(self, room: SlackRoom, courier: Courier) -> None:
        """`courier` brings private words."""
        self._room = room
        self._courier = courier

    async def show(self, origin: Origin, intent: Intent, reply: Reply) -> None:
        """After a press: what it came to."""
        if isinstance(reply, Toast):
            await self._say(origin, reply)
        elif reply is not None:
            await self._open(origin, intent, reply)
        if origin.home or origin.memo.home:
            await self.publish(origin)

    async def say_this(self, origin: Origin, sentence: str) -> None:
        """A private sentence that needs no drawing."""
        url = origin.response_url or origin.memo.response_url
        if url:
            await self._courier.bring(url, _private({"text": sentence}))

    async def publish(self, origin: Origin) -> None:
        """Draw somebody's Home as things stand."""
        intent = Intent(Verb.SHOW_HOME, "house")
        reply = await self._room.answer(
            Interaction(f"home:{origin.delivery}", origin.account, intent)
        )
        reader = await self._room.reader(origin.account)
        if isinstance(reply, Toast):
            view = render.home_toast(reply, language=reader.language)
        elif isinstance(reply, Page):
            view = render.home(reply, language=reader.language)
        else:
            return
        await self._call(origin, "views.publish", user_id=origin.account.external_id, view=view)

    async def unfold(self, origin: Origin, form: Form) -> None:
        """Show all fields of a form that is open; what was typed stays where it is."""
        reader = await self._room.reader(origin.account)
        view = _form(form, origin.memo, reader, unfolded=True)
        try:
            await self._call(
                origin, "views.update", view_id=origin.view, hash=origin.hash, view=view
            )
        except ViewChanged:
            # Somebody was quicker in the same modal; fields keep what is in them by their ids.
            await self._call(origin, "views.update", view_id=origin.view, view=view)

    async def after_sending(
        self, origin: Origin, sent: Intent, reply: Reply, view: View
    ) -> Answered:
        """What is answered to a form that was sent, at once; nothing that was typed is lost."""
        if isinstance(reply, Form):
            return await self._form_again(origin, sent, reply, view)
        if isinstance(reply, Toast) and reply.refused:
            return await self._refused(origin, reply, view)
        if isinstance(reply, Page):
            return _update(await self._page(origin, reply, origin.memo))
        if isinstance(reply, Toast) and not origin.memo.response_url:
            return _update(await self._toast(origin, reply, origin.memo))
        return {"response_action": "clear"}

    async def say_after(self, origin: Origin, reply: Reply) -> None:
        """The private word on a form that was sent and has closed; Home as it is then."""
        if origin.memo.home:
            await self.publish(origin)
        if isinstance(reply, Toast) and not reply.refused and origin.memo.response_url:
            await self._bring(origin.memo.response_url, reply)

    # --- presses

    async def _say(self, origin: Origin, toast: Toast) -> None:
        if origin.response_url:
            await self._bring(origin.response_url, toast, in_place=origin.ephemeral)
            return
        try:
            await self._say_in_view(origin, toast)
        except (TriggerSpent, ViewGone, Paced, ChatAway):
            if not origin.memo.response_url:
                raise
            await self._bring(origin.memo.response_url, toast)

    async def _say_in_view(self, origin: Origin, toast: Toast) -> None:
        if origin.in_modal and not toast.refused:
            view = await self._toast(origin, toast, origin.memo)
            await self._call(origin, "views.update", view_id=origin.view, view=view)
        else:
            await self._lay(origin, await self._toast(origin, toast, _above(origin)))

    async def _bring(self, url: str, toast: Toast, *, in_place: bool = False) -> None:
        drawn = render.toast(toast)
        message = _private({"text": drawn.text, "blocks": drawn.blocks})
        await self._courier.bring(url, message | {"replace_original": in_place})

    async def _open(self, origin: Origin, intent: Intent, reply: Form | Page) -> None:
        memo = replace(_above(origin), opened=intent.encode())
        if isinstance(reply, Page):
            view = await self._page(origin, reply, memo)
        else:
            view = _form(reply, memo, await self._room.reader(origin.account))
        try:
            await self._lay(origin, view)
        except (TriggerSpent, Paced, ChatAway):
            reader = await self._room.reader(origin.account)
            await self.say_this(origin, sentences(reader.language).too_slow)

    async def _lay(self, origin: Origin, view: View) -> None:
        """Open a modal, upon those that are open; the highest gives way to it."""
        if not origin.in_modal:
            await self._call(origin, "views.open", trigger_id=origin.trigger, view=view)
        elif origin.memo.depth < _HIGHEST:
            await self._call(origin, "views.push", trigger_id=origin.trigger, view=view)
        else:
            await self._call(origin, "views.update", view_id=origin.view, view=view)

    async def _page(self, origin: Origin, page: Page, memo: Memo) -> View:
        reader = await self._room.reader(origin.account)
        return render.page(page, language=reader.language, memo=memo.encode())

    async def _toast(self, origin: Origin, toast: Toast, memo: Memo) -> View:
        reader = await self._room.reader(origin.account)
        return render.toast_view(toast, language=reader.language, memo=memo.encode())

    async def _call(self, origin: Origin, method: str, **arguments: Any) -> None:  # noqa: ANN401 - whatever Slack's method takes
        """Raises a ChatError."""
        await self._room.client.call(origin.team, method, pressed=True, **arguments)

    # --- forms

    async def _form_again(self, origin: Origin, sent: Intent, form: Form, view: View) -> Answered:
        """The form as it was typed with what is wrong; or the one that follows from it."""
        reader = await self._room.reader(origin.account)
        if form.send.verb is not sent.verb:
            about = form.send
            opened = opening(about.verb, about.subject, seen=about.seen, item=about.argument)
            memo = replace(origin.memo, opened=opened.encode(), nonce=_nonce())
            return _update(_form(form, memo, reader))
        wrong = fields.errors(form, view)
        if wrong is not None:
            return {"response_action": "errors", "errors": wrong}
        return _update(_form(form, origin.memo, reader, unfolded=True))

    async def _refused(self, origin: Origin, toast: Toast, view: View) -> Answered:
        """A rule's word under the first field, so that what was typed stays."""
        first = fields.first_input(view)
        if first is None:
            return _update(await self._toast(origin, toast, origin.memo))
        return {"response_action": "errors", "errors": {first: toast.says.plain}}


def _above(origin: Origin) -> Memo:
    """What the next modal remembers."""
    if not origin.in_modal:
        return Memo(response_url=origin.response_url, home=origin.home, nonce=_nonce())
    depth = min(origin.memo.depth + 1, _HIGHEST)
    return replace(origin.memo, depth=depth, nonce=_nonce())


def _nonce() -> str:
    return secrets.token_urlsafe(9)


def _form(form: Form, memo: Memo, reader: Audience, *, unfolded: bool = False) -> View:
    return render.form(
        form, zone=reader.zone, language=reader.language, memo=memo.encode(), unfolded=unfolded
    )


def _update(view: View) -> Answered:
    return {"response_action": "update", "view": view}


def _private(message: dict[str, Any]) -> dict[str, Any]:
    return {**message, "response_type": "ephemeral", "replace_original": False}
