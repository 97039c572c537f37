"""Plans over several months, parts one by one, and whether a plan goes against what the policy gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kvarbo.core.facts import Bill, BillKind, BillLine, Facts, Instalment, Lease, Payment, Plan
from kvarbo.core.instalments import instalments
from kvarbo.core.ladder.follow_up import Kept
from kvarbo.core.ladder.loading import load_named
from kvarbo.core.ladder.plans import (
    PlanOffer,
    departs,
    follow_parts,
    follow_plan,
    months_between,
    open_in_months,
)

MIMER = load_named("mimer")  # three days' tolerance
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
BILLS = (
    Bill("nov", NOVEMBER, BillKind.RENT, date(2026, 10, 30), 3_000_00),
    Bill("dec", DECEMBER, BillKind.RENT, date(2026, 11, 30), 3_000_00),
)
AGREED = date(2026, 11, 16)
PLAN = Plan(AGREED, "landlord", (NOVEMBER, DECEMBER), instalments(amount=6_000_00, first=date(2026, 12, 31), months=3))


def told(*payments: Payment, plan: Plan = PLAN, known: date = date(2027, 4, 30)) -> Facts:
    return Facts(Lease(), bills=BILLS, payments=payments, plans=(plan,), known_through=known)


def paid(day: date, amount: int, bill: str | None = None) -> Payment:
    return Payment(f"p{day}{amount}", day, amount, day, bill_id=bill)


def standings(facts: Facts, on: date) -> list[tuple[Kept, bool]]:
    found = follow_parts(policy=MIMER, facts=facts, plan=facts.plans[0], on=on)
    return [(one.standing, one.came_late) for one in found]


def test_a_rent_that_is_not_due_when_the_plan_is_agreed_is_part_of_it() -> None:
    first = (paid(date(2026, 12, 30), 2_000_00, "nov"), paid(date(2027, 1, 29), 2_000_00))
    assert standings(told(*first), date(2027, 2, 10)) == [
        (Kept.KEPT, False),
        (Kept.KEPT, False),
        (Kept.UNDER_WAY, False),
    ]
    whole = (*first, paid(date(2027, 2, 26), 2_000_00, "dec"))
    assert follow_plan(policy=MIMER, facts=told(*whole), plan=PLAN, on=date(2027, 2, 26)).standing is Kept.KEPT


def test_a_rent_outside_the_plan_pays_nothing_of_it() -> None:
    january = Bill("jan", date(2027, 1, 1), BillKind.RENT, date(2026, 12, 30), 3_000_00)
    facts = replace(told(paid(date(2026, 12, 30), 3_000_00, "jan")), bills=(*BILLS, january))
    assert standings(facts, date(2027, 1, 11))[0] == (Kept.NOT_KEPT, False)


def test_a_part_that_came_late_is_told_as_late_and_breaks_nothing_any_more() -> None:
    facts = told(paid(date(2027, 1, 12), 2_000_00, "nov"))
    assert standings(facts, date(2027, 1, 11))[0] == (Kept.NOT_KEPT, False)
    assert standings(facts, date(2027, 1, 12))[0] == (Kept.NOT_KEPT, True)
    now = follow_plan(policy=MIMER, facts=facts, plan=PLAN, on=date(2027, 1, 12))
    assert (now.standing, now.part.due) == (Kept.UNDER_WAY, date(2027, 1, 31))


def test_more_than_the_first_part_counts_on_the_next() -> None:
    facts = told(paid(date(2026, 12, 1), 4_000_00))
    assert [standing for standing, _ in standings(facts, date(2026, 12, 1))] == [Kept.KEPT, Kept.KEPT, Kept.UNDER_WAY]


def test_a_fee_that_comes_on_the_month_later_does_not_break_a_part_that_came() -> None:
    fee = Bill("fee", NOVEMBER, BillKind.FEE, date(2026, 12, 20), 180_00)
    facts = replace(told(paid(date(2026, 12, 30), 2_000_00, "nov")), bills=(*BILLS, fee))
    assert standings(facts, date(2027, 1, 11))[0] == (Kept.KEPT, False)


def test_a_plan_runs_from_the_day_it_is_agreed_until_the_day_it_is_ended() -> None:
    ended = replace(PLAN, ended=date(2026, 12, 20))
    days = (date(2026, 11, 15), AGREED, date(2026, 12, 19), date(2026, 12, 20))
    assert [ended.runs(on) for on in days] == [False, True, True, False]


def test_what_a_plan_may_be_about_is_all_that_is_unpaid_of_its_months_save_what_is_disputed() -> None:
    raised = Bill(
        "nov", NOVEMBER, BillKind.RENT, date(2026, 10, 30), 3_500_00,
        (BillLine(BillKind.RENT, 3_000_00), BillLine(BillKind.INCREASE_54A, 500_00)),
    )  # fmt: skip
    facts = replace(told(paid(date(2026, 11, 10), 1_000_00, "nov")), bills=(raised, BILLS[1]))
    assert open_in_months(facts=facts, months={NOVEMBER}, on=AGREED) == 2_000_00
    assert open_in_months(facts=facts, months={NOVEMBER, DECEMBER}, on=AGREED) == 5_000_00


def test_months_are_counted_as_the_calendar_names_them() -> None:
    assert months_between(date(2026, 11, 30), date(2026, 11, 30)) == 1
    assert months_between(date(2026, 11, 30), date(2027, 1, 1)) == 3


def test_a_plan_departs_from_the_policy_for_each_reason_and_an_unknown_answer_is_no_departure() -> None:
    parts = instalments(amount=6_000_00, first=date(2026, 12, 31), months=3)
    gives = PlanOffer(True, "landlord", 3)
    assert departs(offer=gives, kept_by="landlord", instalments=parts).value is False
    longer = (*parts, Instalment(date(2027, 3, 31), 100))
    told_of = departs(offer=gives, kept_by="agency", instalments=longer)
    assert told_of.value is True
    assert [step.text for step in told_of.steps] == [
        "Planen går över 4 månader; arbetssättet ger högst 3.",
        "Planen hålls av inkassobolaget; enligt arbetssättet hålls den av hyresvärden.",
    ]
    assert departs(offer=PlanOffer(False, None, None), kept_by="landlord", instalments=parts).value is True
    assert departs(offer=PlanOffer(None, "landlord", 3), kept_by="landlord", instalments=parts).value is None
