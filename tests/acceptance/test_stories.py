"""The other stories of the demands, in their good end and on the way there."""

from __future__ import annotations

from bot.domain.case import Level, State
from bot.domain.flags import Flag
from bot.domain.goodwill import GoodwillState
from bot.domain.promise import PromiseState
from bot.domain.reply import Way
from bot.presentation.intent import Verb
from bot.presentation.toast import Toast
from tests.acceptance.world import World, local


def test_one_customer_on_three_channels_at_once_becomes_one_case(world: World) -> None:
    """Twitter, phone and a form side by side: one case (D2), the earliest contact counts (D41)."""
    tweet = world.says(
        "ali", "Al een week geen internet!", source="x", said_at=local("2026-03-14 20:00")
    )
    form = world.says("ali_form", "Nog steeds geen internet, ik heb gebeld.", source="web")
    world.ravi.presses(Verb.CLAIM, tweet)
    world.erik.presses(Verb.CLAIM, form)
    world.erik.presses(Verb.REPLY, form)
    world.erik.presses(Verb.PROMISE, form, words="Er komt een monteur.", at="2026-03-17T12:00")

    world.amy.presses(Verb.MERGE, tweet, other=str(form))

    case = world.case(form)
    assert case.id == tweet
    assert case.owner == world.ravi.id
    assert case.backups == (world.erik.id,)
    assert case.first_contact_at == local("2026-03-14 20:00")
    assert len(case.open_promises) == 1
    world.goes_to("2026-03-16 09:30")
    assert "merged" in world.erik.heard_of
    world.erik.presses(Verb.NOTE, form, words="De monteur heet Joop.")
    assert "noted" in world.codes(tweet)


def test_a_second_contact_upgrades_at_once_and_a_thanks_never_does(world: World) -> None:
    """A second contact upgrades the service at once (D43); a thanks is not a reopening."""
    case = world.says("mia", "Mijn factuur is dubbel afgeschreven.", post="m1")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.passes(hours=1)

    world.says("mia", "En nu is hij voor de derde keer afgeschreven.")
    assert world.case(case).level is Level.LEAD
    assert world.case(case).repeats == 1
    assert "customer_spoke" in world.erik.heard_of

    world.erik.presses(Verb.REPLY, case)
    world.erik.presses(Verb.SOLVE, case, outcome="fine")
    world.passes(hours=1)
    world.says("mia", "Dank je wel!")
    assert world.case(case).state is State.RESOLVED
    world.says("mia", "Het is toch weer mis.")
    again = world.case(case)
    assert again.state is State.CLAIMED
    assert again.owner == world.erik.id
    assert "came_back" in world.erik.heard_of


def test_what_is_sensitive_goes_to_trained_webcare_only(world: World) -> None:
    """Not for everybody: safety, legal, press, vulnerable, data leaks (DESIGN 1)."""
    case = world.says("hetty", "Mijn advocaat stuurt jullie een dagvaarding over mijn internet.")

    assert Flag.LEGAL in world.flags(case)
    assert world.channel("webcare")
    assert not world.channel("netwerk")
    assert "webcare" in world.erik.hears(Verb.CLAIM, case).casefold()
    world.passes(hours=2)
    assert not world.channel("iedereen")
    world.amy.presses(Verb.CLAIM, case)
    assert world.case(case).owner == world.amy.id


def test_the_lead_hears_of_words_that_wait_for_somebody_on_holiday(world: World) -> None:
    case = world.says("jos", "Snapt iemand die banners?")
    world.erik.presses(Verb.CLAIM, case)
    world.goes_to("2026-03-16 16:50")
    world.erik.presses(Verb.PLACE, case, words="Dag Jos! Erik", webcare=str(world.amy.id))
    world.is_away("amy", "2026-03-17", "2026-04-03")

    world.goes_to("2026-03-17 17:00")

    assert "placing_late_lead" in {one.notice.kind.value for one in world.sanne.told}


def test_webcare_places_a_helpers_words_in_their_name(world: World) -> None:
    """*Place this for me* is a request to a named webcare person, with a clock."""
    case = world.says("jos", "Snapt iemand die banners?")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(
        Verb.PLACE, case, words="Dag Jos, sorry! Ik zoek het uit. Erik", webcare=str(world.amy.id)
    )
    assert world.amy.heard_of == ["first_case", "placing_asked"]
    assert "Ik zoek het uit" in world.amy.messages[-1].text
    world.passes(minutes=31)
    assert world.amy.heard_of == ["first_case", "placing_asked", "placing_late"]
    world.passes(minutes=30)
    assert "placing_late_lead" in world.sanne.heard_of

    world.amy.presses(Verb.PLACED, case, url="https://facebook.com/draadloos/posts/12")

    (reply,) = world.case(case).said
    assert (reply.by, reply.way) == (world.erik.id, Way.PLACED)
    world.goes_to("2026-03-16 15:30")  # good to know, and it can wait
    assert world.erik.heard_of[-1] == "placed"
    assert not world.amy.messages[-1].labels


def test_a_handover_moves_the_case_and_its_promises_on_yes_only(world: World) -> None:
    """One owner from start to finish, not passed on twenty times (D14)."""
    case = world.says("jos", "De banners op de site kloppen niet.")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.erik.presses(Verb.PROMISE, case, words="Banner uit de app.", at="2026-03-20T17:00")
    assert "Banner uit de app" in world.erik.hears(Verb.RELEASE, case)

    world.erik.presses(Verb.HANDOVER, case, colleague=str(world.ravi.id), words="Jij kunt dit.")
    assert world.case(case).owner == world.erik.id
    assert "Ja, ik neem het over" in world.ravi.messages[-1].labels
    world.ravi.presses(Verb.DECLINE, case)
    assert world.erik.heard_of[-1] == "handover_declined"

    world.erik.presses(Verb.HANDOVER, case, colleague=str(world.nicole.id))
    world.passes(hours=3)
    assert world.case(case).handover is None
    assert world.erik.heard_of[-1] == "handover_expired"

    world.erik.presses(Verb.HANDOVER, case, colleague=str(world.ravi.id))
    world.ravi.presses(Verb.ACCEPT, case)
    taken = world.case(case)
    assert taken.owner == world.ravi.id
    assert {promise.doer for promise in taken.open_promises} == {world.ravi.id}
    assert [promise.kind.value for promise in taken.open_promises] == ["said", "tell_new_owner"]
    assert not world.erik.messages[0].labels


def test_goodwill_above_the_mandate_waits_for_the_lead_and_is_told(world: World) -> None:
    """Compensation is recorded *and told* (D34); above the mandate the lead approves first."""
    case = world.says("els", "500 MB tegoed kwijt en niemand die iets zegt.")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.GOODWILL, case, amount="€ 6,00", words="tegoed")
    world.erik.presses(Verb.GOODWILL, case, amount="75")
    small, large = world.case(case).goodwill
    assert (small.state, large.state) == (GoodwillState.APPROVED, GoodwillState.PROPOSED)
    assert world.sanne.heard_of == ["goodwill_asked"]
    assert world.erik.hears(Verb.TELL_GOODWILL, case) != ""

    world.sanne.presses(Verb.APPROVE_GOODWILL, case, argument=str(large.id))
    world.goes_to("2026-03-16 09:30")
    assert world.erik.heard_of[-1] == "goodwill_decided"
    world.erik.presses(Verb.TELL_GOODWILL, case, argument=str(large.id))
    assert world.case(case).goodwill[1].state is GoodwillState.TOLD


def test_a_broken_promise_is_told_openly_and_blocks_nothing(world: World) -> None:
    """Broken promises are reported openly, not averaged away (D31)."""
    case = world.says("ali", "De monteur kwam niet opdagen.")
    world.ravi.presses(Verb.CLAIM, case)
    world.ravi.presses(Verb.REPLY, case)
    world.ravi.presses(Verb.PROMISE, case, words="Monteur vandaag.", at="2026-03-16T16:00")
    promise = world.promise_of(case)
    world.goes_to("2026-03-17 09:01")
    assert world.ravi.heard_of[-1] == "promise_late"
    assert world.sanne.heard_of[-1] == "promise_rose"

    world.ravi.presses(Verb.CANNOT, f"promise:{promise}", instead="break")
    world.ravi.presses(Verb.BREAK, f"promise:{promise}", because="other_department")
    world.ravi.presses(Verb.PROMISE, case, words="Nu morgenochtend.", at="2026-03-18T10:00")
    assert [one.state for one in world.case(case).promises] == [
        PromiseState.BROKEN,
        PromiseState.OPEN,
    ]


def test_a_promise_moved_twice_rises(world: World) -> None:
    """The second move raises the level (DESIGN 2)."""
    case = world.says("ali", "Wanneer komt mijn modem?")
    world.ravi.presses(Verb.CLAIM, case)
    world.ravi.presses(Verb.PROMISE, case, words="Modem.", at="2026-03-17T10:00")
    promise = f"promise:{world.promise_of(case)}"
    world.ravi.presses(Verb.MOVE, promise, at="2026-03-18T10:00")
    assert world.case(case).level is Level.CHANNEL
    world.ravi.presses(Verb.MOVE, promise, at="2026-03-19T10:00")
    assert world.case(case).level is Level.LEAD
    assert world.case(case).open_promises[0].moves == 2


def test_remind_later_moves_the_reminder_and_never_past_the_promise(world: World) -> None:
    """Let me slow one reminder down, up to a week, never past the promise."""
    case = world.says("ali", "Bel me over mijn contract.")
    world.ravi.presses(Verb.CLAIM, case)
    world.ravi.presses(Verb.REPLY, case)
    world.ravi.presses(Verb.PROMISE, case, words="Ik bel.", at="2026-03-18T17:00")
    promise = f"promise:{world.promise_of(case)}"
    world.goes_to("2026-03-18 15:30")
    assert world.ravi.heard_of == ["promise_early"]

    too_far = {"at": "2026-03-19T09:00", "reason": "customer"}
    assert world.ravi.hears(Verb.REMIND_LATER, promise, **too_far) != ""
    assert world.case(case).open_promises[0].remind_at is None
    world.ravi.presses(Verb.REMIND_LATER, promise, at="2026-03-18T16:00", reason="part")
    world.goes_to("2026-03-18 15:59")
    assert world.ravi.heard_of == ["promise_early"]
    world.goes_to("2026-03-18 16:01")
    assert world.ravi.heard_of == ["promise_early", "promise_due"]


def test_an_employee_who_feels_threatened_is_free_at_once(world: World) -> None:
    """*Unpleasant or threatening*: the reason goes to the lead only, the name leaves the card."""
    case = world.says("boos", "Dit is de laatste keer dat ik bel.")
    world.erik.presses(Verb.CLAIM, case)
    card = world.channel("webcare")[0]
    assert "Erik" in card.text

    world.erik.presses(Verb.LET_GO, case, reason="Hij weet waar ik woon.")

    assert world.case(case).state is State.OPEN
    assert world.case(case).sensitive
    assert world.sanne.heard_of == ["let_go"]
    assert "waar ik woon" in world.sanne.messages[-1].text
    assert all("Erik" not in message.text for message in world.channel("webcare"))
    assert all("waar ik woon" not in message.text for message in world.channel("webcare"))


def test_a_colleague_can_point_to_who_can(world: World) -> None:
    """An employee tagged in a post hands it on (D6)."""
    case = world.says("jos", "Geen internet sinds de storing.")
    world.erik.presses(Verb.SUGGEST, case, colleague=str(world.ravi.id))
    assert world.ravi.heard_of == ["suggested"]
    world.ravi.presses(Verb.CLAIM, case)
    assert not world.ravi.messages[0].labels


def test_undo_takes_back_the_last_thing_while_nothing_happened_since(world: World) -> None:
    """Undo where one can slip."""
    case = world.says("jos", "Hoi, klopt die banner?")
    world.erik.presses(Verb.CLAIM, case)
    reply = world.erik.presses(Verb.REPLY, case)
    assert isinstance(reply, Toast)
    undo = reply.buttons[-1].intent
    assert undo is not None
    assert undo.verb is Verb.UNDO

    world.erik.presses(Verb.UNDO, case, seen=undo.seen)

    assert world.case(case).said == ()
    assert world.case(case).silent_since is not None
    assert world.amy.hears(Verb.UNDO, case) != ""
    assert world.case(case).state is State.CLAIMED


def test_not_a_complaint_needs_a_reason_and_comes_back_when_it_is_one(world: World) -> None:
    """Never silent: every post ends in a human answer or a reasoned dismissal (D10)."""
    case = world.says("jos", "Mooie etalage hebben jullie.", post="a")
    world.nicole.presses(Verb.DISMISS, case, reason="praise")
    assert world.case(case).state is State.DISMISSED
    world.passes(days=1)
    assert world.sanne.heard_of == []

    world.says("jos", "Maar binnen sta ik een uur te wachten, schandalig.", in_reply_to="a")
    assert world.case(case).state is State.OPEN
    assert len(world.channel("webcare")) == 2


def test_a_customer_with_two_accounts_is_heard_under_both_after_a_merge(world: World) -> None:
    """One customer on several channels: one case (D2), and every word of theirs counts (D10)."""
    tweet = world.says("ali", "Geen internet!", source="x")
    form = world.says("ali_form", "Geen internet, al een week.", source="web")
    world.ravi.presses(Verb.CLAIM, tweet)
    world.ravi.presses(Verb.REPLY, tweet)
    world.amy.presses(Verb.MERGE, tweet, other=str(form))
    world.passes(hours=1)

    again = world.says("ali_form", "Hoort iemand mij?", source="web")

    assert again == tweet
    assert world.case(tweet).repeats == 1
    assert world.ravi.heard_of[-1] in {"customer_spoke", "merged"}


def test_who_only_spoke_in_somebodys_thread_has_a_case_of_their_own(world: World) -> None:
    """A bystander's own complaint is not lost in another customer's case."""
    jos = world.says("jos", "Hallo?", post="jos1")
    assert world.says("ali", "Bij mij ook!", in_reply_to="jos1") == jos

    ali = world.says("ali", "Mijn rekening klopt niet.")

    assert ali != jos
    assert world.case(jos).repeats == 0


def test_who_is_to_keep_a_promise_hears_it_when_it_is_made(world: World) -> None:
    """A demand on another department is no surprise at 80 % of its time (D21)."""
    case = world.says("jos", "Wanneer komt de monteur?")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(
        Verb.PROMISE, case, words="Ravi belt.", at="2026-03-17T12:00", doer=str(world.ravi.id)
    )
    assert world.ravi.heard_of == ["promise_given"]
    assert "Ravi belt" in world.ravi.messages[-1].text

    world.ravi.presses(Verb.KEEP, f"promise:{world.promise_of(case)}")
    assert not world.ravi.messages[-1].labels


def test_an_owner_hears_that_somebody_else_ended_their_case(world: World) -> None:
    """The owner does not grade himself; who does, is no secret to him."""
    case = world.says("jos", "Mijn factuur klopt niet.")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.erik.presses(Verb.SOLVE, case, outcome="nothing")
    assert world.erik.hears(Verb.CLOSE, case, outcome="happy") != ""
    world.amy.presses(Verb.CLOSE, case, outcome="happy")

    assert world.case(case).state is State.CLOSED
    world.goes_to("2026-03-16 09:30")
    assert world.erik.heard_of[-1] == "ended"


def test_a_question_about_the_digest_reaches_the_webcare_lead(world: World) -> None:
    """A letter that is read gets an answer (D59)."""
    world.says("jos", "Hallo?")
    world.goes_to("2026-03-23 09:30")
    world.dirk.presses(Verb.ASK_DIGEST, "digest:2026-W12", words="Waarom zo veel monteurs?")

    assert world.sanne.heard_of[-1] == "digest_question"
    assert "Waarom zo veel monteurs?" in world.sanne.messages[-1].text
    assert "Dirk" in world.sanne.messages[-1].text


def test_a_promise_of_somebody_on_holiday_reaches_the_deputy_and_rises(world: World) -> None:
    """No promise is left alone because its doer is away (D20)."""
    case = world.says("jos", "Wanneer komt de monteur?")
    world.ravi.presses(Verb.CLAIM, case)
    world.ravi.presses(Verb.REPLY, case)
    world.ravi.presses(Verb.PROMISE, case, words="De monteur belt.", at="2026-03-18T12:00")
    world.ravi.presses(
        Verb.SET_ABSENCE,
        "house",
        first_on="2026-03-17",
        last_on="2026-04-06",
        deputy=str(world.erik.id),
    )
    world.goes_to("2026-03-20 10:00")

    assert "promise_due" in world.erik.heard_of
    assert "De monteur belt" in "".join(message.text for message in world.erik.messages)
    assert world.case(case).level >= Level.MANAGER
    assert "promise_rose" in world.sanne.heard_of


def test_nobody_who_has_left_is_told_of_a_customer(world: World) -> None:
    """Reorganisations happen: promises of a leaver get somebody who hears them (D20)."""
    case = world.says("jos", "Wanneer komt de monteur?")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.erik.presses(
        Verb.PROMISE, case, words="Ravi belt.", at="2026-03-17T12:00", doer=str(world.ravi.id)
    )
    told = len(world.ravi.messages)
    with world.store.begin() as uow:
        uow.employees.set_active(world.ravi.id, active=False)
        uow.commit()
    world.goes_to("2026-03-18 10:00")

    assert len(world.ravi.messages) == told
    assert {"promise_due", "promise_late"} <= set(world.erik.heard_of)


def test_letting_go_of_something_unpleasant_always_works(world: World) -> None:
    """With the lead gone, anybody of webcare takes the case with its promises."""
    case = world.says("boos", "Ik weet je te vinden.")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.erik.presses(Verb.PROMISE, case, words="Ik bel.", at="2026-03-17T12:00")
    with world.store.begin() as uow:
        uow.employees.set_active(world.sanne.id, active=False)
        uow.commit()
    world.erik.presses(Verb.LET_GO, case, reason="Dreigt.")

    assert world.case(case).owner == world.amy.id
    assert world.amy.heard_of == ["first_case", "let_go"]
