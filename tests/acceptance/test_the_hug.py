"""The story that the product is built on (S1): as it went well, and as it would have gone."""

from __future__ import annotations

from bot.domain.case import Level, State
from bot.domain.promise import PromiseState
from bot.presentation.intent import Verb
from tests.acceptance.world import World, local

WORDS = "Drie keer hetzelfde gevraagd in de chat. Ik snap er niets meer van."


def test_the_hug_in_its_good_end(world: World) -> None:
    """A project manager claims, apologises, calls, and keeps what he promised (D1-D24)."""
    jos = world.says("jos", WORDS)
    (card,) = world.channel("webcare")
    assert "Drie keer hetzelfde" in card.text
    assert "Ik pak dit op" in card.labels

    world.erik.presses(Verb.CLAIM, jos)
    assert world.case(jos).owner == world.erik.id
    assert "Erik (Projecten)" in card.text
    (briefing,) = world.erik.messages
    assert "Amy" in briefing.text
    assert "€ 25" in briefing.text.replace("\xa0", " ")

    assert "Genoteerd" in world.erik.hears(Verb.REPLY, jos)
    world.erik.presses(Verb.APOLOGISE, jos, way="phone")
    world.erik.presses(
        Verb.PROMISE, jos, words="Ik bel je woensdag over de banners.", at="2026-03-18T17:00"
    )
    world.erik.presses(
        Verb.PROMISE, jos, words="Nicole krijgt koffie en een knuffel.", to="colleague"
    )
    banners, hug = (promise.id for promise in world.case(jos).open_promises)

    refused = world.erik.hears(Verb.SOLVE, jos, outcome="happy")
    assert "woensdag over de banners" in refused
    world.goes_to("2026-03-18 17:00")
    assert world.erik.heard_of == ["date_asked", "promise_early", "promise_due"]
    assert "Ik bel je woensdag over de banners" in world.erik.messages[-1].text

    world.erik.presses(Verb.KEEP, f"promise:{banners}", evidence="Op elke pagina weg.")
    world.erik.presses(Verb.KEEP, f"promise:{hug}", evidence="Foto in de teamchat.")
    world.erik.presses(Verb.SOLVE, jos, outcome="happy", helped="Een naam en een telefoontje.")
    assert world.case(jos).state is State.RESOLVED
    assert {one.state for one in world.case(jos).promises} == {PromiseState.KEPT}

    world.goes_to("2026-04-10 12:00")
    assert world.case(jos).state is State.CLOSED
    assert world.erik.heard_of[-1] == "check_back"


def test_without_erik_two_silent_days_ring_the_alarm(world: World) -> None:
    """The post lay silent for 2 days: the right people hear it long before that (D7)."""
    jos = world.says("jos", WORDS, said_at=local("2026-03-16 08:55"))

    world.goes_to("2026-03-16 09:29")
    assert not world.channel("iedereen")
    world.goes_to("2026-03-16 09:31")
    assert len(world.channel("iedereen")) == 1
    world.goes_to("2026-03-16 11:01")
    assert world.sanne.heard_of == ["unclaimed_lead"]
    assert world.case(jos).level is Level.LEAD

    world.goes_to("2026-03-17 09:01")
    assert world.sanne.heard_of == ["unclaimed_lead", "public_silence"]
    world.goes_to("2026-03-18 09:01")
    assert world.case(jos).level is Level.MANAGER
    assert world.fatima.heard_of == ["public_silence"]
    world.goes_to("2026-03-19 09:01")
    assert world.case(jos).level is Level.EXECUTIVE
    assert world.dirk.heard_of == ["public_silence"]


def test_lateness_is_private_and_the_channel_card_shows_only_help(world: World) -> None:
    """No card in a channel ever says who is late (DESIGN 1)."""
    jos = world.says("jos", WORDS)
    world.erik.presses(Verb.CLAIM, jos)
    world.erik.presses(Verb.REPLY, jos)
    world.erik.presses(Verb.PROMISE, jos, words="Ik bel je terug.", at="2026-03-16T12:00")

    world.goes_to("2026-03-19 12:00")

    assert world.erik.heard_of.count("promise_late") == 3
    for key in ("webcare", "netwerk", "iedereen"):
        for message in world.channel(key):
            for shown in message.shown:
                text = " ".join(line.says.plain for line in shown.lines).casefold()
                assert "te laat" not in text
                assert "ik bel je terug" not in text
