"""Konto: the bills of one lease, what was paid on them, and what of it is known on a day.

``account_of`` tells the whole truth, payments of days to come included; ``Account.seen_on`` what a file shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kvarbo.core.calendar import add_arbetsdagar, last_weekday_before_month
from kvarbo.core.identity.payments import ocr_for
from kvarbo.web.demo.habits import Behaviour
from kvarbo.web.demo.leases import Charge, DemoLease
from kvarbo.web.demo.payment_days import Instalment, instalments

_CHARGE_DIGIT = {Charge.RENT: 1, Charge.INSURANCE: 2, Charge.GARAGE: 3}


@dataclass(frozen=True, slots=True)
class DemoBill:
    """Hyresavi; ``amount`` in öre."""

    number: str
    month: date
    charge: Charge
    due_date: date
    amount: int

    @property
    def ocr(self) -> str:
        """The reference: the bill's number, a length digit and a check digit."""
        return ocr_for(self.number, length_digit=True)


@dataclass(frozen=True, slots=True)
class DemoPayment:
    """Inbetalning of the bill with place ``bill`` in the account.

    One that came with another bill's reference stands on ``first_bill`` until someone moves it on ``moved``.
    """

    bill: int
    amount: int
    booked: date
    ordered: date | None = None
    first_bill: int | None = None
    moved: date | None = None

    def stands_on(self, day: date) -> int:
        """The bill that the landlord's system shows the payment on that day."""
        if self.first_bill is not None and (self.moved is None or day < self.moved):
            return self.first_bill
        return self.bill


@dataclass(frozen=True, slots=True)
class SeenBill:
    """A bill and its payments as a file shows them; ``remaining`` is negative where too much has come in."""

    bill: DemoBill
    payments: tuple[DemoPayment, ...]
    remaining: int


@dataclass(frozen=True, slots=True)
class Account:
    """Konto of one lease."""

    lease: DemoLease
    bills: tuple[DemoBill, ...]
    payments: tuple[DemoPayment, ...]

    def seen_on(self, day: date, known_through: date) -> tuple[SeenBill, ...]:
        """Bills that have fallen due before the day, with payments booked up to and including ``known_through``."""
        on_bill: list[list[DemoPayment]] = [[] for _ in self.bills]
        for payment in self.payments:
            if payment.booked <= known_through:
                on_bill[payment.stands_on(day)].append(payment)
        return tuple(
            SeenBill(bill, tuple(paid), bill.amount - sum(payment.amount for payment in paid))
            for bill, paid in zip(self.bills, on_bill, strict=True)
            if bill.due_date < day
        )

    def changes_after(self, day: date, known_through: date) -> bool:
        """Something is open on the day, or will be booked or moved later."""
        if any(p.booked > known_through or (p.moved is not None and p.moved > day) for p in self.payments):
            return True
        return any(seen.remaining for seen in self.seen_on(day, known_through))

    def is_late(self, month: date) -> bool:
        """The month's rent had not been ordered or paid in full when its due date ended."""
        for place, bill in enumerate(self.bills):
            if bill.month == month and bill.charge is Charge.RENT:
                paid = sum(
                    payment.amount
                    for payment in self.payments
                    if payment.bill == place and (payment.ordered or payment.booked) <= bill.due_date
                )
                return paid < bill.amount
        return False


def due_date_of(month: date) -> date:
    """The last weekday before the month, as banks count (JB 12:20)."""
    return last_weekday_before_month(month).reading_a


def account_of(lease: DemoLease, *, window: tuple[date, ...], seed: str, latest: date | None = None) -> Account:
    """Every bill of the window and every payment, drawn from the seed and the lease alone.

    ``latest`` is the month whose rent the lease tells, by default the window's last.
    """
    rng = Random(f"{seed}/{lease.index}")
    bills: list[DemoBill] = []
    payments: list[DemoPayment] = []
    credit = 0
    for month in lease.months(window):
        due_date = due_date_of(month)
        rent_place = len(bills)
        bills.extend(_bills(lease, month, due_date, latest or window[-1]))
        plan = instalments(lease.habit, month, due_date, rng)
        for place in range(rent_place, len(bills)):
            reduced = credit if place == rent_place else 0
            payments.extend(_payments(place, bills[place].amount - reduced, plan))
        credit = 0
        if lease.habit.behaviour is Behaviour.OVERPAYER and rng.random() < 0.1:
            credit = rng.randrange(50, 250, 10) * 100
            payments.append(_surplus(bills, lease, rent_place, payments[-1], credit, last=month == window[-1]))
        wrong = lease.habit.behaviour is Behaviour.WRONG_MONTH and rent_place
        if wrong and (rng.random() < 0.12 or lease.habit.turn == month):
            _put_on_last_month(payments, bills, rent_place, rng)
    return Account(lease, tuple(bills), tuple(payments))


def _bills(lease: DemoLease, month: date, due_date: date, latest: date) -> list[DemoBill]:
    order = (month.year % 100) * 100 + month.month
    amounts = [(Charge.RENT, lease.rent_in(month, latest)), *lease.extras]
    return [
        DemoBill(f"{lease.index + 1:06d}{order:04d}{_CHARGE_DIGIT[charge]}", month, charge, due_date, amount)
        for charge, amount in amounts
    ]


def _payments(place: int, amount: int, plan: tuple[Instalment, ...]) -> list[DemoPayment]:
    found, left = [], amount
    for number, part in enumerate(plan, start=1):
        paid = left if number == len(plan) and part.rest else amount // 200 * 100
        left -= paid
        found.append(DemoPayment(place, paid, part.booked, part.ordered))
    return found


def _surplus(
    bills: list[DemoBill], lease: DemoLease, rent_place: int, paid: DemoPayment, amount: int, *, last: bool
) -> DemoPayment:
    """The part of a payment that was too much: next month's bill gets it some days before that falls due."""
    month = bills[rent_place].month
    ends = lease.end is not None and lease.end <= month + timedelta(days=31)
    if last or ends:
        return DemoPayment(rent_place, amount, paid.booked, paid.ordered)
    moved = add_arbetsdagar(due_date_of((month + timedelta(days=31)).replace(day=1)), -5)
    return DemoPayment(len(bills), amount, paid.booked, paid.ordered, first_bill=rent_place, moved=moved)


def _put_on_last_month(payments: list[DemoPayment], bills: list[DemoBill], rent_place: int, rng: Random) -> None:
    last_month = max(p for p in range(rent_place) if bills[p].charge is Charge.RENT)
    for at, payment in enumerate(payments):
        if payment.bill == rent_place:
            moved = payment.booked + timedelta(days=rng.randint(12, 20))
            payments[at] = DemoPayment(
                rent_place, payment.amount, payment.booked, payment.ordered, first_bill=last_month, moved=moved
            )
