"""Barnen i ett ärende: who they are and whose word it is, what has been done, and the children's unit's own work.

What one unit writes stands in its own matter: a handover opens one in the children's unit. The facts that were handed
over and the unit's own notes are sealed (``SealedNote``): only those assigned to the child's matter read them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kvarbo.core.children.along import Along


class WhoseWord(models.TextChoices):
    """Vems ord det är: who has said how a child lives."""

    PARENT = "parent", "En förälder"
    REGISTER = "register", "Folkbokföringen"
    LANDLORD = "landlord", "Hyresvärden"
    CHILD = "child", "Barnet självt"
    OTHER = "other", "Någon annan"


class ChildStep(models.TextChoices):
    """Det som görs för ett barn, or for the family before other measures."""

    PARENTS_SPOKEN = "parents_spoken", "Talat med föräldrarna om barnet"
    INFORMED = "informed", "Barnet har fått information"
    HEARD = "heard", "Barnet har fått komma till tals"
    NOT_HEARD = "not_heard", "Barnet har inte kommit till tals, och varför"
    OWN_MEETING = "own_meeting", "Barnet är erbjudet ett eget möte"
    FAMILY_MEETING = "family_meeting", "Familjen är erbjuden ett personligt möte"


class WhyNotHeard(models.TextChoices):
    """Skäl till att ett barn inte har kommit till tals."""

    OWN_WILL = "own_will", "Barnet vill inte"
    TOO_YOUNG = "too_young", "Barnets ålder eller mognad"
    GUARDIAN_DECLINES = "guardian_declines", "Vårdnadshavaren säger nej, och ingen barnutredning pågår"
    NOT_REACHED = "not_reached", "Barnet har inte gått att nå"


class HandoverKind(models.TextChoices):
    """Slag av överlämning till barnenheten."""

    REPORT = "report", "Orosanmälan"
    INTERNAL = "internal", "Intern överlämning"


class HandoverGround(models.TextChoices):
    """Grund för överlämningen."""

    DUTY_TO_REPORT = "duty_to_report", "Den som anmäler är skyldig att anmäla (SoL 19:1)"
    ANYBODY = "anybody", "Någon annan har anmält (SoL 19:4)"
    KNOWN_TO_THE_BOARD = "known_to_the_board", "Nämnden har själv fått veta det (SoL 14:2)"


class UnitDecisionKind(models.TextChoices):
    """Det barnenheten bedömer och beslutar."""

    PROTECTION_NOT_NEEDED = "protection_not_needed", "Inget omedelbart skydd behövs"
    PROTECTION_NEEDED = "protection_needed", "Barnet behöver omedelbart skydd"
    OPENED = "opened", "Utredning inleds"
    NOT_OPENED = "not_opened", "Utredning inleds inte"
    ALREADY_RUNNING = "already_running", "En utredning om barnet pågår redan"
    EXTENDED = "extended", "Utredningens tid förlängs"
    FINISHED = "finished", "Utredningen är avslutad"


class NoteKind(models.TextChoices):
    """Slag av förseglad anteckning."""

    HANDED_OVER = "handed_over", "Uppgifter vid överlämningen"
    OWN = "own", "Barnenhetens anteckning"


class ChildDetails(models.Model):
    """Om ett barn i ärendet: whose word it is and when it was told. Empty is unknown.

    Of another parent whose data are protected nothing is written here but that it is so.
    """

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    person = models.OneToOneField("ground.Person", on_delete=models.CASCADE, related_name="+")
    birth_year = models.PositiveSmallIntegerField(null=True)
    told_by = models.CharField(max_length=20, blank=True, choices=WhoseWord.choices)
    told_on = models.DateField(null=True)
    other_parent = models.CharField(max_length=200, blank=True)
    other_parent_protected = models.BooleanField(default=False)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(other_parent_protected=False) | models.Q(other_parent=""),
                name="nothing_is_written_of_a_protected_parent",
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class ChildFact(models.Model):
    """Något gjort för ett barn, or the whole family (no ``person``). ``text``: what the child wants, or one line."""

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="child_facts")
    person = models.ForeignKey("ground.Person", null=True, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=20, choices=ChildStep.choices)
    fact_date = models.DateField()
    why_not = models.CharField(max_length=20, blank=True, choices=WhyNotHeard.choices)
    letter = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=200, blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["fact_date", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_fact_a_form"),
            models.CheckConstraint(
                condition=~models.Q(step="not_heard") | ~models.Q(why_not=""), name="not_heard_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.step}"


class Handover(models.Model):
    """Överlämning av ett barn till barnenheten. ``known_on``: when the board learnt of it; its clocks run from then.

    ``matter`` is the one it comes from, ``child_matter`` the unit's own that it opened.
    """

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="handovers")
    child_matter = models.OneToOneField("social.Matter", on_delete=models.CASCADE, related_name="came_by_handover")
    person = models.ForeignKey("ground.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    unit = models.ForeignKey("ground.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=HandoverKind.choices)
    ground = models.CharField(max_length=20, choices=HandoverGround.choices)
    known_on = models.DateField()
    handed_on = models.DateField()
    why_you = models.CharField(max_length=500)
    answer_by = models.DateField(null=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["handed_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(why_you=""), name="a_handover_says_why"),
            models.CheckConstraint(
                condition=models.Q(handed_on__gte=models.F("known_on")), name="handed_over_after_it_was_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} → {self.child_matter_id}"


class UnitDecision(models.Model):
    """Barnenhetens bedömning eller beslut. Never changed. ``until``: the last day when the time is extended."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=30, choices=UnitDecisionKind.choices)
    decided_on = models.DateField()
    until = models.DateField(null=True)
    reason = models.CharField(max_length=500)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["decided_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["handover", "form_key"], name="one_unit_decision_a_form"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_unit_decision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.kind}"


class SealedNote(models.Model):
    """Förseglad anteckning in a child's matter: read only by those of its unit who are assigned to it."""

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=NoteKind.choices)
    text = models.TextField()
    note_date = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["note_date", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_sealed_note_a_form")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class UnitAlong(models.Model):
    """Barnenheten följer med: to what, which day, and the need that was seen."""

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="units_along")
    where = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Along])
    along_on = models.DateField()
    need = models.CharField(max_length=200, blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    form_key = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["along_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_unit_along_a_form")
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.where}"


class FamilyMeaning(models.Model):
    """Vad samverkan menar med barnfamilj, from a day. What is in force is never rewritten: a later day takes over."""

    valid_from = models.DateField(unique=True)
    half_time = models.BooleanField()
    visits = models.BooleanField()
    partners = models.BooleanField()
    age_limit = models.PositiveSmallIntegerField()
    meeting_first = models.BooleanField()
    agreed_with = models.CharField(max_length=200)
    agreed_on = models.DateField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["valid_from"]

    def __str__(self) -> str:
        return f"från {self.valid_from}"


class ChildrensUnit(models.Model):
    """Vilken enhet som är barnenheten, from a day."""

    unit = models.ForeignKey("ground.Unit", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(unique=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.unit_id} från {self.valid_from}"
