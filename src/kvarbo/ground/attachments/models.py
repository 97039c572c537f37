"""Bilagor: files that belong to a subject. The bytes lie in the room's own folder; what is known of them here."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.ground.attachments.file_types import FileType


class AttachmentKind(models.TextChoices):
    """Slag av bilaga: what the paper is that was scanned or photographed."""

    CONSENT_FORM = "consent_form", "Samtycke på papper"
    SCANNED_NOTICE = "scanned_notice", "Underrättelse på papper"
    OTHER = "other", "Annan handling"


class Attachment(models.Model):
    """Bilaga. ``original_name`` is what the file was called where it came from: it may tell who, so only pages show it.

    The row is written last, when the bytes are safely in the folder under ``id``; without a row there is no attachment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20, choices=AttachmentKind.choices)
    original_name = models.CharField(max_length=120)
    file_type = models.CharField(max_length=10, choices=[(one.value, one.value) for one in FileType])
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_date = models.DateField()
    kept_by = models.UUIDField()
    kept_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["-kept_date", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject_id", "sha256", "kind"], name="attachment_kept_once"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="attachment_holds_something"),
        ]

    def __str__(self) -> str:
        return str(self.id)
