"""Hear, act, ring, carry: nothing lost, nothing doubled, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.case import State
from bot.domain.post import Author, Said
from bot.ports.chatting import ChatAway, MessageGone, NotDeliverable, Paced
from bot.ports.hearing import Deed, Heard
from bot.ports.storing import CardKind, NewCard
from bot.presentation.intent import Verb
from bot.presentation.toast import Toast
from tests.acceptance.world import World, local


def test_the_same_delivery_twice_acts_once_and_answers_the_same(world: World) -> None:
    """Retries have one effect and the same reply."""
    case = world.says("jos", "Hallo?")
    first = world.erik.presses(Verb.CLAIM, case, delivery="once")
    second = world.erik.presses(Verb.CLAIM, case, delivery="once")

    assert first == second
    assert world.codes(case).count("claimed") == 1


def test_the_same_press_under_a_new_id_counts_as_one(world: World) -> None:
    """A double click is one reply, as long as nothing happened in between."""
    case = world.says("jos", "Hallo?")
    world.erik.presses(Verb.CLAIM, case)
    seen = world.case(case).version
    world.erik.presses(Verb.REPLY, case, seen=seen)
    world.erik.presses(Verb.REPLY, case, seen=seen)

    assert len(world.case(case).said) == 1


def test_who_comes_second_hears_who_was_first_and_can_help(world: World) -> None:
    """Never two people answering one customer; show who is on it."""
    case = world.says("jos", "Hallo?")
    world.erik.presses(Verb.CLAIM, case)
    reply = world.ravi.presses(Verb.CLAIM, case)

    assert isinstance(reply, Toast)
    assert "Erik" in reply.says.plain
    (help_button, *_) = reply.buttons
    assert help_button.intent is not None
    assert help_button.intent.verb is Verb.HELP
    world.ravi.presses(Verb.HELP, case)
    assert world.case(case).backups == (world.ravi.id,)
    world.goes_to("2026-03-16 09:30")
    assert world.erik.heard_of[-1] == "helper_joined"


def test_hearing_the_same_again_changes_nothing(world: World) -> None:
    """At least once from the source, exactly once in the storage."""
    case = world.says("jos", "Hallo?", post="same")
    again = world.says("jos", "Hallo?", post="same")

    assert case == again
    assert len(world.channel("webcare")) == 1
    assert world.codes(case) == ["opened"]


def test_a_deleted_post_is_forgotten_and_cannot_come_back(world: World) -> None:
    """Deletion follows the source, with a tombstone."""
    case = world.says("jos", "Mijn adres is Kerkstraat 1.", post="gone")
    world.hears(Heard(Deed.DELETED, "facebook", "gone"))
    assert "Kerkstraat" not in world.channel("webcare")[0].text

    world.says("jos", "Mijn adres is Kerkstraat 1.", post="gone")
    assert "Kerkstraat" not in world.channel("webcare")[0].text
    assert world.case(case).state is State.OPEN


def test_a_post_that_was_deleted_before_we_heard_it_never_comes(world: World) -> None:
    """Sources tell things out of order; a deletion is honoured all the same."""
    world.hears(Heard(Deed.DELETED, "facebook", "early"))
    said = Said("facebook", "early", Author("jos", "Jos"), "Toch maar niet.", world.now)
    world.hears(Heard(Deed.CREATED, "facebook", "early", said))

    assert not world.channel("webcare")


def test_an_author_who_is_gone_takes_name_and_words_along(world: World) -> None:
    """A deactivated account is one event and no deletes."""
    world.says("jos", "Woorden van Jos.", post="w")
    world.hears(Heard(Deed.AUTHOR_GONE, "facebook", "jos", author="jos"))

    text = world.channel("webcare")[0].text
    assert "Jos" not in text
    assert "Woorden" not in text


def test_an_edited_post_shows_its_new_words(world: World) -> None:
    """Posts have versions."""
    world.says("jos", "Eerste woorden.", post="e")
    said = Said("facebook", "e", Author("jos", "Jos"), "Tweede woorden.", world.now)
    world.hears(Heard(Deed.EDITED, "facebook", "e", said))

    assert "Tweede woorden" in world.channel("webcare")[0].text


def test_old_posts_are_found_late_and_ring_nothing(world: World) -> None:
    """Heard more than seven days late: counted and listed, one summary, no alarm (DESIGN 3)."""
    for day in (1, 2, 3):
        world.says("oud", f"Klacht {day}", said_at=local(f"2026-02-0{day} 12:00"))
        world.says(f"oud{day}", "Nog een.", said_at=local(f"2026-02-0{day} 12:00"))
    world.passes(minutes=2)

    (summary,) = world.channel("webcare")
    assert "4" in summary.text
    world.passes(days=3)
    assert world.sanne.heard_of == []

    case = world.says("oud", "En nu ben ik het zat.")
    assert len(world.channel("webcare")) == 2
    assert world.case(case).found_late is False


def test_the_summary_of_a_long_find_counts_all_of_it(world: World) -> None:
    """One summary a day, whose count grows with what is found after it was sent."""
    for number in range(3):
        world.says(f"oud{number}", "Klacht.", said_at=local("2026-02-01 12:00"))
    world.passes(minutes=2)
    (summary,) = world.channel("webcare")
    assert "3" in summary.text

    for number in range(3, 7):
        world.says(f"oud{number}", "Klacht.", said_at=local("2026-02-01 12:00"))
        world.passes(seconds=10)
    world.passes(minutes=2)

    assert world.channel("webcare") == [summary]
    assert "7" in summary.text
    assert len(summary.shown) <= 3


def test_a_copy_that_was_not_delivered_does_not_stand_in_a_wide_channel(world: World) -> None:
    """Nobody sees it there, so it counts for nothing."""
    case = world.says("jos", "Hallo?")
    with world.store.begin() as uow:
        (channel,) = (one for one in world.desk.policy.channels if one.key == "iedereen")
        uow.cards.add(
            NewCard("k", CardKind.CHANNEL, channel.lane, case, channel="iedereen"), now=world.now
        )
        uow.commit()
    world.chat.failures = [NotDeliverable("no_permission")]
    world.carry()
    assert not world.channel("iedereen")
    with world.store.read() as uow:
        assert uow.cards.count_wide("iedereen", since=world.now) == 0

    world.passes(hours=1)

    assert len(world.channel("iedereen")) == 1


def test_wide_channels_get_few_cards_a_day(world: World) -> None:
    """By default at most five a day, of what nobody took."""
    for number in range(8):
        world.says(f"klant{number}", "Niemand helpt mij.")
    world.passes(hours=1)
    assert len(world.channel("iedereen")) == 5
    world.goes_to("2026-03-17 12:00")
    assert len(world.channel("iedereen")) <= 10


def test_after_downtime_only_the_highest_missed_step_rings(world: World) -> None:
    """Nobody gets a week of reminders on Monday morning."""
    case = world.says("ali", "Bel me.")
    world.ravi.presses(Verb.CLAIM, case)
    world.ravi.presses(Verb.REPLY, case)
    world.ravi.presses(Verb.PROMISE, case, words="Ik bel.", at="2026-03-17T12:00")

    world.sleeps_until("2026-03-20 12:00")

    assert world.ravi.heard_of == ["promise_late"]


def test_a_lost_answer_of_the_chat_doubles_nothing(world: World) -> None:
    """It was posted, we never heard: the key is looked up before it is sent again."""
    world.chat.lost_answers = 1
    world.says("jos", "Hallo?")
    assert len(world.channel("webcare")) == 1

    world.machine += timedelta(minutes=1)
    world.carry()

    assert len(world.channel("webcare")) == 1
    world.erik.presses(Verb.CLAIM, world.says("jos", "Ja?"))
    assert "Erik" in world.channel("webcare")[0].text


def test_a_chat_that_asks_for_rest_gets_it_and_nothing_is_lost(world: World) -> None:
    """429 with Retry-After: the lane waits, the newest truth is drawn then."""
    world.chat.failures = [Paced(timedelta(seconds=30))]
    case = world.says("jos", "Hallo?")
    assert not world.channel("webcare")
    world.machine += timedelta(seconds=10)
    world.carry()
    assert not world.channel("webcare")
    world.erik.presses(Verb.CLAIM, case)
    world.machine += timedelta(seconds=21)
    world.carry()

    (card,) = world.channel("webcare")
    assert "Erik" in card.text


def test_a_chat_that_is_away_is_tried_again(world: World) -> None:
    """A dead network loses nothing."""
    world.chat.failures = [ChatAway("timeout")] * 2
    world.says("jos", "Hallo?")
    assert not world.channel("webcare")
    for _ in range(3):
        world.machine += timedelta(minutes=1)
        world.carry()

    assert len(world.channel("webcare")) == 1


def test_a_card_that_somebody_deleted_is_posted_once_more(world: World) -> None:
    """Posted again once if the case is open."""
    case = world.says("jos", "Hallo?")
    (ref,) = world.chat.messages
    del world.chat.messages[ref]
    world.erik.presses(Verb.CLAIM, case)

    assert len(world.channel("webcare")) == 1
    assert isinstance(MessageGone("x"), Exception)


def test_what_cannot_be_delivered_is_a_dead_letter_that_somebody_sees(world: World) -> None:
    """Never a lost notice: a dead letter, with its reason."""
    world.chat.failures = [NotDeliverable("no_permission")]
    world.says("jos", "Hallo?")

    with world.store.read() as uow:
        ((letter, why),) = uow.outbox.list_dead(limit=10)
    assert why == "no_permission"
    assert letter.channel == "webcare"


def test_a_reminder_that_is_no_longer_true_is_withdrawn(world: World) -> None:
    """Judged again at sending."""
    case = world.says("ali", "Bel me.")
    world.ravi.presses(Verb.CLAIM, case)
    world.ravi.presses(Verb.REPLY, case)
    world.ravi.presses(Verb.PROMISE, case, words="Ik bel.", at="2026-03-16T12:00")
    world.chat.failures = [ChatAway("timeout")] * 1
    world.goes_to("2026-03-16 12:01")
    world.machine -= timedelta(hours=3)
    world.ravi.presses(Verb.KEEP, f"promise:{world.case(case).promises[0].id}")
    world.machine += timedelta(hours=4)
    world.carry()

    assert world.case(case).open_promises == ()
    assert all(not one.labels for one in world.ravi.messages[1:])


def test_a_colleagues_capture_merges_with_what_a_source_hears_later(world: World) -> None:
    """A pasted link is enough; the later arrival is the same post."""
    url = "https://facebook.com/posts/99"
    reply = world.nicole.presses(Verb.CAPTURE, "house", url=url)
    assert isinstance(reply, Toast)
    case = world.says("jos", "Dit zijn mijn woorden.", post="99", url=url)

    assert len(world.channel("webcare")) == 1
    assert "Dit zijn mijn woorden" in world.channel("webcare")[0].text
    assert world.case(case).state is State.OPEN


def test_our_own_words_heard_in_public_confirm_the_reply(world: World) -> None:
    """Self-reported until heard."""
    case = world.says("jos", "Hallo?", post="q")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    assert not world.case(case).said[0].heard
    world.says("draadloos", "Dag Jos!", in_reply_to="q", by_company=True)

    (reply,) = world.case(case).said
    assert reply.heard
    assert reply.by == world.erik.id


def test_outside_working_hours_people_are_left_alone(world: World) -> None:
    """Outside working hours only people on a rota are disturbed."""
    world.goes_to("2026-03-20 16:50")
    case = world.says("jos", "Hallo?")
    world.amy.presses(Verb.CLAIM, case)  # whose first it is would not be nagged at all
    world.goes_to("2026-03-22 23:00")
    assert world.amy.heard_of == []
    world.goes_to("2026-03-23 12:00")
    assert world.amy.heard_of == ["no_reply"]


def test_who_we_do_not_know_is_told_so_and_changes_nothing(world: World) -> None:
    """No seat is needed, but we have to know who it is."""
    case = world.says("jos", "Hallo?")
    stranger = replace(world.erik, account=replace(world.erik.account, external_id="nobody"))

    assert stranger.hears(Verb.CLAIM, case) != ""
    assert world.case(case).state is State.OPEN


def test_monday_brings_the_digest_to_its_readers(world: World) -> None:
    """A weekly report by itself, also when nothing happened."""
    case = world.says("jos", "Hallo?")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.goes_to("2026-03-23 09:30")

    (digest,) = [one for one in world.dirk.messages if one.key.startswith("digest:")]
    assert "12" in digest.text
    world.dirk.presses(Verb.READ_DIGEST, "digest:2026-W12")
    world.goes_to("2026-03-30 09:30")
    assert len([one for one in world.dirk.messages if one.key.startswith("digest:")]) == 2


def test_repeat_contacts_are_counted_the_same_in_whatever_order_they_are_heard(
    world: World,
) -> None:
    """What was said when orders grouping, not when it was heard (DESIGN 3)."""
    moments = ["10:00", "10:10", "10:50", "11:00", "13:00"]
    for customer, order in (("vooruit", (0, 1, 2, 3, 4)), ("achteruit", (4, 3, 2, 1, 0))):
        cases = {
            world.says(customer, f"Klacht {number}", said_at=local(f"2026-02-01 {moments[number]}"))
            for number in order
        }
        assert [world.case(case).repeats for case in cases] == [2]


def test_undo_withdraws_what_was_not_sent_yet(world: World) -> None:
    """Unsent notices are withdrawn with the action that they told of."""
    case = world.says("jos", "Hallo?")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.goes_to("2026-03-16 20:00")
    world.ravi.presses(Verb.HELP, case)
    world.ravi.presses(Verb.UNDO, case)
    world.goes_to("2026-03-17 12:00")

    assert "helper_joined" not in world.erik.heard_of
    assert world.case(case).backups == ()
