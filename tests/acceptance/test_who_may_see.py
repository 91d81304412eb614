"""Who reads what: nothing for whoever does not work here, and no sensitive name for the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from bot.domain.employee import Account
from bot.domain.ids import CaseId
from bot.interactions.interaction import Interaction, Reply
from bot.presentation.form import Form
from bot.presentation.intent import Intent, Verb, opened, opening
from bot.presentation.page import Page
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from tests.acceptance.world import Colleague, World

LEGAL = "Mijn advocaat stuurt jullie een dagvaarding."
WORDS = "Drie dagen geen internet, zeekomkommer."


def asks(world: World, account: Account, intent: Intent, **fields: str) -> Reply:
    number = f"a{next(world.numbers)}"
    return world.door.take(Interaction(number, account, intent, fields, "nl"))


def intents(case: CaseId) -> list[Intent]:
    about = f"case:{case}"
    return [
        Intent(Verb.SHOW_CASE, about),
        Intent(Verb.MORE, about),
        Intent(Verb.SHOW_MINE, "house"),
        Intent(Verb.SHOW_WAITING, "house"),
        Intent(Verb.SHOW_FOUND, "house"),
        Intent(Verb.SHOW_DIGEST, "house"),
        opening(Verb.HANDOVER, about),
        opening(Verb.SPLIT, about),
        Intent(Verb.HANDOVER, about),
        Intent(Verb.CANNOT, about),
        Intent(Verb.CLAIM, about),
    ]


@pytest.mark.parametrize("name", ["nobody", "erik"])
def test_who_is_unknown_or_has_left_reads_nothing_but_help(world: World, name: str) -> None:
    account = Account("fake", "t1", name)
    case = world.says("jos", WORDS)
    with world.store.begin() as uow:
        uow.employees.set_active(world.erik.id, active=False)
        uow.commit()

    for intent in intents(case):
        reply = asks(world, account, intent, words="x")
        assert isinstance(reply, Toast), intent
        assert "zeekomkommer" not in reply.says.plain
        assert "jos" not in reply.says.plain.lower()
    assert isinstance(asks(world, account, Intent(Verb.SHOW_HELP, "house")), Page)


def read(reply: Reply) -> str:
    """Everything on a page or a form."""
    assert isinstance(reply, Page | Form)
    return "\n".join(said_in(reply)).lower()


def said_in(shown: object) -> Iterator[str]:
    if isinstance(shown, Says):
        yield shown.plain
    elif isinstance(shown, str):
        yield shown
    elif isinstance(shown, tuple):
        for one in shown:
            yield from said_in(one)
    elif is_dataclass(shown):
        for field in fields(shown):
            yield from said_in(getattr(shown, field.name))


def turns_legal(world: World, owner: Colleague) -> CaseId:
    """A colleague outside webcare has a case, with a promise, that turns out to be sensitive."""
    case = world.says("joszeer", WORDS)
    owner.presses(Verb.CLAIM, case)
    owner.presses(Verb.REPLY, case)
    owner.presses(Verb.PROMISE, case, words="Ik bel zeekomkommer", at="2026-03-18T17:00")
    world.says("joszeer", LEGAL)
    assert world.case(case).sensitive
    return case


def test_a_sensitive_case_has_neither_name_nor_words_on_any_page(world: World) -> None:
    case = turns_legal(world, world.erik)
    other = world.says("mia", "Mijn factuur klopt niet.")
    world.erik.presses(Verb.CLAIM, other)
    about = f"case:{case}"

    for intent in (
        Intent(Verb.SHOW_CASE, about),
        Intent(Verb.MORE, about),
        Intent(Verb.SHOW_MINE, "house"),
        Intent(Verb.SHOW_WAITING, "house"),
        opening(Verb.MERGE, f"case:{other}"),
        opening(Verb.SPLIT, about),
    ):
        shown = read(asks(world, world.erik.account, intent))
        assert "joszeer" not in shown, intent
        assert "zeekomkommer" not in shown, intent
        assert "advocaat" not in shown, intent
    assert "joszeer" in read(asks(world, world.amy.account, Intent(Verb.SHOW_CASE, about)))


def test_behind_a_number_of_the_digest_a_sensitive_case_has_no_name(world: World) -> None:
    turns_legal(world, world.erik)
    world.says("mia", "Mijn factuur klopt niet.")
    world.goes_to("2026-03-23 09:30")
    behind = Intent(Verb.SHOW_DIGEST, "digest:2026-W12", argument="waiting.heard")

    shown = read(asks(world, world.dirk.account, behind))

    assert "mia" in shown
    assert "joszeer" not in shown
    assert "joszeer" in read(asks(world, world.amy.account, behind))


def test_a_call_for_help_instead_of_a_promise_is_a_press(world: World) -> None:
    case = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.erik.presses(Verb.PROMISE, case, words="Ik bel", at="2026-03-18T17:00")
    promise = world.promise_of(case)

    heard = world.erik.hears(Verb.CANNOT, f"promise:{promise}", instead="ask_help")

    assert heard
    assert "help_asked" in world.codes(case)
    moving = world.erik.presses(Verb.CANNOT, f"promise:{promise}", instead="move")
    assert isinstance(moving, Form)


def offered(reply: Reply) -> list[Intent]:
    """Everything that a page offers."""
    assert isinstance(reply, Page)
    rows = [row for part in reply.parts for row in part.rows]
    buttons = [*reply.buttons, *(one for row in rows for one in row.buttons)]
    return [one.intent for one in buttons if one.intent is not None]


def offers(who: Colleague, case: CaseId, verb: Verb) -> bool:
    """Whether *More* has it for them."""
    more = offered(asks(who.world, who.account, Intent(Verb.MORE, f"case:{case}")))
    wanted = {verb, *((Verb.FORM,) if verb is Verb.HANDOVER else ())}
    return any(
        one.verb in wanted and (one.verb is verb or (one.argument or "").startswith(verb.value))
        for one in more
    )


def test_the_case_of_a_leaver_is_handed_over_by_a_manager_from_the_screen(world: World) -> None:
    case = world.says("jos", WORDS)
    world.ravi.presses(Verb.CLAIM, case)
    world.ravi.presses(Verb.REPLY, case)
    world.ravi.presses(Verb.PROMISE, case, words="Ik bel", at="2026-03-18T17:00")
    with world.store.begin() as uow:
        uow.employees.set_active(world.ravi.id, active=False)
        uow.commit()

    assert not offers(world.nicole, case, Verb.HANDOVER)
    assert offers(world.karin, case, Verb.HANDOVER)
    world.karin.presses(Verb.HANDOVER, case, colleague=str(world.erik.id))
    assert offers(world.karin, case, Verb.WITHDRAW_HANDOVER)
    assert not offers(world.dirk, case, Verb.WITHDRAW_HANDOVER)
    asked = read(asks(world, world.erik.account, Intent(Verb.SHOW_MINE, "house")))
    assert "of jij dit overneemt" in asked
    world.erik.presses(Verb.ACCEPT, case)

    assert world.case(case).owner == world.erik.id


def test_a_request_to_place_words_is_withdrawn_by_whose_words_they_are(world: World) -> None:
    case = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, case)
    world.ravi.presses(Verb.HELP, case)
    world.ravi.presses(Verb.PLACE, case, words="Hallo Jos", webcare=str(world.amy.id))

    assert offers(world.ravi, case, Verb.WITHDRAW_PLACING)
    assert not offers(world.erik, case, Verb.WITHDRAW_PLACING)
    briefing = world.erik.messages[0].card
    verbs = {one.intent.verb for one in briefing.buttons if one.intent is not None}
    assert Verb.WITHDRAW_PLACING not in verbs
    asked = read(asks(world, world.amy.account, Intent(Verb.SHOW_MINE, "house")))
    assert "een tekst plaatst" in asked


def test_only_the_readers_of_a_digest_are_asked_for_an_answer(world: World) -> None:
    world.goes_to("2026-03-23 09:30")
    show = Intent(Verb.SHOW_DIGEST, "digest:2026-W12")

    def verbs(who: Colleague) -> set[Verb]:
        return {one.verb for one in offered(asks(world, who.account, show))}

    assert Verb.READ_DIGEST in verbs(world.dirk)
    assert Verb.READ_DIGEST not in verbs(world.erik)
    world.dirk.presses(Verb.READ_DIGEST, "digest:2026-W12")
    assert Verb.READ_DIGEST not in verbs(world.dirk)


def test_the_lead_decides_on_goodwill_and_a_reply_is_amended_from_the_screen(world: World) -> None:
    case = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    world.erik.presses(Verb.GOODWILL, case, amount="100", words="bloemen")

    assert offers(world.sanne, case, Verb.APPROVE_GOODWILL)
    assert not offers(world.amy, case, Verb.APPROVE_GOODWILL)
    mine = asks(world, world.erik.account, Intent(Verb.MORE, f"case:{case}"))
    forms = [opened(one) for one in offered(mine) if one.verb is Verb.FORM]
    assert [choice for verb, _, choice in forms if verb is Verb.AMEND_REPLY] == [None, "url"]
    (goodwill,) = world.case(case).goodwill
    world.sanne.presses(Verb.APPROVE_GOODWILL, case, argument=str(goodwill.id))
    assert not offers(world.sanne, case, Verb.APPROVE_GOODWILL)
