"""Förhinder: the tenant could not pay in time because of illness or something like it."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.hindrance import PreventedByIllness, prevented_by_illness

PREVENTED = Step(
    "Den som hindrats av sjukdom eller liknande oförutsedd omständighet får inte skiljas från lägenheten om "
    "hyran betalats så snart det var möjligt, senast när tvisten avgörs i första instans.",
    "JB 12:44 fjärde stycket 2",
)


def recovery_prevented_by_illness(
    *, prevented: bool | None = None, rent_paid: date | None = None, first_instance_decided: date | None = None
) -> Finding[PreventedByIllness]:
    """Förhindrad att betala hyran (JB 12:44 fjärde stycket 2): paid as soon as could be, at latest when it is decided.

    Whether the hindrance was enough, and whether the rent was paid soon enough, is for the court: the rule only says
    whether it can be tried.
    """
    paid = ("rent_paid", rent_paid)
    return prevented_by_illness(
        law=PREVENTED, what="Hyran", prevented=prevented, paid=paid, decided=first_instance_decided
    )
