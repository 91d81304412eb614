"""Records that come as JSON: read without ever raising, and put under our names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from integrations.sources.record import Value, dotted

NO_JSON: Final = object()
"""What `read_json` gives for something that is no JSON."""


def read_json(text: str) -> Value:
    """What JSON says, or NO_JSON."""
    try:
        value: Value = json.loads(text)
    except (ValueError, RecursionError):
        return NO_JSON
    return value


def one_line(value: Value) -> str:
    """Something that JSON said, as JSON again."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "(nested too deeply)"


def under_our_names(value: Value, paths: Mapping[str, str]) -> dict[str, Value]:
    """What stands at each path, under our name for it; without what is not there."""
    found = ((name, dotted(value, path)) for name, path in paths.items())
    return {name: there for name, there in found if there is not None}
