"""The app as Slack is to know it: the fewest scopes, each with its reason, and everything on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

COMMAND = "/knuffel"
CAPTURE = "capture"
"""The message shortcut."""
EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "channels:history": "to look whether a card already stands in a channel, after a crash; "
        "with detect_promises, to read what a case's helpers write under its card",
        "channels:read": "to hear that a public channel was archived, shared or left",
        "chat:write": "to post cards, and to keep them true",
        "commands": f"for {COMMAND}, and for making a message a case",
        "groups:history": "as channels:history, in private channels",
        "groups:read": "to hear that a private channel was archived, shared or left",
        "im:history": "as channels:history, in somebody's conversation with the bot",
        "im:write": "to find somebody's conversation with the bot",
        "pins:write": "to pin, once in every channel, the card that says what this is",
        "reactions:read": "to offer the claim to whoever puts eyes on a card",
        "users:read": "to know who is a colleague, a guest, or has left",
        "users:read.email": "to tie a colleague's account to them by their confirmed address",
    }
)
"""What each scope is for: nothing is asked for that has no use."""

_READ = ("channels:read", "groups:read")
METHODS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "auth.revoke": (),
        "auth.teams.list": (),
        "auth.test": (),
        "chat.delete": ("chat:write",),
        "chat.getPermalink": (),
        "chat.postMessage": ("chat:write",),
        "chat.update": ("chat:write",),
        "conversations.history": ("channels:history", "groups:history", "im:history"),
        "conversations.info": _READ,
        "conversations.open": ("im:write",),
        "oauth.v2.access": (),
        "pins.add": ("pins:write",),
        "users.info": ("users:read", "users:read.email"),
        "users.list": ("users:read", "users:read.email"),
        "views.open": (),
        "views.publish": (),
        "views.push": (),
        "views.update": (),
    }
)
"""Everything that we call, and the scopes that it needs."""
EVENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "app_home_opened": (),
        "app_uninstalled": (),
        "channel_archive": ("channels:read",),
        "channel_deleted": ("channels:read",),
        "channel_id_changed": _READ,
        "channel_left": ("channels:read",),
        "channel_shared": _READ,
        "channel_unarchive": ("channels:read",),
        "channel_unshared": _READ,
        "group_archive": ("groups:read",),
        "group_deleted": ("groups:read",),
        "group_left": ("groups:read",),
        "group_unarchive": ("groups:read",),
        "member_joined_channel": _READ,
        "reaction_added": ("reactions:read",),
        "team_join": ("users:read",),
        "tokens_revoked": (),
        "user_change": ("users:read",),
    }
)
"""Everything that we listen to, and the scopes that it needs."""
THREAD_EVENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "message.channels": ("channels:history",),
        "message.groups": ("groups:history",),
        "message.im": ("im:history",),
    }
)
"""What people write: asked for only where the company has switched on `detect_promises`."""
_FEATURES = ("commands",)


@dataclass(frozen=True, slots=True)
class _Words:
    """What Slack shows of the app, in one language."""

    description: str
    long: str
    typed: str
    hint: str
    shortcut: str
    shortcut_why: str


_WORDS: Mapping[str, _Words] = MappingProxyType(
    {
        "nl": _Words(
            description="Met Knuffel helpt iedereen in het bedrijf klanten.",
            long="Knuffel laat in kanalen zien welke klanten openbaar om hulp vragen. Wie wil, "
            "pakt er een op en krijgt in een eigen gesprek wat daarvoor nodig is. Knuffel onthoudt "
            "wat beloofd is tot het gedaan is, en schrijft zelf nooit aan een klant.",
            typed="Wat je oppakte, wat wacht, en hulp",
            hint="help, mijn, open",
            shortcut="Maak hier een zaak van",
            shortcut_why="Deze klant heeft hulp nodig: zet het bericht in Knuffel.",
        ),
        "en": _Words(
            description="With Knuffel, everyone in the company helps customers.",
            long="Knuffel shows in channels which customers ask for help in public. Whoever wants "
            "to takes one on, and gets what is needed for it in a conversation of their own. "
            "Knuffel remembers what was promised until it is done, and never writes to a customer.",
            typed="What you took on, what is waiting, and help",
            hint="help, mine, open",
            shortcut="Make this a case",
            shortcut_why="This customer needs help: put the message into Knuffel.",
        ),
    }
)


def scopes() -> tuple[str, ...]:
    """What the bot asks for: just what its calls, events and features need."""
    needed = {
        scope for needs in (*METHODS.values(), *EVENTS.values(), _FEATURES) for scope in needs
    }
    return tuple(sorted(needed))


def manifest(
    *, url: str, sockets: bool, oauth: bool, language: str, threads: bool = False
) -> dict[str, Any]:
    """The manifest, as JSON takes it.

    `url` is where Slack reaches us, without a slash at its end; with `sockets` it needs no such
    address, but for `oauth`, which browsers use. `threads`: what helpers write under cards is read.
    """
    said = _WORDS.get(language, _WORDS["en"])
    events = sorted((*EVENTS, *(THREAD_EVENTS if threads else ())))
    reached = {} if sockets else {"request_url": url + EVENTS_PATH}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Knuffel",
            "description": said.description,
            "long_description": said.long,
            "background_color": "#8a2b50",
        },
        "features": _features(said, {} if sockets else {"url": url + EVENTS_PATH}, threads=threads),
        "oauth_config": {
            **({"redirect_urls": [url + REDIRECT_PATH]} if oauth else {}),
            "scopes": {"bot": list(scopes())},
        },
        "settings": {
            "event_subscriptions": {**reached, "bot_events": events},
            "interactivity": {"is_enabled": True, **reached},
            "org_deploy_enabled": oauth,
            "socket_mode_enabled": sockets,
            "token_rotation_enabled": oauth,
        },
    }


def _features(said: _Words, reached: Mapping[str, str], *, threads: bool) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            # Nobody types to somebody who does not read: what can be done has a button.
            "messages_tab_read_only_enabled": not threads,
        },
        "bot_user": {"display_name": "knuffel", "always_online": True},
        "shortcuts": [
            {
                "name": said.shortcut,
                "type": "message",
                "callback_id": CAPTURE,
                "description": said.shortcut_why,
            }
        ],
        "slash_commands": [
            {
                "command": COMMAND,
                **reached,
                "description": said.typed,
                "usage_hint": said.hint,
                "should_escape": False,
            }
        ],
    }
