"""Lists: what I have to do, what waits for anyone, what was found late, what I was told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.case import State
from bot.domain.employee import Employee
from bot.domain.ids import EmployeeId
from bot.domain.promise import Kind
from bot.domain.theirs import Theirs, theirs
from bot.domain.view import Audience, CaseRow, MyPage, NoticeView, PromiseRow
from bot.presentation.card import Button, Line, Style
from bot.presentation.cards.notices import notice_card
from bot.presentation.intent import Intent, Verb, opening
from bot.presentation.page import Page, Part, Row
from bot.presentation.pages.help import commands_part, doors
from bot.presentation.text import Says
from bot.presentation.voice import NAME, SNIPPET, Voice
from bot.presentation.wording import capitalised

MOST_FOUND = 20
"""More are not looked for: whoever finds so many means something more particular."""
TOGETHER = 10
"""So many of what was told together stand on one page: a chat holds only so much."""
_SOME = 5
"""So many of what waits for anyone stand on my own page; the list has them all."""


def mine_page(page: MyPage, audience: Audience) -> Page:
    """What one person has to do, by due moment, and what waits for anyone."""
    voice = Voice(audience, page.now, page.people)
    parts = (*mine_parts(voice, page), some_waiting(voice, page))
    return Page(title=voice.say("page.mine"), parts=parts, buttons=doors(voice))


def mine_parts(voice: Voice, page: MyPage) -> tuple[Part, ...]:
    """What one person has to do: what is asked, promised, theirs, and what they help with."""
    parts = (
        Part(
            voice.text("page.mine.asked"),
            rows=tuple(_asked_row(voice, page, one) for one in page.asked),
        ),
        Part(
            voice.text("page.mine.promises"),
            rows=tuple(_promise_row(voice, one) for one in page.promises),
            empty=voice.text("page.mine.promises.none"),
        ),
        _part(voice, "cases", page.cases, empty=True),
        _part(voice, "helping", page.helping),
    )
    return tuple(part for part in parts if part.rows or part.empty)


def some_waiting(voice: Voice, page: MyPage) -> Part:
    """The ones that wait longest."""
    return _part(voice, "waiting", page.waiting[:_SOME], empty=True)


def waiting_page(page: MyPage, audience: Audience) -> Page:
    """What nobody has yet, longest waiting first."""
    voice = Voice(audience, page.now, page.people)
    part = _part(voice, "waiting", page.waiting, empty=True)
    how = (voice.line("page.waiting.how", Style.QUIET),) if page.waiting else ()
    parts = (replace(part, lines=how),)
    return Page(title=voice.say("page.waiting"), parts=parts, buttons=doors(voice))


def found_page(rows: Sequence[CaseRow], audience: Audience, *, now: datetime) -> Page:
    """Old posts that were found, which nobody has to hurry for."""
    voice = Voice(audience, now)
    calm = Line(voice.say("told.found_late.calm"), Style.QUIET)
    part = Part(
        voice.text("page.found.part"),
        lines=(calm,),
        rows=tuple(_case_row(voice, one) for one in rows),
        empty=voice.text("page.waiting.none"),
    )
    return Page(title=voice.say("page.found"), parts=(part,), buttons=doors(voice))


def search_page(
    text: str | None,
    rows: Sequence[CaseRow],
    audience: Audience,
    *,
    now: datetime,
    people: Mapping[EmployeeId, Employee],
) -> Page:
    """Cases that contain a text; where nothing is found, what can be typed instead."""
    voice = Voice(audience, now, people)
    found = Part(
        voice.text("page.search.part"),
        lines=(voice.line("page.search.more", Style.QUIET),) if len(rows) >= MOST_FOUND else (),
        rows=tuple(_found_row(voice, one) for one in rows),
        empty=voice.text("page.search.none"),
    )
    parts = (*((found,) if text else ()), *(() if rows else (commands_part(voice),)))
    sought = theirs(text or "", SNIPPET)
    title = voice.say("page.search.for", words=voice.quoted(sought)) if sought else None
    return Page(title or voice.say("page.search"), parts, doors(voice))


def _found_row(voice: Voice, row: CaseRow) -> Row:
    """A case that was found, in whatever state; webcare may call for help on a live one."""
    shown = _case_row(voice, row)
    state = voice.line(f"state.{row.state}", Style.QUIET)
    lines = (
        shown.lines
        if _tells_state(row)
        else (Line(capitalised(state.says), Style.QUIET), *shown.lines)
    )
    if voice.is_public or row.state not in (State.OPEN, State.CLAIMED):
        return replace(shown, lines=lines)
    call = opening(Verb.BROADCAST, f"case:{row.case}", seen=row.version)
    button = Button(voice.text("button.broadcast"), call)
    return replace(shown, lines=lines, buttons=(*shown.buttons, button))


def _tells_state(row: CaseRow) -> bool:
    """Whether the row says it already: that somebody waits, has it, or that it is solved."""
    return row.state in (State.OPEN, State.CLAIMED, State.RESOLVED)


def bundle_page(told: NoticeView, audience: Audience, *, first: int = 0) -> Page:
    """What one message told together, each with its own buttons, `TOGETHER` at a time.

    `first` is how many come before; there is a way to the others, so that nothing is cut off.
    """
    voice = Voice(audience)
    page = notices_page(told.members[first : first + TOGETHER], audience)
    turning = tuple(_turned(voice, told, first))
    return replace(page, title=voice.say("page.bundle"), buttons=(*turning, *page.buttons))


def _turned(voice: Voice, told: NoticeView, first: int) -> Iterator[Button]:
    """Buttons to the ones after and before."""
    subject = f"notice:{told.id or 0}"
    for label, to in (
        ("button.next_ones", first + TOGETHER),
        ("button.earlier_ones", first - TOGETHER),
    ):
        if 0 <= to < len(told.members):
            yield voice.press(Verb.SHOW_BUNDLE, subject, argument=str(to), label=label)


def notices_page(notices: Sequence[NoticeView], audience: Audience) -> Page:
    """What one person was told, a card each."""
    voice = Voice(audience)
    parts = tuple(
        Part(voice.text(f"told.{one.kind}.name"), card=notice_card(one, audience))
        for one in notices
    )
    nothing = Part(voice.text("page.notices.part"), empty=voice.text("page.notices.none"))
    return Page(title=voice.say("page.notices"), parts=parts or (nothing,), buttons=doors(voice))


def _part(voice: Voice, name: str, rows: Sequence[CaseRow], *, empty: bool = False) -> Part:
    return Part(
        voice.text(f"page.mine.{name}"),
        rows=tuple(_case_row(voice, one) for one in rows),
        empty=voice.text("page.waiting.none" if name == "waiting" else "page.mine.none")
        if empty
        else None,
    )


def _customer(voice: Voice, name: str | None) -> Theirs | str:
    return (theirs(name, NAME) if name else None) or voice.text("customer")


def _case_row(voice: Voice, row: CaseRow) -> Row:
    title = voice.say(
        "channel.title.waiting" if _is_open(row) else "page.row",
        customer=_customer(voice, row.customer),
        source=voice.source(row.source),
        when=voice.when(row.since),
    )
    return Row(title, _row_lines(voice, row), _row_buttons(voice, row))


def _row_lines(voice: Voice, row: CaseRow) -> tuple[Line, ...]:
    lines = []
    if row.excerpt:
        lines.append(Line(Says((theirs(row.excerpt, SNIPPET),)), Style.QUOTE))
    if row.state == State.RESOLVED:
        lines.append(voice.line("page.row.resolved", Style.QUIET))
    if row.next_due_at is not None:
        lines.append(voice.line("page.row.due", Style.QUIET, when=voice.when(row.next_due_at)))
    if _is_anothers(voice, row):
        lines.append(voice.line("channel.owner", Style.QUIET, owner=voice.colleague(row.owner)))
    return tuple(lines)


def _is_anothers(voice: Voice, row: CaseRow) -> bool:
    return row.state == State.CLAIMED and row.owner not in (None, voice.audience.reader)


def _row_buttons(voice: Voice, row: CaseRow) -> tuple[Button, ...]:
    subject = f"case:{row.case}"
    show = voice.press(Verb.SHOW_CASE, subject, seen=row.version)
    if not _is_open(row):
        return (show,)
    return (voice.press(Verb.CLAIM, subject, seen=row.version, style=Style.PRIMARY), show)


def _asked_row(voice: Voice, page: MyPage, row: CaseRow) -> Row:
    """Somebody waits for my answer, which the case's page asks for; what is asked stands first."""
    subject = f"case:{row.case}"
    answer = voice.press(
        Verb.SHOW_CASE, subject, seen=row.version, style=Style.PRIMARY, label="button.show_asked"
    )
    shown = _case_row(voice, row)
    return replace(shown, lines=(*_asked(voice, page, row), *shown.lines), buttons=(answer,))


def _asked(voice: Voice, page: MyPage, row: CaseRow) -> Iterator[Line]:
    if row.case in page.asked_over:
        yield voice.line("page.row.asked.handover", Style.STRONG)
    if row.case in page.asked_to_place:
        yield voice.line("page.row.asked.placing", Style.STRONG)


def _is_open(row: CaseRow) -> bool:
    return row.owner is None and row.state == State.OPEN


def _promise_row(voice: Voice, row: PromiseRow) -> Row:
    promise = row.promise
    due = voice.when(promise.due_at) if promise.due_at else voice.text("promise.undated")
    customer = _customer(voice, row.customer)
    title = voice.say("page.promise", customer=customer, when=due)
    subject = f"promise:{promise.id}"
    cannot = opening(Verb.CANNOT, subject, seen=row.version)
    return Row(
        title,
        (_promise_words(voice, row, customer),),
        (
            voice.press(Verb.KEEP, subject, seen=row.version, style=Style.PRIMARY),
            Button(voice.text("button.cannot"), cannot),
            Button(
                voice.text("button.show_case"),
                Intent(Verb.SHOW_CASE, f"case:{row.case}", row.version),
            ),
        ),
    )


def _promise_words(voice: Voice, row: PromiseRow, customer: Theirs | str) -> Line:
    if row.words:
        return Line(Says((theirs(row.words, SNIPPET),)), Style.QUOTE)
    tell = row.promise.kind is Kind.TELL_NEW_OWNER
    return voice.line("promise.tell" if tell else "promise.unnamed", customer=customer)
