"""What people wrote in Teams comes out of its HTML as it was read, however it was written."""

import pytest

from bot.clock import ticks
from integrations.teams.written import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("help", "help"),
        ("<at>Knuffel</at> help", "help"),
        ("<p>Jos wacht.</p><p>Al <b>drie</b> dagen.</p>", "Jos wacht.\nAl drie dagen."),
        ('<a href="https://x.example/1?a=1&amp;b=2">hier</a>', "https://x.example/1?a=1&b=2"),
        ('<a href="javascript:x">hier</a> dus', "hier dus"),
        ("één<br/>twee<BR>drie", "één\ntwee\ndrie"),
        ('<div title="x"><!-- niet -->wel</div>', "wel"),
        ("Ik <3 jullie, en > 5 dagen wachten", "Ik <3 jullie, en > 5 dagen wachten"),
        ("&lt;b&gt; is geen tag", "<b> is geen tag"),
        ("<at>nooit gesloten, dus gelezen", "nooit gesloten, dus gelezen"),
        ('<a href="http://a.example">x<at>y</a>z</at>', "http://a.example"),
    ],
)
def test_what_was_written_is_read(written: str, read: str) -> None:
    assert plain(written) == read


@pytest.mark.parametrize(
    "piece", ["<", "<at ", "<at>", "<a", '<a href="http://x.example">', "<br", '<a "', "<!--"]
)
def test_nothing_that_is_written_holds_everybody_up(piece: str) -> None:
    began = ticks()
    plain((piece * 200_000)[:200_000])
    assert ticks() - began < 1
