"""Stöd och plan i ett ärende: causes of the debt, the budget as it was told, support, and the plan with its goals.

What somebody said is never written over: a cause that was wrong is struck, the newest budget and the newest word on
the plan hold. A support and a goal have one row each, from when they were offered or set until they ended.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.social.rows import OfAMatter
from kvarbo.social.support.words import (
    BudgetKind,
    CauseSource,
    DebtCause,
    GoalResult,
    PlanOwner,
    SupportKind,
    SupportOutcome,
)


class CauseTold(OfAMatter):
    """En orsak till skulden, whose word it is and when it was told. ``struck_on``: it turned out to be wrong."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cause = models.CharField(max_length=20, choices=DebtCause.choices)
    said_by = models.CharField(max_length=12, choices=CauseSource.choices)
    said_on = models.DateField()
    struck_on = models.DateField(null=True)
    struck_by_name = models.CharField(max_length=200, blank=True)

    class Meta(OfAMatter.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key", "cause"], name="one_cause_a_form"),
        ]


class Budget(OfAMatter):
    """Budgeten en månad, as it was told that day."""

    told_on = models.DateField()

    class Meta(OfAMatter.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_budget_a_form"),
        ]


class BudgetPost(models.Model):
    """En post i budgeten, in öre a month. None: not known, which is not the same as nothing."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=20, choices=BudgetKind.choices)
    amount = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["budget", "kind"], name="one_post_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0), name="a_post_is_not_less_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget_id} {self.kind}"


class _Owned(OfAMatter):
    """Something that somebody does: a member or a person in the matter by id, another organisation by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner_kind = models.CharField(max_length=12, choices=PlanOwner.choices)
    owner_id = models.UUIDField(null=True)
    organisation = models.CharField(max_length=200, blank=True)

    class Meta(OfAMatter.Meta):
        abstract = True


class Support(_Owned):
    """Ett stöd: why, who gives it, when it was offered, begun and ended, and how it went."""

    kind = models.CharField(max_length=24, choices=SupportKind.choices)
    why = models.CharField(max_length=200)
    offered_on = models.DateField()
    begun_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=SupportOutcome.choices, blank=True)

    class Meta(_Owned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_support_a_form"),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, outcome="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(outcome="")),
                name="a_support_that_ended_says_how",
            ),
        ]


class PlanGoal(_Owned):
    """Ett mål i planen: what, who does it, by which day, and how it went."""

    text = models.CharField(max_length=200)
    due = models.DateField()
    result = models.CharField(max_length=8, choices=GoalResult.choices, blank=True)
    settled_on = models.DateField(null=True)

    class Meta(_Owned.Meta):
        ordering: ClassVar[list[str]] = ["due", "at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_goal_a_form"),
            models.CheckConstraint(
                condition=models.Q(result="", settled_on=None)
                | (~models.Q(result="") & models.Q(settled_on__isnull=False)),
                name="a_settled_goal_has_a_day",
            ),
        ]


class PlanWord(OfAMatter):
    """Personens ord om planen: who agreed to it and which day, or why nobody has."""

    agreed = models.BooleanField()
    person = models.ForeignKey("ground.Person", null=True, on_delete=models.CASCADE, related_name="+")
    on_date = models.DateField()
    text = models.CharField(max_length=200, blank=True)

    class Meta(OfAMatter.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_word_a_form"),
            models.CheckConstraint(
                condition=models.Q(agreed=True, person__isnull=False) | (models.Q(agreed=False) & ~models.Q(text="")),
                name="who_agreed_or_why_nobody_did",
            ),
        ]
