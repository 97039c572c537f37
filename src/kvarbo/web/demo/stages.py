"""Skeden: the days of the month on which the demo town can be opened."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from kvarbo.web.demo.accounts import due_date_of
from kvarbo.web.demo.leases import month_before

DEFAULT_MONTH = date(2026, 11, 1)  # due Friday 30 October 2026


class Stage(StrEnum):
    """Skede: calendar days after the latest month's due date, the days of Hemma's recommended month."""

    DAY_2 = "day2"
    DAY_7 = "day7"
    DAY_19 = "day19"
    DAY_24 = "day24"
    DAY_28 = "day28"

    @property
    def days(self) -> int:
        """Days after the due date."""
        return int(self.value.removeprefix("day"))


def stage_date(stage: Stage, anchor_month: date = DEFAULT_MONTH) -> date:
    """The day of the stage in the month after the due date of ``anchor_month``'s rent."""
    return due_date_of(anchor_month) + timedelta(days=stage.days)


def latest_month(today: date) -> date:
    """The latest rent month whose due date has passed."""
    month = month_before(today.replace(day=1), -1)
    while due_date_of(month) >= today:
        month = month_before(month)
    return month
