"""Fristen och åtagandet: what is known of a termination for unpaid rent, and the board's undertaking to pay.

The termination is told in what came in (``inbox``); ``paper_id`` is that thing's id. Nothing is written over: the
newest row of a kind holds.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Settled(models.TextChoices):
    """Varför tiden inte längre behöver bevakas."""

    PAID = "paid", "Hyran är betald"
    WITHDRAWN = "withdrawn", "Hyresvärden har tagit tillbaka uppsägningen"
    AGREED = "agreed", "En överenskommelse är gjord med hyresvärden"
    MOVED = "moved", "Hushållet har flyttat"


class SentHow(models.TextChoices):
    """Hur åtagandet lämnades till hyresvärden. Only a registered letter counts on the day it was posted."""

    REGISTERED = "registered", "Rekommenderat brev"
    LETTER = "letter", "Vanligt brev"
    DOOR = "door", "Papper genom Kvarbo"
    HANDED_OVER = "handed_over", "Lämnat i handen"
    E_MAIL = "e_mail", "E-post"
    E_SERVICE = "e_service", "Hyresvärdens e-tjänst"


class SigningRight(models.Model):
    """Rätt att skriva under åtaganden: who, by which decision, and from when until when (the last day included)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    delegation = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "valid_from", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="a_right_ends_after_it_began",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} från {self.valid_from}"


class _OfATermination(models.Model):
    """What every row has: the matter, the thing that told of the termination, and who wrote it when."""

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    paper_id = models.UUIDField(db_index=True)
    form_key = models.CharField(max_length=64, unique=True)  # the same form sent twice is one row
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.paper_id}"


class TerminationFacts(_OfATermination):
    """Det som är känt om uppsägningen. ``rent`` and ``costs`` in öre; None: not known.

    ``tenant_served`` is the day the tenant was served the form, which the landlord or Kronofogden tells later.
    """

    tenant_served = models.DateField(null=True)
    rent = models.BigIntegerField(null=True)
    costs = models.BigIntegerField(null=True)
    settled = models.CharField(max_length=12, choices=Settled.choices, blank=True)
    settled_on = models.DateField(null=True)

    class Meta(_OfATermination.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(settled="", settled_on=None)
                | (~models.Q(settled="") & models.Q(settled_on__isnull=False)),
                name="what_is_settled_has_a_day",
            )
        ]


class BoardUndertaking(_OfATermination):
    """Nämndens åtagande att betala hyran: how much (öre), for which months, who signed, how and when it was given.

    ``is_offer``: the time was over when it was written, so the landlord may say no.
    """

    amount = models.BigIntegerField()
    months = models.JSONField(default=list)  # list of "2026-09"
    decided_on = models.DateField()
    signed_by = models.ForeignKey(SigningRight, on_delete=models.PROTECT, related_name="+")
    sent_how = models.CharField(max_length=12, choices=SentHow.choices)
    registered_number = models.CharField(max_length=40, blank=True)
    sent_on = models.DateField(null=True)
    reached_on = models.DateField(null=True)
    is_offer = models.BooleanField(default=False)
