"""Vad ett arbetssätt ber om under en period: counts of steps by kind, by weekday and by day of the month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kvarbo.core.facts import LadderStep
from kvarbo.core.ladder.policy import CONTACT_STEPS
from kvarbo.core.ladder.replay import PlayedStep

# What one step takes of somebody's time: our assumption, shown with every sum and changed by whoever reads it.
MINUTES: dict[LadderStep, int] = {
    LadderStep.NOTIFY: 1, LadderStep.CALL: 8, LadderStep.LETTER: 5, LadderStep.VISIT: 40, LadderStep.REMINDER: 3,
    LadderStep.COLLECTION_FILE: 5, LadderStep.COLLECTION_DEMAND: 5, LadderStep.COOPERATION_MEETING: 15,
    LadderStep.JOINT_MEETING: 60, LadderStep.SOCIAL_BOARD_NOTICE: 15, LadderStep.DECIDE_ORDER_TO_PAY: 20,
    LadderStep.ORDER_TO_PAY: 20, LadderStep.WARNING_TO_REMEDY: 20, LadderStep.SUMMONS: 10,
    LadderStep.MONTHLY_LEASE: 45, LadderStep.DECIDE_TERMINATION: 30, LadderStep.TERMINATION: 30,
    LadderStep.TO_KRONOFOGDEN: 20, LadderStep.REVIEW: 15, LadderStep.MANUAL: 15,
}  # fmt: skip


@dataclass(slots=True)
class Sums:
    """Summorna of one way of working; they name nobody."""

    homes: int = 0
    steps: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    weekdays: Counter[str] = field(default_factory=Counter)  # 0 is Monday
    month_days: Counter[str] = field(default_factory=Counter)
    contact_days: Counter[str] = field(default_factory=Counter)  # contacts alone, by day of the month
    dates: Counter[str] = field(default_factory=Counter)
    plans: Counter[str] = field(default_factory=Counter)  # yes, no, unknown: whether a plan could have been offered

    def add(self, played: Iterable[PlayedStep]) -> None:
        """Count one home's steps."""
        found = False
        for line in played:
            found = True
            self.steps[line.suggested.step] += 1
            if line.suggested.channel:
                self.channels[line.suggested.channel] += 1
            self.weekdays[str(line.on.weekday())] += 1
            self.month_days[str(line.on.day)] += 1
            if line.suggested.step in CONTACT_STEPS:
                self.contact_days[str(line.on.day)] += 1
            self.dates[line.on.isoformat()] += 1
        self.homes += found

    def as_data(self) -> dict[str, Any]:
        """To be kept: the counts, and the busiest day instead of every day."""
        busiest = max(self.dates.items(), key=lambda item: (item[1], item[0]), default=None)
        return {
            "homes": self.homes, "steps": dict(self.steps), "channels": dict(self.channels),
            "weekdays": dict(self.weekdays), "month_days": dict(self.month_days),
            "contact_days": dict(self.contact_days), "busiest": busiest, "plans": dict(self.plans),
        }  # fmt: skip


def minutes_of(steps: Mapping[str, int], minutes: Mapping[LadderStep, int]) -> int:
    """How many minutes the steps take by the assumption."""
    return sum(number * minutes[LadderStep(step)] for step, number in steps.items())


@dataclass(frozen=True, slots=True)
class Difference:
    """Den första skillnaden: the day, what each asked for then, and what each asks for next after it."""

    on: date
    that_day: tuple[tuple[PlayedStep, ...], ...]
    next_after: tuple[PlayedStep | None, ...]


def first_difference(one: tuple[PlayedStep, ...], other: tuple[PlayedStep, ...]) -> Difference | None:
    """The first day on which two ways of working asked a home for different things, or none."""
    both = one, other
    for day in sorted({line.on for lines in both for line in lines}):
        that_day = tuple(tuple(line for line in lines if line.on == day) for lines in both)
        marks = [sorted(_mark(line) for line in lines) for lines in that_day]
        if marks[0] != marks[1]:
            after = tuple(next((line for line in lines if line.on > day), None) for lines in both)
            return Difference(day, that_day, after)
    return None


def _mark(line: PlayedStep) -> tuple[str, str, date]:
    return line.suggested.step, line.suggested.channel or "", line.suggested.month
