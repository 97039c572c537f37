"""Reads of support and plan: what has been told, what is given, what is agreed and what has run past its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from kvarbo.social.support.budget import Picture, picture
from kvarbo.social.support.models import Budget, CauseTold, PlanGoal, PlanWord, Support
from kvarbo.social.support.words import DebtCause, SupportKind

# Where the handbook asks for budget- och skuldrådgivning, as far as a cause tells it.
TO_COUNSELLORS = (DebtCause.ELECTRICITY_DEBT, DebtCause.OFTEN_LATE)


def causes_of(matter_id: UUID) -> list[CauseTold]:
    """Causes that have been told, the newest first, with those that were struck."""
    return list(CauseTold.objects.filter(matter_id=matter_id).order_by("-said_on", "-at", "pk"))


def budget_of(matter_id: UUID) -> tuple[Budget, Picture] | None:
    """The newest budget with its sums; None when nobody has told one."""
    newest = Budget.objects.filter(matter_id=matter_id).order_by("-told_on", "-at").prefetch_related("posts").first()
    if newest is None:
        return None
    return newest, picture({post.kind: post.amount for post in newest.posts.all()})


def supports_of(matter_id: UUID) -> list[Support]:
    """Support in the matter: what is given or offered first, then what has ended."""
    rows = list(Support.objects.filter(matter_id=matter_id).order_by("offered_on", "at", "pk"))
    return sorted(rows, key=lambda one: one.ended_on is not None)


def goals_of(matter_id: UUID) -> list[PlanGoal]:
    """The plan's goals, the nearest day first."""
    return list(PlanGoal.objects.filter(matter_id=matter_id))


def word_of(matter_id: UUID) -> PlanWord | None:
    """The person's newest word on the plan; None when nobody has asked."""
    rows = PlanWord.objects.filter(matter_id=matter_id).select_related("person")
    return rows.order_by("-on_date", "-at").first()


def goals_left(matter_ids: Collection[UUID]) -> dict[UUID, list[date]]:
    """The days of goals that nobody has told the end of, the nearest first, in each of these matters."""
    found: dict[UUID, list[date]] = defaultdict(list)
    rows = PlanGoal.objects.filter(matter_id__in=matter_ids, result="").order_by("due")
    for matter_id, due in rows.values_list("matter_id", "due"):
        found[matter_id].append(due)
    return found


def counselling_waits(matter_id: UUID) -> bool:
    """Whether a cause calls for budget- och skuldrådgivning, and it has not been offered."""
    told = CauseTold.objects.filter(matter_id=matter_id, struck_on=None, cause__in=TO_COUNSELLORS)
    offered = Support.objects.filter(matter_id=matter_id, kind=SupportKind.BUDGET_COUNSELLING)
    return told.exists() and not offered.exists()
