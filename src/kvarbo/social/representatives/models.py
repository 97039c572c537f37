"""Företrädare och betalare: who speaks for whom and on what paper, who pays the rent, who was told of a right.

A representative has one row from when they were written in until they ended. Of payers the newest row holds.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.social.representatives.words import RentPayerKind, RepresentativeRole, RightsToldHow
from kvarbo.social.rows import OfAMatter


class MatterRepresentative(OfAMatter):
    """En företrädare. ``scopes``: parts of the duty, for who was appointed; ``basis``: the paper it rests on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=RepresentativeRole.choices)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    scopes = models.JSONField(default=list)
    basis = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    class Meta(OfAMatter.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_representative_a_form"),
        ]


class RentPayer(OfAMatter):
    """Vem som betalar hyran, from a day; ``name`` where it is somebody else than the household."""

    kind = models.CharField(max_length=14, choices=RentPayerKind.choices)
    name = models.CharField(max_length=200, blank=True)
    from_date = models.DateField()

    class Meta(OfAMatter.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_payer_a_form"),
        ]


class RightsTold(OfAMatter):
    """En person har fått veta sin rätt att få bo kvar (JB 12:47): whom, which day and how."""

    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="+")
    on_date = models.DateField()
    how = models.CharField(max_length=8, choices=RightsToldHow.choices)

    class Meta(OfAMatter.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_telling_a_form"),
        ]
