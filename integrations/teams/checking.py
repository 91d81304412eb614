"""Whether an activity comes from Teams, and from our people: its token, and its organisation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt

from integrations.teams.config import TeamsConfig
from integrations.teams.errors import NotOurs
from integrations.teams.keys import Key, Keys, KeysAway

ISSUER = "https://api.botframework.com"
"""Who makes the tokens of the Bot Connector, for bots of every type."""
CHANNEL = "msteams"
LEEWAY = timedelta(minutes=5)
"""Their clock and ours differ by less."""
_ALGORITHMS = ("RS256",)
# No braces: the library takes them for gaps to fill in.
_SERVICE_URL = re.compile(r"https?://[^\s/{}]+[^\s{}]*")

Activity = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verified:
    """An activity that comes from Teams, and from an organisation that may come."""

    service_url: str
    """Where this conversation is answered."""
    tenant: str
    """The organisation in which it was said, in small letters; not always the speaker's."""


class Checker:
    """Looks at the token and the organisation of what comes in."""

    def __init__(self, config: TeamsConfig, keys: Keys, now: Callable[[], datetime]) -> None:
        """`now` is machine time."""
        self._config = config
        self._keys = keys
        self._now = now

    async def verify(self, authorization: str, activity: Activity) -> Verified:
        """What is certain about an activity. Raises NotOurs."""
        service_url = _plain(activity)
        if not self._config.unauthenticated:
            claims = await self._claims(authorization)
            if claims.get("serviceurl") != service_url:
                raise NotOurs(401, "wrong_service_url")
        if activity.get("channelId") != CHANNEL:
            raise NotOurs(403, "other_channel")
        tenant = tenant_of(activity)
        if not self._config.allows(tenant):
            raise NotOurs(403, "other_tenant")
        return Verified(service_url, tenant)

    async def _claims(self, authorization: str) -> Mapping[str, Any]:
        """What the token says, if it is one, and for us, and of now."""
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise NotOurs(401, "no_token")
        key = await self._key(token)
        try:
            claims = jwt.decode(
                token,
                key.public,
                algorithms=list(_ALGORITHMS),
                audience=self._config.app_id,
                issuer=ISSUER,
                # Its moments are looked at below, by our clock.
                options={
                    "require": ["exp", "iss", "aud"],
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except (jwt.PyJWTError, ValueError, TypeError) as failure:
            raise NotOurs(401, "bad_token") from failure
        self._is_of_now(claims)
        return claims

    async def _key(self, token: str) -> Key:
        """The key that signed it, as its head says; that of no other channel."""
        try:
            head = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError, TypeError) as failure:
            raise NotOurs(401, "bad_token") from failure
        key_id = head.get("kid")
        if head.get("alg") not in _ALGORITHMS or not isinstance(key_id, str):
            raise NotOurs(401, "bad_token")
        try:
            key = await self._keys.find(key_id)
        except KeysAway as away:
            raise NotOurs(503, "keys_away") from away
        if key is None or (key.endorsements and CHANNEL not in key.endorsements):
            raise NotOurs(401, "unknown_key")
        return key

    def _is_of_now(self, claims: Mapping[str, Any]) -> None:
        now, leeway = self._now().timestamp(), LEEWAY.total_seconds()
        begins, ends = claims.get("nbf", 0), claims["exp"]
        if not isinstance(begins, int | float) or not isinstance(ends, int | float):
            raise NotOurs(401, "bad_token")
        if now >= ends + leeway or now < begins - leeway:
            raise NotOurs(401, "not_of_now")


def tenant_of(activity: Activity) -> str:
    """The organisation of the conversation, in small letters; empty where none is named."""
    named = _text(activity.get("conversation"), "tenantId")
    data = activity.get("channelData")
    inside = data.get("tenant") if isinstance(data, dict) else None
    return (named or _text(inside, "id")).lower()


def _plain(activity: Activity) -> str:
    """The service URL of what has the shape of an activity. Raises NotOurs."""
    service_url = activity.get("serviceUrl")
    whole = isinstance(activity.get("type"), str) and _text(activity.get("conversation"), "id")
    if not whole or not isinstance(service_url, str) or not _SERVICE_URL.fullmatch(service_url):
        raise NotOurs(400, "malformed")
    return service_url


def _text(inside: object, name: str) -> str:
    found = inside.get(name) if isinstance(inside, dict) else None
    return found if isinstance(found, str) else ""
