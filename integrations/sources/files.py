"""Posts in a file, CSV or JSONL: read row by row, every row either a post or kept aside."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from bot.ports.hearing import Deed, Heard, SourceError, TextReading, Unreadable
from integrations.sources.record import (
    FIELDS,
    REQUIRED,
    Origin,
    Record,
    Refused,
    aside,
    checked_fields,
    checked_zone,
    dotted,
    said_of,
)
from integrations.sources.record_json import NO_JSON, read_json, under_our_names

LONGEST_LINE = 1_000_000
"""In bytes. A longer line is no row of posts."""

_DELIMITERS = ",;\t|"
_JSON_SUFFIXES = {".jsonl", ".ndjson", ".json"}
_CSV_SUFFIXES = {".csv", ".tsv", ".tab", ".txt"}
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")

# How a file that is no text begins, and what to do about it.
_NO_TEXT = {
    b"PK\x03\x04": "It is a workbook or a zip file; save it as CSV (UTF-8), or unpack it.",
    b"\xd0\xcf\x11\xe0": "It is an old Excel workbook; save it as CSV (UTF-8).",
    b"\x1f\x8b": "It is compressed; unpack it first: gunzip FILE.",
    b"\xff\xfe": "It is in UTF-16; convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW.",
    b"\xfe\xff": "It is in UTF-16; convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW.",
}

OnBytes = Callable[[int, int], None]
"""Is told how many bytes of how many are behind us."""


@dataclass(frozen=True, slots=True)
class FileConfig:
    """How files of one kind are read."""

    name: str
    """The source that the posts belong to."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Our name to theirs: `{"id": "tweet_id"}`; in JSONL also a path: `user.name`."""
    company: str | None = None
    zone: str = "UTC"
    """The zone of dates that name none."""
    language: str | None = None
    """The language of texts that do not tell theirs."""


def source_name(path: Path) -> str:
    """What an import is called when nobody names it: the file's name, without its ending."""
    return _NOT_IN_A_NAME.sub("-", path.stem).strip("-.")[:80] or "file"


def read_file(
    path: Path,
    config: FileConfig,
    *,
    reading: TextReading,
    now: datetime,
    on_bytes: OnBytes | None = None,
) -> Iterator[Heard | Unreadable]:
    """Every row, in order, as a post or as what could not be read. `now` is machine time.

    Holds one row in memory. Raises SourceError, which says what to do, when the file as a whole
    cannot be read; rows given before that are good, and reading it again is harmless.
    """
    where = path.name
    checked_fields(config.fields, FIELDS, where)
    origin = Origin(config.name, config.company, config.language, checked_zone(config.zone, where))
    with _opened(path) as file:
        lines = _Lines(file, where)
        total = path.stat().st_size
        for row in _rows(path, lines, config):
            yield _told(row, where, origin, reading, now)
            if on_bytes is not None:
                on_bytes(lines.consumed, total)


@dataclass(frozen=True, slots=True)
class _Row:
    """One record of a file: where it began, as it stood there, and what it holds."""

    line: int
    body: str
    record: Record
    why: str | None = None
    """Why it holds nothing."""


def _told(
    row: _Row, where: str, origin: Origin, reading: TextReading, now: datetime
) -> Heard | Unreadable:
    """A row as a post, or as what could not be read."""
    try:
        if row.why is not None:
            raise Refused(row.why)
        said = said_of(row.record, origin, reading, now=now)
    except Refused as refused:
        return Unreadable(f"{where}, line {row.line}", str(refused), aside(row.body))
    return Heard(Deed.CREATED, origin.source, said.external_id, said, counts=said.counts)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file. Raises SourceError where there is none."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise SourceError(f"{path.name} cannot be opened: {error.strerror}.") from None
    with file:
        yield file


class _Lines:
    """A file's physical lines as text, one at a time, counted; lines can be put back."""

    def __init__(self, file: BinaryIO, where: str) -> None:
        self.consumed = 0
        self.number = 0
        """Of the line that was given last."""
        self._file = file
        self._where = where
        self._back: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        return line

    def put_back(self, lines: list[str]) -> None:
        """Let the lines that were given last come again."""
        self._back.extend(reversed(lines))
        self.number -= len(lines)

    def _read(self) -> str:
        raw = self._file.readline(LONGEST_LINE)
        if self.consumed == 0:
            self._refuse_no_text(raw)
        self.consumed += len(raw)
        if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
            raise SourceError(
                f"{self._where}: line {self.number + 1} is longer than {LONGEST_LINE} bytes."
                " Is this a CSV or JSONL file, with a row on each line?"
            )
        return self._decoded(raw)

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode("utf-8" if self.number else "utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceError(
                f"{self._where}: line {self.number + 1} is not UTF-8 (byte"
                f" 0x{raw[error.start]:02x}). Save the file as UTF-8, or convert it:"
                " iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW."
            ) from None

    def _refuse_no_text(self, raw: bytes) -> None:
        for beginning, advice in _NO_TEXT.items():
            if raw.startswith(beginning):
                raise SourceError(f"{self._where} is not a CSV or JSONL file. {advice}")


def _rows(path: Path, lines: _Lines, config: FileConfig) -> Iterator[_Row]:
    """The file's rows, whichever of the two formats it has."""
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise SourceError(f"{path.name} is empty.")
    lines.put_back([first])
    if _is_json(path, first):
        return _json_rows(path.name, lines, config.fields)
    return _csv_rows(path.name, lines, config.fields)


def _is_json(path: Path, first: str) -> bool:
    suffix = path.suffix.lower()
    if suffix in _JSON_SUFFIXES | _CSV_SUFFIXES:
        return suffix in _JSON_SUFFIXES
    return first.lstrip().startswith(("{", "["))


def _csv_rows(where: str, lines: _Lines, fields: Mapping[str, str]) -> Iterator[_Row]:
    """The rows under a CSV file's heading. Raises SourceError where columns are missing."""
    heading = next(lines)
    lines.put_back([heading])
    records = _csv_records(lines, _delimiter(heading, fields))
    first = next(records)
    if first.why is not None:
        raise SourceError(f"{where}: the heading cannot be read. {first.why}")
    names = [name.strip() for name in first.cells]
    columns = _columns(where, names, fields)
    for cells in records:
        if cells.why is not None or any(cell.strip() for cell in cells.cells):
            yield _csv_row(cells, columns, len(names))


@dataclass(frozen=True, slots=True)
class _Cells:
    """One record of a CSV file, not yet under its heading."""

    line: int
    body: str
    cells: list[str]
    why: str | None = None


def _csv_records(lines: _Lines, delimiter: str) -> Iterator[_Cells]:
    """A CSV file's records. After a broken one, reading goes on at its second line.

    So a quotation mark that is never closed costs one line, not the rest of the file.
    """
    taken: list[str] = []
    reader = csv.reader(_taking(lines, taken), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        line = lines.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            lines.put_back(taken[1:])
            yield _Cells(line, taken[0], [], _broken(error))
            reader = csv.reader(_taking(lines, taken), delimiter=delimiter, strict=True)
            continue
        if cells is None:
            return
        yield _Cells(line, "".join(taken), cells)


def _broken(error: csv.Error) -> str:
    return (
        f"The row is not CSV ({error}). Is every quotation mark closed, and written twice where it"
        " stands inside a field?"
    )


def _taking(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The lines, each kept in `taken` too."""
    for line in lines:
        taken.append(line)
        yield line


def _delimiter(heading: str, fields: Mapping[str, str]) -> str:
    """The delimiter under which the heading names most of the columns that we look for."""
    wanted = {_theirs(name, fields).casefold() for name in FIELDS}

    def found(delimiter: str) -> tuple[int, int]:
        names = [name.strip(' "\r\n').casefold() for name in heading.split(delimiter)]
        return len(wanted & set(names)), len(names)

    return max(_DELIMITERS, key=found)


def _columns(where: str, names: list[str], fields: Mapping[str, str]) -> dict[str, int]:
    """Our names, and which column each is in. Raises SourceError for missing and double ones."""
    places: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        places.setdefault(name.casefold(), []).append(at)
    columns = {name: places.get(_theirs(name, fields).casefold(), []) for name in FIELDS}
    _refuse_missing(where, [name for name in REQUIRED if not columns[name]], names, fields)
    _refuse_missing(where, [name for name in fields if not columns[name]], names, fields)
    twice = [_theirs(name, fields) for name, found in columns.items() if len(found) > 1]
    if twice:
        raise SourceError(f"{where} has the column {twice[0]!r} twice; rename one of them.")
    return {name: found[0] for name, found in columns.items() if found}


def _refuse_missing(
    where: str, missing: list[str], names: list[str], fields: Mapping[str, str]
) -> None:
    """Raise SourceError for columns that are not there, with what is there, and what to do."""
    if missing:
        raise SourceError(
            f"{where} has no column {', '.join(repr(_theirs(name, fields)) for name in missing)}."
            f" It has: {aside(', '.join(names))[:500]}. Rename the column, or say in the"
            f' source\'s fields which one it is: {missing[0]} = "their name".'
        )


def _theirs(name: str, fields: Mapping[str, str]) -> str:
    return fields.get(name, name)


def _csv_row(cells: _Cells, columns: Mapping[str, int], width: int) -> _Row:
    """A record under the heading's names."""
    why = cells.why
    if why is None and any(cell.strip() for cell in cells.cells[width:]):
        why = (
            f"The row has {len(cells.cells)} fields, the heading {width}; is a field with the"
            " delimiter in it without quotation marks?"
        )
    found = {name: cells.cells[at] for name, at in columns.items() if at < len(cells.cells)}
    return _Row(cells.line, cells.body, found, why)


def _json_rows(where: str, lines: _Lines, fields: Mapping[str, str]) -> Iterator[_Row]:
    """The objects of a JSONL file. Raises SourceError where its first one has other fields."""
    paths = {name: _theirs(name, fields) for name in FIELDS}
    rows = (_json_row(lines.number, line, paths) for line in lines if line.strip())
    first = next(rows)
    _refuse_other_json(where, first.body.strip(), fields)
    return chain([first], rows)


def _refuse_other_json(where: str, line: str, fields: Mapping[str, str]) -> None:
    """Raise SourceError where a first line shows that the whole file is written otherwise."""
    if line == "{" or line.startswith("["):
        raise SourceError(
            f"{where} has no object on each line; write them so: jq -c '.[]' FILE > NEW (for a"
            " list), or jq -c . FILE > NEW."
        )
    value = read_json(line)
    if isinstance(value, dict):
        # Not the author: a row may do without.
        needed = [(name, _theirs(name, fields)) for name in REQUIRED if name != "author"]
        missing = [
            name for name, path in needed if path not in value and dotted(value, path) is None
        ]
        _refuse_missing(where, missing, list(value), fields)


def _json_row(number: int, line: str, paths: Mapping[str, str]) -> _Row:
    """One line of a JSONL file under our names."""
    value = read_json(line)
    if not isinstance(value, dict):
        why = "The line is not JSON." if value is NO_JSON else "The line is not a JSON object."
        return _Row(number, line, {}, why)
    return _Row(number, line, under_our_names(value, paths))
