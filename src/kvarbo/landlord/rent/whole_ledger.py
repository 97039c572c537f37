"""Hela reskontran: the room's bills and payments read once into columns, for what is asked of all leases at a time.

Nothing of it is kept: reading costs more than reckoning, and a second copy would have to be kept true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import CharField, F, IntegerField, QuerySet
from django.db.models.functions import Cast, Coalesce

from kvarbo.core.facts import Facts, Lease
from kvarbo.core.payment_history import SLACK_BANK_DAYS
from kvarbo.house.rooms import current
from kvarbo.landlord.rent.every_lease import EveryLease, every_lease
from kvarbo.landlord.rent.ledger_columns import Ledger
from kvarbo.landlord.rent.ledger_rows import ledger_from_rows
from kvarbo.landlord.rent.models import Bill, Payment
from kvarbo.landlord.rent.month_columns import Asked
from kvarbo.landlord.rent.open_mornings import FirstAsked, open_some_morning
from kvarbo.landlord.rent.queries import facts_for, ledger_state, visible_leases

ROWS_AT_A_TIME = 20_000
# The columns of BILL_ROW and PAYMENT_ROW; days as text, since a driver makes a Python value of each of them
BILL = ("lease_id", "id", "month_text", "kind", "due_text", "amount", "lines")
PAYMENT = ("lease_id", "booked_text", "ordered_text", "amount", "bill_id", "reference", "unknown", "designated")
DAYS_OF_A_MONTH = 365.2425 / 12  # a window of months in days, as a way of working counts it


@dataclass(frozen=True, slots=True, eq=False)
class WholeLedger:
    """Every visible lease's answer; ``leases`` are their ids by dense number, ``seen`` those that may be shown."""

    leases: Sequence[UUID]
    seen: frozenset[UUID]
    every: EveryLease

    def late_months(self, *, from_day: date) -> dict[UUID, tuple[date, ...]]:
        """Months known to be late by lease, for rents due from the day on."""
        late = self.every.late_months(from_day=from_day)
        return {self.leases[number]: months for number, months in late.items() if self.leases[number] in self.seen}

    def with_something_open(self) -> list[UUID]:
        """Leases with anything overdue."""
        found = (self.leases[number] for number in self.every.with_something_open())
        return [lease for lease in found if lease in self.seen]


def whole_ledger(*, on: date, slack_bank_days: int = SLACK_BANK_DAYS, ignore_below: int = 0) -> WholeLedger:
    """Read the ledger and answer for every lease on the day."""
    state = ledger_state()
    leases, ledger = _read(Coalesce("order_received_date", "bank_order_date"))

    def facts_of(odd: Sequence[int]) -> Mapping[int, Facts]:
        told = facts_for(leases[number] for number in odd)
        return {number: told.get(leases[number], Facts(Lease())) for number in odd}

    every = every_lease(ledger, Asked(on, state.known_through, slack_bank_days, ignore_below), facts_of=facts_of)
    return WholeLedger(leases, frozenset(visible_leases().values_list("pk", flat=True)), every)


def leases_open_some_morning(*, from_day: date, to_day: date, first_asked: FirstAsked) -> list[UUID]:
    """Leases that may have had something open on the day a bill was first asked about, or later in the period.

    A payment is known the morning after it was booked. ``first_asked``: the day, for a bill of a month with a due date.
    """
    leases, ledger = _read(F("booked_date"))
    found = open_some_morning(ledger, from_day=from_day, to_day=to_day, first_asked=first_asked)
    seen = frozenset(visible_leases().values_list("pk", flat=True))
    return [leases[number] for number in found if leases[number] in seen]


def _read(ordered: Any) -> tuple[list[UUID], Ledger]:
    """The room's rows in columns; ``ordered`` is what says on which day a payment counts, before it was booked."""
    seen = {"import_no__lte": ledger_state().visible_import}
    bills = (
        Bill.objects.filter(**seen)
        .order_by("lease_id", "due_date", "month")
        .annotate(month_text=Cast("month", CharField()), due_text=Cast("due_date", CharField()))
    )
    payments = (
        Payment.objects.filter(**seen)
        .order_by("lease_id")
        .annotate(
            booked_text=Cast("booked_date", CharField()),
            ordered_text=Cast(ordered, CharField()),
            unknown=Cast("cause_unknown", IntegerField()),
            designated=Cast("is_for_rent", IntegerField()),
        )
    )
    keys, ledger = ledger_from_rows(_raw_rows(bills.values_list(*BILL)), _raw_rows(payments.values_list(*PAYMENT)))
    return [key if isinstance(key, UUID) else UUID(key) for key in keys], ledger


def late_months_of_all(
    *, on: date, within_months: int, slack_bank_days: int = SLACK_BANK_DAYS, ignore_below: int = 0
) -> dict[UUID, tuple[date, ...]]:
    """Sena månader: by lease the months of the window known to be late (paid late, or open), also where all is paid."""
    told = whole_ledger(on=on, slack_bank_days=slack_bank_days, ignore_below=ignore_below)
    return told.late_months(from_day=on - timedelta(days=round(within_months * DAYS_OF_A_MONTH)))


def _raw_rows(rows: QuerySet[Any, Any]) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows as the database's driver gives them, without a Python object for each id and date."""
    alias = current().alias
    sql, parameters = rows.query.get_compiler(using=alias).as_sql()
    with connections[alias].chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while chunk := cursor.fetchmany(ROWS_AT_A_TIME):
            yield chunk
