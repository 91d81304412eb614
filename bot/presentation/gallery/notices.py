"""Examples of notices: every kind, open and settled, to whom it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from bot.domain.case import Case, Level, Outcome, State
from bot.domain.errors import Fact, Facts
from bot.domain.events import moment
from bot.domain.goodwill import GoodwillState
from bot.domain.ids import EmployeeId, PromiseId, WordsId
from bot.domain.notice import MOST_COUNTED, PRIVATE, NoticeKind
from bot.domain.promise import Kind, To
from bot.domain.view import CaseView, NoticeView
from bot.presentation.gallery.examples import (
    AMY,
    ERIK,
    KARIN,
    LOTTE,
    NOW,
    PEOPLE,
    SANNE,
    STRANGE,
    a_case,
    a_claimed_case,
    a_goodwill,
    a_handover,
    a_placing,
    a_promise,
    a_sensitive_view,
    a_view,
    an_answered_case,
)

Example = tuple[NoticeView, EmployeeId | None]
"""A notice, and who reads it; None: a channel."""


@cache
def notices() -> Mapping[str, Example]:
    """Every kind of notice, in the variants that it has."""
    return MappingProxyType(
        {
            **dict(_kinds()),
            **dict(_settled()),
            **dict(_without_facts()),
            **dict(_variants()),
        }
    )


def _kinds() -> Iterator[tuple[str, Example]]:
    for kind, (case, facts, reader) in _TOLD.items():
        view = a_view(case) if case is not None else None
        members = _members(7) if kind is NoticeKind.BUNDLE else ()
        yield kind.value, (NoticeView(kind.value, facts, view, id=3, members=members), reader)


def _settled() -> Iterator[tuple[str, Example]]:
    for name, (notice, reader) in _kinds():
        yield f"{name}.settled", (replace(notice, settled=True), reader)


def _without_facts() -> Iterator[tuple[str, Example]]:
    """Old rows may lack what newer code writes; the case may be gone from view."""
    for name, (notice, reader) in _kinds():
        yield f"{name}.bare", (replace(notice, facts={}), reader)
        yield f"{name}.caseless", (replace(notice, facts={}, view=None), reader)


def _in_place() -> NoticeView:
    """What is meant for somebody else, who is away or off while the reader has duty."""
    lead = _of(NoticeKind.UNCLAIMED_LEAD, a_view(a_case()))
    return replace(lead, facts={"level": 1, "for": SANNE.id})


def _variants() -> Iterator[tuple[str, Example]]:
    for name, (customer, text) in STRANGE.items():
        strange = a_view(a_case(), customer=customer, text=text)
        yield f"suggested.strange.{name}", (_of(NoticeKind.SUGGESTED, strange), SANNE.id)
    for kind in _CLOSED:
        yield f"{kind.value}.sensitive", (_of(kind, a_sensitive_view(a_case())), SANNE.id)
    helping = replace(_of(NoticeKind.CLAIM_OFFERED, a_view(a_claimed_case())), facts=_HELPING)
    yield "claim_offered.help", (helping, SANNE.id)
    yield "unclaimed_lead.in_place", (_in_place(), AMY.id)
    yield from _troubles()
    yield from _bundles()
    yield (
        "customer_spoke.sensitive",
        (_of(NoticeKind.CUSTOMER_SPOKE, _sensitive_claimed()), ERIK.id),
    )
    yield (
        "handover_asked.sensitive",
        (_of(NoticeKind.HANDOVER_ASKED, _sensitive_claimed()), SANNE.id),
    )
    yield "placing_asked.strange", (_strange_placing(), AMY.id)
    yield "promise_due.colleague", (_promise(to=To.COLLEAGUE), ERIK.id)
    yield "promise_due.tell", (_promise(words=None, kind=Kind.TELL_NEW_OWNER), ERIK.id)
    yield "promise_due.condition", (_promise(condition=WordsId(9)), ERIK.id)
    yield "promise_due.strange", (_promise(words=WordsId(11)), ERIK.id)
    yield "promise_due.long", (_promise(words=WordsId(12)), ERIK.id)
    yield "promise_due.undated", (_promise(due_at=None), ERIK.id)
    yield "promise_late.colleague", (_late(to=To.COLLEAGUE), ERIK.id)
    yield "promise_late.tell", (_late(words=None, kind=Kind.TELL_NEW_OWNER), ERIK.id)
    yield "goodwill_late.lead", (_goodwill_late(), LOTTE.id)
    yield "silent_owner.promised", (_silent(NoticeKind.SILENT_OWNER), ERIK.id)
    yield "silent_owner_lead.promised", (_silent(NoticeKind.SILENT_OWNER_LEAD), KARIN.id)
    yield "no_reply.first", (_first_word(), AMY.id)
    yield "goodwill_decided.refused", (_refused_goodwill(), ERIK.id)
    yield "handover_asked.nothing_done", (_first_handover(), SANNE.id)
    yield "handover_asked.left", (_of_a_leaver(), SANNE.id)
    yield "handover_asked.away", (_of_somebody_away(), SANNE.id)
    yield "handover_accepted.along", (_handed_with_promises(), ERIK.id)
    yield "taken_over.away", (_taken_while_away(), LOTTE.id)
    for answer in ("kept", "moved", "broken"):
        facts: Facts = {**_ASKED, "answer": answer, "to_at": _DUE["due_at"]}
        told = NoticeView(NoticeKind.PROMISE_ANSWERED.value, facts, a_view(_DEMANDED), id=3)
        yield f"promise_answered.{answer}", (told, ERIK.id)
    yield "merged.other", (_of(NoticeKind.MERGED, a_view(a_claimed_case())), SANNE.id)
    yield "came_back.open", (_of(NoticeKind.CAME_BACK, a_view(a_case())), ERIK.id)
    yield "raised.owned", (_of(NoticeKind.RAISED, a_view(a_claimed_case())), KARIN.id)
    yield "word_after.reply", (_word({**_REPLIED, "verb": "reply"}), ERIK.id)
    yield "word_after.untold", (_word({"code": None, "refused": True, "verb": "keep"}), ERIK.id)
    yield "word_after.refused", (_word({"code": "AlreadyClaimed", "refused": True}), ERIK.id)
    yield "word_after.factless", (_word({"code": "replied", "refused": False}), ERIK.id)
    yield "word_after.failed", (_word({"code": None, "failed": True}), ERIK.id)


_CLOSED = (
    NoticeKind.SUGGESTED,
    NoticeKind.RAISED,
    NoticeKind.PUBLIC_SILENCE,
    NoticeKind.UNCLAIMED_LEAD,
)
"""What may concern a case that is for trained webcare only, told to somebody who is not."""


def _bundles() -> Iterator[tuple[str, Example]]:
    """One thing that stands by itself, two of which one is done, more than there is room for."""
    for count in (0, 1, 2, 60):
        told = NoticeView(NoticeKind.BUNDLE.value, {}, None, id=3, members=_members(count))
        yield f"bundle.{count}", (told, ERIK.id)
    done = tuple(replace(one, settled=True) for one in _members(2)[:1])
    some = NoticeView(
        NoticeKind.BUNDLE.value, {}, None, id=3, members=(*done, *_members(2)[1:], _strange_word())
    )
    yield "bundle.some_done", (some, ERIK.id)


def _members(count: int) -> tuple[NoticeView, ...]:
    kinds = [one for one in _TOLD if _TOLD[one][2] == ERIK.id and one is not NoticeKind.BUNDLE]
    return tuple(_member(kinds[number % len(kinds)]) for number in range(count))


def _member(kind: NoticeKind) -> NoticeView:
    case, facts, _ = _TOLD[kind]
    return NoticeView(kind.value, facts, a_view(case) if case is not None else None, id=4)


def _strange_word() -> NoticeView:
    """A customer with a name that wants to be more than a name."""
    customer, text = next(iter(STRANGE.values()))
    strange = a_view(a_claimed_case(), customer=customer, text=text)
    return NoticeView(NoticeKind.CUSTOMER_SPOKE.value, {"post": 2}, strange, id=5)


def _troubles() -> Iterator[tuple[str, Example]]:
    """Every code that there are words for, one that there are none for, and a private place."""
    for code in TROUBLES:
        yield f"chat_trouble.{code}", (_trouble(code, place="klanten"), LOTTE.id)
    yield "chat_trouble.somewhere", (_trouble("something_new"), LOTTE.id)
    for count in (1, 12, MOST_COUNTED):
        whom: Facts = {"colleague": ERIK.id, PRIVATE: tuple(range(count))}
        yield f"chat_trouble.private.{count}", (_trouble("not_delivered", **whom), LOTTE.id)
        yield f"chat_trouble.stale.{count}", (_trouble("deleted_again", **whom), LOTTE.id)


def _trouble(code: str, **where: Fact) -> NoticeView:
    return NoticeView("chat_trouble", {"chat": "slack", "code": code, **where}, None, people=PEOPLE)


def _of(kind: NoticeKind, view: CaseView) -> NoticeView:
    facts: Facts = {"by": ERIK.id, "to": SANNE.id}
    return NoticeView(kind.value, facts, view, id=3)


def _sensitive_claimed() -> CaseView:
    return a_sensitive_view(an_answered_case(promises=(a_promise(),), handovers=(a_handover(),)))


def _strange_placing() -> NoticeView:
    case = a_claimed_case(placings=(a_placing(WordsId(11)),))
    return _of(NoticeKind.PLACING_ASKED, a_view(case))


def _promise(**fields: object) -> NoticeView:
    view = a_view(an_answered_case(promises=(a_promise(**fields),)))
    return NoticeView(NoticeKind.PROMISE_DUE.value, {}, view, PromiseId(7), id=3)


def _late(**fields: object) -> NoticeView:
    return replace(_promise(**fields), kind=NoticeKind.PROMISE_LATE.value)


def _refused_goodwill() -> NoticeView:
    case = an_answered_case(goodwill=(a_goodwill(GoodwillState.REFUSED),))
    facts: Facts = {"goodwill": 41, "by": LOTTE.id, "offered_by": ERIK.id, "amount": 2500}
    return NoticeView(NoticeKind.GOODWILL_DECIDED.value, facts, a_view(case), id=3)


def _goodwill_late() -> NoticeView:
    case = an_answered_case(goodwill=(a_goodwill(GoodwillState.PROPOSED),))
    return NoticeView(NoticeKind.GOODWILL_LATE.value, {**_GIVEN, "level": 2}, a_view(case), id=3)


def _silent(kind: NoticeKind) -> NoticeView:
    view = a_view(a_claimed_case(promises=(a_promise(),)))
    return NoticeView(kind.value, {**_SINCE, "level": 2}, view, id=3)


def _first_word() -> NoticeView:
    return NoticeView(NoticeKind.NO_REPLY.value, {}, a_view(a_claimed_case(first_time=True)), id=3)


def _first_handover() -> NoticeView:
    return _of(NoticeKind.HANDOVER_ASKED, a_view(a_claimed_case(handovers=(a_handover(),))))


def _of_a_leaver() -> NoticeView:
    facts: Facts = {**_HANDED, "words": None, "left": True}
    return NoticeView(NoticeKind.HANDOVER_ASKED.value, facts, a_view(_OFFERED), id=3)


def _of_somebody_away() -> NoticeView:
    facts: Facts = {**_HANDED, "words": None, "away": True}
    view = replace(a_view(_OFFERED), asked_holds=4)
    return NoticeView(NoticeKind.HANDOVER_ASKED.value, facts, view, id=3)


def _handed_with_promises() -> NoticeView:
    case = an_answered_case(owner=SANNE.id, promises=(a_promise(),))
    facts: Facts = {**_HANDED, "promises": (7,)}
    return NoticeView(NoticeKind.HANDOVER_ACCEPTED.value, facts, a_view(case), id=3)


def _taken_while_away() -> NoticeView:
    facts: Facts = {"owner": ERIK.id, "to": LOTTE.id, "why": "away"}
    case = an_answered_case(owner=LOTTE.id, promises=(a_promise(),))
    return NoticeView(NoticeKind.TAKEN_OVER.value, facts, a_view(case), id=3)


def _word(facts: Facts) -> NoticeView:
    return NoticeView(NoticeKind.WORD_AFTER.value, facts, a_view(a_claimed_case()), id=3)


_REPLIED: Facts = {"code": "replied", "reply": 55, "way": "phone", "kind": "apology"}
_PROMISED = an_answered_case(promises=(a_promise(),))
_DUE: Facts = {"promise": 7, "due_at": moment(a_promise().due_at), "words": 1}
_DEMANDED = an_answered_case(
    promises=(a_promise(kind=Kind.DEMAND, to=To.COLLEAGUE, department="Netwerk", doer=KARIN.id),)
)
_ASKED: Facts = {**_DUE, "doer": KARIN.id, "department": "Netwerk"}
_OFFERED = an_answered_case(promises=(a_promise(),), handovers=(a_handover(),))
_HANDED: Facts = {
    "handover": 21,
    "by": ERIK.id,
    "to": SANNE.id,
    "expires_at": moment(a_handover().expires_at),
    "words": 3,
}
_PLACING = a_claimed_case(placings=(a_placing(),))
_TO_PLACE: Facts = {"placing": 31, "by": ERIK.id, "webcare": AMY.id, "words": 4}
_GIVEN: Facts = {"goodwill": 41, "by": ERIK.id, "offered_by": ERIK.id, "amount": 2500}
_RESOLVED = an_answered_case(state=State.RESOLVED, resolved_at=NOW)

_SINCE: Facts = {"since": moment(NOW), "owner": ERIK.id}
_HELPING: Facts = {"offer": "help", "owner": ERIK.id}
TROUBLES = (
    *("shared", "archived", "removed", "token_revoked", "uninstalled", "deleted_again"),
    *("uneditable", "not_delivered", "events_failing", "rate_limited_long", "cannot_pin"),
    *("people_list_short", "no_permission", "blocked", "bad_credentials", "something_new"),
)
_TOLD: Mapping[NoticeKind, tuple[Case | None, Facts, EmployeeId | None]] = {
    NoticeKind.SUGGESTED: (a_case(), {"by": ERIK.id, "colleague": SANNE.id}, SANNE.id),
    NoticeKind.UNCLAIMED: (a_case(), {}, SANNE.id),
    NoticeKind.UNCLAIMED_LEAD: (a_case(), {"level": 1}, LOTTE.id),
    NoticeKind.PUBLIC_SILENCE: (a_case(), {"since": moment(NOW), "level": 1}, LOTTE.id),
    NoticeKind.NO_REPLY: (a_claimed_case(), {}, ERIK.id),
    NoticeKind.SILENT_OWNER: (a_claimed_case(), _SINCE, ERIK.id),
    NoticeKind.SILENT_OWNER_LEAD: (a_claimed_case(), {**_SINCE, "level": 1}, LOTTE.id),
    NoticeKind.OFFERED_AGAIN: (a_case(), {"owner": ERIK.id}, ERIK.id),
    NoticeKind.UPDATE_ASKED: (an_answered_case(), _SINCE, ERIK.id),
    NoticeKind.UPDATE_LATE: (an_answered_case(), {**_SINCE, "level": 1}, LOTTE.id),
    NoticeKind.PLAN_ASKED: (an_answered_case(), {}, ERIK.id),
    NoticeKind.DATE_ASKED: (
        an_answered_case(promises=(a_promise(due_at=None),)),
        {"promise": 7, "due_at": None, "words": 1, "undated": True},
        ERIK.id,
    ),
    NoticeKind.STILL_MENDED: (
        an_answered_case(state=State.CLOSED, closed_at=NOW, resolved_at=NOW, outcome=Outcome.FINE),
        {"days": 30, "at": moment(NOW)},
        ERIK.id,
    ),
    NoticeKind.GOODWILL_LATE: (
        an_answered_case(goodwill=(a_goodwill(GoodwillState.PROPOSED, words=WordsId(6)),)),
        {**_GIVEN, "level": 2},
        KARIN.id,
    ),
    NoticeKind.PROMISE_HEARD: (an_answered_case(), {"words": 2, "answered": ()}, ERIK.id),
    NoticeKind.PROMISE_GIVEN: (_PROMISED, {**_DUE, "by": SANNE.id, "doer": ERIK.id}, ERIK.id),
    NoticeKind.ENDED: (
        an_answered_case(state=State.CLOSED, closed_at=NOW, outcome=Outcome.FINE),
        {"by": AMY.id, "owner": ERIK.id, "outcome": "fine"},
        ERIK.id,
    ),
    NoticeKind.DIGEST_QUESTION: (None, {"week": "2026-W12", "by": KARIN.id}, LOTTE.id),
    NoticeKind.DOER_LEFT: (_PROMISED, {**_DUE, "doer": SANNE.id}, ERIK.id),
    NoticeKind.PROMISE_EARLY: (_PROMISED, _DUE, ERIK.id),
    NoticeKind.PROMISE_DUE: (_PROMISED, _DUE, ERIK.id),
    NoticeKind.PROMISE_LATE: (_PROMISED, {**_DUE, "days": 1}, ERIK.id),
    NoticeKind.PROMISE_ROSE: (_PROMISED, {**_DUE, "days": 2, "level": 2}, KARIN.id),
    NoticeKind.HANDOVER_ASKED: (_OFFERED, _HANDED, SANNE.id),
    NoticeKind.HANDOVER_ACCEPTED: (a_claimed_case(owner=SANNE.id), _HANDED, ERIK.id),
    NoticeKind.HANDOVER_DECLINED: (a_claimed_case(), _HANDED, ERIK.id),
    NoticeKind.HANDOVER_EXPIRED: (a_claimed_case(), _HANDED, ERIK.id),
    NoticeKind.HANDOVER_WITHDRAWN: (a_claimed_case(), _HANDED, SANNE.id),
    NoticeKind.HANDOVER_WANTED: (
        a_claimed_case(),
        {"by": ERIK.id, "colleague": SANNE.id, "lead": KARIN.id},
        KARIN.id,
    ),
    NoticeKind.TAKEN_OVER: (
        an_answered_case(owner=LOTTE.id, promises=(a_promise(),)),
        {"owner": ERIK.id, "to": LOTTE.id, "why": "left"},
        LOTTE.id,
    ),
    NoticeKind.TAKEN_FROM: (
        an_answered_case(owner=LOTTE.id, promises=(a_promise(),)),
        {"owner": ERIK.id, "to": LOTTE.id, "why": "away"},
        ERIK.id,
    ),
    NoticeKind.DEMANDED: (_DEMANDED, _ASKED, KARIN.id),
    NoticeKind.DOER_AWAY: (_PROMISED, {**_DUE, "doer": SANNE.id}, AMY.id),
    NoticeKind.PROMISE_ANSWERED: (_DEMANDED, {**_ASKED, "answer": "taken"}, ERIK.id),
    NoticeKind.BUDDY_NAMED: (a_claimed_case(), {"by": ERIK.id, "buddy": AMY.id}, AMY.id),
    NoticeKind.PLACING_ASKED: (_PLACING, _TO_PLACE, AMY.id),
    NoticeKind.PLACING_LATE: (_PLACING, _TO_PLACE, AMY.id),
    NoticeKind.PLACING_LATE_LEAD: (_PLACING, _TO_PLACE, LOTTE.id),
    NoticeKind.PLACED: (an_answered_case(), {"webcare": AMY.id, "reply": 55}, ERIK.id),
    NoticeKind.PLACING_DECLINED: (a_claimed_case(), {**_TO_PLACE, "words": 5}, ERIK.id),
    NoticeKind.GOODWILL_ASKED: (
        an_answered_case(goodwill=(a_goodwill(GoodwillState.PROPOSED, words=WordsId(6)),)),
        _GIVEN,
        LOTTE.id,
    ),
    NoticeKind.GOODWILL_DECIDED: (
        an_answered_case(goodwill=(a_goodwill(GoodwillState.APPROVED),)),
        _GIVEN,
        ERIK.id,
    ),
    NoticeKind.HELPER_JOINED: (a_claimed_case(backups=(SANNE.id,)), {"helper": SANNE.id}, ERIK.id),
    NoticeKind.HELP_ASKED: (_PROMISED, {"by": ERIK.id, "promise": 7}, AMY.id),
    NoticeKind.FIRST_CASE: (a_claimed_case(first_time=True), {"owner": ERIK.id}, AMY.id),
    NoticeKind.LET_GO: (a_case(sensitive=True), {"owner": ERIK.id, "words": 10}, LOTTE.id),
    NoticeKind.MERGED: (a_claimed_case(), {"other": 13, "other_owner": SANNE.id}, ERIK.id),
    NoticeKind.CUSTOMER_SPOKE: (a_claimed_case(), {"post": 2}, ERIK.id),
    NoticeKind.CAME_BACK: (a_claimed_case(reopened=1), {"count": 1}, ERIK.id),
    NoticeKind.RAISED: (a_case(level=Level.MANAGER), {"level": 2, "words": 3}, KARIN.id),
    NoticeKind.CHECK_BACK: (_RESOLVED, {}, ERIK.id),
    NoticeKind.WAITING_LONG: (an_answered_case(waiting_since=NOW), {}, ERIK.id),
    NoticeKind.SENSITIVE: (a_case(sensitive=True), {}, AMY.id),
    NoticeKind.FOUND_LATE: (None, {"count": 37, "source": "file"}, None),
    NoticeKind.REPLY_HEARD: (an_answered_case(), {"reply": 55, "by": ERIK.id}, ERIK.id),
    NoticeKind.SOURCE_SILENT: (None, {"source": "klachtenkompas", "failures": 4}, LOTTE.id),
    NoticeKind.CLAIM_OFFERED: (a_case(), {"offer": "claim", "owner": None}, SANNE.id),
    NoticeKind.CHAT_TROUBLE: (
        None,
        {"chat": "slack", "code": "archived", "place": "klanten", "colleague": None},
        LOTTE.id,
    ),
    NoticeKind.DIGEST: (None, {"week": "2026-W12"}, KARIN.id),
    NoticeKind.BUNDLE: (None, {}, ERIK.id),
    NoticeKind.WORD_AFTER: (_PROMISED, {"code": "claimed", "owner": ERIK.id}, ERIK.id),
}
