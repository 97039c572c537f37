"""Hyresskuld: what is owed on a day and of what, from bills with lines and payments.

**Allocation order (avräkningsordning), stated once and the same everywhere:**

1. the landlord's own matching (``Payment.bill_id``) is never contradicted; money matched to a bill that is not among
   the facts stays there and pays nothing else;
2. a reference that is exactly a bill's id;
3. everything else, with what is left over from 1 and 2 and with credit bills, pays the oldest due date first
   (the same day: in the order of the kinds, then by id).

Inside a bill the lines are paid in ``RENT_FIRST`` unless a policy states another order: the home can only be lost for
unpaid *rent* (JB 12:42), so what a tenant pays protects the home first; what is disputed comes last, because who pays
everything but a disputed increase means to pay everything but that.

Only sums decide, so the order in which payments arrive changes nothing. A payment counts from the day the bank
received the order when that day is known, otherwise from the day it was booked (JB 12:20).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kvarbo.core import swedish
from kvarbo.core.facts import Bill, BillKind, Payment
from kvarbo.core.finding import Finding, Step

PAYMENT_COUNTS = "JB 12:20"

RENT_FIRST: tuple[BillKind, ...] = (
    BillKind.RENT,
    BillKind.METER,
    BillKind.INSURANCE,
    BillKind.GARAGE,
    BillKind.OTHER,
    BillKind.COST,
    BillKind.INTEREST,
    BillKind.FEE,
    BillKind.RETROACTIVE_55E,
    BillKind.INCREASE_54A,
)
# Such money alone never starts a ladder towards termination (JB 12:42 with 12:55 e, and JB 12:44 third paragraph).
DISPUTED = frozenset({BillKind.INCREASE_54A, BillKind.RETROACTIVE_55E})

KIND_WORDS: dict[BillKind, str] = {
    BillKind.RENT: "hyra",
    BillKind.METER: "mätning av el, vatten eller värme",
    BillKind.INSURANCE: "hemförsäkring",
    BillKind.GARAGE: "garage",
    BillKind.OTHER: "övrigt",
    BillKind.COST: "kostnader",
    BillKind.INTEREST: "ränta",
    BillKind.FEE: "avgifter",
    BillKind.RETROACTIVE_55E: "retroaktiv höjning (JB 12:55 e)",
    BillKind.INCREASE_54A: "höjning som kan prövas (JB 12:54 a)",
}


@dataclass(frozen=True, slots=True)
class OpenBill:
    """Obetald avi: what remains of one bill (öre), in total and by kind."""

    bill: Bill
    remaining: int
    by_kind: tuple[tuple[BillKind, int], ...]

    def of(self, kinds: Iterable[BillKind]) -> int:
        """Öre that remain of the named kinds."""
        wanted = frozenset(kinds)
        return sum(amount for kind, amount in self.by_kind if kind in wanted)


@dataclass(frozen=True, slots=True)
class Balance:
    """Skuld en viss dag; all amounts in öre and none below zero. ``bills`` are overdue, oldest first.

    ``credit`` is money that pays no bill, ``elsewhere`` money the landlord matched to a bill not among the facts,
    ``taken_back`` money that went back (a returned payment) without a bill that answers for it.
    """

    on: date
    bills: tuple[OpenBill, ...]
    total: int
    rent_only: int
    by_kind: tuple[tuple[BillKind, int], ...]
    by_month: tuple[tuple[date, int], ...]
    not_yet_due: int
    credit: int
    elsewhere: int
    taken_back: int
    oldest_unpaid_due: date | None
    days_late: int


@dataclass(slots=True)
class Allocation:
    """Avräkning: what remains of each bill by id, and the money that fits no bill (negative: missing money)."""

    left: dict[str, int]
    pool: int = 0
    elsewhere: int = 0


def counted_day(payment: Payment) -> date:
    """The day a payment counts from (JB 12:20): order received when known, never later than the day it was booked."""
    received = payment.order_received
    return received if received is not None and received < payment.booked else payment.booked


def kinds_left(bill: Bill, remaining: int, order: Sequence[BillKind] = RENT_FIRST) -> tuple[tuple[BillKind, int], ...]:
    """Of what the remaining öre of a bill are, when lines are paid in ``order``; empty when nothing remains."""
    if remaining <= 0:
        return ()
    if not bill.lines:
        return ((bill.kind, remaining),)
    billed: dict[BillKind, int] = {}
    for line in bill.lines:
        billed[line.kind] = billed.get(line.kind, 0) + line.amount
    covered = sum(amount for amount in billed.values() if amount > 0) - remaining
    left: list[tuple[BillKind, int]] = []
    for kind in order:
        amount = billed.get(kind, 0)
        if amount <= 0:
            continue
        paid = min(amount, max(covered, 0))
        covered -= paid
        if amount > paid:
            left.append((kind, amount - paid))
    return tuple(left)


def allocate(
    bills: Sequence[Bill], payments: Iterable[Payment], *, on: date, order: Sequence[BillKind] = RENT_FIRST
) -> Allocation:
    """Spread all money that counts on the day over the bills by the stated order; a credit counts from its due date."""
    result = Allocation({bill.id: bill.amount for bill in bills if bill.amount >= 0 or bill.due_date <= on})
    left = result.left
    for payment in payments:
        if counted_day(payment) > on:
            continue
        if payment.bill_id is None:
            if payment.reference in left:
                left[payment.reference] -= payment.amount
            else:
                result.pool += payment.amount
        elif payment.bill_id in left:
            left[payment.bill_id] -= payment.amount
        else:
            result.elsewhere += payment.amount
    _return_what_does_not_fit(bills, result)
    if result.pool > 0:
        _pay_oldest_first(bills, result, order)
    return result


def _return_what_does_not_fit(bills: Sequence[Bill], result: Allocation) -> None:
    """A bill can neither owe less than nothing nor more than it asks for: the rest is everybody's money."""
    left = result.left
    for bill in bills:
        remaining = left.get(bill.id)
        if remaining is None:
            continue
        fits = min(max(remaining, 0), max(bill.amount, 0))
        if fits != remaining:
            result.pool += fits - remaining
            left[bill.id] = fits


def _pay_oldest_first(bills: Sequence[Bill], result: Allocation, order: Sequence[BillKind]) -> None:
    place = {kind: index for index, kind in enumerate(order)}
    for bill in sorted(bills, key=lambda bill: (bill.due_date, place.get(bill.kind, len(place)), bill.id)):
        paid = min(result.left.get(bill.id, 0), result.pool)
        if paid:
            result.left[bill.id] -= paid
            result.pool -= paid
            if not result.pool:
                return


def open_bills(
    bills: Sequence[Bill], payments: Iterable[Payment], *, on: date, order: Sequence[BillKind] = RENT_FIRST
) -> tuple[OpenBill, ...]:
    """Förfallna obetalda avier: bills due *before* the day with something left, oldest due date first."""
    left = allocate(bills, payments, on=on, order=order).left
    return _overdue(bills, left, on, order)


def _overdue(bills: Sequence[Bill], left: dict[str, int], on: date, order: Sequence[BillKind]) -> tuple[OpenBill, ...]:
    overdue = [bill for bill in bills if bill.due_date < on and left.get(bill.id, 0) > 0]
    overdue.sort(key=lambda bill: (bill.due_date, bill.month, bill.id))
    return tuple(OpenBill(bill, left[bill.id], kinds_left(bill, left[bill.id], order)) for bill in overdue)


def balance(
    bills: Sequence[Bill], payments: Iterable[Payment], *, on: date, order: Sequence[BillKind] = RENT_FIRST
) -> Finding[Balance]:
    """What is owed on the day (skuld): every bill due before it that is not fully paid. Due today is not yet late."""
    spread = allocate(bills, payments, on=on, order=order)
    overdue = _overdue(bills, spread.left, on, order)
    by_kind: dict[BillKind, int] = {}
    by_month: dict[date, int] = {}
    for item in overdue:
        by_month[item.bill.month] = by_month.get(item.bill.month, 0) + item.remaining
        for kind, amount in item.by_kind:
            by_kind[kind] = by_kind.get(kind, 0) + amount
    oldest = overdue[0].bill.due_date if overdue else None
    total = sum(by_month.values())
    value = Balance(
        on=on,
        bills=overdue,
        total=total,
        rent_only=by_kind.get(BillKind.RENT, 0),
        by_kind=tuple((kind, by_kind[kind]) for kind in RENT_FIRST if kind in by_kind),
        by_month=tuple(sorted(by_month.items())),
        not_yet_due=sum(spread.left.values()) - total,
        credit=max(spread.pool, 0),
        elsewhere=spread.elsewhere,
        taken_back=max(-spread.pool, 0),
        oldest_unpaid_due=oldest,
        days_late=(on - oldest).days if oldest else 0,
    )
    return Finding(value, _steps(value))


def _steps(value: Balance) -> tuple[Step, ...]:
    if not value.bills:
        steps = [Step(f"Inget är förfallet och obetalt {swedish.day(value.on)}.", "fakta")]
    else:
        steps = [_bill_step(item) for item in value.bills]
        disputed = sum(amount for kind, amount in value.by_kind if kind in DISPUTED)
        if disputed:
            text = f"{swedish.money(disputed)} är höjning som kan prövas eller gäller bakåt och startar inga steg."
            steps.append(Step(text, "JB 12:44 tredje stycket, JB 12:42 första stycket 1"))
    if value.credit:
        steps.append(Step(f"{swedish.money(value.credit)} är inbetalt utan avi att räkna av mot.", "fakta"))
    if value.elsewhere:
        text = f"{swedish.money(value.elsewhere)} har hyresvärden bokfört på en avi som inte finns med här."
        steps.append(Step(text, "fakta"))
    if value.taken_back:
        text = f"{swedish.money(value.taken_back)} har gått tillbaka och ingen avi svarar för det: kontrollera."
        steps.append(Step(text, "fakta"))
    return tuple(steps)


def _bill_step(item: OpenBill) -> Step:
    bill = item.bill
    parts = swedish.listed(tuple(f"{KIND_WORDS[kind]} {swedish.money(amount)}" for kind, amount in item.by_kind))
    part_paid = f" av {swedish.money(bill.amount)}" if item.remaining != bill.amount else ""
    text = (
        f"Avin för {swedish.month(bill.month)} förföll {swedish.day(bill.due_date)}: "
        f"{swedish.money(item.remaining)}{part_paid} är obetalt ({parts})."
    )
    return Step(text, "fakta")
