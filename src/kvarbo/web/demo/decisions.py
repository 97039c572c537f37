"""Beslut i Kvarnby: one lease on the ordinary route, applied for, told to the board, served, its clock running."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.notices.actions import ToldFact, add_fact, decide
from kvarbo.landlord.notices.ledger import rent_open
from kvarbo.landlord.notices.vocabulary import FactKind, Proof, Route
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.rent.queries import leases_by_key
from kvarbo.web.demo.town import Town

WHO = "Kent Bergström"  # whom the social services have a matter about since the day they were told
WHY = "Flera hyror är obetalda. Vi har ringt, skrivit och varit där, och ingen har svarat."
# arbetsdagar before today
DECIDED, APPLIED, SERVED, TOLD_OF_SERVICE = 12, 9, 4, 2


def tell_of_decisions(town: Town, *, by: AtWork) -> int:
    """Decide about the one who has paid nothing for three months; how many decisions."""
    on = town.today
    theirs = [lease.number for lease in town.homes_let() if any(tenant.name == WHO for tenant in lease.tenants)]
    lease = leases_by_key().get(theirs[0]) if theirs else None
    decided, applied, served, told = (
        add_arbetsdagar(on, -days) for days in (DECIDED, APPLIED, SERVED, TOLD_OF_SERVICE)
    )
    if lease is None:
        return 0  # a town too small for a cast
    with recorded(str(by.id), unit_id=by.unit_id, route="demo"):
        decision = decide(
            lease=lease, route=Route.ORDER_TO_PAY, demand_last_day=add_arbetsdagar(decided, -1), reason=WHY,
            form_key="demo-beslut", on=decided, by=by,
        )  # fmt: skip
        add_fact(
            lease=lease,
            said=ToldFact(FactKind.APPLIED, applied, proof=Proof.RECEIPT, form_key="demo-ansökan"),
            on=on,
            by=by,
        )
        months = [date.fromisoformat(month) for month in decision.months]
        board = ToldFact(
            FactKind.BOARD_TOLD, applied, posted_registered=applied,
            amount=rent_open(known_facts([lease.pk])[lease.pk], months, on=applied),
            proof=Proof.REGISTERED, registered_number="RR 123 456 789 SE", form_key="demo-nämnden",
        )  # fmt: skip
        add_fact(lease=lease, said=board, on=on, by=by)
        for person in lease.lease_tenants.values_list("person_id", flat=True):
            by_kronofogden = ToldFact(
                FactKind.SERVED, served, person=person, way=ServiceWay.APPLICATION, by_authority=True, received=served,
                proof=Proof.AUTHORITY, text=f"Kronofogden berättade det {told:%Y-%m-%d}.", form_key=f"demo-{person}",
            )  # fmt: skip
            add_fact(lease=lease, said=by_kronofogden, on=on, by=by)
    return 1
