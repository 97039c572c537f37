"""What support and plan say on the pages of matters: the nearest goal as a day, and what has run past its day.

A list tells no cause and no goal, only that there is one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse_lazy
from django.utils.translation import gettext, ngettext

from kvarbo.ground import clock
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.added import Added
from kvarbo.social.casework.clocks import Clock
from kvarbo.social.checklist.queries import way_for
from kvarbo.social.support.queries import counselling_waits, goals_left

COUNSELLING_STEP = "budgetradgivning"  # of a municipality's list, where it has one
THE_LAW = "SoL 13:2"


def clocks_told(matter_ids: Collection[UUID], on: date) -> dict[UUID, list[Clock]]:
    """The nearest day of a goal that is still to come. What has run past it waits, and stands before no day of law."""
    found = {}
    for matter, days in goals_left(matter_ids).items():
        coming = [day for day in days if day >= on]
        if coming:
            many = coming.count(coming[0])
            text = ngettext("Ett mål ska vara klart.", "%(count)s mål ska vara klara.", many) % {"count": many}
            url = reverse_lazy("support", args=[matter])
            found[matter] = [Clock(coming[0], text, gettext("planen"), url)]
    return found


def waiting(people: Mapping[UUID, Sequence[ShownPerson]]) -> Mapping[UUID, Sequence[str]]:
    """Goals whose day is over and that nobody has told the end of."""
    on, found = clock.today(), {}
    for matter, days in goals_left(list(people)).items():
        late = sum(day < on for day in days)
        if late:
            text = ngettext(
                "Ett mål i planen har passerat sin dag. Skriv hur det gick.",
                "%(count)s mål i planen har passerat sin dag. Skriv hur det gick.",
                late,
            )
            found[matter] = (text % {"count": late},)
    return found


def tell(reader: AtWork, matter: Any, on: date) -> Added:
    """On the matter's own page: whether budget- och skuldrådgivning should be offered, and where that is said."""
    if matter.closed_on or not counselling_waits(matter.id):
        return Added()
    return Added((f"{gettext('Erbjud budget- och skuldrådgivning.')} ({_place(matter, on)})",))


def _place(matter: Any, on: date) -> str:
    way = way_for(matter, on=on)
    steps = [step for one in way.checklists for step in one.steps if step.key == COUNSELLING_STEP] if way else []
    return steps[0].standing[0].source if steps else THE_LAW
