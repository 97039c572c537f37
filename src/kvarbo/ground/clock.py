"""The only place that asks what day it is: Swedish local dates, never timestamps, for everything the law counts."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def today() -> date:
    """Today in Sweden; the demo and the tests may stand still on a day (``KVARBO_TODAY``)."""
    if settings.KVARBO_TODAY:
        return date.fromisoformat(settings.KVARBO_TODAY)
    return datetime.now(STOCKHOLM).date()


def day_of(moment: datetime) -> date:
    """The day it was in Sweden at a moment that is kept in UTC: after midnight it is another than the moment's own."""
    return moment.astimezone(STOCKHOLM).date()


def now() -> datetime:
    """The time for what people read on a page; where the demo stands still on a day, that day at the real hour.

    The trail never asks here: it keeps the machine's own time.
    """
    real = datetime.now(STOCKHOLM)
    return datetime.combine(today(), real.timetz())
