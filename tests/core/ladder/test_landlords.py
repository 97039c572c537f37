"""Six landlords' ways of working: dates, warnings at the edges of their windows, plans, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kvarbo.core.facts import Bill, BillKind, Event, EventKind, Facts, LadderStep, Lease, Plan
from kvarbo.core.instalments import instalments
from kvarbo.core.ladder.follow_up import Kept
from kvarbo.core.ladder.loading import LANDLORDS, load_named, policy_from_yaml
from kvarbo.core.ladder.next_steps import next_steps
from kvarbo.core.ladder.open_months import OpenMonth, rule_day
from kvarbo.core.ladder.plans import follow_plan, plan_offer
from kvarbo.core.ladder.policy import CountedIn
from kvarbo.core.ladder.warning_levels import level_due
from kvarbo.core.yaml_fields import YamlRefused

MIMER = load_named("mimer")


def demand(day: date) -> Event:
    return Event(day, EventKind.STEP_DONE, step=LadderStep.COLLECTION_DEMAND, month=day.replace(day=1))


def warning(day: date) -> Event:
    return Event(day, EventKind.STEP_DONE, step=LadderStep.WARNING_TO_REMEDY)


def level_on(on: date, *events: Event) -> int | None:
    due = level_due(MIMER, events, on)
    return due.level if due else None


ROW = (demand(date(2026, 2, 10)), demand(date(2026, 3, 10)), demand(date(2026, 4, 10)))


@pytest.mark.parametrize(
    ("fourth", "level"), [(date(2026, 11, 9), 1), (date(2026, 11, 10), None), (date(2026, 11, 11), None)]
)
def test_the_day_twelve_months_after_the_first_demand_is_outside(fourth: date, level: int | None) -> None:
    earlier = (demand(date(2025, 11, 10)), demand(date(2026, 2, 10)), demand(date(2026, 5, 11)))
    assert level_on(date(2026, 12, 1), *earlier, demand(fourth)) == level


def test_three_rent_months_in_a_row_are_enough_and_a_gap_is_not() -> None:
    assert level_on(date(2026, 4, 30), *ROW) == 1
    assert level_on(date(2026, 4, 30), *ROW[:2]) is None
    assert level_on(date(2026, 5, 30), ROW[0], ROW[1], demand(date(2026, 5, 11))) is None


@pytest.mark.parametrize(
    ("further", "level"),
    [(date(2026, 4, 15), None), (date(2026, 4, 16), 2), (date(2026, 10, 14), 2), (date(2026, 10, 15), None)],
)
def test_a_further_demand_counts_from_the_day_after_the_warning_to_the_day_before_six_months(
    further: date, level: int | None
) -> None:
    assert level_on(date(2026, 10, 20), *ROW, warning(date(2026, 4, 15)), demand(further)) == level


def test_when_a_window_ran_out_three_more_in_a_row_are_the_first_warning_again() -> None:
    begun = (*ROW, warning(date(2026, 4, 15)))
    again = [demand(date(2027, 3, 10)), demand(date(2027, 4, 9)), demand(date(2027, 5, 10))]
    assert level_on(date(2027, 5, 9), *begun, *again[:2]) is None
    assert level_on(date(2027, 5, 11), *begun, *again) == 1


@pytest.mark.parametrize(("further", "level"), [(date(2027, 8, 9), 2), (date(2027, 8, 10), None)])
def test_twelve_clean_months_since_the_last_demand_begin_the_count_anew(further: date, level: int | None) -> None:
    """AB Bostaden sets no end to "after two months", so only the clean months end it."""
    policy = load_named("ab_bostaden")
    events = (demand(date(2026, 8, 10)), warning(date(2026, 8, 31)), demand(further))
    due = level_due(policy, events, date(2027, 8, 20))
    assert (due.level if due else None) == level


@pytest.mark.parametrize(("on", "level"), [(date(2027, 4, 9), 1), (date(2027, 4, 10), None)])
def test_a_warning_that_nobody_sent_is_not_due_when_twelve_clean_months_have_gone(on: date, level: int | None) -> None:
    assert level_on(on, *ROW) == level


def test_every_step_of_a_level_stays_until_it_is_done() -> None:
    begun = (*ROW, warning(date(2026, 4, 15)), demand(date(2026, 6, 10)), warning(date(2026, 6, 15)))
    due = level_due(MIMER, begun, date(2026, 6, 20))
    assert due is not None
    assert [rule.key for rule in due.rules] == ["kallelse-2"]


def test_a_warning_tells_each_demand_that_it_counts() -> None:
    facts = Facts(Lease(), events=ROW)
    found = next_steps(policy=MIMER, facts=facts, on=date(2026, 4, 13))
    assert [step.step for step in found.value] == ["warning_to_remedy"]
    texts = [reason.text for reason in found.value[0].why]
    assert "Inkassokrav för februari 2026, tis 10 februari 2026." in texts


def test_a_lease_that_has_ended_gets_no_warning() -> None:
    facts = Facts(Lease(end=date(2026, 4, 12)), events=ROW)
    assert next_steps(policy=MIMER, facts=facts, on=date(2026, 4, 13)).value == ()


def test_instalments_end_right_at_the_ends_of_months_and_sum_to_the_amount() -> None:
    parts = instalments(amount=1_000_00, first=date(2027, 1, 31), months=3)
    assert [(part.due, part.amount) for part in parts] == [
        (date(2027, 1, 31), 333_33),
        (date(2027, 2, 28), 333_33),
        (date(2027, 3, 31), 333_34),
    ]
    assert [part.due for part in instalments(amount=300, first=date(2028, 2, 29), months=2)] == [
        date(2028, 2, 29),
        date(2028, 3, 31),
    ]
    assert [part.due.day for part in instalments(amount=300, first=date(2027, 1, 15), months=3)] == [15, 15, 15]
    with pytest.raises(ValueError, match="Beloppet går inte att dela på så många delar"):
        instalments(amount=2, first=date(2027, 1, 31), months=3)


BILL = Bill("b", date(2026, 11, 1), BillKind.RENT, date(2026, 10, 30), 3_000_00)


def test_a_part_is_broken_only_past_its_tolerance_and_when_payments_are_known() -> None:
    parts = instalments(amount=3_000_00, first=date(2026, 11, 30), months=3)
    plan = Plan(date(2026, 11, 16), "landlord", (date(2026, 11, 1),), parts)
    facts = Facts(Lease(), bills=(BILL,), plans=(plan,), known_through=date(2026, 12, 31))

    def standing(on: date, known: date) -> Kept:
        told = replace(facts, known_through=known)
        return follow_plan(policy=MIMER, facts=told, plan=plan, on=on).standing

    assert standing(date(2026, 12, 3), date(2026, 12, 31)) is Kept.UNDER_WAY
    assert standing(date(2026, 12, 4), date(2026, 12, 3)) is Kept.UNKNOWN
    assert standing(date(2026, 12, 4), date(2026, 12, 31)) is Kept.NOT_KEPT


def test_what_is_not_known_of_earlier_rents_makes_the_answer_not_known() -> None:
    facts = Facts(Lease(start=date(2015, 1, 1)), bills=(BILL,), known_through=date(2026, 12, 31))
    found = plan_offer(policy=MIMER, facts=facts, on=date(2026, 11, 10))
    assert found.value.may is None
    assert "Det är inte känt om de senaste 12 hyrorna kom i tid." in [step.text for step in found.steps]
    assert plan_offer(policy=load_named("hemma"), facts=facts, on=date(2026, 11, 10)).value.may is None


def test_a_saturday_is_a_vardag_and_no_arbetsdag() -> None:
    month = OpenMonth(date(2026, 11, 1), date(2026, 10, 30), 1, 1)
    rule = next(rule for rule in MIMER.rules if rule.counted_in is CountedIn.ARBETSDAGAR)
    assert rule_day(rule, month).counted == date(2026, 11, 6)
    # Saturday 31 October is Alla helgons dag in 2026: the first vardag is Monday, and Saturday 7 November the sixth.
    assert rule_day(replace(rule, day=6, counted_in=CountedIn.VARDAGAR), month).counted == date(2026, 11, 7)


def test_a_date_that_the_month_lacks_is_its_last_day() -> None:
    month = OpenMonth(date(2027, 1, 1), date(2026, 12, 30), 1, 1)
    rule = next(rule for rule in MIMER.rules if rule.counted_in is CountedIn.MONTH)
    assert rule_day(replace(rule, day=31, in_month=1), month).counted == date(2027, 2, 28)


def test_where_several_steps_are_due_the_others_are_listed_in_the_policys_order() -> None:
    facts = Facts(Lease(), bills=(BILL,), known_through=date(2026, 12, 31))
    found = next_steps(policy=MIMER, facts=facts, on=date(2026, 11, 9))
    assert [step.step for step in found.value] == ["call", "collection_file"]
    assert found.steps[-1].text == (
        "Flera steg är i tur, i den ordning som arbetssättet anger: samtal och ärendet till inkasso."
    )


REFUSALS = [
    (
        "mimer",
        ("afresh_after_months: 12", "börjar_om: 12"),
        "eget.yaml, warnings.afresh_after_months: uppgiften saknas.",
    ),
    ("mimer", ("    level: 4", "    level: 5"), "Varje steg ska ha minst en regel, räknat 1, 2, 3 utan lucka."),
    ("mimer", ("      contradicts: true\n", ""), "hyresvärden kan inte säga upp en bostad med 1 månads tid"),
    ("mimer", ("at_least: 4, within_months: 12", "at_least: 4"), "säg på hur många månader kraven räknas."),
    ("mimer", ("at_least: 4, within_months: 12", "from_months: 2"), "det första steget räknar krav"),
    ("mimer", ("        - {within_months: 6}", "        - {in_a_row: 3}"), "ett senare steg räknas från det förra"),
    ("mimer", ("counted: [collection_demand]", "counted: []"), "säg vad som räknas"),
    ("mimer", ("  kept_by: agency\n", ""), "en plan måste ha någon som håller i den och en längd"),
    ("solatum", ("offered: false", "offered: false\n  kept_by: agency"), "här ges inga planer"),
    (
        "mkb",
        ("        - step: collection_demand", "        - step: call"),
        "lagen förbjuder steget ”order_to_pay” innan",
    ),
    ("timrabo", ("    day: 26", "    day: 7"), "steget ”decide_termination” kommer för tidigt."),
    ("vasbyhem", ("    in_month: 0", "    in_month: 0\n    notice_months: x"), "skriv ett helt tal"),
    ("vasbyhem", ("    day: 25", "    day: 32"), "ingen månad har 32 dagar."),
    ("timrabo", ("    day: 24", "    day: 24\n    in_month: 1"), "in_month hör till dagar i månaden."),
    ("ab_bostaden", ("{from: 1, to: 1}", "{from: 2, to: 1}"), "antalet obetalda hyror slutar på 1, före 2."),
    ("ab_bostaden", ("    day: 20\n", "    day: 20\n    groups: [old]\n"), "”old” finns inte."),
]


@pytest.mark.parametrize(("name", "change", "sentence"), REFUSALS, ids=[row[2][:40] for row in REFUSALS])
def test_what_cannot_be_meant_is_refused(name: str, change: tuple[str, str], sentence: str) -> None:
    text = (LANDLORDS / f"{name}.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    with pytest.raises(YamlRefused) as refused:
        policy_from_yaml(text.replace(*change, 1), where="eget.yaml")
    assert sentence in str(refused.value)


def test_an_addendum_without_what_the_law_asks_is_refused() -> None:
    text = (LANDLORDS / "mkb.yaml").read_text(encoding="utf-8")
    start = text.index("    gated_by_law:", text.index("key: tillagg"))
    with pytest.raises(YamlRefused, match="ett 1\\+1-avtal tar bort hyresgästens viktigaste skydd"):
        policy_from_yaml(text[:start], where="eget.yaml")


def test_one_step_counted_in_two_ways_has_no_order_and_is_refused() -> None:
    text = (LANDLORDS / "solatum.yaml").read_text(encoding="utf-8")
    start = text.index("  - key: dag-15-besok")
    again = text[start : text.index("  - key: dag-30-beslut")].replace("dag-15-besok", "arbetsdag-15-besok")
    again = again.replace("    day: 15\n", "    day: 15\n    counted_in: arbetsdagar\n")
    with pytest.raises(YamlRefused, match="räknar dagarna på olika sätt"):
        policy_from_yaml(text[:start] + again + text[start:], where="eget.yaml")


@pytest.mark.parametrize("name", ["ab_bostaden", "mimer", "mkb", "solatum", "timrabo", "vasbyhem"])
def test_every_chosen_day_is_marked_soft_with_what_the_story_leaves_open(name: str) -> None:
    policy = load_named(name)
    assert any(rule.leaves_open for rule in policy.rules)
    assert all(rule.place.endswith(" berättar") for rule in policy.rules)
