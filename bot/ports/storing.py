"""What the bot needs from a database: units of work over rows, each row's rules with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.answer import Answer
from bot.domain.budget import Bundle
from bot.domain.caps import InHand
from bot.domain.case import Case
from bot.domain.employee import Account, Employee
from bot.domain.errors import Error, Facts
from bot.domain.events import Code, Event
from bot.domain.events import Line as Line
from bot.domain.ids import (
    CardId,
    CaseId,
    CustomerId,
    EmployeeId,
    LaneId,
    NoticeId,
    PostId,
    PromiseId,
    WordsId,
)
from bot.domain.member import Member, Tied
from bot.domain.notice import Notice, NoticeKind, ToldNotice
from bot.domain.post import Author, Post, Said
from bot.domain.view import CaseRow, PromiseRow
from bot.domain.working_time import Absence, WeeklyHours


class StaleCase(Error):
    """Somebody changed the case since it was read: the transaction is to be tried again."""


class StorageAway(Error):
    """The database does not answer; nothing was recorded."""


class Taken(Error):
    """A row with this key exists: somebody else was first. The transaction is over."""


class CardKind(StrEnum):
    """What a copy of a card is."""

    CHANNEL = "channel"
    """The case, in a channel."""
    POINTER = "pointer"
    """An older copy, shrunk to a pointer to the newer one."""
    BRIEFING = "briefing"
    """The owner's private copy, where the work happens."""
    DIGEST = "digest"
    """The weekly digest, one copy for each reader; its `case` is None."""
    INTRO = "intro"
    """What this is, once in every channel; it stays, and its `case` is None."""


LASTING = "intro:"
"""So begins the key of a card that stays in sight, where everybody sees it first."""


@dataclass(frozen=True, slots=True)
class Address:
    """A conversation in a chat: a channel, or somebody's private one."""

    chat: str
    workspace: str
    conversation: str


@dataclass(frozen=True, slots=True)
class NewCard:
    """A copy that is to be posted. `key` is unique: the same copy is never posted twice."""

    key: str
    kind: CardKind
    lane: LaneId
    case: CaseId | None
    reader: EmployeeId | None = None
    channel: str | None = None
    digest: str | None = None
    """The ISO week, for a digest."""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A stored copy of a card. Business moments; `state` is pending, sending, live, gone, dead."""

    id: CardId
    key: str
    kind: CardKind
    lane: LaneId
    case: CaseId | None
    reader: EmployeeId | None
    channel: str | None
    digest: str | None
    state: str
    ref: str | None
    """The chat's own id of the posted message."""
    shown: int
    """The case's version that it shows; 0 before it is posted."""
    posted_at: datetime | None


OFFERED = "offered"
"""The kind of a colleague's words that are kept while it is asked whether to remember them."""


@dataclass(frozen=True, slots=True)
class Words:
    """A colleague's words, to be kept in an erasable row."""

    id: WordsId
    body: str
    kind: str
    """reason, note, promise, evidence, draft …"""
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A stored post and whether this hearing made it."""

    post: Post
    new: bool
    met: bool = False
    """A colleague's capture, which this hearing made the source's own post."""


@dataclass(frozen=True, slots=True)
class Press:
    """One press as its chat delivered it: what makes a repeat a repeat."""

    delivery: str
    """Unique per chat and delivery."""
    account: Account
    verb: str
    subject: str
    """What it is about, as the button says: `case:12`, `promise:7`, …"""
    seen: int | None = None
    """The version of the case that the presser saw."""
    opening: str | None = None
    """How the deliveries begin of one form as it was opened: one of them succeeds at most."""


@dataclass(frozen=True, slots=True)
class Person:
    """An employee as the configuration or a chat tells of them, to be synced."""

    key: str
    employee: Employee
    accounts: tuple[Account, ...] = ()
    email: str | None = None


@dataclass(frozen=True, slots=True)
class StoredDigest:
    """A made digest: numbers and case ids only. `week` is ISO, like 2026-W12."""

    week: str
    made_at: datetime | None
    body: str | None
    """JSON of the numbers; None while it is not made yet."""
    read_by: tuple[EmployeeId, ...] = ()


@dataclass(frozen=True, slots=True)
class ClockRow:
    """Business time: `business = origin + (machine - machine_origin) * rate`."""

    origin: datetime
    machine_origin: datetime
    rate: float


class Cases(Protocol):
    """Cases with all that hangs on them."""

    def lock(self, case: CaseId) -> Case:
        """The case, locked for this transaction; a merged id leads to the survivor.

        Raises UnknownCase.
        """

    def get(self, case: CaseId, *, follow: bool = True) -> Case:
        """The case, for reading; `follow` leads a merged id to the survivor. Raises UnknownCase."""

    def get_many(self, cases: Iterable[CaseId]) -> Mapping[CaseId, Case]:
        """Those of them that there are, for reading; a merged id leads to the survivor.

        Costs a few statements, however many they are.
        """

    def add(self, case: Case, *, look_at: datetime | None) -> Case:
        """Store a new case; the result has version 1."""

    def save(self, before: Case, after: Case, *, look_at: datetime | None) -> Case:
        """Store a changed case over `before`; the result has the next version.

        Marks its copies behind. Raises StaleCase when `before` is not the stored version.
        """

    def look_again(self, case: CaseId, *, at: datetime | None) -> None:
        """Set the moment to look at it, without a change."""

    def look_at_all(self, *, at: datetime) -> int:
        """Set it for every case that is live or has one (a changed policy applies from now on).

        Returns how many.
        """

    def look_at_those_of(self, employee: EmployeeId, *, at: datetime) -> int:
        """Set it for every case in which something rings for this colleague; how many."""

    def list_open(self, *, after: CaseId, limit: int) -> Sequence[CaseId]:
        """Cases that nobody has, by their number, those after this one. No locks."""

    def list_due(self, *, now: datetime, limit: int) -> Sequence[CaseId]:
        """Cases whose moment to be looked at has passed, longest overdue first. No locks."""

    def find_for_author(self, customer: CustomerId, company: str | None) -> CaseId | None:
        """The newest case of this customer (and brand) that is open, claimed or resolved."""

    def customers_of(self, case: CaseId) -> Set[CustomerId]:
        """Whose matter a case is: its customer, and those of the cases that it took in."""

    def list_mine(self, owner: EmployeeId) -> Sequence[CaseRow]:
        """Claimed and resolved cases of this owner, by next due moment, then by age."""

    def in_hand(self, owner: EmployeeId) -> InHand:
        """How many cases this colleague has claimed, and brought to their end (up to a few)."""

    def list_helping(self, helper: EmployeeId) -> Sequence[CaseRow]:
        """Claimed cases where this colleague is back-up or buddy."""

    def list_asked(self, employee: EmployeeId) -> Sequence[CaseRow]:
        """Cases with a handover or placing request that waits for this colleague."""

    def list_waiting(self, *, limit: int, sensitive: bool, late: bool = False) -> Sequence[CaseRow]:
        """Open cases, oldest first.

        `sensitive` includes those for trained webcare only; `late` lists those that were found
        late instead of the others.
        """

    def list_these(self, these: Iterable[CaseId], *, sensitive: bool) -> Sequence[CaseRow]:
        """These cases, oldest first; without `sensitive`, no words of what is for webcare only."""

    def search(self, text: str, *, limit: int, sensitive: bool) -> Sequence[CaseRow]:
        """Cases whose customer's name, handle or words contain this text, newest first."""

    def helped_before(self, route: str, *, limit: int) -> Sequence[EmployeeId]:
        """Colleagues who owned cases of this route lately, newest first."""

    def list_states(self) -> Mapping[str, int]:
        """How many cases there are in each state."""

    def count_found_late(self, source: str) -> int:
        """How many open cases of a source were found late."""

    def next_look_at(self) -> datetime | None:
        """The earliest moment at which a case is to be looked at (for demos and simulations)."""


class Promises(Protocol):
    """The ledger, across cases."""

    def case_of(self, promise: PromiseId) -> CaseId:
        """The case that a promise is in now. Raises UnknownPromise."""

    def list_open_of(self, doer: EmployeeId) -> Sequence[PromiseRow]:
        """A colleague's open promises, by due moment, undated last."""


class Posts(Protocol):
    """Posts and their versions, counts and customers."""

    def add(self, said: Said, *, post: PostId, heard_at: datetime) -> StoredPost:
        """Store it, unless (source, external id), or its canonical URL key, is known already.

        A colleague's capture that a source hears later becomes the source's post: the stored
        row takes its identity and words. A tombstone keeps a deleted post from coming back:
        it is given as it is, not new.
        """

    def add_all(
        self, heard: Sequence[tuple[Said, PostId]], *, heard_at: datetime
    ) -> Sequence[StoredPost]:
        """The same for a batch, in few statements; one result for each, in order."""

    def find(self, source: str, external_id: str) -> Post | None:
        """The post that a source knows by this id."""

    def case_at(self, url_key: str) -> CaseId | None:
        """The case of the post with this canonical address."""

    def get(self, post: PostId) -> Post:
        """The post. Raises UnknownPost."""

    def set_case(self, posts: Iterable[PostId], case: CaseId) -> None:
        """Put posts in a case."""

    def move_all(self, source: CaseId, target: CaseId) -> None:
        """Move every post of a case to another (merge)."""

    def edit(self, post: PostId, said: Said, *, heard_at: datetime) -> Post:
        """Keep a new version of its words; the same words again change nothing."""

    def delete(self, post: PostId, *, at: datetime) -> Post:
        """Forget its words in all versions and leave a tombstone."""

    def list_of(self, case: CaseId) -> Sequence[Post]:
        """A case's posts, in the order in which they were said."""

    def newest_of(self, cases: Iterable[CaseId]) -> Mapping[CaseId, Post]:
        """The customer's newest post of each case that is not deleted, else the newest.

        A case without posts is not among them.
        """

    def said_around(self, case: CaseId, at: datetime) -> tuple[datetime | None, datetime | None]:
        """When the customer's posts of a case just before and just after a moment were said."""

    def thread_case(self, source: str, external_ids: Sequence[str]) -> CaseId | None:
        """The case of the first of these posts (thread root, replied-to) that has one."""

    def list_of_author(self, source: str, author: str) -> Sequence[Post]:
        """All posts of an author in a source (for *author gone*)."""

    def add_counts(self, post: PostId, counts: Iterable[tuple[str, int]], *, at: datetime) -> None:
        """Add one moment of the series of likes, shares and so on (D48)."""

    def list_known(self, source: str, *, since: datetime) -> Sequence[str]:
        """External ids that a source without delete events is to recheck."""

    def count(self) -> int:
        """How many posts there are."""


class Customers(Protocol):
    """People outside: pseudonyms, with a handle and name in one erasable row."""

    def find_or_add(self, source: str, author: Author) -> CustomerId:
        """The customer behind an author of a source; a changed handle is kept."""

    def names(self, customers: Iterable[CustomerId]) -> Mapping[CustomerId, str]:
        """Names by id, without the forgotten ones."""

    def forget(self, customer: CustomerId) -> None:
        """Erase the handle and name; the pseudonym stays."""


class Employees(Protocol):
    """Colleagues and their accounts."""

    def find_by_account(self, account: Account) -> Employee | None:
        """Who this is, if we know them; also people who have left.

        Nobody where the chat said that this account is no member's, or not any more.
        """

    def find_with_others(
        self, account: Account, others: Collection[EmployeeId]
    ) -> tuple[Employee | None, Mapping[EmployeeId, Employee]]:
        """Who this is, and those of the others who are known, in one go."""

    def get(self, employee: EmployeeId) -> Employee:
        """The colleague. Raises UnknownPerson."""

    def get_many(self, employees: Iterable[EmployeeId]) -> Mapping[EmployeeId, Employee]:
        """Those of them who are known."""

    def list_active(self) -> Sequence[Employee]:
        """Everybody who works here, by name."""

    def find_by_key(self, key: str) -> EmployeeId | None:
        """The colleague of this key in the configuration."""

    def sync(self, person: Person) -> EmployeeId:
        """Add or update a colleague by key, with accounts; their own settings are kept."""

    def private_lane(self, account: Account) -> LaneId | None:
        """The private conversation of an account."""

    def set_language(self, employee: EmployeeId, language: str) -> None:
        """Change the language; their private cards are behind then."""

    def set_hours(self, employee: EmployeeId, hours: WeeklyHours) -> None:
        """Change the working hours; the configuration does not change them any more."""

    def set_willing(self, employee: EmployeeId, *, willing: bool) -> None:
        """Whether they want a personal word; the configuration does not change it any more."""

    def email_of(self, employee: EmployeeId) -> str | None:
        """Their e-mail address, where we know it."""

    def add_absence(self, employee: EmployeeId, absence: Absence) -> None:
        """Note an absence, also one that was struck out before."""

    def plan_absence(self, employee: EmployeeId, absence: Absence) -> None:
        """Note an absence of the configuration: one that somebody struck out stays so."""

    def remove_absence(self, employee: EmployeeId, absence: Absence) -> bool:
        """Strike it out; False where it is not noted. The configuration brings it back no more."""

    def set_active(self, employee: EmployeeId, *, active: bool) -> None:
        """The company says whether somebody works here; a chat that says they left counts too."""

    def find_by_email(self, email: str) -> EmployeeId | None:
        """The colleague of this address, whatever its capitals; who works here goes first."""

    def tied_to(self, account: Account) -> EmployeeId | None:
        """Whose account this is, whatever its standing."""

    def accounts_of(self, employee: EmployeeId) -> Sequence[Tied]:
        """A colleague's accounts."""

    def tie(self, employee: EmployeeId, account: Account) -> None:
        """The account is this colleague's from now on; see `settle`."""

    def settle(self, employee: EmployeeId) -> None:
        """Decide by their accounts' standings whether somebody works here, and where to reach them.

        Whoever works here no more is a leaver until nothing of theirs is left to hand on.
        """

    def rename(self, employee: EmployeeId, name: str, email: str | None) -> None:
        """What a chat calls somebody now, and their address (None: as it was).

        Nothing for whoever stands in the configuration, which names them itself.
        """


class Members(Protocol):
    """Whom chats told of, tied to a colleague or not."""

    def find(self, account: Account) -> Member | None:
        """What is kept of this account."""

    def lock(self, account: Account) -> Member | None:
        """The same, locked for this transaction."""

    def note(self, member: Member) -> bool:
        """Keep how they stand now; False where nothing changed."""

    def list_of(self, chat: str, workspace: str) -> Sequence[Member]:
        """Everybody of a workspace who is not gone."""


class TieCodes(Protocol):
    """One-time codes by which somebody ties another account. Only digests of them are kept."""

    def add(self, digest: str, employee: EmployeeId, *, expires_at: datetime) -> None:
        """Keep a new code of a colleague; earlier ones are worth nothing from now on."""

    def use(self, digest: str, *, now: datetime) -> EmployeeId | None:
        """Whose code this is, once and in time; None for any other."""

    def count_wrong(self, account: Account, *, since: datetime) -> int:
        """How often an account tried a wrong code since a moment."""


class Leavers(Protocol):
    """Who left, or is away, and holds something; reading costs what they hold."""

    def list_cases(self, *, limit: int, offered: bool = False) -> Sequence[CaseId]:
        """Their claimed and resolved cases that are on offer to nobody; `offered`: all of them."""

    def list_promises(self, *, limit: int) -> Sequence[PromiseId]:
        """What they were to do in others' cases, of which nobody was told yet."""

    def list_away(self, *, on: date) -> Sequence[EmployeeId]:
        """Who has an absence about this date, a day early or late, and holds anything at all."""

    def list_cases_of(self, people: Iterable[EmployeeId]) -> Sequence[CaseId]:
        """The claimed cases of these."""

    def list_promises_of(self, people: Iterable[EmployeeId]) -> Sequence[PromiseId]:
        """What these are to do, and have not done, in others' cases."""

    def list_awaited(self) -> Sequence[EmployeeId]:
        """Those who left, and for whom something still waits to be sent."""

    def let_go(self, *, before: datetime) -> int:
        """No longer look at those who left before a moment and hold nothing; how many."""


class History(Protocol):
    """The append-only record."""

    def append(
        self,
        events: Iterable[Event],
        *,
        case: CaseId | None,
        actor: Employee | None,
        now: datetime,
    ) -> None:
        """Write what happened; never changed, never deleted."""

    def list_of(self, case: CaseId) -> Sequence[Line]:
        """A case's lines, with those of cases merged into it, in order."""

    def list_between(
        self, start: datetime, end: datetime, *, code: Code | None = None
    ) -> Sequence[Line]:
        """All lines that happened in [start, end), in order; of one code where that is given."""

    def list_for_cases(self, cases: Iterable[CaseId]) -> Sequence[Line]:
        """All lines of these cases, in order."""

    def last_of(self, case: CaseId) -> Line | None:
        """A case's newest line."""

    def count_by(self, actor: EmployeeId) -> int:
        """How many lines say that this colleague did something."""


class Deliveries(Protocol):
    """Presses by delivery id: what makes every action idempotent."""

    def begin(self, press: Press, *, now: datetime) -> Answer | None:
        """Insert the delivery, first of all; its stored answer if it was here before."""

    def finish(self, press: Press, answer: Answer, *, actor: EmployeeId | None) -> None:
        """Store what it came to."""

    def find_same(self, press: Press, *, actor: EmployeeId, version: int) -> Answer | None:
        """The answer of a repeat under a new id.

        That is: the same person, verb, subject and seen version produced this version of the case.
        """

    def find_sent(self, press: Press, *, actor: EmployeeId) -> Answer | None:
        """The answer of a form that was opened once and sent with other words before.

        Only of one that was not refused.
        """

    def find_producing(self, case: CaseId, version: int) -> tuple[EmployeeId, Answer] | None:
        """Who produced this version of a case, and the answer: for undo."""

    def get(self, delivery: str) -> Answer | None:
        """What a delivery came to, if it is known and finished."""


class WordsRows(Protocol):
    """Colleagues' words."""

    def add(self, words: Words, *, author: EmployeeId | None, now: datetime) -> None:
        """Keep them."""

    def get_many(self, ids: Iterable[WordsId]) -> Mapping[WordsId, str]:
        """Those that are not erased."""

    def erase(self, ids: Iterable[WordsId], *, now: datetime) -> None:
        """Forget them."""

    def erase_kind(self, case: CaseId, kind: str, *, now: datetime) -> None:
        """Forget all of one kind that were kept with a case."""


class Cards(Protocol):
    """Copies of cards."""

    def add(self, card: NewCard, *, now: datetime) -> bool:
        """Write a copy that is to be posted; False when this key exists."""

    def list_of(self, case: CaseId) -> Sequence[Copy]:
        """A case's copies that are in a chat, or on their way."""

    def get(self, card: CardId) -> Copy:
        """The copy as it is stored."""

    def find_by_ref(self, lane: LaneId, ref: str) -> Copy | None:
        """The copy that a chat calls so in this conversation."""

    def find_oldest(self, case: CaseId, lane: LaneId) -> str | None:
        """The ref of the oldest copy of a case that stands in this conversation."""

    def shrink(self, case: CaseId, *, lanes: Iterable[LaneId], keep: Iterable[str]) -> None:
        """Turn older channel copies of a case in these lanes into pointers."""

    def end_briefings(self, case: CaseId, *, reader: EmployeeId) -> None:
        """Mark a former owner's briefing behind once more, to be drawn as settled."""

    def redraw_in_channels(self, case: CaseId, *, now: datetime) -> int:
        """Have a case's cards in channels drawn again, without a change of the case; how many."""

    def count_wide(self, channel: str, *, since: datetime) -> int:
        """How many case cards a channel got since a moment, pending ones included."""

    def mark_behind(self, *, reader: EmployeeId) -> None:
        """A reader's private copies are to be redrawn (their language changed)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A private message that waits for its moment `at`. `slot`: its place among those of a day."""

    id: NoticeId
    kind: NoticeKind
    case: CaseId | None
    slot: str | None
    at: datetime


class Notices(Protocol):
    """What is told, and was."""

    def add(self, notice: Notice, *, lane: LaneId, now: datetime) -> bool:
        """Write it down to be told; False when its key exists."""

    def add_counted(
        self,
        notice: Notice,
        *,
        lane: LaneId,
        slots: Sequence[str],
        bundles: Iterable[Bundle],
        now: datetime,
    ) -> bool:
        """Write it down to be told in the first of these places that is free; False: key exists.

        By itself in one of `slots`, else with others in the first of `bundles` that was not sent
        and does not come before the notice may. Nobody else takes the same slot, however many
        write at once.
        """

    def hold(self, bundle: NoticeId) -> None:
        """Keep others from joining a bundle until this transaction ends."""

    def list_bundled(self, bundle: NoticeId) -> Sequence[ToldNotice]:
        """What is told in a bundle, in the order of its writing; nothing that was taken back."""

    def take_out(self, notice: NoticeId) -> bool:
        """What waits, alone or in a bundle, is not told, unless that is undone; False: it was."""

    def told_together(self, bundle: NoticeId, *, done: Iterable[NoticeId], at: datetime) -> None:
        """A bundle is in the chat (business moment `at`), and with it all that waited in it.

        `done`: what in it is settled, as it is shown there.
        """

    def list_readers_waiting(self, *, now: datetime) -> Sequence[EmployeeId]:
        """For whom something waits whose moment is to come (business moment `now`). No locks."""

    def list_waiting(self, reader: EmployeeId, *, now: datetime) -> Sequence[Waiting]:
        """What waits for this person to be sent at a moment after `now`, in order of these."""

    def retime(self, item: NoticeId, *, at: datetime) -> None:
        """What was not sent yet is sent from this business moment on."""

    def release(self, item: NoticeId, *, at: datetime) -> None:
        """The same, and it gives back its place among the messages of a day."""

    def rest(self, bundle: NoticeId) -> None:
        """The message of a bundle is gone: what it told is never drawn again."""

    def tell_later(
        self, item: NoticeId, case: CaseId | None, bundles: Iterable[Bundle], *, now: datetime
    ) -> None:
        """What was not sent on its day, with all that is in it, waits for the first open bundle.

        `case`: whose it was when it was read.
        """

    def list_for(self, employee: EmployeeId, *, limit: int) -> Sequence[ToldNotice]:
        """What one person was told, by itself or with more, newest first."""

    def get(self, notice: NoticeId) -> ToldNotice:
        """One notice. Raises UnknownNotice."""

    def has(self, key: str) -> bool:
        """Whether this was told, or is about to be."""

    def withdraw(self, *, case: CaseId, kinds: Iterable[str], to: EmployeeId | None = None) -> int:
        """Take back what is not sent yet; how many."""

    def heard_at(self, *, case: CaseId, key: str, now: datetime) -> datetime | None:
        """When the first notice whose key begins so was sent, by itself or bundled.

        What waits, for a morning or for a chat that is down, counts from its moment on, and not
        before `now`; what cannot be delivered counts from its moment on. None where there is
        none, but for withdrawn ones.
        """

    def written_at(
        self, *, case: CaseId, key: str, reader: EmployeeId | None = None
    ) -> datetime | None:
        """When the first notice whose key begins so was written down, but for withdrawn ones.

        `reader`: of those to this person only.
        """

    def withdraw_told(self, *, case: CaseId, version: int) -> int:
        """Take back what this version of a case had told and is not sent yet; how many."""

    def move_all(self, source: CaseId, target: CaseId) -> None:
        """What was told about a case is about another from now on (merge)."""

    def move_promised(self, promise: PromiseId, target: CaseId, *, source: CaseId) -> None:
        """What was told about a promise goes with it to another case (split)."""

    def mark_behind(self, *, case: CaseId) -> None:
        """Sent notices of a case that still show buttons are to be drawn again."""

    def mark_told(self, key: str, *, at: datetime) -> None:
        """What is told under this key is to be drawn again from a business moment on."""

    def add_to(self, key: str, fact: str, number: int, *, at: datetime, most: int) -> None:
        """One more among the numbers of a fact of what is told under this key.

        Drawn again from a business moment on, unless it was among them or there are `most`.
        """


@dataclass(frozen=True, slots=True)
class Lane:
    """A conversation as it is."""

    id: LaneId
    address: Address
    stopped: str | None = None
    """Why nothing goes there: a code. `SHARED`: only what is posted already is still redrawn."""
    outside: bool = False
    """Strangers are in it: the chat said so."""


SHARED = "shared"
"""Why a lane is stopped in which strangers are, and nobody has said that this is all right."""


class Lanes(Protocol):
    """Conversations. A name that a conversation had before leads to it for ever."""

    def find_or_add(self, address: Address) -> LaneId:
        """The lane of an address."""

    def find(self, address: Address) -> LaneId | None:
        """The lane of an address, if there is one."""

    def address(self, lane: LaneId) -> Address:
        """Where a lane leads."""

    def get(self, lane: LaneId) -> Lane:
        """How a lane is."""

    def stop(self, lane: LaneId, why: str) -> None:
        """Nothing goes there any more, until it is opened: nothing is lost."""

    def open(self, lane: LaneId) -> None:
        """Let it go on."""

    def open_all(self) -> None:
        """Let every lane go on, but where strangers are."""

    def set_outside(self, lane: LaneId, *, outside: bool) -> None:
        """Note whether strangers are in it."""

    def rename(self, chat: str, workspace: str, old: str, new: str) -> None:
        """The chat calls a conversation by another id from now on; in what is posted there, too.

        A lane that the new id has already becomes one with it.
        """

    def list_stopped(self) -> Sequence[tuple[Lane, int]]:
        """Lanes that are stopped, and how many rows wait in each."""


class Digests(Protocol):
    """The weekly digests."""

    def plan(self, week: str, *, look_at: datetime) -> bool:
        """Write down that a week is to be made; False when that is known."""

    def list_due(self, *, now: datetime) -> Sequence[str]:
        """The weeks to be made now."""

    def put_off(self, week: str, *, until: datetime) -> None:
        """Look at a week that is not made again at this moment."""

    def save(self, week: str, body: str, *, made_at: datetime) -> bool:
        """Keep a made digest and stop looking; False when it is made already."""

    def find(self, week: str) -> StoredDigest | None:
        """The digest of a week."""

    def list_made(self, *, limit: int) -> Sequence[StoredDigest]:
        """Made digests, newest first."""

    def read(self, week: str, reader: EmployeeId, *, now: datetime) -> None:
        """A reader acknowledged it."""


class Settings(Protocol):
    """Single rows that all processes share."""

    def get(self, name: str) -> str | None:
        """A setting."""

    def set(self, name: str, value: str) -> None:
        """Change a setting."""

    def clock(self) -> ClockRow | None:
        """The business clock's origin and rate; None: business time is machine time."""

    def set_clock(self, row: ClockRow) -> None:
        """Change the business clock, for all processes."""


class Cursors(Protocol):
    """How far each source has been heard, and what it could not read."""

    def get(self, source: str) -> str | None:
        """The cursor, as the source wrote it."""

    def set(self, source: str, cursor: str | None, *, now: datetime) -> None:
        """Keep it, in the transaction that keeps its posts; the source is well."""

    def set_aside(self, source: str, place: str, why: str, body: str, *, now: datetime) -> bool:
        """Keep something unreadable aside: where it stood, what is wrong; False when kept."""

    def failed(self, source: str, why: str, *, now: datetime) -> int:
        """Note that a source failed; how many times in a row."""

    def list_states(self) -> Sequence[SourceState]:
        """How every source is."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source is. `failures` in a row; `aside` counts what was kept aside."""

    source: str
    cursor: str | None
    heard_at: datetime | None
    failures: int
    why: str | None
    aside: int


@dataclass(frozen=True, slots=True)
class Installation:
    """The bot in one workspace of a chat, or in a whole organisation of workspaces."""

    chat: str
    workspace: str
    app: str
    bot: str
    """The bot's own account."""
    whole: bool
    """Of an organisation, with all its workspaces."""
    scopes: tuple[str, ...]
    token: str | None = field(repr=False)
    """Sealed: not readable here. None: there is no valid one."""
    refresh: str | None = field(repr=False)
    """Sealed; None: the token does not expire."""
    expires_at: datetime | None
    why: str | None
    """A code: why it does not work."""
    installed_at: datetime


class Installations(Protocol):
    """Where the bot is installed, with what it takes to speak there. `now` is machine time."""

    def find(self, chat: str, workspace: str) -> Installation | None:
        """How it is installed there; also one that ended."""

    def list_of(self, chat: str) -> Sequence[Installation]:
        """All of a chat, by workspace; also those that ended."""

    def list_all(self) -> Sequence[Installation]:
        """All of every chat, by chat and workspace."""

    def save(self, installation: Installation) -> None:
        """Keep it over whatever was there; whoever refreshed its token is done."""

    def lease_refresh(self, chat: str, workspace: str, *, now: datetime, until: datetime) -> bool:
        """Whether this process may refresh the token, and no other does until then.

        The row is to be read after this: another process may just have refreshed it.
        """

    def end(self, chat: str, workspace: str, *, why: str) -> None:
        """Forget its tokens, with a code that says why; nothing happens where there is none."""


class Allowances(Protocol):
    """What may be asked of a chat, by workspace and method, shared by all processes.

    `now` is machine time.
    """

    def take(
        self,
        chat: str,
        workspace: str,
        name: str,
        *,
        every: timedelta,
        burst: int,
        reserve: int,
        pressed: bool,
        now: datetime,
    ) -> timedelta:
        """Use one of it. Zero: go ahead; else how long to rest, and nothing was used.

        One more comes `every` so often, up to `burst`; the last `reserve` of them are kept for
        what somebody pressed for. Raises Broken when nothing could ever be taken like that.
        """

    def rest(self, chat: str, workspace: str, name: str, *, until: datetime) -> None:
        """The chat asked for rest until then: nobody takes any, pressed or not."""


@dataclass(frozen=True, slots=True)
class Met:
    """A conversation that a chat told us of, where its address does not say how to answer it."""

    address: Address
    service_url: str
    """Where it is answered."""
    external_id: str
    """What the chat itself calls it."""
    kind: str
    """`personal`, `channel`, `groupChat`, `team`: the chat's own words."""
    seen_at: datetime
    """When the chat told of it last."""
    blocked_at: datetime | None = None
    """Since when it takes nothing from us."""
    why: str | None = None
    """A code: why it does not."""
    member: str = ""
    """Of a personal one: what the chat itself calls the person."""


class Conversations(Protocol):
    """Where conversations are answered. Moments are machine time."""

    def find(self, address: Address) -> Met | None:
        """What is known of a conversation."""

    def newest(self, chat: str, workspace: str) -> Met | None:
        """The one of a workspace that was heard of last."""

    def list_of(self, chat: str, kind: str) -> Sequence[Met]:
        """All of a chat that are of a kind, by workspace; the blocked ones too."""

    def note(self, met: Met) -> None:
        """Keep it over whatever was there."""

    def block(self, address: Address, why: str, *, at: datetime) -> bool:
        """It takes nothing from us, since then; False where that is known, or it is not."""


class UnitOfWork(Protocol):
    """One transaction. Rolls back unless told to commit."""

    cases: Cases
    promises: Promises
    posts: Posts
    customers: Customers
    employees: Employees
    members: Members
    tie_codes: TieCodes
    leavers: Leavers
    history: History
    deliveries: Deliveries
    words: WordsRows
    cards: Cards
    notices: Notices
    lanes: Lanes
    digests: Digests
    settings: Settings
    cursors: Cursors
    installations: Installations
    allowances: Allowances
    conversations: Conversations
    outbox: Outbox
    board: Board

    def new_id(self) -> int:
        """A number that no row has yet."""

    def commit(self) -> None:
        """Make it true, once, last. Raises StorageAway when that is not certain."""


class Store(Protocol):
    """The database."""

    def begin(self, *, press: bool = False) -> AbstractContextManager[UnitOfWork]:
        """A writing unit of work; a person's press has its own pool and goes first."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A reading one: a snapshot, which never waits for a writer."""


class Row(StrEnum):
    """What an outgoing row is."""

    CARD = "card"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row that is behind: a card to post or redraw, a notice to send or settle."""

    row: Row
    id: int
    key: str
    """What the receiver is asked for after a crash."""
    case: CaseId | None
    kind: str
    reader: EmployeeId | None
    channel: str | None
    digest: str | None
    facts: Facts = field(default_factory=dict)
    ref: str | None = None
    """Set when it was posted before: it is redrawn in place."""
    sending: bool = False
    """An earlier attempt may have reached the chat: look it up before sending."""
    attempts: int = 0
    faults: int = 0
    """How often it failed by a fault of ours."""
    since: datetime | None = None
    """Since when it is behind; business time. None: not known."""
    marks: int = 0
    """How often it was marked behind when it was read; `sent` compares."""
    wanted: int = 0
    """The version that it should show, when it was read; `bury` compares."""
    occurrence: int = 1
    """How often it was to be posted anew."""
    pressed: bool = False
    """Somebody just pressed for it, and is waiting."""
    lane: LaneId | None = None
    """None: not known."""
    written_at: datetime | None = None
    """When it was written down, business time: no chat has seen it before. None: not known."""
    slot: str | None = None
    """Its place among the few messages of its reader's day; None: it counts for nothing."""


@dataclass(frozen=True, slots=True)
class Leased:
    """A lane that one worker carries, until a machine moment."""

    lane: LaneId
    address: Address
    until: datetime


class Outbox(Protocol):
    """What is behind, by lane. `now` is machine time here, `business` where it says so."""

    def list_lanes(self, *, now: datetime, business: datetime, limit: int) -> Sequence[LaneId]:
        """Lanes with something due that nobody leases and that are not paced, oldest first."""

    def lease(self, lane: LaneId, *, worker: str, now: datetime, until: datetime) -> Leased | None:
        """Take a lane; None when somebody else has it."""

    def release(self, lane: LaneId, *, worker: str, next_at: datetime | None) -> None:
        """Give a lane back; `next_at`: the chat asked for rest until then."""

    def list_work(
        self, lane: LaneId, *, now: datetime, business: datetime, limit: int
    ) -> Sequence[Outgoing]:
        """What is due in a lane: pressed cards first, then oldest debt; nothing where stopped."""

    def sending(self, item: Outgoing, *, worker: str, until: datetime) -> bool:
        """Note before the network that it is being sent.

        False when it is no longer to be, or when its lane is not this worker's until then.
        """

    def sent(
        self,
        item: Outgoing,
        *,
        ref: str,
        shown: int,
        settled: bool,
        at: datetime,
        check_at: datetime | None = None,
    ) -> None:
        """It is in the chat, showing this version of the case (business moment `at`).

        `settled`: nothing on it can change any more, so it is never drawn again. `check_at`: the
        machine moment from which the chat is to be asked whether a card still stands.
        """

    def withdraw(self, item: Outgoing) -> None:
        """No longer true: it is not sent."""

    def later(self, item: Outgoing, *, retry_at: datetime, why: str, ours: bool = False) -> None:
        """It failed for now; tried again at a machine moment, without blocking its lane.

        `ours`: the fault is in our code, and is counted by itself.
        """

    def bury(self, item: Outgoing, *, why: str) -> None:
        """It cannot be delivered: a dead letter that a person can see.

        What is posted already stays, with the reason, and is tried again at its next change.
        """

    def revive(self, *, now: datetime, lane: LaneId | None = None) -> int:
        """Try everything again that was given up, here or in one lane; how many.

        `now` is a business moment.
        """

    def redraw_lane(self, lane: LaneId, *, now: datetime) -> None:
        """Draw everything that is posted in a lane once more, ended or not; for another sight.

        `now` is a business moment.
        """

    def gone(self, item: Outgoing, *, repost: bool, why: str = "deleted_again") -> bool:
        """The posted message is no longer there; `repost` writes it to be posted once more.

        Whatever is gone a second time was not wanted: it is a dead letter then, for `why`. False:
        given up like that. Nothing happens to what was posted anew meanwhile.
        """

    def list_to_check(self, *, now: datetime, limit: int) -> Sequence[tuple[Outgoing, Address]]:
        """Cards that are to be asked for, longest due first; none where a lane is stopped."""

    def check_again(self, item: Outgoing, *, at: datetime | None) -> None:
        """Ask again for a card at a machine moment; None: not while nothing changes."""

    def redraw_all(self, case: CaseId) -> None:
        """Draw everything that was posted about a case once more, ended or not.

        For words and names that are to go; digests, which name customers too, come along.
        """

    def unsettle(self, case: CaseId, *, version: int) -> None:
        """Judge and draw again what this version of a case had settled: the version is undone.

        That is: what asked for something, and the former owner's briefing, posted or not.
        """

    def list_dead(self, *, limit: int) -> Sequence[tuple[Outgoing, str]]:
        """What was given up and why, newest first; what has a `ref` shows an old truth."""

    def lateness(self, *, business: datetime) -> Mapping[str, float]:
        """How many rows are behind and for how many seconds the oldest; costs what is late.

        Keys: `cards`, `cards_seconds`, `notices`, `notices_seconds`.
        """


@dataclass(frozen=True, slots=True)
class Pinned:
    """One message on the console's board. `bodies` are HTML by language."""

    ref: str
    conversation: str
    key: str
    bodies: Mapping[str, str]
    posted_at: datetime
    changed: int
    """Rises with every change on the board, over all conversations."""


class Board(Protocol):
    """Where the console keeps what was posted to it: its stand-in for a chat's own server."""

    def put(self, conversation: str, key: str, bodies: Mapping[str, str], *, at: datetime) -> str:
        """Post; the ref. The same key in the same conversation gives the same ref."""

    def replace(self, ref: str, bodies: Mapping[str, str]) -> bool:
        """Change a posted message; False when it is not there."""

    def find(self, conversation: str, key: str) -> str | None:
        """The ref of what was posted under this key."""

    def remove(self, ref: str) -> None:
        """Take it away."""

    def has(self, ref: str) -> bool:
        """Whether it is there."""

    def list_of(self, conversation: str, *, limit: int) -> Sequence[Pinned]:
        """The newest messages, oldest of them first."""

    def list_since(self, changed: int) -> Sequence[Pinned]:
        """What changed after this mark, in order; what was taken away has no bodies."""

    def mark(self) -> int:
        """The newest mark."""
