"""Every digit of every total, changed to every other digit: refused, with section, record and difference."""

import re
from datetime import date

import pytest

from kvarbo.landlord.rent.bank.rows import EntryKind, Part
from kvarbo.landlord.rent.files.refusal import CannotRead
from tests.landlord.rent.bank.made_files import bgmax, camt, payment, read_here

BGMAX = bgmax(
    [
        payment(845_000, serial="000000000010"),
        payment(-50_000, "89853", kind=EntryKind.DEDUCTION),
        payment(140_000, "", parts=(Part("657866"), Part("658765"))),
        payment(70_000, "659763", booked=date(2026, 10, 31)),
    ]
)
TOTALS = {b"15": ((51, 68), (72, 79)), b"70": ((3, 10), (11, 18), (19, 26), (27, 34))}
IN = [payment(845_000), payment(1_234_56, "657866"), payment(50, "1")]
CAMT = {
    "one by one": camt([*IN, payment(-845_000)]),
    "in a batch": camt(IN, batch=3),
    "as version 02": camt([*IN, payment(-845_000)], version="02"),
    "as a batch of version 02": camt(IN, version="02", batch=3),
    "as a statement": camt(IN, message="camt.053"),
    "as a statement of version 02": camt([*IN, payment(-845_000)], message="camt.053", version="02"),
}
SUMS = re.compile(r"<(NbOfNtries|Sum|Amt|TtlNetNtryAmt|TtlAmt|NbOfTxs)(?: [^>]*)?>([0-9.]+)<")


def places_in_bgmax():
    """Every digit of a total: its place among the bytes, and the line it stands on."""
    start = 0
    for number, line in enumerate(BGMAX.splitlines(keepends=True), start=1):
        for first, last in TOTALS.get(line[:2], ()):
            yield from ((start + place - 1, number) for place in range(first, last + 1))
        start += len(line)


def other_digits(content: bytes, place: int):
    """The file with the digit at ``place`` changed to each of the other nine."""
    for digit in b"0123456789":
        if digit != content[place]:
            yield content[:place] + bytes([digit]) + content[place + 1 :]


def test_the_files_are_right_before_anything_is_changed():
    for content in (BGMAX, *CAMT.values()):
        with read_here(content) as reading:
            assert reading.total == sum(row.payment.amount for row in reading.rows)


def test_every_changed_digit_of_a_total_in_bgmax_is_refused_by_name_and_difference():
    places = list(places_in_bgmax())
    assert len(places) == 2 * (18 + 8) + 32
    for place, line in places:
        for changed in other_digits(BGMAX, place):
            with pytest.raises(CannotRead, match=rf"post på rad {line}: .*filen säger .*skiljer"):
                read_here(changed)


@pytest.mark.parametrize("how", CAMT)
def test_every_changed_digit_of_a_number_or_a_sum_in_camt_is_refused_by_name_and_difference(how):
    content = CAMT[how]
    totals = list(SUMS.finditer(content.decode()))
    assert len(totals) > 10
    for total in totals:
        for place in range(*total.span(2)):
            if content[place : place + 1] != b".":
                for changed in other_digits(content, place):
                    with pytest.raises(CannotRead, match=r"^(Notifiering|Kontoutdrag) 1 .*filen säger .*skiljer"):
                        read_here(changed)


def test_a_page_of_several_is_not_held_against_the_totals_of_them_all():
    page = (
        CAMT["one by one"].replace(b"<LastPgInd>true", b"<LastPgInd>false").replace(b"<NbOfNtries>4", b"<NbOfNtries>9")
    )
    with read_here(page) as reading:
        assert len(reading.rows) == 4
    assert "en sida av flera" in reading.warnings[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<Ccy>SEK</Ccy>", "<Ccy>EUR</Ccy>", "posten är i SEK men kontot i EUR"),
        ("BOOK", "XXXX", "statusen ”XXXX” är okänd"),
        ("<BookgDt><Dt>2026-10-30</Dt></BookgDt>", "", "har ingen bokföringsdag"),
        ("2026-10-30</Dt></BookgDt>", "2026-10-32</Dt></BookgDt>", "finns inte i kalendern"),
        ("8450.00", "8450.005", "högst två decimaler"),
        ("8450.00", "8 450.00", "högst två decimaler"),
        ("8450.00", "", "högst två decimaler"),
        ("8450.00", "99999999999999999999", "inte ett belopp"),
        ("CRDT", "DEBI", "varken in .CRDT. eller ut"),
        ("<Othr><Id>9912346</Id>", "<Othr>", "kontot som pengarna kom till står inte"),
        ("<NtryRef>1</NtryRef>", '<Amt Ccy="SEK">1</Amt>', "står två gånger"),
        ("</BookgDt>", "</BookgDt><RvslInd>kanske</RvslInd>", "RvslInd är ”kanske”"),
    ],
)
def test_what_makes_a_post_unsure_is_refused_with_its_place(old, new, message):
    with pytest.raises(CannotRead, match=message):
        read_here(camt([payment()]).decode().replace(old, new).encode())


def test_payments_that_share_an_amount_without_saying_how_are_refused_but_one_alone_takes_it():
    def without_own_amounts(content: bytes) -> bytes:
        return re.sub(rb"(</Refs>)<Amt Ccy=\"SEK\">[\d.]+</Amt><CdtDbtInd>CRDT</CdtDbtInd>", rb"\1", content)

    with read_here(without_own_amounts(camt([payment()]))) as reading:
        assert reading.total == 845_000
    with pytest.raises(CannotRead, match="post 1: 3 betalningar delar på ett belopp"):
        read_here(without_own_amounts(camt(IN, batch=3)))


def test_a_lump_without_its_payments_is_refused_and_says_which_file_to_fetch():
    lump = re.sub(rb"<TxDtls>.*?</TxDtls>", b"", camt(IN, batch=3))
    with pytest.raises(CannotRead, match=r"3 betalningar är hopslagna .*kontohändelser \(camt.054\)"):
        read_here(lump)
