"""Debt collection: agencies, what was sent to them and left out, and what they have told. Money is whole öre.

What an agency tells has a day of its own and the day we learnt it. Nothing told is changed: what was wrong is
corrected by a new row that names the one it stands for, and both are kept.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.core.facts import AgencyStatus
from kvarbo.ground import clock


class Agency(models.Model):
    """Inkassobolag: who it is, how it is paid and how its files look (``mapping_text``, YAML, whole)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    organisation_number = models.CharField(max_length=10)
    bankgiro = models.CharField(max_length=8, blank=True)
    mapping_text = models.TextField()
    is_active = models.BooleanField(default=True)
    by_name = models.CharField(max_length=200)
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class CollectionFile(models.Model):
    """Underlag till inkasso, as it was made: the file lies in the room's own folder and is never made anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="files")
    made_date = models.DateField()
    file_name = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    rows = models.IntegerField()
    holds_protected = models.BooleanField(default=False)
    form_key = models.CharField(max_length=64, unique=True)  # the same form sent twice is one file
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        return self.file_name


class Matter(models.Model):
    """Inkassoärende: a lease's rent for a month that an agency has been given; once, however often it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="collection_matters")
    month = models.DateField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="matters")
    file = models.ForeignKey(CollectionFile, null=True, on_delete=models.PROTECT, related_name="matters")
    sent_date = models.DateField()
    capital_rent = models.BigIntegerField()
    capital_other = models.BigIntegerField(default=0)
    agency_number = models.CharField(max_length=40, blank=True, db_index=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["-month"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["lease", "month"], name="one_matter_per_lease_and_month")
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.month:%Y-%m}"


class LeaveOutReason(models.TextChoices):
    """Skäl att lämna utanför: nothing about health or family stands in a landlord's room."""

    AGREED = "agreed", "Vi har kommit överens"
    PROMISED = "promised", "Har lovat en dag"
    SAYS_PAID = "says_paid", "Säger sig ha betalat"
    DISPUTED = "disputed", "Anser att kravet är fel"
    HELP = "help", "Har sökt hjälp och väntar på svar"
    GOOD_PAYER = "good_payer", "Har alltid betalat, får en påminnelse"
    OUR_FAULT = "our_fault", "Felet är vårt"
    OTHER = "other", "Annat, skriv vad"


class LeftOut(models.Model):
    """Borttagen ur underlaget for one month, by somebody, for a reason. Taking it back leaves the row."""

    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="left_out")
    month = models.DateField()
    left_out_date = models.DateField()
    reason = models.CharField(max_length=20, choices=LeaveOutReason.choices)
    text = models.CharField(max_length=200, blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    taken_back_date = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["lease", "month"],
                condition=models.Q(taken_back_date=None),
                name="left_out_once_a_month",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="other") | ~models.Q(text=""), name="another_reason_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.month:%Y-%m} {self.reason}"


class ToldIn(models.TextChoices):
    """Hur vi fick veta det: a file and what somebody typed in count alike."""

    FILE = "file", "Fil från inkassobolaget"
    HAND = "hand", "Inskrivet för hand"


class ToldOf(models.Model):
    """What all that an agency tells of a matter has in common."""

    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200, null=True, unique=True)  # the same in every file that tells of it
    learnt_date = models.DateField()
    told_in = models.CharField(max_length=10, choices=ToldIn.choices)
    text = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=200)
    told_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True


class Report(ToldOf):
    """Lägesrapport: the status of a matter on a day, as the agency tells it."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="reports")
    status = models.CharField(max_length=20, choices=[(status.value, status.value) for status in AgencyStatus])
    status_date = models.DateField()
    corrects = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="corrected_by")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(learnt_date__gte=models.F("status_date")), name="a_status_is_learnt_after_its_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.status} {self.status_date}"


class SentPaperKind(models.TextChoices):
    """Handling i ärendet: forms by förordning (1978:314), the demand, and what is filed with Kronofogden."""

    DEMAND = "demand", "Inkassokrav"
    FORM_1 = "form_1", "Formulär 1: underrättelse till hyresgästen"
    FORM_3 = "form_3", "Formulär 3: meddelande till socialnämnden"
    ORDER_TO_PAY = "order_to_pay", "Ansökan om betalningsföreläggande"
    EVICTION_APPLICATION = "eviction_application", "Ansökan om avhysning"


class Paper(ToldOf):
    """Handling som inkassobolaget har skickat: posted, received and served are three days."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=30, choices=SentPaperKind.choices)
    posted_date = models.DateField(null=True)
    received_date = models.DateField(null=True)
    served_date = models.DateField(null=True)
    is_registered = models.BooleanField(null=True)  # sent by registered post; None: not told
    corrects = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="corrected_by")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(posted_date__isnull=False)
                | models.Q(received_date__isnull=False)
                | models.Q(served_date__isnull=False),
                name="a_paper_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"


class ProposalKind(models.TextChoices):
    """Åtgärdsförslag: what the agency proposes; the landlord decides."""

    ORDER_TO_PAY = "order_to_pay", "Ansöka om betalningsföreläggande"
    TERMINATE = "terminate", "Säga upp avtalet"
    EVICTION = "eviction", "Ansöka om avhysning"
    PLAN = "plan", "Godta en avbetalningsplan"
    RESPITE = "respite", "Ge anstånd"
    CLOSE = "close", "Avsluta ärendet"


class Decision(models.TextChoices):
    """Beslut om ett förslag."""

    ACCEPTED = "accepted", "Ja"
    DECLINED = "declined", "Nej"


class Proposal(ToldOf):
    """Förslag från inkassobolaget, and what was decided here, by whom and why."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=20, choices=ProposalKind.choices)
    proposed_date = models.DateField()
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True, default="")
    decision_reason = models.CharField(max_length=200, blank=True)
    decided_date = models.DateField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(decision="", decided_by=None, decided_date=None)
                | ~models.Q(decision="") & models.Q(decided_by__isnull=False, decided_date__isnull=False),
                name="a_decision_has_a_day_and_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"


class AgencyPayment(ToldOf):
    """Betalning till inkassobolaget: the tenant's own day, and the day the agency hands the money on.

    ``key`` is that of the payment in ``payments``, where it counts; one taken back stays here with its day.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="payments")
    number = models.CharField(max_length=60, blank=True)  # the agency's own, when it has told it
    amount = models.BigIntegerField()
    paid_date = models.DateField()
    remitted_date = models.DateField(null=True)
    remittance = models.CharField(max_length=60, blank=True)
    taken_back_date = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.amount}"


class AgencyFileState(models.TextChoices):
    """Läget för en fil från inkassobolaget."""

    READ = "read", "Genomgången, väntar på dig"
    REFUSED = "refused", "Kunde inte läsas"
    APPLIED = "applied", "Inläst"
    DISCARDED = "discarded", "Borttagen"


class AgencyFile(models.Model):
    """Fil från inkassobolaget: what it holds is kept until it is read in; a row that cannot be used says why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="files_in")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=AgencyFileState.choices)
    rows = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    refusal = models.CharField(max_length=2000, blank=True)
    received_at = models.DateTimeField(default=clock.now)
    received_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["-received_at"]

    def __str__(self) -> str:
        return str(self.id)
