"""The days of eviction times, as Mina ärenden lists them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse_lazy
from django.utils.translation import gettext

from kvarbo.social.casework.clocks import Clock
from kvarbo.social.evictions.left import CONFIRM, WAY, countdown
from kvarbo.social.evictions.queries import Prepared, times_in


def clocks_told(matter_ids: Collection[UUID], on: date) -> dict[UUID, list[Clock]]:
    """The nearest time in each matter that is not over, or the follow-up that nobody has offered."""
    found = {}
    for matter, times in times_in(matter_ids).items():
        url = reverse_lazy("evictions", args=[matter])
        clocks = [clock for one in times for clock in _of(one, on, url)]
        if clocks:
            found[matter] = clocks
    return found


def _of(one: Prepared, on: date, url: Any) -> list[Clock]:
    if one.outcome is not None:
        left = one.left(on=on)
        return [Clock(one.outcome.on_date, left[0].text, left[0].source, url)] if left else []
    if one.told.cancelled:
        left = one.left(on=on)
        return [Clock(one.day, left[0].text, left[0].source, url)]
    if one.respite_until is not None:
        left = one.left(on=on)[-1:]
        return [Clock(one.respite_until, left[0].text, left[0].source, url)]
    what = gettext("Avlägsnande") if one.told.is_removal else gettext("Avhysning")
    clocks = [Clock(one.day, f"{what}: {countdown(one.day, on=on).lower()}", WAY, url)]
    if not one.told.confirmed:
        told = gettext("Bekräfta tiden till Kronofogden i dag.")
        clocks.append(Clock(min(on, one.day), told, CONFIRM, url))
    return clocks
