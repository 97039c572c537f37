"""Vad som är gjort: which rules the recorded events have carried out, and whether anybody was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kvarbo.core import swedish
from kvarbo.core.facts import Event, EventKind, LadderStep
from kvarbo.core.finding import Step
from kvarbo.core.ladder.open_months import OpenMonth, RuleDay
from kvarbo.core.ladder.policy import CONTACT_STEPS, PERSON_STEPS, Rule

_NO_DEED = frozenset({EventKind.PAUSE, EventKind.PROMISE, EventKind.DEFERRAL})
# A contact recorded only by its channel carries these out.
_BY_CHANNEL = CONTACT_STEPS | {LadderStep.JOINT_MEETING}
# Whoever has talked with somebody need not send or call about the same thing; a visit is more than that.
_TALK_IS_ENOUGH = CONTACT_STEPS - {LadderStep.VISIT}


def carried_out(rule: Rule, day: RuleDay, month: OpenMonth, events: Sequence[Event]) -> bool:
    """Whether the rule is done, or left out, for the month: a contact counts from its day, others from the due date."""
    if not events:
        return False
    contact = rule.step in CONTACT_STEPS
    since = min(day.counted, day.due_on) if contact else month.due_date
    for event in events:
        if event.kind is EventKind.REMOVED:
            if event.step == rule.step and event.month == month.month:
                return True
            continue
        if event.date < since or event.kind in _NO_DEED:
            continue
        if rule.step not in PERSON_STEPS and event.month not in (None, month.month):
            continue
        if _does(rule, event) or (event.reached and rule.step in _TALK_IS_ENOUGH):
            return True
    return False


def deeds_of(rule: Rule, day: RuleDay, month: OpenMonth, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events that are the rule's own deed for the month, in their order; a talk that made it needless is none."""
    since = min(day.counted, day.due_on) if rule.step in CONTACT_STEPS else month.due_date
    return tuple(
        event
        for event in events
        if event.date >= since
        and event.kind not in (*_NO_DEED, EventKind.REMOVED)
        and (rule.step in PERSON_STEPS or event.month in (None, month.month))
        and _does(rule, event)
    )


def _does(rule: Rule, event: Event) -> bool:
    if event.step is not None:
        return event.step == rule.step
    own_contact = event.kind is EventKind.CONTACT and not event.incoming
    return own_contact and rule.step in _BY_CHANNEL and event.channel in rule.channels


@dataclass(frozen=True, slots=True)
class Reached:
    """Nådd: the first day somebody was reached, else the first contact not filled in; both None: never reached."""

    on: date | None
    unknown: date | None


def reached_since(since: date, events: Sequence[Event]) -> Reached:
    """Whether anybody was reached on or after the day; a contact without an answer to that is unknown, not no."""
    unknown: date | None = None
    for event in events:
        if event.date < since:
            continue
        if event.reached or (event.incoming and event.kind is EventKind.CONTACT):
            return Reached(event.date, None)
        if event.kind is EventKind.CONTACT and event.reached is None and unknown is None:
            unknown = event.date
    return Reached(None, unknown)


def contacts_so_far(month: OpenMonth, events: Sequence[Event]) -> Step | None:
    """The contact attempts since the due date, as one reason."""
    contacts = [event for event in events if event.kind is EventKind.CONTACT and event.date >= month.due_date]
    if not contacts:
        return None
    last, count = contacts[-1], len(contacts)
    how = {True: "nådde fram", False: "nådde inte fram", None: "det är okänt om det nådde fram"}[last.reached]
    tries = "1 kontakt" if count == 1 else f"{count} kontakter"
    text = f"{tries} sedan förfallodagen. Den senaste, {swedish.day(last.date)}: {how}."
    return Step(text, "fakta")
