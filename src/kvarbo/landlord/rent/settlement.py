"""What open-items lists tell of payments: what is gone from the list, or smaller on it, has been settled.

How it was settled a list does not say, nor on which day: at the latest the day of the list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date


def settled_by_lists(
    *,
    amount: int,
    due_date: date,
    payments: Sequence[tuple[date, int]],
    seen: Mapping[date, int],
    lists: Sequence[date],
) -> dict[date, int]:
    """Öre settled, cause unknown, by the day of the list that shows it.

    ``payments`` are known payments of the bill (booked day, öre); ``seen`` what was left on the lists that held it;
    ``lists`` every list that would have held it. Works from the sources alone, so the order of reading means nothing.
    """
    settled: dict[date, int] = {}
    for day in sorted(set(lists) | set(seen)):
        if day not in seen and day <= due_date:
            continue  # a list holds what is due: one that is older than the due date says nothing of this bill
        known = sum(paid for booked, paid in payments if booked <= day) + sum(settled.values())
        difference = (amount - known) - seen.get(day, 0)
        if difference and (day in seen or difference > 0):
            settled[day] = difference
    return settled
