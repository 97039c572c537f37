"""Kvarlämnad egendom: when what a tenant left behind becomes the landlord's."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import counted, missing_event
from kvarbo.core.law.deadline import Deadline

SECOND = "JB 12:27 andra stycket"
AFTER_DEMAND = "jb.12_27.abandoned_goods_after_demand_months"
AFTER_LEAVING = "jb.12_27.abandoned_goods_after_leaving_months"


def abandoned_goods(*, left: date | None = None, demanded: date | None = None) -> Finding[Deadline]:
    """Kvarlämnad egendom (JB 12:27 andra stycket): three months from a demand or six from leaving, whichever is first.

    ``left`` is the day the tenant left or was evicted, ``demanded`` the day of anmaning (None: none was made).
    The tenant fetches it by ``protective``, the last arbetsdag on or before the counted day; the landlord waits until
    after ``enforcing``.
    """
    if left is None:
        text = "Dagen då hyresgästen lämnade lägenheten är inte känd. Tiden kan ha tagit slut."
        return missing_event("left", text, SECOND)
    leaving = counted(left, AFTER_LEAVING)
    if demanded is None:
        none = Step("Ingen anmaning att hämta egendomen är känd.", "fakta")
        return Finding(Deadline(leaving.value.protective, leaving.value.last_day), (*leaving.steps, none))
    demand = counted(demanded, AFTER_DEMAND)
    first = min(leaving.value.protective, demand.value.protective)
    last = min(leaving.value.last_day, demand.value.last_day)
    either = Step("Tiden slutar när den första av de två tar slut.", SECOND)
    return Finding(Deadline(first, last), (*leaving.steps, *demand.steps, either))
