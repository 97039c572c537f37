"""A landlord's room filled with a made-up ledger, for measuring what works on a database."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.ledgers import KNOWN, ON, columns

from kvarbo.landlord.rent.ledger_columns import NO_BILL, month_of

LEASE = ("id", "source_key", "number", "kind", "address", "flat", "district", "is_protected", "import_no")
BILL = ("id", "lease", "key", "month", "kind", "number", "ocr", "due_date", "amount", "import_no")
PAYMENT = ("lease", "bill", "key", "booked_date", "order_received_date", "amount", "reference", "cause_unknown",
           "import_no")  # fmt: skip


def point_at(folder: Path) -> None:
    """Settings for a scratch installation; must run before Django starts."""
    os.environ.update(KVARBO_MODE="demo", KVARBO_VAR=str(folder), KVARBO_TODAY=ON.isoformat())
    os.environ.setdefault("KVARBO_DATABASE", str(folder / "databases"))
    from kvarbo.web.starting import start_django

    start_django()


def room_with(leases: int, *, odd: float) -> Any:
    """A room whose leases have two years of matched payments; ``odd`` of them with money that went back."""
    from kvarbo.core.ladder.loading import LANDLORDS
    from kvarbo.ground.trail.recorder import recorded
    from kvarbo.house import actions as house
    from kvarbo.house.databases import migrate_house
    from kvarbo.house.rooms import enter
    from kvarbo.landlord.outreach.actions import follow_policy

    migrate_house()
    room = house.open_room(slug="matt", name="Mätt", kind="landlord", login_requirement="password")
    with enter(room):
        with recorded("benchmark"):
            hemma = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
            follow_policy(text=hemma, valid_from=date(2024, 12, 1), by="benchmark")
        _fill(leases, odd)
    return room


def _fill(leases: int, odd: float) -> None:
    from django.db import transaction

    from kvarbo.ground.bulk import insert_missing
    from kvarbo.house.rooms import current
    from kvarbo.landlord.rent.models import Bill, Lease, LedgerState, Payment

    bills, payments = columns(leases, matched=True, odd=odd)
    ids = [uuid.UUID(int=number, version=4).hex for number in range(1, leases + 1)]
    with transaction.atomic(using=current().alias):
        insert_missing(Lease, LEASE, _lease_rows(ids))
        insert_missing(Bill, BILL, _bill_rows(bills, ids))
        insert_missing(Payment, PAYMENT, _payment_rows(payments, ids))
        LedgerState.objects.filter(pk=1).update(known_through=KNOWN)


def _lease_rows(ids: list[str]) -> Iterator[tuple[Any, ...]]:
    for place, key in enumerate(ids):
        number, flat = f"L{place}", str(1001 + place % 12)
        yield key, number, number, "dwelling", f"Kvarnstensgatan {place // 12}", flat, "", False, 0


def _bill_rows(bills: Any, ids: list[str]) -> Iterator[tuple[Any, ...]]:
    for row in range(len(bills.id)):
        month = month_of(int(bills.month[row])).isoformat()
        due = date.fromordinal(int(bills.due[row])).isoformat()
        yield (int(bills.id[row]), ids[bills.lease[row]], f"{month} rent", month, "rent", "", "", due,
               int(bills.amount[row]), 0)  # fmt: skip


def _payment_rows(payments: Any, ids: list[str]) -> Iterator[tuple[Any, ...]]:
    for row in range(len(payments.lease)):
        day = date.fromordinal(int(payments.day[row])).isoformat()
        bill = int(payments.bill[row])
        yield (ids[payments.lease[row]], None if bill == NO_BILL else bill, str(row), day, day,
               int(payments.amount[row]), "", False, 0)  # fmt: skip
