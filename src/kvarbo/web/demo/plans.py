"""Betalningsplaner i Kvarnby: one that was kept, one that was broken, and one that is newly agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.core.facts import Instalment
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.notices.ledger import late_rent
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.plans.actions import ToldPlan, agree, weigh
from kvarbo.landlord.plans.words import KeptBy
from kvarbo.web.demo.staff import SAMIR
from kvarbo.web.demo.standing import at_the_desk, home_of
from kvarbo.web.demo.town import Town

# Who it is, which month counted from the latest, how many days after its due date it was agreed, and the days of the
# parts counted from then. José pays when the wages come; Dennis has moved out and still owes.
BEFORE: tuple[tuple[str, int, int, tuple[int, ...]], ...] = (
    ("José de la Peña", 2, 7, (21, 24)),
    ("Dennis Holm", 3, 10, (15, 45)),
)
NEWLY = ("Małgorzata Wiśniewska", "Hodan Warsame")  # the first of them with a rent unpaid
NEWLY_PARTS = (14, 44)
WHY = "Hyresgästen har inkomst igen och har själv räknat på vad som går."


def plans_of_the_town(town: Town) -> int:
    """Agree the plans, each on its own day, as the page does; how many."""
    made = 0
    with at_the_desk(SAMIR) as by:
        for who, back, after, parts in BEFORE:
            month = town.months[-back]
            bill = _late_in(home_of(town, who), month, on=town.today)
            made += bill is not None and _agree(
                home_of(town, who), (month,), bill + timedelta(days=after), parts, by=by
            )
        for who in NEWLY:
            home = home_of(town, who)
            months = _unpaid(home, on=town.today)
            if months and _agree(home, months[-1:], add_arbetsdagar(town.today, -1), NEWLY_PARTS, by=by):
                return made + 1
    return made


def _late_in(home: Any, month: date, *, on: date) -> date | None:
    """The due date of the month's rent, if the lease is there and was billed for it."""
    if home is None:
        return None
    bills = known_facts([home.pk])[home.pk].bills
    return next((bill.due_date for bill in bills if bill.month == month and bill.due_date < on), None)


def _unpaid(home: Any, *, on: date) -> tuple[date, ...]:
    if home is None:
        return ()
    return tuple(sorted({one.bill.month for one in late_rent(known_facts([home.pk])[home.pk], on=on)}))


def _agree(home: Any, months: tuple[date, ...], agreed: date, parts: tuple[int, ...], *, by: AtWork) -> bool:
    """Half and half of what is unpaid that day; a day on which nothing is gives no plan."""
    owed = [one for one in late_rent(known_facts([home.pk])[home.pk], on=agreed) if one.bill.month in months]
    amount = sum(one.remaining for one in owed)
    first = amount // 200 * 100
    said = ToldPlan(
        agreed=agreed, months=months, kept_by=KeptBy.LANDLORD,
        agreed_with=tuple(person for person, in home.lease_tenants.values_list("person_id")),
        parts=tuple(
            Instalment(agreed + timedelta(days=days), kronor)
            for days, kronor in zip(parts, (first, amount - first), strict=True)
        ),
    )  # fmt: skip
    if not amount:
        return False
    if weigh(lease=home, said=said, on=agreed).departs:
        said = replace(said, reason=WHY)
    agree(lease=home, said=said, form_key=f"demo-plan-{home.source_key}", on=agreed, by=by)
    return True
