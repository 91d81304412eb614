"""Posts in files: what is read, what is kept aside, and what stops an import."""

import json
import tracemalloc
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.post import Direction, Said
from bot.ports.hearing import Heard, SourceError, Unreadable
from integrations.sources.files import FileConfig, read_file, source_name
from integrations.sources.record import FIELDS
from tests.contract.hearing.samples import NOW, PlainReading

HEADING = "id,published_at,author,text"


class Import:
    """A file that is written and read in one go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.aside: list[Unreadable] = []

    def read(
        self,
        content: str | bytes,
        name: str = "posts.csv",
        *,
        fields: Mapping[str, str] | None = None,
        zone: str = "UTC",
        company: str | None = None,
    ) -> list[Said]:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        config = FileConfig("posts", fields or {}, company, zone)
        rows = list(read_file(path, config, reading=PlainReading(), now=NOW))
        self.aside = [row for row in rows if isinstance(row, Unreadable)]
        return [row.said for row in rows if isinstance(row, Heard) and row.said is not None]


@pytest.fixture
def file(tmp_path: Path) -> Import:
    return Import(tmp_path)


def _row(id: str = "1", at: str = "2026-03-01T12:00:00Z", text: str = "Help") -> str:
    return f"{id},{at},@jos,{text}"


def test_all_columns_arrive(file: Import) -> None:
    [said] = file.read(
        HEADING + ",company,in_reply_to,direction,url,likes,shares,lang\n"
        '2,2026-03-01T12:00:00+01:00,@jos,"Help, ik ""wacht""",Telco,1,inbound,'
        "https://example.org/a,1526,3,nl\n"
    )

    assert said.text == 'Help, ik "wacht"'
    assert said.said_at == datetime(2026, 3, 1, 11, tzinfo=UTC)
    assert (said.company, said.in_reply_to, said.language) == ("Telco", "1", "nl")
    assert said.url_key is not None
    assert said.counts == (("likes", 1526), ("shares", 3))


@pytest.mark.parametrize("word", ["outbound", "company", "Company", " OUT ", "false", "agent"])
def test_the_companys_own_words_are_known_by_several_names(file: Import, word: str) -> None:
    [said] = file.read(f"{HEADING},direction\n{_row()},{word}\n")

    assert said.direction is Direction.OUTBOUND


@pytest.mark.parametrize("word", ["inbound", "", "customer", "True"])
def test_a_customers_words_need_no_direction(file: Import, word: str) -> None:
    [said] = file.read(f"{HEADING},direction\n{_row()},{word}\n")

    assert said.direction is Direction.INBOUND


def test_a_direction_that_nobody_knows_is_kept_aside(file: Import) -> None:
    assert file.read(f"{HEADING},direction\n{_row()},sideways\n") == []
    assert "inbound" in file.aside[0].why


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(file: Import, delimiter: str) -> None:
    content = f"{HEADING}\n{_row(text='Help')}\n".replace(",", delimiter)

    assert [said.text for said in file.read(content)] == ["Help"]


def test_a_semicolon_in_the_heading_does_not_deceive(file: Import) -> None:
    content = f"{HEADING},a;b;c;d;e;f\n{_row()},x\n"

    assert [said.external_id for said in file.read(content)] == ["1"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_of_every_system_are_read(file: Import, line_end: str, mark: str) -> None:
    content = mark + line_end.join([HEADING, _row("1"), "", _row("2"), ""])

    assert [said.external_id for said in file.read(content)] == ["1", "2"]
    assert file.aside == []


def test_names_of_columns_may_be_in_capitals(file: Import) -> None:
    assert len(file.read(f"{HEADING.upper()}\n{_row()}\n")) == 1


def test_the_line_is_where_a_row_begins_also_behind_lines_in_quotation_marks(
    file: Import,
) -> None:
    content = f'{HEADING}\n1,2026-03-01,@jos,"een\n\ntwee"\n,2026-03-01,@jos,"a\nb"\n{_row("3")}\n'

    said = file.read(content)

    assert [one.text for one in said] == ["een\n\ntwee", "Help"]
    assert [one.place for one in file.aside] == ["posts.csv, line 5"]
    assert file.aside[0].body == ',2026-03-01,@jos,"a\nb"\n'


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",2026-03-01,@jos,Help", "The id is missing."),
        ("5.70301E+17,2026-03-01,@jos,Help", "rounded"),
        ("1,,@jos,Help", "The date is missing."),
        ("1,gisteren,@jos,Help", "not readable"),
        ("1,03/04/2026,@jos,Help", "not readable"),
        ("1,0001-01-01T00:00:00+14:00,@jos,Help", "not readable"),
        ("1,1900-01-01,@jos,Help", "before 1970"),
        ("1,2026-03-17,@jos,Help", "future"),
        ("1,2026-03-01,@jos,", "The text is empty."),
        ("1,2026-03-01,@jos,&nbsp;", "The text is empty."),
        ("1,2026-03-01,@jos", "The text is empty."),
        ("1,2026-03-01,@jos,Help, ik wacht", "5 fields, the heading 4"),
        ('1,2026-03-01,@jos,"Help" ik wacht', "quotation mark"),
        ('1,2026-03-01,@jos,"Help', "quotation mark"),
        (f"1,2026-03-01,{'@' * 600},Help", "right column"),
    ],
)
def test_a_bad_row_is_kept_aside_with_its_line_and_the_reason(
    file: Import, row: str, why: str
) -> None:
    said = file.read(f"{HEADING}\n{_row('8')}\n{row}\n{_row('9')}\n")

    assert [one.external_id for one in said] == ["8", "9"]
    [aside] = file.aside
    assert aside.place == "posts.csv, line 3"
    assert why in aside.why
    assert aside.body == row + "\n"


def test_a_quotation_mark_that_is_never_closed_costs_one_row(file: Import) -> None:
    rows = "\n".join(_row(str(number), text="x" * 100) for number in range(2, 3000))

    said = file.read(f'{HEADING}\n1,2026-03-01,@jos,"Help\n{rows}\n')

    assert len(said) == 2998
    assert [one.place for one in file.aside] == ["posts.csv, line 2"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-01T12:00:00Z", "2026-03-01T12:00:00+00:00"),
        ("2026-03-01 12:00:00 UTC", "2026-03-01T12:00:00+00:00"),
        ("2026-03-01T12:00:00.5-08:00", "2026-03-01T20:00:00.5+00:00"),
        ("Tue Feb 24 11:15:59 +0000 2015", "2015-02-24T11:15:59+00:00"),
        ('"Tue, 24 Feb 2015 11:15:59 -0800"', "2015-02-24T19:15:59+00:00"),
        ("1424805359", "2015-02-24T19:15:59+00:00"),
        ("1424805359000", "2015-02-24T19:15:59+00:00"),
        ("2026-03-01", "2026-02-28T23:00:00+00:00"),
        ("2026-03-01 12:00", "2026-03-01T11:00:00+00:00"),
        ("2025-07-01 12:00", "2025-07-01T10:00:00+00:00"),
    ],
)
def test_dates_are_read_in_many_forms_without_a_zone_in_the_configured_one(
    file: Import, written: str, meant: str
) -> None:
    [said] = file.read(f"{HEADING}\n{_row(at=written)}\n", zone="Europe/Amsterdam")

    assert said.said_at == datetime.fromisoformat(meant)
    assert said.said_at.tzinfo is UTC


def test_entities_are_the_characters_that_they_mean_and_links_stay_whole(file: Import) -> None:
    [said] = file.read(f"{HEADING}\n{_row(text='AT&amp;T &lt;3 &#128522; ?a=1&copy=2 &amp;lt;')}\n")

    assert said.text == "AT&T <3 😊 ?a=1&copy=2 &lt;"


@pytest.mark.parametrize(
    ("written", "meant"), [("24.0", "24"), ("24", "24"), ("", None), ("5.7E+17", None)]
)
def test_a_reference_that_a_data_frame_made_decimal_is_mended(
    file: Import, written: str, meant: str | None
) -> None:
    [said] = file.read(f"{HEADING},in_reply_to\n{_row()},{written}\n")

    assert said.in_reply_to == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1.526", 1526), ('"1,526"', 1526), ("0", 0), ("12.0", 12), ("1.2K", None), ("-3", None)],
)
def test_counts_are_whole_numbers_or_nothing(file: Import, written: str, meant: int | None) -> None:
    [said] = file.read(f"{HEADING},likes\n{_row()},{written}\n")

    assert dict(said.counts).get("likes") == meant


def test_a_map_of_fields_says_which_column_is_which(file: Import) -> None:
    fields = {"id": "tweet_id", "text": "Body", "published_at": "created"}

    [said] = file.read(
        "tweet_id,created,author,Body,name\n1,2026-03-01,jos7,Help,Jos\n",
        fields={**fields, "handle": "name"},
        company="Telco",
    )

    assert (said.external_id, said.text, said.company) == ("1", "Help", "Telco")
    assert (said.author.external_id, said.author.handle) == ("jos7", "Jos")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        ("", "posts.csv", "is empty"),
        ("\n \n", "posts.csv", "is empty"),
        ("tweet_id,created\n1,2\n", "posts.csv", "no column 'id', 'published_at'"),
        ("tweet_id,created\n1,2\n", "posts.csv", "It has: tweet_id, created."),
        (f"{HEADING},id\n", "posts.csv", "twice"),
        (f'{HEADING},"x\n', "posts.csv", "heading"),
        (f"{HEADING}\r{_row()}\r", "posts.csv", "heading"),
        (b"PK\x03\x04", "posts.csv", "CSV (UTF-8)"),
        (b"\x1f\x8b\x08", "posts.csv", "gunzip"),
        (HEADING.encode("utf-16"), "posts.csv", "iconv -f UTF-16"),
        (f"{HEADING}\n{_row(text='Zoë')}".encode("latin-1"), "posts.csv", "line 2 is not UTF-8"),
        (f"{HEADING}\n{_row(text='Zoë')}".encode("latin-1"), "posts.csv", "iconv -f WINDOWS-1252"),
        (b"x" * 2_000_000, "posts.csv", "longer than 1000000 bytes"),
        ('[{"id": 1}]', "posts.json", "jq -c '.[]'"),
        ('{\n  "id": 1\n}', "posts.json", "jq -c"),
        ('{"tweet": 1, "body": "x"}', "posts.jsonl", "It has: tweet, body."),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_stops_with_one_sentence_on_what_to_do(
    file: Import, content: str | bytes, name: str, sentence: str
) -> None:
    with pytest.raises(SourceError) as error:
        file.read(content, name)

    assert sentence in str(error.value)
    assert str(error.value).startswith(name)


def test_a_missing_file_a_wrong_zone_and_a_wrong_field_are_clear_errors(file: Import) -> None:
    with pytest.raises(SourceError, match=r"no\.csv cannot be opened"):
        list(read_file(file.folder / "no.csv", FileConfig("x"), reading=PlainReading(), now=NOW))
    for zone in ("Mars/North", "", "../etc/passwd", "/etc"):
        with pytest.raises(SourceError, match="Europe/Amsterdam"):
            file.read(HEADING, zone=zone)
    with pytest.raises(SourceError, match="unknown field idd"):
        file.read(HEADING, fields={"idd": "x"})
    with pytest.raises(SourceError, match="no column 'taal'"):
        file.read(HEADING, fields={"lang": "taal"})


def test_json_lines_are_read_with_paths_into_their_objects(file: Import) -> None:
    lines = [
        {"id": 570301130888122000, "at": 1424805359, "user": {"name": "@jos"}, "text": "Help"},
        {"id": "2", "at": "2026-03-01", "user": {}, "text": "Ook", "likes": 7, "tags.0": 1},
    ]

    said = file.read(
        "\n".join(map(json.dumps, lines)),
        "posts.jsonl",
        fields={"published_at": "at", "author": "user.name"},
    )

    assert [one.external_id for one in said] == ["570301130888122000", "2"]
    assert [one.author.handle for one in said] == ["@jos", ""]
    assert said[1].counts == (("likes", 7),)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ("null", "not a JSON object"),
        ("[" * 100_000, "not JSON"),
        ('{"id": ' + "9" * 5_000 + "}", "not JSON"),
        ('{"id": 1.5, "published_at": "2026-03-01", "text": "x"}', "rounded"),
        ('{"id": 5.7e17, "published_at": "2026-03-01", "text": "x"}', "rounded"),
        ('{"id": true, "published_at": "2026-03-01", "text": "x"}', "id is missing"),
        ('{"id": [1], "published_at": "2026-03-01", "text": "x"}', "id is missing"),
        ('{"id": "1", "published_at": NaN, "text": "x"}', "not readable"),
        ('{"id": "1", "published_at": 1e400, "text": "x"}', "not readable"),
        ('{"id": "1", "published_at": "2026-03-01", "text": {"a": 1}}', "not written as text"),
    ],
)
def test_a_bad_line_of_json_is_kept_aside(file: Import, line: str, why: str) -> None:
    good = '{"id": "8", "published_at": "2026-03-01", "text": "x"}'

    said = file.read(f"{good}\n\n{line}\n{good}\n", "posts.jsonl")

    assert len(said) == 2
    assert [one.place for one in file.aside] == ["posts.jsonl, line 3"]
    assert why in file.aside[0].why


def test_the_format_is_told_by_the_first_line_where_the_name_tells_nothing(file: Import) -> None:
    line = '{"id": "8", "published_at": "2026-03-01", "text": "x"}'

    assert len(file.read(line, "export")) == 1
    assert len(file.read(f"{HEADING}\n{_row()}", "export")) == 1


def test_how_far_it_is_is_told_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text("\n".join([HEADING, *(_row(str(number)) for number in range(100)), "", ""]))
    told: list[tuple[int, int]] = []

    rows = read_file(
        path,
        FileConfig("posts"),
        reading=PlainReading(),
        now=NOW,
        on_bytes=lambda done, total: told.append((done, total)),
    )

    assert len(list(rows)) == len(told) == 100
    assert told == sorted(told)
    size = path.stat().st_size
    assert {total for _, total in told} == {size}
    assert size - 2 <= told[-1][0] <= size


def test_a_large_file_is_never_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    with path.open("w") as file:
        file.write(HEADING + "\n")
        file.writelines(_row(str(number), text="x" * 1000) + "\n" for number in range(10_000))
    rows = read_file(path, FileConfig("posts"), reading=PlainReading(), now=NOW)

    tracemalloc.start()
    try:
        count = sum(1 for _ in rows)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert count == 10_000
    assert peak < path.stat().st_size / 10


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("airline posts (1).csv", "airline-posts-1"),
        ("tweets.2026.jsonl", "tweets.2026"),
        (".csv", "csv"),
        ("???.csv", "file"),
    ],
)
def test_an_import_that_nobody_names_is_called_after_its_file(name: str, source: str) -> None:
    assert source_name(Path(name)) == source


_CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    fields=st.dictionaries(st.sampled_from(FIELDS), _CELLS, max_size=5),
    lines=st.lists(_CELLS | st.sampled_from([HEADING, _row(), '"', "{}", "[", '{"id": 1}'])),
    name=st.sampled_from(["a.csv", "a.jsonl", "a"]),
)
def test_no_map_of_fields_and_no_file_ends_otherwise_than_promised(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str], lines: list[str], name: str
) -> None:
    file = Import(tmp_path_factory.getbasetemp())

    try:
        said = file.read("\n".join(lines), name, fields=fields)
    except SourceError as error:
        said = []
        file.aside = []
        repr(str(error)).encode()

    assert len(said) + len(file.aside) <= "\n".join(lines).count("\n") + 1
