"""Feeds from a real server: news, edits, and everything that a server may do wrong."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.ports.hearing import Deed, Fetched, Heard, SourceError
from integrations.sources.feed import REMEMBERED, Feed, FeedConfig
from integrations.sources.fetching import Limits
from tests.contract.hearing.samples import NOW, PlainReading
from tests.integration.sources.feed_server import (
    FeedServer,
    answering,
    cut_off,
    item,
    redirecting,
    rss,
    slow,
    zipped,
)

QUICK = Limits(seconds=0.5, size=100_000, redirects=3)


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    running = FeedServer()
    await running.start()
    yield running
    await running.stop()


class Listener:
    """A feed that is asked again and again; the cursor is kept."""

    def __init__(self, url: str, *, internal: bool = True, limits: Limits = QUICK) -> None:
        config = FeedConfig("blog", url, "Telco", "nl", internal=internal)
        self.feed = Feed(config, reading=PlainReading(), now=lambda: NOW, limits=limits)
        self.cursor: str | None = None

    async def fetch(self) -> Fetched:
        fetched = await self.feed.fetch(self.cursor)
        self.cursor = fetched.cursor
        return fetched

    async def hear(self) -> list[tuple[Deed, str, str]]:
        return [
            (one.deed, one.external_id, one.said.text)
            for one in (await self.fetch()).heard
            if one.said is not None
        ]


@pytest.fixture
def listener(server: FeedServer) -> Listener:
    return Listener(server.address())


async def _only(listener: Listener) -> Heard:
    [heard] = (await listener.fetch()).heard
    return heard


async def test_the_first_time_all_entries_are_given_oldest_first(
    server: FeedServer, listener: Listener
) -> None:
    old = item("1", "een", pubDate="Mon, 02 Mar 2026 09:00:00 +0100")
    server.script = answering(rss(item("2", "twee"), old))

    assert await listener.hear() == [(Deed.CREATED, "1", "een"), (Deed.CREATED, "2", "twee")]


async def test_what_is_known_is_not_told_again_and_what_changed_is_an_edit(
    server: FeedServer, listener: Listener
) -> None:
    server.script = answering(rss(item("1", "een"), item("2", "twee")))
    await listener.fetch()
    server.script = answering(rss(item("3", "drie"), item("1", "een"), item("2", "TWEE")))

    assert sorted(await listener.hear()) == [
        (Deed.CREATED, "3", "drie"),
        (Deed.EDITED, "2", "TWEE"),
    ]
    assert await listener.hear() == []


async def test_the_servers_marks_are_given_back_and_nothing_new_is_nothing(
    server: FeedServer, listener: Listener
) -> None:
    server.script = answering(
        rss(item()), ETag='"v1"', Last_Modified="Mon, 16 Mar 2026 09:00:00 GMT"
    )
    await listener.fetch()
    server.script = answering("", 304)

    fetched = await listener.fetch()

    assert fetched.heard == ()
    assert "If-None-Match" not in server.asked[0]
    assert server.asked[1]["If-None-Match"] == '"v1"'
    assert server.asked[1]["If-Modified-Since"] == "Mon, 16 Mar 2026 09:00:00 GMT"
    server.script = answering(rss(item("2")))
    assert [one for _, one, _ in await listener.hear()] == ["2"]
    assert server.asked[2]["If-None-Match"] == '"v1"'


async def test_another_address_is_not_asked_with_the_old_ones_marks(server: FeedServer) -> None:
    server.script = answering(rss(item()), ETag='"v1"')
    before = Listener(server.address("/a"))
    await before.fetch()
    after = Listener(server.address("/b"))
    after.cursor = before.cursor

    assert await after.hear() == []
    assert "If-None-Match" not in server.asked[1]


@pytest.mark.parametrize(
    "cursor", ["", "{", "[]", "null", '{"said": 1}', '{"said": {"a": null}}', "[" * 100_000]
)
async def test_a_cursor_of_nobodys_making_means_hearing_all(
    server: FeedServer, listener: Listener, cursor: str
) -> None:
    server.script = answering(rss(item()))
    listener.cursor = cursor

    assert len(await listener.hear()) == 1


async def test_the_cursor_forgets_what_is_old_but_nothing_that_still_stands_there(
    server: FeedServer, listener: Listener
) -> None:
    many = [item(str(number), "x") for number in range(REMEMBERED + 100)]
    server.script = answering(rss(*many))
    await listener.fetch()

    assert await listener.hear() == []
    server.script = answering(rss(item("new")))
    await listener.fetch()
    assert listener.cursor is not None
    assert len(json.loads(listener.cursor)["said"]) == REMEMBERED


async def test_contents_go_before_their_summary_and_the_headline_before_both(
    server: FeedServer, listener: Listener
) -> None:
    entry = item(title="Wéér offline", text="kort").replace(
        "</item>",
        "<content:encoded><![CDATA[<p>Al 3 dagen &amp; niemand</p><script>x()</script>"
        "<p>belt</p>]]></content:encoded></item>",
    )
    server.script = answering(rss(entry))

    assert [text for _, _, text in await listener.hear()] == [
        "Wéér offline\n\nAl 3 dagen & niemand\n\nbelt"
    ]


async def test_a_headline_that_only_begins_the_text_is_not_said_twice(
    server: FeedServer, listener: Listener
) -> None:
    server.script = answering(rss(item(title="Al drie dagen…", text="Al drie dagen plat")))

    assert [text for _, _, text in await listener.hear()] == ["Al drie dagen plat"]


async def test_an_atom_feed_is_heard_too(server: FeedServer, listener: Listener) -> None:
    server.script = answering(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://blog.example.org/'><entry><id>tag:x,1</id><title>Hoi</title>"
        "<updated>2026-03-16T09:30:00+01:00</updated><author><name>Jos</name>"
        "<uri>https://jos.example</uri></author><link href='/a/1?utm_source=x'/>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>een<br/>twee</div>"
        "</content></entry></feed>",
        content_type="application/atom+xml",
    )

    said = (await _only(listener)).said

    assert said is not None
    assert said.text == "Hoi\n\neen\ntwee"
    assert said.said_at == datetime(2026, 3, 16, 8, 30, tzinfo=UTC)
    assert (said.author.external_id, said.author.handle) == ("https://jos.example", "Jos")
    assert (said.company, said.language) == ("Telco", "nl")
    assert said.url == "https://blog.example.org/a/1"


@pytest.mark.parametrize("date", ["", "gisteren", "Tue, 17 Mar 2099 09:00:00 +0000"])
async def test_an_entry_without_a_usable_date_was_said_now(
    server: FeedServer, listener: Listener, date: str
) -> None:
    server.script = answering(rss(item(pubDate=date)))

    said = (await _only(listener)).said

    assert said is not None
    assert said.said_at == NOW


async def test_an_entry_without_an_id_goes_by_its_link_and_without_both_by_its_words(
    server: FeedServer, listener: Listener
) -> None:
    server.script = answering(
        rss(item(None, "een", link="https://example.org/1"), item(None, "twee"), item("x" * 900))
    )

    ids = {text: name for _, name, text in await listener.hear()}

    assert ids["een"] == "https://example.org/1"
    assert ids["twee"].startswith("hash:")
    assert ids["Help"].startswith("hash:")
    assert await listener.hear() == []


async def test_an_entry_without_words_is_kept_aside_once_and_heard_when_it_has_some(
    server: FeedServer, listener: Listener
) -> None:
    server.script = answering(rss(item("1", "<p> </p>"), item("2")))

    first, second = await listener.fetch(), await listener.fetch()

    assert [one.place for one in first.unreadable] == ["entry 1"]
    assert second.unreadable == ()
    server.script = answering(rss(item("1", "toch")))
    assert await listener.hear() == [(Deed.CREATED, "1", "toch")]


async def test_one_id_for_two_entries_is_told(server: FeedServer, listener: Listener) -> None:
    server.script = answering(rss(item("1", "een"), item("1", "een"), item("1", "twee")))

    fetched = await listener.fetch()

    assert len(fetched.heard) == 1
    assert [one.why for one in fetched.unreadable] == ["The feed gives two entries the same id."]


async def test_of_a_document_that_was_cut_off_the_whole_entries_are_used(
    server: FeedServer, listener: Listener
) -> None:
    whole = rss(item("1", "een"), item("2", "twee"), item("3", "drie dagen"))
    server.script = answering(whole[: whole.index("dagen")], ETag='"v1"')

    fetched = await listener.fetch()

    assert {one.external_id for one in fetched.heard} == {"1", "2"}
    assert "not well-formed" in fetched.unreadable[0].why
    server.script = answering(whole, ETag='"v1"')
    assert await listener.hear() == [(Deed.CREATED, "3", "drie dagen")]
    assert "If-None-Match" not in server.asked[1]


async def test_an_entry_that_was_cut_off_before_its_id_is_not_heard_under_another(
    server: FeedServer, listener: Listener
) -> None:
    last = "<item><description>drie</description><link>https://x.org/3</link><guid>3</guid></item>"
    whole = rss(item("1", "een"), last)
    server.script = answering(whole[: whole.index("<guid>3")])

    assert await listener.hear() == [(Deed.CREATED, "1", "een")]
    server.script = answering(whole)
    assert await listener.hear() == [(Deed.CREATED, "3", "drie")]


async def test_a_fault_in_the_middle_costs_no_entry(server: FeedServer, listener: Listener) -> None:
    broken = item("2").replace("</description>", " & <b></description>")
    server.script = answering(rss(item("1"), broken, item("3")))

    fetched = await listener.fetch()

    assert {"1", "3"} <= {one.external_id for one in fetched.heard}
    assert fetched.unreadable


async def test_a_web_page_is_no_feed_but_may_name_one(
    server: FeedServer, listener: Listener
) -> None:
    server.script = answering(
        "<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head></html>",
        content_type="text/html",
    )

    with pytest.raises(SourceError, match=r"no RSS or Atom feed.* http://127\.0\.0\.1:\d+/rss"):
        await listener.fetch()


@pytest.mark.parametrize("body", ["", "hello", "\0\1\2", "{}", "<a>" * 1000])
async def test_what_is_no_feed_is_a_clear_error(
    server: FeedServer, listener: Listener, body: str
) -> None:
    server.script = answering(body)

    with pytest.raises(SourceError, match="blog: this is no RSS or Atom feed"):
        await listener.fetch()


async def test_a_body_that_is_the_name_of_a_file_opens_none(
    server: FeedServer, listener: Listener, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(rss(item("1", "geheim")))
    server.script = answering(str(secret))

    with pytest.raises(SourceError, match="no RSS or Atom feed"):
        await listener.fetch()


async def test_entities_that_blow_up_are_not_blown_up(
    server: FeedServer, listener: Listener
) -> None:
    names = ["lol", *(f"e{number}" for number in range(12))]
    declared = "".join(
        f"<!ENTITY {name} '{f'&{before};' * 10 if before != 'lol' else 'lol' * 10}'>"
        for before, name in pairwise(names)
    )
    server.script = answering(
        f"<!DOCTYPE x [{declared}]><rss version='2.0'><channel><item><guid>1</guid>"
        "<description>&e11;</description></item></channel></rss>"
    )

    fetched = await listener.fetch()

    assert all(len(one.said.text) < 1000 for one in fetched.heard if one.said)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(404, "nothing at this address"), (410, "for good"), (401, "password"), (500, "asked again")],
)
async def test_a_refusal_is_an_error_that_says_what_to_do(
    server: FeedServer, listener: Listener, status: int, sentence: str
) -> None:
    server.script = answering("no", status)

    with pytest.raises(SourceError, match=rf"blog: the server answered {status}\. .*{sentence}"):
        await listener.fetch()


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("wanted", "rest"),
    [
        ("120", timedelta(minutes=2)),
        ("Mon, 16 Mar 2026 11:00:00 GMT", timedelta(hours=1)),
        ("Mon, 16 Mar 2020 11:00:00 GMT", timedelta(0)),
        ("999999999999", timedelta(days=1)),
        ("soon", timedelta(minutes=10)),
        ("", timedelta(minutes=10)),
    ],
)
async def test_a_busy_server_gets_the_rest_that_it_asks_for(
    server: FeedServer, listener: Listener, status: int, wanted: str, rest: timedelta
) -> None:
    server.script = answering(rss(item()), ETag='"v1"')
    await listener.fetch()
    before = listener.cursor
    server.script = answering("", status, Retry_After=wanted)

    fetched = await listener.fetch()

    assert fetched.not_before == NOW + rest
    assert fetched.heard == ()
    assert fetched.cursor == before


async def test_a_slow_server_is_not_waited_for(server: FeedServer, listener: Listener) -> None:
    server.script = slow(1.0)

    with pytest.raises(SourceError, match=r"no whole answer within 0\.5 seconds"):
        await listener.fetch()


async def test_a_server_that_hangs_up_is_an_error(server: FeedServer, listener: Listener) -> None:
    server.script = cut_off(rss(item()).encode())

    with pytest.raises(SourceError, match="blog: the connection broke"):
        await listener.fetch()


async def test_a_compressed_feed_is_heard(server: FeedServer, listener: Listener) -> None:
    server.script = zipped(rss(item("1", "een")).encode())

    assert await listener.hear() == [(Deed.CREATED, "1", "een")]


async def test_a_broken_compression_is_an_error(server: FeedServer, listener: Listener) -> None:
    server.script = answering(b"\x1f\x8bnonsense", Content_Encoding="gzip")

    with pytest.raises(SourceError, match="blog: the connection broke"):
        await listener.fetch()


@pytest.mark.parametrize("compressed", [False, True])
async def test_a_huge_feed_is_refused_before_it_is_all_here(
    server: FeedServer, listener: Listener, compressed: bool
) -> None:
    body = b" " * 50_000_000 if compressed else b" " * 200_000
    server.script = zipped(body) if compressed else answering(body)

    with pytest.raises(SourceError, match="larger than 100000 bytes"):
        await listener.fetch()


async def test_redirects_are_followed_and_a_move_for_good_is_told(
    server: FeedServer, listener: Listener
) -> None:
    server.script = redirecting({"/feed": "/new"}, answering(rss(item())), 301)

    fetched = await listener.fetch()

    assert len(fetched.heard) == 1
    assert "moved for good" in fetched.notes[0]


async def test_a_passing_redirect_is_not_told(server: FeedServer, listener: Listener) -> None:
    server.script = redirecting({"/feed": "/a", "/a": "/b"}, answering(rss(item())), 302)

    assert (await listener.fetch()).notes == ()


async def test_redirects_in_a_circle_end(server: FeedServer, listener: Listener) -> None:
    server.script = redirecting({"/feed": "/a", "/a": "/feed"}, answering(""))

    with pytest.raises(SourceError, match="more than 3 redirects"):
        await listener.fetch()
    assert len(server.asked) == 4


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://example.org/", "", "http://"])
async def test_a_redirect_out_of_the_web_is_refused(
    server: FeedServer, listener: Listener, to: str
) -> None:
    server.script = redirecting({"/feed": to}, answering(""), 302)

    with pytest.raises(SourceError, match=r"blog: "):
        await listener.fetch()


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.2", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "[2002:7f00:1::]"],
)
async def test_a_redirect_into_another_private_host_is_refused(
    server: FeedServer, listener: Listener, host: str
) -> None:
    elsewhere = server.address("/secret", host)
    server.script = redirecting({"/feed": elsewhere}, answering(rss(item())), 302)

    with pytest.raises(SourceError, match="private network"):
        await listener.fetch()
    assert len(server.asked) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_private_address_is_asked_only_where_it_is_configured(
    server: FeedServer, host: str
) -> None:
    server.script = answering(rss(item()))

    with pytest.raises(SourceError, match="internal = true"):
        await Listener(server.address(host=host), internal=False).fetch()
    assert server.asked == []


@pytest.mark.parametrize(
    "url", ["", "example.org/feed", "file:///etc/passwd", "http://", "http://["]
)
def test_an_address_that_is_none_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(SourceError, match="blog: the address must begin with http"):
        Listener(url)


@pytest.mark.parametrize("url", ["http://jos:hunter2@127.0.0.1:1/f?token=hunter2"])
async def test_a_password_in_the_address_is_told_to_nobody(url: str) -> None:
    listener = Listener(url)

    with pytest.raises(SourceError) as error:
        await listener.fetch()

    assert "does not answer" in str(error.value)
    assert "hunter2" not in str(error.value) + repr(error.value.__cause__)
    assert "hunter2" not in repr(FeedConfig("blog", url))


async def test_an_unknown_host_is_an_error() -> None:
    with pytest.raises(SourceError, match="its host is not known"):
        await Listener("http://nowhere.invalid/feed").fetch()


async def test_an_entry_that_is_gone_from_a_feed_was_not_deleted(listener: Listener) -> None:
    assert await listener.feed.recheck(["1", "2"]) == ()
