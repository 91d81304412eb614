"""By when, as it was filled in: picked, chosen, or written in words, which are read and shown."""

from __future__ import annotations

from datetime import datetime

from bot.domain.errors import BadField, NotShownYet
from bot.domain.when.reading import read_when
from bot.interactions.visit import Visit
from bot.presentation.forms.moment import AT, BY_WHEN, PICK, UNDATED, WHEN, ReadMoment


def due_at(visit: Visit, *, words: str | None = None) -> datetime | None:
    """By when (UTC); None: no date was said.

    What was picked by hand wins over what was written, and that over what the `words` of a promise
    say. Raises NotShownYet for a moment that was read and that nobody has been shown; BadField.
    """
    picked = visit.moment(AT)
    chosen = visit.text(WHEN)
    shown = ReadMoment.decode(chosen)
    if picked is not None or chosen == UNDATED:
        return picked
    if chosen is not None and chosen != PICK and shown is None:
        return visit.moment(WHEN)
    written = visit.text(BY_WHEN)
    if written is not None:
        return _confirmed(visit, written, shown)
    if shown is not None:
        return _still_meant(visit, words, shown)
    if chosen == PICK:
        raise BadField(field=AT, empty=True)
    found = read_by_when(visit, words)
    if found is not None:
        raise _to_show(found)
    return None


def required_due_at(visit: Visit) -> datetime:
    """The same, where there must be one. Raises BadField, NotShownYet."""
    at = due_at(visit)
    if at is None:
        raise BadField(field=WHEN, empty=True)
    return at


def read_by_when(visit: Visit, text: str | None) -> ReadMoment | None:
    """By when, as this text says it to whoever typed it; None where it does not."""
    if text is None:
        return None
    found = read_when(
        text, now=visit.now, zone=visit.audience.zone, calendar=visit.desk.policy.calendar
    )
    return None if found is None else ReadMoment.reading(found.at, text)


def _confirmed(visit: Visit, written: str, shown: ReadMoment | None) -> datetime:
    """What was written, once its reading was shown."""
    if shown is not None and shown.is_of(written):
        return shown.at
    found = read_by_when(visit, written)
    if found is None:
        raise BadField(field=BY_WHEN)
    raise _to_show(found)


def _still_meant(visit: Visit, words: str | None, shown: ReadMoment) -> datetime:
    """What was shown, unless the words were changed since and say something else."""
    found = None if words is None or shown.is_of(words) else read_by_when(visit, words)
    if found is not None and found.at != shown.at:
        raise _to_show(found)
    return shown.at


def _to_show(found: ReadMoment) -> NotShownYet:
    return NotShownYet(field=WHEN, due_at=found.at.isoformat(), of=found.of)
