"""Tables of consents. Nothing said is changed: what is taken back is a row of its own, and status is worked out.

A consent belongs to one person and to the lease or matter (``subject_id``) it was given in: it was given for that
purpose, and who works with another matter of the same person neither sees nor uses it.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.core.law.secrecy.consent import ConsentDirection
from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.ground import clock


class ConsentGiver(models.TextChoices):
    """Vem som samtycker: the person it is about, or somebody who may speak for them."""

    TENANT = "tenant", "Hyresgästen själv"
    CO_TENANT = "co_tenant", "Medhyresgästen själv"
    HOUSEHOLD_MEMBER = "household_member", "Annan i hushållet, för egen del"
    CUSTODIAN = "custodian", "Vårdnadshavare för ett barn"
    GOD_MAN = "god_man", "God man"
    ADMINISTRATOR = "administrator", "Förvaltare"


class HowGiven(models.TextChoices):
    """Samtyckets form."""

    WRITTEN = "written", "Skriftligt"
    ORAL = "oral", "Muntligt"


class ToldHow(models.TextChoices):
    """Hur det sades: the way a withdrawal reached us, or the way a receiver was told of it."""

    PHONE = "phone", "Samtal i telefon"
    MEETING = "meeting", "Vid ett möte"
    LETTER = "letter", "Brev"
    MESSAGE = "message", "E-post, sms eller e-tjänst"


class Consent(models.Model):
    """Samtycke. ``facts`` are values of ``KindOfFact``; ``until`` is the last day it holds.

    ``file_sha256`` is empty when the form is kept elsewhere, and then ``kept_where`` says where.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject_id = models.UUIDField(db_index=True)
    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="+")
    giver = models.CharField(max_length=20, choices=ConsentGiver.choices)
    giver_name = models.CharField(max_length=200, blank=True)  # only of a representative
    basis = models.CharField(max_length=300, blank=True)  # what a representative's right rests on
    direction = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ConsentDirection])
    facts = models.JSONField(default=list)
    purpose = models.CharField(max_length=500)
    how_given = models.CharField(max_length=10, choices=HowGiven.choices)
    heard_by = models.CharField(max_length=200, blank=True)
    kept_where = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_kind = models.CharField(max_length=10, blank=True)
    given_on = models.DateField()
    valid_from = models.DateField()
    until = models.DateField()
    has_reservation = models.BooleanField(default=False)
    form_key = models.CharField(max_length=64, unique=True)  # the same form sent twice is one consent
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-given_on", "-written_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(valid_from__gte=models.F("given_on"), until__gte=models.F("valid_from")),
                name="a_consent_never_reaches_backwards",
            ),
            models.CheckConstraint(
                condition=models.Q(how_given="oral") & ~models.Q(heard_by="")
                | models.Q(how_given="written") & (~models.Q(kept_where="") | ~models.Q(file_sha256="")),
                name="a_consent_is_documented",
            ),
            models.CheckConstraint(
                condition=models.Q(giver__in=["tenant", "co_tenant", "household_member"], giver_name="", basis="")
                | models.Q(giver__in=["custodian", "god_man", "administrator"])
                & ~models.Q(giver_name="")
                & ~models.Q(basis=""),
                name="a_representative_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ConsentReceiver(models.Model):
    """Den som samtycket gäller mot: one organisation, by name. Another of the same kind is not meant."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="receivers")
    counterpart = models.ForeignKey("doors.Counterpart", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["consent", "counterpart"], name="once_a_receiver")
        ]

    def __str__(self) -> str:
        return f"{self.consent_id} {self.counterpart_id}"


class ConsentWithdrawal(models.Model):
    """Återkallelse: somebody took back all or part of a consent; in force the moment it is written in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="withdrawals")
    withdrawn_on = models.DateField()
    withdrawn_by = models.CharField(max_length=200)
    told_how = models.CharField(max_length=10, choices=ToldHow.choices)
    form_key = models.CharField(max_length=64, unique=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["withdrawn_on", "written_at", "pk"]

    def __str__(self) -> str:
        return str(self.id)


class WithdrawnPart(models.Model):
    """Det som togs tillbaka: one kind of fact towards one receiver; a whole withdrawal names all that was left."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="+")
    withdrawal = models.ForeignKey(ConsentWithdrawal, on_delete=models.CASCADE, related_name="parts")
    receiver = models.ForeignKey(ConsentReceiver, on_delete=models.CASCADE, related_name="+")
    fact = models.CharField(max_length=40, choices=[(one.value, one.value) for one in KindOfFact])

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["receiver", "fact"], name="taken_back_once")
        ]

    def __str__(self) -> str:
        return f"{self.receiver_id} {self.fact}"


class ReceiverToTell(models.Model):
    """Uppgift efter en återkallelse: tell the receiver that the consent no longer holds."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="+")
    withdrawal = models.ForeignKey(ConsentWithdrawal, on_delete=models.CASCADE, related_name="to_tell")
    receiver = models.ForeignKey(ConsentReceiver, on_delete=models.CASCADE, related_name="+")
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=10, choices=ToldHow.choices, blank=True, default="")
    told_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["withdrawal", "receiver"], name="told_once"),
            models.CheckConstraint(
                condition=models.Q(told_on=None, told_how="", told_by_name="")
                | models.Q(told_on__isnull=False) & ~models.Q(told_how="") & ~models.Q(told_by_name=""),
                name="told_says_when_how_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.withdrawal_id} {self.receiver_id}"
