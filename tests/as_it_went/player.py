"""Plays a story in a chat: what is heard, pressed, swept and carried, on a clock moved by hand."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any, NamedTuple

from bot.domain.case import Case, Level
from bot.domain.employee import Account
from bot.domain.ids import CaseId
from bot.domain.notice import NoticeKind
from bot.ports.chatting import Gateway
from bot.ports.storing import Address, Store
from bot.presentation.toast import Toast
from bot.usecases.ringing import sweep
from storage.engine import SqlStore, open_store
from storage.lookout import is_left, next_due_at
from tests.acceptance.world import AMSTERDAM, World, local
from tests.as_it_went.chats import Chat
from tests.as_it_went.story import Does, Rings, Says, Story

_PATIENCE = 200
"""So often a chat may ask for rest before something is wrong."""
_A_MINUTE = timedelta(minutes=1)

SENTENCES: Mapping[NoticeKind, str] = {
    NoticeKind.SUGGESTED: "denkt dat jij {customer} kunt helpen",
    NoticeKind.FIRST_CASE: "doet dit voor het eerst, met {customer}",
    NoticeKind.UNCLAIMED_LEAD: "{customer} wacht, en nog niemand pakte het op",
    NoticeKind.PUBLIC_SILENCE: "{customer} wacht sinds",
    NoticeKind.UNCLAIMED: "Nog niemand helpt {customer}. Jij hielp vaker met zoiets.",
    NoticeKind.NO_REPLY: "{customer} heeft nog niets van",
    NoticeKind.PLACING_ASKED: "plaats jij dit bij {customer}",
    NoticeKind.PLACING_LATE: "wacht nog tot dit bij {customer} geplaatst is",
    NoticeKind.PLACING_LATE_LEAD: "voor {customer} is nog niet geplaatst",
    NoticeKind.PLACED: "heeft jouw tekst bij {customer} geplaatst",
    NoticeKind.GOODWILL_ASKED: "wil het goedmaken met {customer}",
    NoticeKind.GOODWILL_LATE: "wil het goedmaken met {customer}",
    NoticeKind.HANDOVER_ASKED: "neem jij {customer} over?",
    NoticeKind.HANDOVER_EXPIRED: "{customer} blijft bij jou",
    NoticeKind.HANDOVER_ACCEPTED: "heeft {customer} overgenomen",
    NoticeKind.HANDOVER_WANTED: "wil {customer} overdragen",
    NoticeKind.WAITING_LONG: "{customer} is sinds",
    NoticeKind.SILENT_OWNER: "Ben je nog bezig met {customer}?",
    NoticeKind.SILENT_OWNER_LEAD: "hoe het gaat met {customer}?",
    NoticeKind.OFFERED_AGAIN: "{customer} staat weer open voor iedereen",
    NoticeKind.UPDATE_ASKED: "Laat {customer} weten hoe het ervoor staat",
    NoticeKind.UPDATE_LATE: "{customer} heeft lang niets van ons gehoord",
    NoticeKind.PLAN_ASKED: "Is {customer} geholpen, of weet je wanneer?",
    NoticeKind.DATE_ASKED: "Wanneer is het klaar? Het gaat om {customer}.",
    NoticeKind.STILL_MENDED: "Is het bij {customer} nog steeds goed?",
    NoticeKind.CHECK_BACK: "Vraag {customer} één keer of het nu goed is",
    NoticeKind.RAISED: "Bij {customer} is jouw hulp gevraagd",
    NoticeKind.CAME_BACK: "{customer} kwam terug",
    NoticeKind.CUSTOMER_SPOKE: "{customer} schreef weer",
    NoticeKind.PROMISE_GIVEN: "heeft {customer} iets beloofd wat jij doet",
    NoticeKind.PROMISE_EARLY: "{customer}",
    NoticeKind.PROMISE_DUE: "{customer}",
    NoticeKind.PROMISE_LATE: "{customer}",
    NoticeKind.PROMISE_ROSE: "Een belofte aan {customer} heeft jouw hulp nodig",
    NoticeKind.PROMISE_ANSWERED: "{customer}",
    NoticeKind.DEMANDED: "vraagt jouw afdeling iets voor {customer}",
}
"""What people read of each kind. How a promise is worded depends on whom it was made to."""


class Heard(NamedTuple):
    """A message that came: in which minute, to whom, and what it said."""

    at: str
    to: str
    text: str


class Told(NamedTuple):
    """A notice, as the bot noted that it was told."""

    at: str
    to: str
    kind: NoticeKind
    level: Level | None


class Played(NamedTuple):
    """What came of a story, at both ends."""

    heard: list[Heard]
    told: list[Told]


MoveIn = Callable[[Store], Coroutine[Any, Any, Chat]]
"""How the company comes to a chat, on this database."""


@dataclass(kw_only=True)
class Town(World):
    """The company of the acceptance tests, in a chat of its own."""

    place: Chat
    run: asyncio.Runner
    heard: list[Heard] = field(default_factory=list)

    def _gateways(self) -> Mapping[str, Gateway]:
        return {self.place.gateway.chat: self.place.gateway}

    def _account(self, key: str) -> Account:
        return Account(self.place.gateway.chat, self.place.workspace, self.place.person(key))

    def _address(self, channel: str) -> Address:
        chat = self.place
        return Address(chat.gateway.chat, chat.workspace, chat.channel(channel))

    def carry(self) -> None:
        """Carry what is due, however often the chat asks for rest; note what came in private."""
        self.run.run(self._carried())

    def goes_to(self, end: datetime | str) -> None:
        """Let time pass, from one moment at which something is due to the next."""
        until = local(end) if isinstance(end, str) else end
        while True:
            self._look()
            following = next_due_at(self._sql, after=self.now)
            if following is None or following > until:
                break
            self.now = following
        self.now = until
        self._look()

    def _look(self) -> None:
        """No digest is read in these stories: it rings no alarm."""
        while sweep(self.desk, now=self.now):
            pass
        self.carry()

    async def _carried(self) -> None:
        total = 0
        for _ in range(_PATIENCE):
            carried = await self.carrier.carry_once()
            if not carried and not is_left(self._sql, by=self.now):
                break
            total += carried
            self.machine += _A_MINUTE
        else:
            raise AssertionError("carrying does not come to rest")
        came = await self.place.arrived() if total else ()
        self.heard += [Heard(minute(self.now), one.to, one.text) for one in came]

    @property
    def _sql(self) -> SqlStore:
        assert isinstance(self.store, SqlStore)
        return self.store


def minute(at: datetime) -> str:
    """What the clocks in Amsterdam show at a moment (UTC)."""
    return f"{at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


def play(story: Story, url: str, move_in: MoveIn) -> Played:
    """Let it all happen, on an empty database, and look until the story ends."""
    store = open_store(url, new_id=count(1000).__next__)
    with asyncio.Runner() as run:
        chat = run.run(move_in(store))
        try:
            now = local(story.happens[0].at)
            town = Town(store, now=now, place=chat, run=run)
            _happen(town, story)
            return Played(town.heard, list(_told(town)))
        finally:
            run.run(chat.close())
            store.close()


def _happen(town: Town, story: Story) -> None:
    case: CaseId | None = None
    for one in story.happens:
        town.goes_to(one.at)
        if isinstance(one, Says):
            case = _say(town, story, one)
        else:
            assert case is not None, "a story begins with a customer"
            _do(town, case, one)
    town.goes_to(story.ends)


def _say(town: Town, story: Story, one: Says) -> CaseId:
    """It is said, and heard a minute later."""
    said_at, customer = town.now, one.other or story.customer
    town.now += _A_MINUTE
    return town.says(
        customer,
        one.text,
        said_at=said_at,
        in_reply_to=f"{customer}-first" if one.again else None,
        post=None if one.again else f"{customer}-first",
    )


def _do(town: Town, case: CaseId, one: Does) -> None:
    """What is refused did not happen, and then this is another story."""
    people = {key: str(colleague.id) for key, colleague in town.people.items()}
    fields = {name: written.format_map(people) for name, written in one.fields.items()}
    about = case if one.promise is None else _promise(town.case(case), one.promise)
    reply = town.people[one.who].sends(one.verb, about, fields)
    assert isinstance(reply, Toast), f"{one} came to {reply}"
    assert not reply.refused, f"{one} came to {reply}"


def _promise(case: Case, number: int) -> str:
    made = sorted(case.promises, key=lambda promise: promise.made_at)
    return f"promise:{made[number].id}"


def _told(town: Town) -> Iterator[Told]:
    """What the bot noted that it told, but for the frames of what was told together."""
    for key, colleague in town.people.items():
        for one in colleague.told:
            if one.sent_at is None or one.notice.kind is NoticeKind.BUNDLE:
                continue
            level = one.notice.facts.get("level")
            known = Level(level) if isinstance(level, int) and level else None
            yield Told(minute(one.sent_at), key, one.notice.kind, known)


def judge(story: Story, played: Played) -> None:
    """Fails unless both ends say what the story says: each message in its minute, and no other."""
    came = sorted((one.at, one.to) for one in played.heard)
    wanted = sorted((one.at, one.to) for one in story.rings)
    assert came == wanted, _difference(story, played)
    noted = sorted((one.at, one.to, one.kind) for one in played.told)
    meant = sorted((one.at, one.to, kind) for one in story.rings for kind in one.kinds)
    assert noted == meant
    for one in story.rings:
        _judge_one(story, one, played)


def _judge_one(story: Story, one: Rings, played: Played) -> None:
    """One of the messages of that minute says it all, and it came for the level that it names."""
    texts = [heard.text for heard in played.heard if (heard.at, heard.to) == (one.at, one.to)]
    assert any(_is_said(story, one, text) for text in texts), (one, texts)
    levels = {
        told.level
        for told in played.told
        if (told.at, told.to) == (one.at, one.to) and told.kind in one.kinds
    }
    assert one.level is None or levels == {one.level}, (one, levels)


def _is_said(story: Story, one: Rings, text: str) -> bool:
    """Whether this message says it, with the customer's name; or without, where it is hidden."""
    read, name = " ".join(text.split()), (one.other or story.customer).capitalize()
    called = "de klant" if one.hidden else name
    said = [SENTENCES[kind].format(customer=called) for kind in one.kinds]
    words = [post.text for post in story.happens if isinstance(post, Says)]
    if one.hidden and any(secret in read for secret in (name, *words)):
        return False
    return all(sentence in read for sentence in (called, *said))


def _difference(story: Story, played: Played) -> str:
    """What came and should not, and what should and did not."""
    came = Counter((one.at, one.to) for one in played.heard)
    wanted = Counter((one.at, one.to) for one in story.rings)
    rang = {(one.at, one.to): one.text for one in played.heard}
    too_many = [f"+ {at} {to}: {rang[at, to][:90]!r}" for at, to in sorted(came - wanted)]
    too_few = [f"- {at} {to}" for at, to in sorted(wanted - came)]
    return "\n".join([story.key, *too_few, *too_many])
