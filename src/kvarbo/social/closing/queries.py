"""Reads of closing with a follow-up: the newest assessment, which are due, and the rent of the months after."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.queries import matters_open_to
from kvarbo.social.closing.models import FollowUpAssessment, RentAfter

MONTHS = 6
MOST_DUE = 20


def assessments_of(matter_id: UUID) -> list[FollowUpAssessment]:
    """Every assessment of a matter, the newest first."""
    return list(FollowUpAssessment.objects.filter(matter_id=matter_id).order_by("-at", "-pk"))


def due_in(reader: AtWork, on: date) -> list[FollowUpAssessment]:
    """Follow-ups whose day has come, in closed matters that the reader may open, the oldest day first."""
    due = FollowUpAssessment.objects.filter(matter__closed_on__isnull=False, due__lte=on, done_on=None)
    rows = list(due.select_related("matter").order_by("due", "at"))
    if not rows:  # who may open a matter is a long question: it is asked of these alone
        return []
    asked = [row.matter_id for row in rows]
    opened = set(matters_open_to(reader).filter(pk__in=asked).values_list("pk", flat=True))
    return [row for row in rows if row.matter_id in opened][:MOST_DUE]


def left_in(matter: Any) -> FollowUpAssessment | None:
    """The follow-up that is left to make in a closed matter; None when there is none, or the matter is open again."""
    if matter.closed_on is None:
        return None
    rows = FollowUpAssessment.objects.filter(matter=matter, done_on=None).exclude(due=None)
    return rows.order_by("-at").first()


def months_after(closed: date) -> list[date]:
    """The first days of the six months after the one in which the matter was closed."""
    found = []
    for ahead in range(1, MONTHS + 1):
        years, month = divmod(closed.month - 1 + ahead, 12)
        found.append(date(closed.year + years, month + 1, 1))
    return found


def rents_of(matter_id: UUID, months: Collection[date]) -> dict[date, RentAfter]:
    """The newest word on each of these months."""
    return {row.month: row for row in RentAfter.objects.filter(matter_id=matter_id, month__in=list(months))}
