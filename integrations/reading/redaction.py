"""Private data in a text, and neutral marks in its place (D11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from phonenumbers import (
    Leniency,
    PhoneNumber,
    PhoneNumberMatcher,
    PhoneNumberType,
    number_type,
)

PHONE = "\u2039phone\u203a"
EMAIL = "\u2039email\u203a"
IBAN = "\u2039iban\u203a"
BSN = "\u2039bsn\u203a"
ADDRESS = "\u2039address\u203a"
CARD = "\u2039card\u203a"
NUMBER = "\u2039number\u203a"

MARKS = {
    "email": EMAIL,
    "iban": IBAN,
    "card": CARD,
    "number": NUMBER,
    "phone": PHONE,
    "bsn": BSN,
    "address": ADDRESS,
}
"""The mark of each kind; the presentation has words for them."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without private data, and the kinds that were taken out, each once."""

    text: str
    kinds: tuple[str, ...]


Span = tuple[int, int]
Finder = Callable[[str], Iterator[Span]]
"""Where one kind stands in a text."""

_MAY_HOLD_ANY = re.compile(r"[\d@]")

# What has figures and is nobody's secret: links, amounts, dates, times.
_HARMLESS = re.compile(
    r"""
    (?:https?://|www\.)\S+
    | [€$£]\s?(?!0\d)\d[\d.,]*
    | (?<![\d.,])(?!0\d)\d{1,3}(?:[.,\s]?\d{3})*(?:,\d\d|,-|\.\d\d)?
      \s?(?:€|euro?s?\b|eur\b|pounds?\b|dollars?\b)
    | (?<![\d-])\d{1,2}(?P<a>[-/.])\d{1,2}(?P=a)(?:\d{4}|\d{2})(?![-/.]?\d)
    | (?<![\d-])\d{4}(?P<b>[-/.])\d{1,2}(?P=b)\d{1,2}(?![-/.]?\d)
    | (?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])
    """,
    re.VERBOSE | re.IGNORECASE,
)

_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}", re.IGNORECASE
)
_IBAN = re.compile(
    r"(?<![A-Z0-9])[A-Z]{2}[ .-]?\d{2}(?:[ .-]?[A-Z0-9]){11,30}", re.IGNORECASE | re.ASCII
)
_CARD = re.compile(r"(?<![\d.,/+-])\d(?:[ -]?\d){12,18}(?![\d])", re.ASCII)
_BSN = re.compile(r"(?<![\w.,/#€$£+-])\d{9}(?![\w/%€-]|[.,]\d)", re.ASCII)

_LABELLED = re.compile(
    r"""
    \b(?:
      (?:klant|order|bestel|factuur|contract|dossier|zaak|referentie|polis|relatie|meter|boekings
        |reserverings|ticket|aansluit|lidmaatschaps|serie|klacht|zending|debiteur(?:en)?|case
        |account|paspoort)
        [\s-]?(?:nummers?|nrs?\b|no\b|code|id\b)
      | (?:customer|order|booking|account|confirmation|reservation|case|reference|invoice|policy
        |member|membership|ticket|tracking|claim|contract|serial|frequent\sflyer|passport)
        \s?(?:numbers?|no\b|nrs?\b|id\b|code|reference|ref\b)
      | (?:order|bestelling|booking|case|ticket|claim|reservation|reservering|klacht)
        \s?(?:\#|(?=\s\d{5}))
      | kenmerk | pnr | imei | track\s?(?:&|en|and)\s?trace
    )
    (?:[\s.:=#-]|\b(?:is|was|zijn|are)\b){0,6}
    (?P<value>(?=[A-Z-]{0,12}\d)[A-Z0-9][A-Z0-9-]{1,30}[A-Z0-9](?:[ ]\d{3,})*)(?![\w@/:])
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

_NOT_BEFORE = r"(?<![\w.,€$£-])"
_NOT_BEHIND = r"(?![\w:%€-]|[.,/]\d)"
_POSTCODE = r"[1-9]\d{3}(?:[a-z]{2}|\s?(?!SA|SD|SS)[A-Z]{2})"
_HOUSE = r"\d{1,5}(?:\s?[A-Za-z](?![A-Za-z]))?(?:\s?[-/]\s?\d{1,4}[A-Za-z]?)?"
_NUMBER_OF = r"(?:\s|\s?,\s?)(?:(?:huis)?(?:nummer|nr\.?)\s?)?"
_ADDRESS = re.compile(
    rf"""
    {_NOT_BEFORE}{_POSTCODE}{_NUMBER_OF}{_HOUSE}{_NOT_BEHIND}
    | {_NOT_BEFORE}[1-9]\d{{3}}[A-Z]{{2}}\d{{1,5}}[A-Za-z]?{_NOT_BEHIND}
    | {_NOT_BEFORE}(?:[A-Z][\w.'-]*\s){{0,3}}{_HOUSE}(?:,\s?|\s){_POSTCODE}{_NOT_BEHIND}
    """,
    re.VERBOSE | re.ASCII,
)
_NO_POSTCODE = re.compile(
    r"(?:19|20)\d\d\s(?:EN|AM|PM)\b|\d\d00\s?(?:KM|KG|GB|MB|TB|CM|MM|ML)\b"
    r"|\d{4}(?:km|kg|gb|mb|kb|tb|cm|mm|ml|am|pm|px|hz|en|st|nd|rd|th)\b"
)
"""Years, distances, weights and bundles that look like the first half of an address."""

_IBAN_LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "FO", "GL", "NL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "LT", "LU", "XK"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "DE", "GB", "GE", "IE", "ME", "RS"), 22),
    **dict.fromkeys(("AE", "GI", "IL"), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "PK", "RO", "SA", "SE", "SK", "TN"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "SM"), 27),
    **dict.fromkeys(("AL", "AZ", "CY", "HU", "LB", "PL"), 28),
    **dict.fromkeys(("EG", "UA", "QA"), 29),
    **dict.fromkeys(("JO", "KW", "MU"), 30),
    **dict.fromkeys(("MT",), 31),
}
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

_PUBLIC_LINES = {
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
}
"""Lines of companies: 0800, 0900, 088."""


def redact(text: str, region: str = "NL") -> Redacted:
    """The text with a mark for each piece of private data, and which kinds there were.

    `region` is the country whose national phone numbers are known without their prefix. Numbers of
    companies (0800, 0900, 088), dates, times, amounts and links stay. Redacting twice changes
    nothing.
    """
    kinds: dict[str, None] = {}
    while _MAY_HOLD_ANY.search(text):
        found = _private(text, region)
        if not found:
            break
        kinds.update((kind, None) for _, kind in found)
        text = _marked(text, found)
    return Redacted(text, tuple(kinds))


def _private(text: str, region: str) -> list[tuple[Span, str]]:
    """What is private, in the order of the text, each place once."""
    taken = bytearray(len(text))
    for harmless in _HARMLESS.finditer(text):
        _take(harmless.span(), taken)
    return sorted(
        (span, kind)
        for kind, find in _finders(region).items()
        for span in find(text)
        if _take(span, taken)
    )


def _take(span: Span, taken: bytearray) -> bool:
    """Claim a place in the text; False if somebody has a part of it."""
    start, stop = span
    if any(taken[start:stop]):
        return False
    taken[start:stop] = b"\1" * (stop - start)
    return True


def _finders(region: str) -> dict[str, Finder]:
    """The kinds and who finds them; where two would take the same place, the first has it."""
    return {
        "email": _emails,
        "iban": _ibans,
        "card": _cards,
        "number": _labelled,
        "phone": partial(_phones, region=region),
        "bsn": _bsns,
        "address": _addresses,
    }


def _marked(text: str, found: Iterable[tuple[Span, str]]) -> str:
    pieces: list[str] = []
    end = 0
    for (start, stop), kind in found:
        pieces += [text[end:start], MARKS[kind]]
        end = stop
    return "".join((*pieces, text[end:]))


def _emails(text: str) -> Iterator[Span]:
    return (found.span() for found in _EMAIL.finditer(text))


def _ibans(text: str) -> Iterator[Span]:
    """What looks like an IBAN, has its country's length and passes its check (mod 97)."""
    for found in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(found[0][:2].upper(), 0)
        places = [place for place, sign in enumerate(found[0]) if sign.isalnum()][:length]
        plain = "".join(found[0][place] for place in places)
        if length and len(plain) == length and _passes_mod_97(plain):
            yield (found.start(), found.start() + places[-1] + 1)


def _passes_mod_97(iban: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def _cards(text: str) -> Iterator[Span]:
    for found in _CARD.finditer(text):
        if _passes_luhn([int(sign) for sign in found[0] if sign.isdigit()]):
            yield found.span()


def _passes_luhn(figures: list[int]) -> bool:
    doubled = (sum(divmod(2 * figure, 10)) for figure in figures[-2::-2])
    return any(figures) and (sum(figures[-1::-2]) + sum(doubled)) % 10 == 0


def _labelled(text: str) -> Iterator[Span]:
    """What follows a word like "customer number", without that word."""
    return (found.span("value") for found in _LABELLED.finditer(text))


def _phones(text: str, region: str) -> Iterator[Span]:
    """Valid numbers of people, and whatever is written with a country's prefix."""
    for found in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
        if _is_personal(found.number):
            yield (found.start, found.end)
    if "+" in text:
        for found in PhoneNumberMatcher(text, region, leniency=Leniency.POSSIBLE):
            if "+" in found.raw_string:
                yield (found.start, found.end)


def _is_personal(number: PhoneNumber) -> bool:
    return number_type(number) not in _PUBLIC_LINES


def _bsns(text: str) -> Iterator[Span]:
    """Nine figures on their own that pass the eleven test."""
    for found in _BSN.finditer(text):
        figures = [int(sign) for sign in found[0]]
        weighed = sum(figure * weight for figure, weight in zip(figures, _BSN_WEIGHTS, strict=True))
        if any(figures) and weighed % 11 == 0:
            yield found.span()


def _addresses(text: str) -> Iterator[Span]:
    """Dutch postcodes with a house number; the words and units that look like one stay."""
    for found in _ADDRESS.finditer(text):
        if not _NO_POSTCODE.search(found[0]):
            yield found.span()
