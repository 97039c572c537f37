"""Läget i ett beslut: worked out from its facts and what the ledger says, never written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core import swedish
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.enforcement_code.eviction_earliest import eviction_earliest
from kvarbo.core.law.enforcement_code.eviction_target import eviction_target
from kvarbo.core.law.jordabalken.amount_changed import AmountChanged, amount_changed
from kvarbo.core.law.jordabalken.recovery_by_undertaking import (
    Undertaking,
    UndertakingStanding,
    recovery_by_undertaking,
)
from kvarbo.core.law.jordabalken.when_a_payment_counts import when_a_payment_counts
from kvarbo.landlord.notices import clocks
from kvarbo.landlord.notices.clocks import Given
from kvarbo.landlord.notices.facts import Case, Fact, Money
from kvarbo.landlord.notices.vocabulary import FOR_RENT, DecisionOutcome, FactKind, Route, Stage

SAVED = frozenset({Stage.CURED, Stage.RECOVERED})  # nobody is removed on this ground any more
PAID = SAVED | {Stage.PAID_UNSURE, Stage.PAID_LATE}
CURED_BEFORE = "JB 12:43 första stycket"
PAID_IN_TIME = "JB 12:44 första stycket"
_SENT = (FactKind.APPLIED, FactKind.BOARD_TOLD, FactKind.SERVED, FactKind.TOLD_TO_STOP)
_BEFORE = {
    FactKind.APPROVED: Stage.APPROVED,
    FactKind.ASKED: Stage.ASKED,
    FactKind.PREPARED: Stage.PREPARED,
    FactKind.DECLINED: Stage.PREPARED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Läget en dag. ``clock`` and ``decision`` are None where no recovery period belongs to the route."""

    stage: Stage
    why: tuple[Step, ...]
    given: Finding[Given]
    clock: Finding[Deadline] | None
    decision: Finding[Deadline] | None
    amount: Finding[AmountChanged] | None
    eviction: Finding[Deadline] | None
    target: Finding[Deadline] | None
    outcome: DecisionOutcome | None = None


def standing(case: Case, money: Money, *, on: date) -> Standing:
    """How a decision stands on the day, by its facts and what the ledger knows now."""
    given, clock = clocks.notice_given(case), clocks.recovery_clock(case)
    stage, why = _stage(case, money, given.value, clock.value if clock is not None else None, on)
    ended = case.last(FactKind.ENDED)
    heard, verdict = case.last(FactKind.HEARD), case.last(FactKind.VERDICT)
    return Standing(
        stage=stage,
        why=why,
        given=given,
        clock=clock,
        decision=clocks.decision_earliest(clock),
        amount=_amount(case, money),
        eviction=eviction_earliest(heard=heard.day, lives_abroad=False) if heard is not None else None,
        target=eviction_target(documents_complete=verdict.day) if verdict is not None else None,
        outcome=ended.outcome if ended is not None else None,
    )


def _stage(case: Case, money: Money, given: Given, clock: Deadline | None, on: date) -> tuple[Stage, tuple[Step, ...]]:
    if case.last(FactKind.ENDED):
        return Stage.ENDED, ()
    if case.route in FOR_RENT and money.open_rent == 0 and money.paid_on is not None:
        return _paid(money, given, clock)
    taken_over = undertaking(case)
    if taken_over is not None and taken_over.value:
        return Stage.RECOVERED, (*taken_over.steps, *_too_little(case, money))
    if case.last(FactKind.EVICTION_TIME):
        return Stage.EVICTION_SET, ()
    if clock is not None and clock.enforcing is not None:
        return (Stage.PASSED if on > clock.enforcing else Stage.RUNNING), ()
    if given.on is not None or case.last(*_SENT):
        return Stage.UNDER_WAY, ()
    latest = case.last(*_BEFORE)
    return (_BEFORE[latest.kind] if latest else Stage.DECIDED), ()


def _paid(money: Money, given: Given, clock: Deadline | None) -> tuple[Stage, tuple[Step, ...]]:
    """All the rent is paid: before the notice, within the period, after it, or when nobody can say which."""
    paid = money.paid_on
    assert paid is not None
    if given.on is None or paid < given.on:
        text = "Hyran är betald innan uppsägningen var gjord: grunden är borta."
        return Stage.CURED, (Step(text, CURED_BEFORE),)
    if clock is None or clock.enforcing is None:
        text = "Hyran är betald innan återvinningsfristen har gått ut: hyresgästen har fått tillbaka hyresrätten."
        return Stage.RECOVERED, (Step(text, PAID_IN_TIME),)
    counts = when_a_payment_counts(ordered=money.paid_ordered, booked=money.paid_booked, last_day=clock.enforcing)
    stage = {True: Stage.RECOVERED, False: Stage.PAID_LATE, None: Stage.PAID_UNSURE}[counts.value.in_time]
    said = {
        Stage.RECOVERED: "Hyran är betald i tid: hyresgästen har fått tillbaka hyresrätten.",
        Stage.PAID_LATE: "Hyran är betald, men efter återvinningsfristen. En människa avgör vad som händer nu.",
        Stage.PAID_UNSURE: "Hyran är betald. Om det var i tid vet banken: ingen behandlas som sen förrän det är känt.",
    }
    return stage, (*counts.steps, Step(said[stage], PAID_IN_TIME))


def undertaking(case: Case) -> Finding[bool] | None:
    """Om socialnämnden har tagit över betalningsansvaret i tid (JB 12:44 fjärde stycket 1); None when not said.

    What came between the two readings counts for the tenant: nothing is done against somebody who may be in the right.
    """
    found = _best_undertaking(case)
    return None if found is None else found[1]


def _best_undertaking(case: Case) -> tuple[Fact, Finding[bool]] | None:
    """The undertaking that was in time, the first of them; where none was, the last that came.

    One in time is not undone by a copy that comes later: a letter posted on the last day, and the paper after it.
    """
    if case.route not in FOR_RENT or case.premises:
        return None
    told = [(fact, _in_time(case, fact)) for fact in case.all_of(FactKind.UNDERTAKING)]
    return next((one for one in told if one[1].value), told[-1] if told else None)


def _in_time(case: Case, told: Fact) -> Finding[bool]:
    answers = [_undertaking_for(case, told, served) for served in _tenants_served(case)]
    standings = {answer.value.standing for answer in answers}
    late = standings <= {UndertakingStanding.OFFER_ONLY, UndertakingStanding.NOT_WRITTEN}
    return Finding(not late, tuple(dict.fromkeys(step for answer in answers for step in answer.steps)))


def _too_little(case: Case, money: Money) -> tuple[Step, ...]:
    """What an undertaking for less than the rent is worth is nobody's guess: the day holds, and a person asks."""
    found = _best_undertaking(case)
    told = found[0] if found else None
    if told is None or told.amount is None or told.amount >= money.open_rent:
        return ()
    said, owed = swedish.money(told.amount), swedish.money(money.open_rent)
    text = f"Åtagandet gäller {said}, men obetald hyra är {owed}. Fråga nämnden om resten innan något annat görs."
    return (Step(text, "JB 12:44 fjärde stycket 1"),)


def _tenants_served(case: Case) -> tuple[date | None, ...]:
    served = clocks.served_with_form(case, case.rounds[-1])
    return tuple(served.get(tenant) for tenant in case.tenants)


def _undertaking_for(case: Case, told: Fact, served: date | None) -> Finding[Undertaking]:
    return recovery_by_undertaking(
        written=True,
        posted_registered=told.posted_registered,
        received=told.received or told.through_door or (None if told.posted_registered else told.day),
        tenant_served=served,
        **clocks.board_days(case.rounds[-1]),
    )


def _amount(case: Case, money: Money) -> Finding[AmountChanged] | None:
    """What a change in the ledger means for papers that are out; None before the board has been told an amount."""
    told = case.last(FactKind.BOARD_TOLD)
    if told is None or told.amount is None or case.route not in FOR_RENT or case.premises:
        return None
    first, last = case.rounds[0], case.rounds[-1]
    owed = money.owed_when_sent
    days = _single_days(case, first)
    again = _single_days(case, last) if len(case.rounds) > 1 else {}
    return amount_changed(
        stated=told.amount,
        open_rent=money.open_rent if owed is None else min(money.open_rent, owed),
        owed_when_sent=owed,
        new_rent=money.new_rent,
        **days,
        **{f"{name}_again": day for name, day in again.items()},
    )


def _single_days(case: Case, facts: tuple[Fact, ...]) -> dict[str, date | None]:
    """The latest tenant served and the board's day, as the rule on changed amounts asks."""
    served = clocks.served_with_form(case, facts)
    everybody = len(served) == len(case.tenants)
    days = [day for day in clocks.board_days(facts).values() if day is not None]
    return {
        "tenant_served": max(served.values()) if served and everybody else None,
        "social_board_notified": min(days) if days else None,
    }


def needs_second_person(case: Case) -> bool:
    """Whether nothing goes out before another person has approved the underlag: every notice of our own."""
    return case.route is not Route.ORDER_TO_PAY
