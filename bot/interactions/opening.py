"""Opening forms: gathering what a form needs, and bringing a refused one back as it was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.case import Case
from bot.domain.errors import NothingToUndo, NotShownYet, UnknownCase, UnknownNotice, UnknownPromise
from bot.domain.ids import CaseId, NoticeId
from bot.domain.policy import Channel
from bot.domain.post import Direction, Post
from bot.domain.promise import Promise
from bot.domain.view import CaseRow, CaseView
from bot.domain.working_time import local_date
from bot.interactions.by_when import read_by_when
from bot.interactions.commands import SAID
from bot.interactions.days import days_in
from bot.interactions.visit import Visit
from bot.ports.storing import UnitOfWork
from bot.presentation.form import Form, Typed
from bot.presentation.forms import FORMS, FormContext
from bot.presentation.forms.moment import AT, BY_WHEN, WHEN, ReadMoment
from bot.presentation.intent import Verb, is_number
from bot.usecases.remembering import offered_words
from bot.usecases.showing import seen_rows, view_case


def open_form(
    visit: Visit,
    verb: Verb,
    *,
    item: str | None = None,
    choice: str | None = None,
    refused: Answer | None = None,
) -> Form:
    """The form of a verb about the visit's subject, or as it comes back.

    What came along with the wish to open it stands in it already.
    Raises UnknownCase, UnknownPromise; NothingToUndo where the verb has no form.
    """
    build = FORMS.get(verb)
    if build is None:
        raise NothingToUndo
    typed: Typed = visit.fields if refused is not None else _prefilled(visit, verb, item)
    shown = refused is not None and refused.code == NotShownYet.__name__
    context = _gather(visit, verb, item, choice, None if shown else refused, typed)
    read = _just_read(refused) if shown and refused else _read(visit, verb, typed)
    return build(replace(context, read=read, to_confirm=shown))


def _just_read(refused: Answer) -> ReadMoment:
    """What was read when the form was sent."""
    facts = refused.facts
    return ReadMoment(datetime.fromisoformat(str(facts["due_at"])), str(facts["of"]))


def _read(visit: Visit, verb: Verb, typed: Typed) -> ReadMoment | None:
    """By when: as it was read and shown before; or as the words say with which it opens."""
    chosen = typed.get(WHEN)
    if chosen:
        return ReadMoment.decode(chosen) if isinstance(chosen, str) else None
    words = typed.get(BY_WHEN) or (typed.get("words") if verb is Verb.PROMISE else None)
    return read_by_when(visit, words) if isinstance(words, str) and not typed.get(AT) else None


def _prefilled(visit: Visit, verb: Verb, item: str | None) -> Typed:
    """What was said already by whoever opens the form: by a command, a shortcut, a link."""
    if verb is Verb.PROMISE and item is not None:
        return _as_written(visit, item)
    if visit.interaction.intent.verb is not Verb.FORM:
        return {}
    given = {name: _given(visit, name) for name in visit.fields}
    said = given.pop(SAID, None)
    if verb is Verb.SET_ABSENCE and isinstance(said, str):
        given.update(_days(visit, said))
    return {name: value for name, value in given.items() if value}


def _as_written(visit: Visit, item: str) -> Typed:
    """The sentence that somebody is asked whether to remember. Raises UnknownNotice."""
    if visit.actor is None or not is_number(item):
        raise UnknownNotice
    with visit.desk.store.read() as uow:
        said = offered_words(uow, NoticeId(int(item)), visit.actor)
    return {"words": said} if said else {}


def _given(visit: Visit, name: str) -> str | tuple[str, ...]:
    is_text = isinstance(visit.fields[name], str)
    return (visit.text(name) or "") if is_text else visit.several(name)


def _days(visit: Visit, said: str) -> Typed:
    """From when to when, where a text says it plainly."""
    days = days_in(said, local_date(visit.audience.zone, visit.now))
    if days is None:
        return {}
    return {"first_on": days[0].isoformat(), "last_on": days[1].isoformat()}


def _gather(  # one context from all its parts
    visit: Visit,
    verb: Verb,
    item: str | None,
    choice: str | None,
    refused: Answer | None,
    typed: Typed,
) -> FormContext:
    case_id = visit.case if _has_case(visit) else None
    if case_id is None and verb not in _OF_THE_HOUSE:
        raise UnknownCase
    with visit.desk.store.read() as uow:
        view: CaseView | None = None
        if case_id is not None:
            case = uow.cases.get(case_id)
            view = view_case(uow, visit.desk.policy, case, now=visit.now)
        return FormContext(
            audience=visit.audience,
            now=visit.now,
            view=view,
            people=() if visit.actor is None else tuple(uow.employees.list_active()),
            promise=_promise(visit, view),
            item=item,
            choice=choice,
            posts=_posts(uow, case_id) if case_id and verb is Verb.SPLIT else (),
            others=_others(visit, uow, view.case) if view and verb is Verb.MERGE else (),
            channels=_channels(visit, view),
            week=visit.week if visit.interaction.intent.subject.startswith("digest:") else None,
            typed=typed,
            refused=refused,
        )


_OF_THE_HOUSE = frozenset(
    {
        *(Verb.CAPTURE, Verb.ASK_DIGEST, Verb.DECIDE_DIGEST),
        *(Verb.SET_ABSENCE, Verb.SET_LANGUAGE, Verb.SET_HOURS, Verb.SET_WILLING, Verb.TIE),
    }
)
"""Verbs whose forms are about no case."""


def _has_case(visit: Visit) -> bool:
    return visit.interaction.intent.subject.startswith(("case:", "promise:"))


def _promise(visit: Visit, view: CaseView | None) -> Promise | None:
    if view is None or not visit.is_about_promise:
        return None
    found = next((one for one in view.case.promises if one.id == visit.promise), None)
    if found is None:
        raise UnknownPromise(promise=visit.promise)
    return found


def _posts(uow: UnitOfWork, case: CaseId) -> tuple[Post, ...]:
    """What customers said in a case: that is what can be split off."""
    said = uow.posts.list_of(case)
    return tuple(post for post in said if post.direction is Direction.INBOUND)


def _others(visit: Visit, uow: UnitOfWork, case: Case) -> tuple[CaseRow, ...]:
    """Cases that may be about the same: the ones that wait and the ones that are mine."""
    sensitive = visit.actor is not None and visit.actor.is_webcare
    waiting = uow.cases.list_waiting(limit=50, sensitive=sensitive)
    mine = uow.cases.list_mine(visit.actor.id) if visit.actor is not None else ()
    rows = {row.case: row for row in (*mine, *waiting) if row.case != case.id}
    return seen_rows(uow, rows.values(), sensitive=sensitive)


def _channels(visit: Visit, view: CaseView | None) -> tuple[Channel, ...]:
    sensitive = view is not None and view.case.sensitive
    return tuple(one for one in visit.desk.policy.channels if one.webcare or not sensitive)
