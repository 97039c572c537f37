"""BgMax by Bankgirot's manual: payments, deductions, extra references; a file that does not add up is refused."""

from datetime import date

import pytest

from kvarbo.landlord.rent.bank.rows import EntryKind, Part
from kvarbo.landlord.rent.files.refusal import CannotRead
from tests.landlord.rent.bank.made_files import bgmax, payment, payments_of, read_here, without_places

LATER = date(2026, 10, 31)
PAYMENTS = [
    payment(serial="000000000010", payer_name="Åsa Öberg", payer_account="3783511", payer_identity="5560360793"),
    payment(-50_000, "89853", kind=EntryKind.DEDUCTION, serial="000000000011", payer_account="3783511"),
    payment(140_000, "", parts=(Part("657866", 100_000), Part("658765", 50_000), Part("657767", -10_000)),
            serial="000000000012", text="Hyra för november och december, med avdrag för den trasiga tvättmaskinen"),
    payment(70_000, "659763", booked=LATER),
]  # fmt: skip


def line_of(content: bytes, place: int) -> bytes:
    return content.splitlines()[place]


def with_line(content: bytes, place: int, line: bytes) -> bytes:
    lines = content.splitlines()
    lines[place] = line
    return b"\r\n".join(lines)


def test_every_payment_and_deduction_comes_out_as_it_was_written():
    with read_here(bgmax(PAYMENTS)) as reading:
        assert without_places([row.payment for row in reading.rows]) == without_places(PAYMENTS)
        assert [row.section for row in reading.rows] == [0, 0, 0, 1]
    assert (reading.format, reading.version, reading.made) == ("BgMax", "01", "2026-10-30 20:15:00")
    assert (reading.payments, reading.deductions, reading.total) == (3, 1, 845_000 - 50_000 + 140_000 + 70_000)
    first, second = reading.sections
    assert (first.account, first.account_kind, first.day, first.number) == (
        "9912346", "bankgiro", date(2026, 10, 30), "00001",
    )  # fmt: skip
    assert (first.payments, first.deductions, first.total) == (2, 1, 935_000)
    assert (second.day, second.total) == (LATER, 70_000)
    assert reading.latest_booked == reading.through == LATER


def test_the_day_the_order_was_given_is_unknown():
    assert {one.order_received for one in payments_of(bgmax(PAYMENTS))} == {None}


def test_blanks_stripped_from_the_ends_of_lines_change_nothing():
    stripped = b"\n".join(line.rstrip() for line in bgmax(PAYMENTS).splitlines()) + b"\n\x1a"
    assert payments_of(stripped) == payments_of(bgmax(PAYMENTS))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8", "utf-8-sig"])
def test_a_file_that_lies_about_its_encoding_is_read_the_same(encoding):
    assert payments_of(bgmax(PAYMENTS, encoding=encoding)) == payments_of(bgmax(PAYMENTS))


def field(reference: str, code: str, *extras: str) -> bytes:
    """A file with one payment whose reference field and code are as given, and extra references without amounts."""
    content = bgmax([payment(100, "", parts=tuple(Part(extra) for extra in extras))])
    line = line_of(content, 2)
    return with_line(content, 2, line[:12] + reference.ljust(25).encode() + line[37:55] + code.encode() + line[56:])


@pytest.mark.parametrize(
    ("content", "reference", "parts", "text"),
    [
        (field("655969", "2"), "655969", (), ""),
        (field("A 17 B", "4"), "A 17 B", (), ""),
        (field("655960", "3"), "655960", (), ""),
        (field("655969 och 17", "3"), "", (), "655969 och 17"),
        (field("", "0"), "", (), ""),
        (field("", "1"), "", (), ""),
        (field("655960", "5"), "655960", (), ""),
        (field("657866 658765", "3", "657866", "658765"), "", (Part("657866"), Part("658765")), ""),
        (field("657866 65876", "3", "657866"), "657866", (), "657866 65876"),
        (field("658260", "2", "658369"), "", (Part("658260"), Part("658369")), ""),
    ],
)
def test_the_reference_code_says_what_the_field_holds(content, reference, parts, text):
    (one,) = payments_of(content)
    assert (one.reference, one.parts, one.text) == (reference, parts, text)


def test_a_test_file_is_refused_unless_asked_for():
    content = bgmax(PAYMENTS, mark="T")
    with pytest.raises(CannotRead, match="testfil"):
        read_here(content)
    with read_here(content, accept_test=True) as reading:
        assert (len(reading.rows), reading.made) == (4, "2026-10-30 20:15:00 (testfil)")


def test_a_section_in_another_currency_is_told_and_left_out():
    with read_here(bgmax(PAYMENTS[:1], currency="EUR")) as reading:
        assert (len(reading.rows), reading.payments, reading.total) == (0, 0, 0)
    assert (reading.sections[0].currency, reading.sections[0].payments) == ("EUR", 1)
    assert reading.warnings == ("Avsnitt 1 är i EUR: 1 poster är inte med, eftersom Kvarbo inte växlar valuta.",)


def test_record_types_that_the_manual_does_not_know_are_left_out_and_told():
    lines = bgmax(PAYMENTS).splitlines()
    with read_here(b"\r\n".join([*lines[:3], b"24 nytt", *lines[3:]])) as reading:
        assert len(reading.rows) == 4
    assert reading.warnings == (
        "1 poster har en posttyp som Kvarbo inte känner (först 24 på rad 4). De är inte lästa, som BgMax föreskriver.",
    )


LINES = bgmax(PAYMENTS).splitlines()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (LINES[:-1], r"slutar på rad \d+ utan slutpost"),
        (LINES[1:], "Filen är inte kontohändelser från banken"),
        ([LINES[0], *LINES[2:]], "Betalningspost på rad 2: posten står utanför ett avsnitt"),
        ([*LINES[:2], LINES[3], *LINES[2:]], "Avsnitt 1 .bankgiro 991-2346., namnpost på rad 5|hör inte till"),
        ([*LINES[:4], LINES[3], *LINES[4:]], "rad 5: posterna under betalningen står inte i den ordning"),
        ([*LINES[:2], *LINES[1:]], "Öppningspost på rad 3|öppningspost på rad 3: förra avsnittet är inte avslutat"),
        ([*LINES, LINES[1]], "efter slutposten får ingenting"),
        ([*LINES[:3], LINES[0], *LINES[3:]], "Startpost på rad 4: en startpost får bara stå först"),
        ([*LINES[:3], LINES[-1], *LINES[3:]], "slutpost på rad 4: avsnittet är inte avslutat"),
        ([LINES[0].replace(b"01BGMAX", b"01BGMAX", 1).replace(b"  01", b"  02", 1), *LINES[1:]], "versionen är ”02”"),
        ([LINES[0][:44] + b"X", *LINES[1:]], "varken P .produktion. eller T"),
        ([*LINES[:2], LINES[2] + b"x", *LINES[3:]], "Rad 3 är längre än 80"),
        ([*LINES[:2], b"Hej", *LINES[2:]], "Rad 3 börjar inte med en posttyp"),
        ([*LINES[:2], LINES[2].replace(b"845000", b"84500O"), *LINES[3:]], "beloppet .* är inte siffror"),
    ],
)
def test_what_breaks_the_order_of_the_records_is_refused_with_its_line(lines, message):
    with pytest.raises(CannotRead, match=message):
        read_here(b"\r\n".join(lines))
