"""A week in which everything happened, as a digest with the names and words that it needs."""

from __future__ import annotations

from bot.domain.case import Outcome
from bot.domain.digest import DigestView, make_digest, named_cases, named_words
from bot.domain.flags import Flag
from bot.domain.ids import CaseId
from bot.domain.reply import ReplyKind
from bot.domain.view import Audience
from tests.unit.domain.a_history import (
    OFFICE,
    WEEK,
    AHistory,
    on,
    somebody,
    webcare,
    weeks_before,
)

HETTY, JOS = CaseId(1), CaseId(4)
MONDAY = on("mon 08:00", WEEK.next())


def an_audience(language: str = "nl") -> Audience:
    return Audience(language, "Europe/Amsterdam")


def a_quiet_view() -> DigestView:
    return DigestView(make_digest([], WEEK, OFFICE))


def a_full_view() -> DigestView:
    """Hetty waits for leadership's decision; Jos was let down once; five took something up."""
    history = AHistory()
    _wait_for_the_board(history)
    _let_down(history)
    _go_well(history)
    digest = make_digest(history.lines, WEEK, OFFICE)
    return DigestView(
        digest,
        customers={case: f"Klant {case}" for case in named_cases(digest)} | {HETTY: "Hetty"},
        words={words: f"Woorden {words}." for words in named_words(digest)},
        readers=6,
        readers_done=5,
    )


def _wait_for_the_board(history: AHistory) -> None:
    hetty = history.hear(on("mon 09:00", weeks_before(1)), flags=[Flag.LEAVING])
    for _ in range(3):
        history.raise_level(hetty, on("thu 09:00"))


def _let_down(history: AHistory) -> None:
    erik = somebody("Network")
    jos = history.hear(on("mon 09:00"), flags=[Flag.MONEY], route="billing")
    history.claim(jos, erik, on("mon 10:00"))
    promise = history.promise(jos, erik, on("mon 11:00"), on("tue 12:00"))
    history.break_(jos, erik, promise, on("tue 13:00"))
    history.promise(jos, erik, on("tue 13:00"), on("tue 12:00", WEEK.next()))
    history.hear(on("mon 09:00"), said_at=on("mon 09:00", weeks_before(5)), late=True)


def _go_well(history: AHistory) -> None:
    outcomes = [*Outcome, Outcome.HAPPY]
    for outcome in outcomes:
        erik, case = somebody("Network"), history.hear(on("tue 09:00"))
        history.claim(case, erik, on("tue 09:30"))
        history.reply(case, erik, on("tue 10:00"), kind=ReplyKind.APOLOGY)
        given = history.give(case, erik, on("tue 10:00"), 1250)
        history.tell(case, erik, given, on("tue 10:00"))
        history.solve(case, erik, on("tue 11:00"), outcome, widespread=outcome is Outcome.FINE)
        history.close(case, on("fri 11:00"))
    amy, back = webcare(), history.hear(on("tue 09:00"))
    history.claim(back, amy, on("tue 09:30"))
    history.reply(back, amy, on("tue 10:00"))
    history.speak(back, on("wed 10:00"))
