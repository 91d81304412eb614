"""Examples of toasts: what is heard after everything that can happen, and after every refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.domain.answer import Answer
from bot.domain.case import Case
from bot.domain.errors import Facts, Refusal
from bot.domain.events import Code, moment
from bot.domain.ids import CaseId, PromiseId
from bot.domain.view import Audience
from bot.presentation.gallery.examples import (
    AMY,
    ERIK,
    LOTTE,
    NOW,
    SANNE,
    a_case,
    a_claimed_case,
    a_handover,
    a_placing,
    a_promise,
    a_sensitive_view,
    a_view,
    an_answered_case,
)
from bot.presentation.toast import Toast
from bot.presentation.toasts import answer_toast

_LATER = moment(a_promise().due_at)
_PROMISE: Facts = {"promise": 7, "by": ERIK.id, "department": "Projecten", "due_at": _LATER}
_HANDED: Facts = {"handover": 21, "by": ERIK.id, "to": SANNE.id, "words": 3}
_PLACING: Facts = {"placing": 31, "by": ERIK.id, "webcare": AMY.id, "words": 4}
_GIVEN: Facts = {"goodwill": 41, "by": LOTTE.id, "offered_by": ERIK.id, "amount": 41250}
_OTHER: Facts = {"other": 13, "by": ERIK.id, "posts": (1, 2), "promises": (7,)}
_WEEK: Facts = {"week": "2026-W12"}

HAPPENED: Mapping[Code, Facts] = {
    Code.OPENED: {"post": 1, "source": "facebook", "route": "default", "flags": ("money",)},
    Code.POST_ADDED: {"post": 2},
    Code.POST_EDITED: {"post": 2, "version": 2},
    Code.POST_DELETED: {"post": 2},
    Code.AUTHOR_GONE: {},
    Code.REPEAT_CONTACT: {"post": 2, "level": 1},
    Code.THANKED: {"post": 2},
    Code.JUDGED: {"flags": ("money",)},
    Code.BROADCAST: {"broadcast": 61, "by": AMY.id, "channels": ("everyone",), "words": 7},
    Code.CLAIMED: {"owner": ERIK.id, "webcare": False},
    Code.RELEASED: {"owner": ERIK.id},
    Code.STILL_ON_IT: {"owner": ERIK.id},
    Code.STILL_MENDED: {"by": ERIK.id},
    Code.LET_GO: {"owner": ERIK.id, "lead": LOTTE.id, "words": 10},
    Code.SUGGESTED: {"by": ERIK.id, "colleague": SANNE.id},
    Code.HELPING: {"helper": SANNE.id},
    Code.HELP_ENDED: {"helper": SANNE.id},
    Code.BUDDY_SET: {"buddy": AMY.id},
    Code.HANDOVER_OFFERED: {**_HANDED, "expires_at": moment(a_handover().expires_at)},
    Code.HANDOVER_ACCEPTED: {**_HANDED, "webcare": False},
    Code.HANDOVER_DECLINED: _HANDED,
    Code.HANDOVER_EXPIRED: _HANDED,
    Code.HANDOVER_WITHDRAWN: _HANDED,
    Code.HANDOVER_WANTED: {"by": ERIK.id, "colleague": SANNE.id, "lead": LOTTE.id},
    Code.TAKEN_OVER: {"owner": ERIK.id, "to": LOTTE.id, "why": "left", "promises": (7,)},
    Code.PLACING_ASKED: _PLACING,
    Code.PLACED: {**_PLACING, "reply": 55},
    Code.PLACING_DECLINED: {**_PLACING, "words": 5},
    Code.PLACING_WITHDRAWN: _PLACING,
    Code.REPLIED: {"reply": 55, "by": ERIK.id, "way": "public", "kind": "reply"},
    Code.REPLY_AMENDED: {"reply": 55, "way": "phone", "linked": False},
    Code.REPLY_HEARD: {"reply": 55, "by": ERIK.id},
    Code.NO_REPLY_NEEDED: {"by": ERIK.id, "reason": "unreachable"},
    Code.PROMISED: {**_PROMISE, "kind": "said", "to": "customer", "doer": ERIK.id, "words": 1},
    Code.PROMISE_KEPT: {**_PROMISE, "late": True, "words": 2},
    Code.PROMISE_MOVED: {**_PROMISE, "to_at": moment(NOW.replace(year=2027)), "moves": 1},
    Code.PROMISE_BROKEN: {**_PROMISE, "because": "no_deputy", "words": 2},
    Code.PROMISE_WAIVED: {**_PROMISE, "words": 2},
    Code.PROMISE_TAKEN_OVER: {**_PROMISE, "doer": SANNE.id},
    Code.REMIND_LATER: {
        "promise": 7,
        "by": ERIK.id,
        "until_at": _LATER,
        "later": "colleague",
        "words": 13,
    },
    Code.HELP_ASKED: {"by": ERIK.id, "buddy": AMY.id, "promise": 7},
    Code.GOODWILL_OFFERED: {**_GIVEN, "approved": False, "words": 6},
    Code.GOODWILL_APPROVED: _GIVEN,
    Code.GOODWILL_REFUSED: _GIVEN,
    Code.GOODWILL_TOLD: _GIVEN,
    Code.WAITING: {"by": ERIK.id},
    Code.WAITING_ENDED: {"by": ERIK.id},
    Code.SOLVED: {"owner": ERIK.id, "outcome": "nothing", "widespread": False, "words": None},
    Code.CLOSED: {"by": None, "outcome": "happy", "owner": ERIK.id, "lost": False},
    Code.REOPENED: {"by": SANNE.id, "count": 1, "words": 2},
    Code.DISMISSED: {"by": SANNE.id, "reason": "praise", "owner": None},
    Code.LEVEL_RAISED: {"level": 2, "because": "person", "by": ERIK.id, "words": 3},
    Code.PROCESS_BYPASSED: {"by": ERIK.id, "words": 11, "why": None},
    Code.NOTED: {"by": SANNE.id, "words": 11},
    Code.MERGED: {"into": 13, "by": ERIK.id, "owner": ERIK.id},
    Code.ABSORBED: {"other": 13, "by": ERIK.id, "other_owner": SANNE.id, "promises": (7,)},
    Code.SPLIT_OFF: _OTHER,
    Code.SPLIT_FROM: _OTHER,
    Code.UNDONE: {"of": "claimed", "owner": ERIK.id},
    Code.DIGEST_MADE: _WEEK,
    Code.DIGEST_READ: _WEEK,
    Code.DIGEST_DECIDED: {**_WEEK, "on": "2026-03-26"},
    Code.DIGEST_ASKED: {**_WEEK, "words": 2},
    Code.ABSENCE_SET: {"first_on": "2026-03-23", "last_on": "2026-03-27", "deputy": SANNE.id},
    Code.ABSENCE_ENDED: {"first_on": "2026-03-23", "last_on": "2026-03-27"},
    Code.HOURS_SET: {},
    Code.WILLING_SET: {"willing": True},
    Code.SETTINGS_CHANGED: {"language": "nl"},
    Code.CODE_MADE: {"secret": "K7M4RW2X"},
    Code.TIED: {"chat": "slack"},
    Code.OFFER_DECLINED: {},
}
"""Everything that can happen, with the facts that it is stored with."""

_VARIANTS: Mapping[str, tuple[str, Facts]] = {
    "replied.update": ("replied", {"reply": 55, "way": "phone", "kind": "update"}),
    "replied.apology": ("replied", {"reply": 55, "way": "mail", "kind": "apology"}),
    "promised.demand": ("promised", {**_PROMISE, "kind": "demand", "department": "Netwerk"}),
    "promised.undated": ("promised", {"promise": 7, "due_at": None}),
    "promise_moved.undated": ("promise_moved", {"promise": 7}),
    "promise_broken.unnamed": ("promise_broken", {"promise": 7}),
    "remind_later.undated": ("remind_later", {"promise": 7}),
    "handover_offered.undated": ("handover_offered", {"to": SANNE.id}),
    "goodwill_offered.approved": ("goodwill_offered", {**_GIVEN, "approved": True}),
    "level_raised.unnamed": ("level_raised", {}),
    "willing_set.no": ("willing_set", {"willing": False}),
    "code_made.unnamed": ("code_made", {}),
}
_HONEST = ("NotRecordedYet", "StorageAway")
"""What a presser hears when we could not answer in time: no rule, but the same frame."""
_REFUSED: Mapping[str, Facts] = {
    "AlreadyClaimed": {"owner": SANNE.id},
    "OnlyOwner": {"owner": SANNE.id},
    "OnlyHelpers": {"owner": SANNE.id},
    "OnlyAsked": {"asked": SANNE.id},
    "OnlyReaders": {},
    "HandoverPending": {"asked": SANNE.id},
    "PlacingPending": {"asked": AMY.id},
    "NotNow": {"state": "resolved"},
    "PromiseStillOpen": {"promises": (7,)},
    "PromiseNotOpen": {"promise": 7, "state": "kept"},
    "TooManyHandovers": {"count": 2},
    "TooManyCases": {"count": 5, "cap": 5, "first": False},
    "TooFarAhead": {"at": _LATER, "until": _LATER},
    "InThePast": {"at": moment(NOW)},
    "WordsTooLong": {"field": "words", "limit": 4000},
    "WordsMissing": {"field": "words"},
    "BadField": {"field": "at"},
    "UnknownPerson": {"you": True},
    "TooManyTries": {"count": 5},
}


_UNREADABLE: Mapping[str, Facts] = {
    "empty": {"field": "words", "empty": True},
    "link": {"field": "url"},
    "amount": {"field": "amount"},
    "day": {"field": "on"},
    "time": {"field": "begin"},
    "when": {"field": "by_when"},
    "order": {"field": "end", "order": True},
    "other": {"field": "other"},
}
"""What may be wrong with a field."""


def toasts(audience: Audience) -> Iterator[tuple[str, Toast]]:
    """Every outcome with a case and without, and every refusal with its facts and without."""
    for name, answer in _answers():
        yield f"toast.{name}", answer_toast(answer, a_view(_case()), audience)
        yield f"toast.{name}.caseless", answer_toast(answer, None, audience)
    strange = Answer("PromiseStillOpen", {"promises": (7,)}, refused=True)
    promised = an_answered_case(promises=(a_promise(words=None),))
    yield "toast.PromiseStillOpen.unnamed", answer_toast(strange, a_view(promised), audience)
    beginner = Answer("TooManyCases", {"count": 1, "cap": 1, "first": True}, refused=True)
    yield "toast.TooManyCases.first", answer_toast(beginner, a_view(a_case()), audience)
    yield (
        "toast.PromiseStillOpen.sensitive",
        answer_toast(strange, a_sensitive_view(_case()), audience),
    )
    for code in ("ClaimFirst", "NeedsTraining"):
        refused = Answer(code, refused=True)
        yield f"toast.{code}.open", answer_toast(refused, a_view(a_case()), audience)
    said = Answer(Code.PROMISED.value, HAPPENED[Code.PROMISED], case=CaseId(12), version=4)
    for name, doer in (("reminded", ERIK), ("reminded.doer", SANNE)):
        case = an_answered_case(promises=(a_promise(doer=doer.id),))
        view = a_view(case, reminders={PromiseId(7): NOW + timedelta(hours=20)})
        yield f"toast.promised.{name}", answer_toast(said, view, audience)
    first = Answer("NoReplyYet", refused=True)
    yield "toast.NoReplyYet.claimed", answer_toast(first, a_view(a_claimed_case()), audience)


def _answers() -> Iterator[tuple[str, Answer]]:
    for code, facts in HAPPENED.items():
        undo = {"state": "open"} if code in {Code.REPLIED, Code.CLAIMED} else {}
        yield code.value, Answer(code.value, facts, case=CaseId(12), version=4, undo=undo)
    for name, (said, facts) in _VARIANTS.items():
        yield name, Answer(said, facts, case=CaseId(12), version=4)
    for honest in _HONEST:
        yield f"refusal.{honest}", Answer(honest, refused=True)
    for name, facts in _UNREADABLE.items():
        yield f"refusal.BadField.{name}", Answer("BadField", facts, refused=True)
    for rule in Refusal.__subclasses__():
        facts = _REFUSED.get(rule.__name__, {})
        yield f"refusal.{rule.__name__}", Answer(rule.__name__, facts, refused=True)
        yield f"refusal.{rule.__name__}.bare", Answer(rule.__name__, refused=True)


def _case() -> Case:
    return an_answered_case(
        promises=(a_promise(),), handovers=(a_handover(),), placings=(a_placing(),)
    )
