"""What the cards say and offer, and to whom."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.answer import Answer
from bot.domain.case import Level, State
from bot.domain.employee import Employee
from bot.domain.errors import Facts
from bot.domain.events import moment
from bot.domain.ids import CaseId, PromiseId
from bot.domain.notice import NoticeKind
from bot.domain.promise import Kind, Promise, To
from bot.domain.reply import Way
from bot.domain.view import Audience, CasePage, NoticeView, Sight
from bot.presentation.card import Button, Card, Style
from bot.presentation.cards.briefing import briefing_card
from bot.presentation.cards.channel import channel_card
from bot.presentation.cards.notices import notice_card
from bot.presentation.gallery.examples import (
    ERIK,
    KARIN,
    NOW,
    PRIVATE,
    REDACTED,
    SANNE,
    TEXT,
    a_case,
    a_claimed_case,
    a_promise,
    a_reply,
    a_view,
    an_answered_case,
)
from bot.presentation.intent import Intent, Verb, opening
from bot.presentation.page import Page
from bot.presentation.pages import case_page
from bot.presentation.toasts import answer_toast

CHANNEL = Audience("en", "Europe/Amsterdam")
OWNER = Audience("en", "Europe/Amsterdam", reader=ERIK.id)


def _text(card: Card) -> str:
    return "\n".join(line.says.plain for line in card.lines)


def _verbs(buttons: tuple[Button, ...]) -> list[Verb | str | None]:
    """What buttons do, or which form they open."""
    return [_verb(button) for button in buttons]


def _verb(button: Button) -> Verb | str | None:
    if button.intent is None:
        return "url"
    return button.intent.argument if button.intent.verb is Verb.FORM else button.intent.verb


def test_an_open_case_says_who_waits_where_why_and_who_will_help() -> None:
    card = channel_card(a_view(a_case()), replace(CHANNEL, language="nl"))

    assert card.title.plain == "Jos · Facebook · wacht sinds ma 16-3 14:20"
    assert _text(card).splitlines() == [
        TEXT,
        "Waarom hier: nog niemand reageerde.",
        "Nog niemand pakt dit op. Webcare helpt je, elke dag tot 21:00.",
    ]
    assert card.summary == f"Wie helpt Jos? „{TEXT}”"


def test_an_open_case_can_be_taken_or_given_to_who_can() -> None:
    card = channel_card(a_view(a_case()), CHANNEL)

    assert _verbs(card.buttons) == [Verb.CLAIM, "suggest"]
    assert _verbs(card.overflow) == [
        "url",
        Verb.SHOW_CASE,
        "dismiss",
        Verb.SHOW_HELP,
        Verb.MORE,
    ]
    assert card.buttons[0].intent == Intent(Verb.CLAIM, "case:12", seen=3)
    assert card.buttons[0].style is Style.PRIMARY


def test_a_claimed_case_says_who_is_on_it_and_offers_to_help() -> None:
    card = channel_card(a_view(a_claimed_case()), CHANNEL)

    assert "Erik de Vries (Projecten) is on it." in _text(card)
    assert _verbs(card.buttons) == [Verb.HELP]


def test_a_channel_outside_webcare_sees_words_without_private_data() -> None:
    view = a_view(a_case(), text=PRIVATE, redacted=REDACTED)

    assert _text(channel_card(view, CHANNEL)).startswith(REDACTED)
    assert _text(channel_card(view, replace(CHANNEL, sight=Sight.WEBCARE))).startswith(PRIVATE)


def test_words_that_the_redaction_left_empty_are_not_shown_whole() -> None:
    view = a_view(a_case(), text=PRIVATE, redacted="")

    assert PRIVATE not in _text(channel_card(view, CHANNEL))


def test_a_call_for_help_is_gone_when_its_time_is_over() -> None:
    called = a_view(a_case(broadcasts=()))

    assert "asks for help" not in _text(channel_card(called, CHANNEL))


def test_a_customer_without_a_name_is_the_customer() -> None:
    card = channel_card(a_view(a_case(), customer=None), replace(CHANNEL, language="nl"))

    assert card.title.plain == "De klant · Facebook · wacht sinds ma 16-3 14:20"


def test_the_briefing_before_the_first_word_offers_to_reply_or_have_it_placed() -> None:
    card = briefing_card(a_view(a_claimed_case()), OWNER)

    assert _verbs(card.buttons) == [Verb.REPLY, "place"]
    assert "before Wed 18 Mar 15:10" in _text(card)
    assert "goodwill up to €25" in _text(card)


def test_the_briefing_after_the_first_word_offers_to_promise_or_solve() -> None:
    card = briefing_card(a_view(an_answered_case()), OWNER)

    assert _verbs(card.buttons) == ["promise", "solve"]
    assert "Nothing promised yet." in _text(card)


def test_the_briefing_asks_for_a_word_again_when_the_customer_wrote_again() -> None:
    spoke_again = an_answered_case(silent_since=NOW - timedelta(minutes=5))

    card = briefing_card(a_view(spoke_again), OWNER)

    assert _verbs(card.buttons) == [Verb.REPLY, "place"]


def test_without_a_mandate_no_money_is_promised() -> None:
    text = _text(briefing_card(a_view(a_claimed_case(), mandate=0), OWNER))

    assert "Promise no money." in text
    assert "€" not in text


def test_a_first_word_that_is_overdue_is_asked_for_now_and_not_held_against_anybody() -> None:
    late = a_view(a_claimed_case(), reply_by=NOW - timedelta(hours=3))

    text = _text(briefing_card(late, OWNER))

    assert "let them know now" in text
    assert "11:20" not in text


def test_a_call_asks_for_one_public_line() -> None:
    phoned = a_reply(way=Way.PHONE)

    text = _text(briefing_card(a_view(an_answered_case(replies=(phoned,))), OWNER))

    assert "one line in public" in text


def test_open_promises_stand_on_the_briefing_with_their_moments() -> None:
    text = _text(briefing_card(a_view(an_answered_case(promises=(a_promise(),))), OWNER))

    assert "Promised: “Ik bel je woensdag over de banners.”, Fri 20 Mar 17:00" in text


def test_an_owner_who_may_no_longer_see_the_words_can_still_pass_it_on() -> None:
    card = briefing_card(a_view(a_claimed_case(sensitive=True)), OWNER)

    assert _verbs(card.buttons) == ["handover", Verb.RELEASE]
    assert TEXT not in _text(card)


@pytest.mark.parametrize("state", [State.OPEN, State.DISMISSED, State.MERGED])
def test_nobodys_case_leaves_no_buttons_with_its_former_owner(state: State) -> None:
    card = briefing_card(a_view(a_case(state=state)), OWNER)

    assert card.settled
    assert card.buttons == ()


def _reminder(kind: NoticeKind = NoticeKind.PROMISE_DUE) -> NoticeView:
    view = a_view(an_answered_case(promises=(a_promise(),)))
    return NoticeView(kind.value, {}, view, PromiseId(7), id=3)


def test_a_reminder_says_what_was_promised_and_takes_one_press() -> None:
    card = notice_card(_reminder(), OWNER)

    assert _text(card).splitlines() == [
        "Jos expects this of you before Fri 20 Mar 17:00.",
        "Promised: “Ik bel je woensdag over de banners.”",
    ]
    assert _verbs(card.buttons) == [Verb.KEEP, "cannot"]
    assert _verbs(card.overflow)[0] == "remind_later"
    assert card.buttons[0].intent == Intent(Verb.KEEP, "promise:7", seen=3)
    assert card.buttons[1].intent == opening(Verb.CANNOT, "promise:7", seen=3)


def test_what_rose_to_somebody_higher_up_names_nobody_who_is_late() -> None:
    card = notice_card(_reminder(NoticeKind.PROMISE_ROSE), replace(CHANNEL, reader=SANNE.id))

    assert ERIK.name not in _text(card) + card.summary


def test_a_handover_says_what_was_done_and_what_is_promised() -> None:
    case = an_answered_case(promises=(a_promise(),))
    facts: Facts = {"by": ERIK.id, "to": SANNE.id, "words": 3}
    told = NoticeView(NoticeKind.HANDOVER_ASKED.value, facts, a_view(case), id=3)

    card = notice_card(told, replace(CHANNEL, reader=SANNE.id))

    assert card.summary == "Erik de Vries (Projecten) asks: will you take over Jos?"
    assert "Done: replied. Still promised: “Ik bel je woensdag over de banners.”" in _text(card)
    assert _verbs(card.buttons) == [Verb.ACCEPT, Verb.DECLINE]


def test_who_knows_is_named_in_private_and_never_in_a_channel() -> None:
    risen = a_view(a_claimed_case(level=Level.MANAGER), leader=KARIN.id)

    assert "Karin Visser (Netwerk) knows." in _text(briefing_card(risen, OWNER))
    assert "Karin" not in _text(channel_card(risen, CHANNEL))
    assert "Karin Visser (Netwerk) knows." in _first_part(case_page(CasePage(risen, (), ()), OWNER))


def test_who_knows_is_named_by_function_where_nobody_is_known() -> None:
    risen = a_view(a_claimed_case(level=Level.MANAGER))
    gone = replace(risen, leader=KARIN.id, people={})

    assert "The head of the department knows." in _text(briefing_card(risen, OWNER))
    assert "The head of the department knows." in _text(briefing_card(gone, OWNER))


def test_who_knows_reads_so_in_their_own_words() -> None:
    risen = a_view(a_claimed_case(level=Level.MANAGER), leader=KARIN.id)
    karin = replace(OWNER, language="nl", reader=KARIN.id)

    assert "Dit is ook bij jou gebracht." in _first_part(case_page(CasePage(risen, (), ()), karin))


def test_an_owner_who_leads_is_not_told_that_they_know() -> None:
    mine = a_view(a_claimed_case(level=Level.LEAD), leader=ERIK.id)

    assert "brought to you" not in _text(briefing_card(mine, OWNER))


def _first_part(page: Page) -> str:
    return "\n".join(line.says.plain for line in page.parts[0].lines)


def test_a_kind_of_notice_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        notice_card(replace(_reminder(), kind="nonsense"), OWNER)


def test_who_was_second_hears_who_was_first_and_can_help() -> None:
    answer = Answer("AlreadyClaimed", {"owner": ERIK.id}, refused=True)

    toast = answer_toast(answer, a_view(a_claimed_case()), replace(CHANNEL, reader=SANNE.id))

    assert toast.refused
    assert toast.says.plain.startswith("Erik de Vries (Projecten) was first.")
    assert _verbs(toast.buttons) == [Verb.HELP]


def test_a_recorded_reply_can_be_amended_and_undone() -> None:
    facts: Facts = {"reply": 55, "way": "public", "kind": "reply", "by": ERIK.id}
    answer = Answer("replied", facts, case=CaseId(12), version=4, undo={"state": "claimed"})

    toast = answer_toast(answer, a_view(an_answered_case()), OWNER)

    assert toast.says.plain == "Noted: you, now, in public."
    assert _verbs(toast.buttons) == ["amend_reply:55", "amend_reply:55:url", Verb.UNDO]
    assert toast.buttons[-1].intent == Intent(Verb.UNDO, "case:12", seen=4)


def test_an_answer_is_drawn_the_same_from_what_was_stored() -> None:
    answer = Answer("promised", {"promise": 7, "due_at": "2026-03-20T16:00:00+00:00"})

    first = answer_toast(answer, a_view(an_answered_case()), OWNER)
    again = answer_toast(answer, a_view(an_answered_case()), OWNER)

    assert first == again
    assert first.says.plain == "Remembered: Fri 17:00. I’ll remind you in time."


@pytest.mark.parametrize(
    ("doer", "said"),
    [
        (ERIK, "Onthouden: vr 17:00. Ik herinner je eraan: morgen 10:20."),
        (SANNE, "Onthouden: vr 17:00. Ik herinner Sanne eraan: morgen 10:20."),
    ],
)
def test_whoever_promised_hears_when_they_will_be_reminded(doer: Employee, said: str) -> None:
    view = a_view(
        an_answered_case(promises=(a_promise(doer=doer.id),)),
        reminders={PromiseId(7): NOW + timedelta(hours=20)},
    )
    answer = Answer("promised", {"promise": 7, "due_at": moment(a_promise().due_at)})

    toast = answer_toast(answer, view, Audience("nl", "Europe/Amsterdam", reader=ERIK.id))

    assert toast.says.plain == said


def test_of_a_department_one_hears_that_it_was_asked() -> None:
    asked = a_promise(kind=Kind.DEMAND, to=To.COLLEAGUE, department="Netwerk", doer=SANNE.id)
    view = a_view(
        an_answered_case(promises=(asked,)),
        reminders={PromiseId(7): NOW + timedelta(hours=20)},
    )
    due_at = moment(NOW)
    facts: Facts = {"promise": 7, "kind": "demand", "department": "Netwerk", "due_at": due_at}

    toast = answer_toast(Answer("promised", facts), view, OWNER)

    assert toast.says.plain.startswith("Asked of Netwerk, before ")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"code": "AlreadyHelping", "refused": True}, "You are helping here already."),
        ({"code": "replied", "refused": False}, "You pressed a button. It was recorded after all;"),
        ({"code": None, "refused": True, "verb": "keep"}, "You chose “Done”. It was not recorded,"),
        ({"code": "claimed", "failed": True}, "It was not recorded"),
    ],
)
def test_a_late_answer_says_what_became_of_it_as_far_as_that_is_known(
    facts: Facts, said: str
) -> None:
    told = NoticeView(NoticeKind.WORD_AFTER.value, facts, a_view(a_claimed_case()), id=3)

    assert said in notice_card(told, OWNER).summary


@pytest.mark.parametrize(("promises", "fine"), [((), True), ((a_promise(),), False)])
def test_a_silent_owner_with_a_promise_is_not_told_to_let_go(
    promises: tuple[Promise, ...], fine: bool
) -> None:
    view = a_view(a_claimed_case(promises=promises))

    card = notice_card(NoticeView(NoticeKind.SILENT_OWNER.value, {}, view, id=3), OWNER)

    assert ("let it go" in _text(card)) is fine
    assert any("Let go" in button.label for button in card.overflow) is fine
