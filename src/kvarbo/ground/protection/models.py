"""Who is protected and how, who may open whom, who is kept from whom, and the room's own rules for it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class ProtectionKind(models.TextChoices):
    """Slag av skydd. Fingerade personuppgifter are no kind: such a person looks like anyone and is never marked."""

    CONFIDENTIALITY_MARKING = "confidentiality_marking", "Sekretessmarkering"
    PROTECTED_REGISTRATION = "protected_registration", "Skyddad folkbokföring"
    NOT_TOLD = "not_told", "Skyddad, slaget framgår inte"


class ProtectionSource(models.TextChoices):
    """Varifrån vi vet det."""

    FILE = "file", "Vår egen fil"
    THE_PERSON = "the_person", "Personen själv"
    TAX_AGENCY = "tax_agency", "Skatteverket"
    OTHER = "other", "Annan"


class Protection(models.Model):
    """Skydd: one person's, from a day until two people have ended it. ``number`` is what others may call it by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.IntegerField(unique=True)
    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="protections")
    kind = models.CharField(max_length=30, choices=ProtectionKind.choices)
    source = models.CharField(max_length=20, choices=ProtectionSource.choices)
    since = models.DateField()
    look_again = models.DateField(
        null=True, blank=True
    )  # when the tax agency's own period ends; nothing ends by itself
    decided_by = models.CharField(max_length=60)  # a member's id, or "system:<work>"
    never_by_break_glass = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=60, blank=True)
    ended_approved_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ended_on=None), name="protected_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"SP-{self.number}"


class ProtectedHandler(models.Model):
    """Namngiven handläggare: this member may open this protected person, from a day to a day."""

    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="protected_handlers")
    member = models.ForeignKey("ground.Member", on_delete=models.CASCADE, related_name="protected_people")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the last day
    named_by = models.CharField(max_length=60)
    approved_by = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "member"], name="named_once_for_a_person"),
            models.CheckConstraint(
                condition=~models.Q(named_by=models.F("approved_by")) | models.Q(named_by__startswith="system:"),
                name="handlers_are_named_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.person_id}"


class Barred(models.Model):
    """Spärrad för jäv: to this member, this person and every home and matter of theirs is nowhere."""

    member = models.ForeignKey("ground.Member", on_delete=models.CASCADE, related_name="barred_from")
    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="barred_members")
    since = models.DateField()
    barred_by = models.CharField(max_length=60)
    lifted_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "person"], condition=models.Q(lifted_on=None), name="barred_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} ⊣ {self.person_id}"


class KeptFrom(models.Model):
    """Skyddad mot: nothing of ``person`` goes to ``other``, whatever right ``other`` would have by being a guardian."""

    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="kept_from")
    other = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "other"], name="kept_from_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ⊣ {self.other_id}"


class ProtectionPolicy(models.Model):
    """Rummets regler för skyddade personer; one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    role_suffices = models.BooleanField(default=False)  # small rooms: the role opens without the person being named
    break_glass_opens_protected = models.BooleanField(default=False)
    forwarding_office = models.TextField(blank=True)  # where the tax agency forwards mail, as the room was told
    return_address = models.TextField(blank=True)  # a box number or the like, with no organisation's name

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_protection_policy")
        ]

    def __str__(self) -> str:
        return "regler för skyddade personer"
