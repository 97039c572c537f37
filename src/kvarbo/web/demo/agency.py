"""Inkassobolaget i Kvarnby: who has rents from earlier months there, and what the agency has said of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from kvarbo.core.calendar import add_arbetsdagar
from kvarbo.core.debt import open_bills
from kvarbo.core.facts import AgencyStatus
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.collection.actions import begin_matter
from kvarbo.landlord.collection.agencies import keep_agency
from kvarbo.landlord.collection.mapping import AGENCIES
from kvarbo.landlord.collection.reports import Source, ToldIn, add_status
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.rent.queries import leases_by_key, leases_to_assess

MATTERS = 14
EARLIER, AT_MOST = timedelta(days=30), timedelta(days=120)  # rents that fell due so long ago are at the agency
SENT_AFTER = 7  # days after the due date, as Hemma's month says
# What the agency has told lately, by turns; of the others it has said nothing since the demand was sent.
LATELY = (AgencyStatus.PLAN, None, AgencyStatus.DISPUTED, None, AgencyStatus.PARTLY_PAID)


def tell_of_collection(*, on: date, by: AtWork, but_not: Collection[str] = ()) -> int:
    """Write in the agency and the matters it has; how many matters. ``but_not``: leases told of elsewhere."""
    text = (AGENCIES / "exempelinkasso.yaml").read_text(encoding="utf-8")
    with recorded(str(by.id), unit_id=by.unit_id, route="demo"):
        agency = keep_agency(
            name="Exempelinkasso", organisation_number="556036-0793", bankgiro="160-9908", mapping_text=text, by=by,
            on=on,
        )  # fmt: skip
        homes = {
            lease.pk: lease
            for number, lease in leases_by_key().items()
            if not lease.is_protected and number not in but_not
        }
        owing = [lease for lease in leases_to_assess(on=on) if lease in homes]
        told = known_facts(owing)
        begun = 0
        for lease in sorted(owing, key=lambda pk: homes[pk].source_key):
            opened = (one.bill for one in open_bills(told[lease].bills, told[lease].payments, on=on))
            earlier = [bill for bill in opened if on - AT_MOST <= bill.due_date < on - EARLIER]
            if earlier and begun < MATTERS:
                _matter(homes[lease], earlier[-1], agency.pk, begun, on=on, by=by)
                begun += 1
    return begun


def _matter(lease: Any, bill: Any, agency: Any, turn: int, *, on: date, by: AtWork) -> None:
    sent = add_arbetsdagar(bill.due_date + timedelta(days=SENT_AFTER), 1)
    made = begin_matter(
        lease=lease, month=bill.month, agency=agency, sent=sent, number=f"EX-{1001 + turn}", on=on, by=by
    )
    source = Source(told_in=ToldIn.HAND, on=on, by_name=by.name)
    add_status(source, made, status=AgencyStatus.DEMAND_SENT.value, day=add_arbetsdagar(sent, 1))
    lately = LATELY[turn % len(LATELY)]
    if lately:
        add_status(source, made, status=lately.value, day=add_arbetsdagar(on, -2))
