"""Twenty questions of each kind of rule, and the twelve situations at each of the six landlords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from kvarbo.core.calendar import easter_sunday, eves
from kvarbo.core.facts import EventKind, Facts, LadderStep, Role
from kvarbo.core.ladder.cases import LadderCase
from kvarbo.core.ladder.who_first import age_on
from tests.cases.ladder_kinds import KINDS, asked_in, every_case, kinds_of

SIX = ("ab_bostaden", "mimer", "mkb", "solatum", "timrabo", "vasbyhem")
CASES = every_case()
TOLD = Counter[str]()
for told_case in CASES.values():
    TOLD.update(kinds_of(told_case))


def _days(case: LadderCase) -> Iterator[date]:
    yield from (question.day for question in case.questions)
    if case.play is not None:
        yield from (line.on for line in case.play.steps)


def _paid_late(facts: Facts) -> list[str]:
    """The references of rents that came more than a week after their due date."""
    due = {bill.id: bill.due_date for bill in facts.bills}
    return [
        payment.reference
        for payment in facts.payments
        if payment.reference in due and payment.booked > due[payment.reference] + timedelta(days=7)
    ]


def _ages(case: LadderCase) -> list[int]:
    day = min(_days(case))
    people = case.read.facts.people
    return [age_on(person.born, day) for person in people if person.role is Role.TENANT and person.born]


def _first_time(case: LadderCase) -> bool:
    facts = case.read.facts
    return len(facts.payments) == len(facts.bills) - 1 > 0 and not _paid_late(facts)


def _repeated(case: LadderCase) -> bool:
    return len(_paid_late(case.read.facts)) >= 2


def _family(case: LadderCase) -> bool:
    return any(person.role is Role.CHILD for person in case.read.facts.people)


def _young_first_lease(case: LadderCase) -> bool:
    return _ages(case) == [19] and case.read.facts.lease.first_lease is True


def _old_always_paid(case: LadderCase) -> bool:
    return _ages(case)[0] >= 80 and len(case.read.facts.payments) >= 10 and not _paid_late(case.read.facts)


def _plan(case: LadderCase) -> bool:
    """A plan; where the landlord gives none, the respite that it gives instead, and a question that says so."""
    deferred = any(event.kind is EventKind.DEFERRAL for event in case.read.facts.events)
    refused = any(question.may is False for question in case.plan_questions)
    return bool(case.read.facts.plans) or (deferred and refused)


def _in_part(case: LadderCase) -> bool:
    amounts = {bill.id: bill.amount for bill in case.read.facts.bills}
    return any(payment.amount < amounts[payment.reference] for payment in case.read.facts.payments)


def _pays_that_day(case: LadderCase) -> bool:
    booked = {payment.booked for payment in case.read.facts.payments}
    return any({day, day - timedelta(days=1)} & booked for day in _days(case))


def _christmas(case: LadderCase) -> bool:
    return any((day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 11) for day in _days(case))


def _easter(case: LadderCase) -> bool:
    return any(-2 <= (day - easter_sunday(day.year)).days <= 5 for day in _days(case))


def _midsummer(case: LadderCase) -> bool:
    return any(-1 <= (day - min(eves(day.year))).days <= 3 for day in _days(case))


SITUATIONS: dict[str, Callable[[LadderCase], bool]] = {
    "11": _first_time,
    "12": _repeated,
    "13": _family,
    "14": _young_first_lease,
    "15": _old_always_paid,
    "16": _plan,
    "17": _plan,
    "18": _in_part,
    "19": _pays_that_day,
    "20": _christmas,
    "21": _easter,
    "22": _midsummer,
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_rule_is_asked_about_twenty_times(kind: str) -> None:
    assert TOLD[kind] >= 20


@pytest.mark.parametrize("landlord", SIX)
@pytest.mark.parametrize("number", SITUATIONS)
def test_each_landlord_has_the_situation(landlord: str, number: str) -> None:
    found = [case for name, case in CASES.items() if name.startswith(f"{landlord}/{number}-")]
    assert len(found) == 1
    assert found[0].policy == landlord
    assert asked_in(found[0]) >= 1
    assert SITUATIONS[number](found[0])


def test_a_plan_that_is_kept_is_another_than_one_that_is_broken() -> None:
    for landlord in SIX:
        kept, broken = (_only(landlord, number).read.facts for number in ("16", "17"))
        assert len(kept.payments) > len(broken.payments)


def _only(landlord: str, number: str) -> LadderCase:
    return next(case for name, case in CASES.items() if name.startswith(f"{landlord}/{number}-"))


def test_every_step_that_reaches_or_binds_a_tenant_belongs_to_a_kind() -> None:
    counted = frozenset().union(*KINDS.values())
    assert set(LadderStep) - counted == {LadderStep.REVIEW, LadderStep.MANUAL}
