"""Cards, forms, pages and toasts as Adaptive Cards 1.5, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product

from bot.domain.theirs import ELLIPSIS, Theirs, shortened
from bot.presentation import saying
from bot.presentation.card import Button, Card, Line, Section, Style
from bot.presentation.fitting import LONGEST_TITLE, cut, fitted
from bot.presentation.form import Form
from bot.presentation.page import Page, Part, Row
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from bot.presentation.weaving import Piece, woven
from integrations.teams import elements, inputs, limits, literal
from integrations.teams.elements import Json
from integrations.teams.heights import height
from integrations.teams.words import Words, words

CARD = "application/vnd.microsoft.card.adaptive"
"""What an attachment that is a card calls itself."""
REFRESH = "refresh"
"""The verb of drawing a card again."""
FOLDED = "folded"
"""The name of what holds a form's other fields."""
FOLD = "fold"
"""The name of what shows them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is drawn: in a dialog there is one way to press, and a title above."""

    memo: str = ""
    dialog: bool = True
    fallback: bool = True
    """Left out where there is no room for it."""

    def actions(self, buttons: Sequence[Button], overflow: Sequence[Button] = ()) -> list[Json]:
        """Buttons as they are here."""
        return elements.actions(
            buttons, overflow, memo=self.memo, dialog=self.dialog, fallback=self.fallback
        )


_CHANNEL = Place(dialog=False)
_EVEN = frozenset({Style.PLAIN, Style.QUIET})
"""Such lines can stand beside a button: nothing in them is a quote or stands out."""
_OF_A_BUTTON = frozenset({"title", "fallback"})
"""What words that lead on have no need of."""


# --- messages -----------------------------------------------------------------------------------


def card(card: Card, zone: str, *, refresh: Sequence[str] = ()) -> Json:
    """A card in a conversation, as long as Teams takes: the longest quote is shortened first.

    For the people of `refresh` (their ids in Teams) it is drawn again when they see it.
    """
    del zone  # every moment on a card is worded already

    def drawn(tried: Card) -> Json:
        body = list(_card(tried))
        return _adaptive(body, _said(tried), _CHANNEL.actions(tried.buttons, tried.overflow)) | (
            _refreshed(tried, refresh)
        )

    return _fitted(card, drawn)


def activity(card: Card, drawn: Json) -> Json:
    """A message that is nothing but a drawn card; its summary is read in notifications."""
    return activity_of(drawn, _said(card))


def activity_of(drawn: Json, summary: str) -> Json:
    """A message that is nothing but something drawn: no text beside it, both would be shown."""
    said = shortened(literal.literal(saying.on_one_line(summary)), limits.SUMMARY)
    return {"type": "message", "summary": said or ELLIPSIS, "attachments": [attachment(drawn)]}


def toast(toast: Toast, *, memo: str = "", dialog: bool = False) -> Json:
    """A private sentence with what may follow: in a conversation, or in a dialog."""
    body = [elements.line(saying.words(toast.says))]
    pressed = Place(memo, dialog).actions(toast.buttons)
    return _adaptive(body, saying.words(toast.says), pressed)


def static(card: Card, link: Button | None = None) -> Json:
    """A card that anybody may share: nothing that customers said, nothing to press but a link."""
    title = saying.ours(card.title) or ELLIPSIS
    lines = (replace(one, says=Says((saying.ours(one.says),))) for one in _of_ours(card.lines))
    body = [elements.title(title), *_lines(lines)]
    opening = [one for one in (link, *card.buttons, *card.overflow) if one and one.url]
    return _adaptive(body, title, _CHANNEL.actions(opening[:1]))


def dialog(title: Says | str, card: Json) -> Json:
    """What Teams is told to open: a title, a card, and as much room as the card takes."""
    text = saying.on_one_line(saying.words(title) if isinstance(title, Says) else title)
    return {
        "title": shortened(saying.sound(text), limits.TITLE),
        "width": limits.WIDTH,
        "height": height(card),
        "card": attachment(card),
    }


def attachment(card: Json) -> Json:
    """A drawn card as something is attached to an activity."""
    return {"contentType": CARD, "content": card}


def _adaptive(body: list[Json], text: str, actions: Sequence[Json] = ()) -> Json:
    """A card; `text` is read where a card cannot be drawn."""
    said = shortened(literal.literal(saying.on_one_line(text)), limits.SUMMARY) or ELLIPSIS
    drawn: Json = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": said,
        "msteams": {"width": "full"},
        "body": body,
    }
    return drawn | ({"actions": list(actions)} if actions else {})


def _fitted(card: Card, drawn: Callable[[Card], Json]) -> Json:
    return drawn(fitted(card, lambda tried: elements.size(drawn(tried)), limits.CARD_JSON))


def _said(card: Card) -> str:
    return card.summary or saying.words(card.title)


def _refreshed(card: Card, people: Sequence[str]) -> Json:
    """Who sees it as it is now; about what it is stands in any of its buttons."""
    intent = next((one.intent for one in (*card.buttons, *card.overflow) if one.intent), None)
    if not people or intent is None:
        return {}
    action = {"type": "Action.Execute", "verb": REFRESH, "data": elements.data(intent)}
    some = list(people[: limits.REFRESHED])
    return {"refresh": {"type": "Refresh", "action": action, "userIds": some}}


def _of_ours(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines that hold no stranger's words."""
    for one in lines:
        if one.style is not Style.QUOTE and not any(isinstance(p, Theirs) for p in one.says.parts):
            yield one


# --- lines --------------------------------------------------------------------------------------


def _card(card: Card) -> Iterator[Json]:
    yield elements.title(saying.words(card.title))
    yield from _lines(card.lines)
    yield from _sections(card.sections)


def _sections(sections: Iterable[Section]) -> Iterator[Json]:
    for section in sections:
        yield from _headed(section.title)
        yield from _lines(section.lines)


def _lines(lines: Iterable[Line]) -> Iterator[Json]:
    """The lines that say something."""
    for one in lines:
        text = saying.words(one.says)
        if text.strip():
            yield elements.line(text, one.style)


def _headed(title: str) -> list[Json]:
    return [elements.heading(title)] if title.strip() else []


# --- pages --------------------------------------------------------------------------------------


def page(page: Page, *, language: str, memo: str = "", dialog: bool = True) -> Json:
    """A page, in a dialog or in a conversation, with as many of its rows as fit.

    Its longest lines give way first.
    """
    said, place = words(language), Place(memo, dialog)
    head = [*_titled(page.title, dialog=dialog), *elements.row(place.actions(page.buttons))]
    body, left = min(_tried(page, head, place), key=lambda one: one[1])
    if left:
        body.append(elements.line(said.not_shown.format(count=left), Style.QUIET))
    return _adaptive(body or [elements.title(said.name)], saying.words(page.title))


def _tried(page: Page, head: list[Json], place: Place) -> Iterator[tuple[list[Json], int]]:
    """The page with shorter and shorter lines, until all of it fits."""
    spare = replace(place, fallback=False)
    for most, where in product(limits.LINES, (place, spare)):
        units = [unit for part in page.parts for unit in _part(_shorter(part, most), where)]
        body, left = _as_much_as_fits(head, units)
        yield body, left
        if not left:
            return


def _shorter(part: Part, most: int) -> Part:
    """A part whose lines have at most so many characters each."""
    rows = tuple(
        replace(one, title=cut(one.title, most), lines=_cut(one.lines, most)) for one in part.rows
    )
    card = part.card
    if card is not None:
        sections = tuple(replace(one, lines=_cut(one.lines, most)) for one in card.sections)
        title, lines = cut(card.title, most), _cut(card.lines, most)
        card = replace(card, title=title, lines=lines, sections=sections)
    return replace(part, lines=_cut(part.lines, most), rows=rows, card=card)


def _cut(lines: Iterable[Line], most: int) -> tuple[Line, ...]:
    return tuple(replace(one, says=cut(one.says, most)) for one in lines)


def _titled(title: Says, *, dialog: bool) -> list[Json]:
    """A title that does not stand above already."""
    text = saying.on_one_line(saying.words(cut(title, LONGEST_TITLE)))
    return [elements.title(text)] if text and not (dialog and len(text) <= limits.TITLE) else []


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is shown whole or not at all; `rows` is how many rows of a list it has."""

    elements: list[Json]
    rows: int = 0


def _as_much_as_fits(head: list[Json], units: Sequence[_Unit]) -> tuple[list[Json], int]:
    """The elements that fit with a line below them, and how many rows do not."""
    drawn, room = list(head), limits.CARD_JSON - elements.size(head) - limits.ENVELOPE
    for place, unit in enumerate(units):
        room -= elements.size(unit.elements)
        if room < 0:
            return drawn, sum(one.rows for one in units[place:]) or len(units) - place
        drawn += unit.elements
    return drawn, 0


def _part(part: Part, place: Place) -> Iterator[_Unit]:
    yield _Unit([*_headed(part.title), *_lines(part.lines)])
    if part.card is not None:
        yield _Unit(_inside(part.card, place), 1)
    for row in part.rows:
        yield _Unit(_row(row, place), 1)
    if not part.rows and part.empty:
        yield _Unit([elements.line(part.empty, Style.QUIET)])


def _inside(card: Card, place: Place) -> list[Json]:
    """A card on a page."""
    pressed = elements.row(place.actions(card.buttons, card.overflow))
    return [elements.block([*_card(card), *pressed], spacing="Medium")]


def _row(row: Row, place: Place) -> list[Json]:
    """One row with what can be done; what leads on stands on its own words.

    One button stands beside it, where nothing in it is a quote or stands out.
    """
    pieces, buttons = woven(row)
    pressed = elements.row(place.actions(buttons[:2], buttons[2:]))
    is_alone = len(buttons) == 1 and all(one.style in _EVEN for one in row.lines)
    bold = bool(row.lines) or len(buttons) > 1
    told = [*_woven(pieces, place, bold=bold), *_lines(row.lines)]
    if is_alone and pressed and told:
        return [elements.beside(told, pressed, "auto", "Medium")]
    return [elements.block([*told, *pressed], spacing="Medium" if bold else "Small")]


def _woven(pieces: Iterable[Piece], place: Place, *, bold: bool) -> list[Json]:
    """A line of text with what leads on in it."""
    style = {"weight": "Bolder"} if bold else {}
    runs = [run for together in _together(pieces) for run in _run(together, place, style)]
    return [elements.paragraph(*runs)] if runs else []


def _together(pieces: Iterable[Piece]) -> Iterator[Says | Button]:
    """The pieces of text that follow each other as one."""
    for is_button, some in groupby(pieces, lambda one: isinstance(one, Button)):
        if is_button:
            yield from (one for one in some if isinstance(one, Button))
        else:
            yield Says(tuple(one for one in some if not isinstance(one, Button)))


def _run(piece: Says | Button, place: Place, style: Mapping[str, str]) -> Iterator[Json]:
    if isinstance(piece, Says):
        if text := saying.words(piece):
            yield elements.run(text, **style)
        return
    for action in place.actions([piece]):
        bare = {name: one for name, one in action.items() if name not in _OF_A_BUTTON}
        yield elements.run(piece.label, selectAction=bare, **style)


# --- forms --------------------------------------------------------------------------------------


def form(
    form: Form,
    *,
    zone: str,
    language: str,
    memo: str = "",
    unfolded: bool = False,
    dialog: bool = True,
) -> Json:
    """A form, in a dialog or in a conversation; `zone` is where its moments are written.

    In a large company Teams' own list of people takes the place of ours.
    """
    drawing = inputs.Drawing(form, zone, words(language))
    place, open_ = Place(memo, dialog), unfolded or is_unfolded(form)
    drawn = _form(drawing, place, unfolded=open_)
    if elements.size(drawn) > limits.CARD_JSON:
        drawn = _form(replace(drawing, listed=False), place, unfolded=open_)
    return drawn


def is_unfolded(form: Form) -> bool:
    """Whether the folded fields are to be seen: something was filled in or is wrong there."""
    return any(one.folded and (form.typed.get(one.name) or one.error) for one in form.fields)


def _form(drawing: inputs.Drawing, place: Place, *, unfolded: bool) -> Json:
    """A form as short as its lines can make it."""
    form = drawing.form
    send = elements.button(Button(form.button, form.send, Style.PRIMARY), place.memo, dialog=True)
    send["data"]["k"] = {one.name: inputs.kind(one, drawing) for one in form.fields}
    fields = list(_fields(drawing, unfolded=unfolded))

    def drawn(tried: Card) -> Json:
        body = [
            *_titled(form.title, dialog=place.dialog),
            *([elements.trouble(form.error)] if form.error else []),
            *_lines(tried.lines),
            *fields,
            *_lines(replace(line, style=Style.QUIET) for line in form.footer),
        ]
        return _adaptive(body, saying.words(form.title), [send])

    return _fitted(Card(form.title, form.lines, ""), drawn)


def _fields(drawing: inputs.Drawing, *, unfolded: bool) -> Iterator[Json]:
    fields = drawing.form.fields
    for one in fields:
        if not one.folded:
            yield from inputs.drawn(one, drawing)
    others = [
        element
        for one in fields
        if one.folded
        for element in inputs.drawn(one, drawing, hidden=not unfolded)
    ]
    if others:
        if not unfolded:
            yield _fold(drawing.words)
        yield elements.block(others, spacing="Medium") | {"id": FOLDED, "isVisible": unfolded}


def _fold(said: Words) -> Json:
    """Shows the other fields without asking anybody, and goes."""
    action = {
        "type": "Action.ToggleVisibility",
        "title": said.more_fields,
        "targetElements": [FOLDED, FOLD],
    }
    return {"type": "ActionSet", "id": FOLD, "actions": [action], "spacing": "Medium"}
