"""Teams' app package: who we are, what can be typed and pressed, and our pictures, in one file."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from integrations.teams.config import TeamsConfig
from integrations.teams.icons import BACKGROUND, color_icon, outline_icon

SCHEMA = "1.29"
"""The newest published version of the manifest; older clients read it too."""
VERSION = "1.0.0"
"""Of the package: to be raised when something in it changes, or Teams keeps the older one."""
VERSION_READING = "1.1.0"
"""The same where it asks to read channels: Teams asks for consent anew."""
CAPTURE = "makeCase"
"""The action on somebody's message, by which Teams calls it."""
SEARCH = "findCase"
SEARCHED = "words"
"""The field of what is looked for."""
_URL = (
    "https://developer.microsoft.com/json-schemas/teams/v{version}/MicrosoftTeams{part}.schema.json"
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SCOPES = ("team", "groupChat", "personal")


@dataclass(frozen=True, slots=True)
class _Words:
    """What Teams shows of the app, in one language."""

    short: str
    full: str
    commands: tuple[tuple[str, str], ...]
    """What can be typed, with what it is for."""
    capture: str
    capture_why: str
    search: str
    search_why: str
    searched: str
    searched_why: str


_NL = _Words(
    short="Met Knuffel helpt iedereen in het bedrijf klanten.",
    full="Knuffel laat in kanalen zien welke klanten openbaar om hulp vragen. Wie wil, pakt er een "
    "op en krijgt in een eigen chat wat daarvoor nodig is. Knuffel onthoudt wat beloofd is tot het "
    "gedaan is, en schrijft zelf nooit aan een klant.",
    commands=(
        ("help", "Wat je kunt doen"),
        ("mijn", "Wat jij oppakte, en wat je beloofde"),
        ("open", "Wie er op hulp wacht"),
        ("zoek", "Zoek een klant of een zaak, bijvoorbeeld: zoek Jansen"),
        ("zaak", "Laat een zaak zien, bijvoorbeeld: zaak 12"),
        ("meld", "Maak een zaak van een link of van wat een klant schreef"),
        ("oproep", "Vraag collega's om hulp bij een zaak, bijvoorbeeld: oproep 12"),
        ("weekbericht", "Het bericht van deze week"),
        ("afwezig", "Zeg wanneer je er niet bent"),
        ("werktijden", "Zeg wanneer je werkt"),
    ),
    capture="Maak hier een zaak van",
    capture_why="Deze klant heeft hulp nodig: zet het bericht in Knuffel.",
    search="Zoek een zaak",
    search_why="Vind een klant of een zaak, en deel waar die staat.",
    searched="Klant of zaak",
    searched_why="Een naam, een nummer of een paar woorden",
)
_EN = _Words(
    short="With Knuffel, everyone in the company helps customers.",
    full="Knuffel shows in channels which customers ask for help in public. Whoever wants to takes "
    "one on, and gets what is needed for it in a chat of their own. Knuffel remembers what was "
    "promised until it is done, and never writes to a customer.",
    commands=(
        ("help", "What you can do"),
        ("mine", "What you took on, and what you promised"),
        ("open", "Who is waiting for help"),
        ("find", "Find a customer or a case, such as: find Jansen"),
        ("case", "Show a case, such as: case 12"),
        ("capture", "Make a case of a link, or of what a customer wrote"),
        ("call", "Ask colleagues to help with a case, such as: call 12"),
        ("digest", "This week's report"),
        ("absence", "Say when you are away"),
        ("hours", "Say when you work"),
    ),
    capture="Make this a case",
    capture_why="This customer needs help: put the message into Knuffel.",
    search="Find a case",
    search_why="Find a customer or a case, and share where it is.",
    searched="Customer or case",
    searched_why="A name, a number or a few words",
)
_WORDS: Mapping[str, _Words] = MappingProxyType({"nl": _NL, "en": _EN})


def manifest(config: TeamsConfig, *, language: str, threads: bool = False) -> dict[str, Any]:
    """The manifest, as JSON takes it; what it says is in this language first.

    `threads`: what helpers write under cards is read, for which whoever installs it must consent.
    """
    said = _WORDS[language]
    others = [one for one in _WORDS if one != language]
    site = config.public_url
    return {
        "$schema": _URL.format(version=SCHEMA, part=""),
        "manifestVersion": SCHEMA,
        "version": VERSION_READING if threads else VERSION,
        "id": config.app_id,
        "localizationInfo": {
            "defaultLanguageTag": language,
            "additionalLanguages": [{"languageTag": one, "file": f"{one}.json"} for one in others],
        },
        "developer": {
            "name": "Knuffel",
            "websiteUrl": site,
            "privacyUrl": site,
            "termsOfUseUrl": site,
        },
        "name": {"short": "Knuffel", "full": "Knuffel"},
        "description": {"short": said.short, "full": said.full},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": BACKGROUND,
        "bots": [_bot(config, said)],
        "composeExtensions": [_extension(config, said)],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [urlsplit(site).hostname or ""],
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        **(_consent(config) if threads else {}),
    }


def localization(language: str) -> dict[str, str]:
    """What the manifest says, in another language: a text by where it stands."""
    said = _WORDS[language]
    commands = {
        f"bots[0].commandLists[0].commands[{at}].{part}": text
        for at, pair in enumerate(said.commands)
        for part, text in zip(("title", "description"), pair, strict=True)
    }
    ours = "composeExtensions[0].commands"
    return {
        "$schema": _URL.format(version=SCHEMA, part=".Localization"),
        "name.short": "Knuffel",
        "name.full": "Knuffel",
        "description.short": said.short,
        "description.full": said.full,
        **commands,
        f"{ours}[0].title": said.capture,
        f"{ours}[0].description": said.capture_why,
        f"{ours}[1].title": said.search,
        f"{ours}[1].description": said.search_why,
        f"{ours}[1].parameters[0].title": said.searched,
        f"{ours}[1].parameters[0].description": said.searched_why,
    }


def package(config: TeamsConfig, *, language: str, threads: bool = False) -> bytes:
    """The app package: always the same bytes for the same settings."""
    others = {f"{one}.json": _json(localization(one)) for one in _WORDS if one != language}
    files = {
        "manifest.json": _json(manifest(config, language=language, threads=threads)),
        "color.png": color_icon(),
        "outline.png": outline_icon(),
        **others,
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as zipped:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            zipped.writestr(entry, body)
    return written.getvalue()


def _consent(config: TeamsConfig) -> dict[str, Any]:
    """Whoever adds it to a team is asked whether it may read what is written in its channels."""
    permission = {"name": "ChannelMessage.Read.Group", "type": "Application"}
    return {
        "webApplicationInfo": {"id": config.app_id, "resource": "https://RscBasedStoreApp"},
        "authorization": {"permissions": {"resourceSpecific": [permission]}},
    }


def _bot(config: TeamsConfig, said: _Words) -> dict[str, Any]:
    return {
        "botId": config.app_id,
        "scopes": list(_SCOPES),
        "isNotificationOnly": False,
        "supportsFiles": False,
        "commandLists": [
            {
                "scopes": list(_SCOPES),
                "commands": [{"title": title, "description": why} for title, why in said.commands],
            }
        ],
    }


def _extension(config: TeamsConfig, said: _Words) -> dict[str, Any]:
    return {
        "botId": config.app_id,
        "commands": [
            {
                "id": CAPTURE,
                "type": "action",
                "title": said.capture,
                "description": said.capture_why,
                "context": ["message"],
                "fetchTask": True,
            },
            {
                "id": SEARCH,
                "type": "query",
                "title": said.search,
                "description": said.search_why,
                "context": ["compose", "commandBox"],
                "initialRun": False,
                "parameters": [
                    {
                        "name": SEARCHED,
                        "title": said.searched,
                        "description": said.searched_why,
                        "inputType": "text",
                    }
                ],
            },
        ],
    }


def _json(written: Mapping[str, Any]) -> bytes:
    return (json.dumps(written, ensure_ascii=False, indent=2) + "\n").encode()
