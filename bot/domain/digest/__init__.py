"""The weekly digest: who waits, who took it up, what became of promises, and how it ended.

A pure function of history. It holds numbers, codes, ids of cases, promises and words, and names
of departments; no colleague can be found in it (DESIGN 1: lateness is private).
"""

from bot.domain.digest.figures import (
    Ask,
    Asked,
    BrokenPromise,
    Bypass,
    Count,
    Department,
    Digest,
    Endings,
    Holder,
    Improving,
    Kept,
    Speed,
    Spread,
    TakenUp,
    Tally,
    Waiter,
    Waiting,
)
from bot.domain.digest.making import list_missing_cases, make_digest
from bot.domain.digest.percentile import nearest_rank
from bot.domain.digest.view import DigestView, cases_behind, named_cases, named_words
from bot.domain.digest.written import UnreadableDigest, from_json, to_json

__all__ = [
    "Ask",
    "Asked",
    "BrokenPromise",
    "Bypass",
    "Count",
    "Department",
    "Digest",
    "DigestView",
    "Endings",
    "Holder",
    "Improving",
    "Kept",
    "Speed",
    "Spread",
    "TakenUp",
    "Tally",
    "UnreadableDigest",
    "Waiter",
    "Waiting",
    "cases_behind",
    "from_json",
    "list_missing_cases",
    "make_digest",
    "named_cases",
    "named_words",
    "nearest_rank",
    "to_json",
]
