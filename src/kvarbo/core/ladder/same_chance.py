"""Samma chans: which of a way of working's measures a home was given before a step against the tenant.

Source: 003, ”Mål”: so many relevant measures (letter, phone, summons, visit) to ALL in a group before the next step.
What the way of working asked for is played morning by morning on what was known then; what was done is what is recorded
with a day before the step's. A measure that it did not ask for has a reason in words; one that waited when the step was
taken all the same has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kvarbo.core import swedish
from kvarbo.core.facts import Event, Facts, LadderStep
from kvarbo.core.facts_yaml import FactsFile
from kvarbo.core.finding import Step
from kvarbo.core.ladder.done import deeds_of, reached_since
from kvarbo.core.ladder.next_steps import steps_of_month
from kvarbo.core.ladder.open_months import OpenMonth, RuleDay, rule_day
from kvarbo.core.ladder.policy import CONTACT_STEPS, Condition, Policy, Rule
from kvarbo.core.ladder.replay import facts_on
from kvarbo.core.ladder.who_first import groups_of
from kvarbo.core.ladder.words import CHANNEL_WORDS, STEP_WORDS

# What reaches the tenant to help: ways of contact, and meetings. Work inside the house and steps against are none.
MEASURES = CONTACT_STEPS | {LadderStep.SUMMONS, LadderStep.COOPERATION_MEETING, LadderStep.JOINT_MEETING}
LONGEST = timedelta(days=400)  # between the due date and the step; mornings before that are not played
_ONE = timedelta(days=1)
_ONE_WAY = frozenset({"sms", "email", "letter"})  # that nobody answered at once says nothing


class Given(StrEnum):
    """Åtgärdens läge före steget."""

    GIVEN = "given"  # gjord
    NOT_NEEDED = "not_needed"  # arbetssättet bad inte om den, med skäl
    HELD = "held"  # väntade på en paus, ett löfte eller liknande så länge den var i tur
    MISSING = "missing"  # saknas
    UNKNOWN = "unknown"  # går inte att veta


class Chance(StrEnum):
    """Om hemmet fick sin chans före steget."""

    WHOLE = "whole"  # alla åtgärder är gjorda
    REASONS = "reasons"  # några gjordes inte, och arbetssättet säger varför
    MISSING = "missing"  # någon som arbetssättet bad om saknas
    UNKNOWN = "unknown"  # det går inte att veta
    NONE = "none"  # arbetssättet har ingen åtgärd före steget


@dataclass(frozen=True, slots=True)
class Measure:
    """En åtgärd före steget: its rule, whether it was given, the event that did it, and why."""

    rule: Rule
    given: Given
    event: Event | None
    why: Step


@dataclass(frozen=True, slots=True)
class ChanceBefore:
    """Vad hemmet fick före steget, by the version that the month's rent fell due under."""

    policy: Policy
    due_date: date
    measures: tuple[Measure, ...]
    reached: date | None  # the first day since the due date that somebody was reached, before the step

    @property
    def chance(self) -> Chance:
        """The whole: what is missing weighs more than what is unknown."""
        found = {measure.given for measure in self.measures}
        if Given.MISSING in found:
            return Chance.MISSING
        if Given.UNKNOWN in found:
            return Chance.UNKNOWN
        if not found:
            return Chance.NONE
        return Chance.WHOLE if found == {Given.GIVEN} else Chance.REASONS

    @property
    def number_given(self) -> int:
        """How many measures were given: each is an event of its own."""
        return sum(measure.given is Given.GIVEN for measure in self.measures)


def chance_before(
    *, policy: Policy, read: FactsFile, step: LadderStep, month: date, taken_on: date
) -> ChanceBefore | None:
    """What a home was given before a step about a month's rent; none when no such rent is known."""
    due_date = _due_date(policy, read.facts, month)
    if due_date is None:
        return None
    version = policy.held_on(due_date)
    played = _Played(version, read, OpenMonth(month, due_date, 0, 0), taken_on)
    rules = _measures_before(version, step, played)
    deeds = _deeds(rules, played)
    known = [event for event in read.facts.events if event.date < taken_on]
    return ChanceBefore(
        version,
        due_date,
        tuple(_measure(rule, played, deeds.get(rule.key)) for rule in rules),
        reached_since(due_date, sorted(known, key=lambda event: event.date)).on,
    )


def _due_date(policy: Policy, facts: Facts, month: date) -> date | None:
    """When the month's rent fell due: the money that starts a ladder, not a garage's own bill of the same month."""
    starts = set(policy.money_that_starts)
    dues = [
        bill.due_date
        for bill in facts.bills
        if bill.month == month and bill.amount > 0 and starts & {bill.kind, *(line.kind for line in bill.lines)}
    ]
    return min(dues, default=None)


@dataclass(slots=True)
class _InTurn:
    """The mornings on which a rule was asked for, and the last on which it waited."""

    first: date | None = None
    last: date | None = None
    waited: date | None = None
    waited_for: str = ""


class _Played:
    """Each morning from the due date to the day before the step, for one month alone."""

    def __init__(self, policy: Policy, read: FactsFile, month: OpenMonth, taken_on: date) -> None:
        self.policy, self.read, self.month, self.taken_on = policy, read, month, taken_on
        self.last_morning = taken_on - _ONE
        self.open_on: set[date] = set()
        self.in_turn: dict[str, _InTurn] = {}
        day = max(month.due_date, taken_on - LONGEST) + _ONE
        while day < taken_on:
            self._morning(day)
            day += _ONE

    def _morning(self, day: date) -> None:
        facts = facts_on(self.read, day)
        asked = steps_of_month(policy=self.policy, facts=facts, on=day, month=self.month.month)
        if asked is None:
            return
        self.open_on.add(day)
        for suggested in asked:
            turn = self.in_turn.setdefault(suggested.rule, _InTurn())
            if suggested.state == "now":
                turn.first, turn.last = turn.first or day, day
            else:
                turn.waited, turn.waited_for = day, suggested.waiting_for or ""

    def day_of(self, rule: Rule) -> RuleDay:
        """When the rule falls for this month's rent."""
        return rule_day(rule, self.month)


def _measures_before(version: Policy, step: LadderStep, played: _Played) -> list[Rule]:
    """The measures that the way of working places before the step, in its order; all due where it has no such step."""

    def place(rule: Rule) -> tuple[date, int]:
        return played.day_of(rule).counted, rule.order

    measures = sorted((rule for rule in version.monthly if rule.step in MEASURES), key=place)
    own = sorted((rule for rule in version.monthly if rule.step is step), key=place)
    if not own:
        return [rule for rule in measures if played.day_of(rule).due_on < played.taken_on]
    begun = [rule for rule in own if played.day_of(rule).due_on <= played.taken_on]
    until = place(begun[-1] if begun else own[0])
    return [rule for rule in measures if place(rule) < until]


def _deeds(rules: Sequence[Rule], played: _Played) -> dict[str, Event]:
    """Which event did which measure, through the day of the step: one call is one, also where two are asked for."""
    events = sorted(
        (event for event in played.read.facts.events if event.date <= played.taken_on), key=lambda event: event.date
    )
    used: set[int] = set()
    found: dict[str, Event] = {}
    for rule in reversed(rules):
        for event in deeds_of(rule, played.day_of(rule), played.month, events):
            if id(event) not in used:
                used.add(id(event))
                found[rule.key] = event
                break
    return found


def _measure(rule: Rule, played: _Played, deed: Event | None) -> Measure:
    if deed is not None and deed.date < played.taken_on:
        return Measure(rule, Given.GIVEN, deed, Step(_told(deed, rule), "fakta"))
    if deed is not None:
        text = (
            f"Det är antecknat samma dag som steget, {swedish.day(deed.date)}. Det går inte att se vad som kom först."
        )
        return Measure(rule, Given.UNKNOWN, deed, Step(text, "fakta"))
    given, text = _not_done(rule, played)
    return Measure(rule, given, None, Step(text, played.policy.title_and_version))


def _told(event: Event, rule: Rule) -> str:
    channel = next((word for key, word in CHANNEL_WORDS.items() if key == event.channel), "")
    words = channel or STEP_WORDS[rule.step]
    answered = None if event.channel in _ONE_WAY else event.reached
    how = {True: ", och hyresgästen nåddes", False: ", men ingen nåddes", None: ""}[answered]
    return f"Gjort {swedish.day(event.date)}: {words}{how}."


def _not_done(rule: Rule, played: _Played) -> tuple[Given, str]:
    day = played.day_of(rule)
    talked = _talked(rule, day, played)
    if talked is not None:
        return Given.NOT_NEEDED, f"Hyresgästen nåddes {swedish.day(talked)}, så det behövdes inte."
    turn = played.in_turn.get(rule.key, _InTurn())
    if turn.first is not None and turn.last is not None:
        to = "" if turn.last == turn.first else f" till och med {swedish.day(turn.last)}"
        return (
            Given.MISSING,
            f"Arbetssättet bad om det från och med {swedish.day(turn.first)}{to}. Det är inte antecknat.",
        )
    if day.due_on >= played.taken_on:
        text = f"Steget togs innan arbetssättet hade hunnit be om det, {swedish.day(day.due_on)}."
        return Given.MISSING, text
    if turn.waited == played.last_morning:
        return Given.MISSING, f"Arbetssättet väntade: {turn.waited_for} Steget togs ändå."
    if turn.waited is not None:
        return Given.HELD, f"Arbetssättet väntade, och sedan var det inte längre i tur: {turn.waited_for}"
    return _not_asked(rule, day, played)


def _talked(rule: Rule, day: RuleDay, played: _Played) -> date | None:
    """When a talk made the contact needless: since its day, or since the due date where it is for the unreached."""
    if rule.step not in CONTACT_STEPS:
        return None
    for_unreached = {Condition.NOT_REACHED, Condition.NEVER_REACHED} & set(rule.when)
    if rule.step is LadderStep.VISIT and not for_unreached:
        return None
    since = played.month.due_date if for_unreached else min(day.counted, day.due_on)
    known = sorted((e for e in played.read.facts.events if e.date < played.taken_on), key=lambda event: event.date)
    return reached_since(since, known).on


def _not_asked(rule: Rule, day: RuleDay, played: _Played) -> tuple[Given, str]:
    """Why the way of working never asked: the rent was not open then, or one of the rule's conditions did not hold."""
    if not any(on >= day.due_on for on in played.open_on):
        return Given.NOT_NEEDED, "Hyran var inte obetald de dagar då arbetssättet ber om det."
    if rule.after is not None:
        return Given.NOT_NEEDED, f"Det kommer efter {STEP_WORDS[rule.after.step]}, som inte var gjort."
    if Condition.GROUP in rule.when:
        return _outside_group(rule, played)
    if Condition.REPEATED in rule.when:
        return Given.NOT_NEEDED, "Det gäller den som är sen upprepade gånger."
    if rule.open_months is not None:
        return Given.NOT_NEEDED, "Det gäller ett annat antal obetalda hyror."
    return (
        Given.NOT_NEEDED,
        "Arbetssättets villkor för det var inte uppfyllda, eller ersattes det av en senare kontakt.",
    )


def _outside_group(rule: Rule, played: _Played) -> tuple[Given, str]:
    on = played.taken_on
    belongs = groups_of(policy=played.policy, facts=facts_on(played.read, on), on=on)
    unknown = [text for tag, text in belongs.unknown if tag in rule.groups]
    if unknown:
        return Given.UNKNOWN, unknown[0]
    return Given.NOT_NEEDED, "Det gäller en målgrupp som hemmet inte hör till, så vitt det är känt."
