"""One-time codes by which somebody shows in one chat that they are who they are in another."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Nothing that looks like something else: no I, L, O, 0 or 1."""
LENGTH = 8
LIFETIME = timedelta(minutes=10)
MOST_WRONG = 5
"""Wrong codes that one account may try within `TRIED_WITHIN`."""
TRIED_WITHIN = timedelta(hours=1)


def digest_of(typed: str) -> str:
    """What is kept of a code, however it was typed: small letters, spaces and dashes are fine."""
    bare = "".join(one for one in typed.upper() if one.isascii() and one.isalnum())
    return sha256(bare.encode()).hexdigest()
