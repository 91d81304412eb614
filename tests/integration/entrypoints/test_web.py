"""What a process says of itself over HTTP, and the webhooks' door."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest
from aiohttp import HttpVersion10, web
from aiohttp.test_utils import TestClient, TestServer
from standardwebhooks import Webhook

from bot.config import DEFAULT_HOUSE, Config, parse_house
from bot.entrypoints.ticks import Listener, audit, make_digests, sweep_due
from bot.entrypoints.web import application, exposition
from bot.ports.hearing import Fetched, Heard, SourceError
from bot.wiring import Bot, wire

SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)

Client = TestClient[web.Request, web.Application]

HOUSE = DEFAULT_HOUSE + "[hooks.clips]\nsecret_env = 'CLIPS'\n"


@pytest.fixture
def bot(sqlite_stored: str) -> Iterator[Bot]:
    house = parse_house(HOUSE, "default", {"CLIPS": SECRET})
    bot = wire(Config(sqlite_stored, 0, "INFO", house), worker="w")
    yield bot
    bot.close()


@pytest.fixture
async def client(bot: Bot) -> AsyncIterator[Client]:
    async with TestClient(TestServer(application(bot))) as client:
        yield client


async def test_it_is_ready_when_the_tables_are_there(client: Client) -> None:
    answer = await client.get("/readyz")

    assert (answer.status, await answer.json()) == (200, {"status": "ready"})


async def test_it_is_not_ready_before_the_tables_are_those_of_this_version(
    sqlite_stored: str, client: Client
) -> None:
    database = sqlite3.connect(sqlite_stored.removeprefix("sqlite:///"))
    database.execute("UPDATE alembic_version SET version_num = 'older'")
    database.commit()
    database.close()

    answer = await client.get("/readyz")

    assert (answer.status, await answer.json()) == (503, {"status": "migrations missing"})


async def test_it_lives_whatever_its_database_does(client: Client) -> None:
    assert (await client.get("/healthz")).status == 200


async def test_its_numbers_hold_no_words(client: Client) -> None:
    await _deliver(client, "My internet is down, says Jan de Vries.")

    answer = await client.get("/metrics")

    text = await answer.text()
    assert "knuffel_posts_total 1" in text
    assert 'knuffel_cases{state="open"} 1' in text
    assert "knuffel_sweep_lag_seconds" in text
    assert "Jan" not in text


async def test_a_signed_delivery_is_heard_once(bot: Bot, client: Client) -> None:
    statuses = [await _deliver(client, "My internet is down.") for _ in range(2)]

    assert statuses == [204, 204]
    with bot.store.read() as uow:
        assert uow.posts.count() == 1


async def test_an_unsigned_delivery_is_refused(client: Client) -> None:
    answer = await client.post("/hooks/clips", data=b"{}")

    assert answer.status == 401
    assert SECRET not in await answer.text()


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
@pytest.mark.parametrize("path", ["/", "/mine", "/metrics"])
async def test_what_a_proxy_passes_on_does_not_reach_the_house(
    client: Client, name: str, path: str
) -> None:
    assert (await client.get(path)).status == 200

    assert (await client.get(path, headers={name: "203.0.113.7"})).status == 404


async def test_nor_what_a_proxy_passes_on_without_saying_so(bot: Bot) -> None:
    """By their version: some speak to us as no browser does."""
    server = TestServer(application(bot))
    async with TestClient(server, version=HttpVersion10) as client:
        statuses = [(await client.get(path)).status for path in ("/", "/metrics", "/healthz")]

    assert statuses == [404, 404, 200]


async def test_chats_webhooks_and_health_are_reached_through_a_proxy(client: Client) -> None:
    passed_on = {"X-Forwarded-For": "203.0.113.7"}

    assert (await client.get("/healthz", headers=passed_on)).status == 200
    assert (await client.get("/readyz", headers=passed_on)).status == 200
    assert (await client.post("/hooks/clips", data=b"{}", headers=passed_on)).status == 401


async def _deliver(client: Client, text: str) -> int:
    now = datetime.now(UTC)  # noqa: TID251 - signatures are checked against the real time
    body = f'{{"id": "1", "published_at": "{now.isoformat()}", "author": "a", "text": "{text}"}}'
    headers = {
        "webhook-id": "m1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(SECRET).sign("m1", now, body),
    }
    return (await client.post("/hooks/clips", data=body.encode(), headers=headers)).status


def test_numbers_are_written_as_prometheus_reads_them() -> None:
    told = exposition({"knuffel_posts_total": {"": 3}, "knuffel_cases": {'state="open"': 2}})

    assert told == (
        "# TYPE knuffel_posts_total counter\nknuffel_posts_total 3\n"
        '# TYPE knuffel_cases gauge\nknuffel_cases{state="open"} 2\n'
    )


class Blog:
    """A source that fails, or rests, as it is told."""

    name = "blog"

    def __init__(self) -> None:
        self.asked: list[str | None] = []
        self.fails = False
        self.rest_until: datetime | None = None

    async def fetch(self, cursor: str | None) -> Fetched:
        self.asked.append(cursor)
        if self.fails:
            raise SourceError("blog: no answer; look whether its address is right.")
        return Fetched((), f"c{len(self.asked)}", not_before=self.rest_until)

    async def recheck(self, external_ids: object) -> tuple[Heard, ...]:
        return ()


async def test_a_source_is_asked_from_where_it_was_heard(bot: Bot) -> None:
    blog = Blog()
    listener = Listener(blog, lambda: NOW)

    await listener.listen(bot)
    await listener.listen(bot)

    assert blog.asked == [None, "c1"]


async def test_a_source_that_fails_is_noted_and_asked_again(bot: Bot) -> None:
    blog = Blog()
    listener = Listener(blog, lambda: NOW)
    blog.fails = True
    await listener.listen(bot)
    blog.fails = False

    with bot.store.read() as uow:
        (state,) = uow.cursors.list_states()
    await listener.listen(bot)

    assert state.failures == 1
    assert blog.asked == [None, None]
    with bot.store.read() as uow:
        assert uow.cursors.list_states()[0].failures == 0


async def test_a_source_that_asks_for_rest_gets_it(bot: Bot) -> None:
    blog = Blog()
    moments = iter([NOW.replace(hour=8), NOW])
    listener = Listener(blog, lambda: next(moments))
    blog.rest_until = NOW

    for _ in range(3):
        await listener.listen(bot)

    assert len(blog.asked) == 2


async def test_ticks_on_an_empty_database_do_nothing(bot: Bot) -> None:
    assert await sweep_due(bot) == 0
    await make_digests(bot)
    await make_digests(bot)
    await audit(bot)
