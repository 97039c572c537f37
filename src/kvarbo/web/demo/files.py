"""Filer ur hyressystemet: the ledger, the open-items list and the days that follow, written from a town.

Comma-separated files use semicolons, decimal commas and UTF-8 with a byte order mark, as a Swedish Excel wants them.
The ledger is streamed: its size does not decide how much memory is needed.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from kvarbo.web.demo.accounts import Account, SeenBill, due_date_of
from kvarbo.web.demo.bank_days import BankBook, bank_days, name_of, payments_so_far, payments_to_come
from kvarbo.web.demo.leases import month_before
from kvarbo.web.demo.rows import (
    LEDGER_HEADERS,
    OPEN_ITEM_HEADERS,
    OpenItem,
    ledger_rows,
    open_item_row,
    sum_row,
)
from kvarbo.web.demo.town import Town

LEDGER_NAME = "hyresreskontra.csv"
OPEN_ITEMS_NAME = "restlista.csv"
OPEN_ITEMS_EXCEL_NAME = "restlista.xlsx"
LATER_FOLDER = "later"
PAYMENTS_FOLDER = "payments"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written: its place, what it is in Swedish, how many rows under the headings, its size."""

    path: Path
    what: str
    rows: int
    size: int


def write_town(town: Town, out: Path) -> tuple[WrittenFile, ...]:
    """Write everything the landlord's system would print on ``town.today``, and the bank days left of the month."""
    out.mkdir(parents=True, exist_ok=True)
    town = town.of_the_month()
    so_far, to_come = payments_so_far(town), payments_to_come(town, next_due_date(town))
    book = BankBook((*so_far, *to_come))
    moving, items, rows = _write_ledger(town, out / LEDGER_NAME, book)
    return (
        _written(out / LEDGER_NAME, "hyresreskontra", rows),
        _write_open_items(items, out / OPEN_ITEMS_NAME),
        _write_open_items_excel(items, out / OPEN_ITEMS_EXCEL_NAME),
        *_write_bank_days(book, so_far, out / PAYMENTS_FOLDER),
        *_write_later(town, moving, out / LATER_FOLDER),
        *_write_bank_days(book, to_come, out / LATER_FOLDER),
    )


def later_days(town: Town) -> tuple[date, ...]:
    """The bank days after today up to and including the next due date: a month played forward."""
    return bank_days(town.today, next_due_date(town))


def next_due_date(town: Town) -> date:
    """The day the month after the town's last falls due."""
    return due_date_of(month_before(town.months[-1], -1))


def last_due_date(town: Town) -> date:
    """The day the town's last month fell due."""
    return due_date_of(town.months[-1])


def write_ledger(town: Town, path: Path) -> Path:
    """The ledger alone, as it was printed on the town's day."""
    _write_ledger(town, path, BankBook(()))
    return path


def _write_ledger(town: Town, path: Path, book: BankBook) -> tuple[list[Account], list[OpenItem], int]:
    """The rows written, what is open, and the accounts that the coming days may change."""
    moving: list[Account] = []
    items: list[OpenItem] = []
    rows = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(LEDGER_HEADERS)
        for account in town.accounts():
            book.see(account)
            seen = town.seen(account)
            printed = list(ledger_rows(account, seen))
            rows += len(printed)
            writer.writerows(printed)
            items.extend(OpenItem(account.lease, bill) for bill in seen if bill.remaining)
            if account.changes_after(town.today, town.known_through):
                moving.append(account)
    return moving, items, rows


def write_changes(town: Town, before: Town, path: Path) -> int:
    """The ledger rows of every bill that is open or has changed since the day before; how many rows."""
    printed: list[tuple[str, ...]] = []
    for account in town.accounts():
        seen = town.seen(account)
        changed = {one.bill.number for one in _news(before.seen(account), seen)}
        told = tuple(one for one in seen if one.remaining or one.bill.number in changed)
        if told:
            printed.extend(ledger_rows(account, told))
    return _write_csv(path, "öppet och ändrat i hyresreskontran", LEDGER_HEADERS, printed).rows


def _write_open_items(items: list[OpenItem], path: Path) -> WrittenFile:
    rows = [open_item_row(item) for item in items]
    return _write_csv(path, "restlista", OPEN_ITEM_HEADERS, [*rows, sum_row(items)])


def _write_open_items_excel(items: list[OpenItem], path: Path) -> WrittenFile:
    """The same list as a workbook: amounts are numbers, dates are dates, everything else is text."""
    import xlsxwriter

    made = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same bytes whenever it is written
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": "Restlista", "created": made})
        sheet = book.add_worksheet("Restlista")
        kronor, day = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, OPEN_ITEM_HEADERS)
        due, amount = (OPEN_ITEM_HEADERS.index(header) for header in ("Förfallodag", "Belopp"))
        for line, item in enumerate(items, start=1):
            for column, text in enumerate(open_item_row(item)[:due]):
                sheet.write_string(line, column, text)
            sheet.write_datetime(line, due, item.seen.bill.due_date, day)
            sheet.write_number(line, amount, Decimal(item.seen.bill.amount) / 100, kronor)
            sheet.write_number(line, amount + 1, Decimal(item.seen.remaining) / 100, kronor)
        sheet.write_string(len(items) + 1, 0, "Summa")
        sheet.write_number(len(items) + 1, amount, Decimal(sum(item.seen.bill.amount for item in items)) / 100, kronor)
        sheet.write_number(
            len(items) + 1, amount + 1, Decimal(sum(item.seen.remaining for item in items)) / 100, kronor
        )
    return _written(path, "restlista", len(items) + 1)


def _write_later(town: Town, moving: list[Account], folder: Path) -> list[WrittenFile]:
    """For each bank day left: the open-items list, and the ledger rows of every bill that has changed since today."""
    folder.mkdir(exist_ok=True)
    for stale in folder.glob("*.csv"):
        stale.unlink()
    before = {account.lease.index: town.seen(account) for account in moving}
    written: list[WrittenFile] = []
    for day in later_days(town):
        later = town.on(day)
        items: list[OpenItem] = []
        changed: list[tuple[str, ...]] = []
        for account in moving:
            seen = later.seen(account)
            items.extend(OpenItem(account.lease, bill) for bill in seen if bill.remaining)
            news = _news(before[account.lease.index], seen)
            if news:
                changed.extend(ledger_rows(account, news))
        name = f"hyresreskontra-{day.isoformat()}.csv"
        written.append(_write_open_items(items, folder / f"restlista-{day.isoformat()}.csv"))
        written.append(_write_csv(folder / name, "ändringar i hyresreskontran", LEDGER_HEADERS, changed))
    return written


def _write_bank_days(book: BankBook, days: tuple[date, ...], folder: Path) -> list[WrittenFile]:
    """For each bank day: the file with account events that the bank leaves in the evening."""
    folder.mkdir(exist_ok=True)
    for stale in folder.glob("kontohandelser-*.xml"):
        stale.unlink()
    return [
        _written(folder / name_of(day), "kontohändelser från banken", book.write(day, folder, book.days.index(day) + 1))
        for day in days
    ]


def _news(before: tuple[SeenBill, ...], now: tuple[SeenBill, ...]) -> tuple[SeenBill, ...]:
    known = {seen.bill.number: seen for seen in before}
    return tuple(seen for seen in now if known.get(seen.bill.number) != seen)


def _write_csv(path: Path, what: str, headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> WrittenFile:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(headers)
        writer.writerows(rows)
    return _written(path, what, len(rows))


def _written(path: Path, what: str, rows: int) -> WrittenFile:
    return WrittenFile(path, what, rows, path.stat().st_size)
