"""Keeping in sight what lasts: pinned once, right after it was posted, where the chat can."""

from __future__ import annotations

import asyncio

from bot.ports.chatting import CannotPin, ChatAway, Gateway, Pinning
from bot.ports.storing import Address


async def pin(gateway: Gateway, address: Address, ref: str, *, seconds: float) -> bool:
    """Pin what stands there; False where that may not be, so that a person has to.

    A chat in which nothing can be pinned is content as it is. Raises a ChatError where it is to be
    tried again: what was posted is looked up then, and pinned.
    """
    if not isinstance(gateway, Pinning):
        return True
    try:
        async with asyncio.timeout(seconds):
            await gateway.pin(address, ref)
    except CannotPin:
        return False
    except TimeoutError as error:
        raise ChatAway("timeout") from error
    return True
