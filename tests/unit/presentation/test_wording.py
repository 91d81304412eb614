"""The sentences: whole in both languages, every one used, and strangers' words kept apart."""

import re
import warnings
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from bot.domain.case import DismissReason, NoReplyReason, Outcome, State
from bot.domain.employee import Role
from bot.domain.errors import Refusal
from bot.domain.events import Code
from bot.domain.flags import Flag
from bot.domain.notice import NoticeKind
from bot.domain.practice import Spoken, Step
from bot.domain.promise import BrokenBecause, LaterBecause, PromiseState, To
from bot.domain.reply import Way
from bot.domain.theirs import Theirs, theirs
from bot.domain.urgency import Why
from bot.presentation.forms import FORMS
from bot.presentation.intent import Verb
from bot.presentation.pages.actions import ACTIONS
from bot.presentation.text import Says
from bot.presentation.wording import LANGUAGES, MissingWording, Wording, catalog, joined

SOURCES = Path(__file__).parents[3] / "bot" / "presentation"
LONGEST_LABEL = 30
LONGEST_OF_ANY_CHAT = 75

EQUAL = {
    "promise.demand",
    # Patterns and frames: their words come from elsewhere.
    "briefing.goodwill",
    "channel.title",
    "digest.case",
    "digest.count",
    "digest.date.day",
    "digest.date.decision",
    "digest.date.month",
    "digest.date.whole",
    "digest.waiting.one",
    "goodwill.amount",
    "goodwill.both",
    "goodwill.words",
    "day.week",
    "moment.day",
    "moment.spelled",
    "day.spelled",
    "day.spelled.whole",
    "option.case",
    "option.post",
    "option.when",
    "page.case.happened",
    "page.case.post",
    "page.case.promise",
    "page.case.promise.state",
    "page.promise",
    "page.row",
    "person.department",
    "span.minutes",
    "told.bundle.done",
    "told.bundle.line",
    "told.settled.title",
    "told.title",
    "told.title.house",
    # The same word in both languages.
    "practice.customer",
    "dismiss_reason.spam",
    "source.mail",
    "source.web",
    "webcare",
}
"""Sentences that may read the same in both languages."""


def _codes(values: Iterable[StrEnum]) -> set[str]:
    return {one.value for one in values}


FAMILIES: Mapping[str, set[str]] = {
    "because": _codes(BrokenBecause),
    "briefing.ended": {"open", "dismissed", "merged"},
    "briefing.goodwill": {"proposed", "approved", "refused", "told"},
    "button": _codes(Verb),
    "channel.summary": {"claimed", "resolved", "closed", "dismissed"},
    "closed": _codes(Outcome),
    "commands": {"1", "2", "3", "4", "5", "6", "7", "8"},
    "dismiss_reason": _codes(DismissReason),
    "dismissed": _codes(DismissReason),
    "done": _codes(Way),
    "form": _codes(FORMS),
    "help": {"1", "2", "3", "4", "5"},
    "history": _codes(Code),
    "instead": {"move", "ask_help", "name_doer", "waive", "break"},
    "later": _codes(LaterBecause),
    "level": {"1", "2", "3"},
    "more": _codes({one.verb for one in ACTIONS}),
    "no_reply": _codes(NoReplyReason),
    "no_reply_reason": _codes(NoReplyReason),
    "outcome": _codes(Outcome),
    "page.case": {"open", "merged", "dismissed"},
    "page.mine": {"asked", "cases", "helping", "waiting"},
    "page.more": {"contact", "promise", "who", "end", "tidy"},
    "practice": _codes(Step),
    "practice.said": _codes(Spoken),
    "promise": _codes(set(PromiseState) - {PromiseState.WITHDRAWN}),
    "refusal": {
        *(rule.__name__ for rule in Refusal.__subclasses__()),
        *("NotRecordedYet", "StorageAway"),  # what is said when there was no answer in time
    },
    "role": _codes(Role),
    "send": _codes(FORMS),
    "state": _codes(State) | _codes(PromiseState),
    "to": _codes(To),
    "toast": _codes(Code),
    "way": _codes(Way),
    "way_choice": {"public", "phone", "mail"},
    "willing": {"yes", "no"},
    "why": _codes(set(Why) - {Why.FLAG}),
    "why.flag": _codes(Flag),
}
"""Sentences that are found by a code, and the codes that there are."""


def _sentences(language: str) -> dict[str, tuple[str, ...]]:
    """Every key with its forms: one, or singular and plural."""
    found = {}
    for message in catalog(language):
        if not message.id:
            continue
        plural = not isinstance(message.id, str)
        key = message.id[0] if plural else message.id
        said = message.string or ""
        found[str(key)] = (said,) if isinstance(said, str) else tuple(said)
    return found


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


NL, EN = _sentences("nl"), _sentences("en")


def test_both_languages_say_the_same_things() -> None:
    assert NL.keys() == EN.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_written_once(language: str) -> None:
    text = (SOURCES / "locale" / f"{language}.po").read_text()

    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)

    assert sorted(keys) == sorted(set(keys))


def test_both_languages_have_the_same_plural_forms() -> None:
    assert {key for key in NL if len(NL[key]) != len(EN[key])} == set()


def test_both_languages_leave_the_same_places_open() -> None:
    different = {key for key in NL if set(map(_key_of, NL[key])) != set(map(_key_of, EN[key]))}

    assert different == set()


def _key_of(sentence: str) -> frozenset[str]:
    # A singular may say "once" instead of a number.
    return frozenset(_places(sentence) - {"count"})


def test_no_sentence_is_empty_in_any_language() -> None:
    assert [key for key in NL for form in (*NL[key], *EN[key]) if not form.strip()] == []


def test_no_sentence_was_left_in_the_other_language() -> None:
    equal = {key for key in NL if NL[key] == EN[key]}

    assert equal <= EQUAL


def test_no_english_word_slipped_into_the_dutch() -> None:
    english = re.compile(r"\b(the|you|your|and|is not|with|this|that|have|will|nobody)\b")

    slipped = {key: form for key, forms in NL.items() for form in forms if english.search(form)}

    assert slipped == {}


def test_no_dutch_word_slipped_into_the_english() -> None:
    dutch = re.compile(r"\b(de|het|een|niet|jij|je|voor|naar|klant|nog|iets|wordt)\b")

    slipped = {key: form for key, forms in EN.items() for form in forms if dutch.search(form)}

    assert slipped == {}


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_code_has_its_sentence(family: str) -> None:
    wanted = {f"{family}.{code}" for code in FAMILIES[family]}

    assert wanted - NL.keys() == set()


def test_every_kind_of_notice_has_a_name() -> None:
    assert {f"told.{kind.value}.name" for kind in NoticeKind} - NL.keys() == set()


def test_every_sentence_is_used() -> None:
    code = "\n".join(path.read_text() for path in sorted(SOURCES.rglob("*.py")))
    by_code = {f"{family}.{one}" for family, codes in FAMILIES.items() for one in codes}
    told = {f"told.{kind.value}" for kind in NoticeKind}
    named = {f"{one}.name" for one in told} | told
    built = tuple(set(re.findall(r'f"((?:[a-z_]+\.)+)\{', code)) - {"told."} - _families())

    unused = {
        key
        for key in NL.keys() - by_code - named
        if f'"{key}"' not in code and not _varied(key) and not key.startswith(built)
    }

    assert unused == set()


def _families() -> set[str]:
    return {f"{family}." for family in FAMILIES}


def _varied(key: str) -> bool:
    """A variant of a sentence that is found by a code, as `facts.py` chooses it."""
    stem, _, variant = key.rpartition(".")
    families = ("toast", "history", "refusal", "told")
    variants = {
        "amount",
        "day",
        "demand",
        "empty",
        "first",
        "link",
        "moment",
        "reason",
        "order",
        "time",
        "undated",
        "unnamed",
        "when",
        "update",
        "apology",
        "approved",
        "other",
        "silent_owner",
        "tell",
        "lasting",
        "yes",
        "you",
    }
    # By `moments.py`, by `told_promises.py`, by `told_cases.py`.
    built = ("moment.", "before.", "day.", "told.promise_")
    return (stem.startswith(families) and variant in variants) or key.startswith(built)


@pytest.mark.parametrize("sentences", [NL, EN], ids=LANGUAGES)
def test_labels_of_buttons_fit(sentences: Mapping[str, tuple[str, ...]]) -> None:
    labels = {
        key: forms[0] for key, forms in sentences.items() if key.startswith(("button.", "send."))
    }

    assert {key for key, label in labels.items() if len(label) > LONGEST_LABEL} == set()
    assert all(not _places(label) for label in labels.values())


@pytest.mark.parametrize("sentences", [NL, EN], ids=LANGUAGES)
def test_labels_of_fields_and_choices_fit(sentences: Mapping[str, tuple[str, ...]]) -> None:
    families = ("field.", "outcome.", "dismiss_reason.", "no_reply_reason.", "instead.", "because.")
    labels = {key: forms[0] for key, forms in sentences.items() if key.startswith(families)}

    assert {key for key, label in labels.items() if len(label) > LONGEST_OF_ANY_CHAT} == set()


def test_a_strangers_words_stay_apart_in_a_sentence() -> None:
    said = Wording("nl").say("briefing.title", customer=theirs("<!channel>"))

    assert said.parts == ("Jij helpt ", theirs("<!channel>"))


def test_a_strangers_words_are_no_template() -> None:
    said = Wording("en").say("briefing.title", customer=theirs("{customer} %s {0}"))

    assert said.plain == "You are helping {customer} %s {0}"


def test_a_strangers_words_cannot_become_a_label() -> None:
    with pytest.raises(TypeError, match="stranger"):
        Wording("en").text("briefing.title", customer=theirs("Jos"))


def test_a_strangers_words_inside_another_sentence_cannot_become_a_label() -> None:
    quoted = Wording("en").say("quote", words=theirs("Jos"))

    with pytest.raises(TypeError, match="stranger"):
        Wording("en").text("channel.why", reason=quoted)


@pytest.mark.parametrize(("name", "end"), [("Marieke V.", "V."), ("Jos", "Jos.")])
def test_a_name_that_ends_with_a_full_stop_ends_the_sentence(name: str, end: str) -> None:
    said = Wording("nl").say("briefing.thanks", name="Erik", customer=theirs(name))

    assert said.plain.endswith(f" {end}")


def test_a_number_is_written_as_the_language_writes_it() -> None:
    assert "1.526" in Wording("nl").text("refusal.WordsTooLong", limit=1526)
    assert "1,526" in Wording("en").text("refusal.WordsTooLong", limit=1526)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 dag"), (2, "2 dagen"), (0, "0 dagen"), (21, "21 dagen")]
)
def test_plural_forms_follow_the_number(count: int, said: str) -> None:
    assert Wording("nl").text("span.days", count=count) == said


def test_a_sentence_that_starts_with_a_value_of_ours_starts_with_a_capital() -> None:
    wording = Wording("nl")

    assert wording.text("channel.owner", owner="een collega").startswith("Een collega ")
    assert ". Webcare " in wording.text("channel.nobody", helper="webcare")


def test_a_strangers_name_keeps_its_own_capitals() -> None:
    assert Wording("nl").say("channel.waiting", customer=theirs("van Gogh")).plain[:8] == "van Gogh"


def test_a_missing_sentence_is_an_error_in_tests() -> None:
    with pytest.raises(MissingWording, match=r"no\.such\.thing"):
        Wording("nl").say("no.such.thing")


def test_a_missing_sentence_is_a_gap_in_production() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingWording)

        assert Wording("nl").text("no.such_thing") == "such thing"


def test_a_missing_value_is_a_gap_in_production() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingWording)

        assert Wording("en").text("channel.owner") == "… is on it."


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("nl", "nl"), ("nl-BE", "nl"), ("en_US", "en"), ("EN", "en"), ("fr", "en"), ("", "en")],
)
def test_whoever_speaks_another_language_reads_english(language: str, spoken: str) -> None:
    assert Wording(language).language == spoken


def test_sentences_are_joined_with_strangers_words_still_apart() -> None:
    said = joined([Says(("one",)), theirs("two"), "three"], " · ")

    assert said.parts == ("one · ", theirs("two"), " · three")
    assert all(isinstance(part, str | Theirs) for part in said.parts)
