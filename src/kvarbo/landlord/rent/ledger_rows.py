"""From rows to columns: bills and payments as a database or a test gives them, in any order, become a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np

from kvarbo.core.facts import BillKind
from kvarbo.landlord.rent.ledger_columns import NO_BILL, BillColumns, Ledger, PaymentColumns, ledger_of, month_number

# ``ordered``: the day the bank got the order, whoever told of it
BILL_ROW = ("lease_id", "id", "month", "kind", "due_date", "amount", "lines")
PAYMENT_ROW = ("lease_id", "booked_date", "ordered", "amount", "bill_id", "reference", "cause_unknown", "designated")

Row = Sequence[Any]
Chunks = Iterable[Sequence[Row]]
_UNKNOWN_DAY = np.iinfo(np.int32).max


class _Numbered(dict[Any, int]):
    """Dense numbers for keys in the order in which they are met."""

    def __missing__(self, key: Any) -> int:
        self[key] = number = len(self)
        return number


class _Ordinals(dict[Any, int]):
    """Days as ordinals; a database may give a day as a date or as text. No day is a day that never comes."""

    def __missing__(self, day: Any) -> int:
        known = date.fromisoformat(day) if isinstance(day, str) else day
        self[day] = number = known.toordinal() if known is not None else _UNKNOWN_DAY
        return number


class _Months(dict[Any, int]):
    def __missing__(self, day: Any) -> int:
        self[day] = number = month_number(date.fromisoformat(day) if isinstance(day, str) else day)
        return number


def ledger_from_rows(bills: Chunks, payments: Chunks) -> tuple[list[Any], Ledger]:
    """The leases' keys by dense number, and the columns. Rows hold BILL_ROW and PAYMENT_ROW, in chunks."""
    leases, ordinals = _Numbered(), _Ordinals()
    billed = _bills(bills, leases, ordinals)
    paid = _payments(payments, leases, ordinals, billed)
    return list(leases), ledger_of(len(leases), billed, paid)


def _bills(chunks: Chunks, leases: _Numbered, ordinals: _Ordinals) -> BillColumns:
    months, parts = _Months(), []
    for chunk in chunks:
        lease, ids, month, kind, due, amount, lines = zip(*chunk, strict=True)
        amounts = np.array(amount, np.int64)
        rent = np.array(kind) == BillKind.RENT.value
        not_rent, sound = np.where(rent, 0, amounts), np.ones(len(kind), bool)
        for at in (at for at, text in enumerate(lines) if text):
            not_rent[at], sound[at] = _lines_read(lines[at], amount[at], bool(rent[at]))
        parts.append((
            np.array(ids, np.int64), _looked_up(leases, lease), _looked_up(months, month), _looked_up(ordinals, due),
            amounts, not_rent, sound,
        ))  # fmt: skip
    kinds = (np.int64, np.int32, np.int32, np.int32, np.int64, np.int64, np.bool_)
    return BillColumns(*_together(parts, kinds))


@lru_cache(maxsize=65_536)
def _lines_read(text: str, amount: int, is_rent: bool) -> tuple[int, bool]:
    """What of a bill is not rent, and whether its lines can be trusted to say so; most bills' lines are alike."""
    lines = json.loads(text)
    if not lines:
        return (0 if is_rent else amount), True
    rent = sum(line[1] for line in lines if line[0] == BillKind.RENT)
    sound = all(line[1] >= 0 for line in lines) and sum(line[1] for line in lines) == amount
    return amount - rent, sound


def _payments(chunks: Chunks, leases: _Numbered, ordinals: _Ordinals, bills: BillColumns) -> PaymentColumns:
    own_ids: dict[str, int] | None = None
    parts = []
    for chunk in chunks:
        lease, booked, ordered, amount, bill, reference, unknown, said = zip(*chunk, strict=True)
        received = _looked_up(ordinals, ordered)
        matched = np.array([NO_BILL if number is None else number for number in bill], np.int64)
        for at in (at for at, text in enumerate(reference) if text and bill[at] is None and text.isdecimal()):
            own_ids = own_ids if own_ids is not None else {str(number): number for number in bills.id.tolist()}
            # A reference that is a bill's id in full pays that bill; ``core.debt`` compares it as text
            matched[at] = own_ids.get(reference[at], NO_BILL)
        parts.append((
            _looked_up(leases, lease), np.minimum(_looked_up(ordinals, booked), received), np.array(amount, np.int64),
            matched, received != _UNKNOWN_DAY, np.array(unknown, bool), np.array(said, bool),
        ))  # fmt: skip
    kinds = (np.int32, np.int32, np.int64, np.int64, np.bool_, np.bool_, np.bool_)
    return PaymentColumns(*_together(parts, kinds))


def _looked_up(numbers: dict[Any, int], keys: Sequence[Any]) -> np.ndarray:
    return np.fromiter(map(numbers.__getitem__, keys), np.int32, len(keys))


def _together(parts: Sequence[Sequence[np.ndarray]], kinds: Sequence[type]) -> list[np.ndarray]:
    return [
        np.concatenate(list(chain([np.empty(0, kind)], (part[place] for part in parts))))
        for place, kind in enumerate(kinds)
    ]
