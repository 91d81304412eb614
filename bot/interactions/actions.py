"""One short function per intent that does something: from an interaction to a use case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256

from bot.domain.answer import Answer
from bot.domain.canonical_url import UnusableUrl
from bot.domain.case import DismissReason, NoReplyReason, Outcome
from bot.domain.errors import BadField, NoAbsence, UnknownPerson
from bot.domain.events import Code
from bot.domain.ids import CaseId, GoodwillId, NoticeId, PostId, PromiseId, ReplyId
from bot.domain.promise import BrokenBecause, LaterBecause, To
from bot.domain.reply import ReplyKind, Way
from bot.interactions.by_when import due_at, required_due_at
from bot.interactions.hours import filled_in_hours
from bot.interactions.visit import Captured, Visit
from bot.presentation.forms.settings import NO, YES, days_of
from bot.presentation.intent import Verb
from bot.usecases import (
    answering,
    closing,
    digesting,
    giving,
    hearing,
    merging,
    owning,
    promising,
    remembering,
    replying,
    settings,
    tying,
)

Action = Callable[[Visit], Answer]


def _claim(visit: Visit) -> Answer:
    return owning.claim(visit.desk, visit.press, case=visit.case, now=visit.now)


def _release(visit: Visit) -> Answer:
    return owning.release(visit.desk, visit.press, case=visit.case, now=visit.now)


def _let_go(visit: Visit) -> Answer:
    reason = visit.text("reason")
    return owning.let_go(visit.desk, visit.press, case=visit.case, reason=reason, now=visit.now)


def _suggest(visit: Visit) -> Answer:
    return owning.suggest(
        visit.desk,
        visit.press,
        case=visit.case,
        colleague=visit.required_person("colleague"),
        now=visit.now,
    )


def _help(visit: Visit) -> Answer:
    return owning.help_out(visit.desk, visit.press, case=visit.case, now=visit.now)


def _stop_helping(visit: Visit) -> Answer:
    return owning.stop_helping(visit.desk, visit.press, case=visit.case, now=visit.now)


def _ask_help(visit: Visit) -> Answer:
    promise = visit.promise if visit.is_about_promise else None
    return owning.ask_help(visit.desk, visit.press, case=visit.case, promise=promise, now=visit.now)


def _note(visit: Visit) -> Answer:
    words = visit.required("words")
    return owning.note(visit.desk, visit.press, case=visit.case, words=words, now=visit.now)


def _handover(visit: Visit) -> Answer:
    return owning.offer_handover(
        visit.desk,
        visit.press,
        case=visit.case,
        to=visit.required_person("colleague"),
        words=visit.text("words"),
        now=visit.now,
    )


def _accept(visit: Visit) -> Answer:
    return owning.accept_handover(visit.desk, visit.press, case=visit.case, now=visit.now)


def _decline(visit: Visit) -> Answer:
    return owning.decline_handover(visit.desk, visit.press, case=visit.case, now=visit.now)


def _withdraw_handover(visit: Visit) -> Answer:
    return owning.withdraw_handover(visit.desk, visit.press, case=visit.case, now=visit.now)


def _ask_manager(visit: Visit) -> Answer:
    colleague = visit.required_person("colleague")
    return owning.ask_manager(
        visit.desk, visit.press, case=visit.case, colleague=colleague, now=visit.now
    )


def _buddy(visit: Visit) -> Answer:
    colleague = visit.required_person("webcare")
    return owning.name_buddy(
        visit.desk, visit.press, case=visit.case, colleague=colleague, now=visit.now
    )


def _bypass(visit: Visit) -> Answer:
    return owning.bypass(
        visit.desk,
        visit.press,
        case=visit.case,
        what=visit.required("words"),
        why=visit.text("why"),
        now=visit.now,
    )


def _ask_department(visit: Visit) -> Answer:
    return promising.ask_department(
        visit.desk,
        visit.press,
        case=visit.case,
        department=visit.required("department"),
        words=visit.required("words"),
        due_at=required_due_at(visit),
        now=visit.now,
    )


def _take_promise(visit: Visit) -> Answer:
    return promising.give(
        visit.desk, visit.press, case=visit.case, promise=visit.promise, doer=None, now=visit.now
    )


def _name_doer(visit: Visit) -> Answer:
    doer = visit.required_person("doer")
    return promising.give(
        visit.desk, visit.press, case=visit.case, promise=visit.promise, doer=doer, now=visit.now
    )


def _reply(visit: Visit) -> Answer:
    return replying.record_reply(visit.desk, visit.press, case=visit.case, now=visit.now)


def _apologise(visit: Visit) -> Answer:
    return _word(visit, ReplyKind.APOLOGY)


def _quick_update(visit: Visit) -> Answer:
    return _word(visit, ReplyKind.UPDATE)


def _word(visit: Visit, kind: ReplyKind) -> Answer:
    return replying.record_reply(
        visit.desk,
        visit.press,
        case=visit.case,
        kind=kind,
        way=visit.choice("way", Way),
        words=visit.text("words"),
        now=visit.now,
    )


def _amend_reply(visit: Visit) -> Answer:
    way = visit.choice("way", Way) if visit.text("way") else None
    url = visit.text("url")
    if way is None and url is None:
        raise BadField(field="url", empty=True)
    return replying.amend_reply(
        visit.desk,
        visit.press,
        case=visit.case,
        reply=ReplyId(visit.argument()),
        way=way,
        url=url,
        now=visit.now,
    )


def _no_reply(visit: Visit) -> Answer:
    reason = visit.choice("reason", NoReplyReason)
    return replying.no_reply_needed(
        visit.desk, visit.press, case=visit.case, reason=reason, now=visit.now
    )


def _place(visit: Visit) -> Answer:
    return replying.ask_placing(
        visit.desk,
        visit.press,
        case=visit.case,
        words=visit.required("words"),
        webcare=visit.person("webcare"),
        now=visit.now,
    )


def _placed(visit: Visit) -> Answer:
    url = visit.text("url")
    return replying.place(visit.desk, visit.press, case=visit.case, url=url, now=visit.now)


def _decline_placing(visit: Visit) -> Answer:
    reason = visit.required("reason")
    return replying.decline_placing(
        visit.desk, visit.press, case=visit.case, reason=reason, now=visit.now
    )


def _withdraw_placing(visit: Visit) -> Answer:
    return replying.withdraw_placing(visit.desk, visit.press, case=visit.case, now=visit.now)


def _wait(visit: Visit) -> Answer:
    return replying.wait_for_customer(visit.desk, visit.press, case=visit.case, now=visit.now)


def _stop_waiting(visit: Visit) -> Answer:
    return replying.stop_waiting(visit.desk, visit.press, case=visit.case, now=visit.now)


def _still_on_it(visit: Visit) -> Answer:
    return answering.still_on_it(visit.desk, visit.press, case=visit.case, now=visit.now)


def _still_mended(visit: Visit) -> Answer:
    return answering.still_mended(visit.desk, visit.press, case=visit.case, now=visit.now)


def _promise(visit: Visit) -> Answer:
    words = visit.required("words")
    said = promising.Said(
        words=words,
        due_at=due_at(visit, words=words),
        to=visit.choice("to", To) if visit.text("to") else To.CUSTOMER,
        doer=visit.person("doer"),
        condition=visit.text("condition"),
        heard=_heard(visit),
    )
    return promising.promise(visit.desk, visit.press, case=visit.case, said=said, now=visit.now)


def _heard(visit: Visit) -> NoticeId | None:
    """The offer that opened the form, where one did."""
    return NoticeId(visit.argument()) if visit.interaction.intent.argument else None


def _decline_offer(visit: Visit) -> Answer:
    notice = NoticeId(visit.argument())
    return remembering.decline_offer(visit.desk, visit.press, notice=notice, now=visit.now)


def _keep(visit: Visit) -> Answer:
    return promising.keep(
        visit.desk,
        visit.press,
        case=visit.case,
        promise=visit.promise,
        evidence=visit.text("evidence"),
        now=visit.now,
    )


def _move(visit: Visit) -> Answer:
    return promising.move(
        visit.desk,
        visit.press,
        case=visit.case,
        promise=visit.promise,
        due_at=required_due_at(visit),
        now=visit.now,
    )


def _break(visit: Visit) -> Answer:
    return promising.break_promise(
        visit.desk,
        visit.press,
        case=visit.case,
        promise=visit.promise,
        because=visit.choice("because", BrokenBecause),
        words=visit.text("words"),
        now=visit.now,
    )


def _waive(visit: Visit) -> Answer:
    return promising.waive(
        visit.desk,
        visit.press,
        case=visit.case,
        promise=visit.promise,
        reason=visit.required("reason"),
        now=visit.now,
    )


def _remind_later(visit: Visit) -> Answer:
    return promising.remind_later(
        visit.desk,
        visit.press,
        case=visit.case,
        promise=visit.promise,
        until=required_due_at(visit),
        because=visit.choice("reason", LaterBecause),
        words=visit.text("words"),
        now=visit.now,
    )


def _goodwill(visit: Visit) -> Answer:
    return giving.offer_goodwill(
        visit.desk,
        visit.press,
        case=visit.case,
        amount=visit.cents("amount"),
        words=visit.text("words"),
        now=visit.now,
    )


def _approve_goodwill(visit: Visit) -> Answer:
    goodwill = GoodwillId(visit.argument())
    return giving.approve_goodwill(
        visit.desk, visit.press, case=visit.case, goodwill=goodwill, now=visit.now
    )


def _refuse_goodwill(visit: Visit) -> Answer:
    goodwill = GoodwillId(visit.argument())
    return giving.refuse_goodwill(
        visit.desk, visit.press, case=visit.case, goodwill=goodwill, now=visit.now
    )


def _tell_goodwill(visit: Visit) -> Answer:
    goodwill = GoodwillId(visit.argument())
    return giving.tell_goodwill(
        visit.desk, visit.press, case=visit.case, goodwill=goodwill, now=visit.now
    )


def _solve(visit: Visit) -> Answer:
    return closing.solve(
        visit.desk,
        visit.press,
        case=visit.case,
        outcome=visit.choice("outcome", Outcome),
        helped=visit.text("helped"),
        widespread=visit.text("widespread") is not None,
        now=visit.now,
    )


def _close(visit: Visit) -> Answer:
    outcome = visit.choice("outcome", Outcome)
    return closing.close(visit.desk, visit.press, case=visit.case, outcome=outcome, now=visit.now)


def _reopen(visit: Visit) -> Answer:
    reason = visit.text("reason")
    return closing.reopen(visit.desk, visit.press, case=visit.case, reason=reason, now=visit.now)


def _dismiss(visit: Visit) -> Answer:
    reason = visit.choice("reason", DismissReason)
    return closing.dismiss(visit.desk, visit.press, case=visit.case, reason=reason, now=visit.now)


def _raise(visit: Visit) -> Answer:
    reason = visit.text("reason")
    return closing.raise_level(
        visit.desk, visit.press, case=visit.case, reason=reason, now=visit.now
    )


def _broadcast(visit: Visit) -> Answer:
    return closing.call_for_help(
        visit.desk,
        visit.press,
        case=visit.case,
        channels=visit.several("channels"),
        why=visit.required("why"),
        asked=visit.text("asked"),
        until_at=visit.moment("until"),
        now=visit.now,
    )


def _merge(visit: Visit) -> Answer:
    other = next(iter(visit.ids("other")), None)
    if other is None:
        raise BadField(field="other", empty=True)
    return merging.merge(
        visit.desk, visit.press, survivor=visit.case, other=CaseId(other), now=visit.now
    )


def _split(visit: Visit) -> Answer:
    return merging.split(
        visit.desk,
        visit.press,
        case=visit.case,
        posts=tuple(PostId(one) for one in visit.ids("posts")),
        promises=tuple(PromiseId(one) for one in visit.ids("promises")),
        now=visit.now,
    )


def _undo(visit: Visit) -> Answer:
    return closing.undo(visit.desk, visit.press, case=visit.case, now=visit.now)


def _capture(visit: Visit) -> Answer:
    if visit.actor is None:
        raise UnknownPerson
    url, words = visit.text("url"), visit.text("words")
    if url is None and words is None:
        raise BadField(field="url", empty=True)
    captured = Captured(
        url, words, visit.text("customer"), visit.actor.id, visit.now, _number(visit)
    )
    try:
        heard = visit.house.capturing(captured)
    except UnusableUrl as unusable:
        raise BadField(field="url") from unusable
    return hearing.capture(visit.desk, visit.press, heard=heard, now=visit.now)


def _number(visit: Visit) -> int:
    """A number that this delivery alone has, so that its repeat is the same capture."""
    return int(sha256(visit.press.delivery.encode()).hexdigest()[:15], 16)


def _read_digest(visit: Visit) -> Answer:
    return digesting.read_digest(visit.desk, visit.press, week=visit.week, now=visit.now)


def _decide_digest(visit: Visit) -> Answer:
    return digesting.decide_digest(
        visit.desk, visit.press, week=visit.week, on=visit.day("on"), now=visit.now
    )


def _ask_digest(visit: Visit) -> Answer:
    return digesting.ask_digest(
        visit.desk, visit.press, week=visit.week, words=visit.required("words"), now=visit.now
    )


def _set_language(visit: Visit) -> Answer:
    language = visit.text("language") or visit.interaction.intent.argument or ""
    if visit.interaction.intent.argument is not None and _is_told_elsewhere(visit):
        # A page that names its own language; what they are told in their chat is theirs to say.
        return Answer(Code.SETTINGS_CHANGED.value, {"language": language})
    return settings.set_language(visit.desk, visit.press, language=language, now=visit.now)


def _is_told_elsewhere(visit: Visit) -> bool:
    """Whether what is private goes to somebody in another chat than this."""
    if visit.actor is None or visit.actor.lane is None:
        return False
    with visit.desk.store.read() as uow:
        return uow.lanes.address(visit.actor.lane).chat != visit.interaction.account.chat


def _set_hours(visit: Visit) -> Answer:
    hours = filled_in_hours(visit)
    return settings.set_hours(visit.desk, visit.press, hours=hours, now=visit.now)


def _set_willing(visit: Visit) -> Answer:
    said = visit.text("willing") or visit.interaction.intent.argument
    if said not in (YES, NO):
        raise BadField(field="willing", empty=said is None)
    return settings.set_willing(visit.desk, visit.press, willing=said == YES, now=visit.now)


def _end_absence(visit: Visit) -> Answer:
    try:
        first_on, last_on = days_of(visit.interaction.intent.argument or "")
    except ValueError:
        raise NoAbsence from None
    return settings.end_absence(
        visit.desk, visit.press, first_on=first_on, last_on=last_on, now=visit.now
    )


def _set_absence(visit: Visit) -> Answer:
    return settings.set_absence(
        visit.desk,
        visit.press,
        first_on=visit.day("first_on"),
        last_on=visit.day("last_on"),
        deputy=visit.person("deputy"),
        now=visit.now,
    )


def _make_code(visit: Visit) -> Answer:
    code = visit.house.new_code()
    return tying.make_code(visit.desk, visit.press, code=code, now=visit.now)


def _tie(visit: Visit) -> Answer:
    return tying.tie(visit.desk, visit.press, code=visit.required("code"), now=visit.now)


ACTIONS: Mapping[Verb, Action] = {
    Verb.CLAIM: _claim,
    Verb.RELEASE: _release,
    Verb.LET_GO: _let_go,
    Verb.SUGGEST: _suggest,
    Verb.HELP: _help,
    Verb.STOP_HELPING: _stop_helping,
    Verb.ASK_HELP: _ask_help,
    Verb.NOTE: _note,
    Verb.HANDOVER: _handover,
    Verb.ACCEPT: _accept,
    Verb.DECLINE: _decline,
    Verb.WITHDRAW_HANDOVER: _withdraw_handover,
    Verb.ASK_MANAGER: _ask_manager,
    Verb.BUDDY: _buddy,
    Verb.BYPASS: _bypass,
    Verb.ASK_DEPARTMENT: _ask_department,
    Verb.TAKE_PROMISE: _take_promise,
    Verb.NAME_DOER: _name_doer,
    Verb.REPLY: _reply,
    Verb.AMEND_REPLY: _amend_reply,
    Verb.APOLOGISE: _apologise,
    Verb.QUICK_UPDATE: _quick_update,
    Verb.NO_REPLY: _no_reply,
    Verb.PLACE: _place,
    Verb.PLACED: _placed,
    Verb.DECLINE_PLACING: _decline_placing,
    Verb.WITHDRAW_PLACING: _withdraw_placing,
    Verb.PROMISE: _promise,
    Verb.KEEP: _keep,
    Verb.MOVE: _move,
    Verb.BREAK: _break,
    Verb.WAIVE: _waive,
    Verb.DECLINE_OFFER: _decline_offer,
    Verb.REMIND_LATER: _remind_later,
    Verb.GOODWILL: _goodwill,
    Verb.APPROVE_GOODWILL: _approve_goodwill,
    Verb.REFUSE_GOODWILL: _refuse_goodwill,
    Verb.TELL_GOODWILL: _tell_goodwill,
    Verb.WAIT: _wait,
    Verb.STOP_WAITING: _stop_waiting,
    Verb.STILL_ON_IT: _still_on_it,
    Verb.STILL_MENDED: _still_mended,
    Verb.SOLVE: _solve,
    Verb.CLOSE: _close,
    Verb.REOPEN: _reopen,
    Verb.DISMISS: _dismiss,
    Verb.RAISE: _raise,
    Verb.BROADCAST: _broadcast,
    Verb.MERGE: _merge,
    Verb.SPLIT: _split,
    Verb.UNDO: _undo,
    Verb.CAPTURE: _capture,
    Verb.READ_DIGEST: _read_digest,
    Verb.DECIDE_DIGEST: _decide_digest,
    Verb.ASK_DIGEST: _ask_digest,
    Verb.SET_LANGUAGE: _set_language,
    Verb.MAKE_CODE: _make_code,
    Verb.TIE: _tie,
    Verb.SET_ABSENCE: _set_absence,
    Verb.END_ABSENCE: _end_absence,
    Verb.SET_HOURS: _set_hours,
    Verb.SET_WILLING: _set_willing,
}
"""What every doing verb does."""
