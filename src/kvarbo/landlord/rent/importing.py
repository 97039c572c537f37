"""From a file's rows to the ledger: what is new is added unseen, what has changed waits for the last small write.

The same code makes the dry run (``dry=True``): it counts and changes nothing. Rows are keyed by what they are, not
by where they stood, so a file read again, in pieces or shuffled adds nothing twice.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from kvarbo.ground.bulk import insert_missing, update_rows
from kvarbo.landlord.rent.files.rows import BillRow, LedgerRow, OpenItemRow, PaymentRow, Row
from kvarbo.landlord.rent.households import Households
from kvarbo.landlord.rent.models import Bill, Payment, Sighting

BILL = (
    "lease", "key", "month", "kind", "number", "ocr", "due_date", "amount", "lines", "ledger_through", "import_no",
)  # fmt: skip
PAYMENT = (
    "lease", "bill", "key", "booked_date", "order_received_date", "amount", "reference", "cause_unknown",
    "seen_through", "import_no",
)  # fmt: skip


def bill_key(*, month: date, kind: str, number: str, due_date: date) -> str:
    """What makes it the same bill in every file: the month, the kind, and its number or else its due date."""
    return f"{month:%Y-%m} {kind} {number or due_date.isoformat()}"[:80]


def payment_key(bill: str, payment: PaymentRow, occurrence: int) -> str:
    """What makes it the same payment: its bill, day and amount; ``occurrence`` tells equal ones of one file apart."""
    again = f" #{occurrence}" if occurrence else ""
    return f"{bill} {payment.booked.isoformat()} {payment.amount} {payment.reference}{again}"[:160]


class KnownPayment(NamedTuple):
    """A payment that is there already."""

    pk: int
    bill: int | None
    ordered: date | None
    seen: date | None


@dataclass(slots=True)
class Changes:
    """What a reading would do, or has done: counts for the page, and the updates kept for the last write."""

    counts: Counter[str] = field(default_factory=Counter)
    bill_updates: list[tuple[Any, ...]] = field(default_factory=list)
    payment_updates: list[tuple[Any, ...]] = field(default_factory=list)
    touched: set[uuid.UUID] = field(default_factory=set)
    seen_bills: set[int] = field(default_factory=set)
    seen_payments: set[int] = field(default_factory=set)
    missing_payments: set[int] = field(default_factory=set)

    @property
    def moved_payments(self) -> list[int]:
        """Payments on bills in the file that the file nowhere has."""
        return sorted(self.missing_payments - self.seen_payments)


@dataclass(slots=True)
class Importer:
    """Takes a file's rows in chunks; ``number`` marks what it adds, ``dry`` only counts."""

    number: int
    known_through: date
    newest: bool  # whether no newer file has been read: only then may it change what is there
    dry: bool
    is_ledger: bool
    households: Households
    changes: Changes = field(default_factory=Changes)
    occurrences: Counter[tuple[str, str]] = field(default_factory=Counter)
    counted: set[int] = field(default_factory=set)

    def take(self, rows: Sequence[Row]) -> None:
        """One chunk: the leases and people first, then their bills, then payments or sightings."""
        leases = self.households.take([row.lease for row in rows])
        bills = self._bills(rows, leases)
        if rows and isinstance(rows[0], OpenItemRow):
            self._sightings(rows, leases, bills)
        else:
            self._payments(rows, leases, bills)

    def _bills(self, rows: Sequence[Row], leases: dict[str, uuid.UUID]) -> dict[tuple[uuid.UUID, str], int]:
        wanted: dict[tuple[uuid.UUID, str], BillRow] = {}
        for row in rows:
            bill = _bill_of(row)
            if bill is not None:
                wanted[leases[row.lease.number], _key(bill)] = bill
        known = self._known_bills({lease for lease, _ in wanted})
        new = {key: bill for key, bill in wanted.items() if key not in known}
        self._count("bills_new", new)
        for key in wanted.keys() & known.keys():
            self._compare(known[key], wanted[key])
        if new and not self.dry:
            insert_missing(Bill, BILL, (self._bill_values(lease, key, bill) for (lease, key), bill in new.items()))
            added = Bill.objects.filter(lease_id__in={lease for lease, _ in new}, import_no=self.number)
            for pk, lease, key in added.values_list("pk", "lease_id", "key"):
                known[lease, key] = (pk, 0, date.min)
        self.changes.touched.update(lease for lease, _ in wanted)
        return {key: values[0] for key, values in known.items()}

    def _count(self, what: str, keys: Iterable[tuple[uuid.UUID, str]]) -> None:
        """Count each once, also when its rows fall into different chunks."""
        fresh = {hash((what, key)) for key in keys} - self.counted
        self.changes.counts[what] += len(fresh)
        self.counted |= fresh

    def _known_bills(self, leases: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], tuple[int, int, date]]:
        old = self.households.known_before(leases)
        rows = Bill.objects.filter(lease_id__in=old).values_list("lease_id", "key", "pk", "amount", "due_date")
        return {(lease, key): (pk, amount, due) for lease, key, pk, amount, due in rows}

    def _bill_values(self, lease: uuid.UUID, key: str, bill: BillRow) -> tuple[Any, ...]:
        lines = [[line.kind.value, line.amount] for line in bill.lines] or None
        return (
            lease, key, bill.month, bill.kind.value, bill.number[:40], bill.ocr[:30], bill.due_date, bill.amount,
            _json(lines), self.known_through if self.is_ledger else None, self.number,
        )  # fmt: skip

    def _compare(self, known: tuple[int, int, date], bill: BillRow) -> None:
        """A newer file may correct a bill's amount or due date; an older one never does."""
        pk, amount, due = known
        if due == date.min or (amount, due) == (bill.amount, bill.due_date):
            return
        if self.newest:
            self.changes.counts["bills_changed"] += 1
            self.changes.bill_updates.append((bill.amount, bill.due_date, pk))

    def _payments(
        self, rows: Sequence[Row], leases: dict[str, uuid.UUID], bills: dict[tuple[uuid.UUID, str], int]
    ) -> None:
        wanted: dict[tuple[uuid.UUID, str], tuple[str, PaymentRow]] = {}
        for row in rows:
            if isinstance(row, LedgerRow) and row.payment is not None and row.bill is not None:
                lease, key = leases[row.lease.number], _key(row.bill)
                base = payment_key(key, row.payment, 0)
                occurrence = self.occurrences[row.lease.number, base]
                self.occurrences[row.lease.number, base] += 1
                wanted[lease, payment_key(key, row.payment, occurrence)] = (key, row.payment)
        known = self._known_payments({leases[row.lease.number] for row in rows})
        new = {key: value for key, value in wanted.items() if key not in known}
        self._count("payments_new", new)
        if self.newest:
            self._note_moved(known, wanted, set(bills.values()))
        if new and not self.dry:
            insert_missing(
                Payment,
                PAYMENT,
                (
                    (lease, bills.get((lease, bill)), key, payment.booked, payment.order_received, payment.amount,
                     payment.reference[:100], False, self.known_through, self.number)
                    for (lease, key), (bill, payment) in new.items()
                ),
            )  # fmt: skip

    def _known_payments(self, leases: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], KnownPayment]:
        old = self.households.known_before(leases)
        rows = Payment.objects.filter(lease_id__in=old, cause_unknown=False)
        columns = ("lease_id", "key", "pk", "bill_id", "order_received_date", "seen_through")
        return {(lease, key): KnownPayment(*values) for lease, key, *values in rows.values_list(*columns)}

    def _note_moved(
        self,
        known: dict[tuple[uuid.UUID, str], KnownPayment],
        wanted: dict[tuple[uuid.UUID, str], tuple[str, PaymentRow]],
        bills: set[int],
    ) -> None:
        """A bill comes with all its payments: one that a newer file no longer has there was moved or taken back.

        Where a bill has several payments they may stand in different pieces of one list, so each is marked as seen.
        """
        on_bill = Counter(payment.bill for payment in known.values())
        for key, payment in known.items():
            if key in wanted:
                ordered = wanted[key][1].order_received or payment.ordered
                if ordered != payment.ordered or (on_bill[payment.bill] > 1 and payment.seen != self.known_through):
                    self.changes.payment_updates.append((ordered, self.known_through, payment.pk))
                self.changes.seen_payments.add(payment.pk)
            elif payment.bill in bills and (payment.seen is None or payment.seen < self.known_through):
                self.changes.missing_payments.add(payment.pk)

    def _sightings(
        self, rows: Sequence[Row], leases: dict[str, uuid.UUID], bills: dict[tuple[uuid.UUID, str], int]
    ) -> None:
        self.changes.counts["items"] += len(rows)
        if self.dry:
            self.changes.seen_bills.update(
                bills[found] for row in rows if (found := (leases[row.lease.number], _key(_bill_of(row)))) in bills
            )
            return
        seen = [
            (bills[leases[row.lease.number], _key(_bill_of(row))], self.known_through, row.remaining, self.number)
            for row in rows
            if isinstance(row, OpenItemRow)
        ]
        insert_missing(Sighting, ("bill", "list_date", "remaining", "import_no"), seen)
        self.changes.seen_bills.update(bill for bill, *_ in seen)

    def apply_updates(self) -> None:
        """The changes to what was there before; called in the last transaction, the one that makes all visible."""
        self.households.apply_updates()
        update_rows(Bill, ("amount", "due_date"), self.changes.bill_updates)
        update_rows(Payment, ("order_received_date", "seen_through"), self.changes.payment_updates)
        moved = self.changes.moved_payments
        for start in range(0, len(moved), 5_000):
            Payment.objects.filter(pk__in=moved[start : start + 5_000]).delete()


def _bill_of(row: Row) -> BillRow:
    """The bill a row is about; an open item without a billed amount is taken at what was left when first seen."""
    if isinstance(row, LedgerRow):
        return row.bill  # type: ignore[return-value]
    return BillRow(
        number=row.number,
        ocr=row.ocr,
        month=row.month or _month_paid_ahead(row.due_date),
        kind=row.kind,
        due_date=row.due_date,
        amount=row.remaining if row.amount is None else row.amount,
    )


def _month_paid_ahead(due: date) -> date:
    """Rent is paid before its month: a bill due in the last third of a month is for the next."""
    first = due.replace(day=1)
    if due.day < 20:
        return first
    return first.replace(year=first.year + 1, month=1) if first.month == 12 else first.replace(month=first.month + 1)


def _key(bill: BillRow) -> str:
    return bill_key(month=bill.month, kind=bill.kind.value, number=bill.number, due_date=bill.due_date)


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value)
