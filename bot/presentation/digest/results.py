"""The second half of a digest in words: promises, endings, what must get better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.domain.digest import BrokenPromise, Tally
from bot.presentation.card import Style
from bot.presentation.digest.sheet import Part, SheetLine, SheetSection, line_of, numbers_of
from bot.presentation.digest.telling import DigestVoice
from bot.presentation.text import Says
from bot.presentation.wording import joined

TALLIES_SHOWN = 4
"""So many topics, routes and causes are named; the page has them all."""


def promises_section(voice: DigestVoice) -> SheetSection:
    """What became of promises; each one that didn't happen is told (D31)."""
    promises = voice.digest.promises
    title = voice.say("digest.promises.title", number=voice.counted(promises.due, "promises.due"))
    return SheetSection(title, tuple(_promises(voice)))


def endings_section(voice: DigestVoice) -> SheetSection:
    """How it ended, what came back and rose, what was given."""
    ended = voice.digest.endings.ended
    title = voice.say("digest.endings.title", number=voice.counted(ended, "endings.ended"))
    return SheetSection(title, tuple(_endings(voice)))


def improving_section(voice: DigestVoice) -> SheetSection:
    """What must get better."""
    lines = tuple(_improving(voice)) or (SheetLine(voice.say("digest.improving.none")),)
    return SheetSection(voice.say("digest.improving.title"), lines)


# --- promises ---------------------------------------------------------------------------------


def _promises(voice: DigestVoice) -> Iterator[SheetLine]:
    promises = voice.digest.promises
    parts = voice.phrases(
        "promises",
        ("kept", promises.kept),
        ("late", promises.late),
        ("moved", promises.moved),
        ("waived", promises.waived),
        ("overdue", promises.overdue),
        ("broken", promises.broken),
    )
    if not parts:
        yield SheetLine(voice.say("digest.promises.none"))
        return
    due = voice.all_of("promises.due", promises.due)
    said = joined((part.says for part in parts), ", ")
    yield SheetLine(said, numbers=numbers_of((*parts, due)))
    yield from (SheetLine(_broken(voice, one)) for one in promises.listed)


def _broken(voice: DigestVoice, broken: BrokenPromise) -> Says:
    because = f"because.{broken.because}"
    said = [
        voice.say(
            "digest.promises.one",
            promise=voice.words_of(broken.case, broken.words)
            or voice.say("digest.promises.erased"),
            customer=voice.customer(broken.case),
            department=broken.department or voice.text("digest.promises.no_department"),
            because=voice.text(because if voice.wording.has(because) else "because.other"),
        )
    ]
    why = voice.words_of(broken.case, broken.why)
    if why is not None:
        said.append(why)
    if broken.next_due_at is not None:
        said.append(voice.say("digest.promises.next", when=voice.when(broken.next_due_at)))
    return joined(said)


# --- how it ended -----------------------------------------------------------------------------


def _endings(voice: DigestVoice) -> Iterator[SheetLine]:
    endings = voice.digest.endings
    ended = voice.phrases(
        "endings",
        ("happy", endings.happy),
        ("fine", endings.fine),
        ("unhappy", endings.unhappy),
        ("nothing", endings.nothing),
    )
    lost = voice.phrases("endings", ("gave_up", endings.gave_up))
    if not ended and not lost:
        yield SheetLine(voice.say("digest.endings.none"))
    if ended:
        whole = voice.all_of("endings.ended", endings.ended)
        said = joined((part.says for part in ended), ", ")
        yield SheetLine(said, numbers=numbers_of((*ended, whole)))
    if lost:
        yield line_of(lost, style=Style.STRONG)
    for parts in _afterwards(voice):
        if parts:
            yield line_of(parts, between=" ")
    given = _given(voice)
    if given:
        yield line_of(given)


def _afterwards(voice: DigestVoice) -> Iterator[list[Part]]:
    endings = voice.digest.endings
    yield voice.sentences("endings", ("asked_back", endings.asked_back))
    yield voice.sentences("endings", ("came_back", endings.came_back))
    yield voice.sentences(
        "endings", ("to_manager", endings.to_manager), ("to_executive", endings.to_executive)
    )


def _given(voice: DigestVoice) -> list[Part]:
    endings = voice.digest.endings
    parts = voice.phrases(
        "endings", ("apologies", endings.apologies), ("goodwill", endings.goodwill)
    )
    if endings.cents.value:
        amount = Part(Says((voice.money(endings.cents.value),)))
        parts.append(amount)
    if endings.untold.value:
        parts += voice.phrases("endings", ("untold", endings.untold))
    elif endings.goodwill.value:
        parts.append(Part(voice.say("digest.endings.all_told")))
    return parts


# --- what must get better ---------------------------------------------------------------------


def _improving(voice: DigestVoice) -> Iterator[SheetLine]:
    improving = voice.digest.improving
    widespread = voice.sentences("improving", ("widespread", improving.widespread))
    if widespread:
        yield line_of(widespread, style=Style.STRONG)
    yield from _tallied(voice, "flags", improving.flags)
    if len(improving.routes) > 1:
        yield from _tallied(voice, "routes", improving.routes)
    yield from _tallied(voice, "causes", improving.causes)
    yield from _tallied(voice, "bypassed", improving.bypassed)
    yield from _bypasses(voice)


def _bypasses(voice: DigestVoice) -> Iterator[SheetLine]:
    """Which rules, for webcare, who can see to it that they are mended: never who."""
    for one in () if voice.is_public else voice.digest.improving.bypasses:
        words = voice.words_of(one.case, one.words)
        if words is not None:
            yield SheetLine(voice.say("digest.improving.bypass", words=words))


def _tallied(voice: DigestVoice, name: str, tallies: Iterable[Tally]) -> Iterator[SheetLine]:
    parts = [_tally(voice, name, tally) for tally in tallies][:TALLIES_SHOWN]
    if parts:
        listed = joined((part.says for part in parts), ", ")
        says = voice.say(f"digest.improving.{name}", listed=listed)
        yield SheetLine(says, numbers=numbers_of(parts))


def _tally(voice: DigestVoice, name: str, tally: Tally) -> Part:
    families = {"flags": "digest.flag", "causes": "because", "bypassed": "digest.department"}
    key = f"{families.get(name, 'digest.route')}.{tally.code}"
    named = (
        voice.text(key)
        if voice.wording.has(key)
        else tally.code or voice.text("digest.promises.no_department")
    )
    path = f"improving.{name}.{tally.code}"
    number = voice.counted(tally.count, path)
    # A cause is a phrase, behind which a number would read as part of it.
    says = (f"{number}×", named) if name == "causes" else (named, number)
    return voice.linked(joined(says), path, tally.count)
