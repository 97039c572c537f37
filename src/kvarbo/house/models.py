"""The house's own small database: accounts, rooms, and who may enter which room."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from kvarbo.house.kinds import LoginRequirement, RoomKind


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no superuser, since nobody may read every room."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Account:
        account = self.model(email=self.normalize_email(email).lower(), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Konto: a person who can log in. Rights are given inside rooms, never here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.email


class Room(models.Model):
    """Rum: one organisation's sealed room, a database of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(unique=True, max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=RoomKind.choices)
    login_requirement = models.CharField(
        max_length=20, choices=LoginRequirement.choices, default=LoginRequirement.SECOND_FACTOR
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """Tillträde: this account may knock on this room's door; what it may do there the room itself says."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="entries")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="entries")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "room"], name="one_entry_per_account_and_room")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.room_id}"


class Refusal(models.Model):
    """Avvisat försök: somebody asked for a room they may not enter, or that does not exist; both look alike."""

    account_id = models.UUIDField(null=True)
    asked_for = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.asked_for}"
