"""The only place that asks what day it is: Swedish local dates, never timestamps, for everything the law counts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def today() -> date:
    """Today in Sweden; the demo and the tests may stand still on a day (``KVARBO_TODAY``).

    The demo's day goes on when somebody plays it: every process there reads how many days from the same file.
    """
    if settings.KVARBO_TODAY:
        return date.fromisoformat(settings.KVARBO_TODAY) + timedelta(days=_days_played())
    return datetime.now(STOCKHOLM).date()


def _days_played() -> int:
    kept = settings.KVARBO_DAYS_PLAYED
    return int(kept.read_text(encoding="ascii")) if kept is not None and kept.exists() else 0


def day_of(moment: datetime) -> date:
    """The day it was in Sweden at a moment that is kept in UTC: after midnight it is another than the moment's own."""
    return moment.astimezone(STOCKHOLM).date()


def now() -> datetime:
    """The time for what people read on a page; where the demo stands still on a day, that day at the real hour.

    The trail never asks here: it keeps the machine's own time.
    """
    real = datetime.now(STOCKHOLM)
    return datetime.combine(today(), real.timetz())
