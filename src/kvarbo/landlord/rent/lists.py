"""Settling bills by open-items lists: what the newest list no longer holds has been paid, cause unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from kvarbo.landlord.rent.models import Bill, ListRead, Payment, Sighting
from kvarbo.landlord.rent.settlement import settled_by_lists

AT_A_TIME = 5_000


@dataclass(frozen=True, slots=True)
class SettledBill:
    """Reglerat på en avi enligt en lista, öre; ``day`` is the list's, so the money came at the latest then."""

    lease: UUID
    bill: int
    bill_key: str
    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """What lists now say of some bills; ``settled`` counts those that the newest list shows as wholly settled.

    ``told_on`` are the days whose lists tell how a bill stands, by bill: they held it, or it was overdue and gone.
    """

    rows: tuple[SettledBill, ...]
    settled: int
    told_on: Mapping[int, frozenset[date]]


def bills_to_settle(*, before: date, import_no: int) -> list[int]:
    """Bills any list has told of, and bills still open that fell due before the day."""
    seen = set(Sighting.objects.filter(import_no__lte=import_no).values_list("bill_id", flat=True))
    seen |= set(Payment.objects.filter(cause_unknown=True).values_list("bill_id", flat=True))
    return sorted(seen.union(open_bills(before=before, import_no=import_no)))


def open_bills(*, before: date, import_no: int) -> list[int]:
    """Bills that fell due before the day and are not fully paid, by the landlord's own matching."""
    return list(
        Bill.objects.filter(import_no__lte=import_no, due_date__lt=before, amount__gt=0)
        .annotate(paid=Coalesce(Sum("payments__amount"), 0))
        .filter(paid__lt=F("amount"))
        .values_list("pk", flat=True)
    )


def work_out(bill_ids: Collection[int], *, import_no: int) -> Settlement:
    """What every list together says of these bills, worked out from the sources alone."""
    lists = list(ListRead.objects.filter(import_no__lte=import_no).values_list("list_date", "unread_leases"))
    if not lists and not Sighting.objects.filter(import_no__lte=import_no).exists():
        return Settlement((), 0, {})
    latest = max((day for day, _ in lists), default=date.min)
    rows: list[SettledBill] = []
    told_on: dict[int, frozenset[date]] = {}
    settled = 0
    for part in _parts(sorted(bill_ids)):
        for bill, found, seen, tell in _settled(part, lists, import_no):
            gone = {day for day in tell if day > bill.due_date and day not in seen}
            told_on[bill.pk] = frozenset(gone.union(day for day, left in seen.items() if left > 0))
            settled += bool(found.get(latest, 0) > 0)
            rows += [SettledBill(bill.lease, bill.pk, bill.key, day, amount) for day, amount in found.items()]
    return Settlement(tuple(rows), settled, told_on)


def ledger_has_told_of(bill_ids: Iterable[int], *, through: date) -> None:
    """A newer ledger has told of these bills itself: lists up to that day say nothing more of them."""
    for part in _parts(list(bill_ids)):
        told = Q(sightings__isnull=False) | Q(payments__cause_unknown=True)
        ids = list(Bill.objects.filter(told, pk__in=part).values_list("pk", flat=True).distinct())
        Bill.objects.filter(pk__in=ids).update(ledger_through=through)


class _Billed(NamedTuple):
    """An avi as lists look at it; ``number`` is the lease's."""

    pk: int
    lease: UUID
    key: str
    amount: int
    due_date: date
    ledger_through: date | None
    number: str


def _settled(
    part: list[int], lists: list[tuple[date, list[str]]], import_no: int
) -> Iterable[tuple[_Billed, dict[date, int], dict[date, int], list[date]]]:
    """By bill: what lists settle of it, what was left on those that held it, and the days whose lists would hold it."""
    paid: dict[int, list[tuple[date, int]]] = defaultdict(list)
    known = Payment.objects.filter(bill_id__in=part, cause_unknown=False, incoming=None, import_no__lte=import_no)
    for bill_id, booked, amount in known.values_list("bill_id", "booked_date", "amount"):
        paid[bill_id].append((booked, amount))
    seen: dict[int, dict[date, int]] = defaultdict(dict)
    sightings = Sighting.objects.filter(bill_id__in=part, import_no__lte=import_no)
    for bill_id, day, remaining in sightings.values_list("bill_id", "list_date", "remaining"):
        seen[bill_id][day] = remaining
    columns = ("pk", "lease_id", "key", "amount", "due_date", "ledger_through", "lease__source_key")
    for bill in map(_Billed._make, Bill.objects.filter(pk__in=part).values_list(*columns)):
        floor = bill.ledger_through or date.min
        first = min(seen[bill.pk], default=floor)
        days = [day for day, unread in lists if day > floor and day >= first and bill.number not in unread]
        yield (
            bill,
            settled_by_lists(
                amount=bill.amount,
                due_date=bill.due_date,
                payments=paid[bill.pk],
                seen={day: left for day, left in seen[bill.pk].items() if day > floor},
                lists=days,
            ),
            seen[bill.pk],
            days,
        )


def _parts(ids: Collection[int]) -> Iterable[list[int]]:
    listed = list(ids)
    return (listed[start : start + AT_A_TIME] for start in range(0, len(listed), AT_A_TIME))
