"""One-time codes, made by chance that nobody can guess."""

from __future__ import annotations

import secrets

from bot.domain.tie_code import ALPHABET, LENGTH


def new_code() -> str:
    """A code that was never given before, as far as anybody can tell."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
