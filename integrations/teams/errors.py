"""What can go wrong on the way in and out, in words of ours: no words of people, no tokens.

ChatError
├── Paced, ChatAway, MessageGone, Closed (of every chat)
├── ChatAway
│   └── Severed: the registration does not work
└── NotDeliverable
    └── TooLong: to be drawn shorter
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from bot.domain.errors import Error
from bot.ports.chatting import ChatAway, ChatError, Closed, NotDeliverable, Paced

REST = timedelta(seconds=30)
"""How long Teams is left alone where it does not say how long it wants."""
_LONGEST_REST = timedelta(hours=1)
_AGAIN = frozenset({412, 502, 503, 504})
"""To be tried again after a while that grows (Microsoft's documentation)."""
_TOO_LARGE = frozenset({"MessageSizeTooBig", "PayloadTooLarge", "RequestEntityTooLarge"})


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


class Severed(ChatAway):
    """The registration does not work: nothing is lost, but a person must mend it."""


class TooLong(NotDeliverable):
    """More than Teams takes in one message."""


class NotThere(ChatError):
    """There is no such message, Teams says: at times it says so of one that there is."""


_CLOSED: Mapping[str, str] = MappingProxyType(
    {
        "BotNotInConversationRoster": "removed",
        "BotDisabledByAdmin": "no_permission",
        "ConversationNotFound": "removed",
        "TeamNotFound": "removed",
        "ChannelNotFound": "removed",
    }
)
"""Why a conversation takes nothing, by what Teams calls it. Any other 403: it is blocked."""


def waits(failed: Failed) -> bool:
    """Whether it is to be tried again after a while that grows with every time."""
    return failed.status in _AGAIN


def translated(failed: Failed) -> ChatError:
    """What a failed call comes to."""
    if failed.status == 429:
        return Paced(min(max(failed.rest or REST, timedelta(seconds=1)), _LONGEST_REST))
    if failed.status == 401:
        return Severed(failed.code)
    if failed.status == 413 or failed.code in _TOO_LARGE:
        return TooLong("too_long")
    if failed.status == 403 or failed.code in _CLOSED:
        return Closed(_CLOSED.get(failed.code, "blocked"))
    if failed.status == 404:
        return NotThere(failed.code)
    if failed.status == 0 or failed.status == 408 or failed.status >= 500 or waits(failed):
        return ChatAway(failed.code if failed.status == 0 else f"status_{failed.status}")
    return NotDeliverable(failed.code)
