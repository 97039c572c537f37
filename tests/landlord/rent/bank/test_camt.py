"""camt.054 and camt.053 as banks write them: every payment to the öre, with its own two days."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.landlord.rent.bank.reading import payment_key
from kvarbo.landlord.rent.bank.rows import Part
from tests.landlord.rent.bank.made_files import bgmax, camt, payment, payments_of, read_here, without_places

PAYMENTS = [
    payment(serial="A1", payer_name="Åsa Öberg", payer_account="SE4550000000058398257466",
            order_received=date(2026, 10, 29)),
    payment(123_45, "", text="hyra november & el", serial="A2", payer_account="5805"),
    payment(1_000_00, "", parts=(Part("1234574", 600_00), Part("10023489", 400_00)), serial="A3",
            payer_name="Dödsboet efter Åke", payer_identity="5560360793"),
    payment(-845_000, "655969", serial="A4"),
    payment(50, "657866"),
]  # fmt: skip


@pytest.mark.parametrize("message", ["camt.054", "camt.053"])
@pytest.mark.parametrize("version", ["02", "08"])
@pytest.mark.parametrize("batch", [1, 3])
def test_every_payment_comes_out_as_it_was_written(message, version, batch):
    content = camt(PAYMENTS, message=message, version=version, batch=batch)
    with read_here(content) as reading:
        assert without_places([row.payment for row in reading.rows]) == without_places(PAYMENTS)
        assert (reading.format, reading.version, reading.payments) == (message, version, 5)
        assert reading.total == 123_45 + 1_000_00 + 50
        assert (reading.latest_booked, reading.through) == (date(2026, 10, 30), date(2026, 10, 30))
        section = reading.sections[0]
    assert (section.account, section.account_kind, section.currency) == ("9912346", "bankgiro", "SEK")


LETTERS = st.text("abcåäöÅÄÖé€ 0123456789&<>\"'-/", max_size=40).map(lambda text: " ".join(text.split()))
DIGITS = st.text("0123456789", min_size=2, max_size=25)
SOME_DAY = st.dates(date(2026, 1, 1), date(2026, 11, 24))
PARTS = st.lists(st.builds(Part, DIGITS, st.integers(1, 10**7)), min_size=2, max_size=4).map(tuple)


@st.composite
def any_payment(draw):
    """A payment with anything that both versions can say."""
    parts = draw(st.just(()) | PARTS)
    return payment(
        draw(st.integers(1, 10**9)) * draw(st.sampled_from([1, 1, 1, -1])),
        "" if parts else draw(st.just("") | DIGITS),
        parts=parts,
        booked=draw(SOME_DAY),
        order_received=draw(st.none() | SOME_DAY),
        text=draw(LETTERS),
        payer_name=draw(LETTERS),
        payer_account=draw(st.just("") | st.text("0123456789", min_size=7, max_size=12)),
        payer_identity=draw(st.sampled_from(["", "5560360793", "193501259166"])),
        serial=draw(st.just("") | st.uuids().map(lambda number: number.hex)),
    )


@given(
    payments=st.lists(any_payment(), min_size=1, max_size=12),
    version=st.sampled_from(["02", "08"]),
    message=st.sampled_from(["camt.054", "camt.053"]),
    spaced=st.booleans(),
    prefix=st.sampled_from(["", "ns0:"]),
)
@settings(max_examples=60, deadline=None)
def test_whatever_payments_say_comes_out_as_it_was_written(payments, version, message, spaced, prefix):
    content = camt(payments, version=version, message=message, through=date(2026, 11, 24)).decode()
    if spaced:
        content = content.replace("><", ">\r\n  <")
    if prefix:
        content = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", content).replace("xmlns=", "xmlns:ns0=")
    with read_here(content.encode()) as reading:
        found = [row.payment for row in reading.rows]
        assert without_places(found) == without_places(payments)
        assert reading.total == sum(one.amount for one in payments)
        keys = {payment_key(reading.sections[row.section], row.payment) for row in reading.rows}
    assert len(keys) == len(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["UTF-8", "ISO-8859-1", "UTF-16"])
def test_one_file_in_every_encoding_gives_one_result_whatever_it_says_of_itself(encoding, declared):
    content = camt(PAYMENTS).decode().replace('encoding="UTF-8"', f'encoding="{declared}"')
    assert payments_of(content.encode(encoding)) == payments_of(camt(PAYMENTS))


def changed(old: str, new: str, one=None) -> bytes:
    """A file with one payment and something in it written otherwise."""
    content = camt([one or payment(order_received=date(2026, 10, 29))]).decode()
    assert old in content
    return content.replace(old, new).encode()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-10-30T23:30:00Z", date(2026, 10, 31)),
        ("2026-07-30T22:30:00Z", date(2026, 7, 31)),
        ("2026-10-30T22:30:00Z", date(2026, 10, 30)),
        ("2026-10-30T23:30:00", date(2026, 10, 30)),
        ("2026-10-30T23:30:00.123+01:00", date(2026, 10, 30)),
        ("2026-10-31T03:30:00+05:30", date(2026, 10, 30)),
        ("2026-10-31T05:30:00+05:30", date(2026, 10, 31)),
    ],
)
def test_a_time_stamp_is_the_swedish_day(written, day):
    assert [one.order_received for one in payments_of(changed("2026-10-29T10:15:00+01:00", written))] == [day]
    booked = changed("<BookgDt><Dt>2026-10-30</Dt>", f"<BookgDt><DtTm>{written}</DtTm>")
    assert [one.booked for one in payments_of(booked)] == [day]


@pytest.mark.parametrize(
    ("ends", "through"),
    [
        ("2026-10-30T23:59:59+01:00", date(2026, 10, 30)),
        ("2026-10-31T00:00:00+01:00", date(2026, 10, 30)),
        ("2026-10-30T12:30:00+01:00", date(2026, 10, 29)),
        ("2026-10-30T00:00:00+01:00", date(2026, 10, 30)),
        ("2026-10-30T19:00:00", date(2026, 10, 30)),
    ],
)
def test_the_file_holds_only_days_that_it_tells_to_their_evening(ends, through):
    with read_here(changed("2026-10-30T23:59:59+01:00", ends)) as reading:
        assert (reading.through, reading.sections[0].through) == (through, through)


@pytest.mark.parametrize("status", ["<Cd>PDNG</Cd>", "PDNG", "INFO", "FUTR"])
def test_what_is_not_booked_is_left_out_and_counted(status):
    with read_here(changed("<Cd>BOOK</Cd>", status)) as reading:
        assert (list(reading.rows), reading.sections[0].skipped, reading.payments) == ([], 1, 0)


def test_money_out_is_left_out_and_a_returned_outgoing_payment_is_told():
    taken = payment(-500, "1")
    with read_here(changed("<RvslInd>true</RvslInd>", "", taken)) as reading:
        assert (list(reading.rows), reading.sections[0].skipped, reading.warnings) == ([], 1, ())
    back = changed("<Sts>", "<RvslInd>true</RvslInd><Sts>")
    with read_here(back) as reading:
        assert (list(reading.rows), reading.sections[0].skipped) == ([], 1)
    assert "återförd utbetalning" in reading.warnings[0]


def test_another_currency_is_told_and_left_out():
    with read_here(camt(PAYMENTS).replace(b"SEK", b"EUR")) as reading:
        assert (list(reading.rows), reading.payments, reading.total) == ([], 0, 0)
    assert (reading.sections[0].currency, reading.sections[0].payments) == ("EUR", 5)
    assert "5 poster är inte med" in reading.warnings[0]


def test_several_documents_and_a_credit_note_are_parts():
    several = (
        "<Strd><RfrdDocInf><Nb>101</Nb></RfrdDocInf><RfrdDocAmt><RmtdAmt Ccy='SEK'>9000.00</RmtdAmt></RfrdDocAmt>"
        "</Strd>"
        "<Strd><RfrdDocInf><Nb>102</Nb></RfrdDocInf><RfrdDocAmt><CdtNoteAmt Ccy='SEK'>550.00</CdtNoteAmt></RfrdDocAmt>"
        "</Strd>"
    )
    content = re.sub("<Strd>.*</Strd>", several, camt([payment()]).decode())
    (one,) = payments_of(content.encode())
    assert (one.reference, one.parts) == ("", (Part("101", 900_000), Part("102", -55_000)))


def test_without_reference_and_text_the_payers_own_id_is_told():
    content = changed("NOTPROVIDED", "HYRA-LGH-1203", payment(reference=""))
    assert [one.text for one in payments_of(content)] == ["HYRA-LGH-1203"]


def test_the_serial_is_the_payments_own_else_the_posts_with_the_payments_place():
    def serials(payments, batch):
        content = camt(payments, batch=batch).replace(b"</Sts>", b"</Sts><AcctSvcrRef>E7</AcctSvcrRef>")
        return [one.serial for one in payments_of(content)]

    assert serials([payment()], 1) == ["E7"]
    assert serials([payment(), payment()], 2) == ["E7/1", "E7/2"]
    assert serials([payment(serial="A"), payment(serial="B")], 2) == ["A", "B"]
    assert serials([payment(serial="A"), payment(serial="A")], 2) == ["A/1", "A/2"]


def test_a_serial_that_stands_on_different_payments_does_not_make_them_one():
    payments = [payment(100, "1", serial="A"), payment(200, "1", serial="A"), payment(100, "2", serial="A")]
    for content in (camt(payments), bgmax([replace(one, serial="000000000016") for one in payments])):
        with read_here(content) as reading:
            keys = {payment_key(reading.sections[0], row.payment) for row in reading.rows}
        assert len(keys) == 3
        assert "lika stora betalningar" in reading.warnings[0]


def test_a_payment_told_twice_with_its_serial_is_one_and_has_one_key_in_both_messages():
    keys = set()
    for message, version in (("camt.054", "08"), ("camt.054", "02"), ("camt.053", "08")):
        with read_here(camt([payment(serial="A")], message=message, version=version)) as reading:
            keys |= {payment_key(reading.sections[0], row.payment) for row in reading.rows}
    with read_here(camt([payment(serial="A"), payment(serial="A")])) as reading:
        keys |= {payment_key(reading.sections[0], row.payment) for row in reading.rows}
    assert keys == {"9912346|2026-10-30|A|845000"}


@pytest.mark.parametrize(
    ("kind", "account", "told"),
    [("iban", "SE4550000000058398257466", "iban"), ("plusgiro", "45678", "plusgiro"), ("konto", "58410001", "konto")],
)
def test_the_account_is_told_with_its_kind(kind, account, told):
    with read_here(camt([payment()], account=account, account_kind=kind)) as reading:
        assert (reading.sections[0].account, reading.sections[0].account_kind) == (account, told)


def test_payments_alike_in_everything_are_numbered():
    assert [one.ordinal for one in payments_of(camt([payment(), payment(), payment(1)]))] == [1, 2, 1]
