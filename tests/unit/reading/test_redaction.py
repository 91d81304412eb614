"""Private data leaves a text; dates, amounts, flights, times and links stay (D11)."""

from __future__ import annotations

import timeit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from integrations.reading.redaction import (
    ADDRESS,
    BSN,
    CARD,
    EMAIL,
    IBAN,
    MARKS,
    NUMBER,
    PHONE,
    Redacted,
    redact,
)

PRIVATE = [
    ("Bel me op 06-12345678 aub", f"Bel me op {PHONE} aub"),
    ("06 12 34 56 78", PHONE),
    ("06-12-34-56-78", PHONE),
    ("+31 6 12345678 of 020-1234567", f"{PHONE} of {PHONE}"),
    ("0031612345678!", f"{PHONE}!"),
    ("Ring +44 7700 900123", f"Ring {PHONE}"),
    ("+1 (415) 555-2671", PHONE),
    ("\uff10\uff16\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18", PHONE),
    ("mail jos.jansen+klacht@voorbeeld.nl.", f"mail {EMAIL}."),
    ("<jos@mail.example.co.uk>", f"<{EMAIL}>"),
    ("NL91 ABNA 0417 1643 00 op naam van Jos", f"{IBAN} op naam van Jos"),
    ("nl91abna0417164300", IBAN),
    ("IBAN:DE89370400440532013000,", f"IBAN:{IBAN},"),
    ("BSN 123456782", f"BSN {BSN}"),
    ("mijn bsn is 111222333.", f"mijn bsn is {BSN}."),
    ("1234 AB 56", ADDRESS),
    ("Ik woon op 1234AB, 56a in Ede", f"Ik woon op {ADDRESS} in Ede"),
    ("1234ab huisnummer 7", ADDRESS),
    ("1234AB7", ADDRESS),
    ("wonend Dorpsstraat 12-3, 1234 AB Utrecht", f"wonend {ADDRESS} Utrecht"),
    ("card 4111 1111 1111 1111 was charged", f"card {CARD} was charged"),
    ("5500-0000-0000-0004", CARD),
    ("klantnummer: 12345678", f"klantnummer: {NUMBER}"),
    ("Mijn klantnr. is 99-8877", f"Mijn klantnr. is {NUMBER}"),
    ("Ordernummer AB12345 kwijt", f"Ordernummer {NUMBER} kwijt"),
    ("order #12345, weer niks", f"order #{NUMBER}, weer niks"),
    ("bestelling 1029384 is zoek", f"bestelling {NUMBER} is zoek"),
    ("customer number is 4455667", f"customer number is {NUMBER}"),
    ("booking reference X7K2PQ", f"booking reference {NUMBER}"),
    ("my case id: 8477733", f"my case id: {NUMBER}"),
    ("klantnummer 1234 5678", f"klantnummer {NUMBER}"),
    ("klantnummer 0612345678", f"klantnummer {NUMBER}"),
    (
        "Jos, 1234 AB 5, 06-12345678, jos@a.nl, sinds 12-10-2023",
        f"Jos, {ADDRESS}, {PHONE}, {EMAIL}, sinds 12-10-2023",
    ),
]

HARMLESS = [
    "Drie keer hetzelfde gevraagd",
    "Al sinds 12-10-2023, of 12/10/23, of 12.10.2023, of 2023-10-12",
    "2023-10-12 14:30:00",
    "Het was 14:30, tussen 14:00-17:30 of 9.30 uur",
    "\u20ac 1.234,56 en \u20ac12,- en 1.234.567,89 euro en $1,234.56 en 123456782 euro",
    "40 pounds, 12 eur, \u00a35",
    "vlucht KL1234 en HV 5801 en UA1514",
    "24/7 bereikbaar, zeggen ze",
    "https://example.com/p/0612345678?id=4111111111111111&mail=a@b.nl",
    "www.example.com/123456782",
    "https://mastodon.nl/@klant@elders.social/109876543210987654",
    "0800-0402, 0900-1234 en 088 1234567 zijn van jullie",
    "bel 112 of 911",
    "@KPN @klant123 #5g",
    "3 weken, 2 dagen, 1 uur en 99 procent",
    "123456789",  # fails the eleven test
    "1234567823",  # ten figures
    "0123456782345",
    "4111 1111 1111 1112",  # fails Luhn
    "NL91 ABNA 0417 1643 01",  # fails mod 97
    "in 2015 ging het beter, 2024 is 5 keer erger, 1500 KM 3 uur, 5000 MB 4 euro",
    "2023 EN 12 keer gebeld, 1500km 3 uur",
    "klantnummer? ordernummer weet ik niet",
    "order number 24/7",
    "iPhone 15, Windows 11, versie 10.0.19045.1",
    "",
]

# Pieces that private data is made of, so that examples come near it.
near = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.sampled_from(
            [
                *("06", "12345678", "+31", "0", "@", "a@b.nl", ".nl", "NL91ABNA0417164300", " "),
                *(
                    "1234 AB",
                    "5",
                    "klantnummer ",
                    "4111111111111111",
                    "123456782",
                    "-",
                    "/",
                    "\u20ac",
                ),
                *(PHONE, BSN, "12-10-2023", "https://a.nl/", ":", ",", "\u0661", "order #"),
            ]
        ),
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(("text", "redacted"), PRIVATE)
def test_private_data_gives_way_to_a_mark(text: str, redacted: str) -> None:
    assert redact(text).text == redacted


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_nobodys_secret_stays(text: str) -> None:
    assert redact(text) == Redacted(text, ())


def test_the_kinds_are_told_once_in_the_order_of_the_text() -> None:
    found = redact("jos@a.nl 06-12345678 jan@a.nl")

    assert found.kinds == ("email", "phone")
    assert set(found.kinds) <= set(MARKS)


def test_another_region_knows_its_own_numbers() -> None:
    assert redact("bel 0470 12 34 56", region="BE").text == f"bel {PHONE}"


def test_marks_name_their_kind_and_nothing_else() -> None:
    assert {f"\u2039{kind}\u203a" for kind in MARKS} == set(MARKS.values())


@given(near)
@example("a@b.c@d.ef")
@example("0612345678 123456782")
def test_redacting_twice_changes_nothing(text: str) -> None:
    once = redact(text)

    assert redact(once.text) == Redacted(once.text, ())


@given(st.text())
def test_any_text_at_all_can_be_redacted(text: str) -> None:
    assert redact(text).text is not None


@given(st.text().filter(lambda text: "@" not in text and not any(map(str.isdecimal, text))))
def test_a_text_without_figures_or_at_signs_is_returned_as_it_is(text: str) -> None:
    assert redact(text) == Redacted(text, ())


@pytest.mark.parametrize(
    "noise", ["a" * 50_000 + "1", "1 " * 10_000, "a@" * 10_000, "1234 AB " * 3_000, "+1" * 5_000]
)
def test_noise_takes_time_in_proportion(noise: str) -> None:
    assert timeit.timeit(lambda: redact(noise), number=1) < 5
