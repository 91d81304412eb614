"""HTML to plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.sources.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Hi <b>Jos</b> &amp; Nicole</p>", "Hi Jos & Nicole"),
        ("<p>een</p>\n<p>twee<br/>drie</p>", "een\n\ntwee\ndrie"),
        ("<ul><li>1<li>2</ul>", "1\n2"),
        ("a\nb   c&nbsp;d", "a b c d"),
        ("I <3 you & 1 < 2 > 0", "I <3 you & 1 < 2 > 0"),
        ("x<script>alert('<b>')</script>y<STYLE>p{}</style >z", "xyz"),
        ("x<svg><title>t</title><path d='M0'/></svg>y", "xy"),
        ("x<script src='a'/>y", "xy"),
        ("x<!-- <p>no</p> -->y<!-- for ever", "xy"),
        ("<!DOCTYPE html><?xml version='1.0'?>x", "x"),
        ("<a title='a>b'>x</a><a title=it's>y</a>", "xy"),
        ("<img src='cat.png' alt='A &quot;cat&quot;'>", 'A "cat"'),
        ("&lt;b&gt; is a tag", "<b> is a tag"),
        ("<blockquote>een</blockquote>twee", "een\n\ntwee"),
        ("", ""),
    ],
)
def test_a_page_is_read_as_a_person_reads_it(html: str, words: str) -> None:
    assert plain_text(html) == words


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<!--", "<a href='", "<a '\"", "</", "<svg>", "<![CDATA[", "&#", "<img alt="],
)
def test_a_hostile_page_takes_no_longer_than_another(piece: str) -> None:
    plain_text(piece * (1_000_000 // len(piece)))


@given(st.text(st.sampled_from("<>/!-'\"=& abps\n")))
def test_every_page_can_be_read(html: str) -> None:
    assert plain_text(html) == plain_text(html).strip()
