"""The last days to win a home back, as Mina ärenden lists them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse_lazy
from django.utils.translation import gettext

from kvarbo.core.law.jordabalken.recovery_by_undertaking import UndertakingStanding
from kvarbo.core.law.jordabalken.recovery_period import DWELLING
from kvarbo.core.law.tenant_ownership.recovery_after_late_fee import DWELLING as FEE
from kvarbo.social.casework.clocks import Clock
from kvarbo.social.undertakings.queries import Termination, terminations_in


def clocks_told(matter_ids: Collection[UUID], on: date) -> dict[UUID, list[Clock]]:
    """The time of each termination that is neither settled nor saved by an undertaking, and not long over."""
    found = {}
    for matter, those in terminations_in(matter_ids).items():
        url = reverse_lazy("terminations", args=[matter])
        clocks = [clock for one in those if (clock := _of(one, on, url)) is not None]
        if clocks:
            found[matter] = clocks
    return found


def _of(one: Termination, on: date, url: Any) -> Clock | None:
    if one.is_settled:
        return None
    if one.undertaking is not None and one.standing()[0].standing is UndertakingStanding.IN_TIME:
        return None
    period, source = one.period(), (FEE if one.told.is_fee else DWELLING).paragraph
    if period.protective is not None and period.enforcing is not None:
        if on > period.enforcing:
            return Clock(period.enforcing, gettext("Tiden att vinna tillbaka hemmet har gått ut."), source, url)
        if on > period.protective:
            told = gettext("VARNING: den säkra dagen för betalning eller åtagande har passerat.")
            return Clock(period.protective, told, source, url)
        return Clock(period.protective, gettext("Betalning eller åtagande senast."), source, url)
    if period.not_before is None:
        return None
    told = gettext("Betalning eller åtagande: sista dagen är okänd, men tiden slutar inte före den här dagen.")
    return Clock(period.not_before, told, source, url, is_known=False)
