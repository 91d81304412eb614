"""The log tells where something went wrong, and in nobody's words."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.entrypoints.logs import Discreet, speak

WORDS = "mijn adres is Kerkstraat 1"


@pytest.fixture
def kept() -> Iterator[None]:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    root.handlers = []
    yield
    root.setLevel(before[0])
    root.handlers = before[1]


@pytest.mark.usefixtures("kept")
def test_an_exception_is_told_by_its_kind_and_place_and_not_by_its_words() -> None:
    stream = io.StringIO()
    speak("INFO", stream)

    try:
        try:
            raise KeyError(WORDS)
        except KeyError as error:
            raise ValueError(f"unreadable: {WORDS}") from error
    except ValueError:
        logging.getLogger("bot").exception("hearing %s posts failed", 3)

    told = stream.getvalue()
    assert "hearing 3 posts failed" in told
    assert "ValueError" in told
    assert "caused by KeyError" in told
    assert "test_logs.py" in told
    assert WORDS not in told


def test_a_record_without_an_exception_is_told_as_it_is() -> None:
    record = logging.LogRecord("bot", logging.INFO, "x.py", 1, "case %s", (12,), None)

    assert Discreet("%(message)s").format(record) == "case 12"
