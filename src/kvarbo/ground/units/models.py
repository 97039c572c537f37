"""Who works in the room: units, members, roles, and who is assigned to what."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.ground.units.roles import RoleName


class Unit(models.Model):
    """Enhet eller distrikt: a part of the organisation; a caretaker sees only their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """Medarbetare: somebody who works in this room. ``account_id`` is the account in the house, without a key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.SET_NULL, related_name="members")
    is_active = models.BooleanField(default=True)
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="other_accounts")

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class MemberRole(models.Model):
    """Medarbetarens roll. Removing the row bites at the next request, and so does its last day."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="member_roles")
    role = models.CharField(max_length=30, choices=RoleName.choices)
    until = models.DateField(null=True, blank=True)  # the last day
    given_by = models.UUIDField(null=True)  # who gave it or asked for it; none for those taken in at the machine
    approved_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "role"], name="one_row_per_member_and_role")
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.role}"


class Attest(models.Model):
    """Intyg: somebody else has looked through what a member may do and found it right; asked for every quarter."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="attests")
    attested_on = models.DateField()
    attested_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    roles = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(member=models.F("attested_by")), name="nobody_attests_themselves"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.attested_on}"


class Assignment(models.Model):
    """Tilldelning: this member works with this matter (a lease, a case), from a day until further notice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="assignments")
    matter_id = models.UUIDField(db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["member", "matter_id"], condition=models.Q(valid_to=None), name="assigned_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.matter_id}"
