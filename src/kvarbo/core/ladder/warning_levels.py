"""Upprepat sena: which warning is due, from what was sent and nothing else.

The demands and the steps that answered them are read in the order they came. A day exactly so many months after
another lies outside the window, and a demand on the day of a warning is not one more. A window that runs out without
a demand begins the count again with the next one; so do enough months without any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kvarbo.core import swedish
from kvarbo.core.calendar import corresponding_day
from kvarbo.core.facts import Event, EventKind, LadderStep
from kvarbo.core.finding import Step
from kvarbo.core.ladder.counters import months_in_a_row, recorded, sent_within
from kvarbo.core.ladder.policy import Policy, Rule
from kvarbo.core.ladder.terms import Trigger, Warnings


@dataclass(frozen=True, slots=True)
class LevelDue:
    """Det som står i tur: the rules of a level that are not carried out, since when, and why."""

    level: int
    rules: tuple[Rule, ...]
    since: date
    month: date | None
    steps: tuple[Step, ...]


@dataclass(slots=True)
class _Standing:
    """Where the count stands after what has been read."""

    warnings: Warnings
    rules: dict[int, tuple[Rule, ...]]
    level: int = 0
    answered: date | None = None  # the last step of the level
    last: date | None = None  # the last of what is counted
    counted: list[Event] = field(default_factory=list)
    trigger: Event | None = None  # what made the level due, or the coming one when ``pending``
    pending: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def coming(self) -> tuple[Trigger, ...]:
        return self.warnings.levels[self.level] if self.level < len(self.warnings.levels) else ()

    def begin_again(self) -> None:
        self.level, self.answered, self.trigger, self.pending = 0, None, None, False
        self.counted, self.steps = [], ()

    def count(self, event: Event) -> None:
        if self.last is not None and event.date >= corresponding_day(
            self.last, months=self.warnings.afresh_after_months
        ):
            self.begin_again()
        self.last = event.date
        if self.level and not self.pending:
            self._count_further(event)
        elif not self.level:
            self.counted.append(event)
            self._first_level(event)

    def _count_further(self, event: Event) -> None:
        assert self.answered is not None
        triggers = [trigger for trigger in self.coming if trigger.kept_months is None]
        if event.date <= self.answered or not triggers:
            return
        for trigger in triggers:
            if trigger.from_months and event.date < corresponding_day(self.answered, months=trigger.from_months):
                return
            limit = trigger.within_months
            if limit is None or event.date < corresponding_day(self.answered, months=limit):
                within = f", inom {limit} månader" if limit else ""
                text = f"Ytterligare ett krav {swedish.day(event.date)}{within} från {swedish.day(self.answered)}."
                self.trigger, self.pending, self.steps = event, True, (Step(text, "händelser"),)
                return
        self.begin_again()
        self.counted.append(event)
        self._first_level(event)

    def _first_level(self, event: Event) -> None:
        for trigger in self.coming:
            steps = _reached(trigger, self.counted, self.warnings, event.date)
            if steps:
                self.trigger, self.pending, self.steps = event, True, steps
                return

    def answer(self, event: Event) -> None:
        """A step was carried out: it answers the level that is due, or goes on from the one that was."""
        following = self.rules.get(self.level + 1, ())
        if following and event.step == following[0].step and (self.pending or self._may_follow(event)):
            self.level += 1
            self.answered, self.counted = event.date, []
            self.trigger = self.trigger if self.pending else event
            self.pending = False
        elif self.level and any(event.step == rule.step for rule in self.rules[self.level]):
            self.answered = event.date

    def _may_follow(self, event: Event) -> bool:
        """A landlord may take a step that its own rules do not ask for: it counts from there."""
        same_as_now = self.level and any(event.step == rule.step for rule in self.rules[self.level])
        return not same_as_now


def level_due(policy: Policy, events: Sequence[Event], on: date) -> LevelDue | None:
    """What the policy's ladder for repeated lateness asks for on the day, or nothing."""
    warnings = policy.warnings
    if warnings is None:
        return None
    steps = {rule.step for rules in policy.levels.values() for rule in rules}
    told = [(event.date, 0, event) for event in recorded(events, warnings.counted, on)]
    if not told:
        return None
    told += [(event.date, 1, event) for event in recorded(events, steps, on)]
    standing = _Standing(warnings, policy.levels)
    for _, answers, event in sorted(told, key=lambda item: item[:2]):
        (standing.answer if answers else standing.count)(event)
    if standing.last is None or on >= corresponding_day(standing.last, months=warnings.afresh_after_months):
        return None
    _kept(standing, on)
    return _due(standing, events, on)


def _kept(standing: _Standing, on: date) -> None:
    """Nothing counted for long enough after the last level: the milder way out."""
    if standing.pending or standing.answered is None or standing.last is None:
        return
    since = max(standing.answered, standing.last)
    for trigger in standing.coming:
        if trigger.kept_months is not None and on >= corresponding_day(since, months=trigger.kept_months):
            text = f"Inget krav på {trigger.kept_months} månader sedan {swedish.day(since)}."
            standing.trigger = Event(since, EventKind.STEP_DONE, month=since.replace(day=1))
            standing.pending, standing.steps = True, (Step(text, "händelser"),)


def _due(standing: _Standing, events: Sequence[Event], on: date) -> LevelDue | None:
    trigger, level = standing.trigger, standing.level + (1 if standing.pending else 0)
    if trigger is None:
        return None
    done = {
        event.step
        for event in events
        if event.kind in (EventKind.STEP_DONE, EventKind.CONTACT) and trigger.date <= event.date <= on
    }
    left = tuple(
        rule for rule in standing.rules.get(level, ()) if rule.step not in done or (standing.pending and _main(rule))
    )
    return LevelDue(level, left, trigger.date, trigger.month, standing.steps) if left else None


def _main(rule: Rule) -> bool:
    return rule.order == 1


def _reached(trigger: Trigger, counted: list[Event], warnings: Warnings, on: date) -> tuple[Step, ...]:
    steps: frozenset[LadderStep] = frozenset(warnings.counted)
    if trigger.in_a_row is not None:
        row = months_in_a_row(counted, steps, on=on)
        if row.value.count >= trigger.in_a_row:
            return (Step(f"Krav {row.value.count} månader i rad.", "händelser"), *row.steps)
    if trigger.at_least is not None and trigger.within_months is not None:
        found = sent_within(counted, steps, on=on, months=trigger.within_months)
        if found.value.count >= trigger.at_least:
            text = f"Krav har skickats: {found.value.count} på {trigger.within_months} månader."
            return (Step(text, "händelser"), *found.steps)
    return ()
