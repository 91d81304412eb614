"""Every dependency has its reasons written down, and no reason outlives its dependency."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTSIDE = {"chromium"}
"""What the tests need besides Python packages."""
COLUMNS = 6
NPM = ("tests/slack", "tests/teams")
"""Where npm installs something."""
every_place_of_npm = pytest.mark.parametrize("place", NPM)


def _declared(project: str) -> set[str]:
    """Names of all dependencies in a pyproject file, runtime and groups."""
    told = tomllib.loads(project)
    groups = [told["project"]["dependencies"], *told["dependency-groups"].values()]
    return {_name(one) for group in groups for one in group}


def _from_npm(package: str) -> set[str]:
    """Names of all dependencies in a package.json, those of one system only included."""
    told = json.loads(package)
    kinds = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")
    return {name for kind in kinds for name in told.get(kind, {})}


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return re.sub(r"[._-]+", "-", found[0]).lower()


def _rows(page: str) -> Mapping[str, list[str]]:
    """The rows of the tables, by their first cell."""
    cells = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return {row[0]: row for row in cells if row[0] != "name"}


def _page() -> str:
    return (ROOT / "docs/decisions/dependencies.md").read_text()


def test_every_dependency_has_a_row_and_every_row_a_dependency() -> None:
    declared = _declared((ROOT / "pyproject.toml").read_text())
    from_npm = [_from_npm((ROOT / place / "package.json").read_text()) for place in NPM]

    assert _rows(_page()).keys() == declared.union(*from_npm) | OUTSIDE


@every_place_of_npm
def test_the_npm_lock_names_hashes_and_no_place(place: str) -> None:
    locked = json.loads((ROOT / place / "package-lock.json").read_text())
    packages = [one for name, one in locked["packages"].items() if name]

    assert all(one["integrity"].startswith("sha512-") for one in packages)
    assert not [one for one in packages if "resolved" in one]


@every_place_of_npm
def test_what_npm_installs_is_pinned_exactly(place: str) -> None:
    package = json.loads((ROOT / place / "package.json").read_text())
    pinned = package["dependencies"] | package.get("optionalDependencies", {})

    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pinned.values())


def test_no_reason_is_left_out() -> None:
    gaps = {
        name: row
        for name, row in _rows(_page()).items()
        if len(row) != COLUMNS or not all(cell.strip() for cell in row)
    }

    assert gaps == {}


def test_a_dependency_is_seen_in_either_list_with_extras_and_versions() -> None:
    project = """
    [project]
    dependencies = ["psycopg[binary]>=3.3", "Some_Thing"]
    [dependency-groups]
    dev = ["uv>=0.10"]
    """

    assert _declared(project) == {"psycopg", "some-thing", "uv"}


def test_an_npm_dependency_is_seen_whatever_kind_it_is() -> None:
    package = (
        """{"dependencies": {"@one/two": "1.0.0"}, "optionalDependencies": {"three": "3.0.0"}}"""
    )

    assert _from_npm(package) == {"@one/two", "three"}


def test_a_row_is_seen_by_its_name() -> None:
    page = "| name | what for |\n|---|---|\n| uv | locks |\n"

    assert _rows(page) == {"uv": ["uv", "locks"]}
