"""Bankdagar: what came in to the landlord's bankgiro, day by day, as files from the bank (camt.054)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path

from kvarbo.core.calendar import is_bank_day
from kvarbo.landlord.rent.bank.rows import BankPayment, EntryKind
from kvarbo.web.demo.accounts import Account, DemoPayment
from kvarbo.web.demo.bank_file import camt_054
from kvarbo.web.demo.town import Town

BANKGIRO = "9912346"  # the number in Bankgirot's own example file
DAYS_BACK = 31
WITHOUT_OCR = 29  # every such account's tenant writes a text instead of the bill's number …
LATE_WITHOUT_OCR = 3  # … and of those who pay late, as from another bank or through a friend, every such

Booked = dict[date, list[BankPayment]]


def name_of(day: date) -> str:
    """The name of a day's file."""
    return f"kontohandelser-{day.isoformat()}.xml"


def bank_days(after: date, through: date) -> tuple[date, ...]:
    """The bank days after the first day up to and including the last."""
    days = (after + timedelta(days=count) for count in range(1, (through - after).days + 1))
    return tuple(day for day in days if is_bank_day(day))


class BankBook:
    """Samlar det som bokförs: every payment of the days asked for, each with the bank's number of it."""

    def __init__(self, days: Iterable[date]) -> None:
        self.days = tuple(days)
        self._booked: Booked = {day: [] for day in self.days}
        self._first = min(self.days, default=date.max)

    def see(self, account: Account) -> None:
        """Take note of what an account's tenants pay."""
        for payment in account.payments:
            day = self._day_of(payment.booked)
            if day is not None:
                serial = f"{day:%Y%m%d}{len(self._booked[day]) + 1:07}"
                self._booked[day].append(_told(account, payment, serial))

    def _day_of(self, booked: date) -> date | None:
        """The file that tells of it: the day's own, or the next bank day's."""
        if booked in self._booked:
            return booked
        if booked < self._first:
            return None
        return min((day for day in self.days if day > booked), default=None)

    def write(self, day: date, folder: Path, number: int) -> int:
        """Write the day's file; how many payments there are in it."""
        payments = self._booked[day]
        made = datetime.combine(day, time(20, 15))  # Swedish time, as the writer takes it
        content = camt_054(payments, account=BANKGIRO, made=made, through=day, number=number)
        (folder / name_of(day)).write_bytes(content)
        return len(payments)


def payments_to_come(town: Town, last: date) -> tuple[date, ...]:
    """The bank days after those, today included, whose files the bank leaves in the evenings to come."""
    return bank_days(town.known_through, last)


def payments_so_far(town: Town) -> tuple[date, ...]:
    """The bank days of the last month, up to and including the last whose payments the landlord knows."""
    return bank_days(town.known_through - timedelta(days=DAYS_BACK), town.known_through)


def write_others(day: date, folder: Path) -> Path:
    """A file with money that no bill answers to: a club's rent, and a relative who helps somebody with the rent."""
    told = (
        (240_000, "lokalhyra kvartal 4", "Kvarnby Bordtennisklubb"),
        (300_000, "hjälp med hyran åt mitt barnbarn", "Margareta Sandell"),
    )
    payments = [
        BankPayment(
            place="", kind=EntryKind.PAYMENT, amount=amount, booked=day, text=text, payer_name=payer,
            serial=f"{day:%Y%m%d}9{place:06}",
        )
        for place, (amount, text, payer) in enumerate(told, start=1)
    ]  # fmt: skip
    path = folder / f"kontohandelser-{day.isoformat()}-ovrigt.xml"
    made = datetime.combine(day, time(21, 0))
    path.write_bytes(camt_054(payments, account=BANKGIRO, made=made, through=day, number=900))
    return path


def _told(account: Account, payment: DemoPayment, serial: str) -> BankPayment:
    bill = account.bills[payment.stands_on(payment.booked)]
    tenants = account.lease.tenants
    late = payment.booked > bill.due_date + timedelta(days=2)
    every = LATE_WITHOUT_OCR if late else WITHOUT_OCR
    says = f"hyra {account.lease.address}" if account.lease.index % every == every - 1 else ""
    return BankPayment(
        place="",
        kind=EntryKind.PAYMENT,
        amount=payment.amount,
        booked=payment.booked,
        order_received=payment.ordered,
        reference="" if says else bill.ocr,
        text=says,
        payer_name=tenants[int(serial) % len(tenants)].name if tenants else "",
        serial=serial,
    )
