"""Rents: leases, bills, payments, and the files they came from.

Rows that an import has added carry its number and are seen only when ``LedgerState.visible_import`` has reached it:
an import that is killed leaves nothing to be seen. Money is whole öre. What the bank tells is in ``rent.payments``;
the rows of ``Payment`` that come of it, and of lists, are worked out anew from the sources (``reckoning``).
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.core.facts import BillKind, LeaseKind, Role
from kvarbo.ground import clock


class Lease(models.Model):
    """Hyresavtal. Where a tenant has protected personal data the number and address stand in ``ProtectedAddress``.

    ``source_key`` is the landlord's own number, by which files find the lease again; it is never shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source_key = models.CharField(max_length=100, unique=True)
    number = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in LeaseKind])
    address = models.CharField(max_length=200, blank=True)
    flat = models.CharField(max_length=20, blank=True)
    district = models.CharField(max_length=100, blank=True)
    start_date = models.DateField(null=True, blank=True)
    end_date = models.DateField(null=True, blank=True)
    rent = models.BigIntegerField(null=True, blank=True)
    is_autogiro = models.BooleanField(null=True)
    is_first_lease = models.BooleanField(null=True)
    children = models.IntegerField(null=True, blank=True)  # only with a recorded purpose
    is_protected = models.BooleanField(default=False)
    import_no = models.IntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["address", "flat"], name="lease_by_address"),
            models.Index(fields=["number"], name="lease_by_number"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_protected=False) | models.Q(number="", address="", flat="", district=""),
                name="protected_address_only_in_its_own_table",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ProtectedAddress(models.Model):
    """Skyddad adress: where a protected person lives; read only by a named handler."""

    lease = models.OneToOneField(Lease, primary_key=True, on_delete=models.CASCADE, related_name="protected_address")
    number = models.CharField(max_length=100)
    address = models.CharField(max_length=200, blank=True)
    flat = models.CharField(max_length=20, blank=True)
    district = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return str(self.lease_id)


class LeaseTenant(models.Model):
    """Hyresgäst på avtalet: who is on a lease, in which role."""

    lease = models.ForeignKey(Lease, on_delete=models.CASCADE, related_name="lease_tenants")
    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="lease_tenants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    place = models.SmallIntegerField(default=1)  # first or second on the lease, as the file says
    import_no = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["lease", "person"], name="once_on_a_lease")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} på {self.lease_id}"


def next_bill_id() -> int:
    """The id of the next new bill. Only one import at a time adds bills in a room, and it counts on from here."""
    return (Bill.objects.aggregate(last=models.Max("id"))["last"] or 0) + 1


class Bill(models.Model):
    """Hyresavi. ``key`` is what makes it the same bill in every file: month, kind, and number or due date.

    Its id is given by whoever adds it, so that the payments of a chunk can be written without asking for it back.
    """

    id = models.BigIntegerField(primary_key=True, default=next_bill_id)
    lease = models.ForeignKey(Lease, on_delete=models.CASCADE, related_name="bills", db_index=False)
    key = models.CharField(max_length=80)
    month = models.DateField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in BillKind])
    number = models.CharField(max_length=40, blank=True)
    ocr = models.CharField(max_length=30, blank=True)
    number_key = models.CharField(
        max_length=40, blank=True
    )  # number and OCR as they are compared with what payers write
    ocr_key = models.CharField(max_length=30, blank=True)
    due_date = models.DateField()
    amount = models.BigIntegerField()
    lines = models.JSONField(null=True)  # [[kind, öre], …] when the file has them
    ledger_through = models.DateField(null=True)  # a ledger told of it through this day: older lists say nothing more
    import_no = models.IntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ocr_key"], name="bill_by_ocr"),
            models.Index(fields=["number_key"], name="bill_by_number"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["lease", "key"], name="one_bill_per_lease_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.key}"


class Payment(models.Model):
    """Inbetalning that counts. ``cause_unknown``: it left an open-items list, so it came at the latest ``booked_date``.

    ``incoming``: the row comes of a payment that the bank or the debt collector told of. A row with neither is the
    landlord's own ledger's; ``bank_order_date`` is then the order's day as the bank told it of the same money.
    """

    lease = models.ForeignKey(Lease, on_delete=models.CASCADE, related_name="payments", db_index=False)
    bill = models.ForeignKey(Bill, null=True, on_delete=models.CASCADE, related_name="payments")
    key = models.CharField(max_length=160)
    booked_date = models.DateField()
    order_received_date = models.DateField(null=True)
    amount = models.BigIntegerField()
    reference = models.CharField(max_length=100, blank=True)
    cause_unknown = models.BooleanField(default=False)
    incoming = models.ForeignKey(
        "landlord.IncomingPayment", null=True, on_delete=models.CASCADE, related_name="counted_as"
    )
    bank_order_date = models.DateField(null=True)
    is_for_rent = models.BooleanField(default=False)  # the payer said that it is for the rent alone
    seen_through = models.DateField(null=True)  # the newest ledger, by the day it shows, that held this payment
    import_no = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["lease", "key"], name="one_payment_per_lease_and_key")
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.key}"


class Sighting(models.Model):
    """Sedd i restlista: an open-items list of that day held this bill with so much left."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="sightings")
    list_date = models.DateField(db_index=True)
    remaining = models.BigIntegerField()
    import_no = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["bill", "list_date"], name="seen_once_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.list_date}"


class ListRead(models.Model):
    """Inläst restlista: from this day's list what is gone may be taken as settled, except where rows were refused."""

    list_date = models.DateField(db_index=True)
    unread_leases = models.JSONField(default=list)  # source keys of leases with a row that could not be read
    import_no = models.IntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.list_date}"


class ImportState(models.TextChoices):
    """Filens läge, from dropped to read in."""

    RECEIVED = "received", "Mottagen"
    READING = "reading", "Läses"
    READ = "read", "Genomgången, väntar på dig"
    REFUSED = "refused", "Kunde inte läsas"
    APPLYING = "applying", "Läses in"
    APPLIED = "applied", "Inläst"
    DISCARDED = "discarded", "Borttagen"


class Import(models.Model):
    """Inläsning: a file that was dropped, what it would change, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.IntegerField(null=True, unique=True)  # given when it starts to be read in
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=100)  # name of the file in the room's own folder
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.RECEIVED)
    known_through = models.DateField(null=True)  # betalningar kända till och med, as the person who dropped it says
    mapping = models.JSONField(null=True)
    summary = models.JSONField(default=dict)  # counts and sums for the dry run and the result
    errors = models.JSONField(default=list)
    refusal = models.CharField(max_length=2000, blank=True)
    received_at = models.DateTimeField(default=clock.now)
    received_by = models.CharField(max_length=60)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-received_at"]

    def __str__(self) -> str:
        return str(self.id)


class RememberedMapping(models.Model):
    """Ihågkommen kolumntolkning for files with this header."""

    header_hash = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField()

    def __str__(self) -> str:
        return self.header_hash[:12]


class LedgerState(models.Model):
    """Where the ledger stands: which import is seen, and until when it is known who has paid."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    visible_import = models.IntegerField(default=0)
    known_through = models.DateField(null=True)
    assessed_on = models.DateField(null=True)  # the day the list of whom to reach was last worked out

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_ledger_state")
        ]

    def __str__(self) -> str:
        return f"{self.known_through}"


class RecordedPurpose(models.Model):
    """Antecknat ändamål: why the landlord keeps children or language; without it neither is read."""

    kind = models.CharField(
        max_length=20, choices=[("children", "Barn i hushållet"), ("language", "Språk")], unique=True
    )
    purpose = models.TextField()
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.kind
