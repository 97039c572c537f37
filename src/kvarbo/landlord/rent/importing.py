"""From a file's rows to the ledger: what is new is added unseen, what has changed waits for the last small write.

The same code makes the dry run (``dry=True``): it counts and changes nothing. Rows are keyed by what they are, not
by where they stood, so a file read again, in pieces or shuffled adds nothing twice. Everything is worked out before
the transaction of a chunk begins, so that the room's write lock is held for a moment only.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from kvarbo.ground.bulk import insert_missing, update_rows
from kvarbo.house.rooms import current
from kvarbo.landlord.rent.files.rows import BillRow, LedgerRow, OpenItemRow, PaymentRow, Row
from kvarbo.landlord.rent.households import Households
from kvarbo.landlord.rent.models import Bill, Payment, Sighting
from kvarbo.landlord.rent.numbers import normal

BILL = (
    "id", "lease", "key", "month", "kind", "number", "ocr", "number_key", "ocr_key", "due_date", "amount", "lines",
    "ledger_through", "import_no",
)  # fmt: skip
PAYMENT = (
    "lease", "bill", "key", "booked_date", "order_received_date", "amount", "reference", "cause_unknown",
    "is_for_rent", "seen_through", "import_no",
)  # fmt: skip
SIGHTING = ("bill", "list_date", "remaining", "import_no")

Place = tuple[uuid.UUID, str]  # a lease, and the key of a bill or payment on it


def bill_key(*, month: date, kind: str, number: str, due_date: date) -> str:
    """What makes it the same bill in every file: the month, the kind, and its number or else its due date."""
    return f"{month.isoformat()[:7]} {kind} {number or due_date.isoformat()}"[:80]


def payment_key(bill: str, payment: PaymentRow) -> str:
    """What makes it the same payment: its bill, day, amount and reference."""
    return f"{bill} {payment.booked.isoformat()} {payment.amount} {payment.reference}"[:160]


class KnownBill(NamedTuple):
    """A bill that is there already."""

    pk: int
    amount: int
    due: date
    ocr: str = ""


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
    next_bill: int  # the id the next new bill gets; only one import at a time adds bills in a room
    changes: Changes = field(default_factory=Changes)
    _counted: set[int] = field(default_factory=set)

    def take(self, rows: Sequence[Row]) -> None:
        """One chunk: work out what is new in it and what has changed, then write what is new in one transaction."""
        leases = self.households.take([row.lease for row in rows])
        placed: list[tuple[Place, BillRow, Row]] = []
        for row in rows:
            bill = _bill_of(row)
            if bill is not None:
                placed.append(((leases[row.lease.number], _key(bill)), bill, row))
        again = self._seen_before(set(leases.values()))
        known = self._known_bills(again)
        new_bills = self._new_bills(placed, known)
        if self.is_ledger:
            payments, sightings = self._new_payments(placed, known, again), []
        else:
            payments, sightings = [], self._new_sightings(placed, known)
        self.changes.touched.update(leases.values())
        if not self.dry:
            with transaction.atomic(using=current().alias):
                self.households.write()
                insert_missing(Bill, BILL, new_bills)
                insert_missing(Payment, PAYMENT, payments)
                insert_missing(Sighting, SIGHTING, sightings)

    def _seen_before(self, leases: set[uuid.UUID]) -> list[uuid.UUID]:
        """Leases that may have bills already: not added by this file, or met in an earlier chunk of it."""
        return [*self.households.known_before(leases), *(leases & self.changes.touched)]

    def _known_bills(self, leases: Collection[uuid.UUID]) -> dict[Place, KnownBill]:
        rows = Bill.objects.filter(lease_id__in=leases).values_list(
            "lease_id", "key", "pk", "amount", "due_date", "ocr"
        )
        return {(lease, key): KnownBill(*values) for lease, key, *values in rows}

    def _new_bills(
        self, placed: Sequence[tuple[Place, BillRow, Row]], known: dict[Place, KnownBill]
    ) -> list[tuple[Any, ...]]:
        """Rows for bills that are not there; they join ``known`` with the ids they will have."""
        rows: list[tuple[Any, ...]] = []
        through = self.known_through if self.is_ledger else None
        for place, bill, row in placed:
            found = known.get(place)
            if found is not None:
                known[place] = self._compare(found, bill, guessed=isinstance(row, OpenItemRow) and row.amount is None)
                continue
            known[place] = KnownBill(self.next_bill, bill.amount, bill.due_date, bill.ocr[:30])
            lines = json.dumps([[line.kind.value, line.amount] for line in bill.lines]) if bill.lines else None
            rows.append((
                self.next_bill, place[0], place[1], bill.month, bill.kind.value, bill.number[:40], bill.ocr[:30],
                normal(bill.number)[:40], normal(bill.ocr)[:30], bill.due_date, bill.amount, lines, through,
                self.number,
            ))  # fmt: skip
            self.next_bill += 1
            self._count("bills_new", place)
        return rows

    def _compare(self, known: KnownBill, bill: BillRow, *, guessed: bool) -> KnownBill:
        """A newer file may correct a bill's amount or due date; an older one never does.

        A list that does not say what was billed shows only that it was at least so much, whenever it is read; and any
        file may tell an OCR number that was not known.
        """
        newer = bill.amount > known.amount if guessed else self.newest
        amount, due = (bill.amount, known.due if guessed else bill.due_date) if newer else (known.amount, known.due)
        said = KnownBill(known.pk, amount, due, known.ocr or bill.ocr[:30])
        if said != known:
            self.changes.counts["bills_changed"] += (amount, due) != (known.amount, known.due)
            self.changes.bill_updates.append((amount, due, said.ocr, normal(said.ocr), known.pk))
        return said

    def _new_payments(
        self,
        placed: Sequence[tuple[Place, BillRow, Row]],
        bills: dict[Place, KnownBill],
        again: Collection[uuid.UUID],
    ) -> list[tuple[Any, ...]]:
        known = self._known_payments(again)
        wanted: dict[Place, tuple[int, PaymentRow]] = {}
        for place, _, row in placed:
            if isinstance(row, LedgerRow) and row.payment is not None:
                wanted[place[0], payment_key(place[1], row.payment)] = (bills[place].pk, row.payment)
        if self.newest and known:
            self._note_moved(known, wanted, {bills[place].pk for place, _, _ in placed})
        rows: list[tuple[Any, ...]] = []
        for place, (bill, payment) in wanted.items():
            if place not in known:
                self._count("payments_new", place)
                rows.append((
                    place[0], bill, place[1], payment.booked, payment.order_received, payment.amount,
                    payment.reference[:100], False, False, self.known_through, self.number,
                ))  # fmt: skip
        return rows

    def _known_payments(self, leases: Collection[uuid.UUID]) -> dict[Place, KnownPayment]:
        rows = Payment.objects.filter(lease_id__in=leases, cause_unknown=False)
        columns = ("lease_id", "key", "pk", "bill_id", "order_received_date", "seen_through")
        return {(lease, key): KnownPayment(*values) for lease, key, *values in rows.values_list(*columns)}

    def _note_moved(
        self, known: dict[Place, KnownPayment], wanted: dict[Place, tuple[int, PaymentRow]], bills: set[int]
    ) -> None:
        """A bill comes with all its payments: one that a newer file no longer has there was moved or taken back.

        Where a bill has several payments they may stand in different pieces of one list, so each is marked as seen.
        """
        on_bill = Counter(payment.bill for payment in known.values())
        for place, payment in known.items():
            if place in wanted:
                ordered = wanted[place][1].order_received or payment.ordered
                if ordered != payment.ordered or (on_bill[payment.bill] > 1 and payment.seen != self.known_through):
                    self.changes.payment_updates.append((ordered, self.known_through, payment.pk))
                self.changes.seen_payments.add(payment.pk)
            elif payment.bill in bills and (payment.seen is None or payment.seen < self.known_through):
                self.changes.missing_payments.add(payment.pk)

    def _new_sightings(
        self, placed: Sequence[tuple[Place, BillRow, Row]], bills: dict[Place, KnownBill]
    ) -> list[tuple[Any, ...]]:
        self.changes.counts["items"] += len(placed)
        self.changes.seen_bills.update(bills[place].pk for place, _, _ in placed)
        return [
            (bills[place].pk, self.known_through, row.remaining, self.number)
            for place, _, row in placed
            if isinstance(row, OpenItemRow)
        ]

    def _count(self, what: str, place: Place) -> None:
        """Count each once: a dry run adds nothing, so what falls into two chunks would look new twice."""
        if self.dry:
            mark = hash((what, place))
            if mark in self._counted:
                return
            self._counted.add(mark)
        self.changes.counts[what] += 1

    def apply_updates(self) -> None:
        """The changes to what was there before; called in the last transaction, the one that makes all visible."""
        self.households.apply_updates()
        update_rows(Bill, ("amount", "due_date", "ocr", "ocr_key"), self.changes.bill_updates)
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
