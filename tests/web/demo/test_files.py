"""The files that the landlord's system would have printed."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kvarbo.core.calendar import is_bank_day
from kvarbo.landlord.rent.bank.reading import read_bank_file
from kvarbo.landlord.rent.files.reading import read_file
from kvarbo.web.demo.files import later_days, write_town
from kvarbo.web.demo.rows import LEDGER_HEADERS, OPEN_ITEM_HEADERS, money
from kvarbo.web.demo.stages import Stage, stage_date
from kvarbo.web.demo.town import Town, build_town

DAY_2, DAY_7 = stage_date(Stage.DAY_2), stage_date(Stage.DAY_7)


def table(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def kronor(text: str) -> int:
    """The öre of an amount as printed."""
    return int(text.replace(" ", "").replace(",", ""))


def open_on(path: Path) -> dict[str, int]:
    return {row["Avinr"]: kronor(row["Restbelopp"]) for row in table(path)[:-1]}


def owed_by_ledger(rows: list[dict[str, str]]) -> dict[str, int]:
    owed: dict[str, int] = {}
    for row in rows:
        if row["Avinr"]:
            owed.setdefault(row["Avinr"], kronor(row["Belopp"]))
            owed[row["Avinr"]] -= kronor(row["Betalt belopp"]) if row["Betalt belopp"] else 0
    return {number: left for number, left in owed.items() if left}


@pytest.fixture(scope="module")
def town() -> Town:
    return build_town(today=DAY_2, homes=300, months=4)


@pytest.fixture(scope="module")
def folder(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("files")
    write_town(town, out)
    return out


def test_the_headings_are_those_agreed(folder: Path) -> None:
    ledger = (folder / "hyresreskontra.csv").read_bytes()
    assert ledger.startswith(b"\xef\xbb\xbf")
    assert ledger.decode("utf-8-sig").splitlines()[0] == (
        "Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Område;Avtal från;Avtal till;Månadshyra;Autogiro;Första bostad;"
        "Hyresgäst 1 personnr;Hyresgäst 1 namn;Hyresgäst 1 telefon;Hyresgäst 1 e-post;Hyresgäst 1 skyddad;"
        "Hyresgäst 2 personnr;Hyresgäst 2 namn;Hyresgäst 2 telefon;Hyresgäst 2 e-post;Hyresgäst 2 skyddad;"
        "Antal barn;Språk;Månad;Avgiftsslag;Avinr;OCR;Förfallodag;Belopp;Betaldag;Orderdag;Betalt belopp"
    )
    assert (folder / "restlista.csv").read_text(encoding="utf-8-sig").splitlines()[0] == (
        "Avtalsnr;Objekttyp;Adress;Lägenhetsnr;Område;"
        "Hyresgäst 1 personnr;Hyresgäst 1 namn;Hyresgäst 1 telefon;Hyresgäst 1 e-post;Hyresgäst 1 skyddad;"
        "Hyresgäst 2 personnr;Hyresgäst 2 namn;Hyresgäst 2 telefon;Hyresgäst 2 e-post;Hyresgäst 2 skyddad;"
        "Månad;Avgiftsslag;Avinr;Förfallodag;Belopp;Restbelopp"
    )


def test_the_open_items_are_what_the_ledger_leaves_open(folder: Path) -> None:
    assert open_on(folder / "restlista.csv") == owed_by_ledger(table(folder / "hyresreskontra.csv"))


def test_the_last_row_is_the_sum(folder: Path) -> None:
    *items, last = table(folder / "restlista.csv")
    assert last["Avtalsnr"] == "Summa"
    assert kronor(last["Restbelopp"]) == sum(kronor(row["Restbelopp"]) for row in items)
    assert kronor(last["Belopp"]) == sum(kronor(row["Belopp"]) for row in items)


def test_nothing_is_known_after_the_last_bank_day_before_today(town: Town, folder: Path) -> None:
    assert (town.today, town.known_through) == (date(2026, 11, 1), date(2026, 10, 30))
    paid = {row["Betaldag"] for row in table(folder / "hyresreskontra.csv")}
    assert max(paid) == "2026-10-30"


def test_a_lease_without_bills_has_one_row_and_a_bill_with_two_payments_two(town: Town, folder: Path) -> None:
    rows = table(folder / "hyresreskontra.csv")
    assert {row["Avtalsnr"] for row in rows} == {lease.number for lease in town.leases}
    payments: dict[str, int] = {}
    for row in rows:
        payments[row["Avinr"]] = payments.get(row["Avinr"], 0) + 1
    assert 2 in payments.values()
    assert {row["Avtalsnr"] for row in rows if not row["Avinr"]} == {
        lease.number for lease in town.leases if not lease.months(town.months)
    }


def test_the_workbook_says_the_same_as_the_comma_separated_file(folder: Path) -> None:
    header, *rows, last = CalamineWorkbook.from_path(folder / "restlista.xlsx").get_sheet_by_index(0).to_python()
    printed = table(folder / "restlista.csv")
    assert tuple(header) == OPEN_ITEM_HEADERS
    assert [row[3] for row in rows] == [row["Lägenhetsnr"] for row in printed[:-1]]
    assert [row[18].isoformat() for row in rows] == [row["Förfallodag"] for row in printed[:-1]]
    assert [round(row[20] * 100) for row in rows] == [kronor(row["Restbelopp"]) for row in printed[:-1]]
    assert last[0] == "Summa"


@pytest.mark.parametrize("name", ["hyresreskontra.csv", "restlista.csv", "restlista.xlsx"])
def test_the_landlords_own_reader_finds_nothing_wrong(name: str, town: Town, folder: Path) -> None:
    with read_file(folder / name, on=town.today) as reading:
        assert (reading.error_count, reading.refused_rows) == (0, 0)
        assert reading.totals.rows > 0


def test_a_later_days_changes_are_read_on_their_day(folder: Path) -> None:
    with read_file(folder / "later" / "hyresreskontra-2026-11-10.csv", on=date(2026, 11, 10)) as reading:
        assert (reading.error_count, reading.totals.latest_booked) == (0, date(2026, 11, 9))


def test_the_month_can_be_played_forward_to_the_next_due_date(town: Town, folder: Path) -> None:
    days = later_days(town)
    assert (days[0], days[-1], len(days)) == (date(2026, 11, 2), date(2026, 11, 30), 21)
    assert {path.name for path in (folder / "later").iterdir()} == {
        f"{what}-{day}.csv" for day in days for what in ("restlista", "hyresreskontra")
    } | {f"kontohandelser-{day}.xml" for day in (town.today, *days) if is_bank_day(day)}


@pytest.mark.parametrize("day", [date(2026, 11, 3), date(2026, 11, 18), date(2026, 11, 30)])
def test_a_later_day_shows_what_that_days_own_files_would(town: Town, folder: Path, day: date, tmp_path: Path) -> None:
    write_town(town.on(day), tmp_path)
    assert open_on(folder / "later" / f"restlista-{day}.csv") == open_on(tmp_path / "restlista.csv")
    changes = table(folder / "later" / f"hyresreskontra-{day}.csv")
    changed = {row["Avinr"] for row in changes}
    kept = [row for row in table(folder / "hyresreskontra.csv") if row["Avinr"] not in changed]
    whole = table(tmp_path / "hyresreskontra.csv")
    assert sorted(map(str, kept + changes)) == sorted(map(str, whole))


def test_the_banks_files_hold_what_the_ledger_says_was_paid(town: Town, folder: Path) -> None:
    told: dict[str, int] = {}
    for path in sorted((folder / "payments").iterdir()):
        with read_bank_file(path, on=town.today) as reading:
            assert (reading.format, reading.version, reading.warnings) == ("camt.054", "08", ())
            for row in reading.rows:
                reference = row.payment.reference or "without"
                told[reference] = told.get(reference, 0) + row.payment.amount
    first = town.known_through - timedelta(days=31)
    paid: dict[str, int] = {}
    for row in table(folder / "hyresreskontra.csv"):
        if row["Betaldag"] and date.fromisoformat(row["Betaldag"]) > first:
            paid[row["OCR"]] = paid.get(row["OCR"], 0) + kronor(row["Betalt belopp"])
    without = told.pop("without")
    assert len(told) > 100
    assert [ocr for ocr in told if told[ocr] > paid[ocr]] == []  # a part that came late may have had a text instead
    assert sum(paid.values()) == sum(told.values()) + without
    assert without > 0


def test_the_list_shrinks_as_the_month_goes(folder: Path) -> None:
    sizes = [len(open_on(folder / "later" / f"restlista-2026-11-{day:02d}.csv")) for day in (2, 3, 10, 18, 27)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] > 0


def test_the_same_seed_writes_the_same_bytes(town: Town, folder: Path, tmp_path: Path) -> None:
    written = write_town(build_town(today=DAY_2, homes=300, months=4), tmp_path)
    assert len(written) == 3 + 2 * 21 + len(list(folder.rglob("*.xml")))
    for file in written:
        assert file.path.read_bytes() == (folder / file.path.relative_to(tmp_path)).read_bytes()


def test_another_seed_writes_other_people(folder: Path, tmp_path: Path) -> None:
    write_town(build_town(today=DAY_2, homes=300, months=4, seed=99), tmp_path)
    assert (tmp_path / "restlista.csv").read_bytes() != (folder / "restlista.csv").read_bytes()


def test_days_written_earlier_do_not_linger(town: Town, tmp_path: Path) -> None:
    write_town(town, tmp_path)
    write_town(town.on(DAY_7), tmp_path)
    assert not (tmp_path / "later" / "restlista-2026-11-02.csv").exists()
    assert (tmp_path / "later" / "restlista-2026-11-09.csv").exists()


def test_every_column_of_the_ledger_is_filled_somewhere(folder: Path) -> None:
    rows = table(folder / "hyresreskontra.csv")
    assert [header for header in LEDGER_HEADERS if not any(row[header] for row in rows)] == []


@pytest.mark.parametrize(
    ("amount", "printed"),
    [(0, "0,00"), (841_200, "8 412,00"), (-841_250, "-8 412,50"), (123_456_789, "1 234 567,89"), (5, "0,05")],
)
def test_money_is_printed_with_spaces_and_a_comma(amount: int, printed: str) -> None:
    assert money(amount) == printed
