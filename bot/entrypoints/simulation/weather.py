"""The weather: what customers say in a year, with nights, storms, thanks, and second thoughts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.post import Author, Direction, Said
from bot.ports.hearing import Deed, Heard

SOURCE = "simulated"
ZONE = ZoneInfo("Europe/Amsterdam")
_BY_HOUR = (2, 1, 1, 1, 1, 2, 4, 7, 10, 11, 11, 10, 10, 10, 9, 9, 9, 9, 10, 11, 10, 8, 6, 4)
"""How much is said in each hour of a day, in proportion."""
_BY_WEEKDAY = (12, 11, 10, 10, 10, 7, 7)
_STORM_SHARE, _FOLLOWING_SHARE = 0.28, 0.52
_STORMS_A_YEAR = 14
_STORM_LASTS = timedelta(hours=3)
_IN_THREAD = 0.93
"""So much of a storm is said under a few posts that everybody sees."""
_PLAIN = (
    "De monteur kwam weer niet op de afspraak, dit is de derde keer.",
    "Mijn factuur klopt niet, er staat twee keer hetzelfde op.",
    "Al drie dagen geen internet, wie helpt mij?",
    "In de winkel wist niemand iets van mijn toestel.",
    "De app logt mij elke keer uit, heel vervelend.",
    "Wij wachten zakelijk al weken op een offerte.",
    "Ik word van het kastje naar de muur gestuurd.",
    "Nobody answers the phone, what is going on over there?",
    "Wat een service, niemand belt terug.",
)
_SENSITIVE = (
    "Mijn advocaat stuurt een dagvaarding als dit niet stopt.",
    "I am a journalist with a question about this for an article.",
    "Mijn moeder van 84 kan geen 112 bellen, dit is gevaarlijk.",
)
_AGAIN = ("Hallo? Nog steeds niets gehoord.", "Is hier nog iemand?", "En nu is het weer mis.")
_THANKS = ("Dank je wel, opgelost!", "Thanks, all good now.")
_STORM = (
    "Hier ook storing, internet ligt eruit!",
    "Zelfde probleem, geen internet sinds vanochtend.",
    "App ligt plat, kan nergens bij.",
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that will be said, in so few words that a year of it is small."""

    at: datetime
    number: int
    kind: str
    """plain, sensitive, again, thanks, bystander, company, storm, deleted, edited"""
    author: int
    root: int | None = None
    """The number of the post under which it is said, or which it is about."""


def forecast(*, posts: int, start: datetime, days: int, seed: int) -> list[Moment]:
    """Everything that will be said, in order. `start` is UTC."""
    rng = random.Random(f"weather {seed}")  # noqa: S311 - a story, not a secret
    storms, following = round(posts * _STORM_SHARE), round(posts * _FOLLOWING_SHARE)
    first = [_first(rng, start, days) for _ in range(posts - storms - following)]
    made = [Moment(at, number, _kind(rng), number) for number, at in enumerate(first)]
    made += _storms(rng, storms, start, days, len(made))
    made += _following(rng, made, following, start + timedelta(days=days))
    return sorted(made, key=lambda one: (one.at, one.number))


def _first(rng: random.Random, start: datetime, days: int) -> datetime:
    """A moment of some day, by how much is said on such a day and in such an hour."""
    while True:
        day = start + timedelta(days=rng.randrange(days))
        if rng.random() * max(_BY_WEEKDAY) < _BY_WEEKDAY[day.weekday()]:
            break
    (hour,) = rng.choices(range(24), weights=_BY_HOUR)
    local = day.astimezone(ZONE).replace(hour=hour, minute=rng.randrange(60), fold=0)
    return max(start, local.astimezone(start.tzinfo) + timedelta(seconds=rng.randrange(60)))


def _kind(rng: random.Random) -> str:
    return "sensitive" if rng.random() < 0.015 else "plain"


def _storms(
    rng: random.Random, posts: int, start: datetime, days: int, number: int
) -> Iterator[Moment]:
    count = max(1, round(_STORMS_A_YEAR * days / 365))
    for _ in range(count):
        begins = _first(rng, start, days)
        size = posts // count
        seen = [number + one for one in range(3)]
        for place in range(size):
            at = begins + _STORM_LASTS * rng.betavariate(1.3, 3)
            threaded = place >= len(seen) and rng.random() < _IN_THREAD
            root = rng.choice(seen) if threaded else None
            at = begins if place < len(seen) else at + timedelta(minutes=5)
            yield Moment(at, number, "storm", number, root)
            number += 1


def _following(
    rng: random.Random, known: Sequence[Moment], posts: int, end: datetime
) -> Iterator[Moment]:
    """What comes after: asked again, thanks, strangers who join in, our own replies, regrets."""
    number = len(known)
    roots = [one for one in known if one.root is None]
    kinds = ("again", "thanks", "bystander", "company", "edited", "deleted")
    for _ in range(posts):
        root = rng.choice(roots)
        (kind,) = rng.choices(kinds, weights=(50, 18, 12, 12, 4, 4))
        at = root.at + timedelta(minutes=rng.lognormvariate(6.3, 1.6))
        if at < end:
            author = number if kind == "bystander" else root.author
            yield Moment(at, number, kind, author, root.number)
        number += 1


def heard(one: Moment) -> Heard:
    """What a source tells of it."""
    about = f"p{one.root}" if one.root is not None else f"p{one.number}"
    if one.kind == "deleted":
        return Heard(Deed.DELETED, SOURCE, about)
    if one.kind == "edited":
        return Heard(Deed.EDITED, SOURCE, about, said=_said(one, about, None))
    root = f"p{one.root}" if one.root is not None else None
    return Heard(Deed.CREATED, SOURCE, f"p{one.number}", said=_said(one, f"p{one.number}", root))


def _said(one: Moment, external_id: str, root: str | None) -> Said:
    ours = one.kind == "company"
    name = "Simulatie" if ours else f"klant{one.author}"
    return Said(
        source=SOURCE,
        external_id=external_id,
        author=Author(name, name),
        text=_TEXTS[one.kind][one.number % len(_TEXTS[one.kind])],
        said_at=one.at,
        direction=Direction.OUTBOUND if ours else Direction.INBOUND,
        in_reply_to=root,
        language="nl",
    )


_TEXTS = {
    "plain": _PLAIN,
    "sensitive": _SENSITIVE,
    "again": _AGAIN,
    "thanks": _THANKS,
    "bystander": ("Hier precies hetzelfde.", "Sterkte!"),
    "company": ("Wat vervelend, we zoeken het voor je uit.",),
    "storm": _STORM,
    "edited": ("Edit: het gaat om mijn factuur van vorige maand.",),
}
