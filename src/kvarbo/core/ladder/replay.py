"""Uppspelning: play a way of working day by day on given facts, as if each morning somebody asked what to do.

How far payments are known on a played day is stated by the facts, never guessed silently:

- ``known_through: 2026-11-30`` (a date) plays with hindsight up to that day: a payment counts from the day the bank got
  the order, whenever it was booked;
- ``known_through: each_day`` plays as it would have looked: each morning the payments booked through the day before;
- ``known_through: null`` says that nobody knows: everything that reaches a tenant waits;
- nothing stated plays as ``each_day``, and every line says so in its reasons.

A morning knows what was done on earlier days, and pauses, promises and incoming contacts of the day itself. With
``Assume.DONE`` each step that can be done is carried out that day with nobody reached, unless an event of that day says
how it went; with ``Assume.NOTHING`` only what the facts tell has happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from kvarbo.core.facts import CollectionMatter, Event, EventKind, Facts
from kvarbo.core.facts_yaml import FactsFile, PaymentsKnown
from kvarbo.core.finding import Step
from kvarbo.core.ladder.holds import WaitingOn
from kvarbo.core.ladder.next_steps import SuggestedStep, next_steps
from kvarbo.core.ladder.policy import CONTACT_STEPS, Policy

_AT_ONCE = frozenset({EventKind.PAUSE, EventKind.PROMISE, EventKind.DEFERRAL, EventKind.MATTER})
UNSTATED = Step(
    "Filen säger inte hur långt betalningar är kända: varje dag spelas som om de var kända till och med dagen före.",
    "uppspelningen",
)


class Assume(StrEnum):
    """What the replay takes for granted of the steps it suggests."""

    DONE = "done"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PlayedStep:
    """En rad i uppspelningen: a step on a played day."""

    on: date
    suggested: SuggestedStep


def facts_on(read: FactsFile, on: date) -> Facts:
    """The facts as the morning of the day knows them: payments by what the file states, no event of later days."""
    facts = read.facts
    events = tuple(event for event in facts.events if event.date < on or _at_once(event, on))
    facts = replace(facts, collection=_collection_on(facts.collection, on))
    if read.payments_known in (PaymentsKnown.THROUGH_A_DAY, PaymentsKnown.UNKNOWN):
        return replace(facts, events=events)
    yesterday = on - timedelta(days=1)
    payments = tuple(payment for payment in facts.payments if payment.booked <= yesterday)
    return replace(facts, events=events, payments=payments, known_through=yesterday)


def _collection_on(matters: tuple[CollectionMatter, ...], on: date) -> tuple[CollectionMatter, ...]:
    """Matters sent on earlier days, with what the agency's reports had made known by then."""
    return tuple(
        replace(matter, reports=tuple(report for report in matter.reports if report.known_on < on))
        for matter in matters
        if matter.sent < on
    )


def _at_once(event: Event, on: date) -> bool:
    return event.date == on and (event.kind in _AT_ONCE or event.incoming)


def replay(
    *,
    policy: Policy,
    read: FactsFile,
    from_day: date,
    to_day: date,
    assume: Assume = Assume.NOTHING,
    waiting: bool = False,
) -> Iterator[PlayedStep]:
    """What each day asks for, both days included; what waits is told once, if ``waiting`` or when the law holds it."""
    told: set[tuple[str, date, str | None]] = set()
    assumed: list[Event] = []
    day = from_day
    while day <= to_day:
        facts = facts_on(read, day)
        facts = replace(facts, events=facts.events + tuple(assumed))
        for step in next_steps(policy=policy, facts=facts, on=day).value:
            if step.state == "waiting":
                mark = (step.rule, step.month, step.waiting_on)
                if mark in told or not (waiting or step.waiting_on == WaitingOn.LAW):
                    continue
                told.add(mark)
            elif assume is Assume.DONE and not _told_by_facts(read.facts, step, day):
                assumed.append(as_done(step, day))
            yield PlayedStep(day, _with_note(step, read))
        day += timedelta(days=1)


def _told_by_facts(facts: Facts, step: SuggestedStep, day: date) -> bool:
    """Whether an event of the day itself says how the step went."""
    return any(
        event.date == day
        and event.kind in (EventKind.CONTACT, EventKind.STEP_DONE)
        and not event.incoming
        and (event.step == step.step if event.step else event.channel == step.channel and step.channel is not None)
        for event in facts.events
    )


def as_done(step: SuggestedStep, day: date) -> Event:
    """The event that the step leaves when it is carried out that day and nobody is reached."""
    kind = EventKind.CONTACT if step.step in CONTACT_STEPS else EventKind.STEP_DONE
    return Event(day, kind, step=step.step, channel=step.channel, reached=False, month=step.month)


def _with_note(step: SuggestedStep, read: FactsFile) -> SuggestedStep:
    if read.payments_known is not PaymentsKnown.UNSTATED:
        return step
    return step._replace(why=(*step.why, UNSTATED))
