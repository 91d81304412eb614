"""Commands: what they say, what they leave behind, and that a second time changes nothing."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from bot.entrypoints.admin import main
from tests.integration.entrypoints.running import command, posts_file

pytestmark = pytest.mark.timeout(150)  # several processes, one after another


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands leave their files where they are run."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "PORT", "KNUFFEL_CONFIG", "LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)


def rows(folder: Path, table: str) -> int:
    with sqlite3.connect(folder / "knuffel.db") as database:
        (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - ours
    database.close()
    return int(count)


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    file = posts_file(tmp_path, 50)

    first = command("import", str(file), cwd=tmp_path)
    before = {table: rows(tmp_path, table) for table in ("posts", "cases", "history", "cards")}
    second = command("import", str(file), cwd=tmp_path)

    assert "50 new posts, 50 new cases; 0 were known already." in first.stdout
    assert "0 new posts, 0 new cases; 50 were known already." in second.stdout
    assert "posts per second" in second.stdout
    assert before == {table: rows(tmp_path, table) for table in before}
    assert before["posts"] == 50


def test_old_posts_raise_no_storm_of_cards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(posts_file(tmp_path, 30))]) == 0

    assert "30 were found late" in capsys.readouterr().out
    assert rows(tmp_path, "cards WHERE kind <> 'intro'") == 0


def test_bad_rows_are_told_with_their_lines_and_kept_aside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(
        "id,published_at,author,text\n"
        "1,2026-02-01T10:00:00Z,a,Hello\n"
        "2,yesterday,a,Hello\n"
        "3,2026-02-01T10:00:00Z,a,\n"
    )

    assert main(["import", str(file)]) == 0

    said = capsys.readouterr()
    assert "posts.csv, line 3: The date" in said.err
    assert "posts.csv, line 4: The text is empty" in said.err
    assert "2 rows could not be read" in said.out
    assert rows(tmp_path, "asides") == 2


def test_columns_are_named_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "export.csv"
    file.write_text("number,published_at,author,body\n1,2026-02-01T10:00:00Z,a,Hello\n")
    named = ["--fields", "id=number", "--fields", "text=body"]

    assert main(["import", str(file), *named, "--source", "crm", "--company", "Brand"]) == 0

    assert "1 new posts" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import", "nowhere.csv"], "nowhere.csv cannot be opened"),
        (["digest"], "run python -m bot migrate"),
        (["replay", "nowhere.csv"], "nowhere.csv cannot be opened"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2

    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said


def test_mistakes_in_the_settings_are_told_by_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KNUFFEL_CONFIG", "/nowhere.toml")

    assert main(["migrate"]) == 2
    assert main(["doctor"]) == 1

    said = capsys.readouterr()
    assert "there is no file /nowhere.toml" in said.err
    assert "fail  config: KNUFFEL_CONFIG" in said.out


def test_a_week_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == 0

    assert main(["digest", "--week", "2026-W60"]) == 2

    assert "write a week that has begun" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json", "html", "png"])
def test_a_digest_is_written_in_every_format(form: str, tmp_path: Path) -> None:
    assert main(["migrate"]) == 0
    file = tmp_path / f"digest.{form}"

    assert main(["digest", "--week", "2026-W10", "--format", form, "--output", str(file)]) == 0

    begins = {"text": b"MAANDAGBERICHT", "json": b"{", "html": b"<!DOCTYPE", "png": b"\x89PNG"}
    assert file.read_bytes().startswith(begins[form])


def test_an_export_names_no_colleague_and_holds_words_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(posts_file(tmp_path, 3))]) == 0
    capsys.readouterr()

    assert main(["export"]) == 0
    without = capsys.readouterr().out
    assert main(["export", "--words"]) == 0
    with_words = capsys.readouterr().out

    lines = [json.loads(line) for line in without.splitlines()]
    assert {line["kind"] for line in lines} == {"case", "history"}
    assert "internet is down" not in without
    assert "internet is down" in with_words
    assert not any("actor" in line or "owner" in line for line in lines)


def test_commands_that_only_read_change_nothing(tmp_path: Path) -> None:
    assert main(["import", str(posts_file(tmp_path, 3))]) == 0
    with sqlite3.connect(tmp_path / "knuffel.db") as database:
        before = list(database.iterdump())

        for reading in (["digest"], ["export"], ["doctor"]):
            main(reading)

        assert list(database.iterdump()) == before
    database.close()


def test_asking_about_a_database_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    assert main(["doctor"]) == 1
    assert main(["digest"]) == 2

    assert not list(tmp_path.iterdir())


def test_the_doctor_says_what_to_do(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    house = tmp_path / "house.toml"
    house.write_text(
        "[channels.a]\n[[routes]]\nkey = 'r'\n"
        "[people.x]\nname = 'X'\ndepartment = 'D'\naccounts = ['slack:T1/U1']\n"
        "[people.y]\nname = 'Y'\ndepartment = 'D'\n"
    )
    findings = {
        "fail  channels: none is for webcare",
        "warn  route r: has no channels",
        "warn  route r: has no buddies",
        "warn  people.y: has no account in slack",
        "warn  levels: nobody hears what rises to the lead",
        "warn  digest: nobody reads it",
        "fail  database: postgresql+psycopg://u:***@127.0.0.1:1/n does not answer",
    }

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KNUFFEL_CONFIG", str(house))
        patch.setenv("DATABASE_URL", "postgresql://u:hunter2@127.0.0.1:1/n")
        assert main(["doctor"]) == 1

    said = capsys.readouterr().out
    assert {one for one in findings if one not in said} == set()
    assert "hunter2" not in said


def test_what_was_given_up_is_told_by_the_doctor_and_tried_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["migrate"]) == 0
    with sqlite3.connect(tmp_path / "knuffel.db") as database:
        database.execute(
            "INSERT INTO lanes (id, chat, workspace, conversation) VALUES (1, 'slack', 'T', 'C')"
        )
        for number, state, ref in ((2, "dead", None), (3, "live", "1.2")):
            database.execute(
                "INSERT INTO cards (id, key, kind, lane_id, state, ref, occurrence, shown, wanted,"
                " marks, settled, attempts, why, created_at)"
                " VALUES (?, ?, 'channel', 1, ?, ?, 1, 0, 0, 0, 0, 0, 'no_permission', 0)",
                (number, f"k{number}", state, ref),
            )
    database.close()

    main(["doctor"])
    assert main(["doctor", "--revive"]) == 0
    told = capsys.readouterr().out
    main(["doctor"])

    assert "card 2: was not delivered (no_permission); mend that" in told
    assert "card 3: could not be redrawn (no_permission); mend that" in told
    assert "2 that could not be delivered: a worker tries them again." in told
    assert "no_permission" not in capsys.readouterr().out


def test_a_place_that_takes_nothing_is_told_by_the_doctor_and_opened_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["migrate"]) == 0
    with sqlite3.connect(tmp_path / "knuffel.db") as database:
        for number, why in ((1, "archived"), (2, "shared")):
            database.execute(
                "INSERT INTO lanes (id, chat, workspace, conversation, stopped)"
                " VALUES (?, 'slack', 'T', ?, ?)",
                (number, f"C{number}", why),
            )
            database.execute(
                "INSERT INTO cards (id, key, kind, lane_id, state, since, occurrence, shown,"
                " wanted, marks, settled, attempts, created_at)"
                " VALUES (?, ?, 'channel', ?, 'pending', 0, 1, 0, 0, 0, 0, 0, 0)",
                (number, f"k{number}", number),
            )
    database.close()

    main(["doctor"])
    told = capsys.readouterr().out
    assert main(["doctor", "--revive"]) == 0
    capsys.readouterr()
    main(["doctor"])

    assert "warn  slack:C1: is stopped (archived): it is archived; unarchive it" in told
    assert "people from outside are in it" in told
    assert told.count("1 wait for it") == 2
    again = capsys.readouterr().out
    assert "slack:C1" not in again
    assert "slack:C2" in again


def test_the_doctor_tells_of_a_source_that_kept_things_aside(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("id,published_at,author,text\n1,nonsense,a,Hello\n")
    assert main(["import", str(file)]) == 0

    assert main(["doctor"]) == 0

    said = capsys.readouterr().out
    assert "warn  source posts: heard; 1 things that could not be read are kept aside" in said
    assert "ok    migrations" in said
