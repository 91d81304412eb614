"""What a button means: a verb, a subject, and the version that its presser saw."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MOST_NUMBER = 2**63 - 1
"""No number that we ever wrote on a button is higher."""


class Verb(StrEnum):
    """Everything that a person can ask for by a button, a form, a command or a link."""

    CLAIM = "claim"
    RELEASE = "release"
    LET_GO = "let_go"
    SUGGEST = "suggest"
    HELP = "help"
    STOP_HELPING = "stop_helping"
    ASK_HELP = "ask_help"
    NOTE = "note"
    HANDOVER = "handover"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW_HANDOVER = "withdraw_handover"
    ASK_MANAGER = "ask_manager"
    """A third handover is a manager's to offer: the owner asks for it."""
    BUDDY = "buddy"
    """Who of webcare stands at the owner's side."""
    BYPASS = "bypass"
    """A rule of the house was gone around."""
    REPLY = "reply"
    AMEND_REPLY = "amend_reply"
    APOLOGISE = "apologise"
    QUICK_UPDATE = "quick_update"
    NO_REPLY = "no_reply"
    PLACE = "place"
    PLACED = "placed"
    DECLINE_PLACING = "decline_placing"
    WITHDRAW_PLACING = "withdraw_placing"
    PROMISE = "promise"
    KEEP = "keep"
    MOVE = "move"
    BREAK = "break"
    WAIVE = "waive"
    CANNOT = "cannot"
    """*Can't do it*: its form asks what instead; the answer names the verb that follows."""
    DECLINE_OFFER = "decline_offer"
    """What I wrote is not to be remembered: `argument` is the notice that asks."""
    REMIND_LATER = "remind_later"
    TAKE_PROMISE = "take_promise"
    """*I'll do this*: what another was to do, or what a department was asked."""
    NAME_DOER = "name_doer"
    ASK_DEPARTMENT = "ask_department"
    GOODWILL = "goodwill"
    APPROVE_GOODWILL = "approve_goodwill"
    REFUSE_GOODWILL = "refuse_goodwill"
    TELL_GOODWILL = "tell_goodwill"
    WAIT = "wait"
    STOP_WAITING = "stop_waiting"
    STILL_ON_IT = "still_on_it"
    """The owner is still on it: nobody asks for a while."""
    STILL_MENDED = "still_mended"
    """Some time after closing it is still fine."""
    SOLVE = "solve"
    CLOSE = "close"
    REOPEN = "reopen"
    DISMISS = "dismiss"
    RAISE = "raise"
    BROADCAST = "broadcast"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"
    CAPTURE = "capture"
    READ_DIGEST = "read_digest"
    DECIDE_DIGEST = "decide_digest"
    ASK_DIGEST = "ask_digest"
    SET_LANGUAGE = "set_language"
    SET_ABSENCE = "set_absence"
    END_ABSENCE = "end_absence"
    """I am there after all, or back sooner: `argument` says which absence, as `2026-03-20`."""
    SET_HOURS = "set_hours"
    SET_WILLING = "set_willing"
    """Whether I want a personal word when nobody takes a case: `argument` is `yes` or `no`."""
    TIE = "tie"
    """This account is mine too: a field `code`, made in a chat that knows me."""
    MAKE_CODE = "make_code"
    # Opening a form or a page: reads only, leaves no history.
    FORM = "form"
    """Open the form that `argument` names, as `opened` reads it."""
    SHOW_CASE = "show_case"
    SHOW_MINE = "show_mine"
    SHOW_WAITING = "show_waiting"
    SHOW_DIGEST = "show_digest"
    SHOW_FOUND = "show_found"
    SHOW_HELP = "show_help"
    SHOW_PRACTICE = "show_practice"
    """A complaint that nobody wrote, to practise on: `argument` is how far somebody is."""
    SHOW_HOME = "show_home"
    """What I have to do, what waits for anyone, and my settings."""
    SHOW_KEPT = "show_kept"
    """What is kept about me."""
    SHOW_BUNDLE = "show_bundle"
    """Everything that one message told me together: `argument` is how many come before."""
    SHOW_SEARCH = "show_search"
    """Cases that contain a text: `argument` is what is looked for."""
    MORE = "more"
    """All actions that fit a case now."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What a press asks for. Never a URL, never a chat's own payload."""

    verb: Verb
    subject: str
    """`case:12`, `promise:7`, `notice:3`, `digest:2026-W12`, `house`."""
    seen: int | None = None
    argument: str | None = None
    """What the verb needs besides: a promise's or a reply's id, the verb of a form, a choice."""

    def encode(self) -> str:
        """One line of text of at most 150 characters, for a button's value."""
        seen = "" if self.seen is None else str(self.seen)
        return "|".join((self.verb.value, self.subject, seen, self.argument or ""))


def decode(value: str) -> Intent:
    """The intent of an encoded line. Raises ValueError on anything else."""
    if not value.isprintable():
        raise ValueError("not what we encoded")
    verb, subject, seen, argument = value.split("|", 3)
    return Intent(Verb(verb), subject, _number(seen) if seen else None, argument or None)


def is_number(text: str) -> bool:
    """Whether a text is a whole number from 0 on that we can have written."""
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_NUMBER))
    return digits and int(text) <= MOST_NUMBER


def _number(text: str) -> int:
    if not is_number(text):
        raise ValueError("not a version")
    return int(text)


def opening(
    verb: Verb,
    subject: str,
    *,
    seen: int | None = None,
    item: object = None,
    choice: str | None = None,
) -> Intent:
    """The intent that opens a verb's form.

    `item` says about which reply, goodwill …; `choice` names a variant of the form.
    """
    named = ":".join((verb.value, "" if item is None else str(item), choice or ""))
    return Intent(Verb.FORM, subject, seen, named.rstrip(":"))


def opened(intent: Intent) -> tuple[Verb, str | None, str | None]:
    """Which form an intent opens, about which item, in which variant.

    Raises ValueError where it opens none.
    """
    verb, item, choice = [*(intent.argument or "").split(":", 2), "", ""][:3]
    return Verb(verb), item or None, choice or None
