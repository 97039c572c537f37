"""Reads: what is open by nödöppning just now, and what waits to be reviewed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from kvarbo.ground import clock
from kvarbo.ground.break_glass.models import BreakGlass, OpenedPerson
from kvarbo.ground.units.queries import AtWork

MOST_A_MONTH = 5  # tries, also those that opened nothing
MINUTES = 60


def open_now(member_id: UUID) -> QuerySet[BreakGlass]:
    """What this member has open just now; asked anew each time, so that it ends to the second."""
    now = timezone.now()
    return BreakGlass.objects.filter(member_id=member_id, closed_at=None, opened_at__lte=now, until__gt=now)


def subjects_opened_by(member_id: UUID) -> QuerySet[BreakGlass, Any]:
    """Ids of the homes or matters this member has open by nödöppning, as a subquery."""
    return open_now(member_id).exclude(subject_id=None).values("subject_id")


def people_opened_by(member_id: UUID) -> QuerySet[OpenedPerson, Any]:
    """Ids of the people this member has open by nödöppning, as a subquery."""
    return OpenedPerson.objects.filter(break_glass__in=open_now(member_id)).values("person_id")


def openings() -> QuerySet[BreakGlass]:
    """Every nödöppning, newest first."""
    return BreakGlass.objects.select_related("member", "reviewed_by")


def to_review(reader: AtWork) -> QuerySet[BreakGlass]:
    """What this reader may review and nobody has: another's openings."""
    return BreakGlass.objects.filter(reviewed_on=None).exclude(member_id=reader.id)


def tries_this_month(member_id: UUID, *, on: date | None = None) -> int:
    """How often the member has tried in the month of the day."""
    day = on or clock.today()
    return BreakGlass.objects.filter(member_id=member_id, opened_on__year=day.year, opened_on__month=day.month).count()


def runs_out() -> bool:
    """Whether anything has run out that the trail does not tell of yet."""
    return BreakGlass.objects.filter(closed_at=None, until__lte=timezone.now()).exists()
