"""What is drawn: a stranger's words come out literally, and never as anything else."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.theirs import Theirs, theirs
from bot.domain.view import Audience
from bot.presentation.card import Button, Card, Line, Section, Style
from bot.presentation.form import Field, Form, Input, Option, Typed
from bot.presentation.gallery import gallery
from bot.presentation.intent import Intent, Verb
from bot.presentation.page import Page, Part, Row
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from integrations.console import render
from integrations.console.view import Hidden
from integrations.console.words import LANGUAGES

HOSTILE = [
    "<b>bold</b>",
    "<script>alert(1)</script>",
    '<img src="https://evil.example/x.png" onerror="alert(1)">',
    "</bdi></blockquote><h1>ours</h1>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "{{ 7 * 7 }}{% include 'frame.html' %}",
    "https://evil.example/ www.evil.example evil@evil.example",
    "@channel <!here> <@U123> #klanten",
    "[link](https://evil.example) *bold* ![x](https://evil.example/x.png)",
    "javascript:alert(1)",
    "<!-- --> <![CDATA[ ]]> <?php ?>",
    "</textarea></select></option><script>alert(1)</script>",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "regel een\nregel twee\n\nregel drie",
    "\N{FULLWIDTH LESS-THAN SIGN}script\N{FULLWIDTH GREATER-THAN SIGN}",
]
HIDDEN = Hidden("token", "delivery", "erik", "/")
PLAIN = theirs("x")


class Outline(HTMLParser):
    """What a browser would make of it: tags with their attributes' names, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[str] = []
        self.text = ""
        self.other: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)


def a_card(words: Theirs) -> Card:
    says = Says(("„", words, "”"))
    return Card(
        title=Says((words, " · Facebook")),
        lines=tuple(Line(says, style) for style in Style),
        summary=words.literal,
        buttons=(Button("Ik pak dit op", Intent(Verb.CLAIM, "case:1", 3), Style.PRIMARY),),
        overflow=(Button("Geen klacht", Intent(Verb.DISMISS, "case:1", 3)),),
        sections=(Section("WIE WACHT NOG", (Line(says),)),),
    )


def a_page(words: Theirs) -> Page:
    says = Says((words,))
    row = Row(says, (Line(says),), (Button("Bekijk", Intent(Verb.SHOW_CASE, "case:1")),) * 3)
    return Page(says, (Part("Gezegd", (Line(says),), (row,), card=a_card(words)),))


def a_form(words: Theirs) -> Form:
    options = (Option("1", Says((words,))), Option("2", Says(("twee",))))
    many = tuple(Option(str(number), Says((words,))) for number in range(9))
    fields = [
        Field(kind.value, "Veld", kind, value=words.literal, options=options) for kind in Input
    ]
    fields.append(Field("long", "Veld", Input.CHOICE, options=many, folded=True))
    typed: Typed = {"lines": words.literal, "choices": (words.literal,)}
    return Form(
        title=Says(("Wat beloofde je ", words, "?")),
        send=Intent(Verb.PROMISE, "case:1", 3),
        button="Onthoud dit",
        fields=tuple(fields),
        lines=(Line(Says((words,))),),
        footer=(Line(Says((words,))),),
        typed=typed,
    )


def draw(shown: Card | Form | Page | Toast, language: str) -> str:
    if isinstance(shown, Card):
        return render.card(shown, language)
    if isinstance(shown, Form):
        return render.form(shown, language, HIDDEN)
    if isinstance(shown, Page):
        return render.page(shown, language)
    return render.toast(shown, language)


def all_drawn(words: Theirs, language: str = "nl") -> str:
    return "".join(
        (
            render.card(a_card(words), language),
            render.page(a_page(words), language),
            render.form(a_form(words), language, HIDDEN),
            render.toast(Toast(Says((words, " was je voor."))), language),
        )
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_make_no_tag_and_no_attribute(words: str) -> None:
    plain, drawn = Outline(all_drawn(PLAIN)), Outline(all_drawn(theirs(words)))

    assert drawn.tags == plain.tags
    assert drawn.other == []


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_words_at_all_make_a_tag(text: str) -> None:
    words = theirs(text)

    assert (
        Outline(render.card(a_card(words), "nl")).tags
        == Outline(render.card(a_card(PLAIN), "nl")).tags
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_read_exactly_as_they_were_written(words: str) -> None:
    clean = theirs(words)

    assert clean.literal in Outline(render.card(a_card(clean), "nl")).text
    assert clean.literal in Outline(render.page(a_page(clean), "en")).text
    assert clean.literal in Outline(render.form(a_form(clean), "nl", HIDDEN)).text


def test_a_strangers_words_have_a_direction_of_their_own() -> None:
    drawn = render.toast(Toast(Says((theirs("שלום"), " wacht"))), "nl")

    assert '<bdi class="theirs">שלום</bdi> wacht' in drawn


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.facebook.com/post/1", "facebook.com"),
        ("http://127.0.0.1:8000/x", "127.0.0.1"),
        ("https://facebook.com@evil.example/", "evil.example"),
        ("https://EVIL.example:443/", "evil.example"),
        ("https://\u0430\u0440\u0440\u04cf\u0435.com/", "xn--80ak6aa92e.com"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("//evil.example", None),
        ("/mine", None),
        ("https://evil.example\\@facebook.com", None),
        ("https://evil.example/a b", None),
        ('https://evil.example/"onclick=', None),
        ("https://[::1", None),
        ("https://", None),
        ("https://" + "a" * 70 + ".example", None),
        ("", None),
    ],
)
def test_only_plain_web_addresses_are_followed_and_their_host_is_shown(
    url: str, host: str | None
) -> None:
    button = Button("Bekijk bericht", url=url)
    card = Card(Says(("Jos",)), (), "Jos", buttons=(button,))

    drawn = render.card(card, "nl")

    assert render.host(url) == host
    assert ("<a" in drawn) == (host is not None)
    if host:
        assert 'rel="noopener noreferrer nofollow"' in drawn
        assert f">{host} <" in drawn


@pytest.mark.parametrize(
    ("intent", "place"),
    [
        (Intent(Verb.SHOW_CASE, "case:12", 3), "/case/12"),
        (
            Intent(Verb.SHOW_CASE, "case:12/../x"),
            "/show?intent=show_case%7Ccase%3A12%2F..%2Fx%7C%7C",
        ),
        (Intent(Verb.SHOW_MINE, "house"), "/mine"),
        (Intent(Verb.SHOW_WAITING, "house"), "/waiting"),
        (Intent(Verb.SHOW_HELP, "house"), "/help"),
        (Intent(Verb.SHOW_FOUND, "house"), "/found"),
        (Intent(Verb.SHOW_DIGEST, "house"), "/digest"),
        (Intent(Verb.SHOW_DIGEST, "digest:2026-W12"), "/digest/2026-W12"),
        (
            Intent(Verb.SHOW_DIGEST, "digest:2026-W12", argument="a b"),
            "/show?intent=show_digest%7Cdigest%3A2026-W12%7C%7Ca+b",
        ),
        (Intent(Verb.CLAIM, "case:12", 3), None),
        (Intent(Verb.FORM, "case:12", 3, "promise"), None),
        (Intent(Verb.MORE, "case:12"), None),
    ],
)
def test_what_shows_is_a_link_and_what_does_something_is_a_button(
    intent: Intent, place: str | None
) -> None:
    drawn = render.card(Card(Says(()), (), "", buttons=(Button("Doe", intent),)), "nl")

    assert render.place(intent) == place
    assert ("<a" in drawn, "<button" in drawn) == (place is not None, place is None)


def _row_of(*parts: str | Theirs, labels: Sequence[str], style: Style = Style.QUIET) -> str:
    intent = Intent(Verb.SHOW_DIGEST, "digest:2026-W12", argument="waiting.heard")
    row = Row(Says(parts), buttons=tuple(Button(one, intent, style) for one in labels))
    return render.page(Page(Says(("Week",)), (Part("", rows=(row,)),)), "nl")


def test_a_quiet_button_is_a_link_on_its_own_words() -> None:
    drawn = _row_of("31 gehoord (6): 1 stil.", labels=["31 gehoord", "1 stil"])

    links = re.findall(r'<a class="woven" href="/show\?intent=[^"]+">([^<]+)</a>', drawn)
    assert links == ["31 gehoord", "1 stil"]
    assert " (6): <a" in drawn
    assert 'class="buttons"' not in drawn


def test_a_quiet_button_stands_on_whole_words_only_and_else_beside_them() -> None:
    drawn = _row_of("21 geen klacht", labels=["1 geen klacht"])

    assert "woven" not in drawn
    assert ">1 geen klacht</a>" in drawn


def test_a_strangers_words_never_become_a_link() -> None:
    drawn = _row_of(theirs("3 stil"), ": gehoord", labels=["3 stil"])

    assert '<bdi class="theirs">3 stil</bdi>: gehoord' in drawn
    assert "woven" not in drawn


def test_another_button_stays_a_button_also_where_its_words_stand() -> None:
    drawn = _row_of("3 stil", labels=["3 stil"], style=Style.PLAIN)

    assert "woven" not in drawn


def test_a_refused_form_comes_back_as_it_was_typed() -> None:
    fields = (
        Field("words", "Beloofd", Input.LINES, error="Vul dit nog in.", hint="Zoals je het zei."),
        Field("when", "Wanneer", Input.CHOICE, options=(Option("a", Says(("A",))),), value="b"),
        Field("where", "Waar", Input.CHOICES, options=(Option("app", Says(("app",))),)),
        Field("wide", "Vaker", Input.TICK),
        Field("doer", "Wie", Input.PERSON, options=(Option("7", Says(("Amy",))),), folded=True),
    )
    typed: Typed = {
        "words": "<ik bel>\n",
        "when": "a",
        "where": ("app",),
        "wide": "on",
        "doer": "7",
    }
    form = Form(Says(("Beloofd?",)), Intent(Verb.PROMISE, "case:1"), "Ja", fields, typed=typed)

    drawn = render.form(form, "nl", HIDDEN)

    assert "&lt;ik bel&gt;\n</textarea>" in drawn
    assert 'value="a" checked' in drawn
    assert 'value="app" checked' in drawn
    assert 'value="on" checked' in drawn
    assert '<option value="7" selected>Amy</option>' in drawn
    assert 'aria-invalid="true"' in drawn
    assert '<p class="error" id="error-words">Vul dit nog in.</p>' in drawn


@pytest.mark.parametrize(
    ("kind", "typed", "drawn"),
    [
        (Input.MOMENT, "2026-03-17T17:00", 'type="datetime-local" value="2026-03-17T17:00"'),
        (Input.MOMENT, "morgen om vijf", 'type="text" value="morgen om vijf"'),
        (Input.DATE, "2026-03-17", 'type="date" value="2026-03-17"'),
        (Input.DATE, "17 maart", 'type="text" value="17 maart"'),
        (Input.AMOUNT, "25,-", 'value="25,-"'),
        (Input.URL, "geen link", 'type="url" value="geen link"'),
    ],
)
def test_what_a_picker_cannot_hold_is_not_lost(kind: Input, typed: str, drawn: str) -> None:
    field = Field("at", "Wanneer", kind, error="Dat is geen moment.")
    form = Form(Says(("?",)), Intent(Verb.MOVE, "promise:1"), "Ja", (field,), typed={"at": typed})

    assert drawn in render.form(form, "nl", HIDDEN)


def test_every_control_of_a_form_has_a_label() -> None:
    drawn = Outline(render.form(a_form(PLAIN), "en", HIDDEN))

    labels = drawn.values
    named = {"text", "lines", "person", "moment", "date", "amount", "url"}
    assert {f"field-{name}" for name in named} <= set(labels)
    assert sum(tag == "label" for tag, _ in drawn.tags) >= len(named)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_in_the_gallery_is_drawn_with_nothing_inline_and_no_picture(
    language: str,
) -> None:
    drawn = [draw(shown, language) for shown in gallery(Audience(language, "UTC")).values()]

    outlines = [Outline(html) for html in drawn]
    names = {name for one in outlines for _, attributes in one.tags for name in attributes}
    tags = {tag for one in outlines for tag, _ in one.tags}
    assert not [name for name in names if name.startswith("on") or name in {"style", "src"}]
    assert not tags & {"script", "style", "img", "iframe", "b", "i", "at"}


def test_a_settled_card_looks_settled() -> None:
    card = Card(Says(("Jos",)), (), "Jos", settled=True)

    assert 'class="card settled"' in render.card(card, "nl")


def test_nothing_is_styled_or_scripted_inline() -> None:
    drawn = Outline(all_drawn(PLAIN))

    names = {name for _, attributes in drawn.tags for name in attributes}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    assert not [tag for tag, _ in drawn.tags if tag in {"script", "style", "img", "iframe"}]


def test_both_languages_have_a_sentence_for_every_problem() -> None:
    dutch, english = LANGUAGES["nl"], LANGUAGES["en"]

    assert dutch.problems.keys() == english.problems.keys()
    assert dutch.roles.keys() == english.roles.keys()
