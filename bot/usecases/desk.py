"""What every use case works with: the database and the company's choices."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.employee import Employee
from bot.domain.errors import WordsMissing, WordsTooLong
from bot.domain.ids import EmployeeId, WordsId
from bot.domain.policy import Policy
from bot.ports.storing import Store, UnitOfWork, Words

LONGEST_WORDS = 5000
"""Characters of a colleague's words that are kept."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The database and the policy in force."""

    store: Store
    policy: Policy


@dataclass(slots=True)
class Drawer:
    """Words that are kept only if the action is: a refusal leaves nothing behind."""

    uow: UnitOfWork
    kept: list[Words] = field(default_factory=list)

    def put(self, body: str | None, kind: str) -> WordsId | None:
        """Lay words aside; None for none."""
        if body is None or not body.strip():
            return None
        if len(body) > LONGEST_WORDS:
            raise WordsTooLong(field=kind, limit=LONGEST_WORDS)
        words = Words(WordsId(self.uow.new_id()), body.strip(), kind)
        self.kept.append(words)
        return words.id

    def require(self, body: str, kind: str) -> WordsId:
        """Lay words aside that must be there. Raises WordsMissing."""
        kept = self.put(body, kind)
        if kept is None:
            raise WordsMissing(field=kind)
        return kept


People = dict[EmployeeId, Employee]
