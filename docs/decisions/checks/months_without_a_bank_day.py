"""Decision 0005: the months in which no bank day lies between the rent's due date and day 2 after it.

python docs/decisions/checks/months_without_a_bank_day.py
"""

from __future__ import annotations

from datetime import date, timedelta

import holidays

DAY = timedelta(days=1)
HOLIDAYS = holidays.Sweden(years=range(2025, 2029), include_sundays=False)


def bank_is_open(day: date) -> bool:
    eves = (day.month == 12 and day.day in (24, 31)) or (day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4)
    return day.weekday() < 5 and day not in HOLIDAYS and not eves


def due_date(month: date) -> date:
    day = month - DAY
    while not bank_is_open(day):
        day -= DAY
    return day


months = [date(year, month, 1) for year in (2026, 2027) for month in range(1, 13)]
without = [month for month in months if not bank_is_open(due_date(month) + DAY)]
print(f"{len(without)} of {len(months)}:", ", ".join(f"{month:%Y-%m}" for month in without))
