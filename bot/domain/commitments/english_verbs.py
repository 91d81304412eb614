"""English verbs and what stands around them."""

from __future__ import annotations

import re

from bot.domain.commitments import english_words as words

_PASSIVE = re.compile(
    r"^(?:be|get|getting|being|have been) (?P<adverbs>(?:\w+ly |also |then "
    r"|all )*)(?P<verb>[a-z-]+) "
)


def is_passive(rest: str) -> bool:
    """Whether what stands behind *will* says that something is done to it."""
    match = _PASSIVE.match(rest.strip() + " ")
    if match is None:
        return False
    verb = match["verb"]
    return verb in words.IRREGULAR or (verb.endswith("ed") and base_of(verb) in words.DEEDS)


def without_adverbs(subject: str) -> str:
    """A subject without the adverbs that end it."""
    bare = subject.split()
    while bare and bare[-1] in words.ADVERBS:
        bare.pop()
    return f" {' '.join(bare)} " if bare else " "


def skip_adverbs(rest: str) -> str:
    """What stands behind *will*, from its verb on."""
    bare = rest.split()
    while (
        bare
        and (bare[0] in words.ADVERBS or bare[0].endswith("ly"))
        and bare[0] not in {"reply", "apply", "supply", "rely", "always", "probably"}
    ):
        bare.pop(0)
    return f" {' '.join(bare)} "


def base_of(verb: str) -> str:
    """The verb without -ing or -ed; itself where that is no verb of ours."""
    stem = verb.removesuffix("ing") if verb.endswith("ing") else verb.removesuffix("ed")
    spelled = (stem, f"{stem}e", stem[:-1], f"{stem[:-1]}y", stem.removesuffix("y") + "ie")
    return next((one for one in spelled if one in words.DEEDS), verb)
