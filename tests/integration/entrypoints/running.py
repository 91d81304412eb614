"""Starting Knuffel as people do, and asking it how it is."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from urllib.error import URLError
from urllib.request import urlopen

from bot.clock import ticks

ROOT = Path(__file__).parents[3]
PATIENCE = 45.0
"""Seconds; a machine that is busy with other tests starts slowly."""


def command(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        env=environment(environ),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@contextmanager
def started(*arguments: str, cwd: Path, **environ: str) -> Iterator[subprocess.Popen[str]]:
    """A process that is running; it is killed if it is still there at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=cwd,
        env=environment(environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def stopped(process: subprocess.Popen[str]) -> tuple[float, str]:
    """Send SIGTERM; after how many seconds it was gone, and what it had complained of."""
    began = ticks()
    process.send_signal(signal.SIGTERM)
    _, complaints = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, complaints
    return ticks() - began, complaints


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int, path: str = "/readyz") -> str:
    """What a process answers, once it does."""
    end = ticks() + PATIENCE
    while ticks() < end:
        try:
            return get(port, path)
        except (URLError, ConnectionError):
            Event().wait(0.1)
    raise AssertionError(f"nothing answers on port {port}")


def get(port: int, path: str) -> str:
    """What a process answers."""
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
        return str(answer.read().decode())


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = ticks() + PATIENCE
    while not true():
        assert ticks() < end, "it never came to be"
        Event().wait(0.1)


def metric(port: int, name: str) -> float:
    """A number of a running process."""
    for line in get(port, "/metrics").splitlines():
        if line.startswith(f"{name} "):
            return float(line.rpartition(" ")[2])
    raise AssertionError(f"no metric {name}")


def posts_file(folder: Path, count: int, *, name: str = "posts.jsonl", days_ago: int = 30) -> Path:
    """A file of posts by as many people, in our own columns, said so many days before 2026-03."""
    file = folder / name
    with file.open("w") as out:
        for number in range(count):
            row = {
                "id": f"p{number}",
                "published_at": f"2026-02-{max(28 - days_ago, 1):02d}T10:00:{number % 60:02d}Z",
                "author": f"author{number}",
                "text": f"My internet is down again, number {number}.",
            }
            out.write(json.dumps(row) + "\n")
    return file


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **environ}  # noqa: TID251 - handed on
