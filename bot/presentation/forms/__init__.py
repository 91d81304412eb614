"""One form for every action that needs one, opened by its verb from `FORMS`.

A builder takes a `FormContext`. What the fields are called, and what their values are:

=================  ==============================================================================
verb               fields (* required; values in brackets)
=================  ==============================================================================
promise            words*, when [ISO local time | pick | none | read], by_when, at, to [To],
                   doer [employee id], condition
keep               evidence
cannot             instead* [move | ask_help | waive | break]: the verb that follows
move               when [ISO local time | pick | read], by_when, at
break              because* [BrokenBecause], words
waive              reason*
remind_later       when [ISO local time | pick], at, reason [LaterBecause], words?
place              words*, webcare* [employee id]
placed             url
decline_placing    reason*
amend_reply        way [public | phone | mail], url; the reply's id is the intent's argument
apologise          way* [public | phone | mail]
quick_update       way* [public | phone | mail], words
no_reply           reason* [NoReplyReason]
goodwill           amount [euro, as people write it], words
handover           colleague* [employee id], words
ask_manager        colleague* [employee id]
buddy              webcare* [employee id]
ask_department     department* [its name], words*, when [ISO local time | pick], at
name_doer          doer* [employee id]
bypass             words*, why
suggest            colleague* [employee id]
let_go             reason
note               words*
raise              reason
broadcast          channels* [channel keys], why*, asked, until
solve              outcome* [happy | fine | unhappy | nothing], helped, widespread
close              outcome* [happy | fine | unhappy | gave_up]
reopen             reason
dismiss            reason* [DismissReason]
merge              other* [case id]
split              posts* [post ids], promises [promise ids]
capture            url, words, customer: at least url or words
ask_digest         words*
decide_digest      on*
set_absence        first_on*, last_on*, deputy [employee id]
set_language       language* [nl | en]
set_hours          days* [mon … sun], begin*, end*, begin_again, end_again [time of day, as people
                   write it], others: a tick, the other days stay as they are
set_willing        willing* [yes | no]
tie                code*
=================  ==============================================================================

`when`, `by_when` and `at`: a filled `at` wins, then a chosen `when`, then `by_when`, which is read
as people write it, then the words of a promise. What was read is shown first, as a choice of
`when`; the field is then called `when_` and eight digits, so that no chat keeps what stood in it.
Moments are ISO local time in the reader's zone (`2026-03-24T17:00`), dates ISO dates, a tick is
`on` or absent; fields that take several values give a tuple. The promise's forms are sent with the
subject `promise:<id>`, the digest's with `digest:<week>`, capture and the settings with `house`,
all others with `case:<id>`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.presentation.form import Form
from bot.presentation.forms import asking, ending, house, promising, replying, settings, sharing
from bot.presentation.forms.context import FormContext
from bot.presentation.intent import Verb

__all__ = ["FORMS", "FormContext"]

FORMS: Mapping[Verb, Callable[[FormContext], Form]] = {
    Verb.PROMISE: promising.promise_form,
    Verb.KEEP: promising.keep_form,
    Verb.CANNOT: promising.cannot_form,
    Verb.MOVE: promising.move_form,
    Verb.BREAK: promising.break_form,
    Verb.WAIVE: promising.waive_form,
    Verb.REMIND_LATER: promising.remind_later_form,
    Verb.PLACE: replying.place_form,
    Verb.PLACED: replying.placed_form,
    Verb.DECLINE_PLACING: replying.decline_placing_form,
    Verb.AMEND_REPLY: replying.amend_reply_form,
    Verb.APOLOGISE: replying.apologise_form,
    Verb.QUICK_UPDATE: replying.quick_update_form,
    Verb.NO_REPLY: replying.no_reply_form,
    Verb.GOODWILL: replying.goodwill_form,
    Verb.HANDOVER: sharing.handover_form,
    Verb.ASK_MANAGER: asking.ask_manager_form,
    Verb.BUDDY: asking.buddy_form,
    Verb.ASK_DEPARTMENT: asking.ask_department_form,
    Verb.NAME_DOER: asking.name_doer_form,
    Verb.BYPASS: asking.bypass_form,
    Verb.SUGGEST: sharing.suggest_form,
    Verb.LET_GO: sharing.let_go_form,
    Verb.NOTE: sharing.note_form,
    Verb.RAISE: sharing.raise_form,
    Verb.BROADCAST: sharing.broadcast_form,
    Verb.SOLVE: ending.solve_form,
    Verb.CLOSE: ending.close_form,
    Verb.REOPEN: ending.reopen_form,
    Verb.DISMISS: ending.dismiss_form,
    Verb.MERGE: ending.merge_form,
    Verb.SPLIT: ending.split_form,
    Verb.CAPTURE: house.capture_form,
    Verb.ASK_DIGEST: house.ask_digest_form,
    Verb.DECIDE_DIGEST: house.decide_digest_form,
    Verb.SET_ABSENCE: house.absence_form,
    Verb.SET_LANGUAGE: house.language_form,
    Verb.SET_HOURS: settings.hours_form,
    Verb.SET_WILLING: settings.willing_form,
    Verb.TIE: house.tie_form,
}
"""The form of every verb that has one."""
