"""What is kept about me: for the person it is about, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.employee import Role
from bot.domain.theirs import theirs
from bot.domain.view import Audience, Kept
from bot.presentation.card import Line
from bot.presentation.hours import hours_of
from bot.presentation.intent import Verb
from bot.presentation.page import Page, Part
from bot.presentation.pages.absences import absence_line
from bot.presentation.voice import NAME, Voice
from bot.presentation.wording import OWN_NAMES

_HOUSE = "house"


def kept_page(kept: Kept, audience: Audience) -> Page:
    """Everything that is kept about one person, what never is, and how to have it erased."""
    people = {**kept.people, kept.me.id: kept.me}
    voice = Voice(audience, kept.now, people)
    parts = (
        Part(voice.text("kept.me"), lines=tuple(_me(voice, kept))),
        Part(voice.text("kept.work"), lines=tuple(_work(voice, kept))),
        Part(voice.text("kept.never"), lines=(voice.line("kept.never.these"),)),
        Part(voice.text("kept.erase"), lines=(_erase(voice, kept),)),
    )
    home = voice.press(Verb.SHOW_HOME, _HOUSE)
    return Page(voice.say("page.kept"), parts, (home,))


def _me(voice: Voice, kept: Kept) -> Iterator[Line]:
    me = kept.me
    yield voice.line("kept.name", name=voice.colleague(me.id))
    yield _email(voice, kept.email)
    yield _roles(voice, me.roles)
    language = OWN_NAMES[voice.wording.language]
    yield voice.line("kept.language", language=language, zone=me.calendar.zone)
    yield voice.line("home.hours", hours=hours_of(voice, me.calendar.hours))
    yield voice.line("home.willing.yes" if me.willing else "home.willing.no")
    for absence in me.calendar.absences:
        yield absence_line(voice, absence)
    for account in kept.accounts:
        chat = voice.source(account.chat)
        yield voice.line("kept.account", chat=chat, id=theirs(account.external_id, NAME))


def _email(voice: Voice, email: str | None) -> Line:
    if not email:
        return voice.line("kept.email.none")
    return voice.line("kept.email", email=theirs(email, NAME))


def _roles(voice: Voice, roles: frozenset[Role]) -> Line:
    if not roles:
        return voice.line("kept.roles.none")
    named = ", ".join(voice.text(f"role.{one.value}") for one in Role if one in roles)
    return voice.line("kept.roles", roles=named)


def _work(voice: Voice, kept: Kept) -> Iterator[Line]:
    """Numbers of what is there now: how many, never how fast."""
    yield voice.line("kept.cases", count=kept.cases)
    yield voice.line("kept.promises", count=kept.promises)
    yield voice.line("kept.history", count=kept.lines)


def _erase(voice: Voice, kept: Kept) -> Line:
    if kept.lead is None or kept.lead == kept.me.id:
        return voice.line("kept.erase.operator")
    return voice.line("kept.erase.lead", lead=voice.colleague(kept.lead))
