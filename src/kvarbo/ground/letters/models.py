"""Brev som de skrevs: which kind and version, in which language, what it was told, and whose it is; and own words."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class KeptLetter(models.Model):
    """Sparat brev, to be read again just as it was made. The PDF lies beside the database under ``id``.

    ``form_key`` makes a form that is sent twice one letter. ``variables`` are what it was told, ``sender`` who wrote.
    Name and address stand in the PDF alone. ``posted_date`` is noted by hand: until then it is to be posted,
    unless it is put away, with why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = models.UUIDField(db_index=True)
    person_id = models.UUIDField(null=True, blank=True, db_index=True)  # none: to an authority or a landlord
    form_key = models.UUIDField()
    kind = models.CharField(max_length=30)  # a LetterKind; no choices, so that a new kind is no migration
    version = models.SmallIntegerField()
    wording = models.PositiveSmallIntegerField(default=0)  # the organisation's own words, by number; 0 is Kvarbo's
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
    put_away_why = models.CharField(max_length=300, blank=True)  # why it is not sent; empty: it is to be, or has been

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
            models.CheckConstraint(
                condition=models.Q(posted_date=None) | models.Q(put_away_why=""), name="letter_posted_or_put_away"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class LetterWording(models.Model):
    """Egna ord i ett brevslag: one version. Its words are never changed; other words are a new version.

    ``texts`` holds by language and slot only what differs from Kvarbo's words; without any it is Kvarbo's text again.
    The highest number that has ``in_force_from`` is the one in force. ``request_id`` is what a second person decides.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    number = models.PositiveSmallIntegerField()
    texts = models.JSONField(default=dict)
    needs_two = models.BooleanField()
    written_on = models.DateField()
    written_by = models.UUIDField()
    written_by_name = models.CharField(max_length=200)
    request_id = models.UUIDField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    asked_by = models.UUIDField(null=True, blank=True)  # who put it in force, or asked for it
    approved_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "number"], name="wording_numbered_once"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="wording_has_a_number"),
            models.CheckConstraint(
                condition=models.Q(in_force_from=None)
                | models.Q(in_force_from__gte=models.F("written_on"), asked_by__isnull=False),
                name="wording_put_in_force_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_from=None)
                | models.Q(needs_two=False)
                | (models.Q(approved_by__isnull=False) & ~models.Q(approved_by=models.F("asked_by"))),
                name="wording_of_law_has_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
