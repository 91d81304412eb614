"""Cases in lists: one row each, with the customer's name and the beginning of their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    desc,
    func,
    nulls_last,
    select,
    union,
)

from bot.domain.case import State
from bot.domain.handover import HandoverState
from bot.domain.placing import PlacingState
from bot.domain.post import Direction
from bot.domain.promise import PromiseState
from bot.domain.theirs import ELLIPSIS
from bot.domain.view import CaseRow
from storage.codec import AnyText
from storage.dialect import is_one_of
from storage.tables import (
    backups,
    cases,
    customers,
    handovers,
    placings,
    post_versions,
    posts,
    promises,
)
from storage.transaction import Transaction

EXCERPT = 140
"""The most characters of a customer's words in a list; longer words end in an ellipsis there."""

_shown = func.coalesce(post_versions.c.redacted, post_versions.c.text)
_excerpt = (
    select(func.substr(_shown, 1, EXCERPT + 1))
    .join_from(
        posts,
        post_versions,
        and_(
            post_versions.c.post_id == posts.c.id,
            post_versions.c.version == posts.c.version,
        ),
    )
    .where(
        posts.c.case_id == cases.c.id,
        posts.c.direction == Direction.INBOUND,
        ~posts.c.deleted,
    )
    .order_by(desc(posts.c.said_at), desc(posts.c.id))
    .limit(1)
    .correlate(cases)
    .scalar_subquery()
)
_next_due_at = (
    select(func.min(promises.c.due_at))
    .where(promises.c.case_id == cases.c.id, promises.c.state == PromiseState.OPEN)
    .correlate(cases)
    .scalar_subquery()
)
_ROWS = select(
    cases.c.id,
    cases.c.version,
    customers.c.handle,
    cases.c.source,
    cases.c.state,
    func.coalesce(cases.c.silent_since, cases.c.opened_at).label("since"),
    cases.c.owner,
    _excerpt.label("excerpt"),
    _next_due_at.label("next_due_at"),
    cases.c.sensitive,
).outerjoin_from(cases, customers, customers.c.id == cases.c.customer)

MINE = _ROWS.where(
    cases.c.owner == bindparam("person"), is_one_of(cases.c.state, (State.CLAIMED, State.RESOLVED))
).order_by(nulls_last(_next_due_at), cases.c.opened_at, cases.c.id)

HELPING = _ROWS.where(
    cases.c.state == State.CLAIMED,
    cases.c.id.in_(
        union(
            select(backups.c.case_id).where(backups.c.employee_id == bindparam("person")),
            select(cases.c.id).where(cases.c.buddy == bindparam("person")),
        )
    ),
).order_by(cases.c.opened_at, cases.c.id)

ASKED = _ROWS.where(
    cases.c.id.in_(
        union(
            select(handovers.c.case_id).where(
                handovers.c.to == bindparam("person"), handovers.c.state == HandoverState.OFFERED
            ),
            select(placings.c.case_id).where(
                placings.c.webcare == bindparam("person"), placings.c.state == PlacingState.ASKED
            ),
        )
    )
).order_by(cases.c.opened_at, cases.c.id)

WAITING_ALL = (
    _ROWS.where(cases.c.state == State.OPEN, cases.c.found_late == bindparam("late"))
    .order_by(cases.c.opened_at, cases.c.id)
    .limit(bindparam("limit"))
)
WAITING = WAITING_ALL.where(~cases.c.sensitive)


THESE = _ROWS.where(cases.c.id.in_(bindparam("ids", expanding=True))).order_by(
    cases.c.opened_at, cases.c.id
)

_pattern: BindParameter[str] = bindparam("pattern", type_=AnyText())
_of_handle = (
    select(cases.c.id)
    .join_from(cases, customers, customers.c.id == cases.c.customer)
    .where(func.lower(customers.c.handle).like(_pattern, escape="\\"))
)
_of_speaker = (
    select(posts.c.case_id)
    .join_from(posts, customers, customers.c.id == posts.c.customer_id)
    .where(func.lower(customers.c.handle).like(_pattern, escape="\\"))
)


def _of_words(shown: ColumnElement[str]) -> Select[Any]:
    return (
        select(posts.c.case_id)
        .join_from(posts, post_versions, post_versions.c.post_id == posts.c.id)
        .where(
            post_versions.c.version == posts.c.version,
            func.lower(shown).like(_pattern, escape="\\"),
        )
    )


def _found(shown: ColumnElement[str]) -> Select[Any]:
    return (
        _ROWS.where(
            cases.c.state != State.MERGED,
            cases.c.id.in_(union(_of_handle, _of_speaker, _of_words(shown))),
        )
        .order_by(desc(cases.c.opened_at), desc(cases.c.id))
        .limit(bindparam("limit"))
    )


FOUND_ALL = _found(post_versions.c.text)
# Nobody finds by searching what they would not be shown.
FOUND = _found(_shown).where(~cases.c.sensitive)


def containing(text: str) -> str:
    """The pattern that finds this text literally, in small letters."""
    escaped = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def read(
    tx: Transaction, statement: Select[Any], asked: Mapping[str, Any], sensitive: bool = False
) -> Sequence[CaseRow]:
    """The rows of a list; without `sensitive`, no words of what is for trained webcare only."""
    return [_read(row, sensitive) for row in tx.rows(statement, asked)]


def _read(row: Any, sensitive: bool) -> CaseRow:  # noqa: ANN401 - a row of _ROWS
    hidden = row.sensitive and not sensitive
    return CaseRow(
        case=row.id,
        version=row.version,
        customer=row.handle,
        source=row.source,
        state=row.state.value,
        since=row.since,
        owner=row.owner,
        excerpt=None if hidden else _cut(row.excerpt),
        next_due_at=row.next_due_at,
    )


def _cut(words: str | None) -> str | None:
    if words is None or len(words) <= EXCERPT:
        return words
    return words[: EXCERPT - 1] + ELLIPSIS
