"""Whom we heard of lately, so that a flood of status changes never reaches the database."""

from __future__ import annotations

from collections import OrderedDict

from bot.domain.employee import Account
from bot.domain.member import Seen

_MOST = 50_000


class Known:
    """What was last recorded of everybody, in memory; the oldest is forgotten first."""

    def __init__(self) -> None:
        """Nobody is known."""
        self._people: OrderedDict[Account, Seen] = OrderedDict()

    def is_news(self, person: Seen) -> bool:
        """Whether anything that we heed is different from what was recorded last."""
        return self._people.get(person.account) != person

    def note(self, person: Seen) -> None:
        """It is recorded."""
        self._people[person.account] = person
        self._people.move_to_end(person.account)
        if len(self._people) > _MOST:
            self._people.popitem(last=False)
