"""Tid att säga upp efter vetskap: how long a ground can be used once the landlord knows of it."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import counted, deadline_after, missing_event
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.proceedings import extended_by_proceedings

PEST = "jb.12_43.pest_or_contract_window_months"
PREMISES_SUBLET = "jb.12_43.premises_sublet_call_months"
SUBLET = "jb.12_43.sublet_window_months"
SUBLET_ENDED = "jb.12_43.sublet_ended_months"
PAYMENT = "jb.12_43.payment_window_months"
PAYMENT_YEARS = "jb.12_43.payment_window_years"
CRIME = "jb.12_43.crime_window_months"
BY_GROUND = {3: SUBLET, 4: PREMISES_SUBLET, 5: PAYMENT, 6: SUBLET, 8: PEST, 11: PEST, 12: CRIME}
LANDLORD_LEARNED = "Det är inte känt när hyresvärden fick vetskap om förhållandet."


def termination_window(
    *,
    ground: int,
    learned: date | None = None,
    ended: date | None = None,
    payment_made: date | None = None,
    proceedings_begun: date | None = None,
    proceedings_ended: date | None = None,
) -> Finding[Deadline]:
    """Tid att säga upp, för p. 4 att uppmana till rättelse (JB 12:43): from the landlord's knowledge.

    ``ended``: the day a sublet (p. 3) or an unreasonable rent (p. 6) ended, if it has. ``payment_made``: the day the
    unlawful payment of p. 5 was made, received or asked for. ``proceedings_…``: investigation or charge for p. 12.
    It is the landlord's own time: a landlord who acts by ``protective``, the last arbetsdag on or before the counted
    day, is surely in time; after ``enforcing`` the ground is lost in every reading.
    """
    if ground not in BY_GROUND:
        told = ", ".join(map(str, BY_GROUND))
        raise ValueError(f"För punkt {ground} i 42 § räknas ingen tid från vetskap. Tid finns för punkterna {told}.")
    base = deadline_after(start=learned, fact="learned", unknown=LANDLORD_LEARNED, value=BY_GROUND[ground])
    if learned is None:
        return base
    if ground == 5:
        return _not_past_five_years(base, payment_made, learned)
    if ground in (3, 6) and ended is not None:
        return _earlier(
            base, ended, SUBLET_ENDED, "Förhållandet har upphört, och tiden räknas också från det.", learned
        )
    if ground == 12:
        return extended_by_proceedings(base=base, begun=proceedings_begun, ended=proceedings_ended, value=CRIME)
    return base


def _not_past_five_years(base: Finding[Deadline], payment_made: date | None, learned: date) -> Finding[Deadline]:
    if payment_made is None:
        text = "Dagen för den särskilda ersättningen är inte känd. Fem år efter den är grunden borta."
        unknown = missing_event("payment_made", text, "JB 12:43 andra stycket")
        return Finding(unknown.value, (*base.steps, *unknown.steps))
    return _earlier(base, payment_made, PAYMENT_YEARS, "Tiden tar slut fem år efter ersättningen.", learned)


def _earlier(base: Finding[Deadline], start: date, value: str, text: str, on: date) -> Finding[Deadline]:
    """The earlier of the two ends: the law says "dock senast"."""
    other = counted(start, value, on=on)
    was = base.value
    assert was.protective is not None
    assert was.enforcing is not None
    ends = Deadline(min(was.protective, other.value.protective), min(was.enforcing, other.value.last_day))
    return Finding(ends, (*base.steps, Step(text, "JB 12:43 andra stycket"), *other.steps))
