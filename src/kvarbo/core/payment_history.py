"""Betalningshistorik: month by month, was the rent paid in time, late by how many days, open, or is it not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kvarbo.core import swedish
from kvarbo.core.allocation import Allocation, allocate, counted_day, kinds_left, target_of
from kvarbo.core.calendar import add_arbetsdagar, next_vardag
from kvarbo.core.debt import PAYMENT_COUNTS
from kvarbo.core.facts import Bill, BillKind, Payment
from kvarbo.core.finding import Finding, Step

# A payment ordered in time at a bank reaches the landlord at the latest this many bank days later.
SLACK_BANK_DAYS = 2


class MonthState(StrEnum):
    """How a month's rent was paid, as far as is known."""

    IN_TIME = "in_time"  # betald i tid
    MAYBE_IN_TIME = "maybe_in_time"  # bokförd strax efter förfallodagen, betalorderns dag är okänd
    LATE = "late"  # betald n dagar för sent
    LATE_AT_MOST = "late_at_most"  # försvann från listan: högst n dagar för sent, kanske i tid
    OPEN = "open"  # förfallen och obetald
    UNKNOWN = "unknown"  # betalningarna är inte kända så långt
    NOT_DUE = "not_due"  # ännu inte förfallen


class MonthPaid(NamedTuple):
    """En ruta i månadsraden: one month's rent. ``days`` are days late (LATE, OPEN) or at most so (LATE_AT_MOST)."""

    month: date
    state: MonthState
    due_date: date
    days: int | None
    open_rent: int  # öre of rent that remain
    known_through: date | None

    @property
    def text(self) -> str:
        """The square in words."""
        month = swedish.month(self.month)
        if self.state is MonthState.UNKNOWN:
            known = swedish.day(self.known_through) if self.known_through else "okänd dag"
            return f"Hyran för {month}: inte känt, betalningar är kända till och med {known}."
        return f"Hyran för {month}: {_WORDS[self.state].format(days=swedish.days(self.days or 0))}."


@lru_cache(maxsize=4096)
def last_day_in_time(due_date: date) -> date:
    """Sista dag att betala i tid: a due date on a Saturday, holiday or eve moves to the next vardag (1930:173 2 §)."""
    return next_vardag(due_date)


@lru_cache(maxsize=4096)
def payments_cover(due_date: date, *, bank_days: int) -> date:
    """The day through which payments must be known before one can say that the rent due that day has not come."""
    return add_arbetsdagar(last_day_in_time(due_date), bank_days)


def months_history(
    bills: Sequence[Bill],
    payments: Sequence[Payment],
    *,
    on: date,
    known_through: date | None,
    slack_bank_days: int = SLACK_BANK_DAYS,
    ignore_below: int = 0,
) -> Finding[tuple[MonthPaid, ...]]:
    """Each month's rent, oldest first, with reasons. Rent that remains below ``ignore_below`` (öre) counts as paid."""
    rows = paid_months(
        bills,
        payments,
        on=on,
        known_through=known_through,
        slack_bank_days=slack_bank_days,
        ignore_below=ignore_below,
    )
    steps = tuple(Step(row.text, PAYMENT_COUNTS if row.days else "fakta") for row in rows)
    return Finding(rows, steps or (Step("Det finns ingen hyresavi att läsa ut historik ur.", "fakta"),))


def paid_months(
    bills: Sequence[Bill],
    payments: Sequence[Payment],
    *,
    on: date,
    known_through: date | None,
    slack_bank_days: int = SLACK_BANK_DAYS,
    ignore_below: int = 0,
) -> tuple[MonthPaid, ...]:
    """The months without their reasons put into words, for rules that only count them."""
    settled = settled_months(bills, payments, on=on, ignore_below=ignore_below)
    return settled.read(on=on, known_through=known_through, slack_bank_days=slack_bank_days)


@dataclass(frozen=True, slots=True)
class SettledMonths:
    """Hyrorna och vad som betalade dem: it changes only when money comes, and can be read on many days."""

    rents: tuple[Bill, ...]
    settled: Mapping[str, _Settled]

    def read(
        self, *, on: date, known_through: date | None, slack_bank_days: int = SLACK_BANK_DAYS
    ) -> tuple[MonthPaid, ...]:
        """Each month as it looks on the day."""
        reader = _Reader(on, known_through, slack_bank_days)
        return tuple(reader.read(bill, self.settled[bill.id]) for bill in self.rents)


def settled_months(
    bills: Sequence[Bill], payments: Sequence[Payment], *, on: date, ignore_below: int = 0
) -> SettledMonths:
    """What the payments that count on the day have settled."""
    rents = [bill for bill in bills if bill.amount > 0 and _rent(bill) > 0]
    rents.sort(key=lambda bill: (bill.due_date, bill.month, bill.id))
    counted = [payment for payment in payments if counted_day(payment) <= on]
    return SettledMonths(tuple(rents), _settled(bills, rents, counted, on, max(ignore_below, 1)))


def _rent(bill: Bill) -> int:
    if not bill.lines:
        return bill.amount if bill.kind is BillKind.RENT else 0
    return sum(line.amount for line in bill.lines if line.kind is BillKind.RENT)


def _rent_left(bill: Bill, remaining: int) -> int:
    if not bill.lines:  # quick: most bills are rent and nothing else
        return remaining
    return next((amount for kind, amount in kinds_left(bill, remaining) if kind is BillKind.RENT), 0)


def _rent_left_in(spread: Allocation, bill: Bill) -> int:
    if not bill.lines:
        return spread.left[bill.id]
    return next((amount for kind, amount in spread.kinds_of(bill) if kind is BillKind.RENT), 0)


class _Settled(NamedTuple):
    open_rent: int
    on: date | None = None  # the day nothing (or too little to count) remained
    by: tuple[Payment, ...] = ()  # what came that day


def _settled(
    bills: Sequence[Bill], rents: Sequence[Bill], payments: Sequence[Payment], on: date, enough: int
) -> dict[str, _Settled]:
    matched = _matched_exactly(bills, payments)
    if matched is None:
        return settled_by_replay(bills, rents, payments, on, enough)
    return {bill.id: _settled_by_own(bill, matched.get(bill.id, []), enough) for bill in rents}


def _matched_exactly(bills: Sequence[Bill], payments: Sequence[Payment]) -> dict[str, list[Payment]] | None:
    """Payments by bill when every bill is paid by its own payments alone and nothing ever spills over; else None."""
    left = {bill.id: bill.amount for bill in bills}
    if any(amount < 0 for amount in left.values()):
        return None
    matched: dict[str, list[Payment]] = {}
    for payment in payments:
        target = target_of(payment, left)
        if payment.designation is not None or (target is None and payment.bill_id is None):
            return None
        if target is None:
            continue
        left[target] -= payment.amount
        if payment.amount < 0 or left[target] < 0:
            return None
        matched.setdefault(target, []).append(payment)
    return matched


def _settled_by_own(bill: Bill, own: list[Payment], enough: int) -> _Settled:
    if len(own) == 1 and own[0].amount == bill.amount:  # quick: most rents are paid whole and at once
        return _Settled(0, counted_day(own[0]), (own[0],))
    left, day = bill.amount, None
    for payment in sorted(own, key=counted_day):
        left -= payment.amount
        if day is None and _rent_left(bill, left) < enough:
            day = counted_day(payment)
    return _Settled(_rent_left(bill, left), day, tuple(payment for payment in own if counted_day(payment) == day))


def settled_by_replay(
    bills: Sequence[Bill], rents: Sequence[Bill], payments: Sequence[Payment], on: date, enough: int
) -> dict[str, _Settled]:
    """The exact way: the whole allocation on every day money moved; slower, and the oracle for the quick way."""
    now = {bill.id: _Settled(_rent_left(bill, bill.amount)) for bill in rents}
    moved = {counted_day(payment) for payment in payments}
    moved.update(bill.due_date for bill in bills if bill.amount < 0 and bill.due_date <= on)
    for day in sorted(moved):
        spread = allocate(bills, payments, on=day)
        arrived = tuple(payment for payment in payments if counted_day(payment) == day)
        for bill in rents:
            open_rent, before = _rent_left_in(spread, bill), now[bill.id]
            if open_rent >= enough:
                now[bill.id] = _Settled(open_rent)
            elif before.on is None:
                own = tuple(payment for payment in arrived if target_of(payment, spread.left) == bill.id)
                now[bill.id] = _Settled(open_rent, day, own or arrived)
            else:
                now[bill.id] = _Settled(open_rent, before.on, before.by)
    return now


@dataclass(frozen=True, slots=True)
class _Reader:
    on: date
    known_through: date | None
    slack: int

    def read(self, bill: Bill, settled: _Settled) -> MonthPaid:
        state, days = self._state(bill.due_date, settled)
        return MonthPaid(bill.month, state, bill.due_date, days, settled.open_rent, self.known_through)

    def _state(self, due: date, settled: _Settled) -> tuple[MonthState, int | None]:
        in_time = last_day_in_time(due)
        if settled.on is None:
            return self._unsettled(due, in_time)
        if settled.on <= in_time:
            return MonthState.IN_TIME, None
        days = (settled.on - due).days
        if any(payment.cause_unknown for payment in settled.by):
            return MonthState.LATE_AT_MOST, days
        unknown_order = any(payment.order_received is None for payment in settled.by)
        if unknown_order and settled.on <= payments_cover(due, bank_days=self.slack):
            return MonthState.MAYBE_IN_TIME, days
        return MonthState.LATE, days

    def _unsettled(self, due: date, in_time: date) -> tuple[MonthState, int | None]:
        if self.on <= in_time:
            return MonthState.NOT_DUE, None
        if self.known_through is None or self.known_through < payments_cover(due, bank_days=self.slack):
            return MonthState.UNKNOWN, None
        return MonthState.OPEN, (self.on - due).days


_WORDS = {
    MonthState.IN_TIME: "betald i tid",
    MonthState.MAYBE_IN_TIME: "bokförd {days} efter förfallodagen, kanske betald i tid (betalorderns dag är okänd)",
    MonthState.LATE: "betald {days} för sent",
    MonthState.LATE_AT_MOST: "betald högst {days} för sent (försvann från listan, dagen är okänd)",
    MonthState.OPEN: "obetald, {days} efter förfallodagen",
    MonthState.NOT_DUE: "inte förfallen än",
}
