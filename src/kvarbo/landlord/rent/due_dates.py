"""Förfallodagar i reskontran: the last one so far, and the first there is."""

from __future__ import annotations

from datetime import date

from django.db.models import Min

from kvarbo.landlord.rent.models import Bill
from kvarbo.landlord.rent.queries import ledger_state


def latest_rent_due(*, on: date) -> tuple[date, date] | None:
    """The month and the due date of the rents that fell due last; none when no rent has."""
    bills = Bill.objects.filter(import_no__lte=ledger_state().visible_import, kind="rent", amount__gt=0)
    found = bills.filter(due_date__lte=on).order_by("-due_date", "-month").values_list("month", "due_date").first()
    return (found[0], found[1]) if found else None


def first_due() -> date | None:
    """The first day that any bill of the ledger fell due."""
    bills = Bill.objects.filter(import_no__lte=ledger_state().visible_import)
    day: date | None = bills.aggregate(day=Min("due_date"))["day"]
    return day
