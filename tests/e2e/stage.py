"""A small company on the console with a play for an answer: what the browser's tests look at.

`python -m tests.e2e.stage` opens it for a look by hand.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.domain.employee import Role
from bot.domain.theirs import Theirs, theirs
from bot.domain.view import Audience
from bot.interactions.interaction import Interaction, Reply
from bot.ports.storing import Address
from bot.presentation.card import Button, Card, Line, Style
from bot.presentation.form import Field, Form, Input, Option
from bot.presentation.gallery import gallery
from bot.presentation.intent import Intent, Verb, opening
from bot.presentation.page import Page, Part, Row
from bot.presentation.text import Says
from bot.presentation.toast import Toast
from integrations.console.gateway import ConsoleGateway
from integrations.console.inbound import console_routes
from integrations.console.room import ConsoleRoom
from integrations.console.view import ClockFace, ConsoleChannel, ConsolePerson, Step
from tests.fakes.board import BoardStore
from tests.fakes.runner import AtOnce

PEOPLE = (
    ConsolePerson("erik", "Erik Jansen", "Projecten"),
    ConsolePerson("amy", "Amy de Wit", "Webcare", frozenset({Role.WEBCARE})),
    ConsolePerson("karin", "Karin Bos", "Netwerk", frozenset({Role.MANAGER})),
    ConsolePerson("petra", "Petra Smit", "Directie", frozenset({Role.EXECUTIVE})),
)
CHANNELS = (
    ConsoleChannel("channel:klanten", "klanten", wide=True),
    ConsoleChannel("channel:netwerk", "netwerk"),
    ConsoleChannel("channel:facturatie", "facturatie"),
    ConsoleChannel("channel:webcare", "webcare", webcare=True),
)
ZONE = "Europe/Amsterdam"
START = datetime(2026, 3, 17, 9, 5, tzinfo=UTC)
FORWARD = {
    Step.TEN_MINUTES: timedelta(minutes=10),
    Step.HOUR: timedelta(hours=1),
    Step.WORKING_DAY: timedelta(hours=23),
    Step.NEXT_EVENT: timedelta(hours=3),
}


def says(*parts: str | Theirs) -> Says:
    return Says(parts)


def line(*parts: str | Theirs, style: Style = Style.PLAIN) -> Line:
    return Line(says(*parts), style)


@dataclass
class PlayedClock:
    """A demo clock that moves when it is told to."""

    now: datetime = START
    steps: list[Step] = field(default_factory=list)

    async def read(self) -> ClockFace:
        return ClockFace(self.now)

    async def forward(self, step: Step) -> ClockFace:
        self.steps.append(step)
        self.now += FORWARD[step]
        return ClockFace(self.now)


@dataclass
class Story:
    """One customer's case on the stage."""

    number: int
    name: str
    words: str
    nl: str
    en: str
    url: str | None = None
    owner: str | None = None
    version: int = 1

    def button(self, verb: Verb, label: str, style: Style = Style.PLAIN) -> Button:
        return Button(label, Intent(verb, f"case:{self.number}", self.version), style)

    def opens(self, verb: Verb, label: str, style: Style = Style.PLAIN) -> Button:
        return Button(label, opening(verb, f"case:{self.number}", seen=self.version), style)


def card(story: Story, language: str) -> Card:
    dutch = language == "nl"
    where = story.nl if dutch else story.en
    quote = ("„", "”") if dutch else ("“", "”")
    why = "Waarom hier: nog niemand reageerde." if dutch else "Why here: nobody has replied yet."
    who = (
        "Nog niemand pakt dit op. Amy (webcare) helpt je."
        if dutch
        else "Nobody has this yet. Amy (webcare) will help you."
    )
    buttons = (
        story.button(Verb.CLAIM, "Ik pak dit op" if dutch else "I’ll take this", Style.PRIMARY),
        story.opens(Verb.SUGGEST, "Ik weet wie dit kan" if dutch else "I know who can"),
    )
    if story.owner:
        who = f"{story.owner} pakt dit op." if dutch else f"{story.owner} is on it."
        buttons = (story.button(Verb.HELP, "Ik kan helpen" if dutch else "I can help"),)  # type: ignore[assignment]
    view = Button("Bekijk bericht" if dutch else "View post", url=story.url)
    overflow = (
        *((view,) if story.url else ()),
        story.button(Verb.SHOW_CASE, "Hele verhaal" if dutch else "Whole story"),
        story.opens(Verb.DISMISS, "Geen klacht" if dutch else "Not a complaint"),
        Button("Wat is dit?" if dutch else "What is this?", Intent(Verb.SHOW_HELP, "house")),
    )
    return Card(
        title=says(theirs(story.name), f" · {where}"),
        lines=(
            line(quote[0], theirs(story.words), quote[1], style=Style.QUOTE),
            *(() if story.owner else (line(why, style=Style.QUIET),)),
            line(who, style=Style.PLAIN if not story.owner else Style.STRONG),
        ),
        summary=f"{story.name}, {where}",
        buttons=buttons,
        overflow=overflow,
    )


def briefing(story: Story, language: str) -> Card:
    """The briefing of the gallery, about this customer."""
    drawn = gallery(Audience(language, ZONE))["card.briefing.claimed"]
    assert isinstance(drawn, Card)
    title = ("Jij bent nu het gezicht voor ", "You are now the face for ")[language == "en"]
    promised = ("Iets beloofd", "I promised something")[language == "en"]
    return replace(
        drawn,
        title=says(title, theirs(story.name)),
        buttons=(
            story.button(Verb.REPLY, drawn.buttons[0].label, Style.PRIMARY),
            story.opens(Verb.PROMISE, promised),
        ),
    )


def shown(name: str, language: str) -> Page:
    """A page of the gallery."""
    page = gallery(Audience(language, ZONE))[name]
    assert isinstance(page, Page)
    return page


def promise_form(story: Story, language: str) -> Form:
    dutch = language == "nl"
    who = [Option(one.external_id, says(f"{one.name} ({one.department})")) for one in PEOPLE]
    days = [
        Option("2026-03-17T17:00", says("vandaag 17:00" if dutch else "today 17:00")),
        Option("2026-03-18T17:00", says("morgen 17:00" if dutch else "tomorrow 17:00")),
        Option("2026-03-20T17:00", says("vr 17:00" if dutch else "Fri 17:00")),
        Option("none", says("geen dag genoemd" if dutch else "no date said")),
    ]
    return Form(
        title=says(
            "Wat heb je beloofd aan " if dutch else "What did you promise ", theirs(story.name), "?"
        ),
        send=Intent(Verb.PROMISE, f"case:{story.number}", story.version),
        button="Onthoud dit" if dutch else "Remember this",
        fields=(
            Field(
                "words",
                "Beloofd" if dutch else "Promised",
                Input.LINES,
                required=True,
                hint="Zoals je het zei." if dutch else "As you said it.",
                limit=300,
            ),
            Field(
                "when",
                "Wanneer?" if dutch else "When?",
                Input.CHOICE,
                options=tuple(days),
                value="none",
            ),
            Field("at", "Een ander moment" if dutch else "Another moment", Input.MOMENT),
            Field(
                "doer",
                "Wie doet het?" if dutch else "Who does it?",
                Input.PERSON,
                options=tuple(who),
                value="erik",
                folded=True,
            ),
            Field("amount", "Goedmaker" if dutch else "Goodwill", Input.AMOUNT, folded=True),
            Field(
                "where",
                "Waar" if dutch else "Where",
                Input.CHOICES,
                folded=True,
                options=(Option("app", says("app")), Option("site", says("site"))),
            ),
            Field("url", "Link", Input.URL, folded=True),
            Field(
                "widespread",
                "Geldt voor meer klanten" if dutch else "Happens to more customers",
                Input.TICK,
                folded=True,
            ),
        ),
        footer=(line("Ik herinner je wo 15:20." if dutch else "I remind you Wed 15:20."),),
    )


@dataclass
class Stage:
    """The play: what is pressed changes the cards, as the real desk would have it."""

    store: BoardStore = field(default_factory=BoardStore)
    clock: PlayedClock = field(default_factory=PlayedClock)
    heard: list[Interaction] = field(default_factory=list)
    stories: dict[int, Story] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    broken: Exception | None = None
    instead: Reply = None
    """What is answered whatever was asked."""
    slow: asyncio.Event | None = None
    """Nobody is spoken to in another language before this."""
    refs: dict[tuple[int, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.wake = asyncio.Event()
        self.gateway = ConsoleGateway(self.store, AtOnce(), lambda: self.clock.now, self.wake.set)

    def app(self) -> web.Application:
        """The application with the console on it."""
        app = web.Application()
        room = ConsoleRoom(
            answer=self.answer,
            store=self.store,
            runner=AtOnce(),
            people=lambda: PEOPLE,
            channels=lambda: CHANNELS,
            zone=ZONE,
            company="Telefoon & Co",
            clock=self.clock,
            wake=self.wake,
        )
        console_routes(app, room)
        return app

    async def tell(self, story: Story, channel: str = "channel:klanten") -> str:
        """A customer's card arrives in a channel."""
        self.stories[story.number] = story
        draw: Callable[[str], Card] = lambda language: card(story, language)  # noqa: E731
        return await self.bring(channel, f"case:{story.number}", draw)

    async def brief(self, story: Story, person: str) -> str:
        """A briefing arrives in somebody's private chat."""
        return await self.bring(
            f"private:{person}", f"briefing:{story.number}", lambda one: briefing(story, one)
        )

    async def bring(self, conversation: str, key: str, draw: Callable[[str], Card]) -> str:
        address = Address("console", "local", conversation)
        cards = {
            audience: draw(audience.language)
            for audience in self.gateway.audiences(address, Audience("nl", ZONE))
        }
        there = await self.gateway.find(address, key)
        if there is None:
            return await self.gateway.post(address, key, cards)
        await self.gateway.redraw(address, there, cards)
        return there

    async def answer(self, interaction: Interaction) -> Reply:
        """What the presser gets back."""
        self.heard.append(interaction)
        if self.broken is not None:
            raise self.broken
        if self.instead is not None:
            return self.instead
        intent, person = interaction.intent, interaction.account.external_id
        language = self.languages.get(person, "nl")
        if intent.verb is Verb.SET_LANGUAGE:
            if self.slow is not None:
                await self.slow.wait()
            self.languages[person] = intent.argument or "nl"
            return None
        kind, _, number = intent.subject.partition(":")
        story = self.stories.get(int(number)) if kind == "case" and number.isdigit() else None
        if story is None:
            return self._house(intent, language)
        return await self._case(story, interaction, language)

    async def _case(self, story: Story, interaction: Interaction, language: str) -> Reply:
        intent, dutch = interaction.intent, language == "nl"
        me = next(one for one in PEOPLE if one.external_id == interaction.account.external_id)
        first = me.name.split()[0]
        if intent.verb is Verb.FORM:
            return promise_form(story, language)
        if intent.verb is Verb.SHOW_CASE:
            return case_page(story, language)
        if intent.verb is Verb.PROMISE:
            return self._promised(story, interaction, language)
        if intent.verb is Verb.CLAIM and story.owner:
            text = (
                f"{story.owner} was je voor. Wil je helpen?"
                if dutch
                else f"{story.owner} was first. Want to help?"
            )
            return Toast(
                says(text),
                (story.button(Verb.HELP, "Ik kan helpen" if dutch else "I can help"),),
                refused=True,
            )
        if intent.verb is Verb.CLAIM:
            changed = replace(story, owner=f"{first} ({me.department})", version=story.version + 1)
            await self.tell(changed)
            await self.brief(changed, me.external_id)
            undo = changed.button(Verb.UNDO, "Ongedaan" if dutch else "Undo")
            return Toast(
                says(
                    "Dank je. Je briefing staat in je eigen chat."
                    if dutch
                    else "Thank you. Your briefing is in your own chat."
                ),
                (undo,),
            )
        if intent.verb is Verb.REPLY:
            labels = ("Toch gebeld of gemaild", "Link naar de reactie", "Ongedaan maken")
            more = tuple(story.button(Verb.AMEND_REPLY, label) for label in labels)
            return Toast(says("Genoteerd: jij, nu, in het openbaar."), more)
        if intent.verb is Verb.UNDO:
            await self.tell(replace(story, owner=None, version=story.version + 1))
        return Toast(says("Genoteerd." if dutch else "Noted."))

    def _promised(self, story: Story, interaction: Interaction, language: str) -> Reply:
        typed = interaction.fields
        form = promise_form(story, language)
        if typed.get("words"):
            return Toast(
                says("Onthouden." if language == "nl" else "I’ll remember."),
                (story.button(Verb.UNDO, "Ongedaan" if language == "nl" else "Undo"),),
            )
        error = "Vul dit nog in." if language == "nl" else "Please fill this in."
        fields = (replace(form.fields[0], error=error), *form.fields[1:])
        return replace(form, fields=fields, typed=typed)

    def _house(self, intent: Intent, language: str) -> Reply:
        dutch = language == "nl"
        if intent.verb is Verb.SHOW_DIGEST:
            return shown("page.digest.full", language)
        if intent.verb in {Verb.SHOW_MINE, Verb.SHOW_WAITING, Verb.SHOW_FOUND}:
            rows = tuple(
                Row(
                    says(theirs(one.name), f" · {one.nl if dutch else one.en}"),
                    (line(theirs(one.words), style=Style.QUIET),),
                    (
                        one.button(Verb.SHOW_CASE, "Bekijk" if dutch else "Look"),
                        one.button(
                            Verb.CLAIM,
                            "Ik pak dit op" if dutch else "I’ll take this",
                            Style.PRIMARY,
                        ),
                    ),
                )
                for one in self.stories.values()
            )
            title = "Wie wacht nog" if dutch else "Who still waits"
            return Page(
                says(title),
                (Part("", rows=rows, empty="Niemand wacht." if dutch else "Nobody waits."),),
            )
        if intent.verb is Verb.SHOW_HELP:
            return Page(
                says("Wat is dit?" if dutch else "What is this?"),
                (
                    Part(
                        "",
                        (
                            line(
                                "Met Knuffel doet iedereen klantcontact."
                                if dutch
                                else "With Knuffel everyone does customer contact."
                            ),
                        ),
                    ),
                ),
            )
        if intent.verb is Verb.FORM:
            return Form(
                says("Ik zag een klacht" if dutch else "I saw a complaint"),
                Intent(Verb.CAPTURE, "house"),
                "Bewaren" if dutch else "Keep",
                (
                    Field("url", "Link", Input.URL),
                    Field(
                        "words", "Wat zei de klant?" if dutch else "What did they say?", Input.LINES
                    ),
                ),
            )
        return Toast(
            says("Die zaak ken ik niet." if dutch else "I do not know that case."), refused=True
        )


def case_page(story: Story, language: str) -> Page:
    dutch = language == "nl"
    history = (
        ("ma 16 mrt 12:02 · gehoord op Facebook", "ma 16 mrt 13:02 · in #klanten getoond")
        if dutch
        else ("Mon 16 Mar 12:02 · heard on Facebook", "Mon 16 Mar 13:02 · shown in #klanten")
    )
    return Page(
        says(theirs(story.name)),
        (
            Part("", card=card(story, language)),
            Part("Gezegd" if dutch else "Said", rows=(Row(says(theirs(story.words))),)),
            Part(
                "Wat er gebeurde" if dutch else "What happened",
                rows=tuple(Row(says(one)) for one in history),
            ),
        ),
        (story.opens(Verb.PROMISE, "Iets beloofd" if dutch else "I promised something"),),
    )


JOS = Story(
    1,
    "Jos",
    "Drie keer hetzelfde gevraagd in de chat. Ik snap er niets meer van.",
    "Facebook · wacht 2 dagen",
    "Facebook · waiting 2 days",
    "https://www.facebook.com/telefoon/posts/123",
)
MIA = Story(
    2,
    "Mia van den Berg",
    "Voor de tweede maand een dubbele factuur. Bellen: 40 minuten in de wacht, en toen opgehangen.",
    "X · wacht 9 uur",
    "X · waiting 9 hours",
    owner="Karin (Netwerk)",
)
ALI = Story(
    3,
    "Ali 🌻",
    "Al sinds gisteren geen internet en ik werk thuis.\nWeet iemand hoe lang dit nog duurt?",
    "Google · wacht 22 uur",
    "Google · waiting 22 hours",
    "https://maps.google.com/review/1",
)


async def a_full_stage() -> Stage:
    """Three customers in the first channel, one in another, Erik briefed on one."""
    stage = Stage()
    for story in (ALI, MIA, JOS):
        await stage.tell(story)
        stage.clock.now += timedelta(minutes=7)
    await stage.tell(replace(ALI, number=4, name="Hetty"), "channel:netwerk")
    return stage


async def _play() -> None:
    stage = await a_full_stage()
    runner = web.AppRunner(stage.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8099).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_play())
