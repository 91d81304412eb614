"""Words that reach the customer: recorded, placed, amended, heard; and waiting for theirs."""

from dataclasses import replace

import pytest

from bot.domain.actions import replying
from bot.domain.case import Case, NoReplyReason, State
from bot.domain.employee import Employee
from bot.domain.errors import (
    ClaimFirst,
    NoPlacing,
    NoReplyYet,
    NotNow,
    NotWaiting,
    OnlyHelpers,
    OnlySamePerson,
    OnlyWebcare,
    PlacingPending,
    UnknownPerson,
    UnknownReply,
)
from bot.domain.events import Code
from bot.domain.ids import ReplyId, WordsId
from bot.domain.placing import PlacingState
from bot.domain.reply import ReplyKind, Way
from tests.builders import (
    AMY,
    BEN,
    ERIK,
    HOUR,
    INSTANT,
    LEA,
    MIA,
    MINUTE,
    NOW,
    a_case,
    a_claimed_case,
    a_placing,
    a_reply,
    a_resolved_case,
    an_answered_case,
)

ASKED = a_claimed_case(placings=(a_placing(),))
LATER = NOW + HOUR

# --- record -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(ReplyKind))
@pytest.mark.parametrize("way", list(Way))
def test_a_word_of_any_kind_by_any_way_ends_the_silence(kind: ReplyKind, way: Way) -> None:
    """D33: an apology by phone is an act."""
    reply = a_reply(at=LATER, kind=kind, way=way)

    change = replying.record_reply(a_claimed_case(), ERIK, reply=reply)

    assert change.case.said == (reply,)
    assert change.case.silent_since is None
    assert change.events[0].happened_at == LATER
    assert change.events[0].facts["apology"] is (kind is ReplyKind.APOLOGY)


def test_a_reply_is_self_reported_until_it_is_heard() -> None:
    change = replying.record_reply(a_claimed_case(), ERIK, reply=a_reply(at=LATER))

    assert not change.case.said[0].heard


def test_a_solved_case_may_still_get_its_public_closing_line() -> None:
    change = replying.record_reply(a_resolved_case(), ERIK, reply=a_reply(2, at=LATER))

    assert change.case.state is State.RESOLVED
    assert len(change.case.said) == 2


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (a_case(), ClaimFirst),
        (a_claimed_case(AMY), OnlyHelpers),
        *((a_case(state=s), NotNow) for s in (State.CLOSED, State.DISMISSED, State.MERGED)),
    ],
)
def test_a_reply_is_not_recorded_here(case: Case, refusal: type[Exception]) -> None:
    """Never two people answering one customer."""
    with pytest.raises(refusal):
        replying.record_reply(case, ERIK, reply=a_reply())


def test_a_word_before_the_customers_last_one_does_not_end_the_silence_after_it() -> None:
    asked_again = a_claimed_case(last_said_at=LATER, last_heard_at=LATER, silent_since=LATER)

    change = replying.record_reply(asked_again, ERIK, reply=a_reply(at=LATER - MINUTE))

    assert change.case.silent_since == LATER


def test_a_source_whose_clock_runs_ahead_leaves_no_silence_behind() -> None:
    ahead = a_claimed_case(last_said_at=NOW + MINUTE, silent_since=NOW + MINUTE)

    change = replying.record_reply(ahead, ERIK, reply=a_reply(at=NOW + INSTANT))

    assert change.case.silent_since is None


# --- amend ------------------------------------------------------------------------------------


def test_a_reply_was_a_call_after_all_or_gets_its_link() -> None:
    case = an_answered_case()

    called = replying.amend_reply(case, ERIK, reply_id=ReplyId(1), way=Way.PHONE, url=None)
    linked = replying.amend_reply(called.case, ERIK, reply_id=ReplyId(1), way=None, url="x")

    assert called.case.said[0].way is Way.PHONE
    assert (linked.case.said[0].way, linked.case.said[0].url) == (Way.PHONE, "x")


def test_only_who_said_it_amends_it() -> None:
    with pytest.raises(OnlySamePerson):
        replying.amend_reply(an_answered_case(), AMY, reply_id=ReplyId(1), way=None, url="x")


@pytest.mark.parametrize("replies", [(), (a_reply(withdrawn=True),)], ids=["none", "undone"])
def test_what_was_not_said_is_not_amended(replies: tuple[object, ...]) -> None:
    case = a_claimed_case(replies=replies)

    with pytest.raises(UnknownReply):
        replying.amend_reply(case, ERIK, reply_id=ReplyId(1), way=None, url="x")


# --- heard ------------------------------------------------------------------------------------


def test_what_a_source_hears_confirms_the_newest_public_reply() -> None:
    called = a_reply(1, at=LATER, way=Way.PHONE)
    older, newer = a_reply(2, at=NOW + 2 * HOUR), a_reply(3, at=NOW + 3 * HOUR)
    case = an_answered_case(replies=(newer, older, called))

    change = replying.hear_reply(case, reply=a_reply(9, by=None, at=NOW + 3 * HOUR, url="u"))

    assert [(one.id, one.heard) for one in change.case.replies] == [
        (3, True),
        (2, False),
        (1, False),
    ]
    assert change.case.replies[0].url == "u"
    assert change.events[0].facts == {"reply": 3, "by": ERIK.id}


def test_a_link_that_a_colleague_gave_is_kept() -> None:
    case = an_answered_case(replies=(a_reply(url="mine"),))

    heard = replying.hear_reply(case, reply=a_reply(9, by=None, url="theirs"))

    assert heard.case.replies[0].url == "mine"


def test_words_that_nobody_reported_are_recorded_as_an_unknown_colleagues() -> None:
    change = replying.hear_reply(a_case(), reply=a_reply(9, by=None, at=LATER, heard=True))

    assert change.case.state is State.OPEN
    assert change.case.said[0].by is None
    assert change.case.silent_since is None


def test_a_reply_heard_after_the_customer_asked_again_leaves_them_waiting() -> None:
    """D7: sources tell things out of order, and a customer must not be lost in between."""
    asked_again = a_claimed_case(
        last_said_at=NOW + 2 * HOUR, last_heard_at=NOW + 2 * HOUR, silent_since=NOW
    )

    change = replying.hear_reply(asked_again, reply=a_reply(9, by=None, at=LATER))

    assert change.case.silent_since == NOW + 2 * HOUR


def test_an_answer_to_a_new_question_does_not_confirm_the_answer_to_the_old_one() -> None:
    case = a_claimed_case(
        replies=(a_reply(1, at=NOW + MINUTE),),
        last_said_at=LATER,
        last_heard_at=LATER,
        silent_since=LATER,
    )

    change = replying.hear_reply(case, reply=a_reply(9, by=None, at=LATER + MINUTE, heard=True))

    assert [(one.id, one.heard) for one in change.case.said] == [(1, False), (9, True)]
    assert change.case.silent_since is None


# --- no reply needed --------------------------------------------------------------------------


def test_a_helper_records_why_there_is_no_reply() -> None:
    change = replying.no_reply_needed(a_claimed_case(), AMY, reason=NoReplyReason.ASKED_NOT_TO)

    assert change.case.no_reply is NoReplyReason.ASKED_NOT_TO


@pytest.mark.parametrize(
    ("case", "refusal"),
    [(a_case(), ClaimFirst), (a_claimed_case(AMY), OnlyHelpers), (a_resolved_case(), NotNow)],
)
def test_a_reason_is_not_recorded_here(case: Case, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        replying.no_reply_needed(case, MIA, reason=NoReplyReason.UNREACHABLE)


# --- place this for me ------------------------------------------------------------------------


def test_a_named_webcare_colleague_is_asked_and_the_customer_still_waits() -> None:
    change = replying.ask_placing(a_claimed_case(), ERIK, AMY, placing=a_placing())

    assert change.case.placing == a_placing()
    assert change.case.silent_since == NOW


@pytest.mark.parametrize(
    ("case", "webcare", "refusal"),
    [
        (a_case(), AMY, ClaimFirst),
        (a_resolved_case(), AMY, NotNow),
        (a_claimed_case(AMY), AMY, OnlyHelpers),
        (ASKED, BEN, PlacingPending),
        (a_claimed_case(), MIA, OnlyWebcare),
        (a_claimed_case(), replace(AMY, active=False), UnknownPerson),
    ],
)
def test_placing_is_not_asked_here(case: Case, webcare: Employee, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        replying.ask_placing(case, ERIK, webcare, placing=a_placing(2))


@pytest.mark.parametrize("placer", [AMY, BEN, LEA], ids=["asked", "colleague", "lead"])
def test_any_of_webcare_places_the_words_which_are_the_helpers_reply(placer: Employee) -> None:
    change = replying.place(ASKED, placer, reply_id=ReplyId(4), url="u", now=LATER)

    reply = change.case.said[0]
    assert (reply.by, reply.way, reply.words, reply.url) == (ERIK.id, Way.PLACED, 1, "u")
    assert change.case.placings[0].state is PlacingState.PLACED
    assert change.case.silent_since is None
    assert [event.code for event in change.events] == [Code.PLACED, Code.REPLIED]


def test_webcare_declines_with_a_reason_and_the_customer_still_waits() -> None:
    change = replying.decline_placing(ASKED, BEN, reason=WordsId(8), now=LATER)

    declined = change.case.placings[0]
    assert (declined.state, declined.reason) == (PlacingState.DECLINED, 8)
    assert change.case.silent_since == NOW


def test_only_webcare_places_or_declines() -> None:
    with pytest.raises(OnlyWebcare):
        replying.place(ASKED, ERIK, reply_id=ReplyId(4), url=None, now=LATER)
    with pytest.raises(OnlyWebcare):
        replying.decline_placing(ASKED, ERIK, reason=WordsId(8), now=LATER)


def test_only_who_asked_takes_the_request_back() -> None:
    assert replying.withdraw_placing(ASKED, ERIK, now=LATER).case.placing is None
    with pytest.raises(OnlySamePerson):
        replying.withdraw_placing(ASKED, AMY, now=LATER)


def test_without_a_request_there_is_nothing_to_place() -> None:
    case = a_claimed_case()

    with pytest.raises(NoPlacing):
        replying.place(case, AMY, reply_id=ReplyId(4), url=None, now=LATER)
    with pytest.raises(NoPlacing):
        replying.decline_placing(case, AMY, reason=WordsId(8), now=LATER)
    with pytest.raises(NoPlacing):
        replying.withdraw_placing(case, ERIK, now=LATER)


# --- waiting for the customer -----------------------------------------------------------------


def test_a_customer_who_had_a_reply_is_waited_for() -> None:
    change = replying.wait_for_customer(an_answered_case(), ERIK, now=LATER)

    assert change.case.waiting_since == LATER


@pytest.mark.parametrize(
    ("case", "refusal"),
    [
        (a_case(), ClaimFirst),
        (a_resolved_case(), NotNow),
        (an_answered_case(AMY), OnlyHelpers),
        (an_answered_case(waiting_since=NOW), NotNow),
        (a_claimed_case(), NoReplyYet),
        (a_claimed_case(replies=(a_reply(withdrawn=True),)), NoReplyYet),
        (an_answered_case(silent_since=LATER), NoReplyYet),
    ],
)
def test_a_customer_is_not_waited_for_here(case: Case, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        replying.wait_for_customer(case, ERIK, now=LATER)


def test_a_helper_goes_on_without_the_customer() -> None:
    case = an_answered_case(waiting_since=NOW)

    assert replying.stop_waiting(case, AMY).case.waiting_since is None
    with pytest.raises(OnlyHelpers):
        replying.stop_waiting(case, MIA)


def test_a_case_that_does_not_wait_does_not_stop_waiting() -> None:
    with pytest.raises(NotWaiting):
        replying.stop_waiting(an_answered_case(), ERIK)
