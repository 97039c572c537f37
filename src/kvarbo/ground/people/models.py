"""People in the room: tenants and those around them. Protected data lives in a table of its own."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Person(models.Model):
    """Person. For a protected person (skyddade personuppgifter) name, number and contact details are empty here.

    ``source_key`` is what the room's own files know the person by; it is never shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source_key = models.CharField(max_length=300, unique=True)
    name = models.CharField(max_length=200, blank=True)
    identity = models.CharField(max_length=20, blank=True)  # 12 digits, or as written when it is not a number
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=40, blank=True)
    is_protected = models.BooleanField(default=False)
    import_no = models.IntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["phone"], name="person_by_phone"),
            models.Index(fields=["name"], name="person_by_name"),
            models.Index(fields=["id"], condition=models.Q(is_protected=True), name="protected_people"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_protected=False)
                | models.Q(name="", identity="", phone="", email="", birth_date=None, language=""),
                name="protected_details_only_in_their_own_table",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ProtectedDetails(models.Model):
    """Skyddade personuppgifter: read only through ``people.queries.shown_to`` by a named handler."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="protected_details")
    name = models.CharField(max_length=200)
    identity = models.CharField(max_length=20, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return str(self.person_id)


class RepresentativeKind(models.TextChoices):
    """Slag av ställföreträdare."""

    GUARDIAN = "guardian", "Vårdnadshavare"
    GOD_MAN = "god_man", "God man"
    FORVALTARE = "forvaltare", "Förvaltare"


class Representative(models.Model):
    """Ställföreträdare: who may speak for somebody, in what, and between which days (the last one included)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="representatives")
    representative = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=RepresentativeKind.choices)
    scope = models.CharField(max_length=200, blank=True)  # as the decision says; empty: all of the person's matters
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(person=models.F("representative")), name="nobody_represents_themselves"
            )
        ]

    def __str__(self) -> str:
        return f"{self.representative_id} för {self.person_id}"
