"""`teams package`, and what the doctor says of Teams."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from bot.entrypoints.admin import main
from bot.ports.storing import Address, Met
from storage.engine import open_store
from storage.migrate import migrate

NOW = datetime(2026, 3, 17, 9, 5, tzinfo=UTC)
APP = "22222222-2222-2222-2222-222222222222"
TENANT = "11111111-1111-1111-1111-111111111111"
SET = {
    "MICROSOFT_APP_ID": APP,
    "MICROSOFT_APP_PASSWORD": "hush-password",
    "MICROSOFT_APP_TENANT_ID": TENANT,
}
HOUSE = """
[company]
name = "Draadloos"
[people.amy]
name = "Amy"
department = "Webcare"
[[routes]]
key = "everything"
channels = ["webcare"]
[channels.webcare]
webcare = true
"""
AT = f'at = "teams:{TENANT}/19:care@thread.tacv2"\n'
URL = '[teams]\nurl = "https://knuffel.example"\n'
ERIK = Met(Address("teams", TENANT, "private:erik"), "https://smba/", "a:1", "personal", NOW)

Write = Callable[[str, dict[str, str]], None]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    def write(text: str, environ: dict[str, str]) -> None:
        file = tmp_path / "house.toml"
        file.write_text(text)
        monkeypatch.setenv("KNUFFEL_CONFIG", str(file))
        for name, value in environ.items():
            monkeypatch.setenv(name, value)

    return write


def heard(*met: Met) -> None:
    migrate("sqlite:///knuffel.db")
    store = open_store("sqlite:///knuffel.db", new_id=count(1).__next__)
    with store.begin() as uow:
        for one in met:
            uow.conversations.note(one)
        uow.commit()
    store.close()


def examined(capsys: pytest.CaptureFixture[str]) -> str:
    main(["doctor"])
    said = capsys.readouterr()
    return said.out + said.err


def test_the_package_is_written_in_the_companys_language(
    house: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house(HOUSE + URL, SET)

    assert main(["teams", "package", "knuffel.zip"]) == 0
    assert main(["teams", "package", "--language", "en", "english.zip"]) == 0

    assert "knuffel.zip" in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "knuffel.zip") as zipped:
        assert "iedereen in het bedrijf" in zipped.read("manifest.json").decode()
        assert APP in zipped.read("manifest.json").decode()
    with zipfile.ZipFile(tmp_path / "english.zip") as zipped:
        assert "everyone in the company" in zipped.read("manifest.json").decode()


@pytest.mark.parametrize(
    ("text", "environ", "told"),
    [
        (HOUSE, {}, "Teams is not set up"),
        (HOUSE, {"KNUFFEL_TEAMS_UNAUTHENTICATED": "1"}, "Teams is not set up"),
        (HOUSE, SET, "write url under [teams]"),
        (HOUSE + URL, {"MICROSOFT_APP_PASSWORD": "x"}, "MICROSOFT_APP_ID: is missing"),
    ],
)
def test_a_package_that_teams_would_not_take_is_not_written(
    house: Write,
    text: str,
    environ: dict[str, str],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    house(text, environ)

    assert main(["teams", "package", "knuffel.zip"]) == 2

    assert told in capsys.readouterr().err
    assert not (tmp_path / "knuffel.zip").exists()


def test_a_place_that_cannot_be_written_to_is_said(
    house: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    house(HOUSE + URL, SET)

    assert main(["teams", "package", "nowhere/knuffel.zip"]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "environ", "told"),
    [
        (HOUSE + AT, {}, "is named in the file and not set up; see docs/how-to/teams.md"),
        (HOUSE + AT + URL, SET, "a bot of type SingleTenant, for 1 organisation(s)"),
        (HOUSE + AT, SET, "write url under [teams]"),
        (HOUSE + URL, SET, "no channel and nobody is in it"),
        (HOUSE + AT, {"KNUFFEL_TEAMS_UNAUTHENTICATED": "1"}, "whoever reaches the port"),
        (
            HOUSE + AT + URL + f'tenants = ["{TENANT}"]\n',
            {**SET, "MICROSOFT_APP_TYPE": "MultiTenant"},
            "Microsoft registers no new ones",
        ),
    ],
)
def test_the_doctor_says_how_teams_is_set_up(
    house: Write,
    text: str,
    environ: dict[str, str],
    told: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    heard()
    house(text, environ)

    said = examined(capsys)

    assert told in said
    assert "hush-password" not in said


@pytest.mark.parametrize(
    ("met", "told"),
    [
        ((), "was not heard of yet"),
        ((ERIK,), "1 conversations are known"),
        (
            (ERIK, Met(Address("teams", TENANT, "private:x"), "u", "a:2", "personal", NOW, NOW)),
            "1 of 2 conversations take nothing",
        ),
    ],
)
def test_the_doctor_says_where_nothing_can_go(
    house: Write, met: tuple[Met, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    heard(*met)
    house(HOUSE + AT + URL, SET)

    assert told in examined(capsys)
