"""What a card in Teams may hold at most, as its documentation says; our own are marked."""

from __future__ import annotations

CARD_JSON = 27_000
"""Ours: bytes of a card's JSON; Teams refuses some time after 28 KB, envelope included."""
ENVELOPE = 500
"""Ours: bytes around a page's elements, and of the line that tells what does not fit."""

# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards
ACTIONS = 6
"""Buttons of one row that are shown; the rest is folded behind a menu."""
PAIR = 2
"""Ours: so few buttons are not folded where there are no others."""
REFRESHED = 60
"""People for whom a card may be drawn again when they see it."""

TITLE = 60
"""Ours: characters of a dialog's title; a longer one stands in the dialog."""
BUTTON = 100
"""Ours: characters of a button's label."""
LABEL = 500
"""Ours: of an input, an option, a word on what is wrong."""
INPUT = 4000
"""Ours: characters that one can type into one field, so that a form that comes back fits."""
FEW = 6
"""Ours: choices of one input that are all to be seen."""
SOME = 10
"""Ours: choices of which several can be taken that are all to be seen."""
OPTION = 120
"""Ours: characters of a choice's title."""
LINES = (30_000, 3000, 1000, 300, 120)
"""Ours: characters of one line of a page; the first of these with which all of it fits."""
VALUE = 150
"""Ours: characters of what a choice stands for."""
URL = 2000

# https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules
WIDTH = 600
LOWEST, HIGHEST = 160, 720
"""Ours: pixels of a dialog's height."""

SUMMARY = 250
"""Ours: characters of a notification; none shows more."""
