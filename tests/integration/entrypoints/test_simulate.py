"""`simulate`: a small company for a few days, by itself, and with workers that are killed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.entrypoints.admin import REFUSED, main
from bot.entrypoints.simulation import lockstep

SMALL = ("--people", "40", "--seed", "3")


def _report(folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    file = folder / "report.json"
    code = main(["simulate", *SMALL, *arguments, "--json", str(file)])
    return code, json.loads(file.read_text(encoding="utf-8"))


def test_a_few_days_end_with_the_two_lines_that_scripts_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, report = _report(tmp_path, "--days", "2", "--posts", "60")

    assert capsys.readouterr().out.splitlines()[-2:] == [
        "reminders missed: 0",
        "reminders doubled: 0",
    ]
    assert code == 0
    assert report["promises"] > 0
    assert report["lost"] == report["over_budget"] == []


def test_the_same_seed_plays_the_same(tmp_path: Path) -> None:
    _, first = _report(tmp_path, "--days", "1", "--posts", "30")
    _, second = _report(tmp_path, "--days", "1", "--posts", "30")

    same = set(first) - {"seconds", "memory", "database"}
    assert {name: first[name] for name in same} == {name: second[name] for name in same}


@pytest.mark.timeout(300)
def test_two_workers_one_of_which_is_killed_at_its_work_double_and_lose_nothing(
    tmp_path: Path, postgres_url: str
) -> None:
    more = ("--days", "1", "--posts", "40", "--kill", "2", "--workers", "2")

    code, report = _report(tmp_path, *more, "--database-url", postgres_url)

    assert code == 0
    assert report["kills"] == 2
    assert report["posted"] > 0
    assert report["doubled"] == report["missed"] == report["lost"] == []


def test_what_never_comes_to_rest_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lockstep, "_MOST_ROUNDS", 1)

    code = main(["simulate", *SMALL, "--days", "1", "--posts", "30"])

    told = capsys.readouterr().err
    assert code == REFUSED
    assert "there is always more to do. That is a fault of ours" in told
    assert "Traceback" not in told


def test_a_database_with_posts_is_not_played_in(
    tmp_path: Path, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    used = ("--days", "1", "--posts", "5", "--database-url", sqlite_url)
    _report(tmp_path, *used)

    assert main(["simulate", *SMALL, *used]) == 2
    assert "name an empty one" in capsys.readouterr().err
