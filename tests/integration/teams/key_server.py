"""A key server as Microsoft's, on loopback, and tokens that it vouches for."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from integrations.teams.checking import ISSUER
from tests.fakes.teams_connector import APP

NOW = datetime(2026, 3, 17, 9, 5, tzinfo=UTC)
SERVICE_URL = "https://smba.example/emea/"
KEY_ID = "key-1"
MINUTE = timedelta(minutes=1)


def made_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


KEY, OTHER_KEY = made_key(), made_key()
PUBLIC_PEM = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)


def token(
    key: Any = KEY, *, algorithm: str = "RS256", kid: str | None = KEY_ID, **claims: Any
) -> str:
    """A token of now, for us; what is given is different, None leaves it out."""
    said = {
        "iss": ISSUER,
        "aud": APP,
        "serviceurl": SERVICE_URL,
        "nbf": int((NOW - MINUTE).timestamp()),
        "exp": int((NOW + 60 * MINUTE).timestamp()),
        **claims,
    }
    head = {} if kid is None else {"kid": kid}
    known = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(known, key, algorithm=algorithm, headers=head)


class KeyServer:
    """Tells which keys count. Use it as an async context; `url` is its metadata document."""

    def __init__(self) -> None:
        self.keys: dict[str, rsa.RSAPrivateKey] = {KEY_ID: KEY}
        self.endorsements: list[str] = ["msteams", "webchat"]
        self.asked = 0
        self.status = 200
        self.delay = 0.0
        self.body = ""
        self.url = ""
        self._server: TestServer | None = None

    async def __aenter__(self) -> KeyServer:
        app = web.Application()
        app.router.add_get("/openid", self._metadata)
        app.router.add_get("/keys", self._keys)
        self._server = TestServer(app, host="127.0.0.1")
        await self._server.start_server()
        self.url = str(self._server.make_url("/openid"))
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        await self._server.close()

    async def _metadata(self, request: web.Request) -> web.Response:
        self.asked += 1
        await asyncio.sleep(self.delay)
        if self.status != 200 or self.body:
            return web.Response(status=self.status, text=self.body)
        return web.json_response(
            {"issuer": ISSUER, "jwks_uri": str(request.url.with_path("/keys"))}
        )

    async def _keys(self, _: web.Request) -> web.Response:
        await asyncio.sleep(self.delay)
        listed = [
            {
                **json.loads(RSAAlgorithm.to_jwk(key.public_key())),
                "kid": kid,
                "endorsements": self.endorsements,
            }
            for kid, key in self.keys.items()
        ]
        return web.json_response({"keys": [{"kty": "EC", "kid": "curve"}, *listed]})
