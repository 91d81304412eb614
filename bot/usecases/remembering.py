"""Offering to remember what somebody wrote they will do: once, in private; *no* keeps nothing.

Off unless the company switched it on. The sentence is one erasable row, until it is answered or
the case is over; nothing of what holds no commitment is kept, and nothing of it is logged.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from bot.domain.answer import Answer
from bot.domain.case import Case, State
from bot.domain.commitments import find_commitment
from bot.domain.employee import Account, Employee
from bot.domain.errors import UnknownNotice
from bot.domain.events import Code
from bot.domain.ids import CaseId, LaneId, NoticeId, WordsId
from bot.domain.notice import ANSWERED, Notice, NoticeKind
from bot.domain.policy import Policy
from bot.ports.storing import OFFERED, Address, Press, UnitOfWork, Words
from bot.usecases.acting import Stage, transact
from bot.usecases.desk import LONGEST_WORDS, Desk
from bot.usecases.telling import tell

_YES, _NO = 1, 0


def offer(
    uow: UnitOfWork,
    policy: Policy,
    case: Case,
    person: Employee,
    text: str | None,
    *,
    once: str,
    lane: LaneId | None = None,
    now: datetime,
) -> bool:
    """Within a transaction: offer to remember the commitment in a text, if it holds one.

    `once` names the text, so that it is offered once. False: off, none found, or offered before.
    """
    found = find_commitment(text, person.language) if policy.detect_promises and text else None
    if text is None or found is None or case.state is not State.CLAIMED:
        return False
    named = sha256(once.encode()).hexdigest()[:24]
    key = f"case:{case.id}:heard:{named}:{person.id}"
    if uow.notices.has(key):
        return False
    words = WordsId(uow.new_id())
    notice = Notice(
        key=key,
        kind=NoticeKind.PROMISE_HEARD,
        to=person.id,
        case=case.id,
        facts={"words": words, ANSWERED: ()},
        not_before=now,
    )
    if not tell(uow, policy, notice, person, lane=lane, now=now):
        return False
    said = text[found.start : found.end][:LONGEST_WORDS]
    uow.words.add(Words(words, said, OFFERED, case.id), author=person.id, now=now)
    return True


def wrote(
    desk: Desk,
    account: Account,
    address: Address,
    ref: str,
    text: str,
    *,
    delivery: str,
    now: datetime,
) -> bool:
    """Somebody wrote in the thread under a message: if it is a card of a case that they help with.

    What others write, and what is written elsewhere, is not looked at. False: nothing is offered.
    """
    if not desk.policy.detect_promises:
        return False
    with desk.store.read() as uow:
        person, case = _helping(uow, account, address, ref)
    if person is None or case is None or find_commitment(text, person.language) is None:
        return False
    with desk.store.begin() as uow:
        locked = uow.cases.lock(case)
        if not locked.is_helper(person.id):
            return False
        lane = uow.employees.private_lane(account)
        once = f"{account.chat}:{delivery}"
        offered = offer(uow, desk.policy, locked, person, text, once=once, lane=lane, now=now)
        uow.commit()
    return offered


def decline_offer(desk: Desk, press: Press, *, notice: NoticeId, now: datetime) -> Answer:
    """*No*: the sentence is erased, and nothing is written about it. Raises UnknownNotice."""

    def judge(stage: Stage, _: LaneId | None) -> Answer:
        told = own_offer(stage.uow, notice, stage.actor)
        _settle(stage.uow, told, _NO, now=now)
        return Answer(Code.OFFER_DECLINED.value)

    return transact(desk, press, judge, now)


def take_up(uow: UnitOfWork, notice: NoticeId, person: Employee, *, now: datetime) -> None:
    """Within a transaction: it was remembered, so the offer is over. Raises UnknownNotice."""
    _settle(uow, own_offer(uow, notice, person), _YES, now=now)


def own_offer(uow: UnitOfWork, notice: NoticeId, person: Employee) -> Notice:
    """An offer that was made to this person. Raises UnknownNotice."""
    told = uow.notices.get(notice).notice
    if told.kind is not NoticeKind.PROMISE_HEARD or told.to != person.id:
        raise UnknownNotice
    return told


def offered_words(uow: UnitOfWork, notice: NoticeId, person: Employee) -> str | None:
    """The sentence that an offer is about; None: answered, or erased. Raises UnknownNotice."""
    words = _words(own_offer(uow, notice, person))
    return None if words is None else uow.words.get_many([words]).get(words)


def _settle(uow: UnitOfWork, told: Notice, answer: int, *, now: datetime) -> None:
    words = _words(told)
    if words is not None:
        uow.words.erase([words], now=now)
    uow.notices.add_to(told.key, ANSWERED, answer, at=now, most=1)


def _words(told: Notice) -> WordsId | None:
    words = told.facts.get("words")
    return WordsId(words) if isinstance(words, int) else None


def _helping(
    uow: UnitOfWork, account: Account, address: Address, ref: str
) -> tuple[Employee | None, CaseId | None]:
    """Who it is, and the case whose card a message is, where they help with it."""
    person = uow.employees.find_by_account(account)
    lane = uow.lanes.find(address)
    copy = uow.cards.find_by_ref(lane, ref) if lane is not None else None
    if person is None or not person.active or copy is None or copy.case is None:
        return None, None
    return person, copy.case if uow.cases.get(copy.case).is_helper(person.id) else None
