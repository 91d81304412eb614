"""Private words go to Slack and nowhere else, and once more where it could not take them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.ports.chatting import ChatAway
from integrations.slack import courier as words
from integrations.slack.courier import Courier

SLACK = "https://slack.com/api/"


class Receiver:
    """Answers with these, one after the other; then it takes everything."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.taken: list[dict[str, Any]] = []

    async def take(self, request: web.Request) -> web.Response:
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            self.taken.append(await request.json())
        return web.Response(status=status)


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    receiver, app = Receiver(), web.Application()
    app.router.add_post("/response", receiver.take)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    yield receiver, str(server.make_url("/response"))
    await server.close()


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_what_slack_could_not_take_is_tried_once_more(
    receiver: tuple[Receiver, str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "AGAIN", 0.0)
    there, url = receiver
    there.answers = [status]
    courier = Courier(url)

    await courier.bring(url, {"text": "Erik was je voor."})
    await courier.close()

    assert there.taken == [{"text": "Erik was je voor."}]


@pytest.mark.parametrize("answers", [[404], [500, 500]])
async def test_what_slack_does_not_take_is_told(
    receiver: tuple[Receiver, str], answers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "AGAIN", 0.0)
    there, url = receiver
    there.answers = list(answers)
    courier = Courier(url)

    with pytest.raises(ChatAway):
        await courier.bring(url, {"text": "Erik was je voor."})
    await courier.close()

    assert there.taken == []


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.slack.com/1",
        "https://evil.example/1",
        "https://slack.com.evil.example/1",
        "https://evilslack.com/1",
        "https://hooks.slack.com@evil.example/1",
        "http://127.0.0.1/1",
        "file:///etc/passwd",
    ],
)
async def test_nobody_but_slack_is_called(url: str) -> None:
    with pytest.raises(ChatAway, match="elsewhere"):
        await Courier(SLACK).bring(url, {"text": "x"})
