"""Which action is where in Slack: read off what is drawn, and written down for the documentation.

`python -m tests.slack_actions` writes docs/reference/slack-actions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.domain.view import Audience, Sight
from bot.interactions.actions import ACTIONS
from bot.interactions.commands import COMMANDS, read_command
from bot.interactions.showing import SHOWS
from bot.presentation.card import Button, Card
from bot.presentation.form import Form
from bot.presentation.forms.promising import INSTEAD
from bot.presentation.gallery import Shown, gallery
from bot.presentation.intent import Intent, Verb, opened
from bot.presentation.page import Page
from bot.presentation.pages.actions import ACTIONS as FITTING
from bot.presentation.toast import Toast

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "reference" / "slack-actions.md"
DOORS = ("card", "direct message", "command", "shortcut", "App Home")

_CARDS = ("card.intro", "card.channel", "card.pointer", "card.outside")
_DIRECT = ("card.briefing", "card.notice", "card.digest")
_AFTER = "toast."
_FIRST = "/knuffel "

_WHERE_ASKED = "—, because it is where it was asked or done"
_NO_MESSAGE = "—, because it is not about a message"
_NO_CASE = "—, because it is not about a case"
_OWN = frozenset(
    {
        *(Verb.CAPTURE, Verb.TIE, Verb.MAKE_CODE),
        *(Verb.SET_LANGUAGE, Verb.SET_HOURS, Verb.SET_WILLING, Verb.SET_ABSENCE, Verb.END_ABSENCE),
        *(Verb.SHOW_HOME, Verb.SHOW_MINE, Verb.SHOW_WAITING, Verb.SHOW_KEPT, Verb.SHOW_SEARCH),
        Verb.SHOW_PRACTICE,
        Verb.SHOW_BUNDLE,
        *(Verb.SHOW_DIGEST, Verb.READ_DIGEST, Verb.DECIDE_DIGEST, Verb.ASK_DIGEST, Verb.SHOW_FOUND),
    }
)
"""What is about oneself, about everything, or about the week; never about one case."""

Drawn = Mapping[str, Shown]


def table() -> dict[Verb, tuple[str, ...]]:
    """For every action, what there is at each door, in the order of `DOORS`."""
    drawn = _everything()
    found = _Found(drawn)
    return {verb: tuple(found.at(door, verb) for door in DOORS) for verb in _actions()}


def _actions() -> list[Verb]:
    """Everything that a person can do or see; opening a form is the way to what it does."""
    return [one for one in Verb if one in ACTIONS or one in SHOWS or one is Verb.CANNOT]


def _everything() -> Drawn:
    shown: dict[str, Shown] = {}
    for sight in Sight:
        for name, one in gallery(Audience("en", "Europe/Amsterdam", sight)).items():
            shown[f"{name} {sight.value}"] = one
    return shown


class _Found:
    """Where each action is drawn."""

    def __init__(self, drawn: Drawn) -> None:
        self._buttons = {
            "card": _pressed(drawn, _CARDS, lambda card: card.buttons),
            "direct message": _pressed(drawn, _DIRECT, lambda card: card.buttons),
        }
        self._menus = {
            "card": _pressed(drawn, _CARDS, lambda card: card.overflow),
            "direct message": _pressed(drawn, _DIRECT, lambda card: card.overflow),
        }
        self._home = _on(drawn, "page.home")
        self._more = _on(drawn, "page.more") | {one.verb for one in FITTING}
        self._pages = _on(drawn, "page.")
        self._after = {
            _meant(button)
            for name, one in drawn.items()
            if name.startswith(_AFTER) and isinstance(one, Toast)
            for button in one.buttons
        }
        self._forms = {one.send.verb for one in drawn.values() if isinstance(one, Form)}
        self._typed = _typed()

    def at(self, door: str, verb: Verb) -> str:
        """What there is of an action at one door; never nothing."""
        if door in self._buttons:
            return self._on_card(door, verb)
        if door == "command":
            return self._command(verb)
        if door == "shortcut":
            return "in the message's menu" if verb is Verb.CAPTURE else _NO_MESSAGE
        return self._at_home(verb)

    def _on_card(self, door: str, verb: Verb) -> str:
        kinds = [
            name
            for name, verbs in (("button", self._buttons[door]), ("menu", self._menus[door]))
            if verb in verbs
        ]
        if kinds:
            return self._with_form(" or ".join(kinds), verb)
        return self._further(verb)

    def _further(self, verb: Verb) -> str:
        """The way to it from a case: all actions, the private word, or the whole story."""
        if verb in self._more:
            return self._with_form("*More…*", verb)
        if verb in INSTEAD:
            return "after *Can't do it*"
        if verb in self._after:
            return "on the private word that follows"
        if verb in self._pages and verb not in _OWN:
            return self._with_form("on the case's page", verb)
        return _NO_CASE if verb in _OWN else _WHERE_ASKED

    def _command(self, verb: Verb) -> str:
        if verb in self._typed:
            return f"`{_FIRST}{self._typed[verb]}`"
        if verb in self._home and verb not in self._more:
            return f"`{_FIRST}home`, then a button"
        if verb in self._more or verb in self._pages:
            return f"`{_FIRST}case …`, then a button"
        return _WHERE_ASKED

    def _at_home(self, verb: Verb) -> str:
        if verb in self._home:
            return self._with_form("button", verb)
        if verb in self._more or verb in self._pages:
            return "one press on, at the case or the page"
        return _WHERE_ASKED

    def _with_form(self, where: str, verb: Verb) -> str:
        return f"{where}, a form" if verb in self._forms and verb in ACTIONS else where


def _typed() -> dict[Verb, str]:
    """The first thing to type for each action; with an example behind it where it needs one."""
    found: dict[Verb, str] = {}
    for behind in ("", " 12", " Jos"):  # the shortest goes first
        for word in COMMANDS:
            found.setdefault(_verb(read_command(word + behind).intent), word + behind)
    return {**found, Verb.SHOW_SEARCH: "search Jos"}


def _verb(intent: Intent) -> Verb:
    return opened(intent)[0] if intent.verb is Verb.FORM else intent.verb


def _meant(button: Button) -> Verb | None:
    return _verb(button.intent) if button.intent is not None else None


def _pressed(drawn: Drawn, names: Sequence[str], of: object) -> set[Verb | None]:
    assert callable(of)
    return {
        _meant(button)
        for name, one in drawn.items()
        if name.startswith(tuple(names)) and isinstance(one, Card)
        for button in of(one)
    }


def _on(drawn: Drawn, start: str) -> set[Verb | None]:
    return {
        _meant(button)
        for name, one in drawn.items()
        if name.startswith(start) and isinstance(one, Page)
        for button in _buttons(one)
    }


def _buttons(page: Page) -> Iterator[Button]:
    yield from page.buttons
    for part in page.parts:
        for row in part.rows:
            yield from row.buttons


# --- the document -------------------------------------------------------------------------------


def document() -> str:
    """The table, as it stands in the documentation."""
    return "\n".join(_lines(table())) + "\n"


def _lines(rows: Mapping[Verb, Iterable[str]]) -> Iterator[str]:
    yield "# Every action in Slack"
    yield ""
    yield "Read off what is drawn, and written by `python -m tests.slack_actions`; a test compares."
    yield "*Menu* is the three dots on a card. *More…* opens everything that fits a case now."
    yield "An action of the case that stands on a card can be reached from `/knuffel case …` too."
    yield ""
    yield f"| action | {' | '.join(DOORS)} |"
    yield f"|---|{'---|' * len(DOORS)}"
    for verb, cells in rows.items():
        yield f"| {_name(verb)} | {' | '.join(cells)} |"


def _name(verb: Verb) -> str:
    return f"`{verb.value}`"


if __name__ == "__main__":
    DOCUMENT.write_text(document())
