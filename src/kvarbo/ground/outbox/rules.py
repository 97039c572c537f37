"""Tysta timmar och tak: when a message may leave, and how many somebody may get. Values of the room's policy.

The hours are Swedish local time. A message that meets a quiet hour waits for the next open one and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

import yaml

from kvarbo.core import calendar, swedish
from kvarbo.ground.clock import STOCKHOLM
from kvarbo.ground.outbox.models import MessageRules, OutgoingMessage
from kvarbo.ground.outbox.words import IN_THE_WAY

POLICY = Path(__file__).resolve().parents[2] / "policies" / "messages.yaml"
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rules:
    """Reglerna: messages wait from ``quiet_from`` o'clock until ``quiet_until``, and on holidays all day if so said."""

    quiet_from: int
    quiet_until: int
    quiet_holidays: bool
    most_per_day: int
    most_per_week: int
    source: str


@cache
def shipped() -> tuple[Rules, dict[str, int]]:
    """What holds until the room has decided, and the limits that no room may widen."""
    read = yaml.safe_load(POLICY.read_text(encoding="utf-8"))
    return Rules(**read["default"], source=read["source"]), dict(read["outer"])


def rules_at(at: datetime) -> Rules:
    """The rules in force at a time."""
    kept = MessageRules.objects.filter(valid_from__lte=at.astimezone(STOCKHOLM).date()).order_by("-valid_from").first()
    default = shipped()[0]
    if kept is None:
        return default
    return Rules(
        kept.quiet_from, kept.quiet_until, kept.quiet_holidays, kept.most_per_day, kept.most_per_week, default.source
    )


def opens_at(at: datetime, rules: Rules) -> datetime | None:
    """When the quiet hour that ``at`` is in has ended; none when it is not in one."""
    local = at.astimezone(STOCKHOLM)
    day = local.date()
    if not _is_closed(day, rules) and rules.quiet_until <= local.hour < rules.quiet_from:
        return None
    if _is_closed(day, rules) or local.hour >= rules.quiet_from:
        day += timedelta(days=1)
        while _is_closed(day, rules):
            day += timedelta(days=1)
    return datetime.combine(day, time(rules.quiet_until), tzinfo=STOCKHOLM)


def _is_closed(day: date, rules: Rules) -> bool:
    return rules.quiet_holidays and calendar.is_public_holiday(day)


def waits_words(until: datetime) -> str:
    """Why a message waits, for the page."""
    local = until.astimezone(STOCKHOLM)
    return f"Tyst tid: skickas tidigast {swedish.day(local.date())} klockan {local:%H.%M}."


def over_ceiling(person_id: UUID, *, at: datetime, rules: Rules, but: UUID | None = None) -> str:
    """Why this person may not get one more now, in Swedish; empty when they may. ``but``: a row that is not counted."""
    rows = OutgoingMessage.objects.filter(person_id=person_id, put_at__gt=at - WEEK, state__in=IN_THE_WAY)
    times = list((rows.exclude(pk=but) if but else rows).values_list("put_at", flat=True))
    today = at.astimezone(STOCKHOLM).date()
    of_today = sum(1 for put in times if put.astimezone(STOCKHOLM).date() == today)
    if of_today >= rules.most_per_day:
        return f"Har redan fått {of_today} meddelande i dag, och taket är {rules.most_per_day}. Ring i stället."
    if len(times) >= rules.most_per_week:
        return f"Har fått {len(times)} meddelanden på en vecka, och taket är {rules.most_per_week}. Ring i stället."
    return ""
