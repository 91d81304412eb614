"""Nobody is pestered: what can wait comes together, and still asks, settles and comes back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.domain.case import State
from bot.domain.ids import CaseId, NoticeId
from bot.domain.notice import Notice, NoticeKind
from bot.presentation.intent import Verb
from bot.presentation.page import Page
from bot.presentation.toast import Toast
from bot.usecases.telling import tell
from storage.engine import SqlStore
from storage.tables import notices
from tests.acceptance.world import Colleague, World
from tests.fakes.chat import Message


def claimed(world: World, *customers: str) -> list[CaseId]:
    """Cases that Erik has."""
    found = [world.says(customer, f"Hallo, met {customer}.") for customer in customers]
    for case in found:
        world.erik.presses(Verb.CLAIM, case)
    return found


def helped(world: World, *cases: CaseId) -> None:
    """Ravi lends a hand: Erik is to hear of it, and it can wait."""
    for case in cases:
        world.ravi.presses(Verb.HELP, case)


def bundles(who: Colleague) -> list[Message]:
    return [one for one in who.messages if one.key.startswith("bundle:")]


def rows(world: World) -> list[Any]:
    assert isinstance(world.store, SqlStore)
    with world.store.engine().connect() as connection:
        return list(connection.execute(select(notices).order_by(notices.c.id)))


def page(who: Colleague, number: int) -> Page | Toast:
    shown = who.presses(Verb.SHOW_BUNDLE, f"notice:{number}")
    assert isinstance(shown, Page | Toast)
    return shown


def test_what_can_wait_comes_together_at_half_past_nine(world: World) -> None:
    ali, els, jos = claimed(world, "ali", "els", "jos")
    helped(world, ali, els, jos)
    assert world.erik.heard_of == []

    world.goes_to("2026-03-16 09:29")
    assert bundles(world.erik) == []
    world.goes_to("2026-03-16 09:30")

    (bundle,) = bundles(world.erik)
    assert bundle.card.title.plain == "3 dingen voor jou"
    assert [line.says.plain for line in bundle.card.lines] == [
        f"• Ravi (Netwerk) helpt je met {name}." for name in ("Ali", "Els", "Jos")
    ]
    assert bundle.labels == ["Bekijk alles", "Mijn klanten"]
    assert world.erik.heard_of == ["helper_joined"] * 3


def test_what_waits_alone_is_a_message_like_any_other(world: World) -> None:
    (ali,) = claimed(world, "ali")
    helped(world, ali)

    world.goes_to("2026-03-16 09:30")

    (alone,) = bundles(world.erik)
    assert alone.card.title.plain == "Hulp · Ali"
    assert "Ravi (Netwerk) helpt je met Ali." in alone.text


def test_what_is_no_longer_true_is_left_out_and_nothing_is_sent_for_nothing(world: World) -> None:
    ali, els = claimed(world, "ali", "els")
    helped(world, ali, els)
    world.erik.presses(Verb.RELEASE, ali)

    world.goes_to("2026-03-16 09:30")

    (alone,) = bundles(world.erik)
    assert "Els" in alone.text
    assert world.erik.heard_of == ["helper_joined"]
    (jos,) = claimed(world, "jos")
    helped(world, jos)
    world.erik.presses(Verb.RELEASE, jos)
    world.goes_to("2026-03-16 15:30")
    assert not any("helpt je met Jos" in one.text for one in bundles(world.erik))
    told = [one.state for one in rows(world) if one.kind == NoticeKind.HELPER_JOINED]
    assert told == ["withdrawn", "sent", "withdrawn"]


def solved(world: World, *customers: str) -> list[CaseId]:
    """Cases that Erik solved, and of which nothing was heard for five working days."""
    cases = claimed(world, *customers)
    for case in cases:
        world.erik.presses(Verb.REPLY, case)
        world.erik.presses(Verb.SOLVE, case, outcome="fine")
    return cases


def test_what_is_done_is_struck_and_the_last_one_settles_the_message(world: World) -> None:
    solved(world, "ali", "els")
    world.goes_to("2026-03-23 15:30")
    (bundle,) = bundles(world.erik)
    assert len(bundle.card.lines) == 2
    assert "Vraag Ali één keer of het nu goed is." in bundle.text

    world.says("ali", "Het is weer mis!")

    assert "✓ Even navragen · afgehandeld" in bundle.text
    assert "Vraag Els" in bundle.text
    world.says("els", "Bij mij ook!")
    assert bundle.card.settled
    assert bundle.labels == []


def test_each_has_its_own_buttons_on_the_page_behind_it(world: World) -> None:
    ali, els = solved(world, "ali", "els")
    world.goes_to("2026-03-23 15:30")
    (bundle,) = bundles(world.erik)
    show = bundle.card.buttons[0].intent
    assert show is not None

    shown = world.erik.presses(show.verb, show.subject)

    assert isinstance(shown, Page)
    assert [part.card.title.plain for part in shown.parts if part.card] == [
        "Even navragen · Ali",
        "Even navragen · Els",
    ]
    asked = [button.intent for part in shown.parts if part.card for button in part.card.buttons]
    assert {one.subject for one in asked if one is not None} >= {f"case:{ali}", f"case:{els}"}


def test_nobody_reads_what_somebody_else_was_told(world: World) -> None:
    helped(world, *claimed(world, "ali", "els"))
    world.goes_to("2026-03-16 09:30")
    (bundle,) = [row for row in rows(world) if row.kind == NoticeKind.BUNDLE]

    assert isinstance(page(world.erik, bundle.id), Page)
    for who, number in ((world.ravi, bundle.id), (world.erik, 404), (world.ravi, 404)):
        assert isinstance(page(who, number), Toast)


def test_what_was_left_out_comes_back_when_that_is_undone(world: World) -> None:
    """An undo brings back what its action had settled, in the message where it belongs."""
    ali, els = claimed(world, "ali", "els")
    for case in (ali, els):
        world.erik.presses(Verb.REPLY, case)
    _told(world, NoticeKind.PROMISE_GIVEN, *_promised(world, ali, els))
    promise = f"promise:{world.promise_of(ali)}"
    world.goes_to("2026-03-16 09:29")
    world.erik.presses(Verb.KEEP, promise)
    world.goes_to("2026-03-16 09:30")
    (alone,) = bundles(world.erik)
    assert "Els" in alone.text
    assert "Ali" not in alone.text

    world.erik.presses(Verb.UNDO, ali)

    assert alone.card.title.plain == "2 dingen voor jou"
    assert "Ali" in alone.text


def _promised(world: World, *cases: CaseId) -> list[tuple[CaseId, int]]:
    for case in cases:
        world.erik.presses(Verb.PROMISE, case, words="Ik bel.", at="2026-03-20T17:00")
    return [(case, world.promise_of(case)) for case in cases]


def _takes_every_place(world: World) -> None:
    """Erik is told so much that nothing more comes by itself that day."""
    with world.store.begin() as uow:
        erik = uow.employees.get(world.erik.id)
        for number in range(3):
            key = f"taken:{number}"
            taken = Notice(key, NoticeKind.CHAT_TROUBLE, world.now, to=erik.id, facts=_TROUBLE)
            tell(uow, world.desk.policy, taken, erik, now=world.now)
        uow.commit()


def _told(world: World, kind: NoticeKind, *about: tuple[CaseId, int]) -> None:
    """Erik is told something that waits for the next bundle: his day has no other place left."""
    with world.store.begin() as uow:
        erik = uow.employees.get(world.erik.id)
        taken = Notice("taken", NoticeKind.CHAT_TROUBLE, world.now, to=erik.id, facts=_TROUBLE)
        tell(uow, world.desk.policy, taken, erik, now=world.now)
        for case, promise in about:
            facts = {"promise": promise}
            notice = Notice(f"t{case}", kind, world.now, to=erik.id, case=case, facts=facts)
            tell(uow, world.desk.policy, notice, erik, now=world.now)
        uow.commit()


_TROUBLE = {"chat": "fake", "code": "archived", "place": "klanten"}


def test_what_goes_to_another_case_is_told_of_that_one(world: World) -> None:
    """A merge takes what waits along, and a sent bundle is drawn again for the case that stays."""
    kept, gone, els = claimed(world, "jos", "jos2", "els")
    _told(world, NoticeKind.PROMISE_GIVEN, *_promised(world, gone, els))
    world.goes_to("2026-03-16 09:30")
    (bundle,) = bundles(world.erik)

    world.erik.presses(Verb.MERGE, kept, other=str(gone))

    assert {one.case_id for one in rows(world) if one.kind == "promise_given"} == {kept, els}
    promise, _ = world.case(kept).open_promises[0], world.promise_of(els)
    world.erik.presses(Verb.KEEP, f"promise:{promise.id}")
    assert "✓" in bundle.text
    with world.store.read() as uow:
        assert uow.outbox.lateness(business=world.now)["notices"] == 0


def test_a_customers_words_stand_in_no_bundle(world: World) -> None:
    ali, els = claimed(world, "ali", "els")
    helped(world, ali, els)
    world.goes_to("2026-03-16 09:30")

    (bundle,) = bundles(world.erik)
    assert "Hallo, met" not in bundle.text + bundle.card.summary


def test_a_promise_that_is_due_comes_by_itself_at_its_moment(world: World) -> None:
    """However much a day has brought: what is due today is due today."""
    (ali,) = claimed(world, "ali")
    world.erik.presses(Verb.REPLY, ali)
    world.erik.presses(Verb.PROMISE, ali, words="Ik bel.", at="2026-03-16T16:10")
    _told(world, NoticeKind.PROMISE_GIVEN)
    world.goes_to("2026-03-16 16:09")
    before = len(world.erik.messages)

    world.goes_to("2026-03-16 16:10")

    assert world.erik.heard_of[-1] == "promise_due"
    assert len(world.erik.messages) == before + 1


def test_a_promise_that_was_due_while_its_doer_was_off_counts_among_the_days_messages(
    world: World,
) -> None:
    (ali,) = claimed(world, "ali")
    ravi = str(world.ravi.id)
    world.erik.presses(Verb.PROMISE, ali, words="Ravi belt", at="2026-03-16T20:00", doer=ravi)

    world.goes_to("2026-03-17 10:00")

    (due,) = [row for row in rows(world) if row.kind == "promise_due"]
    assert "promise_due" in world.ravi.heard_of
    assert due.slot is not None or due.bundle_id is not None


def test_an_early_reminder_is_not_told_after_the_promise_was_due(world: World) -> None:
    """The day had no place left, so it waited for a bundle, and the promise came first."""
    (ali,) = claimed(world, "ali")
    world.erik.presses(Verb.REPLY, ali)
    world.goes_to("2026-03-16 14:00")
    _takes_every_place(world)
    world.erik.presses(Verb.PROMISE, ali, words="Ik bel.", at="2026-03-16T15:00")
    world.goes_to("2026-03-16 17:00")

    told = [row for row in rows(world) if row.kind.startswith("promise_")]
    assert [(row.kind, row.state) for row in told] == [
        ("promise_early", "withdrawn"),
        ("promise_due", "sent"),
    ]


def test_what_is_erased_is_drawn_out_of_a_bundle(world: World) -> None:
    """A name that is to go goes from everything that was posted."""
    ali, els = claimed(world, "ali", "els")
    helped(world, ali, els)
    world.goes_to("2026-03-16 09:30")
    (bundle,) = bundles(world.erik)
    drawn = len(bundle.shown)

    with world.store.begin() as uow:
        uow.outbox.redraw_all(ali)
        uow.commit()
    world.carry()

    assert len(bundle.shown) == drawn + 1


def test_a_bundle_that_somebody_takes_away_is_gone_and_comes_back_to_nobody(world: World) -> None:
    solved(world, "ali", "els")
    world.goes_to("2026-03-23 15:30")
    (bundle,) = [row for row in rows(world) if row.kind == NoticeKind.BUNDLE and row.ref]
    world.chat.messages.pop(bundle.ref)

    world.says("ali", "Het is weer mis!")

    assert bundles(world.erik) == []
    with world.store.read() as uow:
        assert uow.notices.get(NoticeId(bundle.id)).state == "withdrawn"
        told = uow.notices.list_bundled(NoticeId(bundle.id))
    assert [one.state for one in told] == ["settled", "settled"]


def test_a_solved_case_is_closed_only_after_its_bundled_check_back(world: World) -> None:
    (ali,) = solved(world, "ali")
    world.goes_to("2026-03-23 15:30")
    assert world.erik.heard_of[-1:] == ["check_back"]
    assert world.case(ali).state is State.RESOLVED
    world.goes_to("2026-04-10 12:00")
    assert world.case(ali).state is State.CLOSED


def test_what_waits_in_a_bundle_of_somebody_away_is_for_who_stands_in(world: World) -> None:
    ali, els = claimed(world, "ali", "els")
    world.goes_to("2026-03-16 16:00")
    helped(world, ali, els)
    nicole, tuesday = str(world.nicole.id), "2026-03-17"
    world.erik.presses(
        Verb.SET_ABSENCE, "house", first_on=tuesday, last_on="2026-03-18", deputy=nicole
    )

    world.goes_to("2026-03-17 09:30")

    assert world.nicole.heard_of == ["helper_joined"] * 2
    (bundle,) = bundles(world.nicole)
    assert bundle.card.title.plain == "2 dingen voor jou"
    world.goes_to("2026-03-19 09:30")
    assert "helper_joined" not in world.erik.heard_of
