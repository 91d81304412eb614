"""Between a post and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from bot.domain.ids import CustomerId, PostId
from bot.domain.post import Post, Said
from storage.codec import key_of_url
from storage.dialect import insert
from storage.tables import post_counts, post_versions, posts

ITS_WORDS = and_(post_versions.c.post_id == posts.c.id, post_versions.c.version == posts.c.version)
"""The newest version of a post's words."""

POSTS = select(
    posts.c.id,
    posts.c.case_id,
    posts.c.source,
    posts.c.external_id,
    posts.c.customer_id,
    posts.c.direction,
    posts.c.said_at,
    posts.c.heard_at,
    posts.c.url,
    posts.c.language,
    posts.c.version,
    post_versions.c.text,
    post_versions.c.redacted,
    posts.c.deleted,
    posts.c.url_key,
    posts.c.captured_by_id,
).outerjoin_from(posts, post_versions, ITS_WORDS)
"""Posts with the newest version of their words: a post's fields in order, and what only storing
needs."""

_FIELDS = 14

ADD_VERSION = insert(post_versions).inline()
ADD_COUNTS = insert(post_counts).on_conflict_do_nothing().inline()


def read_post(row: Any) -> Post:  # noqa: ANN401 - a row of POSTS
    """The post of a row."""
    return Post(*row[:_FIELDS])


def post_of(said: Said, post: PostId, customer: CustomerId | None, heard_at: datetime) -> Post:
    """A post that was just stored for the first time."""
    return Post(
        id=post,
        case=None,
        source=said.source,
        external_id=said.external_id,
        customer=customer,
        direction=said.direction,
        said_at=said.said_at,
        heard_at=heard_at,
        url=said.url,
        language=said.language,
        version=1,
        text=said.text,
        redacted=said.redacted,
    )


def identity_row(said: Said, customer: CustomerId | None) -> dict[str, Any]:
    """What a source tells of a post, besides its words."""
    return {
        "source": said.source,
        "external_id": said.external_id,
        "customer_id": customer,
        "direction": said.direction,
        "said_at": said.said_at,
        "url": said.url,
        "url_key": key_of_url(said.url_key),
        "language": said.language,
        "company": said.company,
        "in_reply_to": said.in_reply_to,
        "thread_root": said.thread_root,
        "captured_by_id": said.captured_by,
    }


def version_row(said: Said, post: PostId, version: int, heard_at: datetime) -> dict[str, Any]:
    """One version of its words."""
    return {
        "post_id": post,
        "version": version,
        "text": said.text,
        "redacted": said.redacted,
        "heard_at": heard_at,
    }


def count_rows(
    post: PostId, counts: Iterable[tuple[str, int]], at: datetime
) -> Iterator[dict[str, Any]]:
    """One moment of the series of its likes and so on."""
    for name, value in counts:
        yield {"post_id": post, "name": name, "value": value, "at": at}
