"""The stories as the documentation shows them: minute by minute, who did what and who hears what.

`python -m tests.as_it_went.table` writes docs/reference/stories.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.presentation.wording import Wording, wording
from tests.as_it_went.stories import STORIES
from tests.as_it_went.story import WIDE, Does, Rings, Says, Story

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "stories.md"
WHO = {
    "amy": "Amy (webcare, buddy)",
    "sanne": "Sanne (webcare lead)",
    "erik": "Erik (projects)",
    "nicole": "Nicole (chat)",
    "ravi": "Ravi (network)",
    "karin": "Karin (manager, network)",
    "fatima": "Fatima (manager, customer service)",
    "dirk": "Dirk (executive)",
    WIDE: "Everybody",
}

_HEAD = """\
# What rings, and when: the stories as they really went

What customers went through with real companies, told again with Knuffel listening: who did what,
and which word would have come to whom, in which minute. The days and names are ours. Written by
`python -m tests.as_it_went.table` from `tests/as_it_went/stories.py`, which has the sum behind each
minute; a test compares.

`tests/acceptance/test_as_it_went.py` plays them in the console, in Slack and in Teams, and looks at
what comes in each private conversation: the right word, in its minute, with the customer's name,
and nothing else. `tests/e2e/slack` plays them in the local Slack. Everybody works on weekdays from
nine to five, times are Amsterdam's, and the ladders and the budget are the
[defaults](configuration.md). What is late is read by nobody but the person named.
"""


def document() -> str:
    """All stories, as they stand in the documentation."""
    return _HEAD + "".join("\n" + "\n".join(_lines(story)) + "\n" for story in STORIES)


def _lines(story: Story) -> Iterator[str]:
    yield f"## {story.key.replace('-', ' ').capitalize()}"
    yield ""
    yield f"{story.told} ({', '.join(f'D{number}' for number in story.demands)})"
    yield ""
    yield "| when | who | what |"
    yield "|---|---|---|"
    everything = (*story.happens, *story.rings)
    for one in sorted(everything, key=lambda one: (one.at, isinstance(one, Rings))):
        yield f"| {_when(one.at)} | {' | '.join(_row(story, one))} |"


def _row(story: Story, one: Says | Does | Rings) -> tuple[str, str]:
    words = wording("en")
    if isinstance(one, Says):
        return (one.other or story.customer).capitalize(), f"“{one.text}”"
    if isinstance(one, Does):
        return WHO[one.who], f"presses *{words.text(f'button.{one.verb.value}')}*"
    if not one.kinds:
        what = "sees it: nobody has it yet" if one.to == WIDE else "gets the briefing"
        return WHO[one.to], what
    return f"**{WHO[one.to]}**", f"hears {_what(words, one)}"


def _what(words: Wording, one: Rings) -> str:
    named = [f"*{words.text(f'told.{kind.value}.name')}* (`{kind.value}`)" for kind in one.kinds]
    together = ", in one message" if len(named) > 1 else ""
    nameless = ", without the customer's name or words" if one.hidden else ""
    return " and ".join(named) + together + nameless


def _when(at: str) -> str:
    return f"{datetime.fromisoformat(at):%a %Y-%m-%d %H:%M}"


if __name__ == "__main__":
    DOCUMENT.write_text(document())
