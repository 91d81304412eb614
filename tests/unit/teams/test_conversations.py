"""What an activity tells of its conversation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.ports.storing import Address, Met
from integrations.teams.conversations import told

NOW = datetime(2026, 3, 17, 9, 5, tzinfo=UTC)
URL = "https://smba.example/emea/"
TEAM = "19:general@thread.tacv2"
CARE = "19:care@thread.tacv2"
WHO = {"id": "29:1", "aadObjectId": "ERIK"}
US = {"id": "28:us"}


def activity(**more: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "serviceUrl": URL,
        "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": "T"},
        "from": WHO,
        "recipient": US,
        **more,
    }


IN_CHANNEL = activity(
    conversation={"id": f"{CARE};messageid=1", "conversationType": "channel", "tenantId": "t"},
    channelData={"team": {"id": TEAM}, "channel": {"id": CARE}},
)


def heard(said: dict[str, Any]) -> list[Met]:
    return list(told(said, NOW))


def test_a_personal_chat_is_kept_by_the_person() -> None:
    address = Address("teams", "t", "private:erik")

    assert heard(activity()) == [Met(address, URL, "a:1", "personal", NOW, member="29:1")]


def test_a_channel_is_kept_without_its_thread_and_the_team_beside_it() -> None:
    assert heard(IN_CHANNEL) == [
        Met(Address("teams", "t", CARE), URL, CARE, "channel", NOW),
        Met(Address("teams", "t", f"team:{TEAM}"), URL, TEAM, "team", NOW),
    ]


def test_a_teams_first_channel_and_the_team_are_two() -> None:
    said = {**IN_CHANNEL, "conversation": {**IN_CHANNEL["conversation"], "id": TEAM}}

    assert len({one.address for one in heard(said)}) == 2


@pytest.mark.parametrize(
    "farewell",
    [
        {"type": "installationUpdate", "action": "remove"},
        {"type": "installationUpdate", "action": "remove-upgrade"},
        {"type": "conversationUpdate", "membersRemoved": [{"id": "29:2"}, US]},
    ],
)
def test_where_we_were_put_out_takes_nothing(farewell: dict[str, Any]) -> None:
    (met,) = heard(activity(**farewell))

    assert (met.blocked_at, met.why) == (NOW, "removed")


@pytest.mark.parametrize(
    "change",
    [
        {"type": "installationUpdate", "action": "add"},
        {"type": "conversationUpdate", "membersRemoved": [{"id": "29:2"}]},
        {"type": "conversationUpdate", "membersRemoved": "everybody"},
        {"type": "conversationUpdate", "membersRemoved": [None, {}], "recipient": {}},
    ],
)
def test_where_others_left_takes_what_it_took(change: dict[str, Any]) -> None:
    (met,) = heard(activity(**change))

    assert met.blocked_at is None


@pytest.mark.parametrize(
    "change",
    [
        {"serviceUrl": None},
        {"conversation": {"id": "a:1", "conversationType": "personal"}},
        {"conversation": {"tenantId": "t"}},
        {"conversation": {"id": "x", "conversationType": "meeting", "tenantId": "t"}},
        {"from": None},
        {"from": {"id": "29:1"}},
    ],
)
def test_what_tells_too_little_is_not_kept(change: dict[str, Any]) -> None:
    assert heard(activity(**change)) == []
