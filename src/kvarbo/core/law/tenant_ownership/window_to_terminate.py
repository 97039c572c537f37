"""Tid för föreningen att säga upp: how long a ground can be used once the association knows of it."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding
from kvarbo.core.law.counting import deadline_after
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.proceedings import extended_by_proceedings

PEST = "brl.7_21.pest_or_contract_months"
CALL = "brl.7_21.call_to_remedy_months"
CRIME = "brl.7_22.crime_months"
BY_GROUND = {"2": CALL, "4": PEST, "7": PEST, "8": CRIME, "9": CALL}


def window_to_terminate(
    *,
    ground: str,
    learned: date | None = None,
    proceedings_begun: date | None = None,
    proceedings_ended: date | None = None,
) -> Finding[Deadline]:
    """Tid efter vetskap (BRL 7:21–22), by ``ground`` of 7:18: to give notice, or for "2" and "9" to call for remedy.

    A landlord's numbers in JB 12:43 are not these: pest and contract are three months here, two there.
    """
    if ground not in BY_GROUND:
        told = ", ".join(BY_GROUND)
        raise ValueError(
            f"För punkt {ground} i BRL 7:18 räknas ingen tid från vetskap. Tid finns för punkterna {told}."
        )
    unknown = "Det är inte känt när föreningen fick reda på förhållandet."
    base = deadline_after(start=learned, fact="learned", unknown=unknown, value=BY_GROUND[ground])
    if ground != "8":
        return base
    return extended_by_proceedings(base=base, begun=proceedings_begun, ended=proceedings_ended, value=CRIME)
