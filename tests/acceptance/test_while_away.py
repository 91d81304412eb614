"""Who hears of a promise while somebody is away, and when: nothing sleeps, nobody is disturbed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest

from bot.domain.budget import Budget, bundles_from
from bot.domain.ids import CaseId
from bot.domain.working_time import Absence
from bot.presentation.intent import Verb
from bot.usecases.leaving import reown
from bot.usecases.retiming import retime
from tests.acceptance.test_quiet import told
from tests.acceptance.world import Colleague, World, local

ORDINARY = "Wanneer komt mijn modem?"
LONG_ENOUGH = 0.3
"""Seconds after which whoever hands on has come to the lock that they must wait for."""


def promises(
    who: Colleague, at: str, doer: Colleague | None = None, text: str = ORDINARY
) -> CaseId:
    """A case of theirs with a reply and one promise, due at this moment in Amsterdam."""
    case = who.world.says("jos", text)
    who.presses(Verb.CLAIM, case)
    who.presses(Verb.REPLY, case)
    named = {"doer": str(doer.id)} if doer else {}
    who.sends(Verb.PROMISE, case, {"words": "Ik bel je.", "at": at, **named})
    return case


def is_away(
    who: Colleague, first_on: str, last_on: str | None = None, deputy: Colleague | None = None
) -> None:
    """They say so themselves."""
    named = {"deputy": str(deputy.id)} if deputy else {}
    days = {"first_on": first_on, "last_on": last_on or first_on}
    who.sends(Verb.SET_ABSENCE, "house", {**days, **named})


def waits_for_monday(world: World) -> CaseId:
    """What Erik does for Nicole was due on Friday evening, and he hears it on Monday."""
    case = promises(world.nicole, "2026-03-20T20:00", doer=world.erik)
    world.goes_to("2026-03-20 20:30")
    assert told(world.erik, "promise_due") == []
    return case


# --- handed on, and on again --------------------------------------------------------------------


def test_what_is_handed_on_twice_is_still_heard(world: World) -> None:
    waits_for_monday(world)

    is_away(world.erik, "2026-03-23", "2026-03-24", deputy=world.ravi)
    is_away(world.ravi, "2026-03-23", "2026-03-24", deputy=world.fatima)
    world.goes_to("2026-03-23 16:59")

    (heard,) = told(world.fatima, "promise_due")
    assert heard.notice.facts["for"] == world.erik.id
    assert (told(world.erik, "promise_due"), told(world.ravi, "promise_due")) == ([], [])


def test_what_comes_back_to_whom_it_was_meant_for_is_simply_theirs(world: World) -> None:
    """Erik is there after all when Ravi, who stood in for him, is away."""
    waits_for_monday(world)
    is_away(world.erik, "2026-03-23", deputy=world.ravi)
    world.erik.presses(Verb.END_ABSENCE, "house", argument="2026-03-23/2026-03-23")
    is_away(world.ravi, "2026-03-23", deputy=world.erik)

    world.goes_to("2026-03-23 16:59")

    (heard,) = told(world.erik, "promise_due")
    assert "for" not in heard.notice.facts


@pytest.mark.parametrize("bundled", [False, True])
def test_who_changes_a_case_and_who_hands_its_news_on_do_not_wait_for_each_other(
    world: World, *, bundled: bool
) -> None:
    case = waits_for_monday(world)
    if bundled:
        _puts_in_a_bundle(world, world.erik)
    absence = Absence(date(2026, 3, 23), date(2026, 3, 24), world.ravi.id)
    with world.store.begin() as uow:
        uow.employees.add_absence(world.erik.id, absence)
        uow.commit()

    with ThreadPoolExecutor(1) as threads:
        with world.store.begin() as uow:
            uow.cases.lock(case)
            handing = threads.submit(_hands_on, world, world.erik)
            Event().wait(LONG_ENOUGH)
            uow.notices.mark_behind(case=case)
            uow.commit()
        handing.result()

    world.goes_to("2026-03-23 16:59")
    assert len(told(world.ravi, "promise_due")) == 1


def _puts_in_a_bundle(world: World, who: Colleague) -> None:
    """What waits for somebody is told together with more."""
    with world.store.begin() as uow:
        (waiting,) = uow.notices.list_waiting(who.id, now=world.now)
        budget, calendar = Budget(), uow.employees.get(who.id).calendar
        bundles = bundles_from(budget, who.id, calendar, waiting.at)
        uow.notices.tell_later(waiting.id, waiting.case, bundles, now=world.now)
        uow.commit()


def _hands_on(world: World, who: Colleague) -> None:
    with world.store.begin() as uow:
        retime(uow, world.desk.policy, uow.employees.get(who.id), now=world.now)
        uow.commit()


# --- the moment that somebody chose is theirs ---------------------------------------------------


def test_a_deputy_hears_it_in_their_own_hours_and_not_in_their_evening(world: World) -> None:
    """Who chose half past nine in the evening themselves is away then."""
    promises(world.erik, "2026-03-18T21:30")
    is_away(world.erik, "2026-03-18", "2026-03-19", deputy=world.nicole)

    world.goes_to("2026-03-19 12:00")

    (heard,) = told(world.nicole, "promise_due")
    assert heard.sent_at == local("2026-03-19 09:00")


def test_in_a_weekend_a_deputy_is_left_alone(world: World) -> None:
    promises(world.erik, "2026-03-21T12:00")
    is_away(world.erik, "2026-03-20", "2026-03-24", deputy=world.nicole)

    world.goes_to("2026-03-23 08:59")
    assert told(world.nicole, "promise_due") == []
    world.goes_to("2026-03-23 12:00")
    (heard,) = told(world.nicole, "promise_due")
    assert heard.sent_at == local("2026-03-23 09:00")


def test_a_reminder_that_somebody_chose_is_their_deputys_in_working_time(world: World) -> None:
    """*Remind me later* is no moment that the deputy chose."""
    case = promises(world.erik, "2026-03-20T16:00")
    promise = f"promise:{world.promise_of(case)}"
    world.erik.presses(Verb.REMIND_LATER, promise, at="2026-03-18T22:00", reason="customer")
    is_away(world.erik, "2026-03-18", "2026-03-19", deputy=world.nicole)

    world.goes_to("2026-03-19 12:00")

    (heard,) = told(world.nicole, "promise_due")
    assert heard.sent_at == local("2026-03-19 09:00")


# --- away for a day, and nobody was named -------------------------------------------------------


def test_the_owner_hears_that_it_is_due_while_who_does_it_is_away(world: World) -> None:
    promises(world.nicole, "2026-03-18T12:00", doer=world.erik)
    is_away(world.erik, "2026-03-18", "2026-03-19")

    world.goes_to("2026-03-20 16:00")

    (heard,) = told(world.nicole, "promise_due")
    assert heard.sent_at == local("2026-03-18 12:00")
    assert heard.notice.facts["for"] == world.erik.id
    assert told(world.erik, "promise_due") == []


@pytest.mark.parametrize("buddy_is_away", [False, True])
def test_the_buddy_or_else_the_lead_hears_what_an_owner_promised_who_is_away(
    world: World, *, buddy_is_away: bool
) -> None:
    case = promises(world.erik, "2026-03-18T12:00")
    assert world.case(case).buddy == world.amy.id
    is_away(world.erik, "2026-03-18", "2026-03-19")
    if buddy_is_away:
        is_away(world.amy, "2026-03-18", "2026-03-19")

    world.goes_to("2026-03-19 23:00")

    hears = world.sanne if buddy_is_away else world.amy
    (heard,) = told(hears, "promise_due")
    assert heard.sent_at == local("2026-03-18 12:00")
    assert any("in plaats van Erik" in one.text for one in hears.messages)
    assert [
        one for one in world.erik.told if one.sent_at and one.sent_at > local("2026-03-18 00:00")
    ] == []


def test_news_that_can_wait_is_there_when_they_are_back(world: World) -> None:
    case = promises(world.erik, "2026-03-27T12:00")
    is_away(world.erik, "2026-03-18", "2026-03-19")
    world.goes_to("2026-03-18 10:00")
    world.ravi.presses(Verb.HELP, case)

    world.goes_to("2026-03-20 12:00")

    (heard,) = told(world.erik, "helper_joined")
    assert heard.sent_at is not None
    assert heard.sent_at >= local("2026-03-20 09:00")


def test_nobody_who_is_away_is_told_at_the_very_moment(world: World) -> None:
    """There is nobody else: all of webcare is away as well."""
    promises(world.erik, "2026-03-18T12:00")
    for who in (world.erik, world.amy, world.sanne):
        is_away(who, "2026-03-18", "2026-03-19")

    world.goes_to("2026-03-19 23:00")
    assert told(world.erik, "promise_due") == []

    world.goes_to("2026-03-20 12:00")
    (heard,) = told(world.erik, "promise_due")
    assert heard.sent_at is not None
    assert heard.sent_at >= local("2026-03-20 09:00")


def test_what_waits_already_is_the_owners_when_who_does_it_is_away_then(world: World) -> None:
    waits_for_monday(world)

    is_away(world.erik, "2026-03-23", "2026-03-24")
    world.goes_to("2026-03-23 16:59")

    (heard,) = told(world.nicole, "promise_due")
    assert heard.sent_at == local("2026-03-23 09:00")


# --- what is for trained webcare only -----------------------------------------------------------

LEGAL = "Mijn advocaat stuurt jullie een dagvaarding over mijn modem."


@pytest.mark.parametrize("lead_is_away", [False, True])
def test_an_untrained_deputy_hears_nothing_of_what_is_sensitive(
    world: World, *, lead_is_away: bool
) -> None:
    """Another of webcare does, whatever it is: somebody was to stand in."""
    absent = world.sanne if lead_is_away else world.amy
    other = world.amy if lead_is_away else world.sanne
    promises(absent, "2026-03-18T12:00", text=LEGAL)
    is_away(absent, "2026-03-17", "2026-03-19", deputy=world.ravi)

    world.goes_to("2026-03-19 23:00")

    assert world.ravi.heard_of == []
    assert told(other, "update_asked")
    (heard,) = told(other, "promise_due")
    assert heard.notice.facts["for"] == absent.id


def test_what_waits_and_is_sensitive_goes_to_no_untrained_deputy(world: World) -> None:
    promises(world.amy, "2026-03-20T20:00", doer=world.sanne, text=LEGAL)
    world.goes_to("2026-03-20 20:30")

    is_away(world.sanne, "2026-03-23", "2026-03-24", deputy=world.ravi)
    world.goes_to("2026-03-23 16:59")

    assert world.ravi.heard_of == []
    assert len(told(world.amy, "promise_due")) == 1


def test_no_untrained_deputy_is_asked_to_see_to_what_is_sensitive(world: World) -> None:
    """Sanne is away for weeks, and Ravi stands in; Amy, who has the case, hears of it at once."""
    promises(world.amy, "2026-03-25T12:00", doer=world.sanne, text=LEGAL)
    is_away(world.sanne, "2026-03-16", "2026-04-10", deputy=world.ravi)

    reown(world.desk, now=world.now)
    world.carry()

    assert world.ravi.heard_of == []
    assert len(told(world.amy, "doer_away")) == 1


def test_a_trained_deputy_stands_in_for_what_is_sensitive(world: World) -> None:
    promises(world.amy, "2026-03-18T12:00", text=LEGAL)
    is_away(world.amy, "2026-03-17", "2026-03-19", deputy=world.sanne)

    world.goes_to("2026-03-19 23:00")

    assert len(told(world.sanne, "promise_due")) == 1


def test_a_colleague_without_training_is_named_for_nothing_sensitive(world: World) -> None:
    case = world.says("jos", LEGAL)
    world.amy.presses(Verb.CLAIM, case)
    world.amy.presses(Verb.REPLY, case)
    when = "2026-03-18T12:00"

    refused = world.amy.hears(
        Verb.PROMISE, case, words="Ravi belt je.", at=when, doer=str(world.ravi.id)
    )

    assert "alleen getrainde webcare" in refused
    assert world.case(case).open_promises == ()
    world.amy.presses(Verb.PROMISE, case, words="Wij.", at=when, doer=str(world.sanne.id))
    assert world.case(case).open_promises[0].doer == world.sanne.id
