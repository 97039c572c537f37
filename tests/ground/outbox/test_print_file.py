"""Utskriftsfilen: letters in the order one walks, counted on the cover list, each once, and no file named by a name."""

from __future__ import annotations

import random
import uuid
import zipfile
from io import BytesIO

import pytest

from kvarbo.ground.outbox.print_file import COVER, Receiver, address_order, print_file
from kvarbo.ground.refusals import CannotDo

STREETS = [
    "Aspgatan 1", "Kvarngränd 2", "Kvarngränd 2 A", "Kvarngränd 10", "Kvarngränd 10 B", "Åsgatan 3", "Älvgatan 3",
    "Östra gatan 1",
]  # fmt: skip


def receiver(street: str, name: str = "Bo Ek", **said: str) -> Receiver:
    return Receiver(uuid.uuid4(), name, street, **said)


def pdf_of(one: Receiver) -> bytes:
    return b"%PDF-1.7 " + one.letter_id.hex.encode()


def test_letters_lie_by_street_and_number_as_one_walks():
    receivers = [receiver(street) for street in STREETS]
    shuffled = random.Random(1).sample(receivers, len(receivers))
    assert [one.street for one in address_order(shuffled)] == STREETS


def test_letters_to_one_address_lie_by_name_and_towns_apart():
    here = [receiver("Kvarngränd 2", name, town="Kvarnby") for name in ("Anna", "Bo", "Örjan")]
    there = receiver("Aspgatan 1", town="Ystad")
    assert address_order([there, *reversed(here)]) == [*here, there]


def test_each_letter_lies_in_the_file_once_under_its_number_and_the_cover_counts_them():
    receivers = [receiver(street, f"Bo {place}") for place, street in enumerate(STREETS)]
    made = print_file((one, pdf_of(one)) for one in reversed(receivers))
    file = zipfile.ZipFile(BytesIO(made.content))
    assert file.namelist() == [COVER, *(f"{place:03d}.pdf" for place in range(1, 9))]
    assert [file.read(f"{place:03d}.pdf") for place in range(1, 9)] == [pdf_of(one) for one in receivers]
    assert made.order == tuple(one.letter_id for one in receivers)
    assert file.read(COVER).decode() == made.cover
    rows = [line.split("\t") for line in made.cover.splitlines() if line[:1].isdigit()]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        (str(place), f"Bo {place - 1}", street) for place, street in enumerate(STREETS, 1)
    ]
    assert "Summa: 8 brev" in made.cover


def test_the_same_letters_make_the_same_file():
    receivers = [receiver(street) for street in STREETS]
    first = print_file((one, pdf_of(one)) for one in receivers)
    assert print_file((one, pdf_of(one)) for one in reversed(receivers)) == first


def test_a_letter_twice_what_is_no_pdf_and_nothing_at_all_make_no_file():
    one = receiver("Aspgatan 1")
    for letters, why in (
        ([(one, pdf_of(one))] * 2, "två gånger"),
        ([(one, b"<html>")], "ingen PDF"),
        ([], "inget brev"),
    ):
        with pytest.raises(CannotDo, match=why):
            print_file(letters)


def test_a_name_that_would_break_the_cover_list_is_refused():
    one = receiver("Aspgatan 1", "Bo\tEk\n2\tAnna")
    with pytest.raises(CannotDo, match="inte syns"):
        print_file([(one, pdf_of(one))])
