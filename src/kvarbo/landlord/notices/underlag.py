"""Underlaget inför en uppsägning: what has been tried and what has not, and what a person must have asked about.

Pure. What has been tried is read from what is written in; nothing here is a judgement of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kvarbo.core import swedish
from kvarbo.core.facts import Event, EventKind, LadderStep

MEASURES: tuple[tuple[str, Any], ...] = (
    ("call", _("Samtal")),
    ("notify", _("Sms eller e-post")),
    ("letter", _("Brev")),
    ("visit", _("Besök hemma")),
    ("meeting", _("Möte")),
    ("promise", _("Löfte om betalning")),
    ("deferral", _("Anstånd")),
    ("collection", _("Krav genom inkasso")),
    ("cooperation", _("Samverkan med socialtjänsten")),
)
_CHANNELS = {
    "call": "call", "sms": "notify", "email": "notify", "letter": "letter", "visit": "visit", "meeting": "meeting",
}  # fmt: skip
_STEPS = {
    LadderStep.CALL: "call",
    LadderStep.NOTIFY: "notify",
    LadderStep.LETTER: "letter",
    LadderStep.REMINDER: "letter",
    LadderStep.VISIT: "visit",
    LadderStep.JOINT_MEETING: "meeting",
    LadderStep.COLLECTION_FILE: "collection",
    LadderStep.COLLECTION_DEMAND: "collection",
    LadderStep.COOPERATION_MEETING: "cooperation",
    LadderStep.SOCIAL_BOARD_NOTICE: "cooperation",
}


def tried(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Every measure with how many times and when last; those that were never tried say so with 0 and no day."""
    days: dict[str, list[Event]] = {}
    for event in events:
        measure = _measure(event)
        if measure:
            days.setdefault(measure, []).append(event)
    return [
        {"measure": key, "title": title, "times": len(days.get(key, ())), "latest": _latest(days.get(key, ()))}
        for key, title in MEASURES
    ]


def _measure(event: Event) -> str:
    if event.kind is EventKind.PROMISE:
        return "promise"
    if event.kind is EventKind.DEFERRAL:
        return "deferral"
    if event.kind is EventKind.CONTACT and event.channel:
        return _CHANNELS.get(event.channel, "")
    if event.step and event.step in {step.value for step in _STEPS}:
        return _STEPS[LadderStep(event.step)]
    return ""


def _latest(events: Iterable[Event]) -> Any:
    return max((event.date for event in events), default=None)


def kept(events: Iterable[Event]) -> list[dict[str, Any]]:
    """The measures as an underlag keeps them: words and days that stay as they were when it was written."""
    return [
        {
            "measure": str(one["title"]),
            "times": one["times"],
            "latest": swedish.day(one["latest"]) if one["latest"] else "",
        }
        for one in tried(events)
    ]
