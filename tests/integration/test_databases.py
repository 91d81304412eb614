"""The databases that other tests are given: real, empty, and nobody else's."""

import sqlite3
from contextlib import closing

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests.databases import PostgresServer


def _connect(url: str) -> psycopg.Connection:
    assert url.startswith("postgresql+psycopg://")
    return psycopg.connect(url.replace("+psycopg", "", 1))


def _create_posts(url: str) -> None:
    with _connect(url) as connection:
        connection.execute("CREATE TABLE posts (id text)")


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_has_a_postgresql_database_to_itself(postgres_url: str, time: str) -> None:
    _create_posts(postgres_url)

    with _connect(postgres_url) as connection:
        connection.execute("INSERT INTO posts VALUES (%s)", [time])
        assert connection.execute("SELECT id FROM posts").fetchall() == [(time,)]


def test_a_database_is_gone_afterwards_even_if_someone_still_looks(
    postgres: PostgresServer,
) -> None:
    with postgres.database() as url:
        left_behind = _connect(url)

    with closing(left_behind), pytest.raises(psycopg.OperationalError):
        left_behind.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        _connect(url)


def test_a_template_is_prepared_once_and_copied(postgres: PostgresServer) -> None:
    prepared = []

    def prepare(url: str) -> None:
        prepared.append(url)
        _create_posts(url)

    template = postgres.template("once", prepare)
    assert postgres.template("once", prepare) == template

    assert len(prepared) == 1
    with postgres.database(template) as url, _connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM posts").fetchone() == (0,)


def test_a_template_that_failed_is_prepared_again(postgres: PostgresServer) -> None:
    def fail(url: str) -> None:
        _create_posts(url)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        postgres.template("again", fail)
    template = postgres.template("again", _create_posts)

    with postgres.database(template) as url, _connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM posts").fetchone() == (0,)


def test_a_sqlite_database_is_a_file_of_the_tests_own(sqlite_url: str) -> None:
    path = make_url(sqlite_url).database
    assert path is not None

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_a_test_can_run_on_both_kinds(database_url: str, request: pytest.FixtureRequest) -> None:
    kind = request.node.callspec.params["database_url"]

    assert make_url(database_url).get_backend_name() == kind
