"""Vad ett brev om en plan börjar med: the parts as they were agreed, and the one that did not come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kvarbo.core.facts import Facts, Plan
from kvarbo.core.ladder.follow_up import Kept
from kvarbo.core.ladder.plans import PartStanding, follow_parts
from kvarbo.core.swedish import day as in_words
from kvarbo.ground.letters import variables as v
from kvarbo.ground.letters.variables import Ore
from kvarbo.ground.subjects import Subject
from kvarbo.landlord.outreach.queries import policy_on
from kvarbo.landlord.plans.words import KeptBy
from kvarbo.landlord.rent.queries import bill_numbers

TO_ANSWER = timedelta(days=7)
NO_PLAN = "Ingen plan är avtalad. Avtala den under Avbetalningsplan, så fylls delarna i här."
TO_AGENCY = "Planen hålls av inkassobolaget: delarna betalas dit."


def of_plan(facts: Facts, found: Subject, on: date) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The plan that was agreed last, with the parts that are still to come."""
    plan = _latest(facts, on)
    if plan is None:
        return {}, (NO_PLAN,)
    left = [part for part in plan.instalments if part.due >= on]
    remarks = (TO_AGENCY,) if plan.kept_by == KeptBy.AGENCY else ()
    if len(left) < len(plan.instalments):
        remarks = (*remarks, "De delar vars dag har varit är inte med i brevet.")
    known: dict[str, Any] = {"reference": _reference(found, facts, plan)}
    if left:
        known |= {
            "debt": Ore(sum(part.amount for part in left)),
            "instalments": tuple(v.Instalment(part.due, Ore(part.amount)) for part in left),
        }
    return known, remarks


def of_broken_plan(facts: Facts, found: Subject, on: date) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The part that has not come, of the plan that is broken."""
    for plan in _running(facts, on):
        for one in _parts(facts, plan, on):
            if one.standing is Kept.NOT_KEPT and not one.came_late:
                remarks = (TO_AGENCY,) if plan.kept_by == KeptBy.AGENCY else ()
                known = {"due": one.part.due, "amount": Ore(one.part.amount), "reply_by": on + TO_ANSWER}
                return {**known, "reference": _reference(found, facts, plan)}, remarks
    return {}, ("Ingen del saknas, så vitt ni vet.",)


def part_has_come(facts: Facts, told: v.BrokenPlan, on: date) -> str:
    """Refuse a letter about a part that has come since the form was opened; a plan not kept here is not refused."""
    for plan in _running(facts, on):
        for one in _parts(facts, plan, on):
            if one.part.due == told.due and (one.standing is Kept.KEPT or one.came_late):
                return f"Delen till {in_words(told.due)} har kommit enligt reskontran. Skriv inget om den."
    return ""


def _running(facts: Facts, on: date) -> list[Plan]:
    return [plan for plan in facts.plans if plan.runs(on)]


def _latest(facts: Facts, on: date) -> Plan | None:
    running = _running(facts, on)
    return running[-1] if running else None


def _parts(facts: Facts, plan: Plan, on: date) -> tuple[PartStanding, ...]:
    return follow_parts(policy=policy_on(on), facts=facts, plan=plan, on=on)


def _reference(found: Subject, facts: Facts, plan: Plan) -> str:
    """What the plan's oldest bill is paid with: its OCR number, else its own."""
    numbers = {str(one.id): one.ocr or one.number for one in bill_numbers(leases=[found.id])}
    bills = sorted((bill for bill in facts.bills if bill.month in plan.months), key=lambda bill: bill.due_date)
    return next((numbers[bill.id] for bill in bills if numbers.get(bill.id)), "")
