"""The last days to win a home back, as Mina ärenden lists them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from kvarbo.core.law.jordabalken.recovery_by_undertaking import UndertakingStanding
from kvarbo.core.law.jordabalken.recovery_period import DWELLING
from kvarbo.core.law.tenant_ownership.recovery_after_late_fee import DWELLING as FEE
from kvarbo.social.casework.clocks import Clock
from kvarbo.social.undertakings.queries import Termination, terminations_in

TIME_OUT = gettext_lazy("Tiden att vinna tillbaka hemmet har gått ut.")
NOT_SAFE = gettext_lazy("VARNING: den säkra dagen för betalning eller åtagande har passerat.")
BY_THEN = gettext_lazy("Betalning eller åtagande senast.")
TAKEN_BACK = gettext_lazy("Uppsägningen kan vara återtagen eller hyran betald: skriv in om det stämmer.")
NO_MESSAGE = gettext_lazy(
    "En uppsägning är visad, men hyresvärdens meddelande har inte kommit: fråga när det skickades."
)
NOT_BEFORE = gettext_lazy("Betalning eller åtagande: sista dagen är okänd, men tiden slutar inte före den här dagen.")


def clocks_told(matter_ids: Collection[UUID], on: date) -> dict[UUID, list[Clock]]:
    """The time of each termination that is neither settled nor saved by an undertaking, and not long over."""
    found = {}
    for matter, those in terminations_in(matter_ids).items():
        url = reverse_lazy("terminations", args=[matter])
        clocks = [clock for one in those for clock in (_of(one, on, url), _to_answer(one, url)) if clock is not None]
        if clocks:
            found[matter] = clocks
    return found


def _is_over(one: Termination) -> bool:
    """Whether somebody has written that nothing is left to watch, or an undertaking has saved the home."""
    if one.is_settled:
        return True
    return one.undertaking is not None and one.standing()[0].standing is UndertakingStanding.IN_TIME


def _to_answer(one: Termination, url: Any) -> Clock | None:
    """What somebody must find out: beside the day, which goes on with its warning until it is answered."""
    day, text = one.told.taken_back, TAKEN_BACK
    if not one.told.is_the_boards:
        day, text = one.told.came, NO_MESSAGE
    if day is None or _is_over(one):
        return None
    return Clock(day, text, (FEE if one.told.is_fee else DWELLING).paragraph, url, is_known=False)


def _of(one: Termination, on: date, url: Any) -> Clock | None:
    if _is_over(one):
        return None
    period, source = one.period(), (FEE if one.told.is_fee else DWELLING).paragraph
    if period.protective is not None and period.enforcing is not None:
        if on > period.enforcing:
            return Clock(period.enforcing, TIME_OUT, source, url)
        return Clock(period.protective, NOT_SAFE if on > period.protective else BY_THEN, source, url)
    if period.not_before is None:
        return None
    return Clock(period.not_before, NOT_BEFORE, source, url, is_known=False)
