"""Making a digest: history is read once, week by week, and counted at the end of each week."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter

from bot.domain.digest.averages import with_averages
from bot.domain.digest.book import Book
from bot.domain.digest.counting import Scope, count_week
from bot.domain.digest.figures import Digest
from bot.domain.digest.reading import find_id
from bot.domain.events import Code, Line
from bot.domain.ids import CaseId, EmployeeId
from bot.domain.working_time import Calendar, IsoWeek

WEEKS_BEFORE = 8
"""Averages go over this many weeks before."""
LONGEST_SHOWN = 5
"""How many of the longest waiting are listed; `all_waiting` leads to every one."""
_recorded = attrgetter("seq")


def make_digest(
    lines: Sequence[Line],
    week: IsoWeek,
    calendar: Calendar,
    *,
    smallest_group: int = 5,
    longest_shown: int = LONGEST_SHOWN,
    known_helpers: Collection[EmployeeId] = (),
    began_at: datetime | None = None,
) -> Digest:
    """The digest of a week, from history alone.

    `lines`, in any order, are all lines of every case that had one in the nine weeks up to the
    end of `week`, or that is still open, claimed or resolved, together with what was merged
    into them or split from them (see `list_missing_cases`). Lines without a case are passed
    over, and so is what happened after the week. `known_helpers` took something up before the
    lines begin; `began_at` is when history began, if that is earlier than the first line.

    A line counts in the week of its `happened_at`, in the calendar's zone; lines follow each
    other as they were recorded. What was undone never happened. Averages are counted from the
    same lines rather than taken from stored digests, so that they exist for any week at any
    time, also after a digest was missed, and know what was recorded late.
    """
    weeks = _weeks_up_to(week)
    edges = [one.bounds(calendar.zone)[0] for one in weeks] + [week.bounds(calendar.zone)[1]]
    told = [one for one in lines if one.case is not None and one.happened_at < edges[-1]]
    pages = _pages(_without_undone(told), edges)
    first = _first_full_week(edges, began_at, pages)
    book = Book(known_helpers)
    digests: list[Digest] = []
    for number, page in enumerate(pages):
        book.turn_page()
        for line in page:
            book.read(line)
        if number >= first:
            scope = Scope(weeks[number - 1], calendar, smallest_group, longest_shown)
            digests.append(count_week(book, scope))
    return with_averages(digests[-1], digests[:-1])


def list_missing_cases(lines: Iterable[Line]) -> tuple[CaseId, ...]:
    """Cases that were merged into or split from the given ones, and have no line among them.

    Their lines are needed too; ask again with them, until there are none.
    """
    known: set[CaseId] = set()
    named: set[CaseId] = set()
    for line in lines:
        if line.case is not None:
            known.add(line.case)
        if (fact := _OTHER_CASE.get(line.code)) and (other := find_id(line, fact)) is not None:
            named.add(CaseId(other))
    return tuple(sorted(named - known))


_OTHER_CASE: Mapping[str, str] = {
    Code.ABSORBED: "other",
    Code.MERGED: "into",
    Code.SPLIT_OFF: "other",
    Code.SPLIT_FROM: "other",
}


def _weeks_up_to(week: IsoWeek) -> list[IsoWeek]:
    weeks = [week]
    for _ in range(WEEKS_BEFORE):
        weeks.append(weeks[-1].previous())
    return weeks[::-1]


def _pages(lines: Iterable[Line], edges: Sequence[datetime]) -> list[list[Line]]:
    """What came before the first week, then week by week, each as it was recorded."""
    pages: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        pages[bisect_right(edges, line.happened_at)].append(line)
    for page in pages:
        page.sort(key=_recorded)
    return pages[:-1]


def _first_full_week(
    edges: Sequence[datetime], began_at: datetime | None, pages: Sequence[Sequence[Line]]
) -> int:
    """The page of the first week that history covers from its start; at the latest the last."""
    if pages[0]:
        return 1
    moments = [line.happened_at for page in pages for line in page]
    if began_at is not None:
        moments.append(began_at)
    if not moments:
        return len(pages) - 1
    began = min(moments)
    whole = (page for page in range(1, len(pages)) if edges[page - 1] >= began)
    return next(whole, len(pages) - 1)


def _without_undone(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without those that a later line of their case took back."""
    by_case: dict[CaseId | None, list[Line]] = {
        line.case: [] for line in lines if line.code == Code.UNDONE
    }
    for line in lines:
        own = by_case.get(line.case)
        if own is None:
            yield line
        else:
            own.append(line)
    for own in by_case.values():
        yield from _standing(sorted(own, key=_recorded))


def _standing(lines: Iterable[Line]) -> list[Line]:
    """One case's lines, in order, without what was undone."""
    standing: list[Line] = []
    for line in lines:
        if line.code != Code.UNDONE:
            standing.append(line)
            continue
        undone = next((one for one in reversed(standing) if _is_inverse(line, one)), None)
        if undone is not None:
            standing.remove(undone)
    return standing


def _is_inverse(undo: Line, line: Line) -> bool:
    if line.code != undo.facts.get("of"):
        return False
    subject = {name: fact for name, fact in undo.facts.items() if name != "of"}
    return all(line.facts.get(name) == fact for name, fact in subject.items())
