"""What the console takes and shows at most."""

from __future__ import annotations

BODY_BYTES = 128 * 1024
"""Of one press with its form: a long mail, pasted whole, still fits."""

FIELDS = 200
"""Filled-in fields of one press."""

FIELD_NAME = 60
INTENT = 300
"""Characters of an encoded intent."""

SHOWN = 100
"""Cards of one conversation on the page: the newest."""

CATCH_UP = 500
"""Changes after which a page is loaded anew instead of brought up to date one by one."""

LOOK_SECONDS = 0.2
"""Between two looks at the board, so that a page shows a change within 250 ms."""

BEAT_SECONDS = 15.0
"""Between two signs of life on an open page's line."""

SPEAK_SECONDS = 0.4
"""That a press waits until its person is spoken to in the page's language."""

SESSIONS = 1000
"""Browsers that are remembered."""

TOASTS = 5
"""Toasts that are kept for a browser without JavaScript, until its next page."""
