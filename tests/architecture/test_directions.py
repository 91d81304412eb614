"""Who imports whom: the contracts hold, and each of them breaks when it is broken on purpose."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
CONTRACTS: dict[str, str] = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
}

# A house with every room and nothing in it, as it will be when all chats are there.
EMPTY_HOUSE = [
    "bot/__init__.py",
    "bot/__main__.py",
    "bot/carrying/__init__.py",
    "bot/clock.py",
    "bot/config/__init__.py",
    "bot/domain/__init__.py",
    "bot/entrypoints/__init__.py",
    "bot/entrypoints/web.py",
    "bot/entrypoints/worker.py",
    "bot/interactions/__init__.py",
    "bot/ports/__init__.py",
    "bot/presentation/__init__.py",
    "bot/usecases/__init__.py",
    "bot/wiring.py",
    "integrations/__init__.py",
    "integrations/console/__init__.py",
    "integrations/console/render.py",
    "integrations/mail/__init__.py",
    "integrations/reading/__init__.py",
    "integrations/slack/__init__.py",
    "integrations/slack/render.py",
    "integrations/sources/__init__.py",
    "integrations/teams/__init__.py",
    "integrations/teams/render.py",
    "storage/__init__.py",
]

# What a well-behaved house imports: these must break nothing.
GOOD_MANNERS = {
    "bot/__main__.py": "import bot.entrypoints.web, bot.entrypoints.worker",
    "bot/carrying/sending.py": "import bot.presentation, bot.usecases, asyncio",
    "bot/config/environment.py": "import os, bot.domain",
    "bot/domain/working_time.py": "import datetime, zoneinfo, holidays",
    "bot/entrypoints/web.py": "import aiohttp, bot.wiring",
    "bot/entrypoints/worker.py": "import apscheduler.schedulers.blocking, bot.wiring",
    "bot/interactions/claiming.py": "import bot.presentation, bot.usecases",
    "bot/ports/chatting.py": "import bot.presentation, bot.domain",
    "bot/usecases/claiming.py": "import bot.ports.chatting, bot.domain",
    "bot/wiring.py": "import bot.clock, bot.config, integrations.slack, storage",
    "integrations/console/inbound.py": "import aiohttp, bot.interactions, bot.ports",
    "integrations/console/render.py": "import jinja2, bot.presentation, bot.domain",
    "integrations/slack/gateway.py": "import slack_bolt.async_app, slack_sdk.web",
    "integrations/teams/connector.py": "import botbuilder.core, botframework.connector",
    "storage/engine.py": "import sqlalchemy.orm, alembic.command, psycopg, sqlite3, bot.ports",
}

# (contract, the file that offends, what it imports); a second file where it takes two.
CASES: list[tuple[str, dict[str, str]]] = [
    ("rooms", {"bot/domain/case.py": "import bot.presentation"}),
    ("rooms", {"bot/presentation/card.py": "import bot.ports"}),
    ("rooms", {"bot/ports/storing.py": "import bot.usecases"}),
    ("rooms", {"bot/usecases/claiming.py": "import bot.carrying"}),
    ("rooms", {"bot/usecases/claiming.py": "import bot.interactions"}),
    ("rooms", {"bot/usecases/claiming.py": "import bot.clock"}),
    ("rooms", {"bot/usecases/claiming.py": "import storage"}),
    ("rooms", {"bot/interactions/claiming.py": "import bot.carrying"}),
    ("rooms", {"bot/carrying/sending.py": "import bot.interactions"}),
    ("rooms", {"bot/carrying/sending.py": "import integrations.console"}),
    ("rooms", {"bot/carrying/sending.py": "import bot.config"}),
    ("rooms", {"integrations/console/inbound.py": "import storage"}),
    ("rooms", {"integrations/console/inbound.py": "import bot.config"}),
    ("rooms", {"integrations/console/inbound.py": "import bot.clock"}),
    ("rooms", {"integrations/console/inbound.py": "import bot.wiring"}),
    ("rooms", {"storage/engine.py": "import integrations.console"}),
    ("rooms", {"storage/engine.py": "import bot.config"}),
    ("rooms", {"storage/engine.py": "import bot.entrypoints.web"}),
    ("rooms", {"bot/config/environment.py": "import bot.wiring"}),
    ("rooms", {"bot/wiring.py": "import bot.entrypoints.web"}),
    ("rooms", {"bot/entrypoints/web.py": "import bot.__main__"}),
    ("house", {"bot/attic.py": ""}),
    ("house", {"bot/attic/__init__.py": ""}),
    ("house", {"bot/clock.py": "import bot.config"}),
    ("drawing", {"bot/usecases/claiming.py": "from bot.presentation import card"}),
    ("neighbours", {"integrations/slack/render.py": "import integrations.teams"}),
    ("neighbours", {"integrations/teams/render.py": "import integrations.console.render"}),
    ("neighbours", {"integrations/sources/feed.py": "import integrations.console"}),
    ("neighbours", {"integrations/console/inbound.py": "import integrations.reading"}),
    ("neighbours", {"integrations/mail/gateway.py": "import integrations.sources"}),
    ("waist", {"integrations/slack/inbound.py": "import bot.usecases"}),
    ("waist", {"integrations/console/inbound.py": "from bot.usecases import claiming"}),
    ("waist", {"integrations/sources/webhook.py": "import bot.usecases"}),
    ("renderers", {"integrations/console/render.py": "import bot.ports"}),
    ("renderers", {"integrations/console/render.py": "import bot.interactions"}),
    ("renderers", {"integrations/slack/render.py": "import storage"}),
    (
        "renderers",
        {
            "integrations/teams/render.py": "import integrations.teams.limits",
            "integrations/teams/limits.py": "import bot.ports",
        },
    ),
    ("storage-doors", {"storage/mapping.py": "import bot.presentation"}),
    ("storage-doors", {"storage/mapping.py": "import bot.usecases"}),
    ("storage-doors", {"storage/mapping.py": "import bot.carrying"}),
    ("storage-doors", {"storage/mapping.py": "import bot.interactions"}),
    ("frameworks", {"bot/usecases/claiming.py": "import aiohttp.web"}),
    ("frameworks", {"bot/domain/case.py": "import os.path"}),
    ("frameworks", {"bot/presentation/card.py": "import jinja2"}),
    ("frameworks", {"bot/carrying/sending.py": "import slack_sdk"}),
    ("frameworks", {"bot/ports/storing.py": "import sqlalchemy"}),
    ("frameworks", {"bot/interactions/claiming.py": "import urllib.request"}),
    ("domain", {"bot/domain/case.py": "import asyncio"}),
    ("domain", {"bot/domain/case.py": "import babel.dates"}),
    ("database-room", {"bot/wiring.py": "import sqlalchemy"}),
    ("database-room", {"bot/entrypoints/admin.py": "import alembic.command"}),
    ("database-room", {"integrations/sources/feed.py": "import sqlite3"}),
    ("database-room", {"bot/config/environment.py": "import psycopg.conninfo"}),
    ("slack-room", {"integrations/teams/inbound.py": "import slack_sdk.web"}),
    ("slack-room", {"bot/wiring.py": "import slack_bolt"}),
    ("slack-room", {"storage/installations.py": "import slack_sdk.oauth"}),
    ("teams-room", {"integrations/slack/inbound.py": "import botbuilder.core"}),
    ("teams-room", {"bot/entrypoints/web.py": "import botframework.connector"}),
    ("teams-room", {"integrations/teams/gateway.py": "import botbuilder.schema"}),
    ("teams-room", {"integrations/teams/errors.py": "import msrest.exceptions"}),
    ("teams-room", {"integrations/console/guard.py": "import jwt"}),
    ("scheduler-room", {"bot/entrypoints/web.py": "import apscheduler"}),
    ("scheduler-room", {"bot/wiring.py": "import apscheduler.schedulers.blocking"}),
    ("scheduler-room", {"storage/timers.py": "import apscheduler.jobstores"}),
    (
        "cycles",
        {
            "bot/domain/case.py": "import bot.domain.promise",
            "bot/domain/promise.py": "import bot.domain.case",
        },
    ),
    (
        "cycles",
        {
            "integrations/slack/inbound.py": "import integrations.slack.gateway",
            "integrations/slack/gateway.py": "import integrations.slack.inbound",
        },
    ),
    ("tests", {"bot/wiring.py": "import tests.fakes"}),
]


def _name_of(case: tuple[str, dict[str, str]]) -> str:
    contract, files = case
    lines = (f"{path}: {source or 'exists'}" for path, source in files.items())
    return f"{contract}, {' and '.join(lines)}"


def _build(folder: Path, files: dict[str, str]) -> None:
    for path, source in (dict.fromkeys(EMPTY_HOUSE, "") | files).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(source + "\n")


def _broken_contracts(folder: Path) -> set[str]:
    """Ids of the contracts that the packages in `folder` break, by our own configuration."""
    run = subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--no-logo", "--config", ROOT / "pyproject.toml"],
        cwd=folder,
        # Wide, so that no name is wrapped.
        env={"COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)\b", run.stdout, re.MULTILINE))
    assert set(verdicts) == set(CONTRACTS.values()), run.stdout + run.stderr
    broken = {id for id, name in CONTRACTS.items() if verdicts[name] == "BROKEN"}
    assert bool(run.returncode) == bool(broken), run.stdout + run.stderr
    return broken


def test_this_code_keeps_every_contract() -> None:
    assert _broken_contracts(ROOT) == set()


def test_good_manners_break_no_contract(tmp_path: Path) -> None:
    _build(tmp_path, GOOD_MANNERS)

    assert _broken_contracts(tmp_path) == set()


@pytest.mark.parametrize("case", CASES, ids=_name_of)
def test_a_broken_contract_is_seen(case: tuple[str, dict[str, str]], tmp_path: Path) -> None:
    contract, files = case
    _build(tmp_path, files)

    assert contract in _broken_contracts(tmp_path)


def test_every_contract_is_broken_on_purpose_at_least_once() -> None:
    assert {contract for contract, _ in CASES} == set(CONTRACTS)
