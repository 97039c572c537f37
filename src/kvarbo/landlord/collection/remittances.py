"""Stämmer redovisningen? What the agency says it has handed on, beside what the bank tells has come from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kvarbo.landlord.collection.models import Agency
from kvarbo.landlord.collection.queries import Remittance, told_remittances
from kvarbo.landlord.rent.payments.remittances import Received, received_from

NEAR = timedelta(days=7)  # money arrives at the bank at the latest so long after the day the agency says


@dataclass(frozen=True, slots=True)
class Compared:
    """En redovisning: what was told of a day and what came; ``None`` is not known yet. Öre."""

    agency_name: str
    day: date
    told: int | None
    came: int | None

    @property
    def agrees(self) -> bool:
        """Whether the two are known and the same."""
        return self.told is not None and self.told == self.came


def compared_remittances() -> tuple[Compared, ...]:
    """Every remittance that either side tells of, newest first."""
    agencies = list(Agency.objects.all())
    came = received_from(
        accounts=[agency.bankgiro for agency in agencies if agency.bankgiro],
        identities=[agency.organisation_number for agency in agencies],
    )
    by_agency = {agency.id: [one for one in came if _is_from(agency, one)] for agency in agencies}
    told: dict[UUID, list[Remittance]] = defaultdict(list)
    for one in told_remittances():
        told[one.agency].append(one)
    rows = [row for agency in agencies for row in compare(agency.name, told[agency.id], by_agency[agency.id])]
    return tuple(sorted(rows, key=lambda row: row.day, reverse=True))


def _is_from(agency: Agency, one: Received) -> bool:
    return agency.organisation_number == one.payer_identity or bool(
        agency.bankgiro and agency.bankgiro == one.payer_account
    )


def compare(name: str, told: Sequence[Remittance], came: Iterable[Received]) -> list[Compared]:
    """Pair each told day with what came: first the same sum, then the nearest day; what is left stands alone."""
    left = sorted(came, key=lambda one: one.booked)
    rows: list[Compared] = []
    for same_sum in (True, False):
        for one in sorted(told, key=lambda one: one.day):
            if any(row.day == one.day and row.told is not None for row in rows):
                continue
            near = [
                money
                for money in left
                if one.day <= money.booked <= one.day + NEAR and (money.amount == one.amount or not same_sum)
            ]
            if near:
                left.remove(near[0])
                rows.append(Compared(name, one.day, one.amount, near[0].amount))
            elif not same_sum:
                rows.append(Compared(name, one.day, one.amount, None))
    return rows + [Compared(name, money.booked, None, money.amount) for money in left]
