"""Who is away with whom in their place, and who receives what comes in. Colleagues alone; nobody in a matter."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Absence(models.Model):
    """Frånvaro from a day to a day, with the colleague who stands in. It gives no right that they do not have."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey("ground.Member", on_delete=models.CASCADE, related_name="absences")
    stand_in = models.ForeignKey("ground.Member", on_delete=models.CASCADE, related_name="stands_in")
    from_day = models.DateField()
    to_day = models.DateField()  # ended early: the last day that was kept
    written_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["from_day", "member__name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(to_day__gte=models.F("from_day")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("stand_in")), name="nobody_stands_in_for_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.from_day} {self.to_day}"


class Reception(models.Model):
    """Mottagning: who receives what comes in, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey("ground.Member", on_delete=models.CASCADE, related_name="receptions")
    from_day = models.DateField()
    to_day = models.DateField()
    written_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["from_day", "member__name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(to_day__gte=models.F("from_day")), name="reception_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.from_day} {self.to_day}"
