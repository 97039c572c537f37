"""Inbetalningar: money that the bank or the debt collector has told of, and where it belongs.

These rows are what the files said; nothing here is changed by what the landlord's own lists say. What counts towards a
bill is worked out from both (``rent.reckoning``). Money is whole öre.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.ground import clock


class ToldBy(models.TextChoices):
    """Vem som har berättat om betalningen."""

    BANK = "bank", "Banken"
    AGENCY = "agency", "Inkassobolaget"


class AccountDay(models.Model):
    """Kontodag: a section of a payment file, one account's day or statement. Same ``key``, same section in any file."""

    key = models.CharField(max_length=200, unique=True)
    account = models.CharField(max_length=60)
    number = models.CharField(max_length=40, blank=True)
    day = models.DateField(null=True)
    through = models.DateField()
    total = models.BigIntegerField()
    payments = models.IntegerField()
    import_no = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class SeenBy(models.TextChoices):
    """Var samma pengar också syns, of the landlord's own sources; nothing when only the bank shows them."""

    LEDGER = "ledger", "Er reskontra"
    LISTS = "lists", "Era restlistor"


class IncomingPayment(models.Model):
    """Inkommen betalning. ``key`` is the same in every file that tells of it; below zero is a reversal.

    ``open_amount`` is what no placement says where it belongs: not zero means that it waits for a person. ``seen_by``
    and ``is_contradicted`` are worked out: whether the landlord's own sources hold the same money, or should by now.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=240, unique=True)
    told_by = models.CharField(max_length=10, choices=ToldBy.choices, default=ToldBy.BANK)
    account = models.CharField(max_length=60, blank=True)
    booked_date = models.DateField()
    order_received_date = models.DateField(null=True)
    amount = models.BigIntegerField()
    reference = models.CharField(max_length=140, blank=True)
    reference_key = models.CharField(max_length=140, blank=True)  # as it is compared
    parts = models.JSONField(default=list)  # [[reference, öre or null], …]
    text = models.CharField(max_length=500, blank=True)
    payer_name = models.CharField(max_length=140, blank=True)
    payer_account = models.CharField(max_length=60, blank=True, db_index=True)
    payer_identity = models.CharField(max_length=20, blank=True)
    open_amount = models.BigIntegerField(default=0)
    seen_by = models.CharField(max_length=10, choices=SeenBy.choices, blank=True, default="")
    is_contradicted = models.BooleanField(default=False)
    is_protected = models.BooleanField(default=False)  # of somebody with protected personal data: for named handlers
    import_no = models.IntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["reference_key"], name="incoming_by_reference"),
            models.Index(fields=["booked_date", "id"], name="incoming_waiting", condition=~models.Q(open_amount=0)),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Remitter(models.Model):
    """Redovisare: whoever hands on many tenants' money in one payment; ``number`` is an account or an organisation's.

    What such a payment is made of has been told of already, tenant by tenant.
    """

    number = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.number


class Rule(models.TextChoices):
    """Regeln som placerade betalningen."""

    REFERENCE = "reference", "Referensen är avins eller avtalets"
    TEXT = "text", "Meddelandet nämner precis ett nummer som är avins eller avtalets"
    PAYER = "payer", "Samma konto har betalat samma avtal förut, med samma belopp som avin"
    MATTER = "matter", "Inkassobolaget säger vilket ärende det är"
    REMITTANCE = "remittance", "Redovisning från inkassobolaget: hyresgästernas betalningar är redan räknade"


BY_PERSON = ""  # in the place of a rule: a person has placed it


class Placement(models.Model):
    """Placering: what part of a payment belongs where. Without a lease it is no tenant's (``reason`` says why)."""

    incoming = models.ForeignKey(IncomingPayment, on_delete=models.CASCADE, related_name="placements")
    lease = models.ForeignKey("landlord.Lease", null=True, on_delete=models.CASCADE, related_name="placements")
    bill = models.ForeignKey("landlord.Bill", null=True, on_delete=models.SET_NULL, related_name="placements")
    amount = models.BigIntegerField()
    rule = models.CharField(max_length=12, choices=Rule.choices, blank=True)
    is_for_rent = models.BooleanField(default=False)  # betalaren har skrivit att pengarna bara gäller hyran
    why = models.CharField(max_length=300)  # one Swedish sentence
    reason = models.CharField(max_length=20, blank=True)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(rule="") | models.Q(by__isnull=False), name="a_rule_or_a_person_places"
            ),
            models.CheckConstraint(
                condition=models.Q(lease__isnull=False) | ~models.Q(reason="") | ~models.Q(rule=""),
                name="belonging_to_no_tenant_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incoming_id} {self.amount}"


class LeftToPerson(models.Model):
    """Lämnad åt en människa: a rule's placement was taken away by hand, so no rule places this payment again."""

    incoming = models.OneToOneField(
        IncomingPayment, primary_key=True, on_delete=models.CASCADE, related_name="left_to_person"
    )
    by_name = models.CharField(max_length=60)
    decided_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.incoming_id)


class PossibleLease(models.Model):
    """Kan höra hit: a lease that a waiting payment may belong to, with the reasons. Worked out, at most a few each."""

    incoming = models.ForeignKey(IncomingPayment, on_delete=models.CASCADE, related_name="possible")
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="possible_payments")
    bill = models.ForeignKey("landlord.Bill", null=True, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)  # Swedish sentences
    place = models.SmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["incoming", "lease"], name="possible_once_a_lease")
        ]

    def __str__(self) -> str:
        return f"{self.incoming_id} {self.lease_id}"
