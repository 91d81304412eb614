"""The page of everything that can be done: for whoever may, when it fits."""

from dataclasses import replace

from bot.domain.view import Audience
from bot.presentation.gallery.examples import ERIK, a_promise, a_view, an_answered_case
from bot.presentation.intent import Intent, Verb
from bot.presentation.pages.actions import more_page


def intents(audience: Audience) -> list[Intent]:
    page = more_page(a_view(an_answered_case(promises=(a_promise(),))), audience)
    rows = [row for part in page.parts for row in part.rows]
    return [one.intent for row in rows for one in row.buttons if one.intent is not None]


def test_nobody_waits_for_a_reminder_to_say_that_a_promise_is_kept() -> None:
    public = Audience("nl", "Europe/Amsterdam")

    mine = intents(replace(public, reader=ERIK.id))

    assert [one.subject for one in mine if one.verb is Verb.KEEP] == ["promise:7"]
    assert [one for one in intents(public) if one.verb is Verb.KEEP] == []
