"""Bankgirot's own example file and a published camt.054, to the öre; synthetic twins run in the other tests."""

import os
from datetime import date
from pathlib import Path

import pytest

from kvarbo.landlord.rent.bank.rows import Part
from kvarbo.landlord.rent.files.refusal import CannotRead
from tests.landlord.rent.bank.made_files import read_here

MATERIAL = Path(os.environ.get("KVARBO_MATERIAL", "/nonexistent"))

pytestmark = [
    pytest.mark.material,
    pytest.mark.skipif(not MATERIAL.is_dir(), reason="KVARBO_MATERIAL does not name the folder with test material"),
]


def bytes_of(name: str) -> bytes:
    return (MATERIAL / name).read_bytes()


def test_bankgirots_example_imports_to_the_ore():
    with read_here(bytes_of("bgmax/bankgirot_example_ocr.txt")) as reading:
        found = [row.payment for row in reading.rows]
    assert [(one.amount, one.reference) for one in found] == [
        (100_000, "655969"), (-50_000, "89853"), (140_000, ""), (110_000, "650861"), (120_000, ""),
        (70_000, "659763"), (500_000, ""),
    ]  # fmt: skip
    assert [section.total for section in reading.sections] == [190_000, 800_000, 400_000]
    assert [section.currency for section in reading.sections] == ["SEK", "SEK", "EUR"]
    assert [(section.payments, section.deductions) for section in reading.sections] == [(2, 1), (4, 0), (2, 0)]
    assert (reading.payments, reading.deductions, reading.total) == (6, 1, 990_000)
    assert {one.booked for one in found} == {date(2004, 5, 25)}
    assert found[2].parts == (Part("657866"), Part("658765"), Part("657767"), Part("657965"))
    assert found[6].parts == (Part("658260"), Part("658369"), Part("658468"))
    assert {one.payer_name for one in found} == {"Kalles Plåt AB", "Olles färg AB", "Berits Garn"}


def test_the_published_camt_054_holds_money_out_and_nothing_else():
    with read_here(bytes_of("camt/camt054.v2.xml")) as reading:
        assert list(reading.rows) == []
    (section,) = reading.sections
    assert (section.account, section.currency, section.skipped, section.total) == ("CH2801234000123456789", "SEK", 1, 0)
    assert section.day == date(2007, 10, 18)


def test_the_same_batch_as_money_in_says_that_its_payments_have_no_amounts_of_their_own():
    content = bytes_of("camt/camt054.v2.xml").replace(b"DBIT", b"CRDT")
    with pytest.raises(CannotRead, match="post 1: 3 betalningar delar på ett belopp"):
        read_here(content)


def test_the_same_batch_with_amounts_gives_its_three_payments():
    parts = bytes_of("camt/camt054.v2.xml").replace(b"DBIT", b"CRDT").split(b"</Refs>")
    amounts = (b"100000", b"60000.50", b"39999.50")
    own = [b'</Refs><AmtDtls><TxAmt><Amt Ccy="SEK">' + amount + b"</Amt></TxAmt></AmtDtls>" for amount in amounts]
    content = b"".join(part + after for part, after in zip(parts, [*own, b""], strict=True))
    with read_here(content) as reading:
        found = [row.payment for row in reading.rows]
    assert [one.amount for one in found] == [10_000_000, 6_000_050, 3_999_950]
    assert [one.reference for one in found] == ["ISR ref number V1", "ISR ref number V2", ""]
    assert found[2].parts == (Part("Ref number V3 block 1"), Part("Ref number V3 block 2"))
    assert [one.serial for one in found] == [f"AAAASESS-FP-ACCR001/{place}" for place in (1, 2, 3)]
    assert {one.payer_name for one in found} == {"MUELLER"}
    assert found[0].booked == date(2007, 10, 18)
