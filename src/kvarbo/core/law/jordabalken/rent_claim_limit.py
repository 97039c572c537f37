"""Preskription av hyresfordran: the two years in which a claim from the tenancy must be brought."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import deadline_after
from kvarbo.core.law.deadline import Deadline

YEARS = "jb.12_61.claim_after_leaving_years"
LOST = Step(
    "Väcks talan inte i tid är rätten till talan förlorad, om inget annat avtalats. Har den ena parten väckt talan i "
    "tid får den andra kvitta.",
    "JB 12:61",
)


def rent_claim_limit(*, left: date | None = None) -> Finding[Deadline]:
    """Talan om fordran på grund av hyresförhållandet (JB 12:61): two years from the day the tenant left."""
    unknown = "Dagen då hyresgästen lämnade lägenheten är inte känd. Tiden räknas från den."
    end = deadline_after(start=left, fact="left", unknown=unknown, value=YEARS)
    return Finding(end.value, (*end.steps, LOST))
