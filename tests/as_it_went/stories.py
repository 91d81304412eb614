"""The stories as they really went, with what must ring: the days are ours, the deeds are theirs.

Minutes are worked out by hand from the table of clocks, beside each of them. Everybody works from
Monday to Friday, nine to five; what can wait comes at 09:30 and 15:30. What nobody took counts the
company's working time; what is urgent (no service, a lawyer, somebody who came back) the short
column. Public silence is counted in the customer's own time, nights and weekends included.
"""

from __future__ import annotations

from bot.domain.case import Level
from bot.domain.notice import NoticeKind as Kind
from bot.presentation.intent import Verb
from tests.as_it_went.story import Story, briefed, does, rings, says, shown

LEAD, MANAGER, EXECUTIVE = Level.LEAD, Level.MANAGER, Level.EXECUTIVE

THE_HUG = Story(
    key="the-hug",
    told="A post is silent for two days, until somebody tags a project manager, who keeps a hug, "
    "a coffee and a call.",
    demands=(6, 7, 24, 33, 50),
    customer="jos",
    happens=(
        # Tuesday.
        says("2026-03-24 10:02", "Drie keer hetzelfde gevraagd in de chat. Ik snap er niets van."),
        does("2026-03-26 10:05", "nicole", Verb.SUGGEST, colleague="{erik}"),
        does("2026-03-26 10:06", "erik", Verb.CLAIM),
        does("2026-03-26 10:07", "erik", Verb.REPLY),
        does(
            "2026-03-26 10:08", "erik", Verb.PROMISE, words="Koffie en een knuffel.", to="colleague"
        ),
        does(
            "2026-03-26 10:09",
            "erik",
            Verb.PROMISE,
            words="De banners gaan overal weg.",
            at="2026-03-30T12:00",
        ),
        does("2026-03-27 11:00", "erik", Verb.KEEP, promise=0, evidence="Foto in de teamchat."),
        does("2026-03-30 12:30", "erik", Verb.KEEP, promise=1),
        does("2026-03-30 14:00", "erik", Verb.APOLOGISE, way="phone"),
        does("2026-03-30 15:00", "erik", Verb.SOLVE, outcome="happy"),
    ),
    rings=(
        # Heard at 10:03, and nobody claims: 30 working minutes, and 120. (After 60 a personal word
        # goes to the willing who helped with such a case before: there is nobody yet.)
        shown("2026-03-24 10:33"),
        rings("2026-03-24 12:03", "sanne", Kind.UNCLAIMED_LEAD, level=LEAD),
        # Said at 10:02: 24 hours, and again a day later, a level up.
        rings("2026-03-25 10:02", "sanne", Kind.PUBLIC_SILENCE, level=LEAD),
        rings("2026-03-26 10:02", "fatima", Kind.PUBLIC_SILENCE, level=MANAGER),
        # Tagged: in that minute.
        rings("2026-03-26 10:05", "erik", Kind.SUGGESTED),
        briefed("2026-03-26 10:06", "erik"),
        rings("2026-03-26 10:06", "amy", Kind.FIRST_CASE),
        # A coffee without a date: a working day later, Friday, in the morning's bundle.
        rings("2026-03-27 09:30", "erik", Kind.DATE_ASKED),
        # From Thursday 10:09 to Monday 12:00 he works 6:51 + 8:00 + 3:00 = 1071 minutes; 80 % is
        # 856.8: Friday 16:25. That can wait for Monday's bundle; the clocks changed on Sunday.
        rings("2026-03-30 09:30", "erik", Kind.PROMISE_EARLY),
        rings("2026-03-30 12:00", "erik", Kind.PROMISE_DUE),
        # Five working days of silence: 31 March, 1, 2, 3 (Good Friday is worked), 7 April.
        rings("2026-04-07 09:30", "erik", Kind.CHECK_BACK),
        # Five more: closed on 14 April, 09:00. Thirty days later is Ascension Day; so Friday.
        rings("2026-05-15 09:30", "erik", Kind.STILL_MENDED),
    ),
    ends="2026-07-01 12:00",
)

EIGHT_DAYS_OFFLINE = Story(
    key="eight-days-offline",
    told="A delivery date passes, its owner says nothing more, and the customer is eight days "
    "offline.",
    demands=(16, 27, 31, 41),
    customer="ali",
    happens=(
        # Monday; no service is urgent.
        says("2026-06-08 10:10", "Vandaag kwam mijn glasvezel weer niet. Ik heb geen internet."),
        does("2026-06-08 10:14", "ravi", Verb.CLAIM),
        does("2026-06-08 10:20", "ravi", Verb.REPLY),
        does(
            "2026-06-08 10:21",
            "ravi",
            Verb.PROMISE,
            words="De glasvezel wordt aangesloten.",
            at="2026-06-10T17:00",
        ),
        does("2026-06-16 11:00", "ravi", Verb.KEEP, promise=0),
        does("2026-06-16 11:01", "ravi", Verb.REPLY),
        does("2026-06-16 11:02", "ravi", Verb.SOLVE, outcome="unhappy"),
    ),
    rings=(
        briefed("2026-06-08 10:14", "ravi"),
        rings("2026-06-08 10:14", "amy", Kind.FIRST_CASE),
        # A quick update every working day: from Tuesday 09:00 one is owed, in the bundle.
        rings("2026-06-09 09:30", "ravi", Kind.UPDATE_ASKED),
        # None comes: 3 hours from 09:00, then 45 minutes, then 45 more; with a promise open it
        # rises.
        rings("2026-06-09 12:00", "ravi", Kind.SILENT_OWNER),
        rings("2026-06-09 12:45", "sanne", Kind.SILENT_OWNER_LEAD, level=LEAD),
        rings("2026-06-09 13:30", "karin", Kind.SILENT_OWNER_LEAD, level=MANAGER),
        rings("2026-06-10 09:30", "ravi", Kind.UPDATE_ASKED),
        # From Monday 10:21 to Wednesday 17:00: 399 + 480 + 480 = 1359 minutes; 80 % is 1087.2:
        # Wednesday 12:28, so the afternoon's bundle.
        rings("2026-06-10 15:30", "ravi", Kind.PROMISE_EARLY),
        # It passes, and every working day it rises.
        rings("2026-06-10 17:00", "ravi", Kind.PROMISE_DUE),
        rings("2026-06-11 09:00", "ravi", Kind.PROMISE_LATE),
        rings("2026-06-11 09:00", "sanne", Kind.PROMISE_ROSE, level=LEAD),
        rings("2026-06-11 09:30", "ravi", Kind.UPDATE_ASKED),
        rings("2026-06-12 09:00", "ravi", Kind.PROMISE_LATE),
        rings("2026-06-12 09:00", "karin", Kind.PROMISE_ROSE, level=MANAGER),
        rings("2026-06-12 09:30", "ravi", Kind.UPDATE_ASKED),
        rings("2026-06-15 09:00", "ravi", Kind.PROMISE_LATE),
        rings("2026-06-15 09:00", "dirk", Kind.PROMISE_ROSE, level=EXECUTIVE),
        rings("2026-06-15 09:30", "ravi", Kind.UPDATE_ASKED),
        rings("2026-06-16 09:00", "ravi", Kind.PROMISE_LATE),
        rings("2026-06-16 09:30", "ravi", Kind.UPDATE_ASKED),
    ),
    ends="2026-06-19 12:00",
)

EMPTY_HANDED = Story(
    key="the-engineer-left-empty-handed",
    told="An engineer leaves empty-handed; a better team is promised for Sunday, and forgotten.",
    demands=(28, 31),
    customer="els",
    happens=(
        # Friday; on Sunday the clocks go back.
        says("2026-10-23 12:58", "Geen internet. Vandaag komt de monteur, zeggen ze."),
        does("2026-10-23 13:05", "ravi", Verb.CLAIM),
        does("2026-10-23 13:10", "ravi", Verb.REPLY),
        does(
            "2026-10-23 13:11",
            "ravi",
            Verb.PROMISE,
            words="De monteur komt langs.",
            at="2026-10-23T16:00",
        ),
        does("2026-10-23 16:10", "ravi", Verb.MOVE, promise=0, at="2026-10-25T10:00"),
        does("2026-10-26 10:00", "ravi", Verb.MOVE, promise=0, at="2026-10-27T12:00"),
        does("2026-10-27 11:30", "ravi", Verb.KEEP, promise=0),
        does("2026-10-27 11:31", "ravi", Verb.REPLY),
        does("2026-10-27 11:32", "ravi", Verb.SOLVE, outcome="fine"),
    ),
    rings=(
        # Heard at 12:59: urgent, so shown again after 5 minutes.
        shown("2026-10-23 13:04"),
        briefed("2026-10-23 13:05", "ravi"),
        rings("2026-10-23 13:05", "amy", Kind.FIRST_CASE),
        # 13:11 to 16:00 is 169 minutes; 80 % is 135.2: 15:26, so the bundle.
        rings("2026-10-23 15:30", "ravi", Kind.PROMISE_EARLY),
        rings("2026-10-23 16:00", "ravi", Kind.PROMISE_DUE),
        # Until Sunday 10:00 there are 229 minutes of work, all on Friday; 80 % is 183.2: 16:14. The
        # next bundle is Monday's, which is too late; so by itself.
        rings("2026-10-23 16:14", "ravi", Kind.PROMISE_EARLY),
        # He said so himself: also on a Sunday, at ten by the new time.
        rings("2026-10-25 10:00", "ravi", Kind.PROMISE_DUE),
        rings("2026-10-26 09:00", "ravi", Kind.PROMISE_LATE),
        rings("2026-10-26 09:00", "sanne", Kind.PROMISE_ROSE, level=LEAD),
        # Friday's word is a working day old.
        rings("2026-10-26 09:30", "ravi", Kind.UPDATE_ASKED),
        # Moved a second time: a level up, at once.
        rings("2026-10-26 10:00", "karin", Kind.RAISED, level=MANAGER),
        # 229 + 480 + 180 = 889 minutes; 80 % is 711.2: Tuesday 09:02. With the day's quick update
        # they are one message.
        rings("2026-10-27 09:30", "ravi", Kind.UPDATE_ASKED, Kind.PROMISE_EARLY),
    ),
    ends="2026-10-30 12:00",
)

THREE_WEEKS = Story(
    key="three-weeks-or-a-progress-report",
    told="An owner says each week that he is still on it, and for three weeks the customer hears "
    "nothing.",
    demands=(16, 30),
    customer="mia",
    happens=(
        # Monday. A bill is not urgent.
        says("2026-01-05 10:39", "Mijn rekening klopt al weken niet. Wanneer krijg ik antwoord?"),
        does("2026-01-05 11:00", "erik", Verb.CLAIM),
        does("2026-01-05 11:20", "erik", Verb.REPLY),
        does("2026-01-13 10:00", "erik", Verb.STILL_ON_IT),
        does("2026-01-20 10:00", "erik", Verb.STILL_ON_IT),
        does("2026-01-28 09:40", "amy", Verb.CLAIM),
        does("2026-01-28 09:45", "amy", Verb.REPLY),
    ),
    rings=(
        briefed("2026-01-05 11:00", "erik"),
        rings("2026-01-05 11:00", "amy", Kind.FIRST_CASE),
        # Five working days; a working day without an act later he is asked whether he is on it.
        rings("2026-01-12 09:30", "erik", Kind.UPDATE_ASKED),
        rings("2026-01-13 09:00", "erik", Kind.SILENT_OWNER),
        rings("2026-01-19 09:30", "erik", Kind.UPDATE_ASKED),
        rings("2026-01-20 09:00", "erik", Kind.SILENT_OWNER),
        # The fifteenth working day since it was heard asks for a solution or a date as well.
        rings("2026-01-26 09:30", "erik", Kind.UPDATE_ASKED, Kind.PLAN_ASKED),
        # 21 days after the word of 5 January, 11:20: now the lead knows.
        rings("2026-01-26 11:20", "sanne", Kind.UPDATE_LATE, level=LEAD),
        rings("2026-01-26 15:30", "erik", Kind.UPDATE_ASKED),
        # Silent since Monday 09:00: a working day, 4 hours, 4 hours. At 17:00 it is anybody's, and
        # 30 working minutes later everybody sees it.
        rings("2026-01-27 09:00", "erik", Kind.SILENT_OWNER),
        rings("2026-01-27 13:00", "sanne", Kind.SILENT_OWNER_LEAD, level=LEAD),
        rings("2026-01-28 09:30", "erik", Kind.OFFERED_AGAIN),
        shown("2026-01-28 09:30"),
        briefed("2026-01-28 09:40", "amy"),
    ),
    ends="2026-01-28 17:00",
)

THREE_IN_A_YEAR = Story(
    key="three-complaints-in-a-year",
    told="The same customer comes back twice in a year, and the third time nobody answers.",
    demands=(30, 44, 50),
    customer="bas",
    happens=(
        # Monday.
        says("2026-02-02 10:00", "Mijn toestel is stuk teruggekomen."),
        does("2026-02-02 10:05", "nicole", Verb.CLAIM),
        does("2026-02-02 10:10", "nicole", Verb.REPLY),
        does("2026-02-02 10:20", "nicole", Verb.SOLVE, outcome="happy"),
        # Tuesday. Whoever comes back is urgent from now on.
        says("2026-06-02 10:59", "Weer stuk. Zelfde toestel.", again=True),
        does("2026-06-02 11:20", "nicole", Verb.REPLY),
        does("2026-06-02 11:30", "nicole", Verb.SOLVE, outcome="happy"),
        # Thursday.
        says("2026-09-10 13:59", "Voor de derde keer dit jaar: stuk.", again=True),
    ),
    rings=(
        briefed("2026-02-02 10:05", "nicole"),
        rings("2026-02-02 10:05", "amy", Kind.FIRST_CASE),
        # Five working days; five more: closed on 16 February, 09:00; 30 days.
        rings("2026-02-09 09:30", "nicole", Kind.CHECK_BACK),
        rings("2026-03-18 09:30", "nicole", Kind.STILL_MENDED),
        # Back: its owner hears it in that minute, and it rises.
        rings("2026-06-02 11:00", "nicole", Kind.CAME_BACK),
        rings("2026-06-02 11:00", "sanne", Kind.RAISED, level=LEAD),
        # Closed on 16 June, 09:00; of what is urgent 30 days later (and 90, which never come).
        rings("2026-06-09 09:30", "nicole", Kind.CHECK_BACK),
        rings("2026-07-16 09:30", "nicole", Kind.STILL_MENDED),
        # The second time that it comes back goes to the manager.
        rings("2026-09-10 14:00", "nicole", Kind.CAME_BACK),
        rings("2026-09-10 14:00", "fatima", Kind.RAISED, level=MANAGER),
        # Her silence counts from 13:59: 3 hours is 16:59; then 45 minutes of working time, Friday
        # 09:44, and 45 more: 10:29, open to anyone.
        rings("2026-09-10 16:59", "nicole", Kind.SILENT_OWNER),
        # Public silence: 4 hours after 13:59, in the evening; so Friday morning.
        rings("2026-09-11 09:00", "sanne", Kind.PUBLIC_SILENCE, level=LEAD),
        rings("2026-09-11 09:44", "sanne", Kind.SILENT_OWNER_LEAD, level=LEAD),
        # 5 minutes after 10:29; and after 15 the third word of Sanne's day, which waits.
        shown("2026-09-11 10:34"),
        rings("2026-09-11 15:30", "sanne", Kind.UNCLAIMED_LEAD, level=LEAD),
        rings("2026-09-11 15:30", "nicole", Kind.OFFERED_AGAIN),
        # A day of silence more, twice, at the weekend: on Monday morning.
        rings("2026-09-14 09:00", "fatima", Kind.PUBLIC_SILENCE, level=MANAGER),
        rings("2026-09-14 09:00", "dirk", Kind.PUBLIC_SILENCE, level=EXECUTIVE),
    ),
    ends="2026-09-18 12:00",
)

SECOND_CONTACT = Story(
    key="the-second-contact",
    told="A customer asks again, and again; each time the service goes up at once.",
    demands=(22, 43, 45),
    customer="youp",
    happens=(
        # Monday.
        says("2026-10-12 12:59", "Mijn abonnement is dubbel afgeschreven."),
        says("2026-10-12 13:39", "Hallo? Is daar iemand?", again=True),
        says("2026-10-12 14:14", "Ik wacht nog steeds.", again=True),
        does("2026-10-13 09:20", "erik", Verb.CLAIM),
        does("2026-10-13 09:25", "erik", Verb.REPLY),
        does("2026-10-13 10:00", "erik", Verb.SOLVE, outcome="fine"),
    ),
    rings=(
        # Heard at 13:00, and nobody claims: 30 working minutes.
        shown("2026-10-12 13:30"),
        # More than 30 minutes after the first: a level up at once, and the short ladder, on which
        # 15 minutes have passed already.
        rings("2026-10-12 13:40", "sanne", Kind.RAISED, level=LEAD),
        rings("2026-10-12 13:40", "sanne", Kind.UNCLAIMED_LEAD, level=LEAD),
        rings("2026-10-12 14:15", "fatima", Kind.RAISED, level=MANAGER),
        # 4 hours after the first word, 16:59: still in working time, the third word of her day. The
        # afternoon's bundle did not come, so there is room.
        rings("2026-10-12 16:59", "sanne", Kind.PUBLIC_SILENCE, level=LEAD),
        briefed("2026-10-13 09:20", "erik"),
        rings("2026-10-13 09:20", "amy", Kind.FIRST_CASE),
        rings("2026-10-20 09:30", "erik", Kind.CHECK_BACK),
        # Closed on 27 October, 09:00 by the new time; 30 days later (90 is in January).
        rings("2026-11-26 09:30", "erik", Kind.STILL_MENDED),
    ),
    ends="2026-12-01 12:00",
)

A_MONTH = Story(
    key="a-month-to-a-first-answer",
    told="Nobody answers for a month; then a director will call, and forgets it.",
    demands=(23, 29, 41),
    customer="kim",
    happens=(
        # Monday.
        says("2026-11-02 09:59", "Wie kan mij helpen met mijn overstap?"),
        does("2026-12-02 10:05", "erik", Verb.CLAIM),
        does("2026-12-02 10:10", "erik", Verb.REPLY),
        does(
            "2026-12-02 10:11",
            "erik",
            Verb.PROMISE,
            words="Een directeur belt met spoed.",
            at="2026-12-03T12:00",
            doer="{dirk}",
        ),
        does("2026-12-08 10:00", "dirk", Verb.KEEP, promise=0),
    ),
    rings=(
        shown("2026-11-02 10:30"),
        rings("2026-11-02 12:00", "sanne", Kind.UNCLAIMED_LEAD, level=LEAD),
        rings("2026-11-03 09:59", "sanne", Kind.PUBLIC_SILENCE, level=LEAD),
        rings("2026-11-04 09:59", "fatima", Kind.PUBLIC_SILENCE, level=MANAGER),
        rings("2026-11-05 09:59", "dirk", Kind.PUBLIC_SILENCE, level=EXECUTIVE),
        # Everybody knows, and nobody acts.
        briefed("2026-12-02 10:05", "erik"),
        rings("2026-12-02 10:05", "amy", Kind.FIRST_CASE),
        # A director's promise stands in the same ledger.
        rings("2026-12-02 10:11", "dirk", Kind.PROMISE_GIVEN),
        # 409 + 180 = 589 minutes; 80 % is 471.2: Thursday 10:02. At 15:30 it would be too late.
        rings("2026-12-03 10:02", "dirk", Kind.PROMISE_EARLY),
        rings("2026-12-03 12:00", "dirk", Kind.PROMISE_DUE),
        rings("2026-12-04 09:00", "dirk", Kind.PROMISE_LATE),
        rings("2026-12-04 09:00", "sanne", Kind.PROMISE_ROSE, level=LEAD),
        rings("2026-12-07 09:00", "dirk", Kind.PROMISE_LATE),
        rings("2026-12-07 09:00", "fatima", Kind.PROMISE_ROSE, level=MANAGER),
        # The third day rises to himself: he hears it once.
        rings("2026-12-08 09:00", "dirk", Kind.PROMISE_LATE),
    ),
    ends="2026-12-08 17:00",
)

DEBT_COLLECTION = Story(
    key="debt-collection-ran-on",
    told="Debt collection runs on for half a year; it is stopped, and months later it is back.",
    demands=(21, 49, 50),
    customer="wim",
    happens=(
        # Wednesday. A lawyer: urgent, and for trained webcare only.
        says("2026-01-14 09:30", "Al een half jaar een incassobureau. Mijn advocaat schrijft u."),
        does("2026-01-14 10:00", "amy", Verb.CLAIM),
        does("2026-01-14 10:40", "amy", Verb.REPLY),
        does(
            "2026-01-14 10:41",
            "amy",
            Verb.PROMISE,
            words="De incasso ligt stil.",
            at="2026-01-15T12:00",
            doer="{sanne}",
        ),
        does("2026-01-14 14:00", "sanne", Verb.KEEP, promise=0),
        does("2026-01-14 16:00", "amy", Verb.REPLY),
        does("2026-01-14 16:10", "amy", Verb.SOLVE, outcome="fine"),
        does("2026-02-27 11:00", "amy", Verb.STILL_MENDED),
        does("2026-04-28 15:40", "amy", Verb.REOPEN, reason="De incasso loopt weer."),
    ),
    rings=(
        # Heard at 09:31, and nobody claims: 15 minutes.
        rings("2026-01-14 09:46", "sanne", Kind.UNCLAIMED_LEAD, level=LEAD),
        briefed("2026-01-14 10:00", "amy"),
        # Claimed, and no reply: 30 minutes.
        rings("2026-01-14 10:30", "amy", Kind.NO_REPLY),
        rings("2026-01-14 10:41", "sanne", Kind.PROMISE_GIVEN),
        # Five working days; five more: closed on 28 January, 09:00.
        rings("2026-01-21 09:30", "amy", Kind.CHECK_BACK),
        # 30 days, and 90, which end at 10:00 in summer: the afternoon's bundle.
        rings("2026-02-27 09:30", "amy", Kind.STILL_MENDED),
        rings("2026-04-28 15:30", "amy", Kind.STILL_MENDED),
        # It is not mended: back, and a level up from the lead's. The manager is no trained webcare:
        # who it is about, and what they said, is not told.
        rings("2026-04-28 15:40", "fatima", Kind.RAISED, level=MANAGER, hidden=True),
        # While it was closed no word was owed: who has it has at least until the next morning.
        rings("2026-04-29 09:30", "amy", Kind.UPDATE_ASKED, Kind.PLAN_ASKED),
    ),
    ends="2026-04-29 11:00",
)

NO_CALL_BACK = Story(
    key="the-call-back-that-never-came",
    told="A call back is promised on a condition; the contact person stops answering, and the "
    "customer gives up.",
    demands=(16, 25, 26, 54),
    customer="hetty",
    happens=(
        # Monday.
        says("2026-09-07 09:04", "Van de vier diensten die u beloofde, is er een niet gekomen."),
        does("2026-09-07 09:15", "erik", Verb.CLAIM),
        does("2026-09-07 09:20", "erik", Verb.REPLY),
        does(
            "2026-09-07 09:21",
            "erik",
            Verb.PROMISE,
            words="Ik bel u terug.",
            condition="Als de techniek het heeft nagekeken.",
        ),
        says("2026-09-24 13:59", "Ik geef het op.", again=True),
    ),
    rings=(
        briefed("2026-09-07 09:15", "erik"),
        rings("2026-09-07 09:15", "amy", Kind.FIRST_CASE),
        # No date: a working day later one is asked for.
        rings("2026-09-08 09:30", "erik", Kind.DATE_ASKED),
        # Asked from Tuesday 09:00, and no act: a working day, 4 hours, 4 hours. A promise is open,
        # so it rises, at 17:00: the manager hears it in the morning.
        rings("2026-09-09 09:00", "erik", Kind.SILENT_OWNER),
        rings("2026-09-09 13:00", "sanne", Kind.SILENT_OWNER_LEAD, level=LEAD),
        rings("2026-09-10 09:00", "fatima", Kind.SILENT_OWNER_LEAD, level=MANAGER),
        # Five working days without a word to her.
        rings("2026-09-14 09:30", "erik", Kind.UPDATE_ASKED),
        # Without a date it counts as due at the end of the tenth working day, 21 September. From
        # Monday 09:21 that is 459 + 10 × 480 = 5259 minutes; 80 % is 4207.2: Thursday 17 September,
        # 15:28.
        rings("2026-09-17 15:30", "erik", Kind.PROMISE_EARLY),
        rings("2026-09-21 09:30", "erik", Kind.UPDATE_ASKED),
        rings("2026-09-21 17:00", "erik", Kind.PROMISE_DUE),
        rings("2026-09-22 09:00", "erik", Kind.PROMISE_LATE),
        rings("2026-09-22 09:00", "sanne", Kind.PROMISE_ROSE, level=LEAD),
        rings("2026-09-23 09:00", "erik", Kind.PROMISE_LATE),
        rings("2026-09-23 09:00", "fatima", Kind.PROMISE_ROSE, level=MANAGER),
        rings("2026-09-24 09:00", "erik", Kind.PROMISE_LATE),
        rings("2026-09-24 09:00", "dirk", Kind.PROMISE_ROSE, level=EXECUTIVE),
        # She writes once more. Whoever comes back is urgent: a plan was due long ago.
        rings("2026-09-24 14:00", "erik", Kind.CUSTOMER_SPOKE),
        rings("2026-09-24 15:30", "erik", Kind.PLAN_ASKED),
    ),
    ends="2026-09-24 16:00",
)

THE_LETTER = Story(
    key="a-letter-to-the-director",
    told="Three months without an ear; then an open letter to a director, who answers it himself "
    "and loses her.",
    demands=(4, 10, 23, 54, 59),
    customer="hetty",
    happens=(
        # Tuesday evening.
        says("2026-09-01 20:04", "Niemand luistert, al weken niet."),
        # Tuesday.
        says("2026-12-01 09:59", "Open brief aan de directeur: bestaat u wel?", again=True),
        does("2026-12-01 10:05", "karin", Verb.SUGGEST, colleague="{dirk}"),
        does("2026-12-01 10:30", "dirk", Verb.CLAIM),
        does("2026-12-01 10:40", "dirk", Verb.REPLY),
        does("2026-12-01 11:00", "dirk", Verb.SOLVE, outcome="gave_up"),
    ),
    rings=(
        # 30 and 120 working minutes begin on Wednesday, 09:00.
        shown("2026-09-02 09:30"),
        rings("2026-09-02 11:00", "sanne", Kind.UNCLAIMED_LEAD, level=LEAD),
        # 24 hours each, at 20:04: heard the next working morning. The third is a Saturday's.
        rings("2026-09-03 09:00", "sanne", Kind.PUBLIC_SILENCE, level=LEAD),
        rings("2026-09-04 09:00", "fatima", Kind.PUBLIC_SILENCE, level=MANAGER),
        rings("2026-09-07 09:00", "dirk", Kind.PUBLIC_SILENCE, level=EXECUTIVE),
        # She comes back to what nobody has and can rise no higher: its person hears it anew.
        rings("2026-12-01 10:00", "dirk", Kind.RAISED, level=EXECUTIVE),
        rings("2026-12-01 10:05", "dirk", Kind.SUGGESTED),
        briefed("2026-12-01 10:30", "dirk"),
        rings("2026-12-01 10:30", "amy", Kind.FIRST_CASE),
        # Five working days; five more close it as a loss, and nobody asks whether it is mended.
        rings("2026-12-08 09:30", "dirk", Kind.CHECK_BACK),
    ),
    ends="2027-03-31 12:00",
)

THE_OUTAGE = Story(
    key="the-outage",
    told="In an outage colleagues of all layers join in; a newcomer's words wait for webcare to "
    "place them.",
    demands=(13, 41, 57),
    customer="jos",
    happens=(
        # Wednesday. Ravi helps one customer, and wants to hear of such cases.
        says("2026-08-26 13:00", "Landelijke storing? Al een uur geen internet.", other="ali"),
        does("2026-08-26 13:02", "ravi", Verb.CLAIM),
        does("2026-08-26 13:03", "ravi", Verb.REPLY),
        does("2026-08-26 13:10", "ravi", Verb.SOLVE, outcome="fine"),
        # Nobody takes the next.
        says("2026-08-26 13:30", "Hier nog steeds geen internet."),
        does("2026-08-26 14:00", "erik", Verb.CLAIM),
        does("2026-08-26 14:35", "erik", Verb.PLACE, words="Dag Jos, sorry!", webcare="{amy}"),
        does("2026-08-26 15:00", "amy", Verb.PLACED),
        does("2026-08-26 16:00", "erik", Verb.SOLVE, outcome="fine"),
    ),
    rings=(
        briefed("2026-08-26 13:02", "ravi", other="ali"),
        rings("2026-08-26 13:02", "amy", Kind.FIRST_CASE, other="ali"),
        # Heard at 13:31, and urgent: 5, 10 and 15 minutes.
        shown("2026-08-26 13:36"),
        rings("2026-08-26 13:41", "ravi", Kind.UNCLAIMED),
        rings("2026-08-26 13:46", "sanne", Kind.UNCLAIMED_LEAD, level=LEAD),
        briefed("2026-08-26 14:00", "erik"),
        rings("2026-08-26 14:00", "amy", Kind.FIRST_CASE),
        # Claimed, and no reply: 30 minutes. Whoever is new is not nagged: their buddy hears it.
        rings("2026-08-26 14:30", "amy", Kind.NO_REPLY),
        rings("2026-08-26 14:35", "amy", Kind.PLACING_ASKED),
        # Not placed: 10 minutes, and 10 more.
        rings("2026-08-26 14:45", "amy", Kind.PLACING_LATE),
        rings("2026-08-26 14:55", "sanne", Kind.PLACING_LATE_LEAD, level=LEAD),
        rings("2026-08-26 15:30", "erik", Kind.PLACED),
        # Five working days of silence.
        rings("2026-09-02 09:30", "ravi", Kind.CHECK_BACK, other="ali"),
        rings("2026-09-02 09:30", "erik", Kind.CHECK_BACK),
    ),
    ends="2026-09-02 12:00",
)

SIX_EURO = Story(
    key="six-euro",
    told="A customer paid too much for months; what would make it good waits for a yes, and then "
    "for the customer.",
    demands=(32, 34, 49),
    customer="els",
    happens=(
        # Wednesday.
        says("2026-03-11 10:59", "Al maanden te veel betaald, en niemand die iets zegt."),
        does("2026-03-11 11:10", "nicole", Verb.CLAIM),
        does("2026-03-11 11:15", "nicole", Verb.REPLY),
        does("2026-03-11 11:20", "nicole", Verb.GOODWILL, amount="75", words="Alles terug."),
        does("2026-03-12 16:00", "nicole", Verb.WAIT),
    ),
    rings=(
        briefed("2026-03-11 11:10", "nicole"),
        rings("2026-03-11 11:10", "amy", Kind.FIRST_CASE),
        # More than her mandate: the lead is asked at once; after a working day the manager too.
        rings("2026-03-11 11:20", "sanne", Kind.GOODWILL_ASKED),
        rings("2026-03-12 15:30", "fatima", Kind.GOODWILL_LATE, level=MANAGER),
        # Waiting pauses the quick update. The tenth working day after Thursday is 26 March; a day
        # later she is asked whether she is still on it, then the lead asks.
        rings("2026-03-26 09:30", "nicole", Kind.WAITING_LONG),
        rings("2026-03-27 09:00", "nicole", Kind.SILENT_OWNER),
        rings("2026-03-27 13:00", "sanne", Kind.SILENT_OWNER_LEAD, level=LEAD),
    ),
    ends="2026-03-27 16:00",
)

PASSED_ON = Story(
    key="passed-on",
    told="A customer is passed on from one colleague to the next; each handover needs a yes, the "
    "third a manager.",
    demands=(14, 22),
    customer="ali",
    happens=(
        # Monday.
        says("2026-05-04 10:29", "Ik word van het kastje naar de muur gestuurd."),
        does("2026-05-04 10:40", "nicole", Verb.CLAIM),
        does("2026-05-04 10:45", "nicole", Verb.REPLY),
        does("2026-05-04 11:00", "nicole", Verb.HANDOVER, colleague="{ravi}"),
        does("2026-05-04 13:10", "nicole", Verb.HANDOVER, colleague="{erik}"),
        does("2026-05-04 13:20", "erik", Verb.ACCEPT),
        does("2026-05-04 14:00", "erik", Verb.HANDOVER, colleague="{ravi}"),
        does("2026-05-04 14:10", "ravi", Verb.ACCEPT),
        does("2026-05-04 14:20", "ravi", Verb.ASK_MANAGER, colleague="{nicole}"),
        does("2026-05-04 16:40", "ravi", Verb.KEEP, promise=0),
    ),
    rings=(
        briefed("2026-05-04 10:40", "nicole"),
        rings("2026-05-04 10:40", "amy", Kind.FIRST_CASE),
        rings("2026-05-04 11:00", "ravi", Kind.HANDOVER_ASKED),
        # No answer in 2 working hours: it stays with who has it.
        rings("2026-05-04 13:00", "nicole", Kind.HANDOVER_EXPIRED),
        rings("2026-05-04 13:10", "erik", Kind.HANDOVER_ASKED),
        briefed("2026-05-04 13:20", "erik"),
        rings("2026-05-04 14:00", "ravi", Kind.HANDOVER_ASKED),
        briefed("2026-05-04 14:10", "ravi"),
        # The third is asked of his own manager.
        rings("2026-05-04 14:20", "karin", Kind.HANDOVER_WANTED),
        rings("2026-05-04 15:30", "nicole", Kind.HANDOVER_ACCEPTED),
        rings("2026-05-04 15:30", "erik", Kind.HANDOVER_ACCEPTED),
        # Since 13:20 the customer is to hear today who helps: of 220 minutes 80 % is 176, 16:16;
        # the next bundle would be too late.
        rings("2026-05-04 16:16", "ravi", Kind.PROMISE_EARLY),
        # Five working days after Nicole's word the customer is owed another.
        rings("2026-05-11 09:30", "ravi", Kind.UPDATE_ASKED),
    ),
    ends="2026-05-11 17:00",
)

STORIES = (
    THE_HUG,
    THE_OUTAGE,
    EIGHT_DAYS_OFFLINE,
    EMPTY_HANDED,
    SIX_EURO,
    THREE_WEEKS,
    THREE_IN_A_YEAR,
    PASSED_ON,
    SECOND_CONTACT,
    A_MONTH,
    DEBT_COLLECTION,
    NO_CALL_BACK,
    THE_LETTER,
)
