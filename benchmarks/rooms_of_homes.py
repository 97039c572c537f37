"""A landlord's room filled with a made-up ledger, for measuring what works on a database."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.ledgers import KNOWN, ON, columns

from kvarbo.landlord.rent.ledger_columns import NO_BILL, month_of


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

    from kvarbo.house.rooms import current
    from kvarbo.landlord.rent.models import Bill, Lease, LedgerState, Payment

    bills, payments = columns(leases, matched=True, odd=odd)
    ids = [uuid.UUID(int=number, version=4) for number in range(1, leases + 1)]
    homes = (
        Lease(pk=key, source_key=f"L{place}", number=f"L{place}", kind="dwelling",
              address=f"Kvarnstensgatan {place // 12}", flat=str(1001 + place % 12))
        for place, key in enumerate(ids)
    )  # fmt: skip
    with transaction.atomic(using=current().alias):
        for model, rows in ((Lease, homes), (Bill, _bills(bills, ids)), (Payment, _payments(payments, ids))):
            while some := list(islice(rows, 10_000)):
                model.objects.bulk_create(some)
        LedgerState.objects.filter(pk=1).update(known_through=KNOWN)


def _bills(bills: Any, ids: list[uuid.UUID]) -> Iterator[Any]:
    from kvarbo.landlord.rent.models import Bill

    for row in range(len(bills.id)):
        month, due = month_of(int(bills.month[row])), date.fromordinal(int(bills.due[row]))
        yield Bill(pk=int(bills.id[row]), lease_id=ids[bills.lease[row]], key=f"{month} rent", month=month,
                   kind="rent", due_date=due, amount=int(bills.amount[row]))  # fmt: skip


def _payments(payments: Any, ids: list[uuid.UUID]) -> Iterator[Any]:
    from kvarbo.landlord.rent.models import Payment

    for row in range(len(payments.lease)):
        day, bill = date.fromordinal(int(payments.day[row])), int(payments.bill[row])
        yield Payment(lease_id=ids[payments.lease[row]], bill_id=None if bill == NO_BILL else bill, key=str(row),
                      booked_date=day, order_received_date=day, amount=int(payments.amount[row]))  # fmt: skip


def one_job_per_case(*, every: int) -> int:
    """As a case system does it: each lease by itself, its rows as model instances, and its answer written at once."""
    from django.db import transaction

    from kvarbo.core import facts
    from kvarbo.core.ladder.next_steps import next_steps
    from kvarbo.house.rooms import current
    from kvarbo.landlord.outreach.assessment import _row
    from kvarbo.landlord.outreach.models import Suggestion
    from kvarbo.landlord.outreach.queries import policy_on
    from kvarbo.landlord.rent.models import Lease

    policy = policy_on(ON)
    assert policy is not None
    written = 0
    for lease_id in Lease.objects.order_by("pk").values_list("pk", flat=True)[::every]:
        with transaction.atomic(using=current().alias):
            lease = Lease.objects.get(pk=lease_id)
            own = facts.Facts(
                lease=facts.Lease(kind=facts.LeaseKind(lease.kind), start=lease.start_date, rent=lease.rent),
                bills=tuple(
                    facts.Bill(str(bill.pk), bill.month, facts.BillKind(bill.kind), bill.due_date, bill.amount)
                    for bill in lease.bills.all()
                ),
                payments=tuple(
                    facts.Payment(str(it.pk), it.booked_date, it.amount, it.order_received_date, it.reference,
                                  str(it.bill_id) if it.bill_id else None, it.cause_unknown)
                    for it in lease.payments.all()
                ),
                known_through=KNOWN,
            )  # fmt: skip
            steps = next_steps(policy=policy, facts=own, on=ON).value
            Suggestion.objects.filter(lease=lease).delete()
            for step in steps:
                values = _row(lease_id, own, step, ON)
                _write(Suggestion, values)
                written += 1
    return written


def _write(model: Any, values: tuple[Any, ...]) -> None:
    from kvarbo.landlord.outreach.assessment import SUGGESTION

    named = dict(zip(SUGGESTION, values, strict=True))
    named["lease_id"] = named.pop("lease")
    named["who_first"], named["why"] = json.loads(named["who_first"]), json.loads(named["why"])
    model.objects.create(**named)
