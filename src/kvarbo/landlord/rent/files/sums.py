"""Counts and sums of what was read, and the file's own total row checked against them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kvarbo.landlord.rent.files import values
from kvarbo.landlord.rent.files.refusal import Unreadable


class Sums:
    """Running counts and sums in öre; excluded rows are summed apart, since a total row counts them too."""

    FIELDS = ("remaining", "amount", "paid")

    def __init__(self) -> None:
        self.rows = self.payments = self.billed = self.paid = self.remaining = 0
        self.by_row = {"remaining": 0, "amount": 0, "paid": 0}
        self.by_bill: set[int] = set()
        self.latest_booked = self.latest_due = 0  # day numbers
        self.excluded_sums = {"remaining": 0, "amount": 0, "paid": 0}
        self.totals: list[tuple[int, dict[str, str]]] = []
        self.uncertain = False

    def row(self, bill: tuple[Any, ...] | None, payment: tuple[Any, ...] | None) -> None:
        """One ledger row that was read."""
        self.rows += 1
        if bill:
            self.by_row["amount"] += bill[5]
        if payment:
            self.payments += 1
            self.paid += payment[1]
            if payment[0] > self.latest_booked:
                self.latest_booked = payment[0]

    def bill(self, key: int, amount: int, due: int) -> None:
        """A bill, counted at its first row only."""
        if key not in self.by_bill:
            self.by_bill.add(key)
            self.billed += amount
            self.latest_due = max(self.latest_due, due)

    def open_item(self, remaining: int, amount: int, due: int) -> None:
        """One row of an open-items list."""
        self.rows += 1
        self.by_bill.add(self.rows)
        self.remaining += remaining
        self.billed += amount
        self.by_row["amount"] += amount
        self.latest_due = max(self.latest_due, due)

    def excluded(self, remaining: int, amount: int, paid: int) -> None:
        """A row that is not a dwelling's."""
        for field, ore in (("remaining", remaining), ("amount", amount), ("paid", paid)):
            self.excluded_sums[field] += ore

    def total_row(self, line: int, cells: dict[str, str]) -> None:
        """A total row of the file's own; the last one is checked when everything is read."""
        self.totals.append((line, cells))

    def total_faults(self, names: Mapping[str, str]) -> list[tuple[int, str, str, str]]:
        """Where the last total row does not say what the rows above it add up to."""
        if not self.totals or self.uncertain:
            return []
        line, cells = self.totals[-1]
        ours = {"remaining": {self.remaining}, "paid": {self.paid}, "amount": {self.by_row["amount"], self.billed}}
        faults = []
        for field, cell in cells.items():
            with_excluded = {ore + self.excluded_sums[field] for ore in ours[field]}
            if (said := _amount(cell)) is not None and said not in ours[field] | with_excluded:
                found = ", ".join(f"{ore / 100:.2f}".replace(".", ",") for ore in sorted(with_excluded))
                message = f"Summaraden stämmer inte med raderna, som blir {found}. Saknas rader i filen?"
                faults.append((line, names[field], cell, message))
        return faults

    def told(self) -> list[str]:
        """What to say about total rows."""
        if not self.totals:
            return []
        line = self.totals[-1][0]
        more = f" {len(self.totals) - 1} delsummor är inte kontrollerade." if len(self.totals) > 1 else ""
        if self.uncertain:
            return [f"Summaraden på rad {line} kunde inte kontrolleras, eftersom rader har avvisats.{more}"]
        return [f"Summaraden på rad {line} är kontrollerad mot raderna.{more}"]


def _amount(cell: str) -> int | None:
    try:
        return values.amount(cell) if cell.strip() else None
    except Unreadable:
        return None
