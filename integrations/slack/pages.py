"""The few pages that a browser sees when Slack is installed, in both languages."""

from __future__ import annotations

import base64
import hashlib
from enum import StrEnum
from html import escape

from aiohttp import web


class Outcome(StrEnum):
    """What became of an installation."""

    INSTALLED = "installed"
    ELSEWHERE = "elsewhere"
    """The workspace is none of those that may."""
    DENIED = "denied"
    """Somebody thought better of it."""
    EXPIRED = "expired"
    """It was not begun in this browser, or too long ago."""
    FAILED = "failed"
    """Slack did not give what it takes."""
    AWAY = "away"
    """Our own database, or Slack, is not there."""


_STATUS = {
    Outcome.INSTALLED: 200,
    Outcome.ELSEWHERE: 403,
    Outcome.DENIED: 200,
    Outcome.EXPIRED: 400,
    Outcome.FAILED: 502,
    Outcome.AWAY: 503,
}
_SAID = {
    "nl": {
        Outcome.INSTALLED: (
            "Knuffel staat in Slack",
            "Nodig Knuffel uit in de kanalen waar het mag meekijken: typ daar /invite @knuffel.",
        ),
        Outcome.ELSEWHERE: (
            "Knuffel mag niet in deze werkruimte",
            "Er is niets geïnstalleerd. Vraag wie Knuffel beheert om deze werkruimte toe te laten.",
        ),
        Outcome.DENIED: (
            "Knuffel is niet geïnstalleerd",
            "Je hebt in Slack nee gezegd. Begin opnieuw als je je bedenkt.",
        ),
        Outcome.EXPIRED: (
            "Dit duurde te lang",
            "Er is niets geïnstalleerd. Begin opnieuw, in deze browser.",
        ),
        Outcome.FAILED: (
            "Slack gaf niet wat Knuffel nodig heeft",
            "Er is niets geïnstalleerd. Begin opnieuw; lukt het weer niet, kijk dan in het "
            "logboek van Knuffel.",
        ),
        Outcome.AWAY: (
            "Het lukt nu even niet",
            "Er is niets geïnstalleerd. Probeer het over een paar minuten opnieuw.",
        ),
    },
    "en": {
        Outcome.INSTALLED: (
            "Knuffel is in Slack",
            "Invite Knuffel to the channels that it may see: type /invite @knuffel there.",
        ),
        Outcome.ELSEWHERE: (
            "Knuffel may not be in this workspace",
            "Nothing was installed. Ask whoever runs Knuffel to allow this workspace.",
        ),
        Outcome.DENIED: (
            "Knuffel was not installed",
            "You said no in Slack. Begin again if you change your mind.",
        ),
        Outcome.EXPIRED: (
            "This took too long",
            "Nothing was installed. Begin again, in this browser.",
        ),
        Outcome.FAILED: (
            "Slack did not give what Knuffel needs",
            "Nothing was installed. Begin again; if it fails once more, look in Knuffel's log.",
        ),
        Outcome.AWAY: (
            "This does not work just now",
            "Nothing was installed. Try again in a few minutes.",
        ),
    },
}
_AGAIN = {"nl": "Opnieuw beginnen", "en": "Begin again"}
_STYLE = (
    "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;"
    "color-scheme:light dark}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page(outcome: Outcome, *, accepts: str, again: str) -> web.Response:
    """A page; `accepts` is what the browser says of languages, `again` leads to the beginning."""
    language = _language(accepts)
    title, sentence = _SAID[language][outcome]
    link = f'<p><a href="{escape(again)}">{_AGAIN[language]}</a></p>'
    body = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1><p>{escape(sentence)}</p>"
        f"{'' if outcome is Outcome.INSTALLED else link}</html>"
    )
    return web.Response(
        text=body, status=_STATUS[outcome], content_type="text/html", headers=_HEADERS
    )


def _language(accepts: str) -> str:
    """The first of the browser's languages that we speak."""
    for one in accepts.split(","):
        short = one.strip()[:2].lower()
        if short in _SAID:
            return short
    return "en"
