"""Reads: payments that wait for a person, those already placed, and what a reader may see of who paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from kvarbo.core.debt import allocate
from kvarbo.ground import clock
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.people.queries import protected_names
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.search import in_any_case
from kvarbo.landlord.rent.models import Lease, Payment
from kvarbo.landlord.rent.payments.matching import name_key
from kvarbo.landlord.rent.payments.models import IncomingPayment, Placement, PossibleLease, SeenBy, ToldBy
from kvarbo.landlord.rent.queries import ShownLease, facts_for, leases_open_to, ledger_state, shown_leases

MOST_FOUND = 25
BILLS_OFFERED = 4
LAST_PLACED = 15


@dataclass(frozen=True, slots=True)
class Choice:
    """Ett val: a lease and one of its open bills, or the oldest unpaid first (``bill`` None)."""

    lease: ShownLease
    bill: int | None
    month: date | None
    left: int  # öre that remain of the bill, or of all bills that have fallen due
    reasons: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """As a form sends it."""
        return f"{self.lease.id}:{self.bill or ''}"


@dataclass(frozen=True, slots=True)
class ShownPlacement:
    """Var en del av betalningen ligger: a lease as the reader may see it, or none and what the money is instead."""

    lease: ShownLease | None
    month: date | None
    amount: int
    rule: str
    why: str
    reason: str
    by_name: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class ShownPayment:
    """En betalning as this reader may see it; öre. Who paid and what they wrote is masked for protected people."""

    id: UUID
    amount: int
    open_amount: int
    booked: date
    ordered: date | None
    told_by: str
    account: str
    payer: str | Masked
    reference: str | Masked
    text: str | Masked
    seen_by: str
    is_contradicted: bool
    is_hidden: bool
    placements: tuple[ShownPlacement, ...]


def visible_payments() -> QuerySet[IncomingPayment]:
    """Payments whose file has been read in whole."""
    return IncomingPayment.objects.filter(import_no__lte=ledger_state().visible_import)


def waiting() -> QuerySet[IncomingPayment]:
    """Payments that wait for a person, the oldest first; not those that the landlord's own ledger has placed."""
    return visible_payments().exclude(open_amount=0).exclude(seen_by=SeenBy.LEDGER).order_by("booked_date", "id")


def contradicted() -> QuerySet[IncomingPayment]:
    """Payments that the landlord's own lists or ledger should show by now, and do not; the newest first."""
    return visible_payments().filter(is_contradicted=True).order_by("-booked_date", "id")


def lately_placed() -> list[IncomingPayment]:
    """What people have placed, the newest first."""
    by_people = Placement.objects.filter(rule="").order_by("-decided_at").values_list("incoming_id", flat=True)
    latest = list(dict.fromkeys(by_people[: 3 * LAST_PLACED]))[:LAST_PLACED]
    return sorted(visible_payments().filter(pk__in=latest), key=lambda payment: latest.index(payment.pk))


def waiting_in_all() -> tuple[int, int, int]:
    """How many payments wait, their sum in öre, and how many leases are not contacted meanwhile."""
    found = waiting()
    held = PossibleLease.objects.filter(incoming__in=found).values("lease_id").distinct().count()
    return found.count(), int(found.aggregate(total=Sum("open_amount"))["total"] or 0), held


def told_by_whom(lease: UUID) -> dict[str, str]:
    """Of a lease's payments that were told of: that the debt collector told, or who placed it, by the payment's id."""
    told: dict[str, str] = {}
    rows = Payment.objects.filter(lease_id=lease, incoming__isnull=False)
    columns = ("pk", "incoming__told_by", "incoming__placements__by_name", "incoming__placements__lease_id")
    for pk, by, placed_by, placed_on in rows.values_list(*columns):
        if by == ToldBy.AGENCY:
            told[str(pk)] = "Betald till inkassobolaget."
        elif placed_by and placed_on == lease:
            told[str(pk)] = f"Placerad av {placed_by}."
    return told


def find(sought: str, amount: int | None) -> QuerySet[IncomingPayment]:
    """Payments with this amount (öre), reference or payer, the newest first; at most ``MOST_FOUND``."""
    fits = Q(reference__icontains=sought) | in_any_case("payer_name", sought) & Q(is_protected=False)
    if amount is not None:
        fits |= Q(amount=amount)
    return visible_payments().filter(fits).order_by("-booked_date", "id")[:MOST_FOUND]


def shown_payments(reader: AtWork, payments: Sequence[IncomingPayment]) -> list[ShownPayment]:
    """Payments as ``reader`` may see them, with where they lie, in a constant number of queries."""
    placed: dict[UUID, list[Placement]] = defaultdict(list)
    ids = [payment.id for payment in payments]
    for placement in Placement.objects.filter(incoming_id__in=ids).select_related("bill", "lease").order_by("id"):
        placed[placement.incoming_id].append(placement)
    closed = set(
        PossibleLease.objects.filter(incoming_id__in=ids)
        .exclude(lease__in=leases_open_to(reader))
        .values_list("incoming_id", flat=True)
    )
    leases = {p.lease.id: p.lease for of in placed.values() for p in of if p.lease}
    shown = shown_leases(reader, list(leases.values()))
    names = closed_names(reader) if any(payment.is_protected for payment in payments) else frozenset()
    found = []
    for payment in payments:
        hidden = payment.id in closed or may_be_of_closed(payment, names)
        hidden |= any(not shown[p.lease_id].may_open for p in placed[payment.id] if p.lease_id)
        found.append(_shown(payment, placed[payment.id], shown, hidden))
    return found


def closed_names(reader: AtWork) -> frozenset[frozenset[str]]:
    """The names of protected people this reader may not be shown, as payments are compared by them."""
    return frozenset(name_key(name) for name in protected_names(closed_to=reader))


def may_be_of_closed(payment: IncomingPayment, names: frozenset[frozenset[str]]) -> bool:
    """Whether the payer is called as somebody protected who is closed to the reader that ``names`` was made for."""
    return payment.is_protected and name_key(payment.payer_name) in names


def _shown(
    payment: IncomingPayment, placed: list[Placement], leases: dict[UUID, ShownLease], hidden: bool
) -> ShownPayment:
    def told(text: str) -> str | Masked:
        return MASKED if hidden and text else text

    return ShownPayment(
        id=payment.id,
        amount=payment.amount,
        open_amount=payment.open_amount,
        booked=payment.booked_date,
        ordered=payment.order_received_date,
        told_by=payment.told_by,
        account=payment.account,
        payer=told(payment.payer_name),
        reference=told(payment.reference or ", ".join(reference for reference, _ in payment.parts)),
        text=told(payment.text),
        seen_by=payment.seen_by,
        is_contradicted=payment.is_contradicted,
        is_hidden=hidden,
        placements=tuple(
            ShownPlacement(
                leases.get(p.lease_id) if p.lease_id else None,
                p.bill.month if p.bill else None,
                p.amount,
                p.rule,
                str(MASKED) if hidden else p.why,
                p.reason,
                p.by_name,
                clock.day_of(p.decided_at),
            )
            for p in placed
        ),
    )


def choices_for(reader: AtWork, payment: IncomingPayment, *, on: date) -> list[Choice]:
    """The leases a waiting payment may belong to, with reasons; those the reader may not open are left out."""
    possible = list(
        PossibleLease.objects.filter(incoming=payment, lease__in=leases_open_to(reader))
        .select_related("lease")
        .order_by("place")
    )
    reasons = {one.lease_id: tuple(str(reason) for reason in one.reasons) for one in possible}
    return choices(reader, [one.lease for one in possible], reasons=reasons, on=on)


def hidden_suggestions(reader: AtWork, payment: IncomingPayment) -> int:
    """How many suggestions are about homes this reader may not open."""
    return PossibleLease.objects.filter(incoming=payment).exclude(lease__in=leases_open_to(reader)).count()


def choices(
    reader: AtWork, leases: Sequence[Lease], *, on: date, reasons: dict[UUID, tuple[str, ...]] | None = None
) -> list[Choice]:
    """What may be chosen for these leases: the oldest unpaid first, or one of the bills that are not fully paid."""
    shown = shown_leases(reader, leases)
    facts = facts_for([lease.id for lease in leases])
    found: list[Choice] = []
    for lease in leases:
        told = facts[lease.id]
        left = allocate(told.bills, told.payments, on=on).left
        opened = sorted((bill for bill in told.bills if left.get(bill.id, 0) > 0), key=lambda b: (b.due_date, b.id))
        why = (reasons or {}).get(lease.id, ())
        found.append(Choice(shown[lease.id], None, None, sum(left[b.id] for b in opened if b.due_date < on), why))
        found += [Choice(shown[lease.id], int(b.id), b.month, left[b.id]) for b in opened[:BILLS_OFFERED]]
    return found


def first_suggestions(reader: AtWork, payments: Collection[IncomingPayment]) -> dict[UUID, PossibleLease]:
    """The first suggestion of each waiting payment that the reader may open, for a quick yes in the list."""
    rows = PossibleLease.objects.filter(incoming__in=list(payments), lease__in=leases_open_to(reader))
    first: dict[UUID, PossibleLease] = {}
    for row in rows.select_related("lease", "bill").order_by("incoming_id", "place"):
        first.setdefault(row.incoming_id, row)
    return first
