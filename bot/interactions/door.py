"""The one door: finds the function of an intent, keeps its time, and draws what comes back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.domain.answer import Answer, refusal
from bot.domain.employee import Account, Employee
from bot.domain.errors import (
    BadField,
    NotForGuests,
    NotKnownYet,
    Refusal,
    UnknownCase,
    UnknownPerson,
)
from bot.domain.member import Standing, is_visitor
from bot.domain.notice import Notice, NoticeKind
from bot.domain.view import CaseView
from bot.interactions.actions import ACTIONS
from bot.interactions.interaction import Interaction, Reply
from bot.interactions.opening import open_form
from bot.interactions.showing import SHOWS
from bot.interactions.visit import House, Visit, strangers_audience
from bot.ports.running import Runner
from bot.ports.storing import StorageAway
from bot.presentation.forms import FORMS
from bot.presentation.forms.moment import asked_as
from bot.presentation.forms.promising import INSTEAD
from bot.presentation.intent import Intent, Verb, opened
from bot.presentation.toasts import answer_toast, needs_case
from bot.usecases.showing import view_case
from bot.usecases.telling import tell

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds after which a presser hears honestly that it is not recorded yet."""
_EACH = 0.001
"""Seconds that one answer takes us: so much sooner is the word for each who waits as well, or the
last of a crowd would hear it after the three seconds that Slack allows."""
_SHORTEST = 0.5
"""Seconds that everybody's press gets, in any crowd."""
INTRODUCTION = 1.0
"""Seconds that a chat has to say who somebody is, so that their press still fits in."""
_RESTS = (1.0, 5.0, 20.0, 60.0, 300.0)
"""Seconds between two tries to note an answer that was promised."""
_LATELY = timedelta(seconds=5)
"""So long the words to a presser are in the language, and the zone, that they had."""
_MOST_SEEN = 10_000
FOR_ANYBODY = frozenset({Verb.SHOW_HELP, Verb.SHOW_HOME, Verb.SHOW_PRACTICE})
"""What whoever is unknown to us may see, too: how to begin."""
NOT_YET = Answer("NotRecordedYet", refused=True)
AWAY = Answer("StorageAway", refused=True)
NOT_KNOWN = refusal(NotKnownYet())
Introduce = Callable[[Account], Awaitable[None]]
"""Asks a chat who an account is; a failure is raised."""


def patience_of(waiting: int) -> float:
    """Seconds for one of so many who wait at once, before they hear the honest word."""
    return max(PATIENCE - _EACH * (waiting - 1), min(PATIENCE, _SHORTEST))


@dataclass(frozen=True, slots=True)
class Door:
    """Takes interactions from every chat. `now` gives UTC business time."""

    house: House
    runner: Runner
    now: Callable[[], datetime]
    introduce: Mapping[str, Introduce] = field(default_factory=dict)
    """By chat: asks it who an account is, and lets `Members` know."""
    _seen: dict[Account, tuple[Employee, datetime]] = field(default_factory=dict)
    _late: set[asyncio.Future[Any]] = field(default_factory=set)
    _waited_for: set[asyncio.Future[Any]] = field(default_factory=set)

    async def answer(self, interaction: Interaction) -> Reply:
        """What the presser gets back, always within a little over two seconds.

        A thread cannot be cancelled: after the honest word the press still finishes or fails,
        and what became of it is told in private.
        """
        interaction = _followed(interaction)
        verb = interaction.intent.verb
        work = asyncio.ensure_future(self._worked(interaction))
        self._waited_for.add(work)
        try:
            patience = patience_of(len(self._waited_for))
            return await asyncio.wait_for(asyncio.shield(work), patience)
        except TimeoutError:
            if verb in ACTIONS and _is_pressed(interaction.intent):
                work.add_done_callback(partial(self._tell_later, interaction))
            else:
                work.add_done_callback(_forget)
            self._keep(work)
            return self._honest(interaction, NOT_YET if verb in ACTIONS else AWAY)
        except StorageAway:
            return self._honest(interaction, AWAY)
        finally:
            self._waited_for.discard(work)

    async def finish(self, seconds: float = 3.0) -> None:
        """Before the process stops: let what was promised an answer come to it, for a moment."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._late:
                    await asyncio.wait(set(self._late))

    def take(self, interaction: Interaction) -> Reply:
        """The same, synchronously: what the doors of tests and simulations call.

        Whoever is unknown, or has left, reads nothing here but how to begin.
        """
        interaction = _followed(interaction)
        return self._taken(self._visit(interaction))

    async def _worked(self, interaction: Interaction) -> Reply:
        """Take it; whom nobody told us of is asked for at their own chat first, once."""
        queue = self.runner.press if interaction.intent.verb in ACTIONS else self.runner.read
        introduce = self.introduce.get(interaction.account.chat)
        if introduce is not None:
            try:
                return await queue(partial(self._taken_of_known, interaction))
            except _Stranger:
                known = await _introduced(introduce, interaction.account)
            if not known and interaction.intent.verb not in FOR_ANYBODY:
                return self._honest(interaction, NOT_KNOWN)
        return await queue(partial(self.take, interaction))

    def _taken_of_known(self, interaction: Interaction) -> Reply:
        visit = self._visit(interaction)
        if visit.actor is None and self._standing(interaction.account) is None:
            raise _Stranger
        return self._taken(visit)

    def _taken(self, visit: Visit) -> Reply:
        verb = visit.interaction.intent.verb
        if visit.actor is None and verb not in FOR_ANYBODY:
            turned = self._turn_away(visit)
            if turned is not None:
                return turned
        try:
            if verb is Verb.FORM:
                return _opened(visit)
            if verb is Verb.CANNOT:
                return _instead(visit)
            if verb in SHOWS:
                return SHOWS[verb](visit)
            return self._act(visit, verb)
        except Refusal as refused:
            return self._reply(visit, verb, refusal(refused))

    def act(self, interaction: Interaction) -> Answer:
        """What an interaction comes to, not drawn. Raises KeyError for one that only shows."""
        visit = self._visit(interaction)
        try:
            return ACTIONS[interaction.intent.verb](visit)
        except Refusal as refused:
            return refusal(refused)

    def _act(self, visit: Visit, verb: Verb) -> Reply:
        answer = ACTIONS[verb](visit)
        if verb is Verb.SET_LANGUAGE:
            self._seen.pop(visit.interaction.account, None)
        return self._reply(visit, verb, answer)

    def _visit(self, interaction: Interaction) -> Visit:
        now = self.now()
        known = self._lately(interaction, now) or self._known(interaction.account, now)
        fields = {asked_as(name): value for name, value in interaction.fields.items()}
        return Visit(self.house, interaction, now, known, fields)

    def _lately(self, interaction: Interaction, now: datetime) -> Employee | None:
        """A colleague who pressed a moment ago: what is done is judged by who they are anyway."""
        seen = self._seen.get(interaction.account)
        of_action = interaction.intent.verb in ACTIONS
        fresh = seen is not None and timedelta(0) <= now - seen[1] < _LATELY
        return seen[0] if seen is not None and fresh and of_action else None

    def _known(self, account: Account, now: datetime) -> Employee | None:
        """The colleague behind an account, as things stand; None where they may not act."""
        with self.house.desk.store.read() as uow:
            actor = uow.employees.find_by_account(account)
        if actor is None or not actor.active:
            self._seen.pop(account, None)
            return None
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen[account] = (actor, now)
        return actor

    def _turn_away(self, visit: Visit) -> Reply:
        """Guests may look on; whoever else we do not know may tie themselves, and reads how."""
        if is_visitor(self._standing(visit.interaction.account)):
            return answer_toast(refusal(NotForGuests()), None, visit.audience)
        if _ties(visit.interaction.intent):
            return None
        return answer_toast(refusal(UnknownPerson(you=True)), None, visit.audience)

    def _standing(self, account: Account) -> Standing | None:
        """What a chat told us of somebody; None: nothing yet."""
        with self.house.desk.store.read() as uow:
            member = uow.members.find(account)
            tied = member is None and uow.employees.tied_to(account) is not None
        if member is not None:
            return member.standing
        return Standing.GONE if tied else None

    def _reply(self, visit: Visit, verb: Verb, answer: Answer) -> Reply:
        """A refused form comes back as it was typed; everything else is a toast."""
        if answer.refused and visit.fields and verb in FORMS:
            try:
                return open_form(
                    visit, verb, item=visit.interaction.intent.argument, refused=answer
                )
            except Refusal:
                pass
        view = self._view(visit, answer) if needs_case(answer, visit.audience) else None
        return answer_toast(answer, view, visit.audience)

    def _view(self, visit: Visit, answer: Answer) -> CaseView | None:
        """The case as it is now, for the names in the sentence."""
        desk = self.house.desk
        try:
            case_id = answer.case or visit.case
            with desk.store.read() as uow:
                case = uow.cases.get(case_id)
                return view_case(uow, desk.policy, case, now=visit.now)
        except Refusal:
            return None

    def _honest(self, interaction: Interaction, answer: Answer) -> Reply:
        """A word that needs neither the database nor its clock."""
        audience = strangers_audience(self.house.desk.policy, interaction)
        return answer_toast(answer, None, audience)

    def _tell_later(self, interaction: Interaction, work: asyncio.Future[Reply]) -> None:
        """What became of a press that we could not answer in time goes to its presser."""
        failed = work.cancelled() or work.exception() is not None
        if failed:
            log.error("press %s failed after its honest word", interaction.intent.verb)
        told = asyncio.ensure_future(self._tell(interaction, failed))
        told.add_done_callback(_forget)
        self._keep(told)

    def _keep(self, work: asyncio.Future[Any]) -> None:
        """Whoever stops the process waits for it, and for what its end leads to."""
        self._late.add(work)
        work.add_done_callback(self._late.discard)

    async def _tell(self, interaction: Interaction, failed: bool) -> None:
        """Note what became of it, also where storage stays away a little longer."""
        note = partial(self._note_outcome, interaction, failed)
        for rest in _RESTS:
            try:
                return await self.runner.background(note)
            except StorageAway:
                await asyncio.sleep(rest)
        return await self.runner.background(note)

    def _note_outcome(self, interaction: Interaction, failed: bool) -> None:
        desk, now = self.house.desk, self.now()
        with desk.store.begin() as uow:
            person = uow.employees.find_by_account(interaction.account)
            if person is None:
                return
            press = Visit(self.house, interaction, now, person).press
            answer = uow.deliveries.get(press.delivery)
            facts = {
                **(answer.facts if answer is not None else {}),
                "code": answer.code if answer is not None else None,
                "refused": answer.refused if answer is not None else True,
                "verb": interaction.intent.verb.value,
                "failed": failed and answer is None,
            }
            notice = Notice(
                key=f"after:{press.delivery}",
                kind=NoticeKind.WORD_AFTER,
                to=person.id,
                case=answer.case if answer is not None else None,
                facts=facts,
                not_before=now,
            )
            tell(uow, desk.policy, notice, person, now=now)
            uow.commit()


class _Stranger(Exception):
    """Nobody has told us yet who this is."""


async def _introduced(introduce: Introduce, account: Account) -> bool:
    """Whether the chat could be asked in time who somebody is."""
    try:
        async with asyncio.timeout(INTRODUCTION):
            await introduce(account)
    except StorageAway:
        raise
    except Exception as failure:  # whatever it is, the presser must hear something in time
        log.warning("%s could not say who pressed: %s", account.chat, type(failure).__name__)
        return False
    return True


def _ties(intent: Intent) -> bool:
    """Whether somebody wants to become known by a code."""
    asked = (intent.argument or "").partition(":")[0]
    return intent.verb is Verb.TIE or (intent.verb is Verb.FORM and asked == Verb.TIE)


def _is_pressed(intent: Intent) -> bool:
    """Whether a person waits to hear of it: a page that names its language asked for nothing."""
    return not (intent.verb is Verb.SET_LANGUAGE and intent.argument is not None)


def _opened(visit: Visit) -> Reply:
    try:
        verb, item, choice = opened(visit.interaction.intent)
    except ValueError:
        raise UnknownCase from None
    return open_form(visit, verb, item=item, choice=choice)


def _instead(visit: Visit) -> Reply:
    """*Can't do it*: on to the form of what was chosen instead."""
    verb = visit.choice("instead", Verb)
    if verb not in INSTEAD:
        raise BadField(field="instead")
    return open_form(visit, verb)


def _followed(interaction: Interaction) -> Interaction:
    """*Can't do it* with what needs no form, such as asking for help, is a press of that itself."""
    verb = interaction.fields.get("instead")
    if interaction.intent.verb is not Verb.CANNOT or verb not in _AT_ONCE:
        return interaction
    intent = replace(interaction.intent, verb=Verb(verb))
    return replace(interaction, intent=intent, fields={})


_AT_ONCE = frozenset(INSTEAD) - FORMS.keys()
"""What follows *can't do it* without a form of its own."""


def _forget(work: asyncio.Future[Any]) -> None:
    """Read the outcome of work that nobody waits for any more, so that it is not a warning."""
    if not work.cancelled() and work.exception() is not None:
        log.error("late work failed: %s", type(work.exception()).__name__)
