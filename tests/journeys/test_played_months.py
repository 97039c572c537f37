"""Months played through the database, file by file: nobody is suggested for contact who had paid in time.

Whether somebody had is told by what came later: the whole truth of the made-up town, with the day each bank got each
order and the bill each payment ended on. The files of a day show only what was booked the day before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kvarbo.core.calendar import is_bank_day
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.models import Suggestion
from kvarbo.web.demo.accounts import Account, due_date_of
from kvarbo.web.demo.town import Town, build_town
from tests.journeys.landlord_room import follow_hemma, read, write_ledger, write_open_items

HOMES = 60
LAST_MONTH = date(2026, 11, 1)
# Days after the due date, and which of her files the rent officer reads that day.
DAYS = ((2, write_open_items), (5, write_open_items), (7, write_ledger), (19, write_open_items), (28, write_ledger))


def bank_day_from(day: date) -> date:
    while not is_bank_day(day):
        day += timedelta(days=1)
    return day


def paid_in_time(account: Account) -> set[date]:
    """Rent months all of whose bills had been ordered or paid in full when they fell due."""
    late: set[date] = set()
    for place, bill in enumerate(account.bills):
        told = [payment for payment in account.payments if payment.bill == place]
        paid = sum(payment.amount for payment in told if (payment.ordered or payment.booked) <= bill.due_date)
        if paid < bill.amount:
            late.add(bill.month)
    return {bill.month for bill in account.bills} - late


def not_booked_yet(account: Account, day: date, in_time: set[date]) -> bool:
    """Paid in time, and still open in the file of the day: the one who must not be called."""
    yesterday = day - timedelta(days=1)
    return any(seen.remaining > 0 and seen.bill.month in in_time for seen in account.seen_on(day, yesterday))


def suggested_now() -> Iterator[tuple[str, date]]:
    yield from Suggestion.objects.filter(waiting_for="").values_list("lease__source_key", "month").distinct()


def play(months: int, *, settings: Any, folder: Path) -> tuple[list[tuple[date, str, date]], int, int]:
    """Play the months; who was suggested though they had paid in time, how many suggestions, how many temptations."""
    town = build_town(homes=HOMES, months=months, today=date(2026, 12, 31), anchor_month=LAST_MONTH, seed=11)
    accounts = {account.lease.number: account for account in town.accounts()}
    in_time = {number: paid_in_time(account) for number, account in accounts.items()}
    wrong, suggested, tempting = [], 0, 0
    for month in town.months:
        for after, write in DAYS:
            day = bank_day_from(due_date_of(month) + timedelta(days=after))
            settings.KVARBO_TODAY = day.isoformat()
            seen: Town = town.on(day)
            read(write(seen, folder / "fil.csv"), through=seen.known_through)
            tempting += sum(not_booked_yet(account, day, in_time[number]) for number, account in accounts.items())
            for number, rent_month in suggested_now():
                suggested += 1
                if rent_month in in_time[number]:
                    wrong.append((day, number, rent_month))
    return wrong, suggested, tempting


@pytest.mark.parametrize("months", [3, pytest.param(24, marks=pytest.mark.proof)])
def test_nobody_is_suggested_for_contact_whose_payment_a_later_file_shows_as_made_in_time(
    rooms: dict[str, Any], settings: Any, tmp_path: Path, months: int
) -> None:
    with enter(rooms["kvarnbyhem"]):
        follow_hemma()
        wrong, suggested, tempting = play(months, settings=settings, folder=tmp_path)
    assert wrong == []
    assert suggested > 0
    assert tempting > 0
