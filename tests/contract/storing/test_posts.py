"""Posts: each once, whatever is heard twice, and forgotten when it is deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.errors import UnknownPost
from bot.domain.ids import CaseId, CustomerId, PostId
from bot.domain.post import Author, Direction
from bot.ports.storing import UnitOfWork
from tests.builders import HOUR, NOW, a_case
from tests.stores import a_said


def _cases(uow: UnitOfWork, *ids: int) -> None:
    for one in ids:
        uow.cases.add(a_case(id=CaseId(one), customer=None), look_at=None)


def test_a_post_comes_back_as_it_was_heard(uow: UnitOfWork) -> None:
    said = a_said(
        text="Call 06", redacted="Call [number]", url="https://f/1", language="nl", company="a"
    )

    stored = uow.posts.add(said, post=PostId(1), heard_at=NOW + HOUR)

    assert stored.new
    assert stored.post == uow.posts.get(PostId(1)) == uow.posts.find("facebook", "1")
    assert stored.post.text == "Call 06"
    assert stored.post.redacted == "Call [number]"
    assert (stored.post.said_at, stored.post.heard_at) == (NOW, NOW + HOUR)
    assert stored.post.customer is not None
    assert uow.customers.names([stored.post.customer]) == {stored.post.customer: "Jos"}


def test_a_post_heard_again_is_the_same_one(uow: UnitOfWork) -> None:
    first = uow.posts.add(a_said(), post=PostId(1), heard_at=NOW)
    again = uow.posts.add(a_said(text="other words"), post=PostId(2), heard_at=NOW + HOUR)

    assert not again.new
    assert again.post == first.post
    assert uow.posts.count() == 1


def test_a_batch_with_repeats_stores_each_post_once(uow: UnitOfWork) -> None:
    uow.posts.add(a_said("1"), post=PostId(1), heard_at=NOW)
    other = Author("ali", "Ali")
    batch = [
        (a_said("1"), PostId(2)),
        (a_said("2"), PostId(3)),
        (a_said("2"), PostId(4)),
        (a_said("2", source="twitter"), PostId(5)),
        (a_said("3", author=other), PostId(6)),
    ]

    stored = uow.posts.add_all(batch, heard_at=NOW)

    assert [one.post.id for one in stored] == [1, 3, 3, 5, 6]
    assert [one.new for one in stored] == [False, True, False, True, True]
    assert uow.posts.count() == 4
    assert len({one.post.customer for one in stored}) == 3
    assert uow.posts.add_all([], heard_at=NOW) == []


def test_the_company_itself_is_no_customer(uow: UnitOfWork) -> None:
    said = a_said(direction=Direction.OUTBOUND)

    assert uow.posts.add(said, post=PostId(1), heard_at=NOW).post.customer is None


def test_a_colleagues_capture_becomes_the_sources_post(uow: UnitOfWork) -> None:
    _cases(uow, 7)
    captured = a_said(
        "capture:1",
        source="colleague",
        url_key="facebook/jos/1",
        captured_by=4,
        text="asked three times",
        author=Author("?jos", "jos"),
    )
    uow.posts.add(captured, post=PostId(1), heard_at=NOW)
    uow.posts.set_case([PostId(1)], CaseId(7))
    heard = a_said("1", url_key="facebook/jos/1", author=Author("77", "Jos de Vries"))

    stored = uow.posts.add(heard, post=PostId(2), heard_at=NOW + HOUR)

    assert not stored.new
    assert stored.post == uow.posts.get(PostId(1)) == uow.posts.find("facebook", "1")
    assert (stored.post.case, stored.post.version, stored.post.heard_at) == (7, 2, NOW)
    assert stored.post.text == heard.text
    assert stored.post.customer == uow.customers.find_or_add("facebook", heard.author)
    assert uow.posts.find("colleague", "capture:1") is None


def test_a_capture_of_what_a_source_heard_is_known(uow: UnitOfWork) -> None:
    heard = uow.posts.add(a_said("1", url_key="f/1"), post=PostId(1), heard_at=NOW)
    captured = a_said("capture:1", source="colleague", url_key="f/1", captured_by=4, text="mine")

    stored = uow.posts.add(captured, post=PostId(2), heard_at=NOW + HOUR)

    assert stored == replace(heard, new=False)


def test_a_capture_and_the_post_itself_in_one_batch_are_one_post(uow: UnitOfWork) -> None:
    captured = a_said("capture:1", source="colleague", url_key="f/1", captured_by=4, text="mine")
    heard = a_said("1", url_key="f/1")

    stored = uow.posts.add_all([(captured, PostId(1)), (heard, PostId(2))], heard_at=NOW)

    assert [one.new for one in stored] == [True, False]
    assert stored[1].post == uow.posts.get(PostId(1))
    assert stored[1].post.text == heard.text
    assert uow.posts.count() == 1


def test_an_edit_keeps_a_new_version_and_the_same_words_change_nothing(uow: UnitOfWork) -> None:
    uow.posts.add(a_said(), post=PostId(1), heard_at=NOW)

    same = uow.posts.edit(PostId(1), a_said(), heard_at=NOW + HOUR)
    edited = uow.posts.edit(PostId(1), a_said(text="Solved!"), heard_at=NOW + HOUR)

    assert same.version == 1
    assert (edited.version, edited.text) == (2, "Solved!")
    assert uow.posts.get(PostId(1)) == edited


def test_a_deleted_post_is_a_tombstone_that_keeps_it_from_coming_back(uow: UnitOfWork) -> None:
    said = a_said(url="https://f/jos/1", url_key="f/jos/1")
    uow.posts.add(said, post=PostId(1), heard_at=NOW)
    uow.posts.edit(PostId(1), a_said(text="Edited"), heard_at=NOW)

    deleted = uow.posts.delete(PostId(1), at=NOW + HOUR)
    again = uow.posts.add(said, post=PostId(2), heard_at=NOW + HOUR)
    edited = uow.posts.edit(PostId(1), said, heard_at=NOW + HOUR)
    captured = uow.posts.add(
        a_said("c", source="colleague", url_key="f/jos/1", captured_by=1),
        post=PostId(3),
        heard_at=NOW,
    )

    assert deleted.deleted
    assert (deleted.text, deleted.redacted, deleted.url) == (None, None, None)
    assert not again.new
    assert again.post == edited == captured.post == deleted
    assert list(uow.posts.list_known("facebook", since=NOW)) == []


def test_an_unknown_post_is_said_to_be_unknown(uow: UnitOfWork) -> None:
    assert uow.posts.find("facebook", "404") is None
    with pytest.raises(UnknownPost):
        uow.posts.get(PostId(404))


def test_a_cases_posts_come_in_the_order_in_which_they_were_said(uow: UnitOfWork) -> None:
    _cases(uow, 1, 2)
    uow.posts.add(a_said("2", said_at=NOW + HOUR), post=PostId(1), heard_at=NOW)
    uow.posts.add(a_said("1", said_at=NOW), post=PostId(2), heard_at=NOW)
    uow.posts.add(a_said("3", said_at=NOW), post=PostId(3), heard_at=NOW)
    uow.posts.set_case([PostId(1), PostId(2)], CaseId(1))
    uow.posts.set_case([PostId(3)], CaseId(2))

    assert [post.id for post in uow.posts.list_of(CaseId(1))] == [2, 1]

    uow.posts.move_all(CaseId(2), CaseId(1))

    assert [post.id for post in uow.posts.list_of(CaseId(1))] == [2, 3, 1]
    assert list(uow.posts.list_of(CaseId(2))) == []


def test_the_newest_post_is_the_customers_that_can_still_be_read(uow: UnitOfWork) -> None:
    _cases(uow, 1, 2)
    ours = Direction.OUTBOUND
    uow.posts.add(a_said("1", said_at=NOW), post=PostId(1), heard_at=NOW)
    uow.posts.add(a_said("2", said_at=NOW + HOUR), post=PostId(2), heard_at=NOW)
    uow.posts.add(a_said("3", said_at=NOW + 2 * HOUR, direction=ours), post=PostId(3), heard_at=NOW)
    uow.posts.set_case([PostId(1), PostId(2), PostId(3)], CaseId(1))

    def newest() -> int | None:
        post = uow.posts.newest_of([CaseId(1)]).get(CaseId(1))
        return post.id if post else None

    assert newest() == 2
    uow.posts.delete(PostId(2), at=NOW)
    assert newest() == 1
    uow.posts.delete(PostId(1), at=NOW)
    assert newest() == 3
    assert not uow.posts.newest_of([CaseId(2)])


def test_the_newest_posts_of_many_cases_are_each_their_own(uow: UnitOfWork) -> None:
    many = 70
    _cases(uow, *range(1, many + 2))
    for number in range(1, many + 1):
        earlier, later = PostId(number), PostId(1000 + number)
        uow.posts.add(a_said(f"{number}", said_at=NOW), post=earlier, heard_at=NOW)
        uow.posts.add(a_said(f"{number} later", said_at=NOW + HOUR), post=later, heard_at=NOW)
        uow.posts.set_case([earlier, later], CaseId(number))

    newest = uow.posts.newest_of(CaseId(number) for number in range(1, many + 2))

    assert {case: post.id for case, post in newest.items()} == {
        number: 1000 + number for number in range(1, many + 1)
    }
    assert all(post.case == case and post.text for case, post in newest.items())


def test_a_thread_leads_to_the_case_of_its_first_known_post(uow: UnitOfWork) -> None:
    _cases(uow, 1, 2)
    for number in (1, 2, 3):
        uow.posts.add(a_said(str(number)), post=PostId(number), heard_at=NOW)
    uow.posts.set_case([PostId(1)], CaseId(1))
    uow.posts.set_case([PostId(2)], CaseId(2))

    assert uow.posts.thread_case("facebook", ["3", "2", "1"]) == 2
    assert uow.posts.thread_case("facebook", ["404", "1", "2"]) == 1
    assert uow.posts.thread_case("facebook", ["3"]) is None
    assert uow.posts.thread_case("twitter", ["1"]) is None
    assert uow.posts.thread_case("facebook", []) is None


def test_an_author_who_is_gone_has_all_posts_found_and_is_forgotten(uow: UnitOfWork) -> None:
    uow.posts.add(a_said("1"), post=PostId(1), heard_at=NOW)
    uow.posts.add(a_said("2", source="twitter"), post=PostId(2), heard_at=NOW)
    uow.posts.add(a_said("3", author=Author("ali", "Ali")), post=PostId(3), heard_at=NOW)

    (theirs,) = uow.posts.list_of_author("facebook", "jos")
    assert theirs.id == 1
    assert theirs.customer is not None

    uow.customers.forget(theirs.customer)

    assert uow.customers.names([theirs.customer]) == {}
    assert uow.posts.get(PostId(1)).customer == theirs.customer


def test_who_was_forgotten_and_speaks_again_is_somebody_new(uow: UnitOfWork) -> None:
    jos = uow.customers.find_or_add("facebook", Author("jos", "Jos"))
    uow.customers.forget(jos)

    again = uow.customers.find_or_add("facebook", Author("jos", "Jos"))

    assert again != jos
    assert uow.customers.names([jos, again]) == {again: "Jos"}


def test_a_changed_handle_is_kept(uow: UnitOfWork) -> None:
    before = uow.customers.find_or_add("facebook", Author("jos", "Jos"))
    after = uow.customers.find_or_add("facebook", Author("jos", "Jos de Vries"))

    assert before == after
    assert uow.customers.names([before, CustomerId(404)]) == {before: "Jos de Vries"}


def test_counts_are_a_series_and_one_moment_counts_once(uow: UnitOfWork) -> None:
    uow.posts.add(a_said(counts=(("likes", 1), ("shares", 0))), post=PostId(1), heard_at=NOW)

    uow.posts.add_counts(PostId(1), [("likes", 1526)], at=NOW + HOUR)
    uow.posts.add_counts(PostId(1), [("likes", 1526)], at=NOW + HOUR)
    uow.posts.add_counts(PostId(1), [], at=NOW + HOUR)

    assert uow.posts.get(PostId(1)).version == 1


def test_recent_posts_are_known_to_be_rechecked(uow: UnitOfWork) -> None:
    uow.posts.add(a_said("1"), post=PostId(1), heard_at=NOW)
    uow.posts.add(a_said("2"), post=PostId(2), heard_at=NOW + HOUR)
    uow.posts.add(a_said("3", source="twitter"), post=PostId(3), heard_at=NOW + HOUR)

    assert list(uow.posts.list_known("facebook", since=NOW)) == ["1", "2"]
    assert list(uow.posts.list_known("facebook", since=NOW + HOUR)) == ["2"]


@pytest.mark.parametrize("text", ["zero \0 sign", "half \ud83d pair", "'; DROP TABLE posts; --"])
def test_whatever_they_write_can_be_kept(uow: UnitOfWork, text: str) -> None:
    uow.posts.add(a_said(text=text, author=Author("x", text)), post=PostId(1), heard_at=NOW)

    kept = uow.posts.get(PostId(1)).text

    assert kept == text.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")


def test_a_case_is_found_by_the_address_of_its_post(uow: UnitOfWork) -> None:
    case = uow.cases.add(a_case(id=CaseId(1), customer=None), look_at=None)
    said = uow.posts.add(
        a_said(url="https://f/jos/1", url_key="f/jos/1"), post=PostId(1), heard_at=NOW
    )
    assert uow.posts.case_at("f/jos/1") is None

    uow.posts.set_case([said.post.id], case.id)

    assert uow.posts.case_at("f/jos/1") == case.id
    assert uow.posts.case_at("f/jos/2") is None
