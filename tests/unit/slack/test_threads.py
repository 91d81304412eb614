"""What people write in Slack: only words of a person in a thread are passed on, and only if on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.domain.employee import Account
from bot.ports.storing import Address
from integrations.slack.inbound import SlackDoor
from integrations.slack.written import plain
from tests.unit.slack.test_inbound import Behind
from tests.unit.slack.test_listening import envelope

TEAM = "T0DRAAD"
WORDS = {
    "type": "message",
    "channel": "C1",
    "channel_type": "channel",
    "user": "U0ERIK",
    "text": "Ik bel Jos &amp; co morgen, <@U0AMY>.",
    "ts": "9.9",
    "thread_ts": "1.2",
}


@dataclass
class Told(Behind):
    """Keeps what is passed on."""

    wrote_of: list[tuple[Any, ...]] = field(default_factory=list)

    async def wrote(self, *given: Any) -> None:
        self.wrote_of.append(given)

    def reading(self, *, threads: bool) -> SlackDoor:
        return SlackDoor(replace(self.door()._room, reads_threads=threads))


async def heard(event: dict[str, Any], *, threads: bool = True) -> list[tuple[Any, ...]]:
    told = Told()
    answer = await told.reading(threads=threads).dispatch(envelope(event))
    assert answer.status == 200
    return told.wrote_of


async def test_words_in_a_thread_are_passed_on() -> None:
    (given,) = await heard(WORDS)

    account = Account("slack", TEAM, "U0ERIK")
    assert given == (
        account,
        Address("slack", TEAM, "C1"),
        "C1:1.2",
        "Ik bel Jos & co morgen,  .",
        "C1:9.9",
    )


async def test_in_private_it_is_their_own_conversation() -> None:
    (given,) = await heard({**WORDS, "channel": "D1", "channel_type": "im"})

    assert given[1:3] == (Address("slack", TEAM, "private:U0ERIK"), "D1:1.2")


@pytest.mark.parametrize(
    "other",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message"},
        {"bot_id": "B1"},
        {"thread_ts": None},
        {"thread_ts": "9.9"},
        {"user": None},
        {"text": ""},
        {"text": ["not", "words"]},
    ],
)
async def test_what_is_no_persons_word_in_a_thread_is_left_alone(other: dict[str, Any]) -> None:
    assert await heard({**WORDS, **other}) == []


async def test_switched_off_nothing_is_taken_in() -> None:
    assert await heard(WORDS, threads=False) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ik bel <https://knuffel.example|de planning> &lt;3", "Ik bel de planning <3"),
        ("<!here> zie <#C1|netwerk> en <https://a.example>", "zie netwerk en https://a.example"),
        ("<" * 5000, "<" * 5000),
    ],
)
def test_slacks_marks_are_read_as_people_read_them(written: str, read: str) -> None:
    assert plain(written) == read
