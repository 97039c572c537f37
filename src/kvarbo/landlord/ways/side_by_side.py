"""Sida vid sida: the two ways of working's sums as rows of tables, and one home's first difference in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kvarbo.core.facts import LadderStep
from kvarbo.core.ladder.policy import CONTACT_STEPS, HARSH_STEPS, Channel
from kvarbo.landlord.ways.sums import minutes_of
from kvarbo.landlord.ways.words import CHANNELS, STEPS, WEEKDAYS

_MEETINGS = frozenset({LadderStep.COOPERATION_MEETING, LadderStep.JOINT_MEETING, LadderStep.SUMMONS})
_DEMANDS = frozenset({LadderStep.REMINDER, LadderStep.COLLECTION_FILE, LadderStep.COLLECTION_DEMAND})


def steps_of(sums: Sequence[Mapping[str, Any]]) -> list[LadderStep]:
    """The steps that any of the two asked for, in the order in which they are told."""
    return [step for step in STEPS if any(one["steps"].get(step.value) for one in sums)]


def tables(sums: Sequence[Mapping[str, Any]], minutes: Mapping[LadderStep, int]) -> dict[str, Any]:
    """The rows of every table of the page."""
    total = [sum(one["steps"].values()) for one in sums]
    hours = [_hours(minutes_of(one["steps"], minutes)) for one in sums]
    return {
        "groups": [group for group in _groups(sums) if group["rows"]],
        "totals": total, "homes": [one["homes"] for one in sums], "hours": hours,
        "weekdays": [
            {"label": str(word), "numbers": _numbers(sums, "weekdays", str(day))}
            for day, word in enumerate(WEEKDAYS)
            if any(_numbers(sums, "weekdays", str(day)))
        ],
        "month_days": [
            {
                "label": str(day), "numbers": _numbers(sums, "month_days", str(day)),
                "contacts": _numbers(sums, "contact_days", str(day)),
            }
            for day in range(1, 32)
        ],
        "channels": [
            {"label": str(CHANNELS[channel]).capitalize(), "numbers": _numbers(sums, "channels", channel.value)}
            for channel in Channel
            if any(_numbers(sums, "channels", channel.value))
        ],
        "busiest": [
            {"day": date.fromisoformat(one["busiest"][0]), "number": one["busiest"][1]} if one["busiest"] else None
            for one in sums
        ],
        "plans": [one["plans"] for one in sums],
    }  # fmt: skip


def _groups(sums: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    contacts = CONTACT_STEPS - _DEMANDS
    return [
        _group(sums, gettext("Kontakter"), lambda step: step in contacts),
        _group(sums, gettext("Möten"), lambda step: step in _MEETINGS),
        _group(sums, gettext("Påminnelser, krav och inkasso"), lambda step: step in _DEMANDS),
        _group(
            sums,
            gettext("Beslut och steg mot hyresgästen"),
            lambda step: step in (HARSH_STEPS | {LadderStep.SOCIAL_BOARD_NOTICE}) - _DEMANDS,
        ),
        _group(sums, gettext("Arbete inne i huset"), lambda step: step in (LadderStep.REVIEW, LadderStep.MANUAL)),
    ]


def _group(sums: Sequence[Mapping[str, Any]], title: str, belongs: Any) -> dict[str, Any]:
    rows = [
        {"label": str(STEPS[step]), "numbers": _numbers(sums, "steps", step.value)}
        for step in steps_of(sums)
        if belongs(step)
    ]
    return {"title": title, "rows": rows}


def _numbers(sums: Sequence[Mapping[str, Any]], what: str, key: str) -> list[int]:
    return [one[what].get(key, 0) for one in sums]


def _hours(minutes: int) -> int:
    return round(minutes / 60)


def told_side(side: Mapping[str, Any]) -> dict[str, Any]:
    """What one of the two asked a home for on the first day that differs, with why, and what it asks for next."""
    after = side["next"]
    return {
        "that_day": [{**_told(line), "why": line["why"]} for line in side["that_day"]],
        "next": _told(after) if after else None,
    }


def _told(line: Mapping[str, Any]) -> dict[str, Any]:
    channel = line["channel"]
    words = str(STEPS[LadderStep(line["step"])])
    how = str(CHANNELS[Channel(channel)]) if channel else ""
    return {
        "on": date.fromisoformat(line["on"]), "month": date.fromisoformat(line["month"]), "step": words,
        "how": how if how and how.lower() != words.lower() else "",
    }  # fmt: skip
