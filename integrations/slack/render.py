"""Cards, forms, pages and toasts as Slack's messages and views: blocks as plain values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.theirs import ELLIPSIS
from bot.presentation import saying
from bot.presentation.card import Button, Card, Line, Section, Style
from bot.presentation.form import Field, Form
from bot.presentation.page import Page, Part, Row
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from integrations.slack import blocks, inputs, limits
from integrations.slack.blocks import Json
from integrations.slack.fitting import fitted
from integrations.slack.inert import inert
from integrations.slack.words import Words, words

PRESS = "k."
"""Begins the name of everything whose value is an intent."""
FOLD = "fold"
"""The name of the button that shows a form's other fields."""

_EVEN = frozenset({Style.PLAIN, Style.QUIET})
"""Such lines can stand beside a button: nothing in them is a quote or stands out."""

_VIEW = "b"
"""Begins the names of a view's blocks: the same whenever it is drawn."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message: what notifications and screen readers read, and what is seen."""

    text: str
    blocks: list[Json]


# --- messages -----------------------------------------------------------------------------------


def card(card: Card, zone: str) -> Message:
    """A card as a message, as long as Slack takes: the longest quote is shortened first."""
    del zone  # every moment on a card is worded already
    shown = fitted(card, lambda tried: _signed(_card(tried)))
    return _message(shown.summary or saying.words(shown.title), _card(shown))


def toast(toast: Toast) -> Message:
    """A private sentence with what may follow."""
    return _message(saying.words(toast.says), _toast(toast))


def _message(text: str, drawn: list[Json]) -> Message:
    return Message(inert(text).strip() or ELLIPSIS, _signed(drawn))


def _signed(drawn: list[Json]) -> list[Json]:
    """What changed has new names: Slack keeps what it knows of a name."""
    digest = hashlib.sha256(json.dumps(drawn).encode()).hexdigest()[:12]
    return blocks.named(drawn, digest)


def _card(card: Card) -> list[Json]:
    title = Line(card.title, Style.STRONG)
    drawn = [block for line in (title, *card.lines) for block in _lines((line,))]
    for section in card.sections:
        drawn += [*_headed(section.title), *_lines(section.lines)]
    pressed = blocks.controls(card.buttons, card.overflow)
    if len(drawn) + len(pressed) > limits.MESSAGE_BLOCKS:
        drawn = [blocks.rich(list(_prose((title, *card.lines, *_flat(card.sections)))))]
    return [*drawn, *pressed]


def _headed(title: str) -> list[Json]:
    return [blocks.heading(title)] if title.strip() else []


def _flat(sections: Iterable[Section]) -> Iterator[Line]:
    """The sections as lines."""
    for section in sections:
        yield Line(Says((section.title,)), Style.STRONG)
        yield from section.lines


def _toast(toast: Toast) -> list[Json]:
    return [*_lines((Line(toast.says),)), *blocks.controls(toast.buttons)]


# --- lines --------------------------------------------------------------------------------------


def _lines(lines: Iterable[Line]) -> Iterator[Json]:
    """The lines in as few blocks as possible: quiet ones stand in blocks of their own."""
    gathered: list[Line] = []
    for line in _told(lines):
        if gathered and _is_quiet(line) is not _is_quiet(gathered[0]):
            yield from _block(gathered)
            gathered = []
        gathered.append(line)
    yield from _block(gathered)


def _told(lines: Iterable[Line]) -> Iterator[Line]:
    """Those that say something: Slack refuses empty text."""
    return (one for one in lines if saying.words(one.says).strip())


def _is_quiet(line: Line) -> bool:
    return line.style is Style.QUIET


def _block(lines: Sequence[Line]) -> Iterator[Json]:
    if lines and _is_quiet(lines[0]):
        for line in lines:
            yield blocks.small(saying.words(line.says))
    elif lines:
        yield blocks.rich(list(_prose(lines)))


def _prose(lines: Iterable[Line]) -> Iterator[Json]:
    """Lines of rich text; those without a quote between them are lines of one paragraph."""
    runs: list[Json] = []
    for line in _told(lines):
        text = saying.words(line.says)
        if line.style is Style.QUOTE:
            if runs:
                yield blocks.paragraph(*runs)
            runs = []
            yield blocks.quotation(text)
            continue
        if runs:
            runs += blocks.runs("\n")
        runs += blocks.runs(text, bold=line.style is Style.STRONG)
    if runs:
        yield blocks.paragraph(*runs)


# --- pages --------------------------------------------------------------------------------------


def page(page: Page, *, language: str, memo: str = "") -> Json:
    """A page as a modal that has nothing to send."""
    said = words(language)
    return _modal("page", page.title, said.name, said.close, memo) | {
        "blocks": _page(page, said, _unsaid(page.title))
    }


def home(page: Page, *, language: str) -> Json:
    """A page as somebody's Home."""
    title = [blocks.heading(saying.words(page.title))]
    return {"type": "home", "callback_id": "home", "blocks": _page(page, words(language), title)}


def toast_view(toast: Toast, *, language: str, memo: str = "") -> Json:
    """A private sentence as a small modal."""
    said = words(language)
    return _modal("toast", Says((said.name,)), said.name, said.close, memo) | {
        "blocks": blocks.named(_toast(toast), _VIEW)
    }


def home_toast(toast: Toast, *, language: str) -> Json:
    """A sentence where Home would stand: to whoever is refused."""
    del language  # it brings its own words
    return {"type": "home", "callback_id": "home", "blocks": blocks.named(_toast(toast), _VIEW)}


def _modal(kind: str, title: Says, otherwise: str, close: str, memo: str) -> Json:
    if len(memo) > limits.METADATA:
        raise ValueError("more to remember than a view holds")
    shown = otherwise if _is_long(title) else _one_line(title)
    remembered = {"private_metadata": memo} if memo else {}
    return remembered | {
        "type": "modal",
        "callback_id": kind,
        "title": blocks.plain(shown, limits.TITLE),
        "close": blocks.plain(close, limits.TITLE),
    }


def _one_line(says: Says) -> str:
    return saying.on_one_line(saying.words(says))


def _is_long(title: Says) -> bool:
    text = _one_line(title)
    return not text or blocks.cut(text, limits.TITLE) != text


def _unsaid(title: Says) -> list[Json]:
    """A title that did not fit above its modal."""
    return [blocks.heading(text)] if _is_long(title) and (text := _one_line(title)) else []


def _page(page: Page, said: Words, title: list[Json]) -> list[Json]:
    head = [
        *title,
        *blocks.controls(page.buttons[: limits.OVERFLOW], page.buttons[limits.OVERFLOW :]),
    ]
    units = [unit for part in page.parts for unit in _part(part)]
    drawn, left = _as_much_as_fits(head, units)
    if left:
        drawn.append(blocks.small(said.not_shown.format(count=left)))
    return blocks.named(drawn, _VIEW)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is shown whole or not at all; `rows` is how many rows of a list it has."""

    blocks: list[Json]
    rows: int = 0


def _as_much_as_fits(head: list[Json], units: Sequence[_Unit]) -> tuple[list[Json], int]:
    """The blocks that fit with a line below them, and how many rows do not."""
    drawn, room = list(head), limits.VIEW_JSON - blocks.size(head)
    for place, unit in enumerate(units):
        room -= blocks.size(unit.blocks)
        if len(drawn) + len(unit.blocks) > limits.VIEW_BLOCKS - 1 or room < 0:
            return drawn, sum(one.rows for one in units[place:]) or len(units) - place
        drawn += unit.blocks
    return drawn, 0


def _part(part: Part) -> Iterator[_Unit]:
    yield _Unit([*_headed(part.title), *_lines(part.lines)])
    if part.card is not None:
        yield _Unit(_card(part.card), 1)
    yield from _rows(part.rows)
    if not part.rows and part.empty:
        yield _Unit([blocks.small(part.empty)])


def _rows(rows: Iterable[Row]) -> Iterator[_Unit]:
    """Rows one by one; those that are only read go together, as many as are read at ease."""
    read: list[Row] = []
    for row in rows:
        if row.buttons:
            yield from _read(read)
            read = []
            yield _Unit(_row(row), 1)
        else:
            read.append(row)
            if sum(len(one.title.plain) for one in read) > limits.PROSE:
                yield from _read(read)
                read = []
    yield from _read(read)


def _read(rows: Sequence[Row]) -> Iterator[_Unit]:
    lines = [line for row in rows for line in _row_lines(row)]
    if lines:
        yield _Unit(list(_lines(lines)), len(rows))


def _row_lines(row: Row) -> tuple[Line, ...]:
    style = Style.STRONG if row.lines else Style.PLAIN
    return (Line(row.title, style), *row.lines)


def _row(row: Row) -> list[Json]:
    """One row with what can be done: beside it, where that is one thing."""
    about, quiet = saying.ours(row.title), _are_quiet(row.buttons)
    first, folded = ((), row.buttons) if quiet else (row.buttons[:2], row.buttons[2:])
    pressed = blocks.controls(first, folded, about)
    elements = [element for block in pressed for element in block["elements"]]
    text = "\n".join(saying.words(one.says) for one in _told(_row_lines(row)))
    if len(elements) == 1 and text and all(one.style in _EVEN for one in row.lines):
        return [blocks.beside(text, elements[0])]
    style = Style.PLAIN if quiet else Style.STRONG
    return [*_lines((Line(row.title, style), *row.lines)), *pressed]


def _are_quiet(buttons: Sequence[Button]) -> bool:
    """Whether they are words in the row that lead on, as the digest's numbers are."""
    return all(one.style is Style.QUIET for one in buttons)


# --- forms --------------------------------------------------------------------------------------


def form(form: Form, *, zone: str, language: str, memo: str = "", unfolded: bool = False) -> Json:
    """A form as a modal; `zone` is the one in which its moments are written.

    `callback_id` is `form:` and the intent of sending, so that `memo` has all of private_metadata.
    """
    said = words(language)
    view = _modal(f"form:{form.send.encode()}", form.title, form.button, said.cancel, memo)
    drawn = [
        *_unsaid(form.title),
        *([blocks.trouble(form.error)] if form.error else []),
        *_lines(form.lines),
        *_fields(form, zone, said, is_unfolded(form) or unfolded),
        *_lines(replace(line, style=Style.QUIET) for line in form.footer),
    ]
    view["blocks"] = blocks.named(_focused(drawn), _VIEW)
    return view | {"submit": blocks.plain(form.button, limits.TITLE)}


def is_unfolded(form: Form) -> bool:
    """Whether the folded fields are to be seen: something was asked or is wrong there."""
    return any(one.folded and (one.name in form.typed or one.error) for one in form.fields)


def _fields(form: Form, zone: str, said: Words, unfolded: bool) -> Iterator[Json]:
    folded = [one for one in form.fields if one.folded]
    for field in form.fields:
        if not field.folded:
            yield from _field(field, form, zone, said)
    if folded and not unfolded:
        yield _unfold(form, said)
        return
    for field in folded:
        yield from _field(field, form, zone, said)


def _field(field: Field, form: Form, zone: str, said: Words) -> Iterator[Json]:
    yield inputs.drawn(field, form, zone, said)
    if field.error:
        yield blocks.trouble(field.error)


def _unfold(form: Form, said: Words) -> Json:
    button: Json = {
        "type": "button",
        "action_id": FOLD,
        "text": blocks.plain(said.more_fields, limits.BUTTON),
        "value": form.send.encode(),
    }
    return {"type": "actions", "block_id": FOLD, "elements": [button]}


def _focused(drawn: list[Json]) -> list[Json]:
    """The first field that must be filled and is empty is where one types."""
    for block in drawn:
        if block["type"] == "input" and not block["optional"] and not _is_filled(block["element"]):
            block["element"]["focus_on_load"] = True
            break
    return drawn


def _is_filled(element: Json) -> bool:
    return any(name.startswith("initial_") for name in element)
