"""Prövas när det skickas: a payment that has come, a pause, a sender who may no longer open the home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.core.debt import RENT_FIRST, open_bills
from kvarbo.core.ladder.plans import months_held
from kvarbo.ground import clock
from kvarbo.ground.outbox.checks import LEFT_WORK, AnyMessage
from kvarbo.ground.outbox.wording import text_kinds
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.queries import known_facts, pauses_on, policy_on
from kvarbo.landlord.rent.queries import leases_open_to, tenants_on, visible_leases

PAID = "Inget är förfallet och obetalt längre."
IN_A_PLAN = "Det obetalda ligger i en avbetalningsplan som följs."
NOT_ON_LEASE = "Personen står inte längre på avtalet."
NOT_YOURS = LEFT_WORK


def still_wanted(message: AnyMessage, by: AtWork) -> str:
    """Why the message is not to go now, or nothing."""
    lease = visible_leases().filter(pk=message.subject_id).first()
    if lease is None or message.person_id not in tenants_on(lease.id):
        return NOT_ON_LEASE
    if not leases_open_to(by).filter(pk=lease.id).exists():
        return NOT_YOURS
    kind = text_kinds().get(message.text_kind)
    about_rent = kind is None or kind.about_rent
    return rent_in_the_way([lease.id], on=clock.today()).get(lease.id, "") if about_rent else ""


def rent_in_the_way(leases: Sequence[UUID], *, on: date) -> dict[UUID, str]:
    """Of these leases, those that get no message about rent, and why: nothing is owed, it is paused, or in a plan."""
    policy = policy_on(on)
    order = policy.line_order if policy else RENT_FIRST
    found: dict[UUID, str] = {}
    pauses = pauses_on(leases, on=on)
    for lease, known in known_facts(list(leases)).items():
        held = pauses.get(lease)
        overdue = open_bills(known.bills, known.payments, on=on, order=order)
        if not overdue:
            found[lease] = PAID
        elif held is not None:
            found[lease] = f"Pausad till och med {swedish.day(held.until_date)}."
        elif known.plans and {one.bill.month for one in overdue} <= months_held(policy=policy, facts=known, on=on):
            found[lease] = IN_A_PLAN
    return found
