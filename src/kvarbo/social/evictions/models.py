"""Avhysningsdagen: what is prepared for a time that Kronofogden has set, what was asked for, and how it ended.

The time itself is told in what came in (``inbox``); ``paper_id`` is that thing's id. Nothing here is written over: the
newest row of a kind holds.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RespiteGround(models.TextChoices):
    """Skäl för anstånd, as the board tells Kronofogden; more than one may be told."""

    NEW_HOME = "new_home", "Ny bostad finns inom rimlig tid"
    TIME_TO_FIND = "time_to_find", "Mer tid behövs för att ordna en bostad"
    SOCIAL = "social", "Sociala skäl, till exempel sjukdom"
    CHILDREN = "children", "Barnens situation"


class RespiteAnswer(models.TextChoices):
    """Kronofogdens svar på en begäran om anstånd."""

    GRANTED = "granted", "Anstånd gavs"
    REFUSED = "refused", "Anstånd gavs inte"


class DayItem(models.TextChoices):
    """Dagens lista: what somebody must have thought of before the door closes."""

    SOMEWHERE_TO_GO = "somewhere_to_go", "Någonstans att sova i natt"
    CHILDREN_THINGS = "children_things", "Barnens saker: kläder, skolsaker, det käraste"
    ANIMALS = "animals", "Djur"
    MEDICINES = "medicines", "Mediciner och hjälpmedel"
    PAPERS = "papers", "Legitimation, bankkort, telefon och laddare"
    KEYS = "keys", "Nycklarna"
    APPLICATION = "application", "Ansökan om bistånd tas emot på plats"


class ItemState(models.TextChoices):
    """Läget för en sak i dagens lista."""

    READY = "ready", "Klart"
    NOT_NEEDED = "not_needed", "Behövs inte"
    OPEN = "open", "Inte klart"


class EvictionEnd(models.TextChoices):
    """Hur det gick med avhysningen."""

    CARRIED_OUT = "carried_out", "Avhysningen genomfördes"
    MOVED_BEFORE = "moved_before", "Hushållet flyttade före dagen"
    PAID = "paid", "Inställd: skulden är betald"
    AGREED = "agreed", "Inställd: överenskommelse med hyresvärden"
    CANCELLED = "cancelled", "Inställd av annat skäl"
    POSTPONED = "postponed", "Uppskjuten: Kronofogden ger en ny tid"


class FollowUp(models.TextChoices):
    """Uppföljning efteråt: offered, and what the person said."""

    WANTED = "wanted", "Erbjuden, och personen vill"
    DECLINED = "declined", "Erbjuden, men personen vill inte"
    NOT_REACHED = "not_reached", "Personen är inte nådd"


class _OfATime(models.Model):
    """What every row has: the matter, the thing that told the time, and who wrote it when."""

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    paper_id = models.UUIDField(db_index=True)
    form_key = models.CharField(max_length=64, unique=True)  # the same form sent twice is one row
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.paper_id}"


class Respite(_OfATime):
    """Begäran om anstånd. ``heard`` and ``documents_complete`` are Kronofogden's days; None: not known."""

    asked_on = models.DateField()
    grounds = models.JSONField(default=list)  # list of RespiteGround values, in their order
    text = models.CharField(max_length=500, blank=True)
    documents_complete = models.DateField(null=True)
    heard = models.DateField(null=True)
    exceptional_reasons = models.BooleanField(null=True)
    compensation_paid = models.BooleanField(null=True)


class RespiteReply(_OfATime):
    """Kronofogdens svar på begäran, with the day until which the respite was given."""

    answer = models.CharField(max_length=10, choices=RespiteAnswer.choices)
    answered_on = models.DateField()
    until = models.DateField(null=True)

    class Meta(_OfATime.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(answer=RespiteAnswer.REFUSED.value, until=None)
                | models.Q(answer=RespiteAnswer.GRANTED.value, until__isnull=False),
                name="a_given_respite_has_a_day",
            )
        ]


class Attendance(_OfATime):
    """Närvaro på dagen: who goes, or why nobody does and when Kronofogden was asked about it."""

    attends = models.BooleanField()
    who = models.CharField(max_length=200, blank=True)
    childrens_unit = models.BooleanField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    consulted_on = models.DateField(null=True)

    class Meta(_OfATime.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=(models.Q(attends=True) & ~models.Q(who=""))
                | (models.Q(attends=False, consulted_on__isnull=False) & ~models.Q(reason="")),
                name="who_attends_or_why_nobody_does",
            )
        ]


class DayCheck(_OfATime):
    """En sak i dagens lista, with a short line such as where or by whom."""

    item = models.CharField(max_length=20, choices=DayItem.choices)
    state = models.CharField(max_length=12, choices=ItemState.choices)
    text = models.CharField(max_length=200, blank=True)


class EvictionOutcome(_OfATime):
    """Utfallet, the day it was settled, and what the person answered about a follow-up."""

    end = models.CharField(max_length=20, choices=EvictionEnd.choices)
    on_date = models.DateField()
    text = models.CharField(max_length=200, blank=True)
    follow_up = models.CharField(max_length=20, choices=FollowUp.choices, blank=True)
