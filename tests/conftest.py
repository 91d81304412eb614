"""What every test may ask for."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import databases
from tests.stores import migrated_file, postgres_stored, sqlite_stored, stored_url

__all__ = ["migrated_file", "postgres_stored", "sqlite_stored", "stored_url"]

# A busy machine must not fail a property; the test's own time-out still ends what hangs.
hypothesis.settings.register_profile("knuffel", deadline=None)
hypothesis.settings.load_profile("knuffel")


def pytest_configure(config: pytest.Config) -> None:
    """Make room for one PostgreSQL per run, in the process that outlives the others."""
    if not hasattr(config, "workerinput"):
        databases.begin_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what `pytest_configure` made room for."""
    if not hasattr(config, "workerinput"):
        databases.end_run()


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.PostgresServer]:
    """The run's PostgreSQL server, started by the first who asks."""
    server = databases.connect_to_server()
    yield server
    server.close()


@pytest.fixture
def postgres_url(postgres: databases.PostgresServer) -> Iterator[str]:
    """A new and empty PostgreSQL database: `postgresql+psycopg://...`."""
    with postgres.database() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite database that is not there yet: `sqlite:///...`."""
    return f"sqlite:///{tmp_path / 'knuffel.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database; the test runs once on each kind."""
    url: str = request.getfixturevalue(
        {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    )
    return url
