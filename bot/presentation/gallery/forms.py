"""Examples of forms: as they are opened, and as they come back refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.answer import Answer
from bot.domain.case import Case
from bot.domain.goodwill import GoodwillState
from bot.domain.handover import HandoverState
from bot.domain.ids import CaseId, HandoverId
from bot.domain.promise import Kind, To
from bot.domain.view import Audience, CaseRow, CaseView
from bot.presentation.form import Form, Typed
from bot.presentation.forms import FORMS, FormContext
from bot.presentation.forms.moment import ReadMoment
from bot.presentation.gallery.examples import (
    CHANNELS,
    ERIK,
    NOW,
    PEOPLE,
    SANNE_SPLIT,
    STRANGE,
    a_claimed_case,
    a_goodwill,
    a_handover,
    a_placing,
    a_post,
    a_promise,
    a_sensitive_view,
    a_view,
    an_answered_case,
)
from bot.presentation.intent import Verb

_ABOUT_A_PROMISE = frozenset(
    {
        *(Verb.KEEP, Verb.CANNOT, Verb.MOVE, Verb.BREAK, Verb.WAIVE, Verb.REMIND_LATER),
        Verb.NAME_DOER,
    }
)
_ABOUT_NO_CASE = frozenset(
    {
        *(Verb.CAPTURE, Verb.ASK_DIGEST, Verb.DECIDE_DIGEST),
        *(Verb.SET_ABSENCE, Verb.SET_LANGUAGE, Verb.SET_HOURS, Verb.SET_WILLING, Verb.TIE),
    }
)


_FRIDAY_NOON = datetime(2026, 3, 20, 11, tzinfo=UTC)
_WEDNESDAY_NOON = datetime(2026, 3, 25, 11, tzinfo=UTC)


def forms(audience: Audience) -> Iterator[tuple[str, Form]]:
    """Every form, in the variants that it has."""
    for verb, build in FORMS.items():
        context = _context(verb, audience, _view(_case()))
        yield f"form.{verb.value}", build(context)
        yield f"form.{verb.value}.refused", build(_refused(context, build(context)))
    yield from _variants(audience)


def _variants(audience: Audience) -> Iterator[tuple[str, Form]]:
    for name, (customer, text) in STRANGE.items():
        strange = a_view(_case(), customer=customer, text=text)
        context = _context(Verb.PLACE, audience, strange)
        yield f"form.place.strange.{name}", FORMS[Verb.PLACE](context)
    yield "form.merge.strange", FORMS[Verb.MERGE](_strange_choices(audience))
    yield "form.split.strange", FORMS[Verb.SPLIT](_strange_choices(audience))
    for verb in (Verb.DISMISS, Verb.SPLIT, Verb.SOLVE):
        sensitive = _context(verb, audience, a_sensitive_view(_case()))
        yield f"form.{verb.value}.sensitive", FORMS[verb](sensitive)
    unready = _context(Verb.SOLVE, audience, _view(a_claimed_case()))
    yield "form.solve.unready", FORMS[Verb.SOLVE](unready)
    poor = _context(Verb.GOODWILL, audience, replace(_view(_case()), mandate=0))
    yield "form.goodwill.no_mandate", FORMS[Verb.GOODWILL](poor)
    yield from _by_when(audience)
    yield from _of_the_house(audience)
    yield from _of_ownership(audience)
    linked = _context(Verb.AMEND_REPLY, audience, _view(_case()))
    yield "form.amend_reply.url", FORMS[Verb.AMEND_REPLY](replace(linked, choice="url"))
    error = replace(linked, refused=Answer("OnlySamePerson", refused=True))
    yield "form.amend_reply.refused.whole", FORMS[Verb.AMEND_REPLY](error)


def _by_when(audience: Audience) -> Iterator[tuple[str, Form]]:
    """By when, in words: read in a reply that was pasted, shown to be confirmed, not understood."""
    pasted = _context(Verb.PROMISE, audience, _view(_case()))
    reply = "Sorry Jos. Ik bel je woensdag voor 12 uur over de banners."
    read = ReadMoment.reading(_WEDNESDAY_NOON, reply)
    yield (
        "form.promise.read",
        FORMS[Verb.PROMISE](replace(pasted, typed={"words": reply}, read=read)),
    )
    said = {"words": "Ik bel je over de banners.", "by_when": "vrijdag voor 12 uur"}
    for verb in (Verb.PROMISE, Verb.MOVE):
        read = ReadMoment.reading(_FRIDAY_NOON, said["by_when"])
        context = replace(_context(verb, audience, _view(_case())), typed=said)
        shown = replace(context, read=read, to_confirm=True)
        yield f"form.{verb.value}.confirm", FORMS[verb](shown)
    refused = Answer("BadField", {"field": "by_when"}, refused=True)
    moved = _context(Verb.MOVE, audience, _view(_case()))
    vague = replace(moved, typed={"by_when": "zo snel mogelijk"}, refused=refused)
    yield "form.move.unread", FORMS[Verb.MOVE](vague)


def _of_ownership(audience: Audience) -> Iterator[tuple[str, Form]]:
    """A third handover, and what a department can say that cannot do what it was asked."""
    twice = tuple(
        replace(a_handover(), id=HandoverId(number), state=HandoverState.ACCEPTED)
        for number in (22, 23)
    )
    for name, cents in (("left", 1000), ("spent", 2500)):
        given = a_goodwill(GoodwillState.APPROVED, amount=cents, approved_by=ERIK.id)
        view = replace(_view(an_answered_case(goodwill=(given,))), mandate=2500)
        yield f"form.goodwill.{name}", FORMS[Verb.GOODWILL](_context(Verb.GOODWILL, audience, view))
    third = _context(Verb.HANDOVER, audience, _view(a_claimed_case(handovers=twice)))
    yield "form.handover.third", FORMS[Verb.HANDOVER](third)
    asked = replace(a_promise(), kind=Kind.DEMAND, to=To.COLLEAGUE, department="Netwerk")
    cannot = _context(Verb.CANNOT, audience, _view(an_answered_case(promises=(asked,))))
    yield "form.cannot.demand", FORMS[Verb.CANNOT](replace(cannot, promise=asked))


def _of_the_house(audience: Audience) -> Iterator[tuple[str, Form]]:
    """My settings, as a command opens them and as split shifts look; a report that was begun."""
    begun = {"url": "https://social.example/posts/1", "words": STRANGE["html"][1]}
    context = _context(Verb.CAPTURE, audience, _view(_case()))
    yield "form.capture.prefilled", FORMS[Verb.CAPTURE](replace(context, typed=begun))
    away = replace(context, typed={"first_on": "2026-03-23", "last_on": "2026-03-27"})
    yield "form.set_absence.prefilled", FORMS[Verb.SET_ABSENCE](away)
    split = replace(context, audience=replace(audience, reader=SANNE_SPLIT.id))
    split = replace(split, people=(SANNE_SPLIT,))
    yield "form.set_hours.split", FORMS[Verb.SET_HOURS](split)
    yield "form.set_hours.nobody", FORMS[Verb.SET_HOURS](replace(context, people=()))


def _case() -> Case:
    return an_answered_case(promises=(a_promise(),), placings=(a_placing(),))


def _view(case: Case) -> CaseView:
    return a_view(case)


def _context(verb: Verb, audience: Audience, view: CaseView) -> FormContext:
    return FormContext(
        audience=audience,
        now=NOW,
        view=None if verb in _ABOUT_NO_CASE else view,
        people=tuple(PEOPLE.values()),
        promise=a_promise() if verb in _ABOUT_A_PROMISE else None,
        item="55" if verb is Verb.AMEND_REPLY else None,
        posts=(a_post(1), a_post(2, text=None, deleted=True)),
        others=(_row(13, "Ali", "Geen internet."),),
        channels=CHANNELS,
        week="2026-W12",
    )


def _row(number: int, customer: str | None, text: str) -> CaseRow:
    since = NOW - timedelta(days=1)
    return CaseRow(CaseId(number), 1, customer, "facebook", "open", since, None, text)


def _strange_choices(audience: Audience) -> FormContext:
    context = _context(Verb.MERGE, audience, _view(_case()))
    texts = enumerate(STRANGE.values())
    return replace(
        context,
        others=tuple(_row(20 + n, name, text) for n, (name, text) in enumerate(STRANGE.values())),
        posts=tuple(a_post(n, text=text) for n, (_, text) in texts),
    )


def _refused(context: FormContext, form: Form) -> FormContext:
    """The form as it comes back when its first field could not be read."""
    first = form.fields[0].name
    typed: Typed = {one.name: _typed(one.name) for one in form.fields}
    refused = Answer("BadField", {"field": first}, refused=True)
    return replace(context, typed=typed, refused=refused)


def _typed(name: str) -> str | tuple[str, ...]:
    return (
        ("everyone",) if name in {"channels", "days", "posts", "promises"} else f"<b>{name}</b> *x*"
    )
