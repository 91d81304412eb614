"""Who looks at the page: read from cookies, checked against what there is."""

from __future__ import annotations

import hmac
import re
import secrets
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiohttp import web

from integrations.console import limits
from integrations.console.errors import Problem
from integrations.console.view import ConsolePerson, Visitor
from integrations.console.words import LANGUAGES

SESSION = "knuffel_session"
ME = "knuffel_me"
LANGUAGE = "knuffel_language"
THEME = "knuffel_theme"
THEMES = ("auto", "light", "dark")

_SESSION_ID = re.compile(r"[\w-]{32,64}")
_YEAR = 365 * 24 * 3600


def read(request: web.Request, people: Sequence[ConsolePerson], secret: bytes) -> Visitor:
    """The visitor. What a cookie says that is not so counts as not said. Raises Problem."""
    if not people:
        raise Problem("nobody")
    cookies = request.cookies
    session = cookies.get(SESSION, "")
    if not _SESSION_ID.fullmatch(session):
        session = secrets.token_urlsafe(32)
    me = next((one for one in people if one.external_id == cookies.get(ME)), people[0])
    return Visitor(session, token(session, secret), me, language(request), _theme(request))


def token(session: str, secret: bytes) -> str:
    """What a form of this browser must bring along, and no other site can know."""
    return hmac.digest(secret, session.encode(), "sha256").hex()


def language(request: web.Request) -> str:
    """As chosen on the page, else as the browser prefers."""
    chosen = request.cookies.get(LANGUAGE, "")
    if chosen in LANGUAGES:
        return chosen
    wished = request.headers.get("Accept-Language", "").lower()
    return "nl" if wished.startswith("nl") else "en"


def remember(response: web.StreamResponse, **cookies: str) -> None:
    """Give a browser cookies that it sends to this page only, and shows to no script."""
    for name, value in cookies.items():
        response.set_cookie(
            f"knuffel_{name}", value, path="/", httponly=True, samesite="Strict", max_age=_YEAR
        )


def _theme(request: web.Request) -> str:
    theme = request.cookies.get(THEME, "")
    return theme if theme in THEMES else "auto"


@dataclass(slots=True)
class Session:
    """What is remembered of one browser while the process runs."""

    person: str
    toasts: deque[str] = field(default_factory=lambda: deque(maxlen=limits.TOASTS))
    """Not seen yet by a browser without JavaScript."""


class Sessions:
    """The browsers seen lately: who they are now, and what they are still to be told."""

    def __init__(self) -> None:
        """Nobody yet."""
        self._known: OrderedDict[str, Session] = OrderedDict()
        self._spoken: dict[str, str] = {}

    def of(self, visitor: Visitor) -> Session:
        """A visitor's browser, as whom it came now."""
        session = self._known.setdefault(visitor.session, Session(visitor.me.external_id))
        self._known.move_to_end(visitor.session)
        while len(self._known) > limits.SESSIONS:
            self._known.popitem(last=False)
        return session

    def is_still(self, visitor: Visitor) -> bool:
        """Whether this browser has not become somebody else since."""
        session = self._known.get(visitor.session)
        return session is None or session.person == visitor.me.external_id

    def speaks(self, person: str, language: str) -> bool:
        """Whether a person was last told something in this language."""
        return self._spoken.get(person) == language

    def spoke(self, person: str, language: str) -> None:
        """Note in which language a person is told everything from now on."""
        self._spoken[person] = language
