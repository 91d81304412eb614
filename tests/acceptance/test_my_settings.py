"""My overview, my settings, what is kept about me, and finding a customer: each about oneself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from bot.domain.canonical_url import canonical_url
from bot.domain.employee import Account, Employee
from bot.domain.ids import CaseId
from bot.domain.post import Author, Said
from bot.domain.theirs import Theirs
from bot.domain.working_time import Absence, WeeklyHours
from bot.interactions.commands import read_command
from bot.interactions.interaction import Interaction, Reply
from bot.ports.hearing import Deed, Heard
from bot.ports.storing import Person
from bot.presentation.card import Button
from bot.presentation.form import Form
from bot.presentation.intent import Intent, Verb, opening
from bot.presentation.page import Page
from bot.presentation.toast import Toast
from bot.usecases.ringing import sweep
from tests.acceptance.world import Colleague, World, local


def now_known(world: World, who: Colleague) -> Employee:
    with world.store.read() as uow:
        return uow.employees.get(who.id)


def types(who: Colleague, text: str) -> Reply:
    command = read_command(text)
    number = f"typed{next(who.world.numbers)}"
    return who.world.door.take(Interaction(number, who.account, command.intent, command.fields))


def shown(who: Colleague, verb: Verb, argument: str | None = None) -> Page:
    page = who.presses(verb, "house", argument=argument)
    assert isinstance(page, Page), page
    return page


def text_of(page: Page) -> str:
    says = [page.title]
    for part in page.parts:
        says += [line.says for line in part.lines]
        for row in part.rows:
            says += [row.title, *(line.says for line in row.lines)]
    parts = [one for said in says for one in said.parts]
    return "\n".join(one.literal if isinstance(one, Theirs) else one for one in parts)


def buttons_of(page: Page) -> list[Button]:
    return [one for part in page.parts for row in part.rows for one in row.buttons]


Fields = Mapping[str, str | tuple[str, ...]]
HOURS: Fields = {"days": ("mon", "wed", "fri"), "begin": "8.30", "end": "12"}


def sends_hours(who: Colleague, fields: Fields) -> Reply:
    number = f"sent{next(who.world.numbers)}"
    intent = Intent(Verb.SET_HOURS, "house")
    return who.world.door.take(Interaction(number, who.account, intent, fields))


def test_my_hours_are_kept_and_the_configuration_does_not_change_them_any_more(
    world: World,
) -> None:
    toast = sends_hours(world.erik, {**HOURS, "begin_again": "16u", "end_again": "24:00"})

    known = now_known(world, world.erik)
    spans = ["08:30-12:00", "16:00-24:00"]
    wanted = WeeklyHours.parse(dict.fromkeys(("mon", "wed", "fri"), spans))
    assert isinstance(toast, Toast)
    assert not toast.refused
    assert known.calendar.hours == wanted
    with world.store.begin() as uow:
        uow.employees.sync(Person("erik", world.erik.employee, (world.erik.account,)))
        uow.commit()
    assert now_known(world, world.erik).calendar.hours == wanted


def test_days_that_are_not_chosen_stay_as_they_are_where_that_is_wished(world: World) -> None:
    world.erik.presses(
        Verb.SET_HOURS, "house", days=("fri",), begin="09:00", end="13:00", others="on"
    )

    days = now_known(world, world.erik).calendar.hours.days
    assert [[f"{start:%H}-{end:%H}" for start, end in day] for day in days] == [
        *([["09-17"]] * 4),
        ["09-13"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"days": ()}, "days"),
        ({"days": ("someday",)}, "days"),
        ({"begin": "25:00"}, "begin"),
        ({"begin": "half negen"}, "begin"),
        ({"begin": "24:00"}, "begin"),
        ({"end": "8:00"}, "end"),
        ({"end": ""}, "end"),
        ({"begin_again": "13:00"}, "end_again"),
        ({"begin_again": "11:00", "end_again": "14:00"}, "begin_again"),
        ({"begin_again": "13:00", "end_again": "12:30"}, "end_again"),
    ],
)
def test_hours_that_cannot_be_come_back_with_the_field_named(
    world: World, changed: Fields, field: str
) -> None:
    before = now_known(world, world.erik).calendar.hours

    form = sends_hours(world.erik, {**HOURS, **changed})

    assert isinstance(form, Form)
    assert [one.name for one in form.fields if one.error] == [field]
    assert now_known(world, world.erik).calendar.hours == before


def test_what_rings_for_me_moves_with_my_hours(world: World) -> None:
    case = world.says("jos", "Al twee dagen geen internet!")
    world.erik.presses(Verb.CLAIM, case)
    sweep(world.desk, now=world.now)
    with world.store.read() as uow:
        before = uow.cases.next_look_at()
    assert before is not None
    assert before > world.now

    world.erik.presses(Verb.SET_HOURS, "house", days=("tue",), begin="10:00", end="11:00")

    with world.store.read() as uow:
        assert uow.cases.list_due(now=world.now, limit=9) == [case]


def test_a_page_speaks_its_own_language_to_whom_is_told_everything_there(world: World) -> None:
    world.erik.presses(Verb.SET_LANGUAGE, "house", argument="en")

    assert now_known(world, world.erik).language == "en"


def test_willing_is_kept_and_can_be_taken_back_at_once(world: World) -> None:
    toast = world.erik.presses(Verb.SET_WILLING, "house", willing="no")

    assert isinstance(toast, Toast)
    assert now_known(world, world.erik).willing is False
    with world.store.begin() as uow:
        uow.employees.sync(Person("erik", world.erik.employee, (world.erik.account,)))
        uow.commit()
    assert now_known(world, world.erik).willing is False
    back = toast.buttons[0].intent
    assert back is not None
    world.erik.presses(back.verb, back.subject, argument=back.argument)
    assert now_known(world, world.erik).willing is True


def test_willing_must_be_yes_or_no(world: World) -> None:
    form = world.erik.presses(Verb.SET_WILLING, "house", willing="perhaps")

    assert isinstance(form, Form)
    assert form.fields[0].error


def _away(who: Colleague, first_on: str, last_on: str) -> None:
    amy = str(who.world.amy.id)
    who.presses(Verb.SET_ABSENCE, "house", first_on=first_on, last_on=last_on, deputy=amy)


def test_an_absence_to_come_is_struck_out(world: World) -> None:
    _away(world.erik, "2026-03-23", "2026-03-27")

    world.erik.presses(Verb.END_ABSENCE, "house", argument="2026-03-23/2026-03-27")

    assert now_known(world, world.erik).calendar.absences == ()


def test_of_a_running_absence_the_days_that_are_over_stay(world: World) -> None:
    _away(world.erik, "2026-03-16", "2026-03-20")
    world.now = local("2026-03-18 10:00")

    world.erik.presses(Verb.END_ABSENCE, "house", argument="2026-03-16/2026-03-20")

    left = Absence(date(2026, 3, 16), date(2026, 3, 17), world.amy.id)
    assert now_known(world, world.erik).calendar.absences == (left,)


@pytest.mark.parametrize("argument", ["2026-03-23/2026-03-27", "x", "", "2026-03-16/2026-03-17"])
def test_an_absence_that_is_not_there_or_over_cannot_be_ended(world: World, argument: str) -> None:
    _away(world.erik, "2026-03-16", "2026-03-17")
    world.now += timedelta(days=4)

    assert "staat er niet meer" in _end(world.erik, argument)


def _end(who: Colleague, argument: str) -> str:
    toast = who.presses(Verb.END_ABSENCE, "house", argument=argument)
    assert isinstance(toast, Toast)
    return toast.says.plain


def test_an_absence_just_set_can_be_taken_back(world: World) -> None:
    toast = world.erik.presses(
        Verb.SET_ABSENCE, "house", first_on="2026-03-23", last_on="2026-03-27"
    )

    assert isinstance(toast, Toast)
    back = toast.buttons[0].intent
    assert back is not None
    world.erik.presses(back.verb, back.subject, argument=back.argument)
    assert now_known(world, world.erik).calendar.absences == ()


def test_my_overview_shows_what_i_do_what_waits_and_my_settings(world: World) -> None:
    mine, waits = world.says("jos", "Hallo?"), world.says("mia", "Storing!")
    world.erik.presses(Verb.CLAIM, mine)
    _away(world.erik, "2026-03-23", "2026-03-27")

    page = shown(world.erik, Verb.SHOW_HOME)

    said = text_of(page)
    assert said.index("Jos") < said.index("Mia") < said.index("Werktijden: ma–vr 09:00–17:00")
    assert "Taal: Nederlands" in said
    assert "vraag het mij ook" in said
    assert "Amy (" in said
    verbs = {one.intent.verb for one in buttons_of(page) if one.intent}
    assert {Verb.END_ABSENCE, Verb.SHOW_KEPT, Verb.MAKE_CODE, Verb.SHOW_HELP} <= verbs
    opens = {one.intent.argument for one in buttons_of(page) if one.intent}
    assert {"set_language", "set_hours", "set_willing", "set_absence"} <= opens
    claims = [one for one in buttons_of(page) if one.intent and one.intent.verb is Verb.CLAIM]
    assert [one.intent.subject for one in claims if one.intent] == [f"case:{waits}"]


def test_somebody_new_sees_how_to_begin(world: World) -> None:
    assert "Zo begin je" in [part.title for part in shown(world.erik, Verb.SHOW_HOME).parts]

    world.erik.presses(Verb.CLAIM, world.says("jos", "Hallo?"))

    assert "Zo begin je" not in [part.title for part in shown(world.erik, Verb.SHOW_HOME).parts]


def test_whoever_is_unknown_learns_how_to_become_known_and_nothing_else(world: World) -> None:
    world.says("jos", "Hallo?")
    stranger = Account("fake", "t1", "nobody")

    page = world.door.take(Interaction("d", stranger, Intent(Verb.SHOW_HOME, "house")))

    assert isinstance(page, Page)
    assert "koppel" in text_of(page)
    assert "Jos" not in text_of(page)


def test_what_is_kept_about_me_is_shown_to_me(world: World) -> None:
    world.erik.presses(Verb.CLAIM, world.says("jos", "Hallo?"))

    said = text_of(shown(world.erik, Verb.SHOW_KEPT))

    assert "Naam: Erik" in said
    assert "1 klant bij jou" in said
    assert "0 beloften" in said
    assert "1 regel in de geschiedenis" in said
    assert "Sanne" in said  # whom to ask


def test_nobody_can_ask_what_is_kept_about_another(world: World) -> None:
    world.erik.presses(Verb.CLAIM, world.says("jos", "Hallo?"))

    page = world.amy.presses(Verb.SHOW_KEPT, f"employee:{world.erik.id}", argument="erik")

    assert isinstance(page, Page)
    assert "Erik" not in text_of(page)


def test_a_case_is_found_by_its_customer_and_by_words(world: World) -> None:
    case = world.says("jos", "De monteur kwam niet")

    for text in ("Jos", "zoek monteur kwam"):
        page = types(world.erik, text)
        assert isinstance(page, Page)
        assert _subjects(page) == {f"case:{case}"}


def _subjects(page: Page) -> set[str]:
    return {one.intent.subject for one in buttons_of(page) if one.intent}


def test_only_webcare_is_offered_to_call_for_help_on_what_was_found(world: World) -> None:
    case = world.says("jos", "De monteur kwam niet")
    call = opening(Verb.BROADCAST, f"case:{case}", seen=world.case(case).version)

    for who, offered in ((world.erik, False), (world.amy, True)):
        page = types(who, "oproep Jos")
        assert isinstance(page, Page)
        calls = [one for one in buttons_of(page) if one.intent == call]
        assert len(calls) == int(offered)


def test_nobody_finds_what_they_may_not_see(world: World) -> None:
    case = sensitive(world)

    for text in ("jos", "advocaat", "link"):
        assert _subjects(shown(world.erik, Verb.SHOW_SEARCH, text)) == set()
    assert _subjects(shown(world.amy, Verb.SHOW_SEARCH, "advocaat")) == {f"case:{case}"}


def sensitive(world: World) -> CaseId:
    return world.says("jos", "Mijn advocaat gaat jullie aanklagen")


def test_a_case_is_found_by_the_link_of_its_post(world: World) -> None:
    link = "https://social.example/jos/1"
    key = canonical_url(link).key
    said = Said("facebook", "p1", Author("jos", "Jos"), "Hallo?", world.now, url=link, url_key=key)
    world.hears(Heard(Deed.CREATED, "facebook", "p1", said))

    page = types(world.erik, "oproep <https://www.social.example/jos/1?utm_source=x|deze>")

    assert isinstance(page, Page)
    assert len(_subjects(page)) == 1


def test_where_nothing_is_found_one_learns_what_can_be_typed(world: World) -> None:
    page = types(world.erik, "xyzzy")

    assert isinstance(page, Page)
    assert "Niets gevonden" in str([part.empty for part in page.parts])
    assert "afwezig" in text_of(page)


def test_a_form_that_was_asked_for_with_words_has_them_and_no_error(world: World) -> None:
    form = types(world.erik, "meld https://social.example/1 „Niemand belt terug”")

    assert isinstance(form, Form)
    values = {one.name: one.value for one in form.fields}
    assert values["url"] == "https://social.example/1"
    assert values["words"] == "Niemand belt terug"
    assert form.error is None
    assert [one.error for one in form.fields] == [None] * len(form.fields)


def test_days_that_were_typed_stand_in_the_form_of_an_absence(world: World) -> None:
    form = types(world.erik, "afwezig 23 t/m 27 maart")

    assert isinstance(form, Form)
    assert [one.value for one in form.fields[:2]] == ["2026-03-23", "2026-03-27"]


def test_a_week_without_its_year_is_the_newest_digest_of_that_number(world: World) -> None:
    world.goes_to("2026-03-23 09:00")

    page = types(world.dirk, "maandagbericht 12")

    assert isinstance(page, Page)
    assert "12" in page.title.plain
    assert isinstance(types(world.dirk, "maandagbericht 11"), Toast)
