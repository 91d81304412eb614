"""The card of any notice, by its kind; a settled one is drawn without buttons."""

from __future__ import annotations

from bot.domain.notice import NoticeKind
from bot.domain.view import Audience, NoticeView
from bot.presentation.card import Card
from bot.presentation.cards.told import framed, settled, telling
from bot.presentation.cards.told_cases import CASES
from bot.presentation.cards.told_house import HOUSE
from bot.presentation.cards.told_promises import PROMISES
from bot.presentation.cards.told_requests import REQUESTS

_DRAWN = {**PROMISES, **REQUESTS, **CASES, **HOUSE}


def notice_card(view: NoticeView, audience: Audience) -> Card:
    """A notice as its receiver sees it. Raises ValueError for a kind that there is not."""
    told = telling(view, audience)
    if view.settled:
        return settled(told)
    return framed(told, _DRAWN[NoticeKind(view.kind)](told))
