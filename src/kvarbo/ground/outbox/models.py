"""Utskick: what is to go, what went and what came of it. No row holds a number: it is read when the message leaves."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.ground.outbox.words import HandingAnswer, MessageDecision, MessageState, ReportedState, WishKind

CHANNELS = (("sms", "Sms"), ("email", "E-post"))


class Batch(models.Model):
    """Ett utskick till flera, decided at once; ``form_key`` makes the same form sent twice one batch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    planned = models.IntegerField()  # how many the preview showed, and how many rows were written

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.planned}"


class OutgoingMessage(models.Model):
    """Ett meddelande till en person. (person, step, period) is had once; ``again`` counts each yes to one more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = models.UUIDField(db_index=True)
    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    step = models.CharField(max_length=40)
    period = models.CharField(max_length=20)
    again = models.IntegerField(default=0)
    text_kind = models.CharField(max_length=40)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    reply_to = models.CharField(max_length=254, blank=True)  # the sender's own mailbox, never the receiver's
    sender_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    not_before = models.DateTimeField()
    waits_for = models.CharField(max_length=300, blank=True)  # why it waits, in Swedish
    reason = models.CharField(max_length=300, blank=True)  # why it was stopped, failed or is unknown
    tries = models.IntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    put_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    by_hand = models.BooleanField(default=False)  # sent from the sender's own telephone or mailbox
    decision = models.CharField(max_length=10, choices=MessageDecision.choices, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    is_told = models.BooleanField(default=False)  # the room has been told that it went

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "step", "period", "again"], name="message_had_once"),
            models.CheckConstraint(
                condition=models.Q(state="handing", leased_until__isnull=False)
                | (~models.Q(state="handing") & models.Q(leased_until__isnull=True)),
                name="handing_is_leased",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "not_before"], name="messages_to_send"),
            models.Index(fields=["person", "put_at"], name="messages_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class Handing(models.Model):
    """Överlämning: once to a provider. Its id is the reference that the provider is given; answer empty: none came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(OutgoingMessage, on_delete=models.CASCADE, related_name="handings")
    handed_at = models.DateTimeField()
    provider = models.CharField(max_length=20)
    answer = models.CharField(max_length=12, choices=HandingAnswer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    their_reference = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return f"{self.id} {self.answer}"


class DeliveryReport(models.Model):
    """Leveransrapport: what the provider has told of a handing, each thing once however often it is told."""

    handing = models.ForeignKey(Handing, on_delete=models.CASCADE, related_name="reports")
    reported = models.CharField(max_length=10, choices=ReportedState.choices)
    came_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["handing", "reported"], name="reported_once")
        ]

    def __str__(self) -> str:
        return f"{self.handing_id} {self.reported}"


class LeftOutMessage(models.Model):
    """Den som inte fick något i ett utskick, and why."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="left_out")
    subject_id = models.UUIDField(db_index=True)
    person = models.ForeignKey("ground.Person", null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.person_id}"


class ContactWish(models.Model):
    """Önskemål om kontakt, as somebody has said it; the newest holds, and an ended one is kept."""

    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="+")
    subject_id = models.UUIDField(db_index=True)  # the home or the matter it was said about
    kind = models.CharField(max_length=20, choices=WishKind.choices)
    said_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person"], condition=models.Q(ended_at=None), name="one_wish_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class SenderDetails(models.Model):
    """Avsändare: a member's direct number, and the mailbox that answers go to."""

    member = models.OneToOneField("ground.Member", primary_key=True, on_delete=models.CASCADE, related_name="+")
    phone = models.CharField(max_length=40)
    mailbox = models.CharField(max_length=254, blank=True)

    def __str__(self) -> str:
        return str(self.member_id)


class MessageRules(models.Model):
    """Rummets regler för utskick from a day: when messages wait, and how many somebody may get."""

    valid_from = models.DateField(unique=True)
    quiet_from = models.SmallIntegerField()
    quiet_until = models.SmallIntegerField()
    quiet_holidays = models.BooleanField()
    most_per_day = models.SmallIntegerField()
    most_per_week = models.SmallIntegerField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(quiet_until__gte=0, quiet_from__lte=24, quiet_until__lt=models.F("quiet_from")),
                name="an_hour_of_the_day_is_open",
            ),
            models.CheckConstraint(
                condition=models.Q(most_per_day__gte=1, most_per_week__gte=models.F("most_per_day")),
                name="a_week_holds_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"från {self.valid_from}"
