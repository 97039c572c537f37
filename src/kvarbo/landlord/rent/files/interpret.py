"""A table's rows into typed rows: one quick way for rows that are right, one careful way for rows that are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from kvarbo.core.facts import BillKind, LeaseKind
from kvarbo.landlord.rent.files.cells import FileHabits, Remembering, parsers
from kvarbo.landlord.rent.files.columns import BILL_FIELDS, LINE_FIELDS, PAYMENT_FIELDS
from kvarbo.landlord.rent.files.faults import CellFault, Faults
from kvarbo.landlord.rent.files.leases import (
    FIELDS_OF_A_LEASE,
    KnownLease,
    LeaseReader,
    is_header,
    is_note,
    is_total,
    readable_number,
)
from kvarbo.landlord.rent.files.mapping import ColumnMapping
from kvarbo.landlord.rent.files.refusal import CannotRead, Unreadable
from kvarbo.landlord.rent.files.rows import FileKind
from kvarbo.landlord.rent.files.sums import Sums
from kvarbo.landlord.rent.files.tables import NumberedRow

MOST_LEASES = 300_000
PlainRow = tuple[Any, ...]


class Wrong(Exception):
    """A row whose cells can each be read but do not fit together: column field and message."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Interpreter:
    """Goes through the rows under a header and gives plain tuples; leases are handed over once each."""

    def __init__(self, header: Sequence[str], mapping: ColumnMapping, habits: FileHabits, on: date) -> None:
        self.header, self.mapping, self.places, self.width = header, mapping, mapping.places, len(header)
        self.cells = parsers(habits, on)
        self.faults, self.sums = Faults(), Sums()
        self.leases: dict[Any, KnownLease] = {}
        self.numbers: dict[str, KnownLease] = {}
        self.new_leases: list[KnownLease] = []
        self.seen: set[int] = set()
        self.bills: dict[int, int] = {}
        self._lease_reader = LeaseReader(header, self.places, self.cells, on)
        self._lease_key = self._getter(FIELDS_OF_A_LEASE)
        self._money = self._getter(("remaining", "amount", "paid"))
        self._make = self._ledger if mapping.kind is FileKind.LEDGER else self._open_item
        self._readers = self._cell_readers()
        self._lines = [(kind, *self._readers[field]) for field, kind in LINE_FIELDS.items() if field in self.places]

    def _getter(self, fields: Sequence[str]) -> Callable[[Sequence[str]], tuple[str, ...]]:
        """The cells of several fields at once; a field without column reads the empty cell after the last."""
        return itemgetter(*(self.places.get(field, self.width) for field in fields))

    def _cell_readers(self) -> dict[str, tuple[int, Remembering]]:
        fields = (*BILL_FIELDS, *PAYMENT_FIELDS, "remaining")
        return {field: (self.places.get(field, self.width), self.cells[field]) for field in fields}

    def rows(self, numbered: Iterator[NumberedRow]) -> Iterator[PlainRow]:
        """Typed plain rows, in the order of the file."""
        for line, cells in numbered:
            if len(cells) != self.width and not self._fits(line, cells):
                continue
            fingerprint = hash(tuple(cells))
            cells.append("")
            known = self.leases.get(self._lease_key(cells)) or self._new_lease(line, cells)
            if known is None:
                continue
            if fingerprint in self.seen:
                self.faults.repeat("rader är exakt lika en tidigare rad och räknas en gång", line)
                continue
            self.seen.add(fingerprint)
            row = self._row(line, cells, known)
            if row is not None:
                yield row

    def _row(self, line: int, cells: list[str], known: KnownLease) -> PlainRow | None:
        if known.lease.kind is not LeaseKind.DWELLING and not known.refused:
            self.faults.skipped[known.lease.kind.value] += 1
            self._sum_excluded(cells)
            return None
        if known.faults and (known.refused or not known.noted):
            if known.refused:
                self._refuse(line, cells, known, [])
                return None
            known.noted = True
            self.faults.row(line, known.faults, known.lease.number)
        try:
            return self._make(line, cells, known)
        except Unreadable:
            self._refuse(line, cells, known, self._careful(cells))
        except Wrong as fault:
            place = self.places.get(fault.field, self.width)
            column = self.header[place] if place < self.width else ""
            self._refuse(line, cells, known, [(column, cells[place], str(fault), True)])
        return None

    def _fits(self, line: int, cells: list[str]) -> bool:
        """Make the row as wide as the header when that loses nothing; otherwise say what it is, or refuse it."""
        if not any(cell.strip() for cell in cells):
            return False
        wide = len(cells) > self.width
        if wide and not any(cell.strip() for cell in cells[self.width :]):
            del cells[self.width :]
            return True
        padded = cells + [""] * (self.width + 1 - len(cells))
        lease_cell = padded[self.places["lease_number"]]
        if not wide and (is_total(cells, lease_cell) or is_note(cells, self.places["lease_number"])):
            cells.extend([""] * (self.width - len(cells)))
            return True
        message = (
            f"Raden har {len(cells)} kolumner men rubriken {self.width}. "
            "Är filen avhuggen, eller står ett skiljetecken i en cell?"
        )
        self.faults.row(line, [("", ";".join(cells), message, True)], readable_number(lease_cell))
        self.sums.uncertain = True
        return False

    def _new_lease(self, line: int, cells: list[str]) -> KnownLease | None:
        """A lease written in a way not seen before; or a row that is no lease at all."""
        place = self.places["lease_number"]
        row = cells[: self.width]
        if not any(cell.strip() for cell in row):
            return None
        if is_total(row, row[place]):
            self.sums.total_row(line, {field: row[self.places[field]] for field in Sums.FIELDS if field in self.places})
        elif is_header(row, self.header, place):
            self.faults.repeat("rubrikrader mitt i filen har hoppats över; filen kan vara ihopsatt av flera", line)
        elif is_note(row, place):
            self.faults.repeat("rader med en enda ifylld cell är inte lästa som poster", line)
        else:
            return self._remember(line, cells)
        return None

    def _remember(self, line: int, cells: list[str]) -> KnownLease:
        if len(self.leases) >= MOST_LEASES:
            raise CannotRead(f"Filen har fler än {MOST_LEASES} avtal. Dela den, till exempel per område.")
        known = self._lease_reader.read(cells, len(self.leases))
        self.leases[self._lease_key(cells)] = known
        self.new_leases.append(known)
        for note in known.notes:
            self.faults.repeat(note, line)
        earlier = self.numbers.setdefault(known.lease.number, known)
        if known.lease.number and _differs(earlier, known):
            self.faults.repeat(
                "rader ger samma avtal annat objekt, annan adress eller hyresgäst än en tidigare rad", line
            )
        return known

    def _refuse(self, line: int, cells: list[str], known: KnownLease, more: list[CellFault]) -> None:
        number = known.lease.number or readable_number(cells[self.places["lease_number"]])
        self.faults.row(line, [*(known.faults if known.refused else []), *more], number)
        self.sums.uncertain = True

    def _careful(self, cells: list[str]) -> list[CellFault]:
        """Every cell of the row on its own, so that all its faults are told at once."""
        faults = []
        for place, reader in self._readers.values():
            try:
                reader[cells[place]]
            except Unreadable as fault:
                faults.append((self.header[place], cells[place], str(fault), True))
        return faults

    def _sum_excluded(self, cells: list[str]) -> None:
        try:
            values = [self.cells["amount"][cell] or 0 for cell in self._money(cells)]
        except Unreadable:
            self.sums.uncertain = True
        else:
            self.sums.excluded(*values)

    def _amount(self, cells: list[str]) -> tuple[int | None, list[tuple[str, int]]]:
        """What was billed and its lines, which must say the same."""
        place, reader = self._readers["amount"]
        amount = reader[cells[place]]
        if not self._lines:
            return amount, []
        lines = [(kind, value) for kind, place, reader in self._lines if (value := reader[cells[place]])]
        if lines:
            total = sum(value for _, value in lines)
            if amount is not None and amount != total:
                raise Wrong("amount", f"Beloppet stämmer inte med avins delar, som blir {_kronor(total)}. Rätta det.")
            amount = total
        return amount, lines

    def _kind(self, cells: list[str], has_lines: bool) -> str:
        place, reader = self._readers["bill_kind"]
        kind = reader[cells[place]]
        if kind is None and place < self.width and not has_lines:
            raise Wrong("bill_kind", "Avgiftsslaget saknas. Skriv vad avin gäller, till exempel Hyra.")
        return (kind or BillKind.RENT).value

    def _open_item(self, line: int, cells: list[str], known: KnownLease) -> PlainRow:
        read = {field: reader[cells[place]] for field, (place, reader) in self._readers.items()}
        if read["remaining"] is None:
            raise Wrong("remaining", "Restbeloppet saknas. Skriv vad som återstår att betala, eller 0.")
        if read["due_date"] is None:
            raise Wrong("due_date", "Förfallodagen saknas. Skriv den som 2026-11-01.")
        amount, lines = self._amount(cells)
        kind = self._kind(cells, bool(lines))
        due, month = read["due_date"].toordinal(), read["month"].toordinal() if read["month"] else None
        self.sums.open_item(read["remaining"], amount or 0, due)
        return (line, known.index, read["remaining"], due, kind, month, read["bill_number"], read["ocr"], amount)

    def _ledger(self, line: int, cells: list[str], known: KnownLease) -> PlainRow:
        payment = self._payment(cells)
        bill = self._bill(cells, known.lease.number)
        self.sums.row(bill, payment)
        return (line, known.index, bill, payment)

    def _payment(self, cells: list[str]) -> PlainRow | None:
        (at, days), (paid_at, amounts) = self._readers["booked"], self._readers["paid"]
        booked, paid = days[cells[at]], amounts[cells[paid_at]]
        if booked is None and not paid:
            return None
        if booked is None:
            raise Wrong("booked", "Det står ett betalt belopp men ingen betaldag. Skriv dagen då det bokfördes.")
        if not paid:
            raise Wrong("paid", "Det står en betaldag men inget betalt belopp. Skriv beloppet eller ta bort dagen.")
        at, orders = self._readers["order_received"]
        order = orders[cells[at]]
        if order is not None and order > booked:
            raise Wrong("order_received", "Orderdagen ligger efter betaldagen. Rätta någon av dem.")
        at, references = self._readers["reference"]
        return (booked.toordinal(), paid, order.toordinal() if order else None, references[cells[at]])

    def _bill(self, cells: list[str], lease: str) -> PlainRow | None:
        readers = self._readers
        at, reader = readers["month"]
        month = reader[cells[at]]
        at, reader = readers["due_date"]
        due = reader[cells[at]]
        at, reader = readers["bill_number"]
        number = reader[cells[at]]
        amount, lines = self._amount(cells)
        if month is None or due is None or amount is None:
            if month is None and due is None and amount is None and not number:
                return None
            raise _missing(month, due)
        kind = self._kind(cells, bool(lines))
        at, reader = readers["ocr"]
        bill = (number, reader[cells[at]], month.toordinal(), kind, due.toordinal(), amount, lines)
        self._same_everywhere(lease, bill)
        return bill

    def _same_everywhere(self, lease: str, bill: PlainRow) -> None:
        """A bill on several rows says the same on all of them; it is counted once."""
        number, _, month, kind, due, amount, _ = bill
        key = hash((lease, number or (due, amount), month, kind))
        content = hash((due, amount))
        if self.bills.setdefault(key, content) != content:
            raise Wrong(
                "amount",
                f"Avi {number} har ett annat belopp eller en annan förfallodag på en tidigare rad. Rätta filen.",
            )
        self.sums.bill(key, amount, due)


def _missing(month: date | None, due: date | None) -> Wrong:
    if month is None:
        return Wrong("month", "Månaden som avin gäller saknas. Skriv den som 2026-11.")
    if due is None:
        return Wrong("due_date", "Förfallodagen saknas. Skriv den som 2026-11-01.")
    return Wrong("amount", "Avins belopp saknas. Skriv det, till exempel 8450,00.")


def _differs(earlier: KnownLease, later: KnownLease) -> bool:
    one, other = earlier.lease, later.lease
    return (one.kind, one.address, one.flat, one.tenants) != (other.kind, other.address, other.flat, other.tenants)


def _kronor(ore: int) -> str:
    return f"{ore / 100:.2f}".replace(".", ",")
