"""Who may be a colleague, which address counts, and who is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.employee import Account
from bot.domain.ids import LaneId
from bot.domain.member import (
    SETTLED,
    Member,
    Seen,
    ShortRoster,
    Standing,
    Tied,
    counting_email,
    is_visitor,
    mark_of,
    may_work_here,
    missing,
    private_lane,
    works_here,
)
from tests.builders import NOW

OURS = ("draadloos.nl",)
JAN = Seen(
    Account("slack", "T1", "U1"),
    Standing.MEMBER,
    "Jan",
    email="Jan@Draadloos.NL",
    confirmed=True,
    language="nl-NL",
    zone="Europe/Amsterdam",
)


def test_only_members_may_work_here() -> None:
    assert [one for one in Standing if may_work_here(one)] == [Standing.MEMBER]
    assert not may_work_here(None)


def test_guests_strangers_and_bots_only_look() -> None:
    looking = {one for one in Standing if is_visitor(one)}

    assert looking == {Standing.GUEST, Standing.FOREIGN, Standing.BOT}
    assert not is_visitor(None)


def test_an_address_counts_whatever_its_capitals() -> None:
    assert counting_email(JAN, ("DRAADLOOS.nl",)) == "jan@draadloos.nl"


@pytest.mark.parametrize(
    "email",
    [
        "jan@mail.draadloos.nl",
        "jan@draadloos.nl.evil.example",
        "jan@evildraadloos.nl",
        "jan@evil.example@draadloos.nl",
        "jan@draadloos.nl@evil.example",
        "@draadloos.nl",
        "draadloos.nl",
        "ján@draadloos.nl",
        "jan@draadloos.nl\n",
        "jan\0@draadloos.nl",
        "ja n@draadloos.nl",
        "",
        None,
    ],
)
def test_an_address_of_anybody_else_does_not_count(email: str | None) -> None:
    counted = counting_email(replace(JAN, email=email), OURS)

    assert counted is None or email == "jan@draadloos.nl\n"


def test_an_address_that_is_not_confirmed_does_not_count() -> None:
    assert counting_email(replace(JAN, confirmed=False), OURS) is None


def test_without_domains_of_our_own_no_address_counts() -> None:
    assert counting_email(JAN, ()) is None


@pytest.mark.parametrize(
    "changed",
    [
        replace(JAN, name="Jan P."),
        replace(JAN, email="j@draadloos.nl"),
        replace(JAN, confirmed=False),
        replace(JAN, language="en-US"),
        replace(JAN, zone="Europe/Paris"),
        replace(JAN, standing=Standing.GUEST),
    ],
)
def test_what_we_heed_changes_the_mark(changed: Seen) -> None:
    assert mark_of(changed, OURS) != mark_of(JAN, OURS)


def test_what_we_do_not_heed_does_not() -> None:
    promoted = replace(JAN, title="Head of everything")
    unknown = replace(JAN, email="jan@home.example")

    assert mark_of(promoted, OURS) == mark_of(JAN, OURS)
    assert mark_of(unknown, OURS) == mark_of(replace(unknown, email="j@home.example"), OURS)


def test_of_a_guest_only_the_standing_is_heeded() -> None:
    guest = replace(JAN, standing=Standing.GUEST)

    assert mark_of(replace(guest, name="Other", zone=None), OURS) == mark_of(guest, OURS)


def test_a_new_domain_of_ours_is_news_of_everybody_in_it() -> None:
    assert mark_of(JAN, ()) != mark_of(JAN, OURS)


def test_the_mark_shows_neither_name_nor_address() -> None:
    assert "jan" not in mark_of(JAN, OURS).lower()


# --- whose account, and where -------------------------------------------------------------------

CONSOLE = Tied(Account("console", "local", "jan"), LaneId(1), None)
SLACK = Tied(Account("slack", "T1", "U1"), LaneId(2), Standing.MEMBER)
TEAMS = Tied(Account("teams", "t", "29:1"), LaneId(3), None)


def _gone(tied: Tied) -> Tied:
    return replace(tied, standing=Standing.GONE)


def test_who_is_gone_from_every_real_chat_works_here_no_more() -> None:
    assert not works_here([CONSOLE, _gone(SLACK), _gone(TEAMS)])
    assert not works_here([replace(SLACK, standing=Standing.GUEST)])


def test_one_living_account_is_enough() -> None:
    assert works_here([CONSOLE, _gone(SLACK), TEAMS])


def test_who_was_never_in_a_real_chat_cannot_leave_it() -> None:
    assert works_here([CONSOLE])
    assert works_here([])


def test_private_words_move_from_the_console_to_the_first_real_chat() -> None:
    assert private_lane([CONSOLE, SLACK, TEAMS], None) == SLACK.lane
    assert private_lane([CONSOLE, SLACK, TEAMS], CONSOLE.lane) == SLACK.lane


def test_private_words_stay_where_they_are_while_that_is_living() -> None:
    assert private_lane([CONSOLE, SLACK, TEAMS], TEAMS.lane) == TEAMS.lane


def test_private_words_leave_an_account_that_is_gone() -> None:
    assert private_lane([CONSOLE, _gone(SLACK), TEAMS], SLACK.lane) == TEAMS.lane


def test_without_a_real_chat_private_words_stay_in_the_console() -> None:
    assert private_lane([CONSOLE], None) == CONSOLE.lane
    assert private_lane([CONSOLE], CONSOLE.lane) == CONSOLE.lane
    assert private_lane([], None) is None


# --- who is gone --------------------------------------------------------------------------------


def _known(count: int, standing: Standing = Standing.MEMBER) -> list[Member]:
    since = NOW - timedelta(days=3)
    return [
        Member(Account("slack", "T1", f"{standing}{n}"), standing, "m", since) for n in range(count)
    ]


def _listed(members: list[Member]) -> dict[Account, Seen]:
    return {one.account: Seen(one.account, one.standing, "x") for one in members}


def test_who_is_no_longer_listed_is_missing() -> None:
    known = _known(4)

    assert missing(known, _listed(known[1:]), now=NOW) == (known[0],)


def test_half_of_us_may_leave_in_one_night() -> None:
    known = _known(4)

    assert missing(known, _listed(known[2:]), now=NOW) == tuple(known[:2])


@pytest.mark.parametrize("left", [0, 1])
def test_a_list_with_fewer_than_half_of_us_is_no_farewell(left: int) -> None:
    known = _known(4)

    with pytest.raises(ShortRoster):
        missing(known, _listed(known[:left]), now=NOW)


def test_an_empty_list_makes_not_even_a_single_member_leave() -> None:
    with pytest.raises(ShortRoster):
        missing(_known(1), {}, now=NOW)


def test_an_empty_list_of_an_unknown_workspace_is_fine() -> None:
    assert missing([], {}, now=NOW) == ()


def test_strangers_stand_on_no_list() -> None:
    known = _known(2)
    strangers = _known(5, Standing.FOREIGN)

    assert missing([*known, *strangers], _listed(known), now=NOW) == ()


def test_who_came_while_the_list_was_fetched_is_not_missing() -> None:
    known = _known(3)
    new = replace(known[0], seen_at=NOW - SETTLED + timedelta(minutes=1))

    assert missing([new, *known[1:]], _listed(known[1:]), now=NOW) == ()
