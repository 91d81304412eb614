"""Cards to ask every chat about: each kind of line, many buttons, and words that mean harm."""

from __future__ import annotations

from bot.domain.theirs import Theirs, theirs
from bot.presentation.card import Button, Card, Line, Section, Style
from bot.presentation.intent import Intent, Verb
from bot.presentation.text import Says

HARMLESS = theirs("Drie keer gevraagd in de chat.")
HARMFUL = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "<b>vet</b> *vet* _schuin_ ~weg~ `code` > citaat",
    "@channel @here <!channel> <@U123> <at>Erik</at> #klanten",
    "https://evil.example www.evil.example <https://evil.example|bank> [bank](https://evil.example)",
    "![x](https://evil.example/x.png) :smile: &lt;b&gt; &amp;",
    "- een\n- twee\n1. drie\n# kop\n\n```\ncode\n```",
    "| a | b |\n|---|---|\n\\*niet\\* {{date}} {DATE(2026-03-17T09:00:00Z)}",
]


def a_card(words: Theirs = HARMLESS) -> Card:
    """A customer's card with everything on it."""
    case = "case:12"
    return Card(
        title=Says((words, " · Facebook · wacht 2 dagen")),
        lines=(
            Line(Says(("„", words, "”")), Style.QUOTE),
            Line(Says(("Waarom hier: nog niemand reageerde.",)), Style.QUIET),
            Line(Says(("Nog niemand pakt dit op.",)), Style.STRONG),
        ),
        summary=words.literal,
        buttons=(
            Button("Ik pak dit op", Intent(Verb.CLAIM, case, 3), Style.PRIMARY),
            Button("Ik weet wie dit kan", Intent(Verb.FORM, case, 3, "suggest")),
        ),
        overflow=(
            Button("Bekijk bericht", url="https://social.example/post/1"),
            Button("Geen klacht", Intent(Verb.FORM, case, 3, "dismiss"), Style.DANGER),
        ),
    )


def a_long_card(words: Theirs = HARMLESS) -> Card:
    """A digest: parts with titles."""
    parts = tuple(
        Section(title, tuple(Line(Says((f"{number}. ", words))) for number in range(1, 6)))
        for title in ("WIE WACHT NOG", "WIE PAKTE OP", "HOE LIEP HET AF")
    )
    return Card(Says(("MAANDAGBERICHT week 12",)), (), "week 12", sections=parts)


def a_settled_card() -> Card:
    """A card on which nothing can change any more."""
    return Card(Says(("Jos · opgelost",)), (), "Jos", settled=True)


EXAMPLES = {"card": a_card(), "long": a_long_card(), "settled": a_settled_card()}
