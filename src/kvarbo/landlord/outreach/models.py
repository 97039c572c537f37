"""Reaching people: suggestions, contacts, pauses, promises, who has taken which row, and the policy in force."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Channel(models.TextChoices):
    """Kanal."""

    CALL = "call", "Samtal"
    SMS = "sms", "Sms"
    EMAIL = "email", "E-post"
    LETTER = "letter", "Brev"
    VISIT = "visit", "Besök"
    MEETING = "meeting", "Möte"


class Outcome(models.TextChoices):
    """Utfall av en kontakt, in words that say nothing of why."""

    SPOKE = "spoke", "Pratade"
    PROMISED = "promised", "Lovade betala"
    PAID = "paid", "Säger sig ha betalat"
    CALL_BACK = "call_back", "Vill bli uppringd"
    NEEDS_SUPPORT = "needs_support", "Vill ha hjälp"
    NOT_REACHED = "not_reached", "Fick inte tag i"
    VOICEMAIL = "voicemail", "Telefonsvarare"
    RELATIVE = "relative", "Någon annan svarade"
    WRONG_NUMBER = "wrong_number", "Fel nummer"
    SENT = "sent", "Skickat"
    NOTE_LEFT = "note_left", "Lapp i brevlådan"
    DONE = "done", "Gjort"


REACHED = frozenset({Outcome.SPOKE, Outcome.PROMISED, Outcome.PAID, Outcome.CALL_BACK, Outcome.NEEDS_SUPPORT})


class Contact(models.Model):
    """Kontakt: an attempt in or out, who made it, when in the day, what came of it. Never changed, only added to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey("ground.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    contact_date = models.DateField()
    part_of_day = models.CharField(max_length=10, blank=True)  # förmiddag, eftermiddag, kväll
    channel = models.CharField(max_length=10, choices=Channel.choices)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    is_incoming = models.BooleanField(default=False)
    step = models.CharField(max_length=30, blank=True)  # the ladder's step it carries out, when it does
    month = models.DateField(null=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64, unique=True)  # the same form sent twice is one contact
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["lease", "contact_date"], name="contacts_of_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.contact_date} {self.channel}"


class Pause(models.Model):
    """Paus: nothing is suggested until the day, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="pauses")
    from_date = models.DateField()
    until_date = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.UUIDField()
    ended_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(until_date__gte=models.F("from_date")), name="pause_ends_after")
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} till {self.until_date}"


class Promise(models.Model):
    """Betalningslöfte: how much, by when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="promises")
    given_date = models.DateField()
    until_date = models.DateField()
    amount = models.BigIntegerField(null=True)
    by = models.UUIDField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until_date__gte=models.F("given_date")), name="promise_ends_after"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} till {self.until_date}"


class Deferral(models.Model):
    """Anstånd: the landlord has said yes to a later day, for all that is owed or an amount, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="deferrals")
    granted_date = models.DateField()
    until_date = models.DateField()
    amount = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=20)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(until_date__gte=models.F("granted_date")), name="deferral_ends_after"
            ),
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gt=0), name="deferral_of_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} till {self.until_date}"


class Claim(models.Model):
    """Tagen rad: somebody works with this lease today, so that two do not call."""

    lease = models.OneToOneField("landlord.Lease", on_delete=models.CASCADE, related_name="claim", primary_key=True)
    claimed_date = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.lease_id} {self.by_name}"


class PolicyInForce(models.Model):
    """Arbetssätt i kraft: which policy text the landlord follows from a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    text = models.TextField()  # the policy as YAML, whole, so that a matter can be explained years later
    valid_from = models.DateField(unique=True)
    by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar[list[str]] = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.name} från {self.valid_from}"


class Suggestion(models.Model):
    """Förslag: what the ladder says today, worked out from the facts; thrown away and made anew, never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="suggestions")
    group = models.CharField(max_length=10)  # ring, skicka, besok, mote, besluta, granska
    rule = models.CharField(max_length=80)
    step = models.CharField(max_length=30)
    channel = models.CharField(max_length=10, blank=True)
    month = models.DateField()
    due_on = models.DateField()
    days_late = models.IntegerField()
    amount = models.BigIntegerField()
    waiting_for = models.CharField(max_length=300, blank=True)
    who_first = models.JSONField(default=list)
    why = models.JSONField(default=list)
    place = models.IntegerField()  # order within the group: who first, then the oldest contact

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["group", "place", "id"], name="today_in_order"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["lease", "rule", "month"], name="one_suggestion_per_rule_and_month")
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.rule}"


class Reassessed(models.Model):
    """Nyss omräknad: a lease whose suggestions were worked out by themselves while all were being worked out."""

    lease = models.OneToOneField("landlord.Lease", primary_key=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.lease_id)
