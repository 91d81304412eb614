"""The log: ids, codes and places in the source; never anybody's words."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import TextIO

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class Discreet(logging.Formatter):
    """Tells of an exception what kind it is and where it came from, not what it says.

    A message may quote the post, the promise or the token that caused it; a place cannot.
    """

    def formatException(  # noqa: N802 - logging's own name for it
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """The chain of causes, each with its kind and its places."""
        told: list[str] = []
        failure = ei[1]
        while failure is not None:
            places = "".join(traceback.format_tb(failure.__traceback__))
            told.append(f"{type(failure).__name__}\n{places}".rstrip())
            failure = failure.__cause__ or failure.__context__
        return "\ncaused by ".join(told)


def speak(level: str, stream: TextIO = sys.stderr) -> None:
    """Log to a stream from this level up."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
