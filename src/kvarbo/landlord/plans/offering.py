"""Om arbetssättet ger hemmet en plan, and what one can be about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.facts import Facts
from kvarbo.core.finding import Finding, Step
from kvarbo.core.ladder.plans import PlanOffer, open_in_months, plan_offer
from kvarbo.core.ladder.policy import Policy


@dataclass(frozen=True, slots=True)
class Payable:
    """En månad som en plan kan handla om: what is unpaid of it (öre), and whether it is due."""

    month: date
    amount: int
    due_date: date
    is_due: bool


def offer_on(facts: Facts, *, on: date, policy: Policy | None) -> Finding[PlanOffer]:
    """The policy's answer with every reason; where no way of working is in force nobody can say."""
    if policy is None:
        return Finding(PlanOffer(None, None, None), (Step("Inget arbetssätt är i kraft.", "arbetssättet"),))
    return plan_offer(policy=policy, facts=facts, on=on)


def payable(facts: Facts, *, on: date, policy: Policy | None) -> tuple[Payable, ...]:
    """Months with something unpaid, also those that are billed and not due yet; the oldest first."""
    order = {"order": policy.line_order} if policy else {}
    due: dict[date, date] = {}
    for bill in facts.bills:
        if bill.amount > 0:
            due[bill.month] = min(bill.due_date, due.get(bill.month, bill.due_date))
    found = []
    for month, due_date in sorted(due.items()):
        amount = open_in_months(facts=facts, months={month}, on=on, **order)
        if amount > 0:
            found.append(Payable(month, amount, due_date, due_date < on))
    return tuple(found)
