"""One parser per field, each remembering what it has already read: a ledger repeats its dates and amounts endlessly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from kvarbo.landlord.rent.files import values
from kvarbo.landlord.rent.files.columns import LINE_FIELDS
from kvarbo.landlord.rent.files.refusal import TwoReadings, Unreadable
from kvarbo.landlord.rent.files.tables import Table
from kvarbo.landlord.rent.files.values import Habits

MOST_REMEMBERED = 200_000
DATE_FIELDS = ("due_date", "booked", "order_received", "lease_start", "lease_end", "month")
AMOUNT_FIELDS = ("rent", "amount", "paid", "remaining", *LINE_FIELDS)
EARLIEST_BILL = date(2000, 1, 1)
EARLIEST_LEASE = date(1930, 1, 1)


class Remembering(dict[str, Any]):
    """Cell text → value. What cannot be read raises ``Unreadable`` and is not kept."""

    def __init__(self, parse: Callable[[str], Any]) -> None:
        super().__init__()
        self.parse = parse

    def __missing__(self, cell: str) -> Any:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[cell] = value = self.parse(cell)
        return value


class FileHabits:
    """The file's own way of writing, asked of all its rows the first time a cell can be read in two ways."""

    def __init__(self, table: Table, places: Mapping[str, int], first: Habits) -> None:
        self.table, self.places = table, places
        self.known = first
        self.asked = False

    def reading(self, parse: Callable[[str, Habits], Any]) -> Callable[[str], Any]:
        """A parser that asks the file before it gives up on a cell with two readings."""

        def parse_cell(cell: str) -> Any:
            try:
                return parse(cell, self.known)
            except TwoReadings:
                if self.asked:
                    raise
                self._ask()
                return parse(cell, self.known)

        return parse_cell

    def _ask(self) -> None:
        self.asked = True
        dates = [self.places[field] for field in DATE_FIELDS if field in self.places]
        amounts = [self.places[field] for field in AMOUNT_FIELDS if field in self.places]
        day_first, month_first, groups, decimals = False, False, set(), set()
        for cells in self._rows(max(dates + amounts)):
            for first, second in (found for place in dates if (found := values.slashed_parts(cells[place]))):
                day_first, month_first = day_first or first > 12, month_first or second > 12
            for place in amounts:
                group, decimal = values.amount_marks(cells[place])
                groups.add(group)
                decimals.add(decimal)
        self.known = Habits(
            day_first=self.known.day_first if day_first == month_first else day_first,
            thousands=_only(groups - {""}, without=decimals),
        )

    def _rows(self, last_place: int) -> Iterator[list[str]]:
        return (cells for _, cells in self.table.rows() if len(cells) > last_place)


def _only(groups: set[str], without: set[str]) -> str | None:
    """The one mark that groups thousands somewhere and marks decimals nowhere."""
    return next(iter(groups)) if len(groups) == 1 and not groups & without else None


def _bounded(habits: FileHabits, earliest: date, latest: date, too_late: str = "") -> Callable[[str], date | None]:
    read = habits.reading(values.day)

    def parse(cell: str) -> date | None:
        if not cell.strip():
            return None
        value = read(cell)
        if too_late and value > latest:
            raise Unreadable(f"Datumet {value} {too_late}")
        return values.between(value, earliest, latest)

    return parse


def _optional(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: parse(cell) if cell.strip() else None


def _month(habits: FileHabits, latest: date) -> Callable[[str], date | None]:
    read = habits.reading(values.month)
    return _optional(lambda cell: values.between(read(cell), EARLIEST_BILL, latest))


def _lease_end(habits: FileHabits, latest: date) -> Callable[[str], date | None]:
    """Avtalets slut: systems write 9999-12-31 for an agreement until further notice."""
    bounded = _bounded(habits, EARLIEST_LEASE, latest)
    return lambda cell: None if cell.strip().startswith("9999") else bounded(cell)


def _rent(read: Callable[[str], int]) -> Callable[[str], int | None]:
    def parse(cell: str) -> int | None:
        if not cell.strip():
            return None
        ore = read(cell)
        if ore < 0:
            raise Unreadable("Månadshyran är negativ. Rätta den i filen.")
        return ore

    return parse


def parsers(habits: FileHabits, on: date) -> dict[str, Remembering]:
    """Field → its parser, with what is plausible as seen from the day of reading."""
    ahead = on + timedelta(days=400)
    amount = _optional(habits.reading(values.amount))
    paid_day = "ligger efter dagen då filen läses. Rätta det i filen."
    found: dict[str, Callable[[str], Any]] = {
        "lease_number": values.whole_number_text, "kind": values.lease_kind, "address": values.text,
        "flat": values.whole_number_text, "district": values.text,
        "lease_start": _bounded(habits, EARLIEST_LEASE, on + timedelta(days=3 * 365)),
        "lease_end": _lease_end(habits, on + timedelta(days=20 * 365)),
        "rent": _rent(habits.reading(values.amount)), "autogiro": values.yes_or_no, "first_lease": values.yes_or_no,
        "children": values.count, "language": lambda cell: values.text(cell) or None,
        "month": _month(habits, ahead), "bill_kind": _optional(values.bill_kind),
        "bill_number": values.whole_number_text, "ocr": values.whole_number_text,
        "due_date": _bounded(habits, EARLIEST_BILL, ahead), "amount": amount,
        "booked": _bounded(habits, EARLIEST_BILL, on, paid_day),
        "order_received": _bounded(habits, EARLIEST_BILL, on, paid_day),
        "paid": amount, "reference": values.text, "remaining": amount,
    }  # fmt: skip
    found |= dict.fromkeys(LINE_FIELDS, amount)
    for place in (1, 2):
        found[f"tenant{place}_name"] = values.text
        found[f"tenant{place}_phone"] = values.phone
        found[f"tenant{place}_email"] = lambda cell: values.text(cell) or None
        found[f"tenant{place}_protected"] = values.protected
    return {field: Remembering(parse) for field, parse in found.items()}
