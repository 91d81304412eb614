"""Posts: each kept once, with every version of its words, until they are forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, desc, func, select, update

from bot.domain.errors import UnknownPost
from bot.domain.ids import CaseId, PostId
from bot.domain.post import Direction, Post, Said
from bot.ports.storing import StoredPost
from storage.codec import Moment, key_of_url
from storage.hearing import Hearing
from storage.many import Many
from storage.post_rows import (
    ADD_COUNTS,
    ADD_VERSION,
    ITS_WORDS,
    POSTS,
    count_rows,
    read_post,
)
from storage.tables import cases, customers, post_versions, posts
from storage.transaction import Transaction

_GET = POSTS.where(posts.c.id == bindparam("post"))
_FIND = POSTS.where(
    posts.c.source == bindparam("source"), posts.c.external_id == bindparam("external_id")
)
_OF_CASE = POSTS.where(posts.c.case_id == bindparam("case")).order_by(posts.c.said_at, posts.c.id)
_said = posts.alias("said")
_newest = (
    select(_said.c.id)
    .where(_said.c.case_id == cases.c.id)
    .order_by(
        _said.c.deleted | (_said.c.direction != Direction.INBOUND),
        desc(_said.c.said_at),
        desc(_said.c.id),
    )
    .limit(1)
    .correlate(cases)
    .scalar_subquery()
)
# From each case to its post, not from all posts to those that are some case's newest.
_NEWEST_OF = Many(
    select(*POSTS.selected_columns).select_from(
        cases.join(posts, posts.c.id == _newest).outerjoin(post_versions, ITS_WORDS)
    ),
    cases.c.id,
)
_of_customer = (
    select(posts.c.said_at)
    .join(cases, cases.c.id == posts.c.case_id)
    .where(posts.c.case_id == bindparam("case"), posts.c.customer_id == cases.c.customer)
)
_SAID_BEFORE = (
    _of_customer.where(posts.c.said_at <= bindparam("at", type_=Moment()))
    .order_by(desc(posts.c.said_at))
    .limit(1)
)
_SAID_AFTER = (
    _of_customer.where(posts.c.said_at > bindparam("at", type_=Moment()))
    .order_by(posts.c.said_at)
    .limit(1)
)
_OF_AUTHOR = (
    POSTS.join(customers, customers.c.id == posts.c.customer_id)
    .where(
        customers.c.source == bindparam("source"),
        customers.c.external_id == bindparam("author"),
    )
    .order_by(posts.c.said_at, posts.c.id)
)
_SET_CASE = update(posts).where(posts.c.id == bindparam("post")).values(case_id=bindparam("case"))
_MOVE_ALL = (
    update(posts)
    .where(posts.c.case_id == bindparam("source_case"))
    .values(case_id=bindparam("target_case"))
)
_SET_VERSION = update(posts).where(posts.c.id == bindparam("post"))
_FORGET = (
    update(post_versions)
    .where(post_versions.c.post_id == bindparam("post"))
    .values(text=None, redacted=None)
)
_DELETE = update(posts).where(posts.c.id == bindparam("post")).values(deleted=True, url=None)
_CASES_OF = select(posts.c.external_id, posts.c.case_id).where(
    posts.c.source == bindparam("source"),
    posts.c.external_id.in_(bindparam("external_ids", expanding=True)),
    posts.c.case_id.is_not(None),
)
_KNOWN = (
    select(posts.c.external_id)
    .where(
        posts.c.source == bindparam("source"),
        posts.c.heard_at >= bindparam("since", type_=Moment()),
        ~posts.c.deleted,
    )
    .order_by(posts.c.heard_at, posts.c.id)
)
_CASE_AT = select(posts.c.case_id).where(posts.c.url_key == bindparam("url_key"))
_COUNT = select(func.count()).select_from(posts)


class SqlPosts:
    """Posts and their versions, counts and customers."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def add(self, said: Said, *, post: PostId, heard_at: datetime) -> StoredPost:
        """Store it, unless (source, external id), or its canonical URL key, is known already.

        A colleague's capture that a source hears later becomes the source's post: the stored
        row takes its identity and words. A tombstone keeps a deleted post from coming back:
        it is given as it is, not new.
        """
        return self.add_all([(said, post)], heard_at=heard_at)[0]

    def add_all(
        self, heard: Sequence[tuple[Said, PostId]], *, heard_at: datetime
    ) -> Sequence[StoredPost]:
        """The same for a batch, in few statements; one result for each, in order."""
        self._tx.tell(heard_at)
        return Hearing(self._tx, heard_at).store(heard)

    def find(self, source: str, external_id: str) -> Post | None:
        """The post that a source knows by this id."""
        row = self._tx.first(_FIND, {"source": source, "external_id": external_id})
        return None if row is None else read_post(row)

    def case_at(self, url_key: str) -> CaseId | None:
        """The case of the post with this canonical address."""
        found = self._tx.value(_CASE_AT, {"url_key": key_of_url(url_key)})
        return None if found is None else CaseId(found)

    def get(self, post: PostId) -> Post:
        """The post. Raises UnknownPost."""
        row = self._tx.first(_GET, {"post": post})
        if row is None:
            raise UnknownPost
        return read_post(row)

    def set_case(self, posts: Iterable[PostId], case: CaseId) -> None:
        """Put posts in a case."""
        self._tx.change_each(_SET_CASE, ({"post": post, "case": case} for post in posts))

    def move_all(self, source: CaseId, target: CaseId) -> None:
        """Move every post of a case to another (merge)."""
        self._tx.change(_MOVE_ALL, {"source_case": source, "target_case": target})

    def edit(self, post: PostId, said: Said, *, heard_at: datetime) -> Post:
        """Keep a new version of its words; the same words again, or a deleted post, change nothing.

        Raises UnknownPost.
        """
        known = self.get(post)
        if known.deleted or (known.text, known.redacted) == (said.text, said.redacted):
            return known
        version = known.version + 1
        row = {"post_id": post, "version": version, "text": said.text, "redacted": said.redacted}
        self._tx.change(ADD_VERSION, {**row, "heard_at": heard_at})
        language = said.language or known.language
        self._tx.change(_SET_VERSION, {"post": post, "version": version, "language": language})
        return self.get(post)

    def delete(self, post: PostId, *, at: datetime) -> Post:
        """Forget its words in all versions and leave a tombstone. Raises UnknownPost."""
        self._tx.tell(at)
        self._tx.change(_FORGET, {"post": post})
        self._tx.change(_DELETE, {"post": post})
        return self.get(post)

    def list_of(self, case: CaseId) -> Sequence[Post]:
        """A case's posts, in the order in which they were said."""
        return [read_post(row) for row in self._tx.rows(_OF_CASE, {"case": case})]

    def newest_of(self, cases: Iterable[CaseId]) -> Mapping[CaseId, Post]:
        """The customer's newest post of each case that is not deleted, else the newest.

        A case without posts is not among them.
        """
        rows = _NEWEST_OF.rows(self._tx, cases)
        return {row.case_id: read_post(row) for row in rows}

    def said_around(self, case: CaseId, at: datetime) -> tuple[datetime | None, datetime | None]:
        """When the customer's posts of a case just before and just after a moment were said."""
        asked = {"case": case, "at": at}
        return self._tx.value(_SAID_BEFORE, asked), self._tx.value(_SAID_AFTER, asked)

    def thread_case(self, source: str, external_ids: Sequence[str]) -> CaseId | None:
        """The case of the first of these posts (thread root, replied-to) that has one."""
        asked = {"source": source, "external_ids": list(external_ids)}
        known: dict[str, Any] = dict(self._tx.rows(_CASES_OF, asked)) if external_ids else {}
        return next((CaseId(known[one]) for one in external_ids if one in known), None)

    def list_of_author(self, source: str, author: str) -> Sequence[Post]:
        """All posts of an author in a source (for *author gone*)."""
        asked = {"source": source, "author": author}
        return [read_post(row) for row in self._tx.rows(_OF_AUTHOR, asked)]

    def add_counts(self, post: PostId, counts: Iterable[tuple[str, int]], *, at: datetime) -> None:
        """Add one moment of the series of likes, shares and so on (D48)."""
        self._tx.change_each(ADD_COUNTS, count_rows(post, counts, at))

    def list_known(self, source: str, *, since: datetime) -> Sequence[str]:
        """External ids that a source without delete events is to recheck."""
        return [
            row.external_id for row in self._tx.rows(_KNOWN, {"source": source, "since": since})
        ]

    def count(self) -> int:
        """How many posts there are."""
        return int(self._tx.value(_COUNT))
