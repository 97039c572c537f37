"""Referensräntor som rummet själv har slagit upp, for half-years that Kvarbo's own values do not hold yet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kvarbo.core.debt_interest import percent


class OwnRate(models.Model):
    """Referensränta för ett halvår, percent a year, with its source and who looked it up.

    One that was wrong is withdrawn, with why, and stands; another is written in its place.
    """

    start = models.DateField()  # the first day of the half-year
    rate = models.DecimalField(max_digits=4, decimal_places=2)
    source = models.CharField(max_length=100)
    form_key = models.CharField(max_length=64, unique=True)
    signed_on = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-start", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["start"], condition=models.Q(withdrawn_on=None), name="one_rate_a_half_year"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on=None, withdrawn_why="")
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(withdrawn_why="")),
                name="rate_withdrawn_with_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start} {self.rate}"

    @property
    def percent(self) -> str:
        """The rate as it is written: "2,5"."""
        return percent(self.rate)
