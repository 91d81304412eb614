"""Examples of pages: full, strange and empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.employee import Account
from bot.domain.ids import CaseId, CustomerId, PromiseId
from bot.domain.policy import Policy
from bot.domain.post import Direction, Post
from bot.domain.practice import Spoken, Step, practised
from bot.domain.promise import BrokenBecause, Kind, Promise, PromiseState
from bot.domain.view import (
    Audience,
    CasePage,
    CaseRow,
    CaseView,
    HistoryLine,
    Kept,
    MyPage,
    PromiseRow,
)
from bot.presentation.gallery.examples import (
    AMY,
    ERIK,
    HOSTILE_COLLEAGUE,
    LOTTE,
    NOW,
    PEOPLE,
    PRIVATE,
    REDACTED,
    SANNE,
    SANNE_SPLIT,
    SENSITIVE_WORDS,
    STRANGE,
    TEXT,
    a_case,
    a_handover,
    a_placing,
    a_post,
    a_promise,
    a_sensitive_view,
    a_view,
    an_answered_case,
    views,
)
from bot.presentation.gallery.notices import notices
from bot.presentation.gallery.toasts import HAPPENED
from bot.presentation.page import Page
from bot.presentation.pages import (
    bundle_page,
    case_page,
    found_page,
    help_page,
    home_page,
    kept_page,
    mine_page,
    more_page,
    notices_page,
    practice_page,
    search_page,
    unknown_home_page,
    waiting_page,
)

_ROWS = tuple(
    CaseRow(
        CaseId(20 + number),
        2,
        name,
        "facebook",
        "open",
        NOW - timedelta(hours=number),
        None,
        text,
    )
    for number, (name, text) in enumerate([("Ali", TEXT), *STRANGE.values()])
)
_FORGOTTEN = replace(_ROWS[0], customer=None, excerpt=None, owner=SANNE.id, state="claimed")


def pages(audience: Audience) -> Iterator[tuple[str, Page]]:
    """Every page."""
    for name, page in _case_pages().items():
        yield f"page.case.{name}", case_page(page, audience)
    for name, view in _more().items():
        yield f"page.more.{name}", more_page(view, audience)
    yield from _lists(audience)
    yield "page.help", help_page(audience, company="Voorbeeld Telecom")
    yield "page.help.nameless", help_page(audience)
    yield from _practices(audience)


def _practices(audience: Audience) -> Iterator[tuple[str, Page]]:
    """Every step, and every word that can be given; once by somebody whom we do not know."""
    places: list[tuple[Step, Spoken | None]] = [(step, None) for step in Step]
    places += [(Step.REPLIED, spoken) for spoken in Spoken]
    for step, spoken in places:
        name = f"page.practice.{step.value}" + (f".{spoken.value}" if spoken else "")
        known = practised(step, spoken, me=ERIK, buddy=AMY, policy=_POLICY, now=NOW)
        yield name, practice_page(known, audience)
    for step in Step:
        unknown = practised(step, None, me=None, buddy=None, policy=_POLICY, now=NOW)
        yield f"page.practice.unknown.{step.value}", practice_page(unknown, audience)


_POLICY = Policy(company="Voorbeeld Telecom", mandate=2500)


def _lists(audience: Audience) -> Iterator[tuple[str, Page]]:
    nothing = MyPage(ERIK, NOW, (), (), (), (), ())
    yield "page.mine", mine_page(_mine(), audience)
    yield "page.mine.empty", mine_page(nothing, audience)
    yield "page.waiting", waiting_page(_mine(), audience)
    yield "page.waiting.empty", waiting_page(nothing, audience)
    yield "page.found", found_page(_ROWS, audience, now=NOW)
    yield "page.found.empty", found_page((), audience, now=NOW)
    yield from _about_me(audience)
    yield from _searches(audience)
    told = [notice for notice, reader in notices().values() if reader == ERIK.id]
    yield "page.notices", notices_page(told[:12], audience)
    yield "page.notices.empty", notices_page((), audience)
    for count in (0, 2, 60):
        bundle, _ = notices()[f"bundle.{count}"]
        yield f"page.bundle.{count}", bundle_page(bundle, audience)
    full, _ = notices()["bundle.60"]
    yield "page.bundle.later", bundle_page(full, audience, first=20)


def _about_me(audience: Audience) -> Iterator[tuple[str, Page]]:
    split = replace(audience, reader=SANNE_SPLIT.id)
    yield "page.home", home_page(_mine(), audience)
    yield "page.home.empty", home_page(MyPage(ERIK, NOW, (), (), (), (), ()), audience)
    busy = replace(_mine(), me=SANNE_SPLIT, cases=_ROWS, helping=_ROWS, people=PEOPLE)
    yield "page.home.full", home_page(busy, split)
    yield "page.home.unknown", unknown_home_page(audience, company="Voorbeeld Telecom")
    accounts = (Account("slack", "T1", "U024BE7L"), Account("console", "local", "sanne"))
    full = Kept(SANNE_SPLIT, NOW, "sanne@voorbeeld.example", accounts, 3, 1, 1526, LOTTE.id, PEOPLE)
    yield "page.kept", kept_page(full, split)
    yield "page.kept.lead", kept_page(replace(full, me=LOTTE), replace(audience, reader=LOTTE.id))
    little = Kept(HOSTILE_COLLEAGUE, NOW, None, (), 0, 0, 0)
    strange = replace(audience, reader=HOSTILE_COLLEAGUE.id)
    yield "page.kept.strange", kept_page(little, strange)


def _searches(audience: Audience) -> Iterator[tuple[str, Page]]:
    states = ("claimed", "resolved", "closed", "dismissed")
    ended = tuple(
        replace(_ROWS[0], state=state, owner=SANNE.id if state != "dismissed" else None)
        for state in states
    )
    for name, text, rows in (
        ("found", "internet", (*_ROWS[:2], *ended)),
        ("many", STRANGE["html"][1], _ROWS * 2),
        ("nothing", STRANGE["long"][1], ()),
        ("unasked", None, ()),
    ):
        page = search_page(text, rows, audience, now=NOW, people=PEOPLE)
        yield f"page.search.{name}", page


def _mine() -> MyPage:
    words = "Ik bel je woensdag over de banners."
    tell = a_promise(id=PromiseId(8), words=None, kind=Kind.TELL_NEW_OWNER, due_at=None)
    return MyPage(
        me=ERIK,
        now=NOW,
        promises=(
            PromiseRow(a_promise(), CaseId(12), 3, "Jos", words),
            PromiseRow(tell, CaseId(13), 1, None, None),
            PromiseRow(a_promise(), CaseId(14), 1, *STRANGE["html"]),
        ),
        cases=(replace(_ROWS[0], owner=ERIK.id, state="claimed", next_due_at=NOW), *_ROWS[1:3]),
        helping=(_FORGOTTEN,),
        asked=(_FORGOTTEN,),
        waiting=_ROWS,
        people=PEOPLE,
    )


def _case_pages() -> Mapping[str, CasePage]:
    everything = an_answered_case(
        promises=tuple(_promises()),
        handovers=(a_handover(),),
        placings=(a_placing(),),
        backups=(SANNE.id,),
    )
    history = tuple(_history())
    posts = (a_post(1), a_post(2, text=PRIVATE, redacted=REDACTED), *_gone())
    strange = tuple(a_post(n, text=text) for n, (_, text) in enumerate(STRANGE.values()))
    names = {CustomerId(5): "Jos"}
    hidden = (a_post(1, text=SENSITIVE_WORDS),)
    return {
        "full": CasePage(a_view(everything), posts, history, names),
        "strange": CasePage(a_view(a_case()), strange, history[:1], names),
        "empty": CasePage(a_view(a_case(), customer=None, text=None), (), ()),
        "sensitive": CasePage(a_sensitive_view(everything), hidden, history, names),
        **{
            f"as.{name}": CasePage(views()[name], posts[:1], history[:2], names)
            for name in ("open", "claimed", "resolved", "closed.happy", "merged")
        },
        "as.dismissed": CasePage(views()["dismissed.praise"], posts[:1], history[:2], names),
        "as.goodwill": CasePage(views()["answered.flowers"], posts[:1], history[:2], names),
    }


def _gone() -> Iterator[Post]:
    yield a_post(3, text=None, deleted=True)
    yield a_post(4, direction=Direction.OUTBOUND, text="Hoi Jos, ik zoek het uit. Erik")


def _promises() -> Iterator[Promise]:
    for number, state in enumerate(PromiseState):
        because = BrokenBecause.NO_DEPUTY if state is PromiseState.BROKEN else None
        yield a_promise(id=PromiseId(70 + number), state=state, because=because)


def _history() -> Iterator[HistoryLine]:
    for minutes, (code, facts) in enumerate(HAPPENED.items()):
        at = NOW - timedelta(hours=9) + timedelta(minutes=minutes)
        yield HistoryLine(code, at, ERIK.id, facts)


def _more() -> Mapping[str, CaseView]:
    names = ("open", "claimed", "answered", "answered.goodwill.approved", "sensitive.claimed")
    return {
        **{name: views()[name] for name in (*names, "resolved", "closed.fine", "merged")},
        "asked": a_view(an_answered_case(handovers=(a_handover(),), placings=(a_placing(),))),
    }
