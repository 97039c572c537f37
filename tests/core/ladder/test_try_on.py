"""Trying a way of working: the play that skips days says what the play of every day says."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kvarbo.core.facts import Bill, BillKind, Event, EventKind, Facts, LadderStep, Lease, Payment, PersonFacts, Role
from kvarbo.core.facts_yaml import FactsFile, PaymentsKnown
from kvarbo.core.ladder.loading import load_named, named_policies
from kvarbo.core.ladder.replay import Assume, replay
from kvarbo.core.ladder.try_on import facts_to_try, steps_alone, try_on

FROM, TO = date(2026, 1, 1), date(2026, 6, 30)
MONTHS = [date(2025, month, 1) for month in range(7, 13)] + [date(2026, month, 1) for month in range(1, 7)]


def home(seed: int) -> Facts:
    """A made-up home: some rents late, in parts, sent back or never paid; talks, promises, pauses and demands."""
    chance = random.Random(seed)
    bills, payments = [], []
    matched, owes, careful = chance.random() < 0.6, chance.random() < 0.3, chance.random() < 0.3
    for number, month in enumerate(MONTHS):
        due = month - timedelta(days=1)
        bill = Bill(f"b{number}", month, BillKind.RENT, due, 800_000)
        bills.append(bill)
        if chance.random() < (0 if careful else 0.5 if owes else 0.05):
            continue
        late = chance.choice([-3, -1, 0, 0, 1, 2, 3, 6, 9, 15, 21, 30, 45]) if chance.random() < 0.6 else -2
        late = min(late, 3) if careful else late
        parts = [800_000] if careful else [300_000, 500_000] if chance.random() < 0.2 else [800_000]
        for part, amount in enumerate(parts):
            booked = due + timedelta(days=late + 4 * part)
            matches = bill.id if matched and (careful or chance.random() < 0.97) else None
            payments.append(Payment(f"p{number}{part}", booked, amount, None, None, matches))
    if chance.random() < 0.15 and payments:
        back = chance.choice(payments)
        payments.append(replace(back, id="back", booked=back.booked + timedelta(days=8), amount=-back.amount))
    people = (PersonFacts(Role.TENANT, date(2001, 2, 14) if chance.random() < 0.5 else None),)
    lease = Lease(start=date(2025, 9, 12) if chance.random() < 0.3 else date(2015, 4, 1), rent=800_000)
    return Facts(lease, people, tuple(bills), tuple(payments), tuple(_events(chance)), date(2026, 7, 1))


def _events(chance: random.Random) -> list[Event]:
    events = []
    for _ in range(chance.choice([0, 0, 1, 2, 4])):
        day = date(2025, 9, 1) + timedelta(days=chance.randrange(290))
        until = day + timedelta(days=chance.randrange(1, 20))
        month = day.replace(day=1)
        events.append(
            chance.choice(
                [
                    Event(day, EventKind.PAUSE, outcome="x", until=until),
                    Event(day, EventKind.PROMISE, until=until),
                    Event(day, EventKind.CONTACT, channel="call", reached=True, incoming=True),
                    Event(day, EventKind.CONTACT, step=LadderStep.CALL, channel="call", reached=False),
                    Event(day, EventKind.STEP_DONE, step=LadderStep.COLLECTION_DEMAND, month=month),
                    Event(day, EventKind.STEP_DONE, step=LadderStep.WARNING_TO_REMEDY, month=month),
                ]
            )
        )
    return sorted(events, key=lambda event: event.date)


@pytest.mark.parametrize("name", named_policies())
def test_the_days_that_are_skipped_ask_for_nothing(name: str) -> None:
    policy = steps_alone(load_named(name))
    steps = 0
    for seed in range(20):
        facts = facts_to_try(home(seed), from_day=FROM)
        read = FactsFile(facts, PaymentsKnown.EACH_DAY)
        every = replay(policy=policy, read=read, from_day=FROM, to_day=TO, assume=Assume.DONE)
        wanted = [line for line in every if line.suggested.state == "now"]
        assert list(try_on(policy=policy, facts=facts, from_day=FROM, to_day=TO)) == wanted, seed
        steps += len(wanted)
    assert steps > 50


def test_who_comes_first_asks_for_no_step() -> None:
    policy = load_named("hemma")
    for seed in range(12):
        facts = facts_to_try(home(seed), from_day=FROM)
        told = [
            [(line.on, line.suggested.rule, line.suggested.month) for line in
             try_on(policy=one, facts=facts, from_day=FROM, to_day=TO)]
            for one in (policy, steps_alone(policy))
        ]  # fmt: skip
        assert told[0] == told[1]


def test_what_the_landlord_did_within_the_period_is_left_out_and_what_tenants_did_stands() -> None:
    before = Event(date(2025, 12, 5), EventKind.CONTACT, step="call", channel="call", reached=True)
    own = Event(date(2026, 2, 5), EventKind.CONTACT, step="call", channel="call", reached=True)
    demand = Event(date(2026, 2, 9), EventKind.STEP_DONE, step="collection_demand", month=date(2026, 2, 1))
    rang = Event(date(2026, 2, 6), EventKind.CONTACT, channel="call", reached=True, incoming=True)
    promised = Event(date(2026, 2, 6), EventKind.PROMISE, until=date(2026, 2, 20))
    facts = replace(home(1), events=(before, own, demand, rang, promised))
    assert facts_to_try(facts, from_day=FROM).events == (before, rang, promised)


def test_a_home_that_pays_in_time_is_not_asked_about() -> None:
    bills = tuple(Bill(f"b{m}", m, BillKind.RENT, m - timedelta(days=1), 800_000) for m in MONTHS)
    paid = tuple(Payment(f"p{bill.id}", bill.due_date, bill.amount, bill_id=bill.id) for bill in bills)
    facts = Facts(Lease(), (), bills, paid, (), date(2026, 7, 1))
    assert try_on(policy=load_named("hemma"), facts=facts, from_day=FROM, to_day=TO) == ()
