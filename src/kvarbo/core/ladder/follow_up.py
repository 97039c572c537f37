"""Uppföljning: whether the money of a promise or a deferral was in by its day. Worked out when asked, never stored.

What was due and unpaid when it was given is what it concerns; if nothing was, what falls due through its day. Money
counts from the day it counts (JB 12:20). Money that went back was never in. A day that is not known is unknown, and
what waits unplaced may be the money: that is no broken promise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kvarbo.core import swedish
from kvarbo.core.allocation import DISPUTED, RENT_FIRST, allocate, counted_day
from kvarbo.core.debt import PAYMENT_COUNTS
from kvarbo.core.facts import Bill, BillKind, Facts, Payment
from kvarbo.core.finding import Finding, Step
from kvarbo.core.ladder.open_months import cover_day
from kvarbo.core.payment_history import SLACK_BANK_DAYS

_DAY = timedelta(days=1)


class Kept(StrEnum):
    """How a promise or a deferral stands (uppföljning)."""

    UNDER_WAY = "under_way"  # pågår
    KEPT = "kept"  # pengarna kom i tid
    NOT_KEPT = "not_kept"  # pengarna kom inte i tid
    UNKNOWN = "unknown"  # det är inte känt så långt


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """Uppföljt: how it stands, and how much of what it concerned was in by its day; öre."""

    standing: Kept
    until: date
    came: int
    expected: int


def follow_up(
    *,
    facts: Facts,
    given: date,
    until: date,
    on: date,
    amount: int | None = None,
    months: Collection[date] = (),
    bank_days: int = SLACK_BANK_DAYS,
    order: Sequence[BillKind] = RENT_FIRST,
) -> Finding[FollowedUp]:
    """Löfte, anstånd eller en dels dag följd upp: were ``amount`` öre (all of it when None) in by ``until``?

    ``months``: what it is about when that was said, whatever was due then; a plan may hold a rent that is not due yet.
    """
    stayed = without_returned(facts.payments, on)
    concerned = _concerned(facts, stayed, given, until, months, order)
    before = _open(facts.bills, concerned, stayed, given - _DAY, order)
    expected = before if amount is None else min(amount, before)

    def came(payments: Iterable[Payment]) -> int:
        return max(before - _open(facts.bills, concerned, tuple(payments), min(until, on), order), 0)

    in_time = came(stayed)
    cover, known = cover_day(until, bank_days), facts.known_through
    if in_time >= expected:
        standing = Kept.KEPT
    elif on <= until:
        standing = Kept.UNDER_WAY
    elif known is None or known < cover or came(_perhaps_in_time(facts, stayed, given, until, cover, on)) >= expected:
        standing = Kept.UNKNOWN
    else:
        standing = Kept.NOT_KEPT
    value = FollowedUp(standing, until, min(in_time, expected), expected)
    return Finding(value, (_step(value, known, cover),))


def without_returned(payments: Sequence[Payment], on: date) -> tuple[Payment, ...]:
    """The payments that stayed: one that went back with the same amount on the same bill by the day was never in."""
    counted = sorted((payment for payment in payments if counted_day(payment) <= on), key=counted_day)
    left = [payment for payment in counted if payment.amount > 0]
    unpaired: list[Payment] = []
    for back in (payment for payment in counted if payment.amount < 0):
        same = [
            payment
            for payment in left
            if payment.amount == -back.amount
            and counted_day(payment) <= counted_day(back)
            and back.bill_id in (None, payment.bill_id)
        ]
        if same:
            left.remove(same[-1])
        else:
            unpaired.append(back)
    return (*left, *unpaired)


def _concerned(
    facts: Facts,
    stayed: Sequence[Payment],
    given: date,
    until: date,
    months: Collection[date],
    order: Sequence[BillKind],
) -> frozenset[str]:
    """Bills of the months it says; else those that were due and open when it was given, else due through its day."""
    bills = [bill for bill in facts.bills if bill.amount > 0]
    if months:
        return frozenset(bill.id for bill in bills if bill.month in months)
    due = frozenset(bill.id for bill in bills if bill.due_date <= given)
    if _open(facts.bills, due, stayed, given - _DAY, order):
        return due
    return frozenset(bill.id for bill in bills if bill.due_date <= until)


def _open(
    bills: Sequence[Bill],
    concerned: frozenset[str],
    payments: Sequence[Payment],
    on: date,
    order: Sequence[BillKind],
) -> int:
    """Öre open on the evening of the day of the bills that it concerns; what is in dispute is not asked for."""
    spread = allocate(bills, payments, on=on, order=order)
    return sum(
        left
        for bill in bills
        if bill.id in concerned
        for kind, left in spread.kinds_of(bill, order)
        if kind not in DISPUTED
    )


def _perhaps_in_time(
    facts: Facts, stayed: Sequence[Payment], given: date, until: date, cover: date, on: date
) -> list[Payment]:
    """The payments as if everything that may have been in time was: a day unknown, an order unknown, money unplaced."""
    perhaps: list[Payment] = []
    for payment in stayed:
        late = counted_day(payment) > until
        order_unknown = payment.order_received is None and payment.booked <= cover
        if late and (payment.cause_unknown or order_unknown):
            payment = replace(payment, booked=until, order_received=None)
        perhaps.append(payment)
    waiting = (payment for payment in facts.waiting_payments if given <= payment.booked <= on and payment.amount > 0)
    return [*perhaps, *(replace(payment, booked=min(payment.booked, until)) for payment in waiting)]


def _step(value: FollowedUp, known: date | None, cover: date) -> Step:
    until = swedish.day(value.until)
    if value.standing is Kept.KEPT:
        return Step("Pengarna kom i tid." if value.expected else "Inget var obetalt.", PAYMENT_COUNTS)
    if value.standing is Kept.UNDER_WAY:
        return Step(f"Pågår till och med {until}.", "fakta")
    if value.standing is Kept.NOT_KEPT:
        part = f"{swedish.money(value.came)} av {swedish.money(value.expected)}"
        return Step(f"Till och med {until} hade {part} kommit.", PAYMENT_COUNTS)
    if known is None or known < cover:
        told = f"Betalningar måste vara kända till och med {swedish.day(cover)}."
        return Step(f"Det är inte känt än om pengarna kom i tid. {told}", "fakta")
    return Step("Det är inte känt om pengarna kom i tid: en betalnings dag eller plats är okänd.", PAYMENT_COUNTS)
