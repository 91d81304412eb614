"""The simulation's judge catches what is missing, doubled, at night, too much, or lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.case import State
from bot.domain.errors import Fact
from bot.entrypoints.simulation.company import Away, Colleague, Company, write
from bot.entrypoints.simulation.diary import Diary, read_diaries
from bot.entrypoints.simulation.judge import Verdict, judge
from bot.entrypoints.simulation.receiver import Posted
from storage.books import Books, CaseRow, HistoryRow, NoticeRow, PromiseRow

ERIK, AMY, CASE, PROMISE = 1, 2, 70, 700
END = datetime(2026, 4, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    """A moment as it is said in Amsterdam."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    return local.astimezone(UTC)


MADE, DUE, KEPT = at("2026-03-16 09:00"), at("2026-03-19 12:00"), at("2026-03-20 18:00")
COMPANY = {
    "erik": Colleague("erik", "Netwerk", "office"),
    "amy": Colleague("amy", "Webcare", "webcare_late", ("webcare", "lead")),
}


def company(erik: Colleague = COMPANY["erik"]) -> Company:
    people = {**COMPANY, "erik": erik}
    return Company(people, write(people))


def line(code: str, moment: datetime, **facts: Fact) -> HistoryRow:
    return HistoryRow(CASE, code, {"promise": PROMISE, **facts}, moment, ERIK)


def said_away(moment: datetime, first_on: date, last_on: date) -> HistoryRow:
    days: dict[str, Fact] = {"first_on": first_on.isoformat(), "last_on": last_on.isoformat()}
    return HistoryRow(None, "absence_set", days, moment, ERIK)


def told(
    kind: str,
    posted_at: datetime,
    *,
    step: str = "",
    reader: int = ERIK,
    due_at: datetime = DUE,
    key: str | None = None,
) -> NoticeRow:
    named = key or f"promise:{PROMISE}:0:{step or kind}:{reader}"
    facts: dict[str, Fact] = {"promise": PROMISE, "due_at": due_at.isoformat()}
    return NoticeRow(
        id=hash((named, posted_at)),
        key=named,
        kind=kind,
        reader=reader,
        facts=facts,
        state="sent",
        not_before=posted_at,
        created_at=posted_at,
        posted_at=posted_at,
        case=CASE,
        bundle=None,
    )


@dataclass
class Trial:
    """A promise of Erik's, made on Monday for Thursday noon and kept late on Friday, as it went."""

    history: list[HistoryRow]
    notices: list[NoticeRow]
    promise: PromiseRow
    state: State = State.CLAIMED
    owner: int | None = ERIK
    erik: Colleague = COMPANY["erik"]
    twice: tuple[str, ...] = ()
    made: tuple[int, ...] = (PROMISE,)

    def verdict(self) -> Verdict:
        opened = MADE - timedelta(hours=1)
        case = CaseRow(CASE, self.state, self.owner, opened, MADE, False, False)
        books = Books(
            promises=(self.promise,) if self.promise.id else (),
            cases=(case,),
            notices=tuple(self.notices),
            history=tuple(self.history),
            working=frozenset({ERIK, AMY}),
            names={ERIK: "erik", AMY: "amy"},
        )
        diaries = read_diaries(company(self.erik))
        return judge(books, self.received(), diaries, end=END, read_as_made=self.made)

    def received(self) -> Iterable[Posted]:
        for one in self.notices:
            for _ in range(1 + (one.key in self.twice)):
                assert one.posted_at is not None
                yield Posted(one.posted_at, "private:erik", one.key)

    def without(self, kind: str) -> Trial:
        return replace(self, notices=[one for one in self.notices if one.kind != kind])


@pytest.fixture
def trial() -> Trial:
    return Trial(
        history=[
            line("promised", MADE, due_at=DUE.isoformat(), doer=ERIK),
            line("promise_kept", KEPT),
        ],
        notices=[
            told("promise_early", at("2026-03-18 15:30")),
            told("promise_due", DUE),
            told("promise_late", at("2026-03-20 09:00"), step="late:1"),
        ],
        promise=PromiseRow(PROMISE, CASE, "kept", MADE, ERIK, ERIK, DUE, KEPT, True),
    )


def test_a_promise_that_was_told_as_it_should_be_has_no_fault(trial: Trial) -> None:
    verdict = trial.verdict()

    assert verdict.is_good
    assert (verdict.late, verdict.out_of_hours) == ([], [])
    assert verdict.expected == 3


@pytest.mark.parametrize("kind", ["promise_early", "promise_due", "promise_late"])
def test_a_reminder_that_was_dropped_is_missed(trial: Trial, kind: str) -> None:
    verdict = trial.without(kind).verdict()

    assert [one.what for one in verdict.missed] == [kind.removeprefix("promise_")]
    assert not verdict.is_good


@pytest.mark.parametrize(("said_at", "missed"), [("2026-03-16 10:00", 1), ("2026-03-18 08:05", 0)])
def test_a_day_off_counts_from_when_somebody_said_so(
    trial: Trial, said_at: str, missed: int
) -> None:
    """Ill on Wednesday: with that day off most of its time had gone on Tuesday at two."""
    due_at, kept_at = at("2026-03-18 17:00"), at("2026-03-18 08:00")
    trial.history[0] = line("promised", MADE, due_at=due_at.isoformat(), doer=ERIK)
    trial.history[-1] = line("promise_kept", kept_at)
    day = date(2026, 3, 18)
    trial.history.append(said_away(at(said_at), day, day))
    trial.erik = replace(COMPANY["erik"], away=(Away(day, day, day, None),))

    assert len(replace(trial, notices=[]).verdict().missed) == missed


def test_a_day_off_of_another_time_changes_nothing(trial: Trial) -> None:
    """A week off was known all the while; without it most of the time had gone a day sooner."""
    due_at, kept_at = at("2026-03-27 17:00"), at("2026-03-26 16:00")
    trial.history[0] = line("promised", MADE, due_at=due_at.isoformat(), doer=ERIK)
    trial.history[-1] = line("promise_kept", kept_at)
    trial.promise = replace(trial.promise, due_at=due_at, settled_at=kept_at)
    first, last, day = date(2026, 3, 18), date(2026, 3, 24), date(2026, 3, 31)
    trial.history.append(said_away(at("2026-03-16 10:00"), first, last))
    trial.history.append(said_away(at("2026-03-30 10:00"), day, day))
    off = Away(first, last, first, None), Away(day, day, day, None)
    trial.erik = replace(COMPANY["erik"], away=off)

    assert replace(trial, notices=[]).verdict().missed == []


def test_a_day_off_that_nobody_was_told_of_is_counted_by_nobody(trial: Trial) -> None:
    """Ill from Tuesday on without a word: nobody could ring on Monday for that."""
    friday = at("2026-03-13 09:00")
    trial.history[0] = line("promised", friday, due_at=DUE.isoformat(), doer=ERIK)
    trial.history[-1] = line("promise_kept", at("2026-03-18 08:00"))
    first, last = date(2026, 3, 17), date(2026, 3, 19)
    trial.erik = replace(COMPANY["erik"], away=(Away(first, last, first, None),))

    assert replace(trial, notices=[]).verdict().missed == []


def test_whoever_is_away_by_then_needs_no_reminder_before(trial: Trial) -> None:
    """Ill from Wednesday on: most of the time of a promise for Friday goes meanwhile."""
    due_at, kept_at = at("2026-03-20 17:00"), at("2026-03-20 16:00")
    trial.history[0] = line("promised", MADE, due_at=due_at.isoformat(), doer=ERIK)
    trial.history[-1] = line("promise_kept", kept_at)
    trial.history.append(said_away(at("2026-03-18 08:00"), date(2026, 3, 18), date(2026, 3, 20)))
    trial.promise = replace(trial.promise, due_at=due_at, settled_at=kept_at)
    first, last = date(2026, 3, 18), date(2026, 3, 20)
    trial.erik = replace(COMPANY["erik"], away=(Away(first, last, first, None),))

    assert replace(trial, notices=[]).verdict().missed == []


def test_what_was_kept_before_its_moment_needs_no_reminder(trial: Trial) -> None:
    kept_at = at("2026-03-16 10:00")
    trial.history[-1] = line("promise_kept", kept_at)

    assert replace(trial, notices=[]).verdict().missed == []


def test_a_reminder_that_stands_at_the_receiver_twice_is_doubled(trial: Trial) -> None:
    trial.twice = (trial.notices[1].key,)

    assert len(trial.verdict().doubled) == 1


def test_a_reminder_that_was_told_again_under_another_key_is_doubled(trial: Trial) -> None:
    trial.notices.append(told("promise_due", DUE + timedelta(minutes=5), key="promise:other"))

    assert len(trial.verdict().doubled) == 1


def test_two_reminders_of_one_late_day_are_doubled(trial: Trial) -> None:
    trial.notices.append(told("promise_late", at("2026-03-20 15:30"), step="late:2"))

    assert len(trial.verdict().doubled) == 1


def test_a_reminder_at_midnight_is_out_of_hours(trial: Trial) -> None:
    trial.notices[2] = told("promise_late", at("2026-03-20 00:00"), step="late:1")

    assert [one.what for one in trial.verdict().out_of_hours] == ["promise_late"]


def test_a_reminder_that_comes_after_its_moment_is_late(trial: Trial) -> None:
    trial.notices[1] = told("promise_due", DUE + timedelta(minutes=10))

    assert len(trial.verdict().late) == 1


def test_a_fourth_message_of_a_day_breaks_the_budget(trial: Trial) -> None:
    on = at("2026-03-18 10:00")
    more = [told("no_reply", on + timedelta(hours=n), key=f"case:{n}") for n in range(2)]
    trial.notices += more
    kept = trial.verdict()

    trial.notices.append(told("no_reply", on + timedelta(hours=3), key="case:3"))
    broken = trial.verdict()

    assert kept.is_good
    assert kept.days == {3: 1, 1: 1}
    assert [one.what for one in broken.over_budget] == ["4 messages"]


def test_a_promise_that_is_in_no_case_is_lost(trial: Trial) -> None:
    trial.promise = replace(trial.promise, state="open", case=None)
    trial.history.pop()

    assert [one.what for one in trial.verdict().lost] == ["nobody's"]


def test_a_promise_that_somebody_saw_made_and_that_is_not_there_is_lost(trial: Trial) -> None:
    trial.made = (PROMISE, PROMISE + 1)

    assert [one.promise for one in trial.verdict().lost] == [PROMISE + 1]


def test_a_promise_that_a_leaver_still_has_is_lost(trial: Trial) -> None:
    trial.promise = replace(trial.promise, state="open")
    trial.history.pop()
    trial.owner = 99

    assert [one.what for one in trial.verdict().lost] == ["a leaver's"]


def test_whoever_chose_to_be_reminded_later_is_told_at_that_moment(trial: Trial) -> None:
    until = at("2026-03-18 16:30")
    snoozed = line("remind_later", at("2026-03-18 15:40"), until_at=until.isoformat())
    trial.history.insert(1, snoozed)
    silent = trial.verdict()

    trial.notices.append(told("promise_due", until, step="snoozed:1"))
    told_then = trial.verdict()

    assert [one.what for one in silent.missed] == ["snoozed"]
    assert told_then.is_good


@pytest.mark.parametrize(
    "given", [{"promise": PROMISE, "doer": AMY}, {"promise": None, "promises": (PROMISE,)}]
)
def test_what_one_put_off_is_owed_to_nobody_once_it_is_anothers(
    trial: Trial, given: dict[str, Fact]
) -> None:
    until = at("2026-03-18 16:30")
    code = "promise_taken_over" if given["promise"] else "handover_accepted"
    trial.history.insert(
        1, line("remind_later", at("2026-03-18 15:40"), until_at=until.isoformat())
    )
    trial.history.insert(2, line(code, at("2026-03-18 16:00"), **given))

    assert "snoozed" not in {one.what for one in trial.verdict().missed}


@pytest.mark.parametrize(("kept_at", "missed"), [("2026-03-20 14:00", 0), ("2026-03-21 09:00", 1)])
def test_whoever_took_a_promise_over_hears_it_in_their_own_hours(
    trial: Trial, kept_at: str, missed: int
) -> None:
    """Amy works from half past twelve to nine; it is due at ten in the evening."""
    due_at = at("2026-03-19 22:00")
    trial.history[0] = line("promised", MADE, due_at=due_at.isoformat(), doer=ERIK)
    trial.history[-1] = line("promise_kept", at(kept_at))
    trial.promise = replace(trial.promise, doer=AMY, due_at=due_at)

    verdict = replace(trial, notices=[]).verdict()

    assert [one.what for one in verdict.missed if one.what == "due"] == ["due"] * missed


def test_a_case_that_nobody_took_for_a_day_is_counted(trial: Trial) -> None:
    opened = HistoryRow(CASE, "opened", {}, at("2026-03-09 09:00"), None)
    claimed = HistoryRow(CASE, "claimed", {}, at("2026-03-10 10:00"), ERIK)

    verdict = replace(trial, history=[opened, claimed, *trial.history]).verdict()

    assert verdict.unowned == 1
    assert verdict.claimed_after == [timedelta(hours=25)]


def test_nobody_needs_a_reminder_of_a_late_promise_on_their_day_off(trial: Trial) -> None:
    friday = date(2026, 3, 20)
    away = replace(COMPANY["erik"], away=(Away(friday, friday, friday, None),))

    verdict = replace(trial.without("promise_late"), erik=away).verdict()

    assert verdict.missed == []


@pytest.mark.parametrize(
    ("moment", "permitted"),
    [
        ("2026-03-27 16:00", "2026-03-27 16:00"),
        ("2026-03-27 18:00", "2026-03-30 09:00"),
        ("2026-03-28 12:00", "2026-03-30 09:00"),
        ("2026-04-03 20:00", "2026-04-07 09:00"),
    ],
)
def test_the_judge_reads_a_week_with_a_change_of_the_clock_and_easter(
    moment: str, permitted: str
) -> None:
    diary: Diary = read_diaries(company()).people["erik"]

    assert diary.first_permitted(at(moment)) == at(permitted)


def test_a_calendar_without_a_country_has_the_companys_holidays() -> None:
    diary = read_diaries(company()).people["amy"]

    assert diary.first_permitted(at("2026-04-06 13:00")) == at("2026-04-07 12:30")
