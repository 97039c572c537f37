"""Skeden: the days of the month on which the demo town can be opened."""

from __future__ import annotations

from datetime import date, timedelta

from kvarbo.web.demo.accounts import due_date_of
from kvarbo.web.demo.choices import DEFAULT_MONTH, Stage
from kvarbo.web.demo.leases import month_before


def stage_date(stage: Stage, anchor_month: date = DEFAULT_MONTH) -> date:
    """The day of the stage in the month after the due date of ``anchor_month``'s rent."""
    return due_date_of(anchor_month) + timedelta(days=stage.days)


def latest_month(today: date) -> date:
    """The latest rent month whose due date has passed."""
    month = month_before(today.replace(day=1), -1)
    while due_date_of(month) >= today:
        month = month_before(month)
    return month
