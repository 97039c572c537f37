"""Förhinder för bostadsrättshavaren: the fee could not be paid in time because of illness or something like it."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.hindrance import PreventedByIllness, prevented_by_illness

PREVENTED = Step(
    "Bostadsrättshavaren får inte skiljas från lägenheten om hen hindrats av sjukdom eller liknande oförutsedd "
    "omständighet och årsavgiften betalats så snart det var möjligt, senast när tvisten avgörs i första instans.",
    "BRL 7:23 andra stycket",
)


def late_fee_prevented_by_illness(
    *, prevented: bool | None = None, fee_paid: date | None = None, first_instance_decided: date | None = None
) -> Finding[PreventedByIllness]:
    """Förhindrad att betala avgiften (BRL 7:23 andra stycket): paid as soon as could be, at latest when it is decided.

    There is no undertaking by the social board for bostadsrätt; this is the other way to keep the home.
    """
    paid = ("fee_paid", fee_paid)
    return prevented_by_illness(
        law=PREVENTED, what="Avgiften", prevented=prevented, paid=paid, decided=first_instance_decided
    )
