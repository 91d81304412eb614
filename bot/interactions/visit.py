"""One interaction on its way in: who, what about, and the values of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.employee import Employee
from bot.domain.errors import (
    BadField,
    TooFarAhead,
    UnknownCase,
    UnknownDigest,
    UnknownNotice,
    UnknownPromise,
)
from bot.domain.ids import CaseId, EmployeeId, NoticeId, PromiseId
from bot.domain.policy import Policy
from bot.domain.view import Audience
from bot.domain.working_time import at_local, local_date
from bot.interactions.codes import new_code
from bot.interactions.interaction import Interaction
from bot.ports.hearing import Heard
from bot.ports.storing import Press
from bot.presentation.intent import is_number
from bot.usecases.desk import Desk
from bot.usecases.settings import FURTHEST
from bot.usecases.showing import audience_of

Code = TypeVar("Code", bound=StrEnum)
MOST_CENTS = 100_000_00
"""An amount above this is a slip of the hand."""
_YEARS = range(1900, 2200)
"""A moment in any other year is one, too; at the ends of the calendar no clock can be computed."""


@dataclass(frozen=True, slots=True)
class Captured:
    """A complaint that a colleague came across, as it was filled in."""

    url: str | None
    words: str | None
    customer: str | None
    by: EmployeeId
    at: datetime
    number: int
    """Names a capture without a link."""


Capturing = Callable[[Captured], Heard]
"""Turns a capture into a post; raises UnusableUrl."""


@dataclass(frozen=True, slots=True)
class House:
    """What the interactions work with besides the interaction itself."""

    desk: Desk
    capturing: Capturing
    new_code: Callable[[], str] = new_code
    """Makes a one-time code."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An interaction, the moment (UTC business time), and who it is, where we know them."""

    house: House
    interaction: Interaction
    now: datetime
    actor: Employee | None = None
    fields: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        """The database and the policy."""
        return self.house.desk

    @property
    def press(self) -> Press:
        """What makes a repeat of it a repeat."""
        said = self.interaction
        subject = said.intent.subject
        if said.intent.argument is not None:
            subject = f"{subject}/{said.intent.argument}"
        return Press(
            delivery=f"{said.account.chat}:{said.delivery}",
            account=said.account,
            verb=said.intent.verb.value,
            subject=subject,
            seen=said.intent.seen,
            opening=f"{said.account.chat}:{said.opening}:" if said.opening else None,
        )

    @property
    def audience(self) -> Audience:
        """For whom the answer is drawn; strangers to us get the company's language."""
        if self.actor is not None:
            return audience_of(self.actor)
        return strangers_audience(self.desk.policy, self.interaction)

    @property
    def case(self) -> CaseId:
        """The case that it is about. Raises UnknownCase, UnknownPromise."""
        kind, _, number = self.interaction.intent.subject.partition(":")
        if kind == "promise":
            return self._case_of(self.promise)
        if kind != "case" or not is_number(number):
            raise UnknownCase
        return CaseId(int(number))

    @property
    def promise(self) -> PromiseId:
        """The promise that it is about. Raises UnknownPromise."""
        kind, _, number = self.interaction.intent.subject.partition(":")
        if kind != "promise" or not is_number(number):
            raise UnknownPromise
        return PromiseId(int(number))

    @property
    def is_about_promise(self) -> bool:
        """Whether its subject is a promise."""
        return self.interaction.intent.subject.startswith("promise:")

    @property
    def week(self) -> str:
        """The digest that it is about. Raises UnknownDigest."""
        kind, _, week = self.interaction.intent.subject.partition(":")
        if kind != "digest" or not week:
            raise UnknownDigest
        return week

    @property
    def notice(self) -> NoticeId:
        """The notice that it is about. Raises UnknownNotice."""
        kind, _, number = self.interaction.intent.subject.partition(":")
        if kind != "notice" or not is_number(number):
            raise UnknownNotice
        return NoticeId(int(number))

    def _case_of(self, promise: PromiseId) -> CaseId:
        with self.desk.store.read() as uow:
            return uow.promises.case_of(promise)

    def argument(self) -> int:
        """The number in the intent's argument. Raises BadField."""
        argument = self.interaction.intent.argument or ""
        if not is_number(argument):
            raise BadField(field="argument")
        return int(argument)

    def text(self, name: str) -> str | None:
        """What was typed, without the space around it; None for nothing."""
        typed = self.fields.get(name)
        text = typed if isinstance(typed, str) else next(iter(typed or ()), "")
        return _storable(text).strip() or None

    def required(self, name: str) -> str:
        """What was typed. Raises BadField where nothing was."""
        text = self.text(name)
        if text is None:
            raise BadField(field=name, empty=True)
        return text

    def choice(self, name: str, codes: type[Code]) -> Code:
        """One of our codes. Raises BadField."""
        try:
            return codes(self.required(name))
        except ValueError as error:
            raise BadField(field=name) from error

    def several(self, name: str) -> tuple[str, ...]:
        """The chosen values, in order."""
        typed = self.fields.get(name) or ()
        chosen = (typed,) if isinstance(typed, str) else typed
        return tuple(one for each in chosen if (one := _storable(each).strip()))

    def ids(self, name: str) -> tuple[int, ...]:
        """The chosen numbers. Raises BadField."""
        chosen = self.several(name)
        if not all(is_number(one) for one in chosen):
            raise BadField(field=name)
        return tuple(int(one) for one in chosen)

    def person(self, name: str) -> EmployeeId | None:
        """The chosen colleague; None for nobody. Raises BadField."""
        text = self.text(name)
        if text is None:
            return None
        if not is_number(text):
            raise BadField(field=name)
        return EmployeeId(int(text))

    def required_person(self, name: str) -> EmployeeId:
        """The chosen colleague. Raises BadField."""
        person = self.person(name)
        if person is None:
            raise BadField(field=name, empty=True)
        return person

    def moment(self, name: str) -> datetime | None:
        """A moment typed as ISO local time in the person's zone, in UTC. Raises BadField."""
        text = self.text(name)
        if text is None:
            return None
        try:
            local = datetime.fromisoformat(text)
            if local.tzinfo is None:
                local = local.replace(tzinfo=ZoneInfo(self.audience.zone))
            at = local.astimezone(ZoneInfo("UTC"))
        except (ValueError, OverflowError) as error:
            raise BadField(field=name) from error
        if at.year not in _YEARS:
            raise BadField(field=name)
        return at

    def day(self, name: str) -> date:
        """A date, at most a year ahead. Raises BadField, TooFarAhead."""
        try:
            day = date.fromisoformat(self.required(name))
        except ValueError as error:
            raise BadField(field=name) from error
        if day.year not in _YEARS:
            raise BadField(field=name)
        zone = self.audience.zone
        furthest = local_date(zone, self.now) + FURTHEST
        if day > furthest:
            raise TooFarAhead(field=name, until=at_local(zone, furthest, time(0)).isoformat())
        return day

    def cents(self, name: str) -> int:
        """An amount in euro as people write it (25; 25,50; € 1.234,56), in cents; 0 for none.

        Raises BadField.
        """
        text = self.text(name)
        if text is None:
            return 0
        try:
            cents = int((_decimal(text) * 100).to_integral_exact())
        except (InvalidOperation, ValueError, OverflowError) as error:
            raise BadField(field=name) from error
        if not 0 <= cents <= MOST_CENTS:
            raise BadField(field=name)
        return cents


def strangers_audience(policy: Policy, interaction: Interaction) -> Audience:
    """For whom something is drawn as long as we do not know who it is."""
    known = interaction.language in policy.languages
    language = str(interaction.language) if known else policy.languages[0]
    return Audience(language, policy.calendar.zone)


def _storable(text: str) -> str:
    """Without what no database keeps, and nobody types: half characters, and the zero one."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


def _decimal(text: str) -> Decimal:
    """The number in an amount: the last comma or point before one or two digits is decimal."""
    bare = "".join(text.replace("€", "").replace("EUR", "").split()).removesuffix(",-")
    head, mark, tail = _split(bare)
    whole = head.replace(".", "").replace(",", "")
    if not whole.isdigit() or (mark and not tail.isdigit()):
        raise ValueError("not an amount")
    return Decimal(f"{whole}.{tail or '0'}")


def _split(bare: str) -> tuple[str, str, str]:
    at = max(bare.rfind(","), bare.rfind("."))
    if at < 0 or len(bare) - at - 1 not in {1, 2}:
        return bare, "", ""
    return bare[:at], bare[at], bare[at + 1 :]
