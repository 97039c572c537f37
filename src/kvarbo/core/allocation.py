"""Avräkning: which bill, and what of it, each krona pays.

**The order (avräkningsordning), stated once and the same everywhere:**

1. the landlord's own matching (``Payment.bill_id``) is never contradicted; money matched to a bill that is not among
   the facts stays there and pays nothing else;
2. what the payer said (``Payment.designation``): that bill, or the bills of that month, or those kinds of money; money
   for what has no bill here waits for it and pays nothing else;
3. a reference that is exactly a bill's id;
4. everything else, with what is left over from 1 to 3 and with credit bills, pays the oldest due date first
   (the same day: in the order of the kinds, then by id).

Inside a bill the kinds that the payer named are paid first, with that money and whoever matched it. The rest is paid in
``RENT_FIRST`` unless a policy states another order: the home can only be lost for unpaid *rent* (JB 12:42), so what a
tenant pays protects the home first; what is disputed comes last, because who pays everything but a disputed increase
means to pay everything but that.

That the payer decides is general knowledge of handelsbalken 9:5, which is not among the statutes we have read.

Only sums decide, so the order in which payments arrive changes nothing. A payment counts from the day the bank
received the order when that day is known, otherwise from the day it was booked (JB 12:20).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kvarbo.core.facts import Bill, BillKind, Payment

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

Kinds = tuple[BillKind, ...]
_PLACE = {kind: place for place, kind in enumerate(RENT_FIRST)}
_NOTHING: Mapping[BillKind, int] = {}


@dataclass(slots=True)
class Allocation:
    """Avräkning: what remains of each bill by id, and the money that fits no bill (negative: missing money).

    ``elsewhere`` is matched to a bill not among the facts; ``awaiting`` was named for what has no bill here; ``meant``
    is what was paid by bill for kinds that the payer named.
    """

    left: dict[str, int]
    pool: int = 0
    elsewhere: int = 0
    awaiting: int = 0
    meant: dict[str, dict[BillKind, int]] = field(default_factory=dict)

    def kinds_of(self, bill: Bill, order: Sequence[BillKind] = RENT_FIRST) -> tuple[tuple[BillKind, int], ...]:
        """Of what that which remains of the bill is."""
        return kinds_left(bill, self.left.get(bill.id, 0), order, self.meant.get(bill.id, _NOTHING))


def counted_day(payment: Payment) -> date:
    """The day a payment counts from (JB 12:20): order received when known, never later than the day it was booked."""
    received = payment.order_received
    return received if received is not None and received < payment.booked else payment.booked


def billed_by_kind(bill: Bill) -> dict[BillKind, int]:
    """Öre billed by kind, a discount taken off its own kind."""
    if not bill.lines:
        return {bill.kind: bill.amount}
    billed: dict[BillKind, int] = {}
    for line in bill.lines:
        billed[line.kind] = billed.get(line.kind, 0) + line.amount
    return billed


def kinds_left(
    bill: Bill,
    remaining: int,
    order: Sequence[BillKind] = RENT_FIRST,
    meant: Mapping[BillKind, int] = _NOTHING,
) -> tuple[tuple[BillKind, int], ...]:
    """Of what the remaining öre of a bill are: what was ``meant`` for a kind pays it, the rest pays in ``order``."""
    if remaining <= 0:
        return ()
    if not bill.lines:
        return ((bill.kind, remaining),)
    billed = billed_by_kind(bill)
    covered = sum(amount for amount in billed.values() if amount > 0) - remaining
    for kind in RENT_FIRST if meant else ():
        paid = max(min(meant.get(kind, 0), billed.get(kind, 0), covered), 0)
        if paid:
            billed[kind] -= paid
            covered -= paid
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
    named: list[Payment] = []
    for payment in payments:
        if counted_day(payment) > on:
            continue
        if payment.designation is not None:
            named.append(payment)
        elif payment.bill_id is None:
            if payment.reference in left:
                left[payment.reference] -= payment.amount
            else:
                result.pool += payment.amount
        elif payment.bill_id in left:
            left[payment.bill_id] -= payment.amount
        else:
            result.elsewhere += payment.amount
    if named:
        _spread_named(bills, named, result, order)
    else:
        _return_what_does_not_fit(bills, result)
    if result.pool > 0:
        _pay_oldest_first(bills, result, order)
    return result


def _return_what_does_not_fit(bills: Sequence[Bill], result: Allocation) -> None:
    """A bill can neither owe less than nothing nor more than it asks for: the rest is everybody's money."""
    left = result.left
    for bill in bills:
        remaining = left.get(bill.id)
        if remaining is None or 0 <= remaining <= bill.amount:
            continue
        fits = min(max(remaining, 0), max(bill.amount, 0))
        if fits != remaining:
            result.pool += fits - remaining
            left[bill.id] = fits


def _in_order(bills: Iterable[Bill], order: Sequence[BillKind]) -> list[Bill]:
    place = {kind: index for index, kind in enumerate(order)}
    return sorted(bills, key=lambda bill: (bill.due_date, place.get(bill.kind, len(place)), bill.id))


def _pay_oldest_first(bills: Sequence[Bill], result: Allocation, order: Sequence[BillKind]) -> None:
    for bill in _in_order(bills, order):
        paid = min(result.left.get(bill.id, 0), result.pool)
        if paid:
            result.left[bill.id] -= paid
            result.pool -= paid
            if not result.pool:
                return


def _spread_named(
    bills: Sequence[Bill], named: Iterable[Payment], result: Allocation, order: Sequence[BillKind]
) -> None:
    """Money that the payer said something of: its sums by bill, month and kinds, so that the order changes nothing."""
    by_bill: dict[tuple[str, Kinds], int] = {}
    by_month: dict[tuple[date | None, Kinds], int] = {}
    for payment in named:
        said = payment.designation
        assert said is not None
        kinds = tuple(sorted(frozenset(said.kinds), key=_PLACE.__getitem__))
        target = target_of(payment, result.left)
        if target is not None:
            result.left[target] -= payment.amount
            by_bill[target, kinds] = by_bill.get((target, kinds), 0) + payment.amount
        elif payment.bill_id is not None:
            result.elsewhere += payment.amount
        elif said.bill_id is not None:
            result.awaiting += payment.amount
        else:
            by_month[said.month, kinds] = by_month.get((said.month, kinds), 0) + payment.amount
    _return_what_does_not_fit(bills, result)
    bill_of = {bill.id: bill for bill in bills}
    for bill_id, kinds in sorted(by_bill, key=lambda key: (key[0], len(key[1]), _places(key[1]))):
        _mean(result, bill_of[bill_id], kinds, by_bill[bill_id, kinds])
    in_order = _in_order((bill for bill in bills if bill.amount > 0), order)
    for month, kinds in sorted(by_month, key=lambda key: (key[0] or date.max, len(key[1]), _places(key[1]))):
        _pay_named(in_order, result, order, month, kinds, by_month[month, kinds])
    if result.awaiting < 0:  # more went back than was ever named: nothing waits
        result.pool += result.awaiting
        result.awaiting = 0


def target_of(payment: Payment, known: Container[str]) -> str | None:
    """The one bill that a payment is for: matched by the landlord, else named by the payer, else its reference."""
    said = payment.designation
    wanted: str | None = payment.reference
    if payment.bill_id is not None:
        wanted = payment.bill_id
    elif said is not None and (said.bill_id is not None or said.month is not None):
        wanted = said.bill_id
    return wanted if wanted in known else None


def _places(kinds: Kinds) -> tuple[int, ...]:
    return tuple(_PLACE[kind] for kind in kinds)


def _mean(result: Allocation, bill: Bill, kinds: Kinds, amount: int) -> int:
    """Note that so much of what was paid of the bill was for the kinds; gives what those kinds had no room for."""
    if not kinds or amount <= 0:
        return amount
    billed, meant = billed_by_kind(bill), result.meant.setdefault(bill.id, {})
    for kind in kinds:
        part = max(min(amount, billed.get(kind, 0) - meant.get(kind, 0)), 0)
        if part:
            meant[kind] = meant.get(kind, 0) + part
            amount -= part
    return amount


def _pay_named(
    bills: Sequence[Bill],
    result: Allocation,
    order: Sequence[BillKind],
    month: date | None,
    kinds: Kinds,
    amount: int,
) -> None:
    """Pay the month the payer named, or the kinds wherever they are; what is left over is everybody's money."""
    chosen = [bill for bill in bills if month is None or bill.month == month]
    with_kinds = [bill for bill in chosen if any(billed_by_kind(bill).get(kind, 0) > 0 for kind in kinds)]
    if not (chosen if month is not None else with_kinds):
        result.awaiting += amount
        return
    for bill in with_kinds:
        room = sum(left for kind, left in result.kinds_of(bill, order) if kind in kinds)
        part = max(min(amount, room), 0)
        if part:
            result.left[bill.id] -= part
            _mean(result, bill, kinds, part)
            amount -= part
    for bill in chosen if month is not None else ():
        part = max(min(amount, result.left.get(bill.id, 0)), 0)
        result.left[bill.id] -= part
        amount -= part
    result.pool += amount
