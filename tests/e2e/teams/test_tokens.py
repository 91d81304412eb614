"""Who may speak for Teams: the whole bot, believed tokens, and everything that is none."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.clock import machine_now
from tests.e2e.company import SECRET
from tests.e2e.teams import vouched
from tests.e2e.teams.house import TeamsHouse, at_work, people_come
from tests.fakes.teams_connector import APP, TENANT, TOKEN, FakeTeams
from tests.integration.teams.key_server import KEY, OTHER_KEY, PUBLIC_PEM, KeyServer, token
from tests.teams.company import CLIENTS, ELSEWHERE, ERIK
from tests.teams.hands import Hands

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

TAKE, TAKEN = "Ik pak dit op", "Erik (Projecten) pakt dit op."
CLAIMS = "SELECT count(*) FROM history WHERE code = 'claimed'"
MINUTE = timedelta(minutes=1)
REGISTERED: Mapping[str, str] = {
    "KNUFFEL_CONFIG": "house.toml",
    "DATABASE_URL": "",
    "CLIPS": SECRET,
    "MICROSOFT_APP_ID": APP,
    "MICROSOFT_APP_PASSWORD": "a-password-of-the-registration",
    "MICROSOFT_APP_TYPE": "SingleTenant",
    "MICROSOFT_APP_TENANT_ID": TENANT,
}


def signed(activity: Mapping[str, Any], key: Any = KEY, **claims: Any) -> str:
    """Teams' own token of now, with something else in it where it is given."""
    now = machine_now()
    of_now = {
        "serviceurl": activity["serviceUrl"],
        "nbf": int((now - MINUTE).timestamp()),
        "exp": int((now + 60 * MINUTE).timestamp()),
    }
    return f"Bearer {token(key, **{**of_now, **claims})}"


@pytest_asyncio.fixture(loop_scope="session")
async def vouched_house(tmp_path: Path) -> AsyncIterator[TeamsHouse]:
    """The company with a registered bot, whose people Teams vouches for."""
    command = ("tests.e2e.teams.vouched",)
    async with KeyServer() as server, FakeTeams(machine_now, token=TOKEN) as teams:
        people_come(teams)
        (tmp_path / vouched.FILE).write_text(server.url)
        async with at_work(
            teams, tmp_path, command=command, environ=REGISTERED, sign=signed
        ) as house:
            yield house
        assert TOKEN not in house.premises.log
        assert "eyJ" not in house.premises.log  # so begins every token
        assert {call.token for call in teams.calls} <= {TOKEN}


async def test_whom_teams_vouches_for_is_believed(vouched_house: TeamsHouse) -> None:
    house = vouched_house
    await house.says("Jos", "Al drie dagen geen internet.")
    card = await house.card(CLIENTS, "Jos", can=TAKE)

    answer = await house.erik.presses(TAKE, card)

    assert answer.said.startswith("Dank je!"), answer
    await house.card(CLIENTS, TAKEN)
    await house.told(house.erik, "Dank je, Erik.")


async def test_nobody_else_is(vouched_house: TeamsHouse) -> None:
    house = vouched_house
    await house.says("Jos", "Al drie dagen geen internet.")
    press = house.erik.press_of(TAKE, await house.card(CLIENTS, "Jos", can=TAKE))
    now = machine_now()
    forged = {
        "nothing": "",
        "no token": "Bearer x.y.z",
        "another way in": "Basic dXNlcjpwYXNz",
        "another key": signed(press, OTHER_KEY),
        "no signature": f"Bearer {token('', algorithm='none', serviceurl=house.teams.url)}",
        "our own key as a word": f"Bearer {_by_word(house)}",
        "for another bot": signed(press, aud="33333333-3333-3333-3333-333333333333"),
        "by somebody else": signed(press, iss="https://sts.windows.net/x/"),
        "of yesterday": signed(press, exp=int((now - timedelta(days=1)).timestamp())),
        "of tomorrow": signed(press, nbf=int((now + timedelta(days=1)).timestamp())),
        "of elsewhere": signed(press, serviceurl="https://evil.example/"),
        "of nowhere": signed(press, serviceurl=None),
    }

    answers = {
        name: await house.crowd.line.post(press, authorization=said or " ")
        for name, said in forged.items()
    }

    assert {name: one.status for name, one in answers.items()} == dict.fromkeys(forged, 401)
    assert house.premises.ask(CLAIMS) == [(0,)]


async def test_another_organisations_people_are_not_let_in(vouched_house: TeamsHouse) -> None:
    house = vouched_house
    foreign = Hands(ERIK, house.crowd.teams, house.crowd.line, home=ELSEWHERE)

    answer = await foreign.types("open")

    assert answer.status == 403


def _by_word(house: TeamsHouse) -> str:
    """Signed with what anybody can fetch, as if it were a shared secret."""

    def part(value: object) -> bytes:
        raw = value if isinstance(value, bytes) else json.dumps(value).encode()
        return base64.urlsafe_b64encode(raw).rstrip(b"=")

    claims = {"iss": "https://api.botframework.com", "aud": APP, "serviceurl": house.teams.url}
    claims["exp"] = str(int((machine_now() + 60 * MINUTE).timestamp()))
    said = part({"alg": "HS256", "typ": "JWT", "kid": "key-1"}) + b"." + part(claims)
    return (said + b"." + part(hmac.digest(PUBLIC_PEM, said, hashlib.sha256))).decode()
