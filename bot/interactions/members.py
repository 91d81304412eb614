"""What a chat tells of its people: one by one as it hears of them, and all of them every night."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.domain.employee import Account
from bot.domain.member import Seen, Standing, mark_of
from bot.ports.running import Runner
from bot.usecases.desk import Desk
from bot.usecases.members import find_missing, meet, meet_each

_REMEMBERED = timedelta(minutes=10)
"""How long a member who did not change is not even looked up: a chat tells of every new mood."""
_MOST_REMEMBERED = 20_000
_AT_ONCE = 25
"""People in one transaction, so that a press waits for few of them."""


@dataclass(frozen=True, slots=True)
class Members:
    """Takes in people from every chat. `now` gives UTC business time."""

    desk: Desk
    runner: Runner
    now: Callable[[], datetime]
    _recent: dict[Account, tuple[str, datetime]] = field(default_factory=dict)

    async def met(self, seen: Seen) -> None:
        """One person, by an event or because we asked; what we do not heed writes nothing."""
        now, mark = self.now(), mark_of(seen, self.desk.policy.domains)
        if self._is_old_news(seen, mark, now):
            return
        await self.runner.press(partial(meet, self.desk, seen, now=now))
        self._remember(seen, mark, now)

    async def met_all(
        self,
        chat: str,
        workspace: str,
        everyone: Sequence[Seen],
        unsure: Collection[Account] = frozenset(),
    ) -> None:
        """Everybody of a workspace: who is known to us and not among them is gone.

        Of the `unsure` the list cannot tell, so they stay as they are.
        Raises ShortRoster, after taking in those who are listed, where the list is so short that
        it must be wrong: nobody is gone then.
        """
        now = self.now()
        for some in _parts([one for one in everyone if one.account.chat == chat]):
            await self.runner.background(partial(meet_each, self.desk, some, now=now))
        absent = partial(find_missing, self.desk, chat, workspace, everyone, unsure, now=now)
        for some in _parts(await self.runner.read(absent)):
            await self.runner.background(partial(meet_each, self.desk, some, now=now))

    def _is_old_news(self, seen: Seen, mark: str, now: datetime) -> bool:
        """Only of members: whoever may no longer act is never overlooked."""
        known, at = self._recent.get(seen.account, ("", now))
        fresh = known == mark and now - at < _REMEMBERED
        return fresh and seen.standing is Standing.MEMBER

    def _remember(self, seen: Seen, mark: str, now: datetime) -> None:
        if len(self._recent) >= _MOST_REMEMBERED:
            self._recent.clear()
        self._recent[seen.account] = (mark, now)


def _parts(everyone: Sequence[Seen]) -> Iterator[Sequence[Seen]]:
    for start in range(0, len(everyone), _AT_ONCE):
        yield everyone[start : start + _AT_ONCE]
