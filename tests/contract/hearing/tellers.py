"""Every source, made to tell what a test says stands on its platform now."""

import base64
import csv
import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import ClassVar, Protocol

from aiohttp import web
from aiohttp.test_utils import TestServer
from standardwebhooks import Webhook

from bot.ports.hearing import Fetched, Heard, Unreadable
from integrations.sources.feed import Feed, FeedConfig
from integrations.sources.files import FileConfig, read_file
from integrations.sources.webhook import HookConfig, receive
from tests.contract.hearing.samples import NOW, PlainReading, Sample

SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()

Told = list[Heard | Unreadable]


class Teller(Protocol):
    """A source, and its platform."""

    source: str
    tells_edits: bool

    async def tell(self, samples: Sequence[Sample]) -> Told:
        """What is heard when this is what stands on the platform."""

    async def tell_garbage(self, garbage: bytes) -> Told:
        """What is heard when the platform gives this. May raise SourceError."""

    async def close(self) -> None:
        """Let the platform end."""


class FileTeller:
    """A file that is read again."""

    tells_edits = False
    suffix: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"posts{self.suffix}"
        self.source = "posts"

    async def tell_garbage(self, garbage: bytes) -> Told:
        self.path.write_bytes(garbage)
        return self._read()

    async def close(self) -> None:
        pass

    def _read(self) -> Told:
        config = FileConfig(self.source)
        return list(read_file(self.path, config, reading=PlainReading(), now=NOW))


class CsvTeller(FileTeller):
    """A CSV file."""

    suffix = ".csv"

    async def tell(self, samples: Sequence[Sample]) -> Told:
        with self.path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "published_at", "author", "text", "url"])
            writer.writerows(
                [one.id, one.at.isoformat(), one.author, escape(one.text, quote=False), one.url]
                for one in samples
            )
        return self._read()


class JsonlTeller(FileTeller):
    """A JSONL file."""

    suffix = ".jsonl"

    async def tell(self, samples: Sequence[Sample]) -> Told:
        lines = [json.dumps(_as_json(one)) for one in samples]
        self.path.write_text("\n".join(lines), encoding="utf-8")
        return self._read()


class FeedTeller:
    """An RSS feed on a real server."""

    source = "blog"
    tells_edits = True

    def __init__(self) -> None:
        self.cursor: str | None = None
        self.body = b""
        self.server: TestServer | None = None

    async def tell(self, samples: Sequence[Sample]) -> Told:
        return await self.tell_garbage(_rss(samples).encode())

    async def tell_garbage(self, garbage: bytes) -> Told:
        self.body = garbage
        feed = Feed(
            FeedConfig(self.source, await self._address(), internal=True),
            reading=PlainReading(),
            now=lambda: NOW,
        )
        fetched = await feed.fetch(self.cursor)
        self.cursor = fetched.cursor
        return _all(fetched)

    async def close(self) -> None:
        if self.server is not None:
            await self.server.close()

    async def _address(self) -> str:
        if self.server is None:
            app = web.Application()
            app.router.add_get("/feed", self._serve)
            self.server = TestServer(app)
            await self.server.start_server()
        return str(self.server.make_url("/feed"))

    async def _serve(self, request: web.Request) -> web.Response:
        return web.Response(body=self.body, content_type="application/rss+xml", charset="utf-8")


class WebhookTeller:
    """A tool that signs what it sends."""

    source = "clips"
    tells_edits = False

    async def tell(self, samples: Sequence[Sample]) -> Told:
        return await self.tell_garbage(json.dumps([_as_json(one) for one in samples]).encode())

    async def tell_garbage(self, garbage: bytes) -> Told:
        config = HookConfig(self.source, (SECRET,))
        return _all(receive(garbage, signed(garbage), config, now=NOW, reading=PlainReading()))

    async def close(self) -> None:
        pass


def signed(body: bytes, delivery: str = "msg_1", secret: str = SECRET) -> dict[str, str]:
    """The headers with which a tool sends a body, now."""
    text = body.decode("utf-8", "replace")
    return {
        "webhook-id": delivery,
        "webhook-timestamp": str(int(NOW.timestamp())),
        "webhook-signature": Webhook(secret).sign(delivery, NOW, text),
    }


def _all(fetched: Fetched) -> Told:
    return [*fetched.heard, *fetched.unreadable]


def _as_json(sample: Sample) -> dict[str, str]:
    return {
        "id": sample.id,
        "published_at": sample.at.isoformat(),
        "author": sample.author,
        "text": sample.text,
        "url": sample.url,
    }


def _rss(samples: Sequence[Sample]) -> str:
    items = "".join(
        f"<item><guid isPermaLink='false'>{escape(one.id)}</guid><link>{escape(one.url)}</link>"
        f"<pubDate>{one.at:%a, %d %b %Y %H:%M:%S +0000}</pubDate>"
        f"<author>{escape(one.author)}</author>"
        f"<description>{escape(_html(one.text))}</description></item>"
        for one in samples
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>"


def _html(text: str) -> str:
    return "<p>" + escape(text, quote=False).replace("\n", "<br>") + "</p>"
