"""Prova ett arbetssätt: play it on what happened, asking only on the days when the answer can change.

The play is the one of ``replay`` with each step carried out on its day and payments known as they were known each
morning; that one asks every day. What the landlord did itself within the period is left out, since the way of working
that is tried would have done something else; what tenants did stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush

from kvarbo.core.facts import Event, EventKind, Facts
from kvarbo.core.facts_yaml import FactsFile, PaymentsKnown
from kvarbo.core.ladder.next_steps import next_steps
from kvarbo.core.ladder.policy import Policy
from kvarbo.core.ladder.replay import PlayedStep, as_done, facts_on
from kvarbo.core.ladder.turning_days import ENDS_WITH_TIME, ONE, of_event, of_facts, of_step
from kvarbo.core.payment_history import SettledMonths, settled_months

_OF_THE_TENANT = frozenset({EventKind.PAUSE, EventKind.PROMISE, EventKind.DEFERRAL})


def steps_alone(policy: Policy) -> Policy:
    """The same way of working without who comes first, which orders a list and asks for no step."""
    return replace(policy, rules=tuple(replace(rule, who_first=()) for rule in policy.rules))


def facts_to_try(facts: Facts, *, from_day: date) -> Facts:
    """What stands before the period, and of the period what the landlord did not do itself."""
    events = tuple(event for event in facts.events if event.date < from_day or _stands(event))
    matters = tuple(matter for matter in facts.collection if matter.sent < from_day)
    return replace(facts, events=events, collection=matters)


def _stands(event: Event) -> bool:
    return event.kind in _OF_THE_TENANT or (event.kind is EventKind.CONTACT and event.incoming)


def try_on(*, policy: Policy, facts: Facts, from_day: date, to_day: date) -> tuple[PlayedStep, ...]:
    """What would have been done, day by day, both days included; each step as it was suggested, with its reasons."""
    if facts.payments and _nothing_open(facts, from_day, to_day) and not (policy.warnings and facts.events):
        return ()
    return tuple(_played(policy, facts, from_day, to_day))


def _played(policy: Policy, facts: Facts, from_day: date, to_day: date) -> Iterator[PlayedStep]:
    days = _Days(from_day, to_day)
    days.add(*of_facts(policy, facts))
    for event in facts.events:
        days.add(*of_event(policy, event))
    spells, money = _Openness(facts), _Money(policy)
    read, assumed = FactsFile(facts, PaymentsKnown.EACH_DAY), list[Event]()
    for day in days:
        if not spells.anything_open(day) and not (policy.warnings and (assumed or facts.events)):
            continue
        known = facts_on(read, day)
        if assumed:
            known = replace(known, events=known.events + tuple(assumed))
        for step in next_steps(policy=policy, facts=known, on=day, settled=money.settled_in(known, day)).value:
            if step.state == "now":
                done = as_done(step, day)
                assumed.append(done)
                days.add(*of_step(policy, done))
                yield PlayedStep(day, step)
            elif step.waiting_on in ENDS_WITH_TIME:
                days.add(day + ONE)


class _Money:
    """What the payments known so far have settled, worked out anew only when more are known."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._kept: tuple[int, SettledMonths] | None = None

    def settled_in(self, known: Facts, on: date) -> Callable[[], SettledMonths]:
        """Asked for when somebody needs it. A credit counts from its own day, so then nothing is kept."""
        return lambda: self._settled(known, on)

    def _settled(self, known: Facts, on: date) -> SettledMonths:
        number = len(known.payments)
        if self._kept is None or self._kept[0] != number or any(bill.amount < 0 for bill in known.bills):
            limit = self._policy.ignore_below
            self._kept = number, settled_months(known.bills, known.payments, on=on, ignore_below=limit)
        return self._kept[1]


class _Days:
    """The days to ask on, each once and in order; more may be added while they are gone through."""

    def __init__(self, from_day: date, to_day: date) -> None:
        self._from, self._to = from_day, to_day
        self._waiting = [from_day]
        self._told = {from_day}

    def add(self, *days: date) -> None:
        for day in days:
            if self._from <= day <= self._to and day not in self._told:
                self._told.add(day)
                heappush(self._waiting, day)

    def __iter__(self) -> Iterator[date]:
        while self._waiting:
            yield heappop(self._waiting)


@dataclass(frozen=True, slots=True)
class _Spell:
    """Between the day a bill has fallen due and the last day on which its money was not known."""

    first: date
    last: date


class _Openness:
    """When each bill was paid, where every payment is matched to a bill of the lease; else nothing is ruled out."""

    def __init__(self, facts: Facts) -> None:
        self._spells = _spells(facts)

    def anything_open(self, on: date) -> bool:
        """Whether anything may be overdue that morning."""
        return self._spells is None or any(spell.first <= on <= spell.last for spell in self._spells)


def _nothing_open(facts: Facts, from_day: date, to_day: date) -> bool:
    spells = _spells(facts)
    return spells is not None and not any(spell.first <= to_day and from_day <= spell.last for spell in spells)


def _spells(facts: Facts) -> tuple[_Spell, ...] | None:
    """When something was open, where that is plain: each payment pays its own bill, or all pay the oldest first."""
    ids = {bill.id for bill in facts.bills}
    dues = {bill.due_date for bill in facts.bills}
    if any(bill.amount <= 0 for bill in facts.bills):
        return None
    if any(payment.amount <= 0 or payment.designation is not None for payment in facts.payments):
        return None
    if all(payment.bill_id in ids for payment in facts.payments):
        return _spells_by_bill(facts)
    named = any(payment.bill_id is not None or payment.reference in ids for payment in facts.payments)
    return None if named or len(dues) < len(facts.bills) else _spells_of_pool(facts)


def _spells_by_bill(facts: Facts) -> tuple[_Spell, ...]:
    paid: dict[str | None, list[tuple[date, int]]] = defaultdict(list)
    for payment in facts.payments:
        paid[payment.bill_id].append((payment.booked, payment.amount))
    spells = ((bill, _reached(sorted(paid[bill.id]), bill.amount)) for bill in facts.bills)
    return tuple(_Spell(bill.due_date + ONE, last) for bill, last in spells if last > bill.due_date)


def _spells_of_pool(facts: Facts) -> tuple[_Spell, ...]:
    came = sorted((payment.booked, payment.amount) for payment in facts.payments)
    spells, billed = [], 0
    for bill in sorted(facts.bills, key=lambda bill: bill.due_date):
        billed += bill.amount
        last = _reached(came, billed)
        if last > bill.due_date:
            spells.append(_Spell(bill.due_date + ONE, last))
    return tuple(spells)


def _reached(came: list[tuple[date, int]], needed: int) -> date:
    """The day whose money reached what was needed; it is known the morning after."""
    for booked, amount in came:
        needed -= amount
        if needed <= 0:
            return booked
    return date.max
