"""*What is this?*: the product in one minute, for who has never seen it."""

from __future__ import annotations

from bot.domain.view import Audience
from bot.presentation.card import Button, Line
from bot.presentation.intent import Verb
from bot.presentation.page import Page, Part
from bot.presentation.voice import Voice

_PARTS = {
    "what": ("help.what.1", "help.what.2"),
    "how": ("help.how.1", "help.how.2", "help.how.3", "help.how.4"),
    "never": ("help.never.1", "help.never.2", "help.never.3", "help.never.4"),
}


def help_page(audience: Audience, *, company: str = "") -> Page:
    """What the bot is, how it goes, and what nobody has to do."""
    voice = Voice(audience)
    ours = company or voice.text("help.company")
    return Page(
        title=voice.say("page.help"),
        parts=tuple(
            Part(
                voice.text(f"help.{part}"),
                lines=tuple(Line(voice.say(key, company=ours)) for key in keys),
            )
            for part, keys in _PARTS.items()
        ),
        buttons=doors(voice),
    )


def doors(voice: Voice) -> tuple[Button, ...]:
    """Where one can go from a page that is about no case."""
    return (
        voice.press(Verb.SHOW_MINE, "house"),
        voice.press(Verb.SHOW_WAITING, "house"),
        voice.open_on(Verb.CAPTURE, "house"),
        voice.open_on(Verb.SET_ABSENCE, "house"),
        voice.open_on(Verb.SET_LANGUAGE, "house"),
    )
