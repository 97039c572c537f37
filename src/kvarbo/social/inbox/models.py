"""Inkorgen: what a caseworker has written in about something that came in, and what the board decided to do with it.

The paper itself and its days are the doors' (``doors.post``). Here ``paper_id`` is its id.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from kvarbo.core.law.notices.inbound_duties import InboundDutyKind
from kvarbo.core.law.notices.notice_duty import NoticeEvent
from kvarbo.ground import clock


class Sender(models.TextChoices):
    """Avsändare: who told the board, as whoever opens the post sees it."""

    LANDLORD = "landlord", "Hyresvärd eller bostadsrättsförening"
    AGENT = "agent", "Ombud för hyresvärden"
    DISTURBANCE_UNIT = "disturbance_unit", "Störningsjour"
    KRONOFOGDEN = "kronofogden", "Kronofogden"
    RENT_TRIBUNAL = "rent_tribunal", "Hyresnämnden"
    PERSON = "person", "Den det gäller"
    RELATIVE = "relative", "Anhörig"
    NEIGHBOUR = "neighbour", "Granne eller annan privatperson"
    ANONYMOUS = "anonymous", "Anonym"
    POLICE = "police", "Polisen"
    CARE = "care", "Hälso- och sjukvården"
    SCHOOL = "school", "Skola eller förskola"
    OTHER_AUTHORITY = "other_authority", "Annan myndighet"
    OTHER_ADMINISTRATION = "other_administration", "Annan förvaltning i kommunen"
    OWN_SECTION = "own_section", "Egen enhet i socialtjänsten"


class StandpointKind(models.TextChoices):
    """Ställningstagande: what the board does with what came in. Each has a reason."""

    INQUIRY = "inquiry", "En utredning inleds"
    CONTACT_FIRST = "contact_first", "Ett ärende öppnas och kontakt tas först"
    RUNNING = "running", "Hör till ett ärende som redan finns"
    PASSED_ON = "passed_on", "Lämnas över till rätt nämnd eller enhet"
    NO_INQUIRY = "no_inquiry", "Ingen utredning inleds"


class NoticeFacts(models.Model):
    """Uppgifter om det som kom in, beyond what the paper itself says. None and empty: not known.

    ``debt`` in öre. ``address`` is empty where somebody in it is protected: what is known of that stands in the paper.
    """

    paper_id = models.UUIDField(primary_key=True)
    sender = models.CharField(max_length=30, choices=Sender.choices)
    event = models.CharField(max_length=40, blank=True, choices=[(one.value, one.value) for one in NoticeEvent])
    address = models.CharField(max_length=200, blank=True)
    child_concerned = models.BooleanField(null=True)
    child_inquiry_running = models.BooleanField(null=True)
    first_emptying = models.BooleanField(null=True)
    debt = models.BigIntegerField(null=True)
    eviction_date = models.DateField(null=True)
    eviction_clock = models.TimeField(null=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.paper_id)


class NoticeMended(models.Model):
    """Rättelse: who mended what is written about something that came in, and what stood there before.

    ``before`` has the fields that changed, by their names in the form, each as it was and as it is read.
    """

    paper_id = models.UUIDField(db_index=True)
    before = models.JSONField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return str(self.paper_id)


class Standpoint(models.Model):
    """Ställningstagande to something that came in. Never changed: a new one is a new row, and the newest holds."""

    paper_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20, choices=StandpointKind.choices)
    reason = models.CharField(max_length=500)
    passed_to = models.CharField(max_length=200, blank=True)
    matter = models.ForeignKey("social.Matter", null=True, on_delete=models.CASCADE, related_name="+")
    on_date = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["paper_id", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_standpoint_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.kind}"


class DutyDone(models.Model):
    """Något som lagen krävde har gjorts: which, when and by whom. ``text`` says how, such as to whom it was sent.

    ``at`` is when it was written here; ``on_date`` the day it was done, None where that was the same.
    """

    paper_id = models.UUIDField(db_index=True)
    duty = models.CharField(max_length=40, choices=[(one.value, one.value) for one in InboundDutyKind])
    text = models.CharField(max_length=200, blank=True)
    on_date = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    @property
    def day(self) -> date:
        """The day it was done."""
        return self.on_date or clock.day_of(self.at)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["paper_id", "duty"], name="a_duty_is_done_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.duty}"


class EscalationSeen(models.Model):
    """En chef har sett det som lyfts: what came again, or a larger debt, and what was decided."""

    paper_id = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return str(self.paper_id)
