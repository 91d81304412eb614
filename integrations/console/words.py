"""What stands around the cards, in both languages; the cards bring their own words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.employee import Role


@dataclass(frozen=True, slots=True)
class Words:
    """The page's own words in one language."""

    language: str
    skip: str
    channels: str
    for_me: str
    my_chat: str
    my_overview: str
    my_cases: str
    say: str
    search: str
    waiting: str
    digest: str
    help: str
    saw_complaint: str
    i_am: str
    switch_person: str
    language_label: str
    theme: str
    theme_auto: str
    theme_light: str
    theme_dark: str
    settings: str
    clock: str
    clock_why: str
    ten_minutes: str
    one_hour: str
    working_day: str
    next_event: str
    only_webcare: str
    everyone: str
    only_you: str
    empty_channel: str
    empty_private: str
    more: str
    more_fields: str
    choose: str
    dismiss: str
    close: str
    back: str
    opens: str
    optional: str
    messages: str
    notices: str
    new_cards: str
    lost: str
    found: str
    retry: str
    not_sent: str
    too_long: str
    roles: dict[Role, str]
    problems: dict[str, str]
    problem: str


NL = Words(
    language="nl",
    skip="Naar de inhoud",
    channels="Kanalen",
    for_me="Voor mij",
    my_chat="Mijn chat",
    my_overview="Mijn overzicht",
    my_cases="Mijn klanten",
    say="Naam of link",
    search="Zoek",
    waiting="Wie wacht nog",
    digest="Maandagbericht",
    help="Wat is dit?",
    saw_complaint="Ik zag een klacht",
    i_am="Jij bent nu",
    switch_person="Wissel van collega",
    language_label="Taal",
    theme="Kleuren",
    theme_auto="Zoals mijn systeem",
    theme_light="Licht",
    theme_dark="Donker",
    settings="Weergave",
    clock="Demoklok",
    clock_why="Zet de klok vooruit en zie wat er gebeurt.",
    ten_minutes="+10 minuten",
    one_hour="+1 uur",
    working_day="Volgende werkdag, 09:00",
    next_event="Tot er iets gebeurt",
    only_webcare="alleen webcare",
    everyone="iedereen",
    only_you="Alleen jij ziet dit.",
    empty_channel="Nog stil hier. Zodra een klant iets zegt dat hier hoort, zie je het meteen.",
    empty_private="Nog niets voor jou. Pak je iets op, dan staat hier wat je nodig hebt.",
    more="Meer",
    more_fields="Meer invullen",
    choose="Kies …",
    dismiss="Sluiten",
    close="Sluiten",
    back="Terug",
    opens="opent in een nieuw tabblad",
    optional="hoeft niet",
    messages="Berichten",
    notices="Meldingen",
    new_cards="Nieuw bericht",
    lost="Geen verbinding met Knuffel. We proberen het steeds opnieuw.",
    found="Er is weer verbinding.",
    retry="Opnieuw",
    not_sent="Dit is niet aangekomen. Er is niets kwijt.",
    too_long="tekens te veel",
    roles={
        Role.WEBCARE: "webcare",
        Role.LEAD: "leidt webcare",
        Role.MANAGER: "afdelingshoofd",
        Role.EXECUTIVE: "directie",
    },
    problems={
        "host": "Deze pagina luistert alleen naar 127.0.0.1 en localhost.",
        "forged": "Dit kwam niet van deze pagina en is niet gedaan.",
        "stale": "Deze pagina is verouderd. Laad haar opnieuw; er is niets gedaan.",
        "malformed": "Dit kon niet gelezen worden. Er is niets gedaan.",
        "too_big": "Dit is te lang. Kort het in en probeer het opnieuw; er is niets gedaan.",
        "no_place": "Deze pagina bestaat niet (meer).",
        "not_yours": "Dit kanaal is alleen voor webcare.",
        "someone_else": "In een ander tabblad werd je iemand anders. Laad deze pagina opnieuw.",
        "nobody": "Er staan nog geen collega’s in de instellingen; dan is hier niemand om te zijn.",
        "away": "De opslag antwoordt niet. Probeer het zo nog eens; er is niets vastgelegd.",
        "broken": "Hier ging iets mis, niet bij jou. Wie dit beheert vindt het onder nummer {id}.",
    },
    problem="Dat lukte niet",
)

EN = Words(
    language="en",
    skip="Skip to content",
    channels="Channels",
    for_me="For me",
    my_chat="My chat",
    my_overview="My overview",
    my_cases="My customers",
    say="Name or link",
    search="Find",
    waiting="Who still waits",
    digest="Monday report",
    help="What is this?",
    saw_complaint="I saw a complaint",
    i_am="You are now",
    switch_person="Be another colleague",
    language_label="Language",
    theme="Colours",
    theme_auto="Like my system",
    theme_light="Light",
    theme_dark="Dark",
    settings="Appearance",
    clock="Demo clock",
    clock_why="Move the clock and see what happens.",
    ten_minutes="+10 minutes",
    one_hour="+1 hour",
    working_day="Next working day, 09:00",
    next_event="Until something happens",
    only_webcare="webcare only",
    everyone="everyone",
    only_you="Only you see this.",
    empty_channel="Quiet so far. When a customer says something that belongs here, you see it.",
    empty_private="Nothing for you yet. Take something in a channel, and what you need comes here.",
    more="More",
    more_fields="Fill in more",
    choose="Choose …",
    dismiss="Dismiss",
    close="Close",
    back="Back",
    opens="opens in a new tab",
    optional="optional",
    messages="Messages",
    notices="Notices",
    new_cards="New message",
    lost="No connection to Knuffel. We keep trying.",
    found="Connected again.",
    retry="Try again",
    not_sent="This did not arrive. Nothing is lost.",
    too_long="characters too many",
    roles={
        Role.WEBCARE: "webcare",
        Role.LEAD: "leads webcare",
        Role.MANAGER: "head of department",
        Role.EXECUTIVE: "executive",
    },
    problems={
        "host": "This page listens to 127.0.0.1 and localhost only.",
        "forged": "This did not come from this page and was not done.",
        "stale": "This page is out of date. Load it again; nothing was done.",
        "malformed": "This could not be read. Nothing was done.",
        "too_big": "This is too long. Shorten it and try again; nothing was done.",
        "no_place": "There is no such page (any more).",
        "not_yours": "This channel is for webcare only.",
        "someone_else": "In another tab you became somebody else. Load this page again.",
        "nobody": "There are no colleagues in the settings yet, so there is nobody to be.",
        "away": "The storage does not answer. Try again in a moment; nothing was recorded.",
        "broken": "Something went wrong here, not with you. Whoever runs this finds it as {id}.",
    },
    problem="That did not work",
)

LANGUAGES = {"nl": NL, "en": EN}
