"""Invented people, customers and cases, in every state and with every kind of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from bot.domain.attendance import Attendance
from bot.domain.broadcast import Broadcast
from bot.domain.case import Case, DismissReason, Level, NoReplyReason, Outcome, State
from bot.domain.employee import Employee, Role
from bot.domain.flags import Flag
from bot.domain.goodwill import Goodwill, GoodwillState
from bot.domain.handover import Handover
from bot.domain.ids import (
    BroadcastId,
    CaseId,
    CustomerId,
    EmployeeId,
    GoodwillId,
    HandoverId,
    LaneId,
    PlacingId,
    PostId,
    PromiseId,
    ReplyId,
    WordsId,
)
from bot.domain.placing import Placing
from bot.domain.policy import Channel
from bot.domain.post import Direction, Post
from bot.domain.promise import Kind, Promise, PromiseState, To
from bot.domain.reply import Reply, ReplyKind, Way
from bot.domain.urgency import is_urgent, reasons
from bot.domain.view import CaseView
from bot.domain.working_time import Absence, Calendar, WeeklyHours

NOW = datetime(2026, 3, 18, 13, 20, tzinfo=UTC)
"""A Wednesday afternoon, twenty past two in Amsterdam."""

_CALENDAR = Calendar(
    zone="Europe/Amsterdam",
    hours=WeeklyHours.every_weekday("09:00", "17:00"),
    country="NL",
)


def _employee(number: int, name: str, department: str, *roles: Role) -> Employee:
    return Employee(EmployeeId(number), name, department, "nl", _CALENDAR, roles=frozenset(roles))


ERIK = _employee(1, "Erik de Vries", "Projecten")
AMY = _employee(2, "Amy Jansen", "Webcare", Role.WEBCARE)
SANNE = _employee(3, "Sanne Bakker", "Netwerk")
KARIN = _employee(4, "Karin Visser", "Netwerk", Role.MANAGER)
LOTTE = _employee(5, "Lotte Smit", "Webcare", Role.LEAD)
SANNE_SPLIT = replace(
    SANNE,
    willing=True,
    calendar=replace(
        _CALENDAR,
        hours=WeeklyHours.parse(
            {
                **{day: ["06:00-10:30", "16:00-24:00"] for day in ("mon", "tue", "thu")},
                "sat": ["10:00-14:00"],
            }
        ),
        absences=(
            Absence(date(2026, 3, 16), date(2026, 3, 18), ERIK.id),
            Absence(date(2026, 3, 23), date(2026, 3, 23)),
            Absence(date(2026, 12, 28), date(2027, 1, 8), KARIN.id),
        ),
    ),
)
"""Sanne, who works split shifts, is away and will be again."""
LONG = _employee(6, "Maximiliaan-Christiaan van den Berg-van der Heijden " * 3, "Beheer " * 20)
HOSTILE_COLLEAGUE = _employee(7, "<!channel> *Bob* [x](http://evil.example)", "<b>Sales</b>")
PEOPLE: Mapping[EmployeeId, Employee] = {
    one.id: one for one in (ERIK, AMY, SANNE, KARIN, LOTTE, LONG, HOSTILE_COLLEAGUE)
}

CHANNELS = (
    Channel("webcare", "Webcare", LaneId(1), "nl", "Europe/Amsterdam", webcare=True),
    Channel("everyone", "Iedereen", LaneId(2), "nl", "Europe/Amsterdam", wide=True),
)

WORDS: Mapping[WordsId, str] = {
    WordsId(1): "Ik bel je woensdag over de banners.",
    WordsId(2): "banner uit de app",
    WordsId(3): "Jij kunt de banners aanpassen.",
    WordsId(4): "Hoi Jos, wat vervelend. Ik zoek het uit en bel je vanmiddag. Groet, Erik",
    WordsId(5): "Dit klinkt als een standaardtekst; noem de banners.",
    WordsId(6): "een bos bloemen",
    WordsId(7): "Wie kent de banners op de site?",
    WordsId(8): "Iemand die ze vandaag weg kan halen.",
    WordsId(9): "als de monteur donderdag kan",
    WordsId(10): "Hij dreigde langs te komen.",
    WordsId(11): "<!here> *promised* <@U123> [x](http://evil.example) <script>alert(1)</script>",
    WordsId(12): "w" * 10_000,
    WordsId(13): "Sanne is morgen pas terug.",
}

TEXT = "Drie keer hetzelfde gevraagd in de chat. Ik snap er niets meer van."
PRIVATE = "Mijn nummer is 06-12345678, ik woon op Kerkstraat 1."
REDACTED = "Mijn nummer is ███, ik woon op ███."
SENSITIVE_WORDS = "Ik zie het niet meer zitten sinds mijn internet het niet doet."
"""A sensitive case's words: no reader outside webcare may meet them."""
SENSITIVE_NAME = "Wilhelmina"

STRANGE: Mapping[str, tuple[str, str]] = {
    "short": ("J", "?"),
    "long": ("Jos " * 100, "Nog steeds geen internet en niemand belt terug. " * 220),
    "mention": ("<!channel>", "<!channel> <@U024BE7LH> @everyone <at>All</at> <!subteam^S1>"),
    "markup": ("*Jos* _x_", "*bold* _it_ ~gone~ `code` ```block``` > quote\n# head\n- item"),
    "link": ("[Jos](http://evil.example)", "[x](http://evil.example) <http://evil.example|bank>"),
    "html": ("<b>Jos</b>", "<script>alert(1)</script> <img src=x onerror=alert(1)> &amp; &lt;"),
    "image": ("![](http://evil.example/x.png)", "![x](http://evil.example/x.png) :smile:"),
    "places": ("{customer}", "{0} {customer} %s %(name)s ${HOME} {{x}}"),
    "direction": (
        "\u202esoJ\u202c",
        "abc \u202egnihtemos\u202c \u2066def\u2069 \u200f\u05e9\u05dc\u05d5\u05dd",
    ),
    "zalgo": ("J\u0300\u0301\u0302\u0303o\u0304\u0305s", "H" + "\u0336\u0321\u0300" * 60 + "elp"),
    "emoji": (
        "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
        "\U0001f3f3\ufe0f\u200d\U0001f308 \U0001f44d\U0001f3fd \U0001f1f3\U0001f1f1 e\u0301",
    ),
    "lines": ("Jos\nand a second line", "one\n\n\n\n\ntwo\r\nthree\u2028four\tfive\x00six"),
}
"""Customers' names and words that must be drawn literally, whatever a chat makes of them."""


def a_case(**fields: Any) -> Case:  # noqa: ANN401 - any field of a case
    """A case of Jos, two days old and with nobody yet."""
    since = NOW - timedelta(days=2)
    case = Case(
        id=CaseId(12),
        version=3,
        state=State.OPEN,
        customer=CustomerId(5),
        source="facebook",
        route="default",
        opened_at=since,
        first_contact_at=since,
        last_said_at=since,
        last_heard_at=since,
        silent_since=since,
    )
    return replace(case, **fields)


def a_claimed_case(**fields: Any) -> Case:  # noqa: ANN401 - any field of a case
    """The same with Erik, who has not replied yet."""
    given = {
        "state": State.CLAIMED,
        "owner": ERIK.id,
        "claimed_at": NOW,
        "buddy": AMY.id,
        **fields,
    }
    return a_case(**given)


def an_answered_case(**fields: Any) -> Case:  # noqa: ANN401 - any field of a case
    """The same after Erik's first reply."""
    given = {"silent_since": None, "replies": (a_reply(),), **fields}
    return a_claimed_case(**given)


def a_reply(**fields: Any) -> Reply:  # noqa: ANN401 - any field of a reply
    """Erik's reply in public."""
    return replace(Reply(ReplyId(55), ERIK.id, NOW - timedelta(minutes=10)), **fields)


def a_promise(**fields: Any) -> Promise:  # noqa: ANN401 - any field of a promise
    """Erik's promise to Jos, for Friday."""
    promise = Promise(
        id=PromiseId(7),
        words=WordsId(1),
        made_by=ERIK.id,
        made_at=NOW,
        doer=ERIK.id,
        department="Projecten",
        due_at=datetime(2026, 3, 20, 16, 0, tzinfo=UTC),
    )
    return replace(promise, **fields)


def a_handover() -> Handover:
    """Erik asks Sanne."""
    expires = NOW + timedelta(hours=2)
    return Handover(HandoverId(21), ERIK.id, SANNE.id, NOW, expires, WordsId(3))


def a_placing(words: WordsId | None = None) -> Placing:
    """Erik asks Amy."""
    return Placing(PlacingId(31), ERIK.id, AMY.id, words or WordsId(4), NOW)


def a_goodwill(state: GoodwillState, **fields: Any) -> Goodwill:  # noqa: ANN401 - any field
    """Twenty-five euro."""
    given = Goodwill(GoodwillId(41), ERIK.id, NOW, 2500, None, state)
    return replace(given, **fields)


def a_call() -> Broadcast:
    """Amy calls for help."""
    return Broadcast(
        BroadcastId(61),
        AMY.id,
        NOW,
        ("everyone",),
        WordsId(7),
        WordsId(8),
        NOW + timedelta(hours=3),
    )


def a_view(case: Case, **fields: Any) -> CaseView:  # noqa: ANN401 - any field of a view
    """A case as it is drawn."""
    view = CaseView(
        case=case,
        now=NOW,
        customer="Jos",
        text=TEXT,
        redacted=None,
        url="https://social.example/posts/1?a=1&b=2",
        reasons=reasons(case, now=NOW),
        urgent=is_urgent(case),
        people=PEOPLE,
        words=WORDS,
        mandate=2500,
        reply_by=NOW + timedelta(minutes=50),
        webcare_until=datetime(2026, 3, 18, 20, 0, tzinfo=UTC),
        company="Voorbeeld Telecom",
    )
    return replace(view, **fields)


def a_sensitive_view(case: Case) -> CaseView:
    """A case for trained webcare only, whose words and name no other reader may meet."""
    hidden = replace(case, sensitive=True, flags=(Flag.VULNERABLE, Flag.MONEY))
    return a_view(
        hidden, customer=SENSITIVE_NAME, text=SENSITIVE_WORDS, reasons=reasons(hidden, now=NOW)
    )


def a_post(number: int, **fields: Any) -> Post:  # noqa: ANN401 - any field of a post
    """A post of Jos."""
    post = Post(
        id=PostId(number),
        case=CaseId(12),
        source="facebook",
        external_id=str(number),
        customer=CustomerId(5),
        direction=Direction.INBOUND,
        said_at=NOW - timedelta(days=2, minutes=-number),
        heard_at=NOW,
        url="https://social.example/posts/1",
        language="nl",
        version=1,
        text=TEXT,
        redacted=None,
    )
    return replace(post, **fields)


@cache
def views() -> Mapping[str, CaseView]:
    """Every state and fact that a case's cards draw differently, by a name for it."""
    return MappingProxyType(
        {
            **{name: a_view(case) for name, case in _cases().items()},
            **{f"strange.{name}": _strange(*said) for name, said in STRANGE.items()},
            "deleted": a_view(a_case(), text=None),
            "forgotten": a_view(a_case(), customer=None),
            "forgotten.claimed": a_view(a_claimed_case(), customer=None, text=None, url=None),
            "risen": a_view(a_claimed_case(level=Level.MANAGER), leader=KARIN.id),
            "risen.own": a_view(a_claimed_case(level=Level.LEAD), leader=ERIK.id),
            "private": a_view(a_case(), text=PRIVATE, redacted=REDACTED),
            "sensitive": a_sensitive_view(a_case()),
            "sensitive.claimed": a_sensitive_view(a_claimed_case()),
            "sensitive.answered": a_sensitive_view(an_answered_case(promises=(a_promise(),))),
            "sensitive.closed": a_sensitive_view(_closed(Outcome.FINE)),
            **_unattended(),
            "no_money": a_view(a_claimed_case(), mandate=0, reply_by=None, webcare_until=None),
            "nobody_known": a_view(a_claimed_case(backups=(SANNE.id,)), people={}, words={}),
        }
    )


def _unattended() -> Mapping[str, CaseView]:
    """What nobody has in the evening: somebody has duty, or looks again on a later day."""
    until = datetime(2026, 3, 18, 20, 0, tzinfo=UTC)
    again = datetime(2026, 3, 19, 8, 0, tzinfo=UTC)
    return {
        "open.on_duty": a_view(a_case(), attendance=Attendance(by=AMY.id, until=until)),
        "open.again": a_view(a_case(), attendance=Attendance(again_at=again)),
    }


def _cases() -> Mapping[str, Case]:
    return {**_open_cases(), **_owned_cases(), **_answered_cases(), **_ended_cases()}


def _open_cases() -> Mapping[str, Case]:
    return {
        "open": a_case(),
        "open.new": a_case(silent_since=None),
        "open.repeats": a_case(repeats=2),
        "open.reopened": a_case(reopened=1, repeats=1, level=Level.LEAD),
        "open.called": a_case(broadcasts=(a_call(),)),
        "open.colleague": a_case(source="colleague"),
        "open.fed": a_case(source="klachten_kompas"),
        **{
            f"open.flag.{flag.value}": a_case(flags=(flag,))
            for flag in (Flag.MONEY, Flag.NO_SERVICE, Flag.LEAVING, Flag.THREAT)
        },
    }


def _owned_cases() -> Mapping[str, Case]:
    return {
        "claimed": a_claimed_case(),
        "claimed.first": a_claimed_case(first_time=True),
        "claimed.repeats": a_claimed_case(repeats=1),
        "claimed.helped": a_claimed_case(backups=(SANNE.id, KARIN.id), level=Level.MANAGER),
        "claimed.placing": a_claimed_case(placings=(a_placing(),)),
        "claimed.placing.strange": a_claimed_case(placings=(a_placing(WordsId(11)),)),
        "claimed.handover": a_claimed_case(handovers=(a_handover(),)),
        "claimed.called": a_claimed_case(broadcasts=(a_call(),)),
        "claimed.by_long_name": a_claimed_case(owner=LONG.id, buddy=HOSTILE_COLLEAGUE.id),
        "claimed.no_buddy": a_claimed_case(buddy=None),
    }


def _answered_cases() -> Mapping[str, Case]:
    phoned = a_reply(way=Way.PHONE, kind=ReplyKind.APOLOGY)
    return {
        "answered": an_answered_case(),
        "answered.promised": an_answered_case(promises=(a_promise(), _tell(), _undated())),
        "answered.long_promise": an_answered_case(promises=(a_promise(words=WordsId(12)),)),
        "answered.strange_promise": an_answered_case(promises=(a_promise(words=WordsId(11)),)),
        "answered.phoned": an_answered_case(replies=(phoned,)),
        "answered.waiting": an_answered_case(waiting_since=NOW - timedelta(hours=1)),
        "answered.spoke_again": an_answered_case(silent_since=NOW - timedelta(minutes=5)),
        "answered.by_other": an_answered_case(replies=(a_reply(by=None, heard=True),)),
        "answered.handover": an_answered_case(handovers=(a_handover(),), level=Level.EXECUTIVE),
        **{
            f"answered.goodwill.{state.value}": an_answered_case(goodwill=(a_goodwill(state),))
            for state in GoodwillState
        },
        "answered.flowers": an_answered_case(
            goodwill=(a_goodwill(GoodwillState.TOLD, amount=0, words=WordsId(6)),)
        ),
        **{
            f"answered.no_reply.{reason.value}": a_claimed_case(no_reply=reason)
            for reason in NoReplyReason
        },
    }


def _ended_cases() -> Mapping[str, Case]:
    merged = {"state": State.MERGED, "merged_into": CaseId(13), "silent_since": None}
    return {
        "resolved": an_answered_case(state=State.RESOLVED, resolved_at=NOW),
        **{f"closed.{outcome.value}": _closed(outcome) for outcome in Outcome},
        **{
            f"dismissed.{reason.value}": a_case(
                state=State.DISMISSED, dismissed=reason, silent_since=None
            )
            for reason in DismissReason
        },
        "merged": a_case(**merged),
    }


def _closed(outcome: Outcome) -> Case:
    return an_answered_case(
        state=State.CLOSED, resolved_at=NOW, closed_at=NOW, outcome=outcome, buddy=None
    )


def _tell() -> Promise:
    return a_promise(id=PromiseId(8), words=None, kind=Kind.TELL_NEW_OWNER)


def _undated() -> Promise:
    return a_promise(
        id=PromiseId(9),
        words=WordsId(2),
        due_at=None,
        to=To.COLLEAGUE,
        doer=None,
        condition=WordsId(9),
        state=PromiseState.OPEN,
    )


def _strange(name: str, text: str) -> CaseView:
    return a_view(a_case(), customer=name, text=text)
