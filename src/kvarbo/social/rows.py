"""What rows about a matter have in common, so that each activity's tables say it alike."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class OfAMatter(models.Model):
    """What every row has: the matter, the form it came by, and who wrote it when."""

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=64)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.at:%Y-%m-%d}"
