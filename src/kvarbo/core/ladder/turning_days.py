"""Vändningsdagar: the days on which a way of working can begin to ask a home for something that it did not ask before.

Between two of them, and when nothing waits for time alone, the answer of ``next_steps`` cannot gain a step that can be
done. They may be too many, never too few: ``tests/core/ladder/test_try_on.py`` holds the play to one of every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kvarbo.core.calendar import corresponding_day
from kvarbo.core.facts import Event, Facts, LadderStep
from kvarbo.core.ladder.holds import WaitingOn
from kvarbo.core.ladder.open_months import OpenMonth, cover_day, rule_day
from kvarbo.core.ladder.policy import Condition, Policy

ONE = timedelta(days=1)
# What ends by itself as days go by: whoever waits for it is asked about again the next day. (Payments are known far
# enough on a day that is known from the start.)
ENDS_WITH_TIME = frozenset(
    {
        WaitingOn.PAUSE.value, WaitingOn.PROMISE.value, WaitingOn.DEFERRAL.value, WaitingOn.PLAN.value,
        WaitingOn.DAY.value,
    }
)  # fmt: skip
_MEETINGS = frozenset({LadderStep.SUMMONS.value, LadderStep.JOINT_MEETING.value, LadderStep.VISIT.value})


def of_facts(policy: Policy, facts: Facts) -> set[date]:
    """The days that bills, payments, people and the agency's reports give."""
    days: set[date] = set()
    counts_months = any(rule.open_months is not None for rule in policy.monthly)
    by_group = _asks_for_groups(policy)
    for month, due in {(bill.month, bill.due_date) for bill in facts.bills}:
        opened = OpenMonth(month, due, 0, 0)
        days.add(cover_day(due, policy.payments_margin) + ONE)
        days.update(rule_day(rule, opened).due_on for rule in policy.monthly)
        if counts_months:
            days.add(due + ONE)
    # Money that comes takes steps away; it brings one only where something counts what is open or how it was paid.
    if counts_months or by_group or facts.collection or any(payment.amount < 0 for payment in facts.payments):
        days.update(payment.booked + ONE for payment in facts.payments)
    for matter in facts.collection:
        days.add(matter.sent + ONE)
        days.update(report.known_on + ONE for report in matter.reports)
    if by_group:
        days.update(_of_people(policy, facts))
    return days


def of_event(policy: Policy, event: Event) -> Iterator[date]:
    """The days that an event gives: itself, the next, and when what counts from it runs out."""
    yield event.date
    yield event.date + ONE
    yield from of_step(policy, event)


def of_step(policy: Policy, event: Event) -> Iterator[date]:
    """The days that a step which is carried out gives, where another waits for it or counts from it."""
    if event.step is None:
        return
    for rule in policy.rules:
        if rule.after is not None and rule.after.step == event.step:
            yield event.date + ONE
            yield event.date + timedelta(days=rule.after.days)
        for requirement in rule.gate.requires if rule.gate else ():
            if requirement.step == event.step:
                yield event.date + timedelta(days=requirement.days + 1)
    if policy.meeting_first is not None and event.step in _MEETINGS:
        yield event.date + ONE
    yield from _of_levels(policy, event)


def _of_levels(policy: Policy, event: Event) -> Iterator[date]:
    """Repeated lateness is counted in months from what was sent and from what answered it."""
    if policy.warnings is None:
        return
    yield event.date + ONE
    triggers = (trigger for level in policy.warnings.levels for trigger in level)
    months = {
        number
        for trigger in triggers
        for number in (trigger.within_months, trigger.from_months, trigger.kept_months)
        if number is not None
    }
    for number in months | {policy.warnings.afresh_after_months}:
        yield corresponding_day(event.date, months=number)


def _asks_for_groups(policy: Policy) -> bool:
    meeting = policy.meeting_first
    return any(Condition.GROUP in rule.when for rule in policy.rules) or bool(meeting and meeting.groups)


def _of_people(policy: Policy, facts: Facts) -> Iterable[date]:
    """Days on which somebody comes of an age, or has lived there for as long as a group says."""
    ages = {age for group in policy.groups for age in (group.from_age, (group.to_age or 0) + 1) if age}
    for person in facts.people:
        if person.born is not None:
            yield from (corresponding_day(person.born, months=12 * age) + ONE * late for age in ages for late in (0, 1))
    if facts.lease.start is not None:
        yield from (
            corresponding_day(facts.lease.start, months=group.months) for group in policy.groups if group.months
        )
