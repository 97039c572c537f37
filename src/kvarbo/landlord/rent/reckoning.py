"""Avräkning av källorna: what lists and the bank say becomes payments that count, worked out anew from the sources.

Rows of ``Payment`` that a ledger brought are sources and stay as they are; the others are made here. Everything is
worked out in the last transaction of an import, or in that of a person's decision, and only what differs is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from kvarbo.ground.bulk import insert_missing, update_rows
from kvarbo.landlord.rent import lists
from kvarbo.landlord.rent.explaining import Explained, Money, OwnPayment, Settled, explained
from kvarbo.landlord.rent.models import Bill, ListRead, Payment
from kvarbo.landlord.rent.payments.models import AccountDay, IncomingPayment, Placement, SeenBy

AT_A_TIME = 5_000
COLUMNS = (
    "lease", "bill", "key", "booked_date", "order_received_date", "amount", "reference", "cause_unknown", "incoming",
    "is_for_rent", "import_no",
)  # fmt: skip
MADE_HERE = Q(cause_unknown=True) | Q(incoming__isnull=False)

Row = tuple[Any, ...]


@dataclass(slots=True)
class Reckoning:
    """What differs from what is there: rows to take away and to add, and what the bank's money now says of itself."""

    import_no: int
    gone: list[int] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    told: list[tuple[date | None, bool, int]] = field(default_factory=list)
    seen: list[tuple[str, bool, UUID]] = field(default_factory=list)
    settled: int = 0  # bills that the newest list shows as wholly settled

    def put_in_place(self) -> None:
        """Write it."""
        for part in parts(self.gone):
            Payment.objects.filter(pk__in=part).delete()
        insert_missing(Payment, COLUMNS, ((*row, self.import_no) for row in self.new))
        update_rows(Payment, ("bank_order_date", "is_for_rent"), self.told)
        update_rows(IncomingPayment, ("seen_by", "is_contradicted"), self.seen)


def work_out(*, bills: Collection[int] = (), leases: Collection[UUID] = (), import_no: int) -> Reckoning:
    """What all sources together say of these bills, and of all bills of leases that the bank has told money for."""
    result = Reckoning(import_no=import_no)
    by_lease = _by_lease(bills)
    for part in parts(sorted(set(by_lease).union(leases))):
        _work_out_leases(part, {bill for lease in part for bill in by_lease.get(lease, ())}, result)
    return result


def _work_out_leases(part: list[UUID], bills: set[int], result: Reckoning) -> None:
    money = _money_of(part, result.import_no)
    with_money = list(money.by_lease)
    wanted = bills.union(_bills_of(with_money))
    settlement = lists.work_out(wanted, import_no=result.import_no)
    result.settled += settlement.settled
    by_lists: dict[UUID, list[lists.SettledBill]] = defaultdict(list)
    for item in settlement.rows:
        by_lists[item.lease].append(item)
    own, orders = _own_payments(with_money, result.import_no)
    through = _own_through(with_money, result.import_no)
    rows: dict[tuple[UUID, str], Row] = {}
    seen: dict[UUID, tuple[str, bool]] = {}
    for lease in {**money.by_lease, **by_lists}:
        told, items = money.by_lease.get(lease, []), by_lists.get(lease, [])
        settled = _settled(told, items, settlement.told_on)
        found = explained(told, own.get(lease, ()), settled, own_through=through.get(lease))
        for row in _rows_of(lease, found, {item.bill: item.bill_key for item in items}, money.ids):
            rows[lease, row[2]] = row
        for pk, before in orders[lease].items():
            now = found.ordered.get(pk), pk in found.for_rent
            if now != before:
                result.told.append((*now, pk))
        for one in told:
            by, contradicted = seen.get(money.ids[one.id], ("", False))
            seen[money.ids[one.id]] = (_seen_by(found, one.id) or by, one.id in found.contradicted or contradicted)
    _differences(part, rows, wanted, result)
    result.seen += [(*now, pk) for pk, now in seen.items() if now != money.seen[pk]]


def _settled(
    told: Sequence[Money], items: Sequence[lists.SettledBill], told_on: Mapping[int, frozenset[date]]
) -> list[Settled]:
    held = {money.bill for money in told}
    return [Settled(item.bill, item.day, item.amount, _told_of(held, item.day, told_on)) for item in items]


def _told_of(bills: set[int | None], day: date, told_on: Mapping[int, frozenset[date]]) -> frozenset[int]:
    return frozenset(bill for bill in bills if bill is not None and day in told_on.get(bill, ()))


def _seen_by(found: Explained, money: str) -> str:
    return SeenBy.LEDGER.value if money in found.in_ledger else SeenBy.LISTS.value if money in found.on_lists else ""


def _rows_of(lease: UUID, found: Explained, keys: dict[int, str], ids: dict[str, UUID]) -> Iterator[Row]:
    for item in found.unknown:
        key = f"{keys[item.bill]} lista {item.day.isoformat()}"[:160]
        yield (lease, item.bill, key, item.day, None, item.amount, "", True, None, False)
    amounts: dict[tuple[UUID, int | None], int] = defaultdict(int)
    told: dict[tuple[UUID, int | None], Money] = {}
    for share in found.counted:
        place = ids[share.money.id], share.bill
        amounts[place] += share.amount
        told[place] = max(told.get(place, share.money), share.money, key=lambda money: money.for_rent)
    for (incoming, bill), amount in amounts.items():
        money = told[incoming, bill]
        yield (
            lease, bill, f"inbetalning {incoming} {bill or ''}", money.booked, money.ordered, amount,
            money.reference[:100], False, incoming, money.for_rent,
        )  # fmt: skip


def _differences(leases: list[UUID], rows: dict[tuple[UUID, str], Row], wanted: set[int], result: Reckoning) -> None:
    there = Payment.objects.filter(MADE_HERE, lease_id__in=leases)
    for pk, *values in there.values_list("pk", *COLUMNS[:-1]):
        place = values[0], values[2]
        if rows.get(place) == tuple(values):
            del rows[place]
        elif not values[7] or values[1] in wanted:
            result.gone.append(pk)
    result.new += list(rows.values())


def _by_lease(bills: Collection[int]) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = defaultdict(list)
    for part in parts(sorted(bills)):
        for lease, bill in Bill.objects.filter(pk__in=part).values_list("lease_id", "pk"):
            found[lease].append(bill)
    return found


def _bills_of(leases: list[UUID]) -> set[int]:
    """Bills that lists may have settled: those that a list, or money from the bank, has told of."""
    if not leases or not ListRead.objects.exists():
        return set()
    told = Q(sightings__isnull=False) | Q(placements__isnull=False) | Q(payments__in=Payment.objects.filter(MADE_HERE))
    return set(Bill.objects.filter(told, lease_id__in=leases).values_list("pk", flat=True).distinct())


@dataclass(slots=True)
class _MoneyOf:
    """Money placed on leases. Its key orders it, so that the order of arrival means nothing."""

    by_lease: dict[UUID, list[Money]] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)
    seen: dict[UUID, tuple[str, bool]] = field(default_factory=dict)


def _money_of(leases: list[UUID], import_no: int) -> _MoneyOf:
    found = _MoneyOf()
    columns = (
        "lease_id", "incoming_id", "incoming__key", "amount", "incoming__booked_date", "incoming__order_received_date",
        "incoming__reference", "bill_id", "rule", "is_for_rent", "incoming__seen_by", "incoming__is_contradicted",
    )  # fmt: skip
    placed = Placement.objects.filter(lease_id__in=leases, incoming__import_no__lte=import_no)
    placed = placed.order_by("lease_id", "incoming__key", "bill__key", "amount")
    for lease, incoming, key, amount, booked, ordered, reference, bill, rule, for_rent, *seen in placed.values_list(
        *columns
    ):
        parts_there = found.by_lease.setdefault(lease, [])
        place = f"{key} {bill or ''} {len(parts_there)}"  # one payment may be placed in several parts
        found.ids[place] = incoming
        found.seen[incoming] = (seen[0], seen[1])
        parts_there.append(
            Money(place, amount, booked, ordered, reference, bill, confirmed=not rule, for_rent=for_rent)
        )
    return found


def _own_payments(
    leases: list[UUID], import_no: int
) -> tuple[dict[UUID, list[OwnPayment]], dict[UUID, dict[int, tuple[date | None, bool]]]]:
    """The ledger's own rows by lease, and what is known of each so far: the order's day, and if it is for the rent."""
    own: dict[UUID, list[OwnPayment]] = defaultdict(list)
    orders: dict[UUID, dict[int, tuple[date | None, bool]]] = defaultdict(dict)
    ledger = Payment.objects.filter(cause_unknown=False, incoming=None, import_no__lte=import_no)
    if not ledger.exists():  # a landlord whose ledger has never been read
        return own, orders
    ledger = ledger.filter(lease_id__in=leases)
    columns = ("lease_id", "pk", "amount", "booked_date", "reference", "bill_id", "bank_order_date", "is_for_rent")
    for lease, *values, order, for_rent in ledger.values_list(*columns):
        own[lease].append(OwnPayment(*values))
        orders[lease][values[0]] = order, for_rent
    return own, orders


def _own_through(leases: list[UUID], import_no: int) -> dict[UUID, date]:
    """Through which day the landlord's own sources tell of a lease: the newest list, or its ledger."""
    newest = ListRead.objects.filter(import_no__lte=import_no).order_by("-list_date").first()
    told = dict.fromkeys(leases, newest.list_date) if newest else {}
    ledger = Bill.objects.filter(lease_id__in=leases, ledger_through__isnull=False, import_no__lte=import_no)
    for lease, through in ledger.order_by().values_list("lease_id").annotate(through=Max("ledger_through")):
        told[lease] = max(through, told.get(lease, through))
    return told


def known_through(*, import_no: int, own: date | None) -> date | None:
    """Betalningar kända till och med: the landlord's own day, or the bank's where that is later.

    With several accounts it is the one that lags, as long as it has been heard from within the last five weeks.
    """
    latest: dict[str, date] = {}
    days = AccountDay.objects.filter(import_no__lte=import_no)
    for account, through in days.values_list("account", "through"):
        latest[account] = max(through, latest.get(account, through))
    if not latest:
        return own
    newest = max(latest.values())
    bank = min(day for day in latest.values() if (newest - day).days <= 35)
    return max(bank, own) if own else bank


def parts(ids: Iterable[Any]) -> Iterator[list[Any]]:
    """Ids in pieces that a database takes in one question."""
    listed = list(ids)
    return (listed[start : start + AT_A_TIME] for start in range(0, len(listed), AT_A_TIME))
