"""What can go wrong at the console's door, and storage's trouble in a chat's words.

Problem
└── one code per kind; the page's words have a sentence for each
"""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.errors import Error
from bot.ports.chatting import ChatAway, ChatError
from bot.ports.storing import StorageAway

_STATUS = {
    "host": 421,
    "forged": 403,
    "stale": 403,
    "malformed": 400,
    "too_big": 413,
    "no_place": 404,
    "not_yours": 403,
    "someone_else": 409,
    "nobody": 503,
    "away": 503,
    "broken": 500,
}

_log = logging.getLogger(__name__)


class Problem(Exception):
    """A request that is answered with a plain sentence instead of what it asked for."""

    def __init__(self, code: str, number: str = "") -> None:
        """`code` chooses the sentence; `number` is what the log knows it by."""
        super().__init__(code)
        self.code = code
        self.status = _STATUS[code]
        self.number = number


def problem_of(failure: Exception) -> Problem:
    """What a failure is called on the page; what nobody expected goes to the log, by number."""
    if isinstance(failure, Problem):
        return failure
    if isinstance(failure, StorageAway):
        return Problem("away")
    number = uuid.uuid4().hex[:8]
    # An exception's message may hold a customer's words; where it happened does not.
    where = "".join(traceback.format_tb(failure.__traceback__))
    _log.error("console %s: %s\n%s", number, type(failure).__name__, where)
    return Problem("broken", number)


@contextmanager
def as_chat_errors() -> Iterator[None]:
    """The board's trouble is the chat's: whoever carries knows how to go on from there."""
    try:
        yield
    except ChatError:
        raise
    except Error as failure:
        raise ChatAway(type(failure).__name__) from failure
