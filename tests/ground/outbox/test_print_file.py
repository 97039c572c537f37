"""Utskriftsfilen: letters in the order one walks, counted on the cover list, each once; nothing else names anybody."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import typst

from kvarbo.ground.letters.examples import example
from kvarbo.ground.letters.joining import joined, pages_of
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.letter import Recipient, set_letters
from kvarbo.ground.outbox.print_file import CoverRow, PrintFile, Receiver, address_order, print_file
from kvarbo.ground.refusals import CannotDo
from tests.doors.papers.pdf_text import information_in, words_in

STREETS = [
    "Aspgatan 1", "Kvarngränd 2", "Kvarngränd 2 A", "Kvarngränd 10", "Kvarngränd 10 B", "Åsgatan 3", "Älvgatan 3",
    "Östra gatan 1",
]  # fmt: skip


def receiver(street: str, name: str = "Bo Ek", **said: str) -> Receiver:
    return Receiver(uuid.uuid4(), name, street, **said)


@cache
def pdfs() -> dict[str, bytes]:
    """A letter to each street, one of them of another kind than the others."""
    kinds = [LetterKind.PAYMENT_PLAN, *[LetterKind.CALL_ME] * (len(STREETS) - 1)]
    letters = (
        replace(example(kind), recipient=Recipient("Bo Ek", (street, "123 45 Kvarnby")))
        for kind, street in zip(kinds, STREETS, strict=True)
    )
    answers = dict(zip(STREETS, set_letters(letters), strict=True))
    assert all(isinstance(pdf, bytes) for pdf in answers.values())
    return answers  # type: ignore[return-value]


def pdf_of(one: Receiver) -> bytes:
    return pdfs()[one.street]


def cover(rows: Sequence[CoverRow]) -> bytes:
    """Stands in for a cover list; what it is told is checked by itself."""
    told.append(list(rows))
    return pdfs()["Aspgatan 1"]


told: list[list[CoverRow]] = []


def made_of(receivers: Sequence[Receiver]) -> PrintFile:
    return print_file(((one, pdf_of(one)) for one in reversed(receivers)), cover=cover)


def test_letters_lie_by_street_and_number_as_one_walks():
    receivers = [receiver(street) for street in STREETS]
    shuffled = random.Random(1).sample(receivers, len(receivers))
    assert [one.street for one in address_order(shuffled)] == STREETS


def test_letters_to_one_address_lie_by_name_and_towns_apart():
    here = [receiver("Kvarngränd 2", name, town="Kvarnby") for name in ("Anna", "Bo", "Örjan")]
    there = receiver("Aspgatan 1", town="Ystad")
    assert address_order([there, *reversed(here)]) == [*here, there]


def test_each_letter_lies_in_the_file_once_as_it_was_made_and_the_cover_counts_them():
    receivers = [receiver(street, f"Bo {place}", town="123 45 Kvarnby") for place, street in enumerate(STREETS)]
    made = made_of(receivers)
    assert made.order == tuple(one.letter_id for one in receivers)
    every = [pages_of(pdf_of(one)) for one in receivers]
    assert pages_of(made.content) == sum(every) + pages_of(pdfs()["Aspgatan 1"])
    assert made.pages == sum(every)
    assert words_in(made.content) == "".join(words_in(pdf) for pdf in (cover([]), *map(pdf_of, receivers)))
    assert told[-2] == [
        CoverRow(place, f"Bo {place - 1}", f"{street}, 123 45 Kvarnby", every[place - 1])
        for place, street in enumerate(STREETS, 1)
    ]


def test_the_file_names_nobody_beside_its_pages_and_asks_to_be_printed_on_one_side():
    made = made_of([receiver(street) for street in STREETS])
    assert "Utskriftsfil" in information_in(made.content)
    assert "Bo Ek" not in information_in(made.content)
    assert b"/Duplex/Simplex" in made.content


def test_what_is_the_same_in_many_letters_is_written_once():
    one = pdfs()["Kvarngränd 2"]
    assert len(joined([one] * 50, title="Utskriftsfil")) < 2 * len(one)


def test_the_table_of_the_file_leads_to_every_object():
    content = made_of([receiver(street) for street in STREETS]).content
    start = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    rows = content[start:].split(b"trailer")[0].split(b"\n")[3:-1]
    for number, row in enumerate(rows, 1):
        assert content[int(row[:10]) :].startswith(b"%d 0 obj\n" % number)
    assert b"StructParents" not in content
    assert b"StructElem" not in content


def test_another_reader_of_pdf_finds_and_draws_the_pages(tmp_path: Path):
    made = made_of([receiver(street) for street in STREETS])
    (tmp_path / "file.pdf").write_bytes(made.content)
    for page in (1, pages_of(made.content)):
        (tmp_path / "page.typ").write_text(f'#set page(margin: 0mm)\n#image("file.pdf", page: {page}, width: 100%)')
        drawn = typst.compile(str(tmp_path / "page.typ"), root=str(tmp_path), format="png", ppi=30)
        assert isinstance(drawn, bytes)
        assert drawn.startswith(b"\x89PNG")


def test_the_same_letters_make_the_same_file():
    receivers = [receiver(street) for street in STREETS]
    assert made_of(list(reversed(receivers))) == made_of(receivers)


def test_a_letter_twice_what_is_no_letter_and_nothing_at_all_make_no_file():
    one = receiver("Aspgatan 1")
    for letters, why in (
        ([(one, pdf_of(one))] * 2, "två gånger"),
        ([(one, b"<html>")], "inte att läsa som ett brev"),
        ([(one, b"%PDF-1.7 ett annat")], "inte att läsa som ett brev"),
        ([(one, pdf_of(one)[:-200])], "inte att läsa som ett brev"),
        ([], "inget brev"),
    ):
        with pytest.raises(CannotDo, match=why):
            print_file(letters, cover=cover)


def test_a_name_that_would_break_the_cover_list_is_refused():
    one = receiver("Aspgatan 1", "Bo\tEk\n2\tAnna")
    with pytest.raises(CannotDo, match="inte syns"):
        print_file([(one, pdf_of(one))], cover=cover)
