"""Beslut om ett avtal, and what has happened with it since. Facts are added, never changed; the rest is worked out.

A fact that was wrong is corrected by a new one that names it.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.ground import clock
from kvarbo.landlord.notices.vocabulary import DecisionOutcome, FactKind, Proof, Route, WhatServed


def _words(vocabulary: Any) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in vocabulary]


class WhatHappenedStays(TypeError):
    """Somebody tried to change or remove a fact."""

    def __init__(self) -> None:
        super().__init__("A fact of a decision is never changed or removed: write a new one that corrects it.")


class LeaseDecision(models.Model):
    """Beslut om ett avtal: which way, for which months' rent, and whom it concerns (ids of those on the lease).

    ``ended_date`` repeats the fact that ended it, so that a lease has one open decision at most.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="decisions")
    route = models.CharField(max_length=20, choices=_words(Route))
    decided_date = models.DateField()
    months = models.JSONField(default=list)  # first days of months, ISO; empty where it is not about rent
    tenants = models.JSONField(default=list)  # ids of the people who each get their own papers
    is_premises = models.BooleanField(default=False)
    demand_last_date = models.DateField(null=True)
    reason = models.CharField(max_length=500)
    ended_date = models.DateField(null=True)
    form_key = models.CharField(max_length=64, unique=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["lease"], condition=models.Q(ended_date=None), name="one_open_decision_per_lease"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_decision_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.route}"


class Facts(models.QuerySet["DecisionFact"]):
    """Refuses to change what has happened, or to remove it."""

    def update(self, **values: Any) -> int:
        raise WhatHappenedStays

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        raise WhatHappenedStays

    def delete(self) -> tuple[int, dict[str, int]]:
        raise WhatHappenedStays


class DecisionFact(models.Model):
    """Händelse i ett beslut. The days of a paper are kept apart; money is öre; ``proof`` says what there is to show.

    ``told`` holds an underlag as it stood when it was written, ``request`` what was put to a second person.
    """

    decision = models.ForeignKey(LeaseDecision, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=20, choices=_words(FactKind))
    fact_date = models.DateField()
    person = models.ForeignKey("ground.Person", null=True, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=40, blank=True, choices=_words(ServiceWay))
    what = models.CharField(max_length=10, blank=True, choices=_words(WhatServed))
    by_authority = models.BooleanField(default=False)
    posted_registered_date = models.DateField(null=True)
    received_date = models.DateField(null=True)
    refused_date = models.DateField(null=True)
    left_date = models.DateField(null=True)
    told_by_letter_date = models.DateField(null=True)
    amount = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=20, blank=True, choices=_words(DecisionOutcome))
    proof = models.CharField(max_length=20, blank=True, choices=_words(Proof))
    registered_number = models.CharField(max_length=40, blank=True)
    attachment_id = models.UUIDField(null=True)
    text = models.CharField(max_length=500, blank=True)
    told = models.JSONField(default=dict)
    request = models.UUIDField(null=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="corrected_by")
    form_key = models.CharField(max_length=64, null=True, unique=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[models.Manager[DecisionFact]] = models.Manager.from_queryset(Facts)()

    class Meta:
        ordering: ClassVar[list[str]] = ["written_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(proof="registered") | ~models.Q(registered_number=""),
                name="a_registered_letter_has_a_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(proof="scan") | models.Q(attachment_id__isnull=False), name="a_scan_is_attached"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=("served", "board_told", "told_to_stop", "applied")) | ~models.Q(proof=""),
                name="a_fact_has_a_proof_or_says_none",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="ended") | ~models.Q(outcome=""), name="an_end_says_how_it_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.kind} {self.fact_date}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WhatHappenedStays
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise WhatHappenedStays
