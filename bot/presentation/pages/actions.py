"""All actions that fit a case now, for whoever looks, each with what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.actions.handing_over import needs_manager
from bot.domain.case import Level, State
from bot.domain.goodwill import GoodwillState
from bot.domain.handover import Handover
from bot.domain.ids import EmployeeId
from bot.domain.placing import Placing
from bot.domain.promise import Promise
from bot.domain.view import Audience, CaseView
from bot.presentation.card import Button
from bot.presentation.cards.briefing import goodwill_what
from bot.presentation.forms import FORMS
from bot.presentation.intent import Verb
from bot.presentation.page import Page, Part, Row
from bot.presentation.voice import CaseVoice, speaking_of
from bot.presentation.wording import capitalised


class Who(StrEnum):
    """Who may do something, seen from the case."""

    ANYONE = "anyone"
    OWNER = "owner"
    HELPER = "helper"
    """The owner, a back-up, the buddy, webcare."""
    BACKUP = "backup"
    OUTSIDER = "outsider"
    """Neither the owner nor a back-up."""
    WEBCARE = "webcare"
    ASKED = "asked"
    """Whom the owner asked to take over."""
    GIVER = "giver"
    """The owner, and whoever may overrule them: a leaver's case is handed over by a manager."""
    OFFERER = "offerer"
    """The owner, and whoever offered the case to somebody."""
    PLACED_FOR = "placed_for"
    """Whose words webcare is asked to place."""
    SIDE = "side"
    """The owner, and webcare: they name who stands at the owner's side."""
    GRADER = "grader"
    """A helper who is not the owner: nobody grades themselves."""


Fits = Callable[[CaseVoice], bool]
_LIVE = (State.OPEN, State.CLAIMED, State.RESOLVED)
_ENDED = (State.RESOLVED, State.CLOSED, State.DISMISSED)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done to a case: in which group it stands, when and for whom."""

    verb: Verb
    group: str
    states: tuple[State, ...]
    who: Who = Who.HELPER
    fits: Fits = lambda _: True


def _unanswered(voice: CaseVoice) -> bool:
    return not voice.case.said and voice.case.no_reply is None


def _offered(voice: CaseVoice) -> bool:
    return voice.case.handover is not None


def _can_offer(voice: CaseVoice) -> bool:
    """A third handover is for a manager, or the lead, to offer."""
    allowed = voice.audience.may_overrule or not needs_manager(voice.case)
    return allowed and not _offered(voice)


def _can_ask_manager(voice: CaseVoice) -> bool:
    return not _offered(voice) and not _can_offer(voice)


def _placing(voice: CaseVoice) -> bool:
    return voice.case.placing is not None


def _places_through_webcare(voice: CaseVoice) -> bool:
    """Webcare places its own words itself."""
    return voice.is_public and not _placing(voice)


def _waits(voice: CaseVoice) -> bool:
    return voice.case.waiting_since is not None


def _can_wait(voice: CaseVoice) -> bool:
    return bool(voice.case.said) and not _waits(voice)


def _bound(voice: CaseVoice) -> bool:
    return bool(voice.case.blocking_promises)


def _can_rise(voice: CaseVoice) -> bool:
    return voice.case.level < Level.EXECUTIVE


def _not(fits: Fits) -> Fits:
    return lambda voice: not fits(voice)


_OPEN, _CLAIMED = (State.OPEN,), (State.CLAIMED,)
ACTIONS = (
    Action(Verb.CLAIM, "who", _OPEN, Who.ANYONE),
    Action(Verb.SUGGEST, "who", _OPEN, Who.ANYONE),
    Action(Verb.ACCEPT, "who", _CLAIMED, Who.ASKED),
    Action(Verb.DECLINE, "who", _CLAIMED, Who.ASKED),
    Action(Verb.HELP, "who", _CLAIMED, Who.OUTSIDER),
    Action(Verb.STOP_HELPING, "who", _CLAIMED, Who.BACKUP),
    Action(Verb.REPLY, "contact", (State.CLAIMED, State.RESOLVED)),
    Action(Verb.PLACE, "contact", _CLAIMED, fits=_places_through_webcare),
    Action(Verb.WITHDRAW_PLACING, "contact", _CLAIMED, Who.PLACED_FOR),
    Action(Verb.PLACED, "contact", _CLAIMED, Who.WEBCARE, _placing),
    Action(Verb.DECLINE_PLACING, "contact", _CLAIMED, Who.WEBCARE, _placing),
    Action(Verb.APOLOGISE, "contact", _CLAIMED),
    Action(Verb.QUICK_UPDATE, "contact", _CLAIMED),
    Action(Verb.WAIT, "contact", _CLAIMED, fits=_can_wait),
    Action(Verb.STOP_WAITING, "contact", _CLAIMED, fits=_waits),
    Action(Verb.NO_REPLY, "contact", _CLAIMED, fits=_unanswered),
    Action(Verb.PROMISE, "promise", _CLAIMED),
    Action(Verb.GOODWILL, "promise", _CLAIMED),
    Action(Verb.STILL_ON_IT, "contact", _CLAIMED, Who.OWNER),
    Action(Verb.ASK_DEPARTMENT, "promise", _CLAIMED),
    Action(Verb.SOLVE, "end", _CLAIMED, Who.OWNER),
    Action(Verb.STILL_MENDED, "end", (State.CLOSED,)),
    Action(Verb.CLOSE, "end", (State.RESOLVED,), Who.GRADER),
    Action(Verb.REOPEN, "end", _ENDED, Who.ANYONE),
    Action(Verb.DISMISS, "end", _OPEN, Who.ANYONE),
    Action(Verb.DISMISS, "end", _CLAIMED, fits=_not(_bound)),
    Action(Verb.ASK_HELP, "who", _CLAIMED, Who.OWNER),
    Action(Verb.HANDOVER, "who", _CLAIMED, Who.GIVER, _can_offer),
    Action(Verb.ASK_MANAGER, "who", _CLAIMED, Who.OWNER, _can_ask_manager),
    Action(Verb.BUDDY, "who", _CLAIMED, Who.SIDE),
    Action(Verb.WITHDRAW_HANDOVER, "who", _CLAIMED, Who.OFFERER, _offered),
    Action(Verb.RELEASE, "who", _CLAIMED, Who.OWNER, _not(_bound)),
    Action(Verb.LET_GO, "who", _CLAIMED, Who.OWNER),
    Action(Verb.RAISE, "who", _LIVE, fits=_can_rise),
    Action(Verb.BROADCAST, "who", (State.OPEN, State.CLAIMED), Who.WEBCARE),
    Action(Verb.NOTE, "tidy", (*_LIVE, State.CLOSED, State.DISMISSED), Who.ANYONE),
    Action(Verb.BYPASS, "tidy", (State.CLAIMED, State.RESOLVED)),
    Action(Verb.MERGE, "tidy", _OPEN, Who.ANYONE),
    Action(Verb.MERGE, "tidy", (State.CLAIMED, State.RESOLVED)),
    Action(Verb.SPLIT, "tidy", _OPEN, Who.ANYONE),
    Action(Verb.SPLIT, "tidy", _CLAIMED),
)
"""Everything that can be done to a case as such, the most wanted first within its group."""
_GROUPS = ("contact", "promise", "who", "end", "tidy")
_AT_ONCE_TOO = frozenset({Verb.PLACED})
"""They have a form, which adds something; one press is enough."""


def more_page(view: CaseView, audience: Audience) -> Page:
    """What this reader can do here now."""
    voice = speaking_of(view, audience)
    fitting = [one for one in ACTIONS if is_fitting(voice, one)]
    parts = [_part(voice, group, fitting) for group in _GROUPS]
    return Page(
        title=voice.say("page.more"),
        parts=tuple(part for part in parts if part.rows),
        buttons=(*voice.view_post(), voice.act(Verb.SHOW_CASE)),
    )


def buttons_for(voice: CaseVoice, *verbs: Verb) -> tuple[Button, ...]:
    """The buttons of those of these verbs that fit now."""
    return tuple(
        _button(voice, one.verb)
        for verb in verbs
        for one in ACTIONS
        if one.verb is verb and is_fitting(voice, one)
    )


def is_fitting(voice: CaseVoice, action: Action) -> bool:
    """Whether the reader can do this to the case as it is."""
    if voice.hidden and action.verb not in _WITHOUT_WORDS:
        return False
    return voice.case.state in action.states and _may(voice, action.who) and action.fits(voice)


_WITHOUT_WORDS = frozenset(
    {Verb.HANDOVER, Verb.WITHDRAW_HANDOVER, Verb.RELEASE, Verb.LET_GO, Verb.NOTE}
)
"""What whoever may not see the words can still do: get it to those who may."""


def promise_buttons(voice: CaseVoice, promise: Promise) -> tuple[Button, ...]:
    """What the reader can do about a promise now: nothing, where it is not theirs to say."""
    reader = voice.audience.reader
    concerned = reader is not None and (voice.case.is_helper(reader) or reader == promise.doer)
    if not promise.is_open or voice.hidden or not (concerned or not voice.is_public):
        return ()
    return (
        voice.act_on_promise(Verb.KEEP, promise.id),
        voice.open_on_promise(Verb.CANNOT, promise.id),
    )


def is_asked_over(voice: CaseVoice) -> bool:
    """Whether the reader was asked to take the case over."""
    offer, reader = voice.case.handover, voice.audience.reader
    return offer is not None and reader is not None and offer.to == reader


def _may(voice: CaseVoice, who: Who) -> bool:
    reader, case = voice.audience.reader, voice.case
    owns = reader is not None and reader == case.owner
    backs = reader is not None and reader in case.backups
    webcare = not voice.is_public
    helps = owns or backs or webcare or (reader is not None and reader == case.buddy)
    return {
        Who.ANYONE: True,
        Who.OWNER: owns,
        Who.HELPER: helps,
        Who.BACKUP: backs,
        Who.OUTSIDER: not owns and not backs,
        Who.WEBCARE: webcare,
        Who.ASKED: is_asked_over(voice),
        Who.GIVER: owns or voice.audience.may_overrule,
        Who.OFFERER: owns or _is_by(case.handover, reader),
        Who.PLACED_FOR: _is_by(case.placing, reader),
        Who.SIDE: owns or webcare,
        Who.GRADER: helps and not owns,
    }[who]


def _is_by(request: Handover | Placing | None, reader: EmployeeId | None) -> bool:
    return request is not None and reader is not None and request.by == reader


def _part(voice: CaseVoice, group: str, fitting: list[Action]) -> Part:
    rows = tuple(_row(voice, one.verb) for one in fitting if one.group == group)
    return Part(voice.text(f"page.more.{group}"), rows=(*rows, *_particular_rows(voice, group)))


def _particular_rows(voice: CaseVoice, group: str) -> Iterator[Row]:
    """What can be done about one thing in the case: a reply, a promise, a goodwill."""
    if group == "contact":
        yield from _reply_rows(voice)
    if group == "promise":
        yield from _promise_rows(voice)
        yield from _goodwill_rows(voice)


def _row(voice: CaseVoice, verb: Verb) -> Row:
    return Row(voice.say(f"more.{verb.value}"), buttons=(_button(voice, verb),))


def _promise_rows(voice: CaseVoice) -> Iterator[Row]:
    """What is promised still: nobody has to wait for the reminder to say that it is done."""
    for promise in voice.case.open_promises:
        buttons = promise_buttons(voice, promise)
        if buttons:
            yield Row(capitalised(voice.promise_line(promise)), buttons=buttons)


def _reply_rows(voice: CaseVoice) -> Iterator[Row]:
    """How it was said after all, or where it stands: for whoever replied last."""
    last = voice.case.said[-1] if voice.case.said else None
    if last is None or last.by is None or last.by != voice.audience.reader or voice.hidden:
        return
    how = voice.open(Verb.AMEND_REPLY, item=last.id)
    where = voice.open(Verb.AMEND_REPLY, item=last.id, choice="url", label="button.link")
    yield Row(voice.say("more.amend_reply"), buttons=(how, where))


def _goodwill_rows(voice: CaseVoice) -> Iterator[Row]:
    """What the lead is asked to allow, and what was approved and not told yet."""
    for goodwill in voice.case.goodwill:
        if goodwill.state is GoodwillState.PROPOSED and voice.audience.is_lead:
            approve = voice.act(Verb.APPROVE_GOODWILL, argument=goodwill.id)
            refuse = voice.act(Verb.REFUSE_GOODWILL, argument=goodwill.id)
            asked = voice.say("more.decide_goodwill", what=goodwill_what(voice, goodwill))
            yield Row(asked, buttons=(approve, refuse))
    if not _may(voice, Who.HELPER):
        return
    for goodwill in voice.case.goodwill:
        if goodwill.state is GoodwillState.APPROVED:
            button = voice.act(Verb.TELL_GOODWILL, argument=goodwill.id)
            yield Row(voice.say("more.tell_goodwill"), buttons=(button,))


def _button(voice: CaseVoice, verb: Verb) -> Button:
    opens = verb in FORMS and verb not in _AT_ONCE_TOO
    return voice.open(verb) if opens else voice.act(verb)
