"""How Teams is set up: what the environment and the company's file say, and whether it fits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.secret import NO_SECRET
from bot.domain.secret import Secret as Secret

TEAMS = "teams"
"""What this chat is called everywhere."""
UNAUTHENTICATED = "KNUFFEL_TEAMS_UNAUTHENTICATED"
MESSAGES_PATH = "/api/messages"
"""Where Teams reaches us."""

_NAMES = (
    "MICROSOFT_APP_ID",
    "MICROSOFT_APP_PASSWORD",
    "MICROSOFT_APP_TYPE",
    "MICROSOFT_APP_TENANT_ID",
)
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WHERE = "your bot's Configuration page in Azure"


class AppType(StrEnum):
    """How Microsoft knows the bot; what was registered as one stays that."""

    SINGLE_TENANT = "SingleTenant"
    MANAGED_IDENTITY = "UserAssignedMSI"
    """The machine in Azure vouches for it: there is no password."""
    MULTI_TENANT = "MultiTenant"
    """Cannot be registered any more since 2025-07-31; those that were go on."""


@dataclass(frozen=True, slots=True)
class TeamsConfig:
    """Teams as it was set up; only combinations that work."""

    app_id: str = ""
    """The bot's, in small letters; empty only where nothing is authenticated."""
    password: Secret = NO_SECRET
    type: AppType = AppType.SINGLE_TENANT
    tenant: str = ""
    """The company's own; empty for a bot of many."""
    tenants: tuple[str, ...] = ()
    """Every organisation whose people may come, the company's own among them."""
    unauthenticated: bool = False
    """Whoever reaches the port is believed: for trying it out on one machine."""
    public_url: str = ""
    """Where Teams and browsers reach us; without a slash at its end."""

    def allows(self, tenant: str) -> bool:
        """Whether people of an organisation may come; any, where nobody named one."""
        if not self.tenants:
            return self.unauthenticated
        return tenant.lower() in self.tenants


def teams_config(
    environ: Mapping[str, str],
    *,
    tenants: tuple[str, ...],
    url: str,
    place: str,
    mistakes: list[str],
) -> TeamsConfig | None:
    """Teams' settings; None where Teams is not used at all.

    `place` is what a mistake in the file is called. Every mistake is added to `mistakes`.
    """
    given = {name: environ.get(name, "").strip() for name in _NAMES}
    bare = environ.get(UNAUTHENTICATED, "").strip().removeprefix("0")
    if not any(given.values()) and not bare and not tenants and not url:
        return None
    tenant = given["MICROSOFT_APP_TENANT_ID"].lower()
    found = TeamsConfig(
        app_id=given["MICROSOFT_APP_ID"].lower(),
        password=Secret(given["MICROSOFT_APP_PASSWORD"]),
        type=_type(given["MICROSOFT_APP_TYPE"]) or AppType.SINGLE_TENANT,
        tenant=tenant,
        tenants=tuple(dict.fromkeys(one for one in (tenant, *map(str.lower, tenants)) if one)),
        unauthenticated=bare == "1",
        public_url=url.rstrip("/"),
    )
    said = [
        *_type_mistakes(given["MICROSOFT_APP_TYPE"]),
        *_bare_mistakes(found, bare),
        *(f"{place}: {one}" for one in _file_mistakes(found, tenants)),
    ]
    if not found.unauthenticated:
        said += [*_app_mistakes(found), *_tenant_mistakes(found, place)]
    mistakes += said
    return None if said else found


def _type(written: str) -> AppType | None:
    return next((one for one in AppType if one.lower() == written.lower()), None)


def _type_mistakes(written: str) -> list[str]:
    if not written or _type(written) is not None:
        return []
    known = ", ".join(one.value for one in AppType)
    return [f"MICROSOFT_APP_TYPE: {written!r} is no type of bot; write one of {known}."]


def _bare_mistakes(config: TeamsConfig, written: str) -> list[str]:
    """It opens the door to whoever reaches the port, so it is never set by accident."""
    if written not in {"", "1"}:
        return [f"{UNAUTHENTICATED}: write 1, or take it out."]
    if not config.unauthenticated:
        return []
    if config.app_id:
        return [
            f"{UNAUTHENTICATED}: is set beside MICROSOFT_APP_ID, and would let anybody in; take "
            "one of the two out."
        ]
    if config.public_url:
        return [
            f"{UNAUTHENTICATED}: is for one machine that nobody else reaches; take it out, or url "
            "out of [teams]."
        ]
    return []


def _app_mistakes(config: TeamsConfig) -> list[str]:
    if not config.app_id:
        return [
            f"MICROSOFT_APP_ID: is missing; copy it from {_WHERE}. To try Teams' cards on this "
            f"machine without one, set {UNAUTHENTICATED}=1."
        ]
    if not _GUID.fullmatch(config.app_id):
        return [f"MICROSOFT_APP_ID: this is no app id; copy it from {_WHERE}."]
    managed = config.type is AppType.MANAGED_IDENTITY
    if managed and config.password:
        return ["MICROSOFT_APP_PASSWORD: a managed identity has none; take it out."]
    if not managed and not config.password:
        return [
            "MICROSOFT_APP_PASSWORD: is missing; make a client secret on your app registration's "
            "Certificates & secrets page in Azure, and copy its value."
        ]
    return []


def _tenant_mistakes(config: TeamsConfig, place: str) -> list[str]:
    if config.tenant and not _GUID.fullmatch(config.tenant):
        return [
            "MICROSOFT_APP_TENANT_ID: this is no tenant; copy the Directory (tenant) ID from your "
            "app registration's Overview page in Azure."
        ]
    if not config.tenant and config.type is not AppType.MULTI_TENANT:
        return [
            "MICROSOFT_APP_TENANT_ID: is missing; copy the Directory (tenant) ID from your app "
            "registration's Overview page in Azure."
        ]
    if not config.tenants:
        return [
            f"{place}: tenants: is missing; write whose people may come, such as "
            'tenants = ["01234567-89ab-cdef-0123-456789abcdef"].'
        ]
    return []


def _file_mistakes(config: TeamsConfig, tenants: tuple[str, ...]) -> list[str]:
    said = [
        f"tenants: {one!r} is no tenant; write its Directory (tenant) ID, such as "
        "01234567-89ab-cdef-0123-456789abcdef."
        for one in tenants
        if not _GUID.fullmatch(one.lower())
    ]
    if config.public_url and not re.fullmatch(r"https://[^/\s]+\S*", config.public_url):
        said.append("url: write the address at which Teams reaches us; it begins with https://.")
    return said
