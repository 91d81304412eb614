"""What is drawn and read: cards, pages, the digest, and a stranger's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from bot.domain.canonical_url import canonical_url
from bot.domain.digest import make_digest
from bot.domain.events import Line
from bot.domain.flags import find_flags
from bot.domain.view import Audience, Sight
from bot.interactions.interaction import Interaction
from bot.presentation.cards.briefing import briefing_card
from bot.presentation.cards.channel import channel_card
from bot.presentation.gallery.examples import views
from bot.presentation.intent import Intent, Verb
from bot.usecases.showing import page_of
from integrations.console import render
from integrations.reading.redaction import redact
from tests.acceptance.world import World
from tests.benchmarks.company import company, complaints
from tests.benchmarks.measuring import Figure, duration, each, seconds, turns
from tests.own_databases import KINDS, OwnDatabases
from tests.unit.domain.a_history import OFFICE, WEEK, AHistory, on, somebody, weeks_before

_NL = Audience("nl", "Europe/Amsterdam", Sight.PUBLIC)
_LINES = 100_000
_POST = (
    "Al drie dagen geen internet, en de monteur komt steeds niet opdagen. Bel me op 06-12345678 "
    "of mail jos@example.com, ik woon op Kerkstraat 12 in Utrecht en betaal per NL91ABNA0417164300."
)
_URL = "https://m.facebook.com/story.php?story_fbid=10158&id=12345&utm_source=x&fbclid=abc"


def measure(databases: OwnDatabases, *, quick: bool) -> Iterator[Figure]:
    """One call each, but for the digest, which is made once a week."""
    yield from _cards()
    for kind in KINDS:
        with databases.make(kind) as url, company(url) as (world, _, __):
            yield from _pages(kind, world)
    yield _digest(quick=quick)
    yield from _words()


def _cards() -> Iterator[Figure]:
    view = views()["claimed"]
    owner = Audience("nl", "Europe/Amsterdam", Sight.PUBLIC, view.case.owner)
    yield each("draw a channel card", lambda: channel_card(view, _NL))
    yield each(
        "draw a channel card and render it for the console",
        lambda: render.card(channel_card(view, _NL), "nl"),
    )
    yield each(
        "draw a briefing and render it for the console",
        lambda: render.card(briefing_card(view, owner), "nl"),
    )


def _pages(kind: str, world: World) -> Iterator[Figure]:
    """A case with a conversation: read from the database, drawn and rendered."""
    (case,) = complaints(world, 1)
    world.erik.presses(Verb.CLAIM, case)
    world.erik.presses(Verb.REPLY, case)
    due = (world.now + timedelta(hours=4)).isoformat()
    for number in range(5):
        world.erik.presses(Verb.PROMISE, case, words=f"Belofte {number}", to="customer", at=due)
    show = Interaction("s", world.erik.account, Intent(Verb.SHOW_CASE, f"case:{case}"))
    yield each(f"read a case's page, {kind}", lambda: page_of(world.desk, case, now=world.now))
    yield each(f"read and draw a case's page, {kind}", lambda: world.door.take(show))


def _digest(*, quick: bool) -> Figure:
    lines = _history(_LINES)
    (taken,) = turns(3 if quick else 5, lambda: seconds(lambda: make_digest(lines, WEEK, OFFICE)))
    return Figure(f"make a digest of {len(lines):,} lines of history", duration(median(taken)))


def _history(lines: int) -> list[Line]:
    """Nine weeks of cases that are claimed, answered, promised about and kept."""
    history = AHistory()
    helpers = [somebody(name) for name in ("Network", "Billing", "Projects") for _ in range(20)]
    started = on("mon 09:00", weeks_before(8))
    number = 0
    while len(history.lines) < lines:
        who = helpers[number % len(helpers)]
        at = started + timedelta(minutes=3 * number % (9 * 7 * 24 * 60))
        case = history.hear(at)
        history.claim(case, who, at + timedelta(minutes=20))
        history.reply(case, who, at + timedelta(minutes=40))
        due = at + timedelta(days=1)
        promise = history.promise(case, who, at + timedelta(minutes=50), due)
        history.keep(case, who, promise, due - timedelta(hours=1))
        number += 1
    return history.lines


def _words() -> Iterator[Figure]:
    yield each("find_flags in a post", lambda: find_flags(_POST, "nl"), times=200)
    yield each("redact a post", lambda: redact(_POST), times=200)
    yield each("canonical_url of a post", lambda: canonical_url(_URL), times=200)
