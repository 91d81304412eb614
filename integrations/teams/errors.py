"""What can go wrong on the way in and out, in words of ours: no words of people, no tokens."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.errors import Error


class NotOurs(Error):
    """What came in is not answered. `status` is for HTTP; the message is a code."""

    def __init__(self, status: int, code: str) -> None:
        """401: nobody vouches for it. 403: not from our people. 400: malformed. 503: later."""
        super().__init__(code)
        self.status = status


class Failed(Error):
    """A call to Teams failed. The message is a code, `status` HTTP's; 0: there was no answer."""

    def __init__(self, status: int, code: str, rest: timedelta | None = None) -> None:
        """`rest` is how long Teams wants to be left alone, where it says so."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.rest = rest
