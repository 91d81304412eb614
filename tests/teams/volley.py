"""Presses in Teams as bytes that were made before the clock runs; tests.slack.volley fires them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.slack.volley import HOST

PATH = "/api/messages"


def invoke(activity: Mapping[str, Any], authorization: str = "") -> bytes:
    """An activity as it goes over the wire."""
    body = json.dumps(activity).encode()
    vouched = f"Authorization: {authorization}\r\n" if authorization else ""
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: {HOST}\r\n{vouched}"
        "Content-Type: application/json; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
