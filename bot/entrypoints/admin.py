"""The commands: what is typed after `python -m bot`, and what is said when it cannot be done."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.clock import machine_millis
from bot.config import BadConfig, Config, database_url, read_config
from bot.domain.errors import Error
from bot.entrypoints import logs
from bot.entrypoints.all_in_one import run_all
from bot.entrypoints.demo.play import run_demo
from bot.entrypoints.digest import FORMATS, show_digest
from bot.entrypoints.doctor import examine, is_missing, revive
from bot.entrypoints.exporting import export
from bot.entrypoints.importing import import_file
from bot.entrypoints.process import run
from bot.entrypoints.replaying import replay
from bot.entrypoints.simulate import Plan, simulate
from bot.entrypoints.simulation.worker import work
from bot.entrypoints.slack import show_key, show_manifest
from bot.entrypoints.teams import write_package
from bot.entrypoints.web import run_web
from bot.entrypoints.worker import run_worker
from bot.wiring import Bot, wire
from storage.migrate import is_current, migrate

Command = Callable[[argparse.Namespace], int]

REFUSED = 2
"""The exit code where a person has to do something first."""


class Unusable(Error):
    """A command cannot be done as it was typed; the sentence says what to do."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; the exit code. What a person can mend is one sentence, never a traceback."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        return command(options)
    except BadConfig as error:
        _complain(error.mistakes)
    except Error as error:
        _complain([str(error) or type(error).__name__])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0  # whoever read our output has seen enough
    return REFUSED


def _complain(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        print(f"knuffel: {sentence}", file=sys.stderr)


# --- commands -----------------------------------------------------------------------------------


def _run(options: argparse.Namespace) -> int:
    run(run_all(_started(_config(options))))
    return 0


def _web(options: argparse.Namespace) -> int:
    run(run_web(_started(_config(options))))
    return 0


def _worker(options: argparse.Namespace) -> int:
    run(run_worker(_started(_config(options))))
    return 0


def _migrate(options: argparse.Namespace) -> int:
    migrate(_config(options).database_url)
    print("The database has the tables of this version.")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    try:
        config = _config(options)
    except BadConfig as error:
        for mistake in error.mistakes:
            print(f"fail  config: {mistake}")
        return 1
    return revive(_readable(config)) if options.revive else examine(config)


def _import(options: argparse.Namespace) -> int:
    bot = _started(_config(options))
    try:
        return import_file(
            bot,
            options.file,
            source=options.source,
            company=options.company,
            fields=dict(options.fields),
        )
    finally:
        bot.close()


def _replay(options: argparse.Namespace) -> int:
    config = _config(options)
    url = database_url(options.database or "sqlite:///replay.db")
    config = replace(config, database_url=url)
    return replay(
        config,
        options.file,
        speed=options.speed,
        fresh=options.database is None,
        source=options.source,
        company=options.company,
        fields=dict(options.fields),
    )


def _digest(options: argparse.Namespace) -> int:
    return show_digest(
        _readable(_config(options)),
        options.week,
        form=options.format,
        language=options.language,
        to=options.output,
    )


def _export(options: argparse.Namespace) -> int:
    return export(_readable(_config(options)), sys.stdout, words=options.words)


def _demo(options: argparse.Namespace) -> int:
    _speak_log("WARNING")
    return run_demo(fresh=options.fresh, port=options.port)


def _simulate(options: argparse.Namespace) -> int:
    _speak_log("ERROR")
    if options.as_worker is not None:
        name, line, config, url = options.as_worker
        return work(name, int(line), Path(config), url)
    return simulate(
        Plan(
            days=options.days,
            seed=options.seed,
            posts=options.posts,
            people=options.people,
            kills=options.kill,
            workers=options.workers,
            database=options.database_url,
            json=options.json,
        )
    )


def _manifest(options: argparse.Namespace) -> int:
    return show_manifest(
        url=options.url,
        sockets=options.sockets,
        oauth=options.oauth,
        language=options.language,
        reasons=options.reasons,
    )


def _key(options: argparse.Namespace) -> int:
    del options  # it has none
    return show_key()


def _package(options: argparse.Namespace) -> int:
    return write_package(options.file, language=options.language)


def _config(options: argparse.Namespace) -> Config:
    config = read_config()
    _speak_log(config.log_level)
    port = getattr(options, "port", None)
    return config if port is None else replace(config, port=port)


def _started(config: Config) -> Bot:
    """A process's bot; an embedded database is made and brought up to date by itself."""
    if config.database_url.startswith("sqlite"):
        migrate(config.database_url)
    return wire(_readable(config), worker=f"w{machine_millis()}")


def _readable(config: Config) -> Config:
    """The settings, if their database has this version's tables. Raises Unusable."""
    if is_missing(config.database_url) or not is_current(config.database_url):
        raise Unusable(
            "The database has not the tables of this version: run python -m bot migrate."
        )
    return config


def _speak_log(level: str) -> None:
    """Logs go to standard error: ids and codes, never words."""
    logs.speak(level)
    if level != "DEBUG":
        warnings.simplefilter("ignore", DeprecationWarning)


# --- the command line ---------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        description="Knuffel: everyone in the company does customer contact.",
        epilog="Settings come from the environment (DATABASE_URL, PORT, KNUFFEL_CONFIG, "
        "LOG_LEVEL); see docs/reference/configuration.md.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, add in _COMMANDS.items():
        add(commands.add_parser(name, help=_HELP[name], description=_HELP[name]))
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_run)
    _port(parser)


def _add_web(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_web)
    _port(parser)


def _add_worker(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_worker)


def _add_migrate(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_migrate)


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_doctor)
    parser.add_argument(
        "--revive", action="store_true", help="try again what could not be delivered"
    )


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_import)
    _file(parser)


def _add_replay(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_replay)
    _file(parser)
    parser.add_argument(
        "--speed",
        type=_speed,
        default=60.0,
        metavar="N",
        help="how many times faster than it happened (default 60: a minute is an hour)",
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        help="a database of its own, without posts (default: replay.db here, made anew)",
    )
    _port(parser)


def _add_digest(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_digest)
    parser.add_argument("--week", metavar="2026-W12", help="the ISO week (default: last week)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    parser.add_argument("--language", choices=("nl", "en"), help="default: the company's first")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="where to write it (needed for png)"
    )


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_export)
    parser.add_argument(
        "--words", action="store_true", help="with what customers wrote; keep the file safe"
    )


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_demo)
    parser.add_argument("--fresh", action="store_true", help="forget the last demo, start over")
    _port(parser)


def _add_simulate(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command=_simulate)
    parser.add_argument(
        "--days", type=_count, default=365, metavar="N", help="so many days (default 365)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="the same seed plays the same (default 1)"
    )
    parser.add_argument(
        "--posts", type=_count, metavar="N", help="in all (default: 50,000 in a year)"
    )
    parser.add_argument(
        "--people", type=_count, default=300, metavar="N", help="colleagues (default 300)"
    )
    parser.add_argument(
        "--database-url",
        metavar="URL",
        help="an empty database (default: a SQLite file that is thrown away)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report as JSON too")
    parser.add_argument(
        "--kill",
        type=_count,
        default=0,
        metavar="N",
        help="let a worker be a process of its own, killed so many times",
    )
    parser.add_argument(
        "--workers",
        type=_count,
        default=1,
        metavar="N",
        help="so many such processes side by side (on SQLite they wait for each other)",
    )
    parser.add_argument("--as-worker", nargs=4, help=argparse.SUPPRESS)


def _count(written: str) -> int:
    if not written.isdigit() or not 0 < int(written) <= 10_000_000:
        raise argparse.ArgumentTypeError(f"{written!r}: write a whole number such as 30")
    return int(written)


def _add_slack(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(metavar="WHAT", required=True)
    shown = commands.add_parser("manifest", help="Print the app's manifest, to make it in Slack.")
    shown.set_defaults(command=_manifest)
    shown.add_argument("--url", metavar="URL", help="where Slack reaches us (default: as set)")
    shown.add_argument("--sockets", action="store_true", help="by Socket Mode (default: as set)")
    shown.add_argument("--oauth", action="store_true", help="for several workspaces")
    shown.add_argument("--language", choices=("nl", "en"), help="default: the company's first")
    shown.add_argument(
        "--reasons", action="store_true", help="say on standard error what each scope is for"
    )
    key = commands.add_parser("key", help="Print a new key for KNUFFEL_SECRET_KEY.")
    key.set_defaults(command=_key)


def _add_teams(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(metavar="WHAT", required=True)
    packed = commands.add_parser("package", help="Write the app package, to upload it to Teams.")
    packed.set_defaults(command=_package)
    packed.add_argument("file", type=Path, metavar="FILE", help="such as knuffel.zip")
    packed.add_argument("--language", choices=("nl", "en"), help="default: the company's first")


def _port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_port_number, metavar="N", help="where the page listens (default: 8300)"
    )


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or JSONL, one post a row")
    parser.add_argument("--source", help="what the posts' source is called (default: the file)")
    parser.add_argument("--company", help="the brand that they are about, if the file names none")
    parser.add_argument(
        "--fields",
        type=_pair,
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="which column is which: --fields id=tweet_id --fields text=body",
    )


def _pair(written: str) -> tuple[str, str]:
    ours, mark, theirs = written.partition("=")
    if not (ours and mark and theirs):
        raise argparse.ArgumentTypeError(f"{written!r}: write OURS=THEIRS, such as id=tweet_id")
    return ours, theirs


def _speed(written: str) -> float:
    try:
        speed = float(written)
    except ValueError:
        speed = 0.0
    if not 0 < speed <= 100_000:
        raise argparse.ArgumentTypeError(f"{written!r}: write a number such as 60")
    return speed


def _port_number(written: str) -> int:
    if not written.isdigit() or int(written) > 65535:
        raise argparse.ArgumentTypeError(f"{written!r}: write a port number such as 8300")
    return int(written)


_COMMANDS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "run": _add_run,
    "web": _add_web,
    "worker": _add_worker,
    "migrate": _add_migrate,
    "doctor": _add_doctor,
    "import": _add_import,
    "replay": _add_replay,
    "digest": _add_digest,
    "export": _add_export,
    "demo": _add_demo,
    "simulate": _add_simulate,
    "slack": _add_slack,
    "teams": _add_teams,
}
_HELP = {
    "run": "Start everything in one process: the page and the work behind it.",
    "web": "Start the page and the doors only; run a worker beside it.",
    "worker": "Start the work behind the page: reminders, cards, sources, digests.",
    "migrate": "Bring the database's tables to this version.",
    "doctor": "Say what is well, what is not, and what to do about it.",
    "import": "Take in posts from a file; twice changes nothing.",
    "replay": "Play the posts of a file as if they came now, on a demo clock.",
    "digest": "Print the ownership report of a week.",
    "export": "Write cases, promises and history as lines of JSON, without people's names.",
    "demo": "Start an invented company on this machine, to try Knuffel.",
    "simulate": "Play a year of an invented company, and say whether anything was forgotten.",
    "slack": "Print what is needed to connect Slack.",
    "teams": "Write what is needed to connect Teams.",
}
