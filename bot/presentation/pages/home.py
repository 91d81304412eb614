"""My overview: what I have to do, what waits for anyone, and how I want it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.domain.view import Audience, MyPage
from bot.domain.working_time import local_date
from bot.presentation.card import Button, Line, Style
from bot.presentation.forms import FORMS
from bot.presentation.forms.settings import named_days
from bot.presentation.hours import hours_of
from bot.presentation.intent import Verb, opening
from bot.presentation.page import Page, Part, Row
from bot.presentation.pages.absences import absence_says, deputy_says
from bot.presentation.pages.lists import mine_parts, some_waiting
from bot.presentation.voice import Voice
from bot.presentation.wording import OWN_NAMES

_MOST = 6
"""So many rows of one kind; the list has them all."""
_HOUSE = "house"


def home_page(page: MyPage, audience: Audience) -> Page:
    """First what I have to do, by due moment; then what waits for anyone; then my settings."""
    voice = Voice(audience, page.now, page.people)
    todo = [_some(voice, part, Verb.SHOW_MINE) for part in mine_parts(voice, page)]
    busy = bool(page.asked or page.promises or page.cases or page.helping)
    waiting = _some(voice, some_waiting(voice, page), Verb.SHOW_WAITING, len(page.waiting))
    parts = (
        *(todo if busy else [_beginning(voice)]),
        waiting,
        _settings(voice, page),
        _about(voice),
    )
    return Page(title=voice.say("page.home"), parts=parts, buttons=_doors(voice))


def unknown_home_page(audience: Audience, *, company: str = "") -> Page:
    """For whoever we do not know: that this is no fault of theirs, and how to become known."""
    voice = Voice(audience)
    ours = company or voice.text("help.company")
    lines = (
        voice.line("home.unknown.why", company=ours),
        voice.line("home.unknown.tie"),
        voice.line("home.unknown.else"),
    )
    help_button = voice.press(Verb.SHOW_HELP, _HOUSE)
    tie = (_tie(voice),) if Verb.TIE in FORMS else ()
    part = Part(voice.text("home.unknown.how"), lines=lines)
    return Page(voice.say("home.unknown"), (part,), (*tie, help_button))


def _some(voice: Voice, part: Part, more: Verb, count: int | None = None) -> Part:
    """The first rows, and where the others are."""
    rest = (len(part.rows) if count is None else count) - len(part.rows[:_MOST])
    if rest <= 0:
        return part
    row = Row(voice.say("home.more", count=rest), buttons=(voice.press(more, _HOUSE),))
    return replace(part, rows=(*part.rows[:_MOST], row))


def _beginning(voice: Voice) -> Part:
    """What somebody sees who has nothing to do yet."""
    return Part(
        voice.text("home.begin"),
        lines=(voice.line("home.begin.how"), voice.line("home.begin.safe", Style.QUIET)),
    )


def _doors(voice: Voice) -> tuple[Button, ...]:
    return (
        voice.press(Verb.SHOW_WAITING, _HOUSE),
        voice.press(Verb.SHOW_MINE, _HOUSE),
        voice.open_on(Verb.CAPTURE, _HOUSE),
    )


# --- my settings ------------------------------------------------------------------------------


def _settings(voice: Voice, page: MyPage) -> Part:
    me = page.me
    language = OWN_NAMES[voice.wording.language]
    hours = hours_of(voice, me.calendar.hours)
    willing = "home.willing.yes" if me.willing else "home.willing.no"
    rows = (
        Row(
            voice.say("home.language", language=language), buttons=_change(voice, Verb.SET_LANGUAGE)
        ),
        Row(voice.say("home.hours", hours=hours), buttons=_change(voice, Verb.SET_HOURS)),
        Row(voice.say(willing), buttons=_change(voice, Verb.SET_WILLING)),
        *_absences(voice, page),
    )
    return Part(voice.text("home.settings"), rows=rows)


def _change(voice: Voice, verb: Verb) -> tuple[Button, ...]:
    return (Button(voice.text("button.change"), opening(verb, _HOUSE)),)


def _absences(voice: Voice, page: MyPage) -> Iterator[Row]:
    """Every absence that is not over, which can be ended; and a door to the next."""
    today = local_date(page.me.calendar.zone, page.now)
    coming = [one for one in page.me.calendar.absences if one.last_on >= today]
    for one in sorted(coming, key=lambda absence: absence.first_on):
        end = voice.press(Verb.END_ABSENCE, _HOUSE, argument=named_days(one))
        running = one.first_on <= today
        deputy = Line(deputy_says(voice, one), Style.QUIET)
        yield Row(absence_says(voice, one, running=running), (deputy,), (end,))
    key = "home.away.more" if coming else "home.away.none"
    yield Row(voice.say(key), buttons=(voice.open_on(Verb.SET_ABSENCE, _HOUSE),))


def _about(voice: Voice) -> Part:
    rows = (
        Row(voice.say("home.kept"), buttons=(voice.press(Verb.SHOW_KEPT, _HOUSE),)),
        Row(voice.say("home.tie"), buttons=(voice.press(Verb.MAKE_CODE, _HOUSE),)),
        Row(voice.say("home.help"), buttons=(voice.press(Verb.SHOW_HELP, _HOUSE),)),
        Row(voice.say("home.practice"), buttons=(voice.press(Verb.SHOW_PRACTICE, _HOUSE),)),
    )
    return Part(voice.text("home.about"), rows=rows)


def _tie(voice: Voice) -> Button:
    return replace(voice.open_on(Verb.TIE, _HOUSE), style=Style.PRIMARY)
