"""Stores what was heard exactly once, a batch at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, update

from bot.domain.errors import Broken
from bot.domain.ids import CustomerId, PostId
from bot.domain.post import Direction, Said
from bot.ports.storing import StoredPost
from storage.codec import key_of_url
from storage.customers import SqlCustomers
from storage.dialect import insert
from storage.post_rows import (
    ADD_COUNTS,
    ADD_VERSION,
    POSTS,
    count_rows,
    identity_row,
    post_of,
    read_post,
    version_row,
)
from storage.tables import posts
from storage.transaction import Transaction

_BY_ID = POSTS.where(
    posts.c.source == bindparam("source"),
    posts.c.external_id.in_(bindparam("external_ids", expanding=True)),
)
_BY_URL = POSTS.where(posts.c.url_key.in_(bindparam("url_keys", expanding=True)))
_ADD = insert(posts).on_conflict_do_nothing().returning(posts.c.id)
_IDENTIFY = update(posts).where(posts.c.id == bindparam("post"))
_ROUNDS = 5

Key = tuple[str, str]
Batch = Mapping[Key, tuple[Said, PostId]]


class Hearing:
    """One batch on its way into the tables."""

    def __init__(self, tx: Transaction, heard_at: datetime) -> None:
        self._tx = tx
        self._heard_at = heard_at
        self._stored: dict[Key, StoredPost] = {}

    def store(self, heard: Sequence[tuple[Said, PostId]]) -> list[StoredPost]:
        """Store what is not there yet; one result for each, in order.

        Takes a round more where two of the batch are one post under two ids, and where another
        process stored the same posts meanwhile.
        """
        left: dict[Key, tuple[Said, PostId]] = {}
        for said, post in heard:
            left.setdefault(said.key, (said, post))
        for _ in range(_ROUNDS):
            if not left:
                break
            self._round(left)
            left = {key: one for key, one in left.items() if key not in self._stored}
        else:
            raise Broken("posts that are neither known nor new")
        return self._in_order(heard)

    def _round(self, left: Batch) -> None:
        known = self._known([said for said, _ in left.values()])
        for key, (said, _) in left.items():
            if key in known:
                self._stored[key] = self._meet(known[key], said)
        self._add({key: one for key, one in left.items() if key not in known})

    def _in_order(self, heard: Sequence[tuple[Said, PostId]]) -> list[StoredPost]:
        results = []
        for said, post in heard:
            stored = self._stored[said.key]
            first = stored.new and stored.post.id == post
            results.append(stored if first or not stored.new else replace(stored, new=False))
        return results

    def _known(self, said: Collection[Said]) -> dict[Key, Any]:
        known = {(row.source, row.external_id): row for row in self._by_id(said)}
        unknown = {
            key_of_url(one.url_key): one.key
            for one in said
            if one.url_key is not None and one.key not in known
        }
        if unknown:
            for row in self._tx.rows(_BY_URL, {"url_keys": list(unknown)}):
                known[unknown[row.url_key]] = row
        return known

    def _by_id(self, said: Collection[Said]) -> Sequence[Any]:
        source_of = attrgetter("source")
        groups = groupby(sorted(said, key=source_of), key=source_of)
        asked = [
            {"source": source, "external_ids": [one.external_id for one in group]}
            for source, group in groups
        ]
        return list(chain.from_iterable(self._tx.rows(_BY_ID, one) for one in asked))

    def _meet(self, row: Any, said: Said) -> StoredPost:  # noqa: ANN401 - a row of POSTS
        """A post that is there: a colleague's capture becomes what the source heard."""
        post = read_post(row)
        is_capture = row.captured_by_id is not None and said.captured_by is None
        if post.deleted or not is_capture:
            return StoredPost(post, new=False)
        changed = (post.text, post.redacted) != (said.text, said.redacted)
        version = post.version + changed
        customer = _customer_of(said, self._customers([said]))
        if changed:
            self._tx.change(ADD_VERSION, version_row(said, post.id, version, self._heard_at))
        self._tx.change(
            _IDENTIFY, {"post": post.id, **identity_row(said, customer), "version": version}
        )
        now = post_of(said, post.id, customer, post.heard_at)
        return StoredPost(replace(now, case=post.case, version=version), new=False, met=True)

    def _add(self, fresh: Batch) -> None:
        """Store those that do not have the URL of another of them; that one is met next time."""
        chosen = self._one_for_each_url(fresh)
        if not chosen:
            return
        customers = self._customers([said for said, _ in chosen])
        rows = [self._row(said, post, customers) for said, post in chosen]
        added = {row.id for row in self._tx.rows_of_each(_ADD, rows)}
        new = [(said, post) for said, post in chosen if post in added]
        self._tx.change_each(
            ADD_VERSION, (version_row(said, post, 1, self._heard_at) for said, post in new)
        )
        counts = (count_rows(post, said.counts, self._heard_at) for said, post in new)
        self._tx.change_each(ADD_COUNTS, chain.from_iterable(counts))
        for said, post in new:
            stored = post_of(said, post, _customer_of(said, customers), self._heard_at)
            self._stored[said.key] = StoredPost(stored, new=True)

    def _one_for_each_url(self, fresh: Batch) -> list[tuple[Said, PostId]]:
        chosen: dict[object, tuple[Said, PostId]] = {}
        for key, (said, post) in fresh.items():
            chosen.setdefault(said.url_key or key, (said, post))
        return list(chosen.values())

    def _row(self, said: Said, post: PostId, customers: Mapping[Key, CustomerId]) -> dict[str, Any]:
        return {
            "id": post,
            **identity_row(said, _customer_of(said, customers)),
            "heard_at": self._heard_at,
            "version": 1,
            "deleted": False,
        }

    def _customers(self, said: Collection[Said]) -> dict[Key, CustomerId]:
        """Who spoke, by source and external id."""
        spoke = [one for one in said if one.direction is Direction.INBOUND]
        found: dict[Key, CustomerId] = {}
        for source in sorted({one.source for one in spoke}):
            authors = [one.author for one in spoke if one.source == source]
            ids = SqlCustomers(self._tx).find_or_add_all(source, authors)
            found |= {(source, external_id): customer for external_id, customer in ids.items()}
        return found


def _customer_of(said: Said, customers: Mapping[Key, CustomerId]) -> CustomerId | None:
    """The customer who spoke; None where the company itself did."""
    if said.direction is not Direction.INBOUND:
        return None
    return customers[said.source, said.author.external_id]
