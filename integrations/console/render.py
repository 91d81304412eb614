"""Cards, forms, pages and toasts as HTML: ours as text, a stranger's words literally."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.presentation.card import Button, Card, Style
from bot.presentation.form import Field, Form, Input
from bot.presentation.intent import Intent, Verb, opening
from bot.presentation.page import Page
from bot.presentation.toast import Toast
from bot.presentation.weaving import woven
from integrations.console import assets
from integrations.console.view import Board, ClockFace, Content, Frame, Hidden, Shown
from integrations.console.words import LANGUAGES, Words

_PLACES = {
    Verb.SHOW_MINE: "/mine",
    Verb.SHOW_WAITING: "/waiting",
    Verb.SHOW_HELP: "/help",
    Verb.SHOW_FOUND: "/found",
    Verb.SHOW_HOME: "/overview",
    Verb.SHOW_KEPT: "/kept",
}
_AT_THE_SIDE = {*_PLACES.values(), "/digest"} - {"/found", "/kept"}
_CAPTURE = opening(Verb.CAPTURE, "house")
_NOT_IN_AN_ADDRESS = re.compile(r"[\s\\<>\"'`\x00-\x1f\x7f]")
_PICKED = {
    Input.MOMENT: re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?", re.ASCII),
    Input.DATE: re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
}
_FEW = 6
"""So many choices stand side by side; more of them fold into a list."""


def card(card: Card, language: str) -> str:
    """What is posted: title, lines, two buttons and an overflow."""
    return _draw("card.html", LANGUAGES[language], card=card)


def pinned(shown: Shown, zone: str, language: str) -> str:
    """A posted card in its place on the board; `zone` is the reader's."""
    return _draw("pinned.html", LANGUAGES[language], shown=shown, zone=zone)


def form(form: Form, language: str, hidden: Hidden) -> str:
    """A form with what it carries unseen."""
    return _draw("form.html", LANGUAGES[language], form=form, hidden=hidden)


def page(page: Page, language: str) -> str:
    """A page's title and parts."""
    return _draw("page.html", LANGUAGES[language], page=page)


def toast(toast: Toast, language: str) -> str:
    """One sentence with what may follow, and a button that takes it away."""
    return _draw("toast.html", LANGUAGES[language], toast=toast)


def problem(code: str, number: str, language: str) -> str:
    """A plain sentence about what went wrong; `number` is what the log knows it by."""
    return _draw("problem.html", LANGUAGES[language], code=code, number=number)


def whole(frame: Frame, content: Content) -> str:
    """A whole page: the frame with a board, a page, a form or a toast in it."""
    words = LANGUAGES[frame.visitor.language]
    kind = type(content).__name__.lower()
    title = _title(content, words)
    return _draw("frame.html", words, frame=frame, content=content, kind=kind, title=title)


def problem_page(code: str, number: str, language: str) -> str:
    """The same, alone on a page."""
    return _draw("problem_page.html", LANGUAGES[language], code=code, number=number)


def place(intent: Intent) -> str | None:
    """The address of what an intent shows; None: it is pressed, not visited."""
    kind, _, name = intent.subject.partition(":")
    if not intent.verb.value.startswith("show_"):
        return None
    if intent.argument:
        return "/show?" + urlencode({"intent": intent.encode()})
    if intent.verb is Verb.SHOW_CASE and kind == "case" and name.isdigit():
        return f"/case/{name}"
    if intent.verb is Verb.SHOW_DIGEST:
        return f"/digest/{quote(name, safe='')}" if name else "/digest"
    return _PLACES.get(intent.verb) or "/show?" + urlencode({"intent": intent.encode()})


def host(url: str) -> str | None:
    """The host of an address that may be followed; None for all but plain http and https."""
    if _NOT_IN_AN_ADDRESS.search(url):
        return None
    try:
        parts = urlsplit(url)
        name = (parts.hostname or "").encode("idna").decode()
    except ValueError:
        return None
    return name.removeprefix("www.") if name and parts.scheme in {"http", "https"} else None


def value(field: Field, form: Form) -> tuple[str, ...]:
    """What stands in a field: what was typed, else what it began with."""
    typed = form.typed.get(field.name)
    given = field.value if typed is None else typed
    if given is None:
        return ()
    return given if isinstance(given, tuple) else (given,)


def holds(kind: Input, typed: str) -> bool:
    """Whether a browser's picker of moments or dates can hold this; if not, it stays as text."""
    return not typed or _PICKED[kind].fullmatch(typed) is not None


def stamp(at: datetime, zone: str, language: str) -> str:
    """A moment as a reader in this zone says it: `di 17 mrt 14:05`."""
    return format_datetime(at, "EEE d MMM HH:mm", tzinfo=ZoneInfo(zone), locale=language)


def initials(name: str) -> str:
    """Two letters for a name: of its first and its last word."""
    words = name.split() or ["?"]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def hue(name: str) -> int:
    """One of six colours for a name, always the same."""
    return sum(name.encode()) % 6


def beside(buttons: Iterable[Button]) -> list[Button]:
    """The buttons that are not always at the page's side anyway, and the one wanted most."""
    return [one for one in buttons if one.style is Style.PRIMARY or not _is_at_the_side(one)]


def _is_at_the_side(button: Button) -> bool:
    intent = button.intent
    if intent is None:
        return False
    return place(intent) in _AT_THE_SIDE or replace(intent, seen=None) == _CAPTURE


def _title(content: Content, words: Words) -> str:
    if isinstance(content, Board):
        return content.channel.name if content.channel else words.my_chat
    return content.says.plain if isinstance(content, Toast) else content.title.plain


def moment(face: ClockFace, zone: str) -> str:
    """A clock's moment as the page's script reads it, in this zone."""
    return face.now.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def _draw(template: str, words: Words, **values: object) -> str:
    return str(Markup(_environment.get_template(template).render(w=words, **values)))  # noqa: S704 - autoescaped


def _made() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "place": place,
        "host": host,
        "value": value,
        "stamp": stamp,
        "holds": holds,
        "moment": moment,
        "initials": initials,
        "hue": hue,
        "beside": beside,
        "woven": woven,
        "capture": _CAPTURE.encode(),
        "asset": assets.address,
        "Input": Input,
        "few": _FEW,
    }
    return made


_environment = _made()
