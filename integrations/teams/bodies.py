"""How an answer over HTTP is read: to its end, unless that does not come."""

from __future__ import annotations

import aiohttp


async def whole(response: aiohttp.ClientResponse, most: int) -> bytes:
    """All of its body. Raises ValueError for more than `most` bytes."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(2**16):
        body += chunk
        if len(body) > most:
            raise ValueError("too long")
    return bytes(body)
