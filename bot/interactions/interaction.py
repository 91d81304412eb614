"""What comes in from a chat and what goes back: neutral, verified, decoded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.employee import Account
from bot.presentation.form import Form
from bot.presentation.intent import Intent
from bot.presentation.page import Page
from bot.presentation.toast import Toast


@dataclass(frozen=True, slots=True)
class Interaction:
    """Somebody pressed, typed or submitted. The chat has verified who it is."""

    delivery: str
    """The chat's own id of this delivery, unique within the chat."""
    account: Account
    intent: Intent
    fields: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """What was filled in, by field name; empty for a plain press."""
    language: str | None = None
    """The chat's word on the person's language, for people we do not know yet."""
    opening: str | None = None
    """Of one form as it was opened, however often it is sent: how its deliveries begin.

    What was filled in may change after "not recorded yet"; it is recorded once all the same.
    """


Reply = Toast | Form | Page | None
"""What the presser gets back at once; None: the redrawn card says it all."""
