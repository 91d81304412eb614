"""Two cases made one, and one made two: by whom, and what they are called afterwards."""

from __future__ import annotations

import pytest

from bot.domain.case import State
from bot.domain.ids import CaseId
from bot.presentation.form import Form
from bot.presentation.intent import Verb, opening
from bot.usecases.leaving import reown
from tests.acceptance.world import Colleague, World

REFUSED = "Dit kan alleen wie hier meehelpt."


def test_a_case_that_took_in_another_keeps_its_name_and_its_halves_have_their_own(
    world: World,
) -> None:
    petra, jan = world.says("petra", "Storing!"), world.says("jan", "Geen internet")

    world.amy.presses(Verb.MERGE, petra, other=str(jan))
    assert _named(world, petra) == "Petra"
    world.amy.presses(Verb.SPLIT, petra, posts=_posts(world, petra)[1:])

    assert _named(world, petra) == "Petra"
    assert _named(world, _split_off(world, petra)) == "Jan"


def test_each_half_is_of_who_speaks_in_it_whichever_half_goes(world: World) -> None:
    petra = world.says("petra", "Storing!", source="facebook")
    jan = world.says("jan", "Geen internet", source="twitter")
    world.amy.presses(Verb.MERGE, petra, other=str(jan))

    world.amy.presses(Verb.SPLIT, petra, posts=_posts(world, petra)[:1])

    assert (_named(world, petra), world.case(petra).source) == ("Jan", "twitter")
    new = _split_off(world, petra)
    assert (_named(world, new), world.case(new).source) == ("Petra", "facebook")


def test_the_half_of_an_owned_case_starts_its_clocks_when_it_is_split_off(world: World) -> None:
    case = world.says("petra", "Storing!", post="first")
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.passes(hours=5)
    world.says("petra", "En de factuur klopt niet", in_reply_to="first")

    world.erik.presses(Verb.SPLIT, case, posts=_posts(world, case)[-1:])
    world.passes(minutes=1)

    new = world.case(_split_off(world, case))
    assert (new.state, new.owner) == (State.CLAIMED, world.erik.id)
    assert new.claimed_at is not None
    assert (world.now - new.claimed_at).total_seconds() == 60
    assert "no_reply" not in world.erik.heard_of


def test_what_a_colleague_has_in_hand_is_not_merged_or_split_by_somebody_else(
    world: World,
) -> None:
    mine, other = world.says("petra", "Storing!", post="first"), world.says("jan", "Storing!")
    world.says("petra", "En de factuur klopt niet", in_reply_to="first")
    world.erik.presses(Verb.CLAIM, mine)

    assert REFUSED in _merges(world.nicole, mine, other)
    assert REFUSED in _merges(world.nicole, other, mine)
    split = world.nicole.hears(Verb.SPLIT, mine, posts=_posts(world, mine)[-1:])

    assert REFUSED in split
    assert world.case(other).state is State.OPEN
    assert len(_posts(world, mine)) == 2


def test_who_helps_with_either_merges_them(world: World) -> None:
    mine, other = world.says("petra", "Storing!"), world.says("jan", "Storing!")
    world.erik.presses(Verb.CLAIM, mine)
    world.nicole.presses(Verb.HELP, mine)

    world.nicole.presses(Verb.MERGE, other, other=str(mine))

    assert (world.case(mine).id, world.case(mine).owner) == (other, world.erik.id)


def test_anybody_merges_what_nobody_has_in_hand(world: World) -> None:
    one, other = world.says("petra", "Storing!"), world.says("jan", "Storing!")

    world.nicole.presses(Verb.MERGE, one, other=str(other))

    assert world.case(other).id == one


def test_the_form_tells_cases_apart_by_what_was_said(world: World) -> None:
    one, other = world.says("petra", "Storing!"), world.says("jan", "Mijn factuur klopt niet")

    form = world.nicole.presses(Verb.FORM, one, argument=opening(Verb.MERGE, "").argument)

    assert isinstance(form, Form)
    (option,) = (one for one in form.fields[0].options if one.value == str(other))
    assert "Jan" in option.label.plain
    assert "factuur" in option.label.plain


@pytest.mark.parametrize("asked_at", ["2026-03-16 17:30", "2026-03-16 16:00"])
def test_whoever_is_asked_hears_it_of_the_half_that_has_the_promise(
    world: World, asked_at: str
) -> None:
    """Whether it waits for their morning when the case is split, or they have it already."""
    world.has_no_budget()
    case = _of_two_matters(world)
    world.goes_to(asked_at)
    due = "2026-03-27T17:00"
    world.nicole.presses(Verb.ASK_DEPARTMENT, case, department="Netwerk", words="Meten", at=due)
    doer = str(world.ravi.id)
    world.nicole.presses(Verb.PROMISE, case, words="Ravi belt", at=due, doer=doer)

    new = _split_with_promises(world, case)
    world.goes_to("2026-03-17 09:30")

    asked = {
        one.notice.kind.value: (one.state, one.notice.case)
        for one in (*world.karin.told, *world.ravi.told)
    }
    assert asked == {"demanded": ("sent", new), "promise_given": ("sent", new)}


def test_the_owner_hears_of_an_absent_doer_also_where_the_promise_was_split_off(
    world: World,
) -> None:
    """Once the deputy was asked, it is the owner's turn when the day is over."""
    case = _of_two_matters(world)
    doer, due = str(world.erik.id), "2026-03-20T12:00"
    world.nicole.presses(Verb.PROMISE, case, words="Erik belt", at=due, doer=doer)
    world.erik.presses(
        Verb.SET_ABSENCE,
        "house",
        first_on="2026-03-16",
        last_on="2026-03-27",
        deputy=str(world.ravi.id),
    )
    reown(world.desk, now=world.now)

    _split_with_promises(world, case)
    assert reown(world.desk, now=world.now) == 0
    world.goes_to("2026-03-16 17:05")

    assert reown(world.desk, now=world.now) == 1
    assert reown(world.desk, now=world.now) == 0
    world.goes_to("2026-03-17 10:00")
    assert world.ravi.heard_of.count("doer_away") == 1
    assert world.nicole.heard_of.count("doer_away") == 1


def _of_two_matters(world: World) -> CaseId:
    case = world.says("jos", "Wanneer komt mijn modem?", post="first")
    world.nicole.presses(Verb.CLAIM, case)
    world.nicole.presses(Verb.REPLY, case)
    world.says("jos", "En de rekening?", in_reply_to="first")
    world.passes(minutes=5)
    world.nicole.presses(Verb.REPLY, case)
    return case


def _split_with_promises(world: World, case: CaseId) -> CaseId:
    promises = tuple(str(one.id) for one in world.case(case).open_promises)
    world.nicole.presses(Verb.SPLIT, case, posts=_posts(world, case)[-1:], promises=promises)
    return _split_off(world, case)


def _merges(person: Colleague, survivor: CaseId, other: CaseId) -> str:
    return person.hears(Verb.MERGE, survivor, other=str(other))


def _named(world: World, case: CaseId) -> str:
    """Whose name the title of its card in webcare's channel bears."""
    (title,) = (
        message.card.title.plain
        for message in world.channel("webcare")
        if message.key.startswith(f"case:{case}:")
    )
    return next(name for name in ("Petra", "Jan") if name in title)


def _split_off(world: World, case: CaseId) -> CaseId:
    with world.store.read() as uow:
        (line,) = (one for one in uow.history.list_of(case) if one.code == "split_off")
    return CaseId(int(str(line.facts["other"])))


def _posts(world: World, case: CaseId) -> tuple[str, ...]:
    with world.store.read() as uow:
        return tuple(str(post.id) for post in uow.posts.list_of(case))
