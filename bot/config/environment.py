"""The one file that reads the environment: settings, and where the company's file is."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from bot.config.builder import build_house
from bot.config.house import DEFAULT_HOUSE, BadConfig, Config, House
from bot.config.tables import Table

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

Environment = Mapping[str, str]


def read_config(environ: Environment = os.environ) -> Config:
    """The settings of this process. Raises BadConfig."""
    mistakes: list[str] = []
    port = _port(environ.get("PORT", "8300"), mistakes)
    log_level = environ.get("LOG_LEVEL", "INFO").upper()
    if log_level not in LOG_LEVELS:
        mistakes.append(f"LOG_LEVEL: write one of {', '.join(LOG_LEVELS)}.")
    house = _read_house(environ, mistakes)
    if mistakes or house is None:
        raise BadConfig(mistakes)
    url = environ.get("DATABASE_URL") or "sqlite:///knuffel.db"
    return Config(database_url(url), port, log_level, house)


def environment() -> dict[str, str]:
    """A copy of this process's environment, for the commands that set something in it."""
    return dict(os.environ)


def database_url(url: str) -> str:
    """The URL with the driver that we use, as hosting companies write it without."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)


def parse_house(text: str, name: str, environ: Environment = MappingProxyType({})) -> House:
    """The company's choices from a TOML text; `name` is what mistakes call it.

    Raises BadConfig with every mistake.
    """
    mistakes: list[str] = []
    house = _parse(text, name, environ, mistakes)
    if mistakes or house is None:
        raise BadConfig(mistakes)
    return house


def _port(written: str, mistakes: list[str]) -> int:
    if written.isascii() and written.isdigit() and 0 <= int(written) <= 65535:
        return int(written)
    mistakes.append(f"PORT: {written!r} is no port; write a number such as 8300.")
    return 0


def _read_house(environ: Environment, mistakes: list[str]) -> House | None:
    named = environ.get("KNUFFEL_CONFIG")
    if not named:
        return _parse(DEFAULT_HOUSE, "the default company", environ, mistakes)
    try:
        text = Path(named).read_text(encoding="utf-8")
    except FileNotFoundError:
        mistakes.append(f"KNUFFEL_CONFIG: there is no file {named}; write the path of a TOML file.")
    except (OSError, UnicodeDecodeError) as error:
        mistakes.append(f"KNUFFEL_CONFIG: {named} cannot be read ({type(error).__name__}).")
    else:
        return _parse(text, Path(named).name, environ, mistakes)
    return None


def _parse(text: str, name: str, environ: Environment, mistakes: list[str]) -> House | None:
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        mistakes.append(f"{name}: this is not TOML: {error}.")
        return None
    return build_house(Table(written, name, mistakes), environ)
