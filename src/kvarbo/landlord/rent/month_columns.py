"""Månadskolumner: for every lease of a ledger, in one sweep, what is open and which months' rents were paid late.

The answer for every lease is the one that ``core.debt`` and ``core.payment_history`` give; the tests hold it to
that. A lease is *regular*, and swept with all others, when nothing in it goes below zero and either

- the landlord has matched every payment to a bill and no bill got more than it asks for: then each bill stands alone;
- or no payment is matched: then money pays the oldest due date first, and a bill is settled on the day on which
  what has come in reaches what has been billed up to and including it.

Every other lease is *odd* and goes the exact way, one by one. So the test of what is regular may be too strict but
never too lax. Pieces of a few thousand leases at a time stay in the processor's cache and the memory flat.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kvarbo.core.payment_history import SLACK_BANK_DAYS, MonthState, last_day_in_time, payments_cover
from kvarbo.landlord.rent.ledger_columns import ELSEWHERE, NO_BILL, BillColumns, Ledger, Small, Whole, Yes, taken

LEASES_AT_A_TIME = 4096
NEVER = np.iinfo(np.int32).max
NOBODY = -1

STATES: tuple[MonthState, ...] = tuple(MonthState)
_CODE = {state: np.int8(code) for code, state in enumerate(STATES)}
NO_RENT = np.int8(-1)  # a bill of something else: it has no square in the history


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the ledger: the day, until when payments are known, and the policy's two margins."""

    on: date
    known_through: date | None
    slack_bank_days: int = SLACK_BANK_DAYS
    ignore_below: int = 0

    @property
    def enough(self) -> int:
        """A rent of which less than this remains counts as paid."""
        return max(self.ignore_below, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Swept:
    """What the sweep found. Bills that are not noted were paid in full and in time.

    ``odd`` leases are to be asked the exact way: nothing is noted for them. ``total`` is what is overdue (öre),
    ``oldest`` the oldest due date of it, 0 when nothing is. ``row`` are the noted bills with what is ``left`` of
    each, how its rent was paid (``state``: a place in STATES) and by how many ``days`` late, as ``MonthPaid`` says.
    """

    asked: Asked
    odd: Yes
    total: Whole
    oldest: Small
    row: Whole
    lease: Small
    left: Whole
    state: NDArray[np.int8]
    days: Small


@dataclass(slots=True, eq=False)
class _Piece:
    """Some leases' bills, and the payments that count on the day, numbered from 0 within the piece.

    ``target`` is the row of the bill a payment is matched to, NO_BILL or ELSEWHERE. Payments stand by lease.
    """

    leases: int
    bills: BillColumns
    lease: Small
    first_bill: Whole
    paid_by: Small
    day: Small
    paid: Whole
    target: Whole
    order_known: Yes
    cause_unknown: Yes
    designated: Yes
    some_unmatched: bool


@dataclass(slots=True, eq=False)
class _Settled:
    """For each bill: what is left of it, and the payment that settled its rent and its day, or NOBODY and NEVER."""

    left: Whole
    by: Whole
    on: Small


def sweep(ledger: Ledger, asked: Asked) -> Swept:
    """Every lease at once; what it costs grows with the rows and with nothing else."""
    days = _days_in_time(ledger, asked.slack_bank_days)
    odd, total = np.zeros(ledger.leases, bool), np.zeros(ledger.leases, np.int64)
    oldest = np.zeros(ledger.leases, np.int32)
    noted = []
    for start in range(0, ledger.leases, LEASES_AT_A_TIME):
        end = min(start + LEASES_AT_A_TIME, ledger.leases)
        piece = _piece(ledger, start, end, asked.on.toordinal())
        odd[start:end], rows, left, state, late = _sweep_piece(piece, asked, days)
        open_rows = (left > 0) & (piece.bills.due[rows] < asked.on.toordinal())
        lease = piece.lease[rows]
        _sum_open(
            lease[open_rows], left[open_rows], piece.bills.due[rows][open_rows], total[start:end], oldest[start:end]
        )
        noted.append((rows + ledger.first_bill[start], lease + np.int32(start), left, state, late))
    kinds = (np.int64, np.int32, np.int64, np.int8, np.int32)
    together = [
        np.concatenate([np.empty(0, kind), *(part[place] for part in noted)]) for place, kind in enumerate(kinds)
    ]
    return Swept(asked, odd, total, oldest, *together)


def _sum_open(lease: Small, left: Whole, due: Small, total: Whole, oldest: Small) -> None:
    np.add.at(total, lease, left)
    oldest[lease[::-1]] = due[::-1]  # rows stand by due date: what is written last is the oldest


@dataclass(frozen=True, slots=True, eq=False)
class _Days:
    """By due date: the last day in time, and the day through which payments must be known to miss one."""

    first: int
    in_time: Small
    cover: Small


def _days_in_time(ledger: Ledger, slack: int) -> _Days:
    due = ledger.bills.due
    if not len(due):
        return _Days(0, np.empty(0, np.int32), np.empty(0, np.int32))
    first = int(due.min())
    seen = np.zeros(int(due.max()) - first + 1, bool)
    seen[due - first] = True
    in_time, cover = np.zeros(len(seen), np.int32), np.zeros(len(seen), np.int32)
    for place in np.flatnonzero(seen).tolist():
        day = date.fromordinal(first + place)
        in_time[place] = last_day_in_time(day).toordinal()
        cover[place] = payments_cover(day, bank_days=slack).toordinal()
    return _Days(first, in_time, cover)


def _piece(ledger: Ledger, start: int, end: int, on: int) -> _Piece:
    """The leases from start to end, with the payments that count on the day."""
    rows = slice(ledger.first_bill[start], ledger.first_bill[end])
    came = slice(ledger.first_payment[start], ledger.first_payment[end])
    bills, payments = taken(ledger.bills, rows), taken(ledger.payments, came)
    counted = payments.day <= on
    if not counted.all():
        payments = taken(payments, counted)
    lease, paid_by = bills.lease - np.int32(start), payments.lease - np.int32(start)
    target = _targets(ledger, payments.bill, lease, paid_by, int(rows.start))
    return _Piece(
        end - start, bills, lease, ledger.first_bill[start : end + 1] - rows.start, paid_by, payments.day,
        payments.amount, target, payments.order_known, payments.cause_unknown, payments.designated,
        bool(len(target)) and bool(target.min() < 0),
    )  # fmt: skip


def _targets(ledger: Ledger, ids: Whole, lease: Small, paid_by: Small, first_row: int) -> Whole:
    """Each payment's bill as a row of the piece, where it is a bill of the payment's own lease."""
    if not len(ids):
        return ids
    place = ids - ledger.lowest_id
    if place.min() >= 0 and place.max() < len(ledger.row_of):
        target = ledger.row_of.take(place).astype(np.int64)
    else:
        inside = (place >= 0) & (place < len(ledger.row_of))
        target = np.where(inside, ledger.row_of.take(np.where(inside, place, 0)).astype(np.int64), ELSEWHERE)
    target -= first_row
    own = (target >= 0) & (target < len(lease))
    if own.all():
        own = lease.take(target) == paid_by
    elif len(lease):
        own &= lease.take(target, mode="clip") == paid_by
    if not own.all():
        target[~own] = np.where(ids[~own] == NO_BILL, NO_BILL, ELSEWHERE)
    return target


def _running(values: Whole) -> Whole:
    """Running sums with a 0 before them, so that a lease's sum is a difference of two."""
    sums = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=sums[1:])
    return sums


def _sweep_piece(piece: _Piece, asked: Asked, days: _Days) -> tuple[Yes, Whole, Whole, NDArray[np.int8], Small]:
    """Which leases are odd, and the noted bills of the others: row, left, state, days."""
    bills = piece.bills
    odd, has_lines = _odd_at_sight(piece, asked.enough), bool(bills.not_rent.any())
    need = bills.amount - bills.not_rent if has_lines else bills.amount
    if asked.enough > 1:
        need = need - (asked.enough - 1)
    settled = _each_by_its_own(piece, need, odd)
    if piece.some_unmatched:
        _with_pools(piece, need, odd, settled)
    due = bills.due - days.first
    in_time = days.in_time.take(due)
    late = (settled.on > in_time) & (bills.not_rent < bills.amount) if has_lines else settled.on > in_time
    late |= settled.left > 0
    rows = np.flatnonzero(late)
    if odd.any():
        rows = rows[~odd[piece.lease[rows]]]
    state, days_late = _states(piece, asked, rows, settled.by[rows], in_time[rows], days.cover.take(due[rows]))
    return odd, rows, settled.left[rows], state, days_late


def _odd_at_sight(piece: _Piece, enough: int) -> Yes:
    """Leases with what the two readings do not hold for, whoever is paid by what."""
    odd, bills = np.zeros(piece.leases, bool), piece.bills
    if not len(bills.id):
        odd[piece.paid_by] = True  # nothing to sweep: payments without any bill
        return odd
    if bills.amount.min() < enough or not bills.sound.all() or bills.not_rent.any():
        rent = bills.amount - bills.not_rent
        odd[piece.lease[(bills.amount <= 0) | ~bills.sound | (rent < enough) & (rent != 0)]] = True
    if len(piece.paid) and piece.paid.min() <= 0:
        odd[piece.paid_by[piece.paid <= 0]] = True
    odd[piece.paid_by[np.flatnonzero(piece.designated)]] = True
    if piece.some_unmatched:
        odd[piece.paid_by[piece.target == ELSEWHERE]] = True
    twice = _same_due_date(piece)
    twice = twice[bills.month[twice] == bills.month[twice - 1]]
    rents = (bills.not_rent[twice] < bills.amount[twice]) & (bills.not_rent[twice - 1] < bills.amount[twice - 1])
    odd[piece.lease[twice[rents]]] = True  # which of the two rows comes first is a matter of their ids
    return odd


def _same_due_date(piece: _Piece) -> Whole:
    """Bills due the same day as the one before them on the same lease."""
    due = piece.bills.due
    twice = 1 + np.flatnonzero(due[1:] == due[:-1])
    return twice[piece.lease[twice] == piece.lease[twice - 1]]


def _each_by_its_own(piece: _Piece, need: Whole, odd: Yes) -> _Settled:
    """Bills that are paid by the payments matched to them; a lease where one gets too much becomes odd."""
    bills, target = len(piece.lease), piece.target
    payments = np.arange(len(target))
    if piece.some_unmatched:
        payments = np.flatnonzero(target >= 0)
        target = target[payments]
    if not len(target):
        return _Settled(piece.bills.amount.copy(), np.full(bills, NOBODY), np.full(bills, NEVER, np.int32))
    by = np.full(bills, NOBODY)
    by[target] = payments
    paid = piece.paid.take(by, mode="clip")
    paid[by == NOBODY] = 0
    again = by.take(target) != payments
    if again.any():
        _several_to_a_bill(piece, payments, again, need, odd, paid, by)
    left = piece.bills.amount - paid
    if left.min() < 0:
        odd[piece.lease[left < 0]] = True
    by[paid < need] = NOBODY
    on = piece.day.take(by, mode="clip")
    on[by == NOBODY] = NEVER
    return _Settled(left, by, on)


def _several_to_a_bill(
    piece: _Piece, payments: Whole, again: Yes, need: Whole, odd: Yes, paid: Whole, by: Whole
) -> None:
    """Bills paid in parts: all parts are summed, and the first that reaches what is needed has settled the bill."""
    parted = np.zeros(len(need), bool)
    parted[piece.target[payments[again]]] = True
    parts = payments[parted[piece.target[payments]]]
    parts = parts[np.lexsort((piece.day[parts], piece.target[parts]))]
    bill, day = piece.target[parts], piece.day[parts]
    _odd_where_a_day_is_half_known(piece, parts, (bill[1:] == bill[:-1]) & (day[1:] == day[:-1]), odd)
    starts = np.flatnonzero(np.diff(bill, prepend=NOBODY))
    sums = _running(piece.paid[parts])
    reached = sums[1:] - np.repeat(sums[starts], np.diff(starts, append=len(bill)))
    paid[bill] = reached  # what is written last is the whole
    settling = np.flatnonzero(reached >= need[bill])[::-1]
    by[bill[settling]] = parts[settling]  # what is written last is the first that reaches


def _odd_where_a_day_is_half_known(piece: _Piece, payments: Whole, with_the_next: Yes, odd: Yes) -> None:
    """What is not known of one payment of a day holds for all of that day: such a lease goes the exact way."""
    first = np.flatnonzero(with_the_next)
    one, other = payments[first], payments[first + 1]
    differ = piece.order_known[one] != piece.order_known[other]
    differ |= piece.cause_unknown[one] != piece.cause_unknown[other]
    odd[piece.paid_by[one[differ]]] = True


def _with_pools(piece: _Piece, need: Whole, odd: Yes, settled: _Settled) -> None:
    """Leases with payments that are matched to nothing: in a pool where that holds for all of them, odd otherwise."""
    free, own = np.zeros(piece.leases, bool), np.zeros(piece.leases, bool)
    free[piece.paid_by[piece.target < 0]] = True
    own[piece.paid_by[piece.target >= 0]] = True
    odd |= free & own
    twice = piece.lease[_same_due_date(piece)]
    odd[twice[free[twice]]] = True  # the bills' kinds and ids would say which of them is paid first
    pooled = free & ~odd
    if pooled.any():
        _oldest_first(piece, need, pooled, odd, settled)


def _oldest_first(piece: _Piece, need: Whole, pooled: Yes, odd: Yes, settled: _Settled) -> None:
    """What has come in pays the oldest due date first: settled when it reaches what was billed up to there."""
    everyone = bool(pooled.all())
    rows = slice(None) if everyone else np.flatnonzero(pooled[piece.lease])
    came = np.arange(len(piece.day)) if everyone else np.flatnonzero(pooled[piece.paid_by])
    came = _by_day(piece, came, odd)
    first = np.searchsorted(piece.paid_by[came], np.arange(piece.leases + 1, dtype=np.int32))
    sums, billed = _running(piece.paid[came]), _running(piece.bills.amount)
    each, amount = np.diff(piece.first_bill)[pooled], piece.bills.amount[rows]
    before, begins = billed[piece.first_bill[:-1]][pooled], first[:-1][pooled]
    up_to = billed[1:][rows] - np.repeat(before, each)
    in_all = np.repeat(sums[first[1:]][pooled] - sums[begins], each)
    settled.left[rows] = np.clip(up_to - in_all, 0, amount)
    needed = up_to - amount + need[rows]
    nth = np.arange(len(amount)) - np.repeat(np.cumsum(each) - each, each)
    settling = _first_to_reach(sums, np.repeat(sums[begins], each) + needed, np.repeat(begins, each) + nth)
    by = came.take(settling, mode="clip")
    unpaid = needed > in_all
    on = piece.day.take(by)
    by[unpaid], on[unpaid] = NOBODY, NEVER
    settled.by[rows], settled.on[rows] = by, on


def _by_day(piece: _Piece, came: Whole, odd: Yes) -> Whole:
    """The payments by lease and day."""
    paid_by, day = piece.paid_by[came], piece.day[came]
    if ((day[1:] < day[:-1]) & (paid_by[1:] == paid_by[:-1])).any():
        came = came[np.argsort((paid_by.astype(np.int64) << 32) + day, kind="stable")]
        paid_by, day = piece.paid_by[came], piece.day[came]
    _odd_where_a_day_is_half_known(piece, came, (day[1:] == day[:-1]) & (paid_by[1:] == paid_by[:-1]), odd)
    return came


def _first_to_reach(sums: Whole, wanted: Whole, guess: Whole) -> Whole:
    """The payment that makes the running sum reach what is wanted; mostly the fifth payment settles the fifth bill."""
    guess = np.minimum(guess, len(sums) - 2)
    wrong = np.flatnonzero((sums.take(guess) >= wanted) | (sums.take(guess + 1) < wanted))
    guess[wrong] = np.searchsorted(sums, wanted[wrong]) - 1
    return guess


def _states(
    piece: _Piece, asked: Asked, rows: Whole, by: Whole, in_time: Small, cover: Small
) -> tuple[NDArray[np.int8], Small]:
    """How the rents of the noted bills were paid, as ``payment_history`` reads it."""
    due, today = piece.bills.due[rows], asked.on.toordinal()
    known = asked.known_through.toordinal() if asked.known_through else 0
    state = np.full(len(rows), _CODE[MonthState.OPEN], np.int8)
    days = today - due
    state[known < cover] = _CODE[MonthState.UNKNOWN]
    state[today <= in_time] = _CODE[MonthState.NOT_DUE]
    paid = np.flatnonzero(by != NOBODY)
    came = piece.day[by[paid]]
    how = np.full(len(paid), _CODE[MonthState.LATE], np.int8)
    how[~piece.order_known[by[paid]] & (came <= cover[paid])] = _CODE[MonthState.MAYBE_IN_TIME]
    how[piece.cause_unknown[by[paid]]] = _CODE[MonthState.LATE_AT_MOST]
    how[came <= in_time[paid]] = _CODE[MonthState.IN_TIME]
    state[paid], days[paid] = how, came - due[paid]
    state[piece.bills.not_rent[rows] >= piece.bills.amount[rows]] = NO_RENT
    return state, days.astype(np.int32)
