"""Öppna morgnar: which leases had something open when a way of working first asked about a rent, in one sweep.

Only for finding out whom to ask exactly. A lease is told from the columns when every payment in it is above zero and
either all are matched to bills of its own or none is matched at all; every other lease is named. So it may name one
too many, never leave one out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from kvarbo.landlord.rent.ledger_columns import NO_BILL, Ledger, Small, Whole, Yes, month_of

FirstAsked = Callable[[date, date], date]  # month and due date to the first day on which it is asked about
_DAYS = 1 << 22  # more than any day's ordinal


def open_some_morning(ledger: Ledger, *, from_day: date, to_day: date, first_asked: FirstAsked) -> list[int]:
    """The leases, by dense number and in order."""
    asked = _first_asked(ledger, first_asked)
    known = np.maximum(asked, from_day.toordinal()) - 1  # a payment is known the morning after
    row, own, pooled = _whose(ledger)
    paid = np.zeros(len(known), np.int64)
    bills, payments = ledger.bills, ledger.payments
    matched = own[payments.lease]
    paid += _paid_by(row[matched], payments.day[matched], payments.amount[matched], np.arange(len(known)), known)
    of_pool = pooled[payments.lease]
    in_pool = pooled[bills.lease]
    came = _paid_by(
        payments.lease[of_pool], payments.day[of_pool], payments.amount[of_pool], bills.lease[in_pool], known[in_pool]
    )
    needed = bills.amount.astype(np.int64)
    billed = np.cumsum(needed)
    before = np.concatenate([[0], billed])[ledger.first_bill[:-1]]
    paid[in_pool], needed[in_pool] = came, (billed - before[bills.lease])[in_pool]
    is_open = (paid < needed) & (asked <= to_day.toordinal())
    found = ~(own | pooled)
    found[bills.lease[is_open]] = True
    return [int(lease) for lease in np.flatnonzero(found)]


def _first_asked(ledger: Ledger, first_asked: FirstAsked) -> Whole:
    """For each bill the first day on which it is asked about; the same month and due date are asked of once."""
    pairs = ledger.bills.month.astype(np.int64) * _DAYS + ledger.bills.due
    each, place = np.unique(pairs, return_inverse=True)
    days = [first_asked(month_of(int(one // _DAYS)), date.fromordinal(int(one % _DAYS))) for one in each.tolist()]
    return np.array([day.toordinal() for day in days], np.int64)[place] if days else np.empty(0, np.int64)


def _whose(ledger: Ledger) -> tuple[Whole, Yes, Yes]:
    """Each payment's bill as a row, and the leases where all payments are matched, or none is."""
    bills, payments = ledger.bills, ledger.payments
    place = payments.bill - ledger.lowest_id
    inside = (place >= 0) & (place < len(ledger.row_of))
    row = np.where(inside, ledger.row_of.take(np.where(inside, place, 0)).astype(np.int64), -1)
    mine = (row >= 0) & (bills.lease.take(np.maximum(row, 0), mode="clip") == payments.lease)
    free = payments.bill == NO_BILL
    own, pooled = np.ones(ledger.leases, bool), np.ones(ledger.leases, bool)
    odd = (payments.amount <= 0) | payments.designated
    own[payments.lease[odd | ~mine]] = False
    pooled[payments.lease[odd | ~free]] = False
    short = bills.lease[bills.amount <= 0]
    own[short], pooled[short] = False, False
    return row, own, pooled & ~own


def _paid_by(owner: Whole | Small, day: Small, amount: Whole, asker: Whole | Small, until: Whole) -> Whole:
    """For each asker what has been booked for it through its day."""
    key = owner.astype(np.int64) * _DAYS + day
    order = np.argsort(key, kind="stable")
    sums = np.concatenate([[0], np.cumsum(amount[order].astype(np.int64))])
    key = key[order]
    first = asker.astype(np.int64) * _DAYS
    return sums[np.searchsorted(key, first + until, side="right")] - sums[np.searchsorted(key, first)]
