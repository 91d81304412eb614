"""The page's few static files, each under an address that changes with its content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, and what they are."""

    body: bytes
    type: str
    address: str


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    mark = hashlib.sha256(body).hexdigest()[:12]
    return Asset(body, _TYPES[path.suffix], f"/static/{mark}/{path.name}")


_ASSETS = {
    path.name: _read(path)
    for path in sorted(Path(__file__).with_name("static").iterdir())
    if path.suffix in _TYPES
}


def address(name: str) -> str:
    """Where a file is found; raises KeyError for one that is not there."""
    return _ASSETS[name].address


def find(mark: str, name: str) -> Asset | None:
    """The file of this content, if it is the present one."""
    asset = _ASSETS.get(name)
    return asset if asset and asset.address == f"/static/{mark}/{name}" else None
