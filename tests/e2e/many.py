"""More connections at once than a system allows at first."""

from __future__ import annotations

import resource
from collections.abc import Iterator

import pytest

_FILES = 4096


@pytest.fixture
def many_files() -> Iterator[None]:
    """Two thousand connections in this process and the bot's; systems may allow 256 at first."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
