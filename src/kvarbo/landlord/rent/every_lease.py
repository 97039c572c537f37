"""Alla avtal: what is open and which months were late for every lease, swept where regular and exact where odd."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from kvarbo.core.debt import open_bills
from kvarbo.core.facts import Bill, Facts, Payment
from kvarbo.core.ladder.who_first import KNOWN_LATE
from kvarbo.core.payment_history import MonthPaid, MonthState, paid_months
from kvarbo.landlord.rent.ledger_columns import Ledger, Small, month_of
from kvarbo.landlord.rent.month_columns import NO_RENT, STATES, Asked, Swept, sweep

_WITH_DAYS = frozenset({MonthState.LATE, MonthState.LATE_AT_MOST, MonthState.MAYBE_IN_TIME, MonthState.OPEN})


@dataclass(frozen=True, slots=True)
class LeaseMonths:
    """Avtalets månader: what is overdue in all (öre), since when, which months it is, and every rent's history."""

    total: int
    oldest_unpaid_due: date | None
    open_months: tuple[date, ...]
    months: tuple[MonthPaid, ...]


def exactly(bills: Sequence[Bill], payments: Sequence[Payment], asked: Asked) -> LeaseMonths:
    """The exact way, one lease at a time: what every answer is held to."""
    overdue = open_bills(bills, payments, on=asked.on)
    months = paid_months(
        bills,
        payments,
        on=asked.on,
        known_through=asked.known_through,
        slack_bank_days=asked.slack_bank_days,
        ignore_below=asked.ignore_below,
    )
    return LeaseMonths(
        sum(item.remaining for item in overdue),
        overdue[0].bill.due_date if overdue else None,
        tuple(sorted({item.bill.month for item in overdue})),
        months,
    )


@dataclass(frozen=True, slots=True, eq=False)
class EveryLease:
    """The answers for all leases of a ledger by their dense numbers."""

    ledger: Ledger
    swept: Swept
    exact: Mapping[int, LeaseMonths]

    def with_something_open(self) -> list[int]:
        """Leases with anything overdue, in their order."""
        swept = np.flatnonzero(self.swept.total > 0).tolist()
        return sorted([*swept, *(lease for lease, found in self.exact.items() if found.total > 0)])

    def late_months(self, *, from_day: date) -> dict[int, tuple[date, ...]]:
        """Months known to be late (paid late, or open) whose rent fell due from the day on; only leases with any."""
        found = self.swept
        codes = [STATES.index(state) for state in KNOWN_LATE]
        due = self.ledger.bills.due[found.row]
        late: dict[int, list[date]] = {}
        for at in np.flatnonzero(np.isin(found.state, codes) & (due >= from_day.toordinal())).tolist():
            month = month_of(int(self.ledger.bills.month[found.row[at]]))
            late.setdefault(int(found.lease[at]), []).append(month)
        for lease, months in self.exact.items():
            rows = [row.month for row in months.months if row.state in KNOWN_LATE and row.due_date >= from_day]
            if rows:
                late[lease] = rows
        return {lease: tuple(late[lease]) for lease in sorted(late)}

    def of(self, lease: int) -> LeaseMonths:
        """All of one lease."""
        if lease in self.exact:
            return self.exact[lease]
        noted = {int(self.swept.row[at]): at for at in range(*_run(self.swept.lease, lease))}
        rows = range(int(self.ledger.first_bill[lease]), int(self.ledger.first_bill[lease + 1]))
        today, bills = self.swept.asked.on.toordinal(), self.ledger.bills
        overdue = {
            month_of(int(bills.month[row])) for row in rows
            if row in noted and self.swept.left[noted[row]] > 0 and bills.due[row] < today
        }  # fmt: skip
        oldest = int(self.swept.oldest[lease])
        return LeaseMonths(
            int(self.swept.total[lease]),
            date.fromordinal(oldest) if oldest else None,
            tuple(sorted(overdue)),
            tuple(self._square(row, noted.get(row)) for row in rows if bills.amount[row] > bills.not_rent[row]),
        )

    def _square(self, row: int, noted: int | None) -> MonthPaid:
        bills, found = self.ledger.bills, self.swept
        month, due = month_of(int(bills.month[row])), date.fromordinal(int(bills.due[row]))
        known = found.asked.known_through
        if noted is None or found.state[noted] == NO_RENT:
            return MonthPaid(month, MonthState.IN_TIME, due, None, 0, known)
        state = STATES[found.state[noted]]
        days = int(found.days[noted]) if state in _WITH_DAYS else None
        return MonthPaid(month, state, due, days, max(int(found.left[noted] - bills.not_rent[row]), 0), known)


def _run(sorted_numbers: Small, number: int) -> tuple[int, int]:
    return int(np.searchsorted(sorted_numbers, number)), int(np.searchsorted(sorted_numbers, number, side="right"))


def every_lease(
    ledger: Ledger, asked: Asked, *, facts_of: Callable[[Sequence[int]], Mapping[int, Facts]]
) -> EveryLease:
    """Sweep the ledger, and ask the exact way for the odd leases, whose facts ``facts_of`` gives."""
    swept = sweep(ledger, asked)
    odd = np.flatnonzero(swept.odd).tolist()
    facts = facts_of(odd) if odd else {}
    return EveryLease(
        ledger, swept, {lease: exactly(facts[lease].bills, facts[lease].payments, asked) for lease in odd}
    )
