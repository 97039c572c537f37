"""What a landlord's room knows beforehand of a paper: the bills that are open, and the home's address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kvarbo.core.debt import open_bills
from kvarbo.core.facts import BillKind
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.notices.queries import months_of, open_decision
from kvarbo.landlord.outreach.queries import known_facts

RENTS = (BillKind.RENT,)
FULL_ACCOUNT = frozenset(
    {PaperKind.NOTICE_UNPAID_RENT, PaperKind.NOTICE_UNPAID_FEE, PaperKind.EARLY_SIGNAL}
)  # kinds that name the bills


def known_of_paper(reader: AtWork, found: Subject, kind: PaperKind, on: date) -> Mapping[str, Any]:
    """Content that a form may begin with; the one who hands over sees it all and can change it."""
    if kind not in FULL_ACCOUNT:
        return {}
    facts = known_facts([found.id])[found.id]
    late = [one for one in open_bills(facts.bills, facts.payments, on=on) if one.bill.due_date < on]
    decision = open_decision(found.id)
    if decision is not None and decision.months and kind is PaperKind.NOTICE_UNPAID_RENT:
        late = [one for one in late if one.bill.month in months_of(decision)]
    unpaid = [
        {"month": one.bill.month.strftime("%Y-%m"), "due": one.bill.due_date.isoformat(), "amount": one.of(RENTS)}
        for one in late
        if one.of(RENTS) > 0
    ]
    address = {"street": str(found.where)} if not any(person.is_protected for person in found.people) else {}
    return {"unpaid": unpaid, "residents": [{"address": address}]}
