"""Sources: files, feeds and hooks, and the secrets that only the environment has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from bot.config import values
from bot.config.calendars import read_zone
from bot.config.tables import Table
from bot.domain.working_time import Calendar
from bot.ports.hearing import SourceError
from integrations.sources.feed import FeedConfig
from integrations.sources.files import FileConfig
from integrations.sources.record import FIELDS
from integrations.sources.webhook import HookConfig


def read_file(name: str, table: Table, calendar: Calendar) -> FileConfig:
    """The kind of file of `[files.NAME]`."""
    return FileConfig(
        name=name,
        fields=_fields(table),
        company=table.optional("company"),
        language=table.optional("language"),
        zone=read_zone(table, calendar),
    )


def read_feed(name: str, table: Table) -> FeedConfig:
    """The feed of `[feeds.NAME]`."""
    url = table.required("url", '"https://example.org/feed.xml"')
    if url and not re.match(r"https?://\S+$", url):
        table.wrong("url", "write an address that begins with https://.")
    every = table.read("every", timedelta(minutes=5), values.duration, 'time such as "5m"')
    return FeedConfig(
        name=name,
        url=url,
        company=table.optional("company"),
        language=table.optional("language"),
        every=max(int(every.total_seconds()), 10),
        internal=table.flag("internal"),
    )


def read_hooks(
    root: Table, environ: Mapping[str, str], calendar: Calendar
) -> dict[str, HookConfig]:
    """The hooks of `[hooks.NAME]` by name, those that can be used."""
    tables = root.tables("hooks", "clips")
    found = {name: _hook(name, table, environ, calendar) for name, table in tables}
    return {name: hook for name, hook in found.items() if hook is not None}


def _hook(
    name: str, table: Table, environ: Mapping[str, str], calendar: Calendar
) -> HookConfig | None:
    secrets = _secrets(table, environ)
    written = partial(
        HookConfig,
        name=name,
        secrets=secrets,
        fields=_fields(table),
        items=table.optional("items"),
        deed=table.optional("deed"),
        deeds={theirs: str(ours) for theirs, ours in table.pairs("deeds").items()},
        company=table.optional("company"),
        language=table.optional("language"),
        zone=read_zone(table, calendar),
    )
    try:
        return written() if secrets else None
    except SourceError as error:
        table.wrong("", str(error))
        return None


def _secrets(table: Table, environ: Mapping[str, str]) -> tuple[str, ...]:
    """The secrets, from the environment; never told, not even in part."""
    if table.value("secret") is not None:
        table.wrong("secret", 'secrets are not kept in this file; write secret_env = "NAME".')
    none: tuple[str, ...] = ()
    named = table.read("secret_env", none, values.text_or_texts, 'a name, such as "HOOK_SECRET"')
    if not named:
        table.wrong("secret_env", 'is missing; write for example secret_env = "HOOK_SECRET".')
    found = {name: environ.get(name, "") for name in named}
    for name, secret in found.items():
        if not secret:
            table.wrong("secret_env", f"the environment has no {name}; set it before starting.")
    return tuple(secret for secret in found.values() if secret)


def _fields(table: Table) -> Mapping[str, str]:
    fields = {ours: str(theirs) for ours, theirs in table.pairs("fields").items()}
    table.check("fields", fields, FIELDS, "field")
    return {ours: theirs for ours, theirs in fields.items() if ours in FIELDS}
