"""Seals what is kept of an installation, so that the database alone opens no workspace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.domain.errors import Error
from integrations.slack.config import Secret


class Unopened(Error):
    """It was sealed with a key that we do not have, or it is older than it may be."""


class Sealer:
    """Seals with the first key, opens with any: so keys can be changed without a pause."""

    def __init__(self, keys: Sequence[Secret]) -> None:
        """`keys` are Fernet keys; at least one."""
        self._fernet = MultiFernet([Fernet(key.reveal()) for key in keys])

    def seal(self, word: Secret) -> str:
        """What may be kept in a row."""
        return self._fernet.encrypt(word.reveal().encode()).decode()

    def open(self, sealed: str) -> Secret:
        """The word. Raises Unopened."""
        try:
            return Secret(self._fernet.decrypt(sealed.encode()).decode())
        except InvalidToken:
            raise Unopened("sealed_with_another_key") from None

    def stamp(self, word: str, now: datetime) -> str:
        """A word that we know again, and how old it is; `now` is machine time."""
        return self._fernet.encrypt_at_time(word.encode(), int(now.timestamp())).decode()

    def read_stamp(self, stamped: str, now: datetime, *, within: timedelta) -> str:
        """The word. Raises Unopened where it is not ours, or is older."""
        try:
            token = stamped.encode()
            seconds = int(within.total_seconds())
            return self._fernet.decrypt_at_time(token, seconds, int(now.timestamp())).decode()
        except InvalidToken:
            raise Unopened("not_ours_or_too_old") from None


def new_key() -> str:
    """A key for KNUFFEL_SECRET_KEY."""
    return Fernet.generate_key().decode()
