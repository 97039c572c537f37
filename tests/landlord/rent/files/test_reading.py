"""A list gives the same rows however it is written, and every row that cannot be read is told, never lost."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvarbo.core.facts import BillKind, BillLine
from kvarbo.landlord.rent.files.reading import errors_csv
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.rows import BillRow, FileKind, OpenItemRow, PaymentRow, TenantRow
from tests.landlord.rent.files.lists import (
    ANNA,
    LEDGER,
    LEDGER_ROWS,
    OLLE,
    OPEN_ITEMS,
    OPEN_ROWS,
    csv_bytes,
    read_here,
    read_rows,
    xlsx_bytes,
)

LEDGER_CSV = csv_bytes(LEDGER, LEDGER_ROWS)
OPEN_CSV = csv_bytes(OPEN_ITEMS, OPEN_ROWS)


def with_cell(rows, row, header, column, cell):
    """The rows with one cell changed."""
    changed = [list(cells) for cells in rows]
    changed[row][header.index(column)] = cell
    return changed


def test_a_ledger_becomes_leases_bills_and_payments():
    with read_here(LEDGER_CSV) as reading:
        first, second, third, fourth, empty = reading.rows
    assert first.bill == second.bill == BillRow(
        "A1", "17", date(2026, 10, 1), BillKind.RENT, date(2026, 9, 30), 845000
    )  # fmt: skip
    assert [row.payment for row in (first, second, third, empty)] == [
        PaymentRow(date(2026, 9, 29), 400000, date(2026, 9, 28)),
        PaymentRow(date(2026, 10, 5), 445000, date(2026, 10, 5)),
        None,
        None,
    ]
    assert first.lease is second.lease is third.lease
    assert (first.lease.number, first.lease.flat, first.lease.rent) == ("007", "0901", 845000)
    assert first.lease.tenants == (
        TenantRow(ANNA, "Åsa Öberg", "070-1740605", "asa@example.org", False, date(1890, 1, 1)),
        TenantRow(OLLE, "Olle Ek", None, None, True, date(1890, 1, 3)),
    )
    assert fourth.payment.order_received is None
    assert empty.bill is None
    assert reading.totals.bills == 3
    assert (reading.totals.billed, reading.totals.paid) == (845000 * 2 + 700000, 845000 + 700000)
    assert (reading.totals.leases, reading.totals.tenants, reading.totals.latest_booked) == (3, 3, date(2026, 10, 30))
    assert (dict(reading.skipped), reading.errors) == ({"garage": 1}, ())


def test_an_open_items_list_becomes_what_remains_on_each_bill():
    with read_here(OPEN_CSV) as reading:
        rows = list(reading.rows)
    assert reading.kind is FileKind.OPEN_ITEMS
    assert rows[0] == OpenItemRow(
        2, rows[0].lease, 845000, date(2026, 10, 30), BillKind.RENT, date(2026, 11, 1), "A2", "", 845000
    )
    assert (rows[1].remaining, len(rows), dict(reading.skipped)) == (-50000, 2, {"premises": 1})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_same_list_in_another_encoding_or_with_another_separator_gives_the_same_rows(encoding, separator):
    assert read_rows(csv_bytes(LEDGER, LEDGER_ROWS, encoding=encoding, separator=separator)) == read_rows(LEDGER_CSV)
    assert read_rows(csv_bytes(OPEN_ITEMS, OPEN_ROWS, encoding=encoding, separator=separator)) == read_rows(OPEN_CSV)


@pytest.mark.parametrize("typed", [False, True])
def test_the_same_list_as_a_workbook_gives_the_same_rows(typed):
    assert read_rows(xlsx_bytes(LEDGER, LEDGER_ROWS, typed=typed)) == read_rows(LEDGER_CSV)
    assert read_rows(xlsx_bytes(OPEN_ITEMS, OPEN_ROWS, typed=typed)) == read_rows(OPEN_CSV)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_shuffled_rows_and_columns_give_the_same_rows(chance: random.Random):
    order = list(range(len(LEDGER)))
    chance.shuffle(order)
    rows = [[cells[place] for place in order] for cells in LEDGER_ROWS]
    chance.shuffle(rows)
    shuffled = read_rows(csv_bytes([LEDGER[place] for place in order], rows))
    assert {replace(row, line=0) for row in shuffled} == {replace(row, line=0) for row in read_rows(LEDGER_CSV)}


def test_a_doubled_file_counts_every_row_once_and_says_so():
    with read_here(OPEN_CSV + OPEN_CSV) as reading:
        assert list(reading.rows) == read_rows(OPEN_CSV)
    assert [warning.split(" (")[0] for warning in reading.warnings] == [
        "1 rubrikrader mitt i filen har hoppats över; filen kan vara ihopsatt av flera",
        "3 rader är exakt lika en tidigare rad och räknas en gång",
    ]


def test_titles_above_notes_below_and_blank_rows_are_not_rows():
    text = OPEN_CSV.decode()
    titled = f"Restlista för Provbo\r\nUtskriven 2026-11-24;;\r\n\r\n{text}\r\n;;\r\nUtskriven av Åsa\r\n"
    with read_here(titled.encode()) as reading:
        assert [row.remaining for row in reading.rows] == [845000, -50000]
    assert reading.header_line == 4
    assert reading.errors == ()
    assert reading.warnings == ("1 rader med en enda ifylld cell är inte lästa som poster (rad 10).",)


def test_the_total_row_is_checked_against_all_rows_also_those_left_out():
    right = csv_bytes(OPEN_ITEMS, [*OPEN_ROWS, ["Summa", *[""] * 9, "16350,00", "8850,00"]])
    with read_here(right) as reading:
        assert reading.warnings == ("Summaraden på rad 5 är kontrollerad mot raderna.",)
        assert reading.errors == ()
    wrong = csv_bytes(OPEN_ITEMS, [*OPEN_ROWS, ["Summa", *[""] * 9, "16350,00", "9850,00"]])
    with read_here(wrong) as reading:
        (error,) = reading.errors
    assert (error.line, error.column, error.refused) == (5, "Restbelopp", False)
    assert "8850,00" in error.message


def test_children_and_language_leave_the_reading_only_with_a_recorded_purpose():
    with read_here(LEDGER_CSV) as reading:
        lease = next(iter(reading.rows)).lease
    assert (lease.children, lease.language) == (None, None)
    assert [warning for warning in reading.warnings if "ändamål" in warning] == [
        "Kolumnen ”Antal barn” är inte läst: inget ändamål är antecknat för antal barn.",
        "Kolumnen ”Språk” är inte läst: inget ändamål är antecknat för språk.",
    ]
    assert {"Antal barn", "Språk"} <= set(reading.unused)
    lease = read_rows(LEDGER_CSV, keep=["children", "language"])[0].lease
    assert (lease.children, lease.language) == (2, "finska")


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("Restbelopp", "1.234", "Beloppet kan läsas som 1234 kr eller som 1,234 kr"),
        ("Restbelopp", "", "Restbeloppet saknas"),
        ("Förfallodag", "1899-01-01", "orimligt tidigt"),
        ("Förfallodag", "2099-01-01", "orimligt sent"),
        ("Förfallodag", "01/11/2026", "1 november eller 11 januari"),
        ("Objekttyp", "kvast", "Objekttypen känns inte igen"),
        ("Avgiftsslag", "", "Avgiftsslaget saknas"),
        ("Hyresgäst", "x" * 201, "201 tecken"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_place_and_its_lease_is_never_taken_as_settled(
    column, cell, message
):
    with read_here(csv_bytes(OPEN_ITEMS, with_cell(OPEN_ROWS, 0, OPEN_ITEMS, column, cell))) as reading:
        rows = list(reading.rows)
    (error,) = reading.errors
    assert (error.line, error.column, error.refused) == (2, column, True)
    assert message in error.message
    assert len(error.value) <= 40
    assert (len(rows), reading.refused_rows, reading.refused_leases) == (1, 1, frozenset({"007"}))


def test_every_fault_of_a_row_is_told_at_once():
    broken = with_cell(with_cell(OPEN_ROWS, 0, OPEN_ITEMS, "Belopp", "x"), 0, OPEN_ITEMS, "Förfallodag", "y")
    with read_here(csv_bytes(OPEN_ITEMS, broken)) as reading:
        assert [error.column for error in reading.errors] == ["Förfallodag", "Belopp"]


def test_a_false_personnummer_is_left_out_and_told_but_the_debt_stays():
    with read_here(csv_bytes(OPEN_ITEMS, with_cell(OPEN_ROWS, 0, OPEN_ITEMS, "Personnr", ANNA[:-1] + "3"))) as reading:
        first = next(iter(reading.rows))
    assert first.lease.tenants[0].identity is None
    (error,) = reading.errors
    assert (error.refused, reading.refused_rows) == (False, 0)
    assert "Kontrollsiffran" in error.message


def test_a_file_s_own_cells_decide_between_two_readings():
    rows = with_cell(OPEN_ROWS, 0, OPEN_ITEMS, "Restbelopp", "1.234")
    rows = with_cell(rows, 1, OPEN_ITEMS, "Restbelopp", "2.345,50")
    rows = with_cell(rows, 0, OPEN_ITEMS, "Förfallodag", "01/11/2026")
    rows = with_cell(rows, 1, OPEN_ITEMS, "Förfallodag", "30/10/2026")
    with read_here(csv_bytes(OPEN_ITEMS, rows)) as reading:
        first = next(iter(reading.rows))
    assert (first.remaining, first.due_date, reading.errors) == (123400, date(2026, 11, 1), ())


def test_the_sender_s_choice_decides_how_slashed_dates_are_read():
    content = csv_bytes(OPEN_ITEMS, with_cell(OPEN_ROWS, 0, OPEN_ITEMS, "Förfallodag", "11/01/2026"))
    assert read_rows(content, mapping={"slash_dates": "month_first"})[0].due_date == date(2026, 11, 1)
    assert read_rows(content, mapping={"slash_dates": "day_first"})[0].due_date == date(2026, 1, 11)


def test_a_bill_with_lines_by_kind_sums_them_and_refuses_a_sum_that_differs():
    header = [
        "Avtalsnr",
        "Objekttyp",
        "Månad",
        "Förfallodag",
        "Belopp",
        "Hyra",
        "Försäkring",
        "Garage",
        "Betaldag",
        "Betalt belopp",
    ]
    rows = [
        ["1", "Bostad", "2026-11", "2026-10-30", cell, "8000", "120", "330", "", ""] for cell in ("", "8450", "8451")
    ]
    with read_here(csv_bytes(header, rows)) as reading:
        first, _ = reading.rows
    lines = (BillLine(BillKind.RENT, 800000), BillLine(BillKind.INSURANCE, 12000), BillLine(BillKind.GARAGE, 33000))
    assert (first.bill.amount, first.bill.lines) == (845000, lines)
    assert "8450,00" in reading.errors[0].message


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("Betaldag", "", "ingen betaldag"),
        ("Betalt belopp", "", "inget betalt belopp"),
        ("Betaldag", "2026-11-25", "ligger efter dagen då filen läses"),
        ("Orderdag", "2026-10-30", "Orderdagen ligger efter betaldagen"),
        ("Belopp", "9000,00", "annat belopp"),
        ("Månad", "", "Månaden som avin gäller saknas"),
        ("Avtal till", "2010-01-01", "slutar innan det börjar"),
        ("Hyresgäst 1 skyddad", "kanske", "varken ja eller nej"),
        ("Avtalsnr", "", "Avtalsnumret saknas"),
    ],
)
def test_cells_that_do_not_fit_together_refuse_the_row(column, cell, message):
    with read_here(csv_bytes(LEDGER, with_cell(LEDGER_ROWS, 1, LEDGER, column, cell))) as reading:
        (error,) = reading.errors
        assert len(reading.rows) == 4
    assert (error.line, error.column) == (3, column)
    assert message in error.message


def test_a_truncated_file_refuses_its_last_row():
    with read_here(OPEN_CSV[: OPEN_CSV.index(b"Provgatan 9") + 4]) as reading:
        (error,) = reading.errors
    assert "3 kolumner men rubriken 12" in error.message


def test_the_errors_open_in_excel_and_carry_no_formulas():
    with read_here(csv_bytes(OPEN_ITEMS, with_cell(OPEN_ROWS, 0, OPEN_ITEMS, "Belopp", '=HYPERLINK("x")'))) as reading:
        text = errors_csv(reading)
    assert text.startswith("\ufeffRad;Kolumn;Värde;Fel;Raden avvisad\r\n2;Belopp;")
    assert "'=HYPERLINK" in text


def test_a_file_without_header_or_with_the_wrong_columns_says_what_is_missing():
    with pytest.raises(CannotRead, match="Hittar ingen rubrikrad"):
        read_here(csv_bytes(OPEN_ROWS[0], OPEN_ROWS[1:]))
    with pytest.raises(CannotRead, match="saknar kolumn för förfallodag"):
        read_here(csv_bytes(["Avtalsnr", "Restbelopp"], [["1", "2"]]))
    with pytest.raises(CannotRead, match="varken vad som återstår"):
        read_here(csv_bytes(["Avtalsnr", "Förfallodag", "Belopp"], [["1", "2026-10-30", "2"]]))


def test_a_list_with_only_a_header_is_read_but_told_since_it_says_that_nobody_owes_anything():
    with read_here(csv_bytes(OPEN_ITEMS, [])) as reading:
        assert (len(reading.rows), len(list(reading.rows))) == (0, 0)
    assert "ingen rad som gäller en bostad" in reading.warnings[0]


def test_excel_numbers_keep_their_meaning_for_people_and_flats():
    rows = [["7", "Bostad", 901, float(ANNA), 701740605, "2026-10-30", 1234.5]]
    header = ["Avtalsnr", "Objekttyp", "Lägenhetsnr", "Personnr", "Telefon", "Förfallodag", "Restbelopp"]
    with read_here(xlsx_bytes(header, rows)) as reading:
        (row,) = reading.rows
    assert (row.lease.flat, row.remaining) == ("901", 123450)
    assert (row.lease.tenants[0].identity, row.lease.tenants[0].phone) == (ANNA, "0701740605")
