"""Many signed requests at once, at the least cost to whoever sends them."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATH = "/slack/events"
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Shot:
    """What became of one request: HTTP's status, after how many seconds, and what was said."""

    status: int
    seconds: float
    body: bytes = b""


def interaction(payload: Mapping[str, Any], secret: str, at: datetime) -> bytes:
    """A press as it goes over the wire, signed at this moment (machine time)."""
    body = urlencode({"payload": json.dumps(payload)}).encode()
    stamp = str(int(at.timestamp()))
    basis = b"v0:" + stamp.encode() + b":" + body
    signature = hmac.new(secret.encode(), basis, hashlib.sha256).hexdigest()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: {HOST}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {stamp}\r\n"
        f"X-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return head.encode() + body


async def volley(
    port: int, requests: Sequence[bytes], at_once: int
) -> tuple[float, Sequence[Shot]]:
    """Seconds for all of them, and what became of each; so many are on their way at any time.

    They go over connections that are open before the clock runs, as Slack's own are.
    """
    waiting, shots = iter(requests), list[Shot]()
    lines = [await asyncio.open_connection(HOST, port) for _ in range(at_once)]
    began = time.perf_counter()
    await asyncio.gather(*(_fire(*line, waiting, shots) for line in lines))
    seconds = time.perf_counter() - began
    for _, writer in lines:
        writer.close()
        await writer.wait_closed()
    return seconds, shots


async def _fire(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    waiting: Iterator[bytes],
    shots: list[Shot],
) -> None:
    """One after the other, each as soon as the one before is answered."""
    for one in waiting:
        began = time.perf_counter()
        writer.write(one)
        head = (await reader.readuntil(_END)).lower()
        _, found, rest = head.partition(b"content-length: ")
        body = await reader.readexactly(int(rest.partition(b"\r\n")[0]) if found else 0)
        shots.append(Shot(int(head.split(b" ", 2)[1]), time.perf_counter() - began, body))
