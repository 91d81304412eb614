"""Who has a customer, how many at once, and what becomes of it when they are not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.caps import Caps
from bot.domain.case import State
from bot.domain.ids import CaseId
from bot.domain.promise import Kind, PromiseState
from bot.domain.working_time import Absence
from bot.interactions.door import Door
from bot.interactions.visit import House
from bot.presentation.form import Form
from bot.presentation.intent import Verb
from bot.presentation.page import Page
from bot.usecases.desk import Desk
from bot.usecases.leaving import reown
from tests.acceptance.world import Colleague, World
from tests.fakes.runner import AtOnce

WEDNESDAY = "2026-03-18T17:00"


@pytest.fixture
def capped(world: World) -> World:
    """The world with the product's own caps."""
    world.desk = Desk(world.store, replace(world.desk.policy, caps=Caps()))
    world.door = Door(House(world.desk, world._capture), AtOnce(), lambda: world.now)
    world.carrier = replace(world.carrier, desk=world.desk)
    return world


def _claimed(world: World, customer: str, by: Colleague | None = None) -> CaseId:
    case = world.says(customer, "Geen internet")
    who = by or world.erik
    who.presses(Verb.CLAIM, case)
    who.presses(Verb.REPLY, case)
    return case


def _promised(world: World, customer: str = "mia", doer: Colleague | None = None) -> CaseId:
    case = _claimed(world, customer)
    who = str((doer or world.erik).id)
    world.erik.presses(Verb.PROMISE, case, words="Ik bel.", at=WEDNESDAY, doer=who)
    return case


def _is_away(world: World, who: Colleague, last_on: str, deputy: Colleague | None = None) -> None:
    away = Absence(date(2026, 3, 16), date.fromisoformat(last_on), deputy.id if deputy else None)
    with world.store.begin() as uow:
        uow.employees.add_absence(who.id, away)
        uow.commit()


def _looks(world: World) -> int:
    done = reown(world.desk, now=world.now)
    world.carry()
    return done


def _offered_to(world: World, case: CaseId) -> int | None:
    handover = world.case(case).handover
    return handover.to if handover else None


# --- how many at once ---------------------------------------------------------------------------


def _ends(world: World, customer: str) -> None:
    case = _claimed(world, customer)
    world.erik.presses(Verb.SOLVE, case, outcome="nothing")
    assert world.case(case).state is State.RESOLVED


def test_somebody_new_has_one_then_three_then_five(capped: World) -> None:
    first = _claimed(capped, "jos")
    second = capped.says("mia", "Geen internet")

    assert capped.case(first).first_time
    assert "eerste klant" in capped.erik.hears(Verb.CLAIM, second)
    assert capped.case(second).state is State.OPEN
    capped.erik.presses(Verb.SOLVE, first, outcome="nothing")
    held = [_claimed(capped, name) for name in ("ali", "bo", "co")]
    assert not capped.case(held[0]).first_time
    assert "Je helpt al 3 klanten" in capped.erik.hears(Verb.CLAIM, second)
    for case in held:
        capped.erik.presses(Verb.SOLVE, case, outcome="nothing")
    for number in range(5):
        _claimed(capped, f"klant{number}")
    assert "Je helpt al 5 klanten" in capped.erik.hears(Verb.CLAIM, second)


def test_a_refused_claim_offers_my_customers_and_somebody_else(capped: World) -> None:
    _claimed(capped, "jos")
    second = capped.says("mia", "Geen internet")

    toast = capped.erik.presses(Verb.CLAIM, second)

    labels = [button.label for button in toast.buttons]  # type: ignore[union-attr]
    assert labels == ["Mijn klanten", "Ik weet wie dit kan"]


def test_webcare_takes_up_as_many_as_there_are(capped: World) -> None:
    cases = [_claimed(capped, f"klant{number}", capped.amy) for number in range(8)]

    assert {capped.case(case).owner for case in cases} == {capped.amy.id}
    assert not capped.case(cases[0]).first_time


def test_whoever_is_asked_reads_how_many_they_help_and_may_take_more(capped: World) -> None:
    for number in range(3):
        _ends(capped, f"klaar{number}")
    mine = _claimed(capped, "jos")
    for number in range(2):
        case = capped.says(f"klant{number}", "Geen internet")
        capped.amy.presses(Verb.CLAIM, case)

    capped.erik.presses(Verb.HANDOVER, mine, colleague=str(capped.amy.id))

    assert "Je helpt nu 2 klanten." in capped.amy.messages[-1].text
    capped.amy.presses(Verb.ACCEPT, mine)
    assert capped.case(mine).owner == capped.amy.id


def test_whoever_is_new_takes_over_no_second_customer(capped: World) -> None:
    _claimed(capped, "jos", capped.nicole)
    mine = _claimed(capped, "mia")
    capped.erik.presses(Verb.HANDOVER, mine, colleague=str(capped.nicole.id))

    assert "eerste klant" in capped.nicole.hears(Verb.ACCEPT, mine)

    assert capped.case(mine).owner == capped.erik.id
    assert _offered_to(capped, mine) == capped.nicole.id


# --- handing over -------------------------------------------------------------------------------


def _handed(world: World, case: CaseId, giver: Colleague, taker: Colleague) -> None:
    giver.presses(Verb.HANDOVER, case, colleague=str(taker.id))
    taker.presses(Verb.ACCEPT, case)
    assert world.case(case).owner == taker.id


def test_both_read_what_goes_along_with_a_handover(world: World) -> None:
    case = _promised(world)

    world.erik.presses(Verb.HANDOVER, case, colleague=str(world.ravi.id))
    asked = world.ravi.messages[-1].text
    world.ravi.presses(Verb.ACCEPT, case)
    world.passes(hours=1)

    assert "Ik bel." in asked
    assert "wo 18-3 17:00" in asked
    closing = "".join(message.text for message in world.erik.messages)
    assert "Meegegaan: „Ik bel.”" in closing


def test_a_third_handover_is_for_the_manager_to_offer(world: World) -> None:
    case = _promised(world)
    _handed(world, case, world.erik, world.ravi)
    _handed(world, case, world.ravi, world.nicole)
    _handed_back = str(world.erik.id)

    refused = world.nicole.hears(Verb.HANDOVER, case, colleague=_handed_back)
    form = world.nicole.presses(Verb.FORM, case, argument="handover")
    world.nicole.presses(Verb.ASK_MANAGER, case, colleague=_handed_back)

    assert "beslist je afdelingshoofd of webcare" in refused
    assert isinstance(form, Form)
    assert form.send.verb is Verb.ASK_MANAGER
    # Nobody is named as head of Chat: who leads webcare is asked.
    assert world.sanne.heard_of[-1] == "handover_wanted"
    assert "denkt aan Erik (Projecten)" in world.sanne.messages[-1].text
    world.sanne.presses(Verb.HANDOVER, case, colleague=_handed_back)
    world.erik.presses(Verb.ACCEPT, case)
    assert world.case(case).owner == world.erik.id


def test_the_manager_of_the_owners_department_is_asked_for_a_third_handover(world: World) -> None:
    case = _promised(world)
    _handed(world, case, world.erik, world.nicole)
    _handed(world, case, world.nicole, world.ravi)

    world.ravi.presses(Verb.ASK_MANAGER, case, colleague=str(world.erik.id))

    assert "handover_wanted" in world.karin.heard_of


# --- a buddy ------------------------------------------------------------------------------------


def test_the_owner_names_a_buddy_who_hears_it(world: World) -> None:
    case = _claimed(world, "jos")

    world.erik.presses(Verb.BUDDY, case, webcare=str(world.sanne.id))
    world.passes(hours=1)

    assert world.case(case).buddy == world.sanne.id
    assert "buddy_named" in world.sanne.heard_of
    only_webcare = world.erik.hears(Verb.BUDDY, case, webcare=str(world.ravi.id))
    assert "webcare" in only_webcare
    assert world.case(case).buddy == world.sanne.id
    assert "Erik" in world.ravi.hears(Verb.BUDDY, case, webcare=str(world.amy.id))
    assert world.case(case).buddy == world.sanne.id
    world.amy.presses(Verb.BUDDY, case, webcare=str(world.amy.id))
    assert world.case(case).buddy == world.amy.id


# --- away for long ------------------------------------------------------------------------------


def test_what_somebody_holds_who_is_away_for_long_is_offered_to_the_deputy(world: World) -> None:
    free, kept = _claimed(world, "jos"), _promised(world)
    _is_away(world, world.erik, "2026-03-27", deputy=world.ravi)

    assert _looks(world) == 2
    assert _looks(world) == 0

    assert [_offered_to(world, one) for one in (free, kept)] == [world.ravi.id] * 2
    assert world.case(kept).owner == world.erik.id
    assert "Erik (Projecten) is er een tijd niet." in world.ravi.messages[-1].text
    world.ravi.presses(Verb.ACCEPT, kept)
    assert {one.doer for one in world.case(kept).open_promises} == {world.ravi.id}


def test_a_short_absence_moves_nothing(world: World) -> None:
    case = _promised(world)
    _is_away(world, world.erik, "2026-03-18", deputy=world.ravi)

    assert _looks(world) == 0
    assert _offered_to(world, case) is None


def test_what_is_due_while_somebody_is_away_is_the_leads_by_the_end_of_the_day(
    world: World,
) -> None:
    free, kept = _claimed(world, "jos"), _promised(world)
    _is_away(world, world.erik, "2026-03-27", deputy=world.ravi)
    _looks(world)
    world.goes_to("2026-03-16 16:59")
    _looks(world)
    assert world.case(kept).owner == world.erik.id

    world.goes_to("2026-03-16 17:00")
    _looks(world)

    assert world.case(kept).owner == world.sanne.id
    assert {one.doer for one in world.case(kept).open_promises} == {world.sanne.id}
    assert world.case(kept).handover is None
    assert world.case(free).owner == world.erik.id
    world.goes_to("2026-03-17 10:00")
    assert world.sanne.heard_of.count("taken_over") == 1
    text = "".join(message.text for message in world.sanne.messages)
    assert "is nu van jou: Erik (Projecten) is er een tijd niet" in text


def test_a_leavers_promise_is_the_leads_by_the_end_of_the_day_though_somebody_was_asked(
    world: World,
) -> None:
    case = _promised(world)
    with world.store.begin() as uow:
        uow.employees.set_active(world.erik.id, active=False)
        uow.commit()
    _looks(world)
    assert _offered_to(world, case) == world.amy.id

    world.goes_to("2026-03-16 17:00")
    _looks(world)

    assert world.case(case).owner == world.sanne.id
    assert world.amy.heard_of.count("handover_withdrawn") <= 1
    assert _looks(world) == 0


def test_what_somebody_away_was_to_do_for_another_is_offered_to_their_deputy(world: World) -> None:
    case = _promised(world, doer=world.ravi)
    _is_away(world, world.ravi, "2026-03-27", deputy=world.nicole)

    _looks(world)
    _looks(world)

    assert world.nicole.heard_of.count("doer_away") == 1
    assert "doer_away" not in world.erik.heard_of
    promise = world.promise_of(case)
    world.nicole.presses(Verb.TAKE_PROMISE, f"promise:{promise}")
    assert world.case(case).open_promises[0].doer == world.nicole.id
    world.goes_to("2026-03-16 17:00")
    assert _looks(world) == 0
    world.goes_to("2026-03-17 10:00")
    assert world.erik.heard_of.count("promise_answered") == 1


def test_where_nobody_has_the_case_any_more_webcares_lead_hears_of_it(world: World) -> None:
    """What was promised to leadership stays open when the case is let go."""
    case = _claimed(world, "mia")
    ravi = str(world.ravi.id)
    world.erik.presses(
        Verb.PROMISE, case, words="Ravi zoekt het uit.", at=WEDNESDAY, doer=ravi, to="leadership"
    )
    world.erik.presses(Verb.RELEASE, case)
    assert (world.case(case).owner, len(world.case(case).open_promises)) == (None, 1)
    _is_away(world, world.ravi, "2026-03-27")

    _looks(world)
    world.goes_to("2026-03-17 10:00")

    assert world.sanne.heard_of.count("doer_away") == 1


def test_the_deputy_hears_of_what_has_no_date_and_is_asked_for_one(world: World) -> None:
    """Ravi is away for two months: until there is a date, it counts as due in ten working days."""
    case = _claimed(world, "mia")
    world.erik.presses(Verb.PROMISE, case, words="Ravi kijkt ernaar.", doer=str(world.ravi.id))
    _is_away(world, world.ravi, "2026-05-15", deputy=world.nicole)

    _looks(world)
    _looks(world)
    assert world.nicole.heard_of.count("doer_away") == 1
    world.goes_to("2026-03-17 17:00")
    assert world.nicole.heard_of.count("date_asked") == 1
    world.goes_to("2026-04-01 17:00")

    assert world.nicole.heard_of.count("promise_due") == 1
    assert "promise_rose" in world.sanne.heard_of


def test_whoever_takes_on_what_is_late_does_not_wait_for_anothers_reminder(world: World) -> None:
    """Nicole put it off until Tuesday; it is Erik's now, and he hears of it once each morning."""
    world.has_no_budget()
    case = _claimed(world, "mia")
    promise = _nicoles(world, case)
    world.goes_to("2026-03-18 10:00")
    world.nicole.presses(Verb.REMIND_LATER, promise, reason="part", at="2026-03-24T12:00")

    world.erik.presses(Verb.TAKE_PROMISE, promise)
    world.goes_to("2026-03-20 17:00")

    late = [one for one in world.erik.told if one.notice.kind.value == "promise_late"]
    assert [one.notice.facts["days"] for one in late] == [1, 2, 3]
    world.goes_to("2026-03-24 13:00")
    assert "promise_late" not in world.nicole.heard_of


def _nicoles(world: World, case: CaseId) -> str:
    nicole = str(world.nicole.id)
    world.erik.presses(Verb.PROMISE, case, words="Nicole belt.", at="2026-03-17T17:00", doer=nicole)
    return f"promise:{world.promise_of(case)}"


def test_the_owner_hears_at_the_end_of_the_day_what_no_deputy_took(world: World) -> None:
    case = _promised(world, doer=world.ravi)
    _is_away(world, world.ravi, "2026-03-27", deputy=world.nicole)
    _looks(world)

    world.goes_to("2026-03-16 17:00")
    _looks(world)
    world.goes_to("2026-03-17 10:00")

    assert world.erik.heard_of.count("doer_away") == 1
    assert world.case(case).owner == world.erik.id


# --- another department -------------------------------------------------------------------------


def _demanded(world: World, at: str = WEDNESDAY) -> CaseId:
    case = _claimed(world, "jos")
    world.erik.presses(
        Verb.ASK_DEPARTMENT, case, department="Netwerk", words="Banner uit de app", at=at
    )
    return case


def test_a_demand_is_that_departments_promise_and_its_manager_hears_it(world: World) -> None:
    case = _demanded(world)

    (asked,) = world.case(case).open_promises
    assert (asked.kind, asked.department) == (Kind.DEMAND, "Netwerk")
    assert (asked.made_by, asked.doer) == (world.erik.id, world.karin.id)
    assert world.karin.heard_of == ["demanded"]
    assert "Banner uit de app" in world.karin.messages[-1].text
    assert "Netwerk: „Banner uit de app”" in world.erik.messages[-1].text
    assert "Netwerk" in world.erik.hears(Verb.SOLVE, case, outcome="nothing")
    assert world.case(case).state is State.CLAIMED


def test_the_manager_names_who_does_it_and_the_owner_reads_so(world: World) -> None:
    case = _demanded(world)
    promise = world.promise_of(case)

    world.karin.presses(Verb.NAME_DOER, f"promise:{promise}", doer=str(world.ravi.id))
    world.passes(hours=1)

    assert world.case(case).open_promises[0].doer == world.ravi.id
    assert "promise_given" in world.ravi.heard_of
    assert "promise_answered" in world.erik.heard_of
    world.ravi.presses(Verb.KEEP, f"promise:{promise}")
    assert world.case(case).promises[0].state is PromiseState.KEPT


def test_a_department_moves_or_breaks_what_it_was_asked_and_never_waives_it(world: World) -> None:
    case = _demanded(world)
    subject = f"promise:{world.promise_of(case)}"

    world.karin.presses(Verb.MOVE, subject, at="2026-03-20T17:00")
    assert world.case(case).open_promises[0].moves == 1
    world.karin.presses(Verb.WAIVE, subject, reason="Hoeft niet")
    assert world.case(case).open_promises
    world.karin.presses(Verb.BREAK, subject, because="technical")
    assert world.case(case).promises[0].state is PromiseState.BROKEN


def test_the_owner_may_take_a_demand_back(world: World) -> None:
    case = _demanded(world)

    world.erik.presses(Verb.WAIVE, f"promise:{world.promise_of(case)}", reason="Is al weg")

    assert world.case(case).promises[0].state is PromiseState.WAIVED


def test_reminders_of_a_demand_go_to_who_answers_for_it_and_never_to_the_owner(
    world: World,
) -> None:
    case = _demanded(world, "2026-03-18T15:00")
    world.erik.presses(Verb.HANDOVER, case, colleague=str(world.nicole.id))
    world.nicole.presses(Verb.ACCEPT, case)
    told = next(one for one in world.case(case).open_promises if one.kind is Kind.TELL_NEW_OWNER)
    world.nicole.presses(Verb.KEEP, f"promise:{told.id}")

    world.goes_to("2026-03-18 17:00")

    assert world.karin.heard_of.count("promise_due") == 1
    assert "promise_due" not in world.nicole.heard_of + world.erik.heard_of


def test_a_department_that_nobody_manages_is_answered_for_by_who_leads_webcare(
    world: World,
) -> None:
    case = _claimed(world, "jos")

    world.erik.presses(
        Verb.ASK_DEPARTMENT, case, department="Chat", words="Excuus aan Jos", at=WEDNESDAY
    )
    refused = world.erik.hears(
        Verb.ASK_DEPARTMENT, case, department="Nergens", words="Iets", at=WEDNESDAY
    )

    assert [one.doer for one in world.case(case).open_promises] == [world.sanne.id]
    assert refused


# --- a rule bypassed ----------------------------------------------------------------------------


def test_a_bypassed_rule_is_noted_and_read_on_the_page_of_the_case(world: World) -> None:
    case = _claimed(world, "jos")

    heard = world.erik.hears(
        Verb.BYPASS, case, words="Monteur zonder werkbon", why="Drie dagen zonder internet"
    )

    assert "Genoteerd" in heard
    assert world.codes(case)[-1] == "process_bypassed"
    page = world.nicole.presses(Verb.SHOW_CASE, case)
    assert isinstance(page, Page)
    story = " ".join(row.title.plain for part in page.parts for row in part.rows)
    assert "Monteur zonder werkbon" in story
    assert "Drie dagen zonder internet" in story


def test_a_rule_that_was_noted_by_mistake_is_no_longer_counted(world: World) -> None:
    case = _claimed(world, "jos")
    said = world.erik.presses(Verb.BYPASS, case, words="Wachttijd")
    (back,) = [one.intent for one in said.buttons]  # type: ignore[union-attr]
    assert back is not None
    assert back.verb is Verb.UNDO
    before = world.case(case)

    world.erik.presses(Verb.UNDO, case, seen=back.seen)

    assert world.codes(case)[-2:] == ["process_bypassed", "undone"]
    assert replace(world.case(case), version=before.version) == before
    world.goes_to("2026-03-23 10:00")
    texts = " ".join(one.text for one in world.dirk.messages)
    assert "MAANDAG" in texts.upper()
    assert "Regels overgeslagen" not in texts
