"""The card of any notice, by its kind; a settled one is drawn without buttons."""

from __future__ import annotations

from bot.domain.notice import NoticeKind
from bot.domain.view import Audience, NoticeView
from bot.presentation.card import Card
from bot.presentation.cards.bundle import MOST_LINES, bundle_card
from bot.presentation.cards.told import framed, settled, telling
from bot.presentation.cards.told_cases import CASES
from bot.presentation.cards.told_house import HOUSE
from bot.presentation.cards.told_ladders import LADDERS
from bot.presentation.cards.told_ownership import OWNERSHIP
from bot.presentation.cards.told_promises import PROMISES
from bot.presentation.cards.told_requests import REQUESTS

_DRAWN = {**PROMISES, **REQUESTS, **CASES, **LADDERS, **OWNERSHIP, **HOUSE}


def notice_card(view: NoticeView, audience: Audience) -> Card:
    """A notice as its receiver sees it. Raises ValueError for a kind that there is not."""
    if len(view.members) == 1:  # nothing else could wait with it: it stands by itself
        return notice_card(view.members[0], audience)
    told = telling(view, audience)
    if view.settled or (view.kind == NoticeKind.BUNDLE and not view.members):
        return settled(told)
    if view.members:
        read = [notice_card(one, audience) for one in view.members[:MOST_LINES]]
        return bundle_card(told, read, count=len(view.members))
    return framed(told, _DRAWN[NoticeKind(view.kind)](told))
