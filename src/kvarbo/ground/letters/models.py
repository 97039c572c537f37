"""Brev som de skrevs: which kind and version, in which language, what it was told, and whose it is."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class KeptLetter(models.Model):
    """Sparat brev, to be read again just as it was made. The PDF lies beside the database under ``id``.

    ``form_key`` makes a form that is sent twice one letter. ``variables`` are what it was told, ``sender`` who wrote.
    Name and address stand in the PDF alone. ``posted_date`` is noted by hand: until then it is to be posted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = models.UUIDField(db_index=True)
    person_id = models.UUIDField(null=True, blank=True, db_index=True)  # none: to an authority or a landlord
    form_key = models.UUIDField()
    kind = models.CharField(max_length=30)  # a LetterKind; no choices, so that a new kind is no migration
    version = models.SmallIntegerField()
    language = models.CharField(max_length=10)
    variables = models.JSONField()
    sender = models.JSONField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    pages = models.SmallIntegerField()
    made_date = models.DateField()
    made_by = models.UUIDField()
    made_by_name = models.CharField(max_length=200)
    posted_date = models.DateField(null=True, blank=True)
    posted_noted_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_date", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject_id", "form_key"], name="letter_kept_once"),
            models.CheckConstraint(condition=models.Q(size__gt=0, pages__gt=0), name="letter_holds_something"),
            models.CheckConstraint(
                condition=models.Q(posted_date=None, posted_noted_by=None)
                | models.Q(posted_date__gte=models.F("made_date"), posted_noted_by__isnull=False),
                name="letter_posted_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
