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
