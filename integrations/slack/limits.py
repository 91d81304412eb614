"""What Slack takes at most, as its Block Kit and Web API references say; our own are marked."""

from __future__ import annotations

# https://docs.slack.dev/reference/block-kit/blocks
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
ACTIONS = 25
"""Elements of one block of buttons."""

# https://docs.slack.dev/reference/block-kit/composition-objects/text-object
TEXT = 3000
"""Characters of a text object where nothing smaller is said: a section, a context."""
HEADER = 150
LABEL = 2000
"""Of an input, and its hint."""
BUTTON = 75
"""A button's label, and what a screen reader says in its place."""
TITLE = 24
"""A modal's title, its submit and its close."""

# https://docs.slack.dev/reference/block-kit/block-elements
VALUE = 2000
URL = 3000
INPUT = 3000
"""Characters that one can type."""
OVERFLOW = 5
FEW = 10
"""Radio buttons or checkboxes of one input."""
SELECT = 100
"""Options of a list, of a group of it, and groups."""
OPTION = 75
OPTION_VALUE = 150

# https://docs.slack.dev/reference/views
METADATA = 3000
VIEW_JSON = 240_000
"""Characters of a view's JSON; Slack refuses 250 kB."""

# https://docs.slack.dev/reference/methods/chat.update: 4,000 are refused, a notification shows few.
SUMMARY = 3000

MESSAGE_JSON = 12_000
"""Ours: some 13,200 characters of blocks were seen to be refused as msg_blocks_too_long."""

LINE = 30_000
"""Ours: characters of one line in a view; nobody reads more in a modal."""

RUN = 3000
"""Ours: characters of one piece of rich text, for which no limit is told."""

PROSE = 2500
"""Ours: characters after which lines without buttons go on in a new block."""

PEOPLE_JSON = 100_000
"""Ours: characters of a list of people after which Slack's own picker takes its place."""
