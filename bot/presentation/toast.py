"""A toast: one private sentence to whoever pressed, with what may follow."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presentation.card import Button
from bot.presentation.text import Says


@dataclass(frozen=True, slots=True)
class Toast:
    """One sentence; `refused` when a rule said no."""

    says: Says
    buttons: tuple[Button, ...] = ()
    refused: bool = False
