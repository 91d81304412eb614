"""The app package: what Teams is told of us, in both languages, and our pictures."""

from __future__ import annotations

import json
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.interactions.commands import COMMANDS
from integrations.teams.config import TeamsConfig
from integrations.teams.manifest import CAPTURE, SEARCH, localization, manifest, package

APP = "22222222-2222-2222-2222-222222222222"
CONFIG = TeamsConfig(app_id=APP, public_url="https://knuffel.example.com/bot")
TEAMS = Path(__file__).parents[2] / "teams"
LANGUAGES = ("nl", "en")


def opened(language: str = "nl") -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package(CONFIG, language=language))) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def commands(said: dict[str, Any]) -> list[str]:
    (listed,) = said["bots"][0]["commandLists"]
    return [one["title"] for one in listed["commands"]]


def pixels(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body)).convert("RGBA")


def test_the_package_holds_the_manifest_both_pictures_and_the_other_language() -> None:
    files = opened("nl")

    assert list(files) == ["manifest.json", "color.png", "outline.png", "en.json"]
    assert json.loads(files["manifest.json"]) == manifest(CONFIG, language="nl")
    assert list(opened("en"))[-1] == "nl.json"


def test_the_package_is_always_the_same() -> None:
    assert package(CONFIG, language="nl") == package(CONFIG, language="nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bot_is_for_teams_group_chats_and_people(language: str) -> None:
    said = manifest(CONFIG, language=language)

    (bot,), (extension,) = said["bots"], said["composeExtensions"]
    assert said["id"] == bot["botId"] == extension["botId"] == APP
    assert set(bot["scopes"]) == {"team", "groupChat", "personal"}
    assert said["validDomains"] == ["knuffel.example.com"]
    assert said["manifestVersion"] in said["$schema"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_becomes_a_case_and_a_case_is_found(language: str) -> None:
    (extension,) = manifest(CONFIG, language=language)["composeExtensions"]

    made, found = extension["commands"]
    assert (made["id"], made["type"], made["context"]) == (CAPTURE, "action", ["message"])
    assert made["fetchTask"] is True
    assert (found["id"], found["type"]) == (SEARCH, "query")
    assert len(found["parameters"]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_listed_can_be_typed(language: str) -> None:
    listed = commands(manifest(CONFIG, language=language))

    assert [one for one in listed if one not in COMMANDS] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_longer_than_teams_shows(language: str) -> None:
    said = manifest(CONFIG, language=language)

    (listed,) = said["bots"][0]["commandLists"]
    assert len(said["description"]["short"]) <= 80
    assert len(said["description"]["full"]) <= 4000
    assert len(listed["commands"]) <= 12
    for one in said["composeExtensions"][0]["commands"]:
        assert len(one["title"]) <= 32
        assert len(one["description"]) <= 128


@pytest.mark.parametrize(("first", "other"), [("nl", "en"), ("en", "nl")])
def test_everything_that_is_said_is_said_in_the_other_language_too(first: str, other: str) -> None:
    said, theirs = manifest(CONFIG, language=first), manifest(CONFIG, language=other)

    translated = localization(other)
    for place, text in translated.items():
        if place != "$schema":
            assert _at(theirs, place) == text, place
    assert len(commands(said)) == len(commands(theirs))
    assert {place for place in _places(said) if place.endswith((".title", ".description"))} <= set(
        translated
    )


def test_the_pictures_have_the_sizes_and_colours_that_teams_wants() -> None:
    files = opened()
    color, outline = pixels(files["color.png"]), pixels(files["outline.png"])

    assert (color.size, outline.size) == ((192, 192), (32, 32))
    assert color.getpixel((0, 0)) == (0x8A, 0x2B, 0x50, 255)
    seen = [outline.getpixel((x, y)) for x in range(32) for y in range(32)]
    assert {one[:3] for one in seen if isinstance(one, tuple) and one[3]} == {(255, 255, 255)}
    assert any(isinstance(one, tuple) and one[3] == 0 for one in seen)
    inked = sum(1 for one in seen if isinstance(one, tuple) and one[3] > 128)
    assert 150 < inked < 600


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_published_schema_finds_nothing_wrong(language: str) -> None:
    said = manifest(CONFIG, language=language)

    assert _judged(said, language) == []


def test_the_published_schema_finds_what_is_wrong() -> None:
    said = {**manifest(CONFIG, language="nl"), "surprise": 1}
    said["bots"][0]["scopes"] = ["everywhere"]

    complaints = _judged(said, "nl")

    assert len(complaints) == 2


def _judged(said: dict[str, Any], language: str) -> list[str]:
    if not (TEAMS / "node_modules/@microsoft/app-manifest").is_dir():
        pytest.skip("needs `npm ci` in tests/teams")
    others = [localization(one) for one in LANGUAGES if one != language]
    told = json.dumps({"manifest": said, "localizations": others})
    done = subprocess.run(
        ["node", str(TEAMS / "judge_manifest.mjs")],
        input=told.encode(),
        capture_output=True,
        check=True,
    )
    complaints: list[str] = json.loads(done.stdout)
    return complaints


def _at(said: Any, place: str) -> Any:
    for step in place.replace("[", ".").replace("]", "").split("."):
        said = said[int(step)] if step.isdigit() else said[step]
    return said


def _places(said: Any, place: str = "") -> list[str]:
    if isinstance(said, dict):
        return [
            one
            for name, inner in said.items()
            for one in _places(inner, f"{place}.{name}".strip("."))
        ]
    if isinstance(said, list):
        return [one for at, inner in enumerate(said) for one in _places(inner, f"{place}[{at}]")]
    return [place]
