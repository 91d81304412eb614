"""The page over HTTP: who may speak to it, what it answers, and what it keeps to itself."""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import uuid4

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar
from aiohttp.test_utils import TestServer

from bot.domain.errors import Error
from bot.ports.storing import StorageAway
from bot.presentation.intent import Verb, opening
from bot.presentation.toast import Toast
from integrations.console import limits
from tests.e2e.stage import ALI, JOS, Stage, a_full_stage, says

TOKEN = re.compile(r'name="token" value="(\w+)"')


class Browser:
    """A browser without JavaScript: cookies, forms, and nothing else."""

    def __init__(self, session: ClientSession, server: TestServer) -> None:
        self.session = session
        self.server = server
        self.token = ""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.session.get(self.origin + path, headers=headers) as response:
            text = await response.text()
        found = TOKEN.search(text)
        self.token = found[1] if found else self.token
        return response.status, text

    async def post(
        self, path: str, headers: dict[str, str] | None = None, **fields: str
    ) -> tuple[ClientResponse, str]:
        data = {"token": self.token, "me": "erik", "delivery": str(uuid4())} | fields
        async with self.session.post(self.origin + path, data=data, headers=headers) as response:
            return response, await response.text()

    async def press(self, intent: str, **fields: str) -> tuple[int, str]:
        """As the page's script does it."""
        response, text = await self.post(
            "/press", {"X-Knuffel-Fragment": "1"}, intent=intent, **fields
        )
        return response.status, text


@pytest.fixture
async def stage() -> Stage:
    return await a_full_stage()


@pytest.fixture
async def browser(stage: Stage) -> AsyncIterator[Browser]:
    server = TestServer(stage.app())
    await server.start_server()
    jar = CookieJar(unsafe=True)
    headers = {"Accept-Language": "nl"}
    async with ClientSession(cookie_jar=jar, headers=headers) as session:
        browser = Browser(session, server)
        await browser.get("/")
        yield browser
    await server.close()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil:{port}",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/events?at=channel:klanten&since=0", "/private"])
async def test_another_name_for_this_machine_is_refused(
    browser: Browser, host: str, path: str
) -> None:
    status, text = await browser.get(path, Host=host.format(port=browser.server.port))

    assert status == 421
    assert "127.0.0.1 en localhost" in text


@pytest.mark.parametrize("host", ["localhost", "[::1]", "127.0.0.1", "LOCALHOST"])
async def test_this_machines_own_names_are_welcome(browser: Browser, host: str) -> None:
    status, _ = await browser.get("/", Host=f"{host}:{browser.server.port}")

    assert status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/press", "/say", "/me", "/language", "/theme", "/clock"])
async def test_a_form_on_another_page_does_nothing(
    stage: Stage, browser: Browser, path: str, headers: dict[str, str]
) -> None:
    response, text = await browser.post(path, headers, intent="claim|case:1|1|", person="amy")

    assert response.status == 403
    assert "niet gedaan" in text
    assert stage.heard == []


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
@pytest.mark.parametrize("path", ["/press", "/say", "/me", "/language", "/theme", "/clock"])
async def test_a_form_without_this_browsers_token_does_nothing(
    stage: Stage, browser: Browser, path: str, token: str
) -> None:
    browser.token = token

    response, text = await browser.post(path, intent="claim|case:1|1|", step="hour")

    assert response.status == 403
    assert "verouderd" in text
    assert stage.heard == []
    assert stage.clock.steps == []


async def test_another_browsers_token_is_worth_nothing(stage: Stage, browser: Browser) -> None:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        other = Browser(session, browser.server)
        await other.get("/")

    assert other.token != browser.token
    browser.token = other.token
    status, _ = await browser.press("claim|case:1|1|")
    assert status == 403
    assert stage.heard == []


async def test_pages_forbid_what_they_do_not_need(browser: Browser) -> None:
    async with browser.session.get(browser.origin + "/") as response:
        headers = response.headers
        text = await response.text()

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "<script>" not in text
    assert not re.search(r"\s(style|on\w+)=", text)


async def test_the_cookie_is_for_this_page_alone(browser: Browser) -> None:
    async with (
        ClientSession() as fresh,
        fresh.get(browser.origin + "/", headers={"Accept-Language": "nl"}) as response,
    ):
        cookie = response.headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


async def test_static_files_are_kept_under_the_address_of_their_content(browser: Browser) -> None:
    _, page = await browser.get("/")
    addresses = set(re.findall(r'"(/static/[^"]+)"', page))

    assert len(addresses) == 3
    for address in addresses:
        async with browser.session.get(browser.origin + address) as response:
            assert response.status == 200
            assert "immutable" in response.headers["Cache-Control"]
    assert (await browser.get("/static/0/console.css"))[0] == 404


async def test_a_press_becomes_an_interaction(stage: Stage, browser: Browser) -> None:
    status, text = await browser.press("claim|case:3|1|")

    heard = stage.heard[-1]
    assert status == 200
    assert "Dank je" in text
    assert 'data-kind="toast"' in text
    assert heard.intent.verb is Verb.CLAIM
    assert heard.intent.seen == 1
    assert (heard.account.chat, heard.account.external_id) == ("console", "erik")
    assert heard.fields == {}


async def test_the_same_press_keeps_its_delivery_and_another_persons_is_another(
    stage: Stage, browser: Browser
) -> None:
    delivery = str(uuid4())

    for _ in range(2):
        await browser.press("claim|case:1|1|", delivery=delivery)
    await browser.press("help|case:1|1|", delivery=delivery)
    await browser.post("/me", person="amy")
    await browser.press("claim|case:1|1|", delivery=delivery, me="amy")

    pressed = [one for one in stage.heard if one.intent.verb is not Verb.SET_LANGUAGE]
    first, again, other, amys = (one.delivery for one in pressed)
    assert first == again
    assert len({first, other, amys}) == 3


async def test_fields_arrive_as_they_were_filled_in(stage: Stage, browser: Browser) -> None:
    pairs = [
        ("token", browser.token),
        ("me", "erik"),
        ("delivery", str(uuid4())),
        ("intent", "promise|case:1|1|"),
        ("f.words", "Ik bel je\r\nwoensdag: <b>&é€🌻"),
        ("fs.where", ""),
        ("fs.where", "app"),
        ("fs.where", "site"),
        ("fs.none", ""),
    ]
    async with browser.session.post(browser.origin + "/press", data=pairs) as response:
        assert response.status == 200

    assert stage.heard[-1].fields == {
        "words": "Ik bel je\nwoensdag: <b>&é€🌻",
        "where": ("app", "site"),
        "none": (),
    }


async def test_a_press_may_be_json(stage: Stage, browser: Browser) -> None:
    told = {
        "me": "erik",
        "delivery": str(uuid4()),
        "intent": "promise|case:1|1|",
        "f.words": "Ik bel",
        "fs.where": ["app"],
    }
    headers = {"X-Knuffel-Token": browser.token, "X-Knuffel-Fragment": "1"}
    async with browser.session.post(
        browser.origin + "/press", json=told, headers=headers
    ) as response:
        assert response.status == 200

    assert stage.heard[-1].fields == {"words": "Ik bel", "where": ("app",)}


async def test_without_a_script_a_press_leads_back_with_its_toast(browser: Browser) -> None:
    response, text = await browser.post("/press", intent="claim|case:3|1|", back="/private")

    assert response.history[0].status == 303
    assert response.url.path == "/private"
    assert "Dank je. Je briefing" in text
    assert "Dank je. Je briefing" not in (await browser.get("/private"))[1]


async def test_without_a_script_a_form_is_a_page(browser: Browser) -> None:
    response, text = await browser.post("/press", intent="form|case:3|1|promise", back="/mine")

    assert response.status == 200
    assert "<title>Wat heb je beloofd aan Ali" in text
    assert 'name="back" value="/mine"' in text


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "", "/\r\nX: y"],
)
async def test_a_press_never_leads_elsewhere(browser: Browser, back: str) -> None:
    response, _ = await browser.post("/press", intent="claim|case:3|1|", back=back)

    assert response.status == 200
    assert response.url.host == "127.0.0.1"
    assert response.url.path == "/"


@pytest.mark.parametrize(
    "fields",
    [
        {"intent": ""},
        {"intent": "claim"},
        {"intent": "fly|case:1||"},
        {"intent": "claim|case:1|x|"},
        {"intent": "claim|case:1|1|" + "x" * 400},
        {"delivery": ""},
        {"delivery": "1"},
        {"f.words": "\0"},
        {"f." + "x" * 100: "y"},
    ],
)
async def test_what_cannot_be_read_is_refused_in_plain_words(
    stage: Stage, browser: Browser, fields: dict[str, str]
) -> None:
    pressed = {"intent": "claim|case:1|1|"} | fields

    response, text = await browser.post("/press", {"X-Knuffel-Fragment": "1"}, **pressed)

    assert response.status == 400
    assert "kon niet gelezen worden" in text
    assert not [one for one in stage.heard if one.intent.verb is Verb.CLAIM]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=1" for _ in range(500)), "application/x-www-form-urlencoded", 400),
        (b"a=" + b"x" * 200_000, "application/x-www-form-urlencoded", 413),
        (b"{", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b'{"intent": {"a": 1}}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"x", "multipart/form-data; boundary=x", 400),
        (b"x", "text/plain", 400),
    ],
)
async def test_a_malformed_body_is_refused_in_plain_words(
    browser: Browser, body: bytes, kind: str, status: int
) -> None:
    headers = {"Content-Type": kind, "X-Knuffel-Token": browser.token}

    async with browser.session.post(
        browser.origin + "/press", data=body, headers=headers
    ) as response:
        text = await response.text()

    assert response.status == status
    assert "er is niets gedaan" in text.lower()
    assert "Traceback" not in text


@pytest.mark.parametrize(
    "path", ["/channel/nergens", "/case/9999", "/static/x/../../view.py", "/digest/1/2"]
)
async def test_a_place_that_is_not_there_is_said_to_be_so(browser: Browser, path: str) -> None:
    status, _ = await browser.get(path)

    assert status == 404


@pytest.mark.parametrize("intent", ["claim|case:1|1|", "form|case:1|1|promise", "x", ""])
async def test_a_link_does_nothing(stage: Stage, browser: Browser, intent: str) -> None:
    async with browser.session.get(browser.origin + "/show", params={"intent": intent}) as response:
        assert response.status == 400

    assert stage.heard == []


async def test_a_failure_is_a_plain_sentence_and_a_number_in_the_log(
    stage: Stage, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    stage.broken = ValueError("Jos zei: ik snap er niets meer van")

    with caplog.at_level(logging.ERROR):
        status, text = await browser.press("claim|case:1|1|")

    number = re.search(r"nummer (\w{8})", text)
    assert status == 500
    assert number is not None
    assert number[1] in caplog.text
    assert "ValueError" in caplog.text
    assert "Jos" not in caplog.text + text


async def test_storage_that_does_not_answer_is_said_honestly(
    stage: Stage, browser: Browser
) -> None:
    stage.store.broken = StorageAway("away")

    status, text = await browser.get("/private")

    assert status == 503
    assert "opslag antwoordt niet" in text


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("mijn", "/mine"),
        ("start", "/overview"),
        ("gegevens", "/kept"),
        ("zaak 1", "/case/1"),
        ("Jos & zo", "/show?intent=show_search%7Chouse%7C%7CJos+%26+zo"),
    ],
)
async def test_what_is_typed_into_the_box_leads_where_it_is_shown(
    browser: Browser, text: str, where: str
) -> None:
    data = {"token": browser.token, "me": "erik", "delivery": str(uuid4()), "text": text}

    async with browser.session.post(
        browser.origin + "/say", data=data, allow_redirects=False
    ) as response:
        assert response.status == 303
        assert response.headers["Location"] == where
        assert "Content-Security-Policy" in response.headers


async def test_a_command_in_the_box_opens_its_form(stage: Stage, browser: Browser) -> None:
    link = "https://x.example/1"
    stage.instead = Toast(says("formulier"))

    response, _ = await browser.post("/say", text=f"meld {link} “boos”")

    assert response.status == 200
    heard = stage.heard[-1]
    assert heard.intent == opening(Verb.CAPTURE, "house")
    assert heard.fields == {"url": link, "words": "boos"}


async def test_the_box_of_somebody_i_am_no_longer_does_nothing(
    stage: Stage, browser: Browser
) -> None:
    response, _ = await browser.post("/say", me="amy", text="code")

    assert response.status == 409
    assert stage.heard == []


async def test_channels_for_webcare_are_for_webcare(stage: Stage, browser: Browser) -> None:
    await stage.tell(replace(JOS, number=9, name="Geheim"), "channel:webcare")

    status, home = await browser.get("/")
    assert "webcare</span>" not in home
    status, text = await browser.get("/channel/webcare")
    assert (status, "Geheim" in text) == (403, False)
    status, text = await browser.get("/events?at=channel:webcare&since=0")
    assert (status, "Geheim" in text) == (403, False)

    await browser.post("/me", person="amy")
    status, text = await browser.get("/channel/webcare")
    assert (status, "Geheim" in text) == (200, True)


async def test_a_private_chat_is_read_by_its_own_person_only(
    stage: Stage, browser: Browser
) -> None:
    await stage.brief(JOS, "erik")

    assert "gezicht voor" in (await browser.get("/private"))[1]
    await browser.post("/me", person="amy")

    assert "gezicht voor" not in (await browser.get("/private"))[1]
    assert (await browser.get("/events?at=private:erik&since=0"))[0] == 403


async def test_a_page_of_somebody_i_am_no_longer_does_nothing(
    stage: Stage, browser: Browser
) -> None:
    await browser.post("/me", person="amy")
    stage.heard.clear()

    status, text = await browser.press("claim|case:1|1|", me="erik")

    assert status == 409
    assert "iemand anders" in text
    assert stage.heard == []


async def test_becoming_a_person_who_does_not_exist_changes_nothing(browser: Browser) -> None:
    response, _ = await browser.post("/me", person="nobody")

    assert response.status == 400
    assert "<strong>Erik Jansen</strong>" in (await browser.get("/"))[1]


async def test_the_language_goes_for_the_page_its_cards_and_the_person(
    stage: Stage, browser: Browser
) -> None:
    assert "wacht 2 dagen" in (await browser.get("/"))[1]

    _, text = await browser.post("/language", language="en")

    assert "waiting 2 days" in text
    assert "Channels" in text
    assert (await browser.press("claim|case:3|1|"))[1].count("Thank you") == 1
    spoken = [one for one in stage.heard if one.intent.verb is Verb.SET_LANGUAGE]
    assert [one.intent.argument for one in spoken] == ["en"]


async def test_whoever_one_becomes_is_spoken_to_in_the_pages_language(browser: Browser) -> None:
    await browser.post("/language", language="en")
    await browser.post("/me", person="amy")

    _, text = await browser.press("claim|case:3|1|", me="amy")

    assert "Thank you" in text


async def test_a_press_hardly_waits_for_its_language_where_storage_is_slow(
    stage: Stage, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SPEAK_SECONDS", 0.05)
    stage.slow = asyncio.Event()

    status, text = await browser.press("claim|case:3|1|")
    stage.slow.set()

    assert (status, text.count("Dank je.")) == (200, 1)


async def test_a_language_that_could_not_be_noted_is_noted_with_the_next_press(
    stage: Stage, browser: Browser
) -> None:
    stage.instead = Toast(says("Even niet."), refused=True)
    await browser.press("claim|case:3|1|")
    stage.instead = None
    await browser.press("claim|case:3|1|")
    await browser.press("help|case:3|1|")

    spoken = [one for one in stage.heard if one.intent.verb is Verb.SET_LANGUAGE]
    assert len(spoken) == 2


async def test_the_clock_goes_forward_in_steps(stage: Stage, browser: Browser) -> None:
    before = stage.clock.now

    _, text = await browser.post("/clock", step="hour", back="/mine")

    assert (stage.clock.now - before).total_seconds() == 3600
    assert "Demoklok" in text
    assert (await browser.post("/clock", step="year"))[0].status == 400


async def test_nothing_is_sent_to_a_page_about_what_it_has_seen(browser: Browser) -> None:
    _, page = await browser.get("/")
    mark = re.search(r'data-mark="(\d+)"', page)
    assert mark is not None

    events = await _events(browser, f"/events?at=channel:klanten&since={mark[1]}", until="beat")

    assert [name for name, _, _ in events] == ["beat"]


async def test_every_change_arrives_in_order_also_after_a_pause(
    stage: Stage, browser: Browser
) -> None:
    mark = stage.store.board.mark()
    await stage.tell(replace(ALI, number=21, name="Een"))
    await stage.tell(replace(JOS, owner="Erik (Projecten)", version=2))
    await stage.tell(replace(ALI, number=22, name="Twee"), "channel:netwerk")
    await stage.tell(replace(ALI, number=23, name="Drie"))

    events = await _events(browser, f"/events?at=channel:klanten&since={mark}", until="beat")

    assert [name for name, _, _ in events] == ["card", "card", "card", "moved", "moved", "beat"]
    cards = [data["html"] for name, _, data in events if name == "card"]
    assert "Een" in cards[0]
    assert "Erik (Projecten) pakt dit op" in cards[1]
    assert "Drie" in cards[2]
    assert [number for _, number, _ in events if number] == [
        str(mark + 1), str(mark + 2), str(mark + 4), str(mark + 4)
    ]  # fmt: skip


async def test_a_line_that_broke_goes_on_from_its_last_event(
    stage: Stage, browser: Browser
) -> None:
    mark = stage.store.board.mark()
    await stage.tell(replace(ALI, number=21, name="Een"))
    await stage.tell(replace(ALI, number=22, name="Twee"))

    events = await _events(
        browser,
        f"/events?at=channel:klanten&since={mark}",
        until="beat",
        headers={"Last-Event-ID": str(mark + 1)},
    )

    assert ["Twee" in data["html"] for name, _, data in events if name == "card"] == [True]


async def test_a_change_arrives_within_a_quarter_of_a_second(
    stage: Stage, browser: Browser
) -> None:
    stage.wake.set = lambda: None  # type: ignore[method-assign]  # nobody wakes the watch
    mark = stage.store.board.mark()
    line = asyncio.create_task(
        _events(browser, f"/events?at=channel:klanten&since={mark}", until="card")
    )
    await asyncio.sleep(0.3)

    await stage.tell(replace(ALI, number=31, name="Nieuw"))
    began = asyncio.get_running_loop().time()
    await line

    assert asyncio.get_running_loop().time() - began < 0.25 + 0.1  # and a busy machine


async def test_what_was_taken_away_leaves_the_page(stage: Stage, browser: Browser) -> None:
    ref = await stage.tell(replace(ALI, number=41))
    mark = stage.store.board.mark()
    stage.store.board.remove(ref)

    events = await _events(browser, f"/events?at=channel:klanten&since={mark}", until="beat")

    assert [(name, data["ref"]) for name, _, data in events if name == "gone"] == [("gone", ref)]


@pytest.mark.parametrize("since", ["999", "100000000000"])
async def test_a_page_from_another_time_is_loaded_anew(browser: Browser, since: str) -> None:
    events = await _events(browser, f"/events?at=&since={since}", until="reload")

    assert [name for name, _, _ in events] == ["reload"]


async def test_a_line_ends_when_the_browser_becomes_somebody_else(browser: Browser) -> None:
    line = asyncio.create_task(_events(browser, "/events?at=private:erik&since=0", until="reload"))
    await asyncio.sleep(0.1)

    await browser.post("/me", person="amy")

    assert (await asyncio.wait_for(line, 2))[-1][0] == "reload"


@pytest.mark.parametrize("since", ["", "-1", "x", "٣", "1" * 40])
async def test_a_mark_that_is_none_is_refused(browser: Browser, since: str) -> None:
    status, _ = await browser.get(f"/events?at=&since={since}")

    assert status == 400


async def test_the_server_stops_though_pages_are_open(browser: Browser) -> None:
    line = asyncio.create_task(_events(browser, "/events?at=&since=0", until="never"))
    await asyncio.sleep(0.1)

    await asyncio.wait_for(browser.server.close(), 3)

    await line


async def test_the_watch_goes_on_when_the_board_could_not_be_read(
    stage: Stage, browser: Browser
) -> None:
    mark = stage.store.board.mark()
    line = asyncio.create_task(
        _events(browser, f"/events?at=channel:klanten&since={mark}", until="card")
    )
    await asyncio.sleep(0.1)
    stage.store.broken = Error("away")
    await asyncio.sleep(0.5)
    stage.store.broken = None

    await stage.tell(replace(ALI, number=51))

    assert (await asyncio.wait_for(line, 2))[-1][0] == "card"


async def _events(
    browser: Browser, path: str, until: str, headers: dict[str, str] | None = None
) -> list[tuple[str, str, dict[str, str]]]:
    """The events of a line until one of this name: name, id, data."""
    seen: list[tuple[str, str, dict[str, str]]] = []
    async with browser.session.get(browser.origin + path, headers=headers) as response:
        assert response.status == 200
        while block := await response.content.readuntil(b"\n\n"):
            fields = dict(line.split(": ", 1) for line in block.decode().strip().split("\n"))
            if "event" not in fields:
                continue
            seen.append((fields["event"], fields.get("id", ""), json.loads(fields["data"])))
            if fields["event"] == until:
                break
    return seen
