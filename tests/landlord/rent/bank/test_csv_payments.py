"""Account events as internet banks export them: columns by their words, and the balance as the check."""

from datetime import date

import pytest

from kvarbo.landlord.rent.bank.recognising import is_bank_file
from kvarbo.landlord.rent.files.refusal import CannotRead
from tests.landlord.rent.bank.made_files import bgmax, camt, csv_events, payment, payments_of, read_here, without_places
from tests.landlord.rent.files.lists import LEDGER, LEDGER_ROWS, OPEN_ITEMS, OPEN_ROWS, csv_bytes

PAYMENTS = [
    payment(845_000, serial="T1", payer_name="Åsa Öberg", payer_account="5805123"),
    payment(1_234_56, "", text="hyra; november", serial="T2"),
    payment(50, "657866", booked=date(2026, 10, 31)),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_payment_comes_out_in_every_encoding_and_with_every_separator(encoding, separator):
    content = csv_events(PAYMENTS, balance=10_000, encoding=encoding, separator=separator)
    with read_here(content) as reading:
        assert without_places([row.payment for row in reading.rows]) == without_places(PAYMENTS)
    assert (reading.format, reading.payments, reading.total) == ("csv", 3, 845_000 + 1_234_56 + 50)
    assert (reading.sections[0].account, reading.warnings) == ("83279123456789", ())


def test_money_out_is_left_out_and_counted():
    with read_here(csv_events([payment(100), payment(-100), payment(0)])) as reading:
        assert (len(reading.rows), reading.sections[0].skipped) == (1, 2)


def table(*lines: str) -> bytes:
    return "\r\n".join(lines).encode()


def test_the_words_of_a_swedish_bank_are_known_and_the_newest_row_may_come_first():
    content = table(
        "Radnummer;Kontonummer;Bokföringsdag;Transaktionsdag;Referens;Beskrivning;Belopp;Bokfört saldo",
        "1;8327-9 1;2026-10-30;2026-10-29;655969;Åsa Öberg;8 450,00;18 450,00",
        "2;8327-9 1;2026-10-30;2026-10-28;;Elnät;-450,00;10 000,00",
        "3;8327-9 1;2026-10-29;2026-10-29;657866;;450,00;10 450,00",
        ";;;;;;;",
    )
    with read_here(content) as reading:
        told = [(row.payment.booked.day, row.payment.amount, row.payment.reference) for row in reading.rows]
    assert told == [(30, 845_000, "655969"), (29, 45_000, "657866")]
    assert (reading.sections[0].account, reading.sections[0].skipped) == ("832791", 1)


def test_the_day_of_the_transaction_is_not_taken_for_the_day_of_the_order():
    content = table("Transaktionsdag;Belopp;Text", "2026-10-30;100,00;hyra")
    (one,) = payments_of(content)
    assert (one.booked, one.order_received) == (date(2026, 10, 30), None)


def test_in_and_out_in_columns_of_their_own():
    content = table("Datum;Text;Insättning;Uttag", "2026-10-30;a;100,00;", "2026-10-30;b;;20,00", "Summa;;100,00;20,00")
    with read_here(content) as reading:
        assert [row.payment.amount for row in reading.rows] == [10_000]
        assert reading.sections[0].skipped == 1


def test_what_is_only_reserved_is_left_out_and_counted():
    content = table("Datum;Text;Belopp;Status", "2026-10-30;a;100,00;Bokförd", "2026-10-30;b;20,00;Reserverad")
    with read_here(content) as reading:
        assert ([row.payment.amount for row in reading.rows], reading.sections[0].skipped) == ([10_000], 1)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["Datum;Text;Belopp;Belopp", "2026-10-30;a;1;2"], "”Belopp” finns 2 gånger"),
        (["Datum;Text;Belopp;Insättning", "2026-10-30;a;1;2"], "både en kolumn för belopp och en för insättning"),
        (["Datum;Text;Antal", "2026-10-30;a;1"], "saknar kolumn för belopp"),
        (["Datum;Belopp;Antal", "2026-10-30;1;1"], "saknar kolumn för referens eller text"),
        (["A;B;C", "1;2;3"], "inte kontohändelser"),
        (["Datum;Text;Belopp", "2026-10-30;a;tolv"], "Rad 2, kolumnen ”Belopp” .”tolv”.: Det är inte ett belopp"),
        (["Datum;Text;Belopp", "2026-10-32;a;12"], "Rad 2, kolumnen ”Datum”.*finns inte i kalendern"),
        (["Datum;Text;Belopp", ";a;12"], "Rad 2, kolumnen ”Datum”: cellen är tom"),
        (["Datum;Text;Belopp", "2026-10-30;a;"], "Rad 2, kolumnen ”Belopp”: cellen är tom"),
        (["Datum;Text;Belopp;Status", "2026-10-30;a;1;Kanske"], "Statusen känns inte igen"),
        (["Datum;Text;Insättning;Uttag", "2026-10-30;a;1;2"], "både insättning och uttag"),
        (["Datum;Text;Belopp", "2026-12-30;a;1"], "ligger efter dagen då filen läses"),
    ],
)
def test_what_is_missing_or_doubtful_is_refused_with_what_is_needed(lines, message):
    with pytest.raises(CannotRead, match=message):
        read_here(table(*lines))


def test_a_row_that_is_gone_shows_in_the_balance_and_is_named():
    lines = csv_events([payment(100, str(number)) for number in range(5)], balance=1000).split(b"\r\n")
    with pytest.raises(CannotRead, match=r"Rad 5: saldot stämmer inte.*filen säger 14,00 kr, posterna blir 13,00 kr"):
        read_here(b"\r\n".join([*lines[:4], *lines[5:]]))


def test_which_files_are_the_banks_is_seen_from_their_beginning(tmp_path):
    path = tmp_path / "fil"
    for content, is_banks in (
        (csv_events(PAYMENTS), True),
        (csv_events(PAYMENTS, encoding="utf-16"), True),
        (bgmax(PAYMENTS), True),
        (camt(PAYMENTS), True),
        (camt(PAYMENTS).decode().encode("utf-16"), True),
        (csv_bytes(LEDGER, LEDGER_ROWS), False),
        (csv_bytes(OPEN_ITEMS, OPEN_ROWS), False),
        (b"<html><table>", False),
        (b"", False),
        (b'"' * 300_000, False),
        (bytes(range(256)), False),
    ):
        path.write_bytes(content)
        assert is_bank_file(path) is is_banks, content[:60]
    assert is_bank_file(tmp_path / "saknas") is False
