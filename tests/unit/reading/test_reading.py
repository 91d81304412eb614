"""One reading of a text: its language, and what may be shown beyond webcare."""

from __future__ import annotations

from bot.domain.reading import Reading
from bot.ports.hearing import TextReading
from integrations.reading.reading import TextReader
from integrations.reading.redaction import EMAIL, PHONE


def test_a_post_is_read_for_its_language_and_its_private_data() -> None:
    reader: TextReading = TextReader()

    read = reader.read("Niemand belt mij terug op 06-12345678 of jos@voorbeeld.nl", None)

    assert read == Reading(
        language="nl",
        redacted=f"Niemand belt mij terug op {PHONE} of {EMAIL}",
        kinds=("phone", "email"),
    )


def test_a_post_without_private_data_is_read_as_it_stands() -> None:
    read = TextReader().read("Where is my parcel?", "en-GB")

    assert read == Reading(language="en", redacted="Where is my parcel?", kinds=())


def test_a_company_reads_its_own_languages_and_numbers() -> None:
    reader = TextReader(languages=("de", "nl"), region="DE")

    read = reader.read("Rufen Sie mich bitte unter 030 12345678 an, ich warte schon lange", None)

    assert read.language == "de"
    assert read.kinds == ("phone",)


def test_making_a_reader_loads_nothing() -> None:
    for _ in range(10_000):
        TextReader()
