"""Papper in och ut. What was sent never changes: what happens to it afterwards stands in other columns and rows."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

from kvarbo.doors.organisations.queries import Counterpart, Transport
from kvarbo.doors.post.words import CameBy, Checked, PlainKind, PostState, RecallOutcome


class WhatWasSentStays(TypeError):
    """Somebody tried to change or remove what has been sent."""

    def __init__(self) -> None:
        super().__init__("What has been sent is never changed or removed: write a new paper that replaces it.")


class SentPapers(models.QuerySet["SentPaper"]):
    """Refuses to change what was sent, or to remove it."""

    def update(self, **values: Any) -> int:
        if set(values) - SentPaper.MAY_CHANGE:
            raise WhatWasSentStays
        return super().update(**values)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> int:
        if set(fields) - SentPaper.MAY_CHANGE:
            raise WhatWasSentStays
        return super().bulk_update(objs, fields, batch_size)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise WhatWasSentStays


class SentPaper(models.Model):
    """Sänt papper: ``canonical`` is the paper to the byte, ``asked`` what the law answered for each person and fact.

    ``subject_id`` is the lease or matter it is about; none for what is about nobody, such as a receipt.
    """

    MAY_CHANGE: ClassVar[frozenset[str]] = frozenset({"state", "recalled_at", "recalled_by_name", "recall_reason"})

    id = models.UUIDField(primary_key=True, editable=False)  # the paper's own
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True, db_index=True)
    counterpart = models.ForeignKey(Counterpart, on_delete=models.PROTECT, related_name="+")
    transport = models.CharField(max_length=20, choices=Transport.choices)
    canonical = models.BinaryField()
    signature = models.CharField(max_length=200)
    public_key = models.CharField(max_length=64)
    ground = models.CharField(max_length=200)
    asked = models.JSONField(default=list)
    written_date = models.DateField()
    sent_at = models.DateTimeField()
    by = models.UUIDField(null=True)  # none when the room itself answers, as with a receipt
    by_name = models.CharField(max_length=200)
    replaces = models.UUIDField(null=True, db_index=True)
    answers = models.UUIDField(null=True, db_index=True)
    holds_protected = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=PostState.choices, default=PostState.WAITING)
    recalled_at = models.DateTimeField(null=True)
    recalled_by_name = models.CharField(max_length=200, blank=True)
    recall_reason = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager[SentPaper]] = models.Manager.from_queryset(SentPapers)()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "transport"], name="papers_to_carry"),
            models.Index(fields=["-sent_at"], name="papers_sent_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and set(kwargs.get("update_fields") or {"canonical"}) - self.MAY_CHANGE:
            raise WhatWasSentStays
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise WhatWasSentStays


class RestsOnConsent(models.Model):
    """Vilar på samtycke: a paper that went on somebody's consent, so that taking it back finds what has gone."""

    paper = models.ForeignKey(SentPaper, on_delete=models.PROTECT, related_name="rests_on")
    consent_id = models.UUIDField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper", "consent_id"], name="a_paper_rests_once_on_a_consent")
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.consent_id}"


class Delivery(models.Model):
    """Försök att lämna av: one row for each, whatever came of it. A wrong date is corrected by a new row.

    ``posted_date`` is the day a registered letter was handed to the post, ``handed_date`` the day it was given or
    filed in the other's e-service. ``corrects`` is the row that was wrong.
    """

    paper = models.ForeignKey(SentPaper, on_delete=models.PROTECT, related_name="deliveries")
    at = models.DateTimeField()
    transport = models.CharField(max_length=20, choices=Transport.choices)
    done = models.BooleanField()
    text = models.CharField(max_length=300, blank=True)
    posted_date = models.DateField(null=True)
    registered_number = models.CharField(max_length=40, blank=True)
    handed_date = models.DateField(null=True)
    handed_to = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=100, blank=True)
    by_name = models.CharField(max_length=200)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["paper"],
                condition=models.Q(done=True, transport__in=("room", "file")),
                name="carried_once_through_a_door",
            ),
            models.UniqueConstraint(fields=["corrects"], name="a_delivery_is_corrected_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.transport} {self.done}"


class Receipt(models.Model):
    """Mottagningskvitto: the receiver's word that a paper came in, signed by them. One for each paper."""

    paper = models.OneToOneField(SentPaper, primary_key=True, on_delete=models.PROTECT, related_name="receipt")
    receipt_id = models.UUIDField(unique=True)
    came_in_date = models.DateField()  # by the receiver's word
    door_date = models.DateField()  # the receipt's own way back
    canonical = models.BinaryField()
    signature = models.CharField(max_length=200)

    def __str__(self) -> str:
        return str(self.paper_id)


class ReceivedPaper(models.Model):
    """Mottaget papper, the receiver's own copy: through a door with its bytes, or by hand with what was read.

    ``posted_date`` (handed to the post as a registered letter), ``received_date`` (came to the registrar's desk) and
    ``door_date`` (came through a door) are three facts and are never filled in from each other (JB 12:63).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper_id = models.UUIDField(null=True, db_index=True)
    kind = models.CharField(max_length=40, blank=True)
    plain = models.CharField(max_length=20, choices=PlainKind.choices)
    counterpart = models.ForeignKey(Counterpart, null=True, on_delete=models.PROTECT, related_name="+")
    from_name = models.CharField(max_length=200)
    canonical = models.BinaryField(null=True)
    signature = models.CharField(max_length=200, blank=True)
    public_key = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    checked = models.CharField(max_length=20, choices=Checked.choices)
    why_held = models.CharField(max_length=500, blank=True)
    told = models.JSONField(default=dict)  # by hand: TOLD in register.py
    came_by = models.CharField(max_length=20, choices=CameBy.choices)
    posted_date = models.DateField(null=True)
    received_date = models.DateField(null=True)
    door_date = models.DateField(null=True)
    registered_number = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True, db_index=True)
    taken_in_at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    answers = models.UUIDField(null=True, db_index=True)
    replaces = models.UUIDField(null=True, db_index=True)
    holds_protected = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    done_by_name = models.CharField(max_length=200, blank=True)
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=300, blank=True)
    form_key = models.CharField(max_length=64, null=True, unique=True)
    register_number = models.CharField(max_length=20, null=True, unique=True)  # "P2026-0001"; none for what is held
    struck_at = models.DateTimeField(null=True)  # registered by mistake: it keeps its number and says why
    struck_by_name = models.CharField(max_length=200, blank=True)
    struck_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-taken_in_at"], name="papers_in_newest")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["counterpart", "paper_id"], condition=models.Q(checked="good"), name="one_copy_of_a_paper"
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=models.Q(checked__in=("unknown_key", "wrong_receiver", "not_whole", "two_of_one")),
                name="held_once",
            ),
            models.CheckConstraint(
                condition=models.Q(door_date__isnull=True) | models.Q(came_by__in=("room", "file")),
                name="a_door_date_needs_a_door",
            ),
            models.CheckConstraint(
                condition=models.Q(posted_date__isnull=True) | models.Q(came_by="registered"),
                name="a_posting_date_needs_a_registered_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plain} {self.id}"


class RegisterNumber(models.Model):
    """Registrets nummer: the last one given to a paper in, a year; one row a year, locked while the next is taken."""

    year = models.SmallIntegerField(primary_key=True)
    last = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"P{self.year}-{self.last:04d}"


class PersonInPaper(models.Model):
    """Person som ett mottaget papper handlar om: by number and by name, to know what has come about the same before.

    ``name_key`` is the name's parts in order of the alphabet, folded, so that it does not matter which stands first.
    """

    paper = models.ForeignKey(ReceivedPaper, on_delete=models.CASCADE, related_name="people_in_it")
    identity = models.CharField(max_length=12, blank=True, db_index=True)
    name_key = models.CharField(max_length=200, blank=True, db_index=True)

    def __str__(self) -> str:
        return str(self.paper_id)


class RecallTask(models.Model):
    """Att göra vid återkallelse: get back what was printed or handed over. Made by the recall, ended by a person."""

    paper = models.OneToOneField(SentPaper, primary_key=True, on_delete=models.PROTECT, related_name="recall_task")
    to_whom = models.CharField(max_length=200)
    made_date = models.DateField()
    outcome = models.CharField(max_length=20, choices=RecallOutcome.choices, blank=True)
    done_date = models.DateField(null=True)
    done_by_name = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return str(self.paper_id)


class EarlySignalTest(models.Model):
    """Prövning inför tidig signal: a private landlord's balancing or a municipal one's harm test, and who was told.

    The newest holds; earlier ones stay. Nothing about any tenant.
    """

    text = models.TextField()
    harm_assumed = models.BooleanField(null=True)  # a municipal landlord's answer by OSL 26:11
    tenants_told_since = models.DateField(null=True)
    tenants_told_how = models.CharField(max_length=300, blank=True)
    written_date = models.DateField()
    written_at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    ended_date = models.DateField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.written_date}"
