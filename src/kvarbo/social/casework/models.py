"""Ärenden hos socialtjänsten: matters, the people in them, where they came from, and what has been done.

What the work itself needs (phases, deadlines, plans) comes on top of these.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.core.law.secrecy.vocabulary import MatterOrigin

ORIGINS = [(one.value, one.value) for one in MatterOrigin]


class PersonPart(models.TextChoices):
    """Persons del i ärendet: how somebody stands to the home the matter is about."""

    LEASEHOLDER = "leaseholder", "Hyresgäst"
    CO_LEASEHOLDER = "co_leaseholder", "Medhyresgäst"
    PARTNER = "partner", "Maka, make eller sambo utan kontrakt"
    CHILD = "child", "Barn som bor här"
    CHILD_HALF_TIME = "child_half_time", "Barn som bor här ibland"
    CHILD_VISITS = "child_visits", "Barn som kommer hit på umgänge"
    PARTNERS_CHILD = "partners_child", "Partnerns barn som bor här"
    OTHER = "other", "Annan som bor här"


class MatterEventKind(models.TextChoices):
    """Slag av händelse i ett ärende: the twelve kinds of act; an outsider must not be able to tell any of them."""

    OPENED = "opened", "Öppnat"
    VISITED = "visited", "Besök"
    CALLED = "called", "Samtal"
    WROTE = "wrote", "Brev eller meddelande"
    ASKED_LANDLORD = "asked_landlord", "Fråga till hyresvärden"
    CONSENT_ASKED = "consent_asked", "Fråga om samtycke"
    ASSESSED = "assessed", "Bedömning"
    REFUSED = "refused", "Avslag eller avböjt stöd"
    SUPPORTED = "supported", "Stöd"
    CLOSED = "closed", "Avslutat"
    REOPENED = "reopened", "Öppnat igen"
    MOVED_UNIT = "moved_unit", "Flyttat till en annan enhet"


class ClosingReason(models.TextChoices):
    """Skäl att avsluta ett ärende."""

    HOME_KEPT = "home_kept", "Bostaden är kvar"
    MOVED = "moved", "Hushållet har flyttat"
    EVICTED = "evicted", "Hushållet har avhysts"
    NO_CONTACT = "no_contact", "Ingen kontakt trots försök"
    DECLINED = "declined", "Den enskilde vill inte ha stöd"
    OTHER_UNIT = "other_unit", "Tas om hand i ett annat ärende"
    WRONGLY_OPENED = "wrongly_opened", "Öppnat av misstag"


class ReopeningReason(models.TextChoices):
    """Skäl att öppna ett avslutat ärende igen."""

    NEW_NOTICE = "new_notice", "En ny underrättelse har kommit"
    ASKED_AGAIN = "asked_again", "Den enskilde har hört av sig"
    NOT_SETTLED = "not_settled", "Det var inte löst"
    WRONGLY_CLOSED = "wrongly_closed", "Avslutat av misstag"


class Matter(models.Model):
    """Ärende. ``number`` is the room's own; ``outside_reference`` points out to the case record (decision 0003).

    A matter belongs to a unit and to those assigned to it; others in the room do not find it. ``origin`` is where it
    first came from; ``MatterSource`` keeps each. Where somebody in it is protected the address stands in
    ``ProtectedMatterAddress``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=20, unique=True)  # "2026-0001"
    outside_reference = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey("ground.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=30, choices=ORIGINS)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)  # empty when somebody in the home is protected
    is_protected = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_on", "-number"]
        # Every list of the days that run asks for the open ones several times, and the closed ones only grow in number.
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["closed_on", "id"], name="open_matters")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_protected=False) | models.Q(address=""),
                name="protected_matter_address_in_its_own_table",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                name="matter_closed_after_it_was_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ProtectedMatterAddress(models.Model):
    """Skyddad adress: where the household of a matter lives; read only by a named handler."""

    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.CASCADE, related_name="protected_address")
    address = models.CharField(max_length=200)

    def __str__(self) -> str:
        return str(self.matter_id)


class MatterPerson(models.Model):
    """Person i ärendet. The person's row is the matter's own: what one unit learns of somebody shows in no other's."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="matter_people")
    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=20, choices=PersonPart.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "person"], name="once_in_a_matter")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} i {self.matter_id}"


class MatterSource(models.Model):
    """Var ärendet kom ifrån, gång för gång: whom one may ask depends on who has told (``may_ask``)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="sources")
    origin = models.CharField(max_length=30, choices=ORIGINS)
    source_date = models.DateField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["source_date", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "origin", "source_date"], name="one_source_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.origin}"


class MatterEvent(models.Model):
    """Händelse i ärendet: what was done, which day and by whom. ``reached`` is None where it is no contact."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20, choices=MatterEventKind.choices)
    event_date = models.DateField()
    reached = models.BooleanField(null=True, blank=True)
    text = models.CharField(max_length=200, blank=True)
    form_key = models.CharField(max_length=64, blank=True)  # the same form sent twice is one event
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["-event_date", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["matter", "form_key"], condition=~models.Q(form_key=""), name="one_event_a_form"
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"


class MatterNumber(models.Model):
    """The last number given in a year: one row a year, locked while the next is taken."""

    year = models.SmallIntegerField(primary_key=True)
    last = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}-{self.last:04d}"
