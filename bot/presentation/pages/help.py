"""*What is this?*: how to help a customer within a minute, for who has never seen it."""

from __future__ import annotations

from bot.domain.view import Audience
from bot.presentation.card import Button, Line, Style
from bot.presentation.intent import Verb
from bot.presentation.page import Page, Part
from bot.presentation.voice import Voice

_COMMANDS = tuple(f"commands.{number}" for number in range(1, 9))
_STEPS = ("help.1", "help.2", "help.3", "help.4", "help.5")


def help_page(audience: Audience, *, company: str = "") -> Page:
    """Five steps, and what nobody ever has to do."""
    voice = Voice(audience)
    ours = company or voice.text("help.company")
    steps = tuple(Line(voice.say(step)) for step in _STEPS)
    start = voice.press(Verb.SHOW_WAITING, "house", style=Style.PRIMARY, label="button.start")
    return Page(
        title=voice.say("page.help"),
        parts=(
            Part(voice.text("help.how", company=ours), lines=steps),
            Part(voice.text("help.never"), lines=(voice.line("help.never.these"),)),
            commands_part(voice),
        ),
        buttons=(start, voice.press(Verb.SHOW_PRACTICE, "house"), *doors(voice)),
    )


def commands_part(voice: Voice) -> Part:
    """What can be typed, to us or behind our name."""
    lines = (voice.line(one) for one in _COMMANDS)
    return Part(voice.text("commands"), lines=tuple(lines))


def doors(voice: Voice) -> tuple[Button, ...]:
    """Where one can go from a page that is about no case."""
    return (
        voice.press(Verb.SHOW_MINE, "house"),
        voice.press(Verb.SHOW_WAITING, "house"),
        voice.open_on(Verb.CAPTURE, "house"),
        voice.press(Verb.SHOW_HOME, "house"),
    )
