"""Inkassobolaget i stegen: whoever may already have paid the agency is not asked for the rent.

A matter's latest report is the one whose own day is latest, whenever we learnt of it. When that day is too long ago
nothing that reaches the tenant is suggested, and the reason says what to read in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from kvarbo.core import swedish
from kvarbo.core.debt import counted_day
from kvarbo.core.facts import AgencyReport, AgencyStatus, CollectionMatter, Facts, LadderStep
from kvarbo.core.finding import Step
from kvarbo.core.ladder.holds import Hold, WaitingOn
from kvarbo.core.ladder.open_months import OpenMonth
from kvarbo.core.ladder.policy import HARSH_STEPS, INSIDE_STEPS, GoodPayer, Policy, Rule
from kvarbo.core.ladder.who_first import paid_in_time
from kvarbo.core.payment_history import MonthPaid

STATUS_WORDS: dict[AgencyStatus, str] = {
    AgencyStatus.DEMAND_SENT: "kravet är skickat",
    AgencyStatus.PARTLY_PAID: "en del är betald",
    AgencyStatus.PAID: "allt är betalt",
    AgencyStatus.PLAN: "avbetalningsplan",
    AgencyStatus.DISPUTED: "hyresgästen bestrider kravet",
    AgencyStatus.FILED: "ansökan är gjord hos Kronofogden",
    AgencyStatus.CLOSED: "avslutat",
}
WHAT_TO_DO = "Läs in status från inkassobolaget eller skriv in den."


def matter_of(facts: Facts, month: date, on: date) -> CollectionMatter | None:
    """The matter of a rent month that the agency has on the day."""
    return next((matter for matter in facts.collection if matter.month == month and matter.sent <= on), None)


def latest_report(matter: CollectionMatter, on: date) -> AgencyReport | None:
    """The newest report by its own day among those known; a late one never hides a newer one.

    Of two with the same day the one that was told last holds: ``reports`` stand in the order they were told.
    """
    known = [report for report in matter.reports if report.date <= on and report.known_on <= on]
    return max(reversed(known), key=lambda report: (report.date, report.known_on), default=None)


def agency_hold(policy: Policy, facts: Facts, rule: Rule, month: OpenMonth, on: date) -> Hold | None:
    """What the agency's latest word says about waiting; an old word holds everything that leaves the house."""
    if policy.collection is None or policy.collection.status_days is None or rule.step in INSIDE_STEPS:
        return None
    matter = matter_of(facts, month.month, on)
    if matter is None:
        return None
    report = latest_report(matter, on)
    if report is not None and report.status is AgencyStatus.CLOSED:
        return None
    if report is not None and report.status is AgencyStatus.PAID:
        text = (
            f"Inkassobolaget säger att hyran är betald, läge {swedish.day(report.date)}. "
            "Betalningen är inte inläst än: läs in den eller skriv in den. Är läget fel, rätta det."
        )
        return Hold(WaitingOn.AGENCY, text)
    if report is not None and report.status is AgencyStatus.PARTLY_PAID and not _paid_since(facts, matter, report):
        text = (
            f"Inkassobolaget säger att en del är betald, läge {swedish.day(report.date)}, men ingen betalning är "
            "inläst. Läs in den eller skriv in den, så syns det hur mycket som är kvar."
        )
        return Hold(WaitingOn.AGENCY, text)
    last = report.date if report is not None else matter.sent
    if (on - last).days > policy.collection.status_days:
        which = "Det senaste läget är från" if report is not None else "Inget läge har kommit sedan"
        return Hold(WaitingOn.AGENCY, f"Ärendet ligger hos inkassobolaget. {which} {swedish.day(last)}. {WHAT_TO_DO}")
    return _by_status(report, rule)


def _paid_since(facts: Facts, matter: CollectionMatter, report: AgencyReport) -> bool:
    """Whether money has come between the day the agency got the matter and the day it says that a part is paid."""
    return any(matter.sent <= counted_day(payment) <= report.date for payment in facts.payments if payment.amount > 0)


def _by_status(report: AgencyReport | None, rule: Rule) -> Hold | None:
    if report is None:
        return None
    if report.status is AgencyStatus.PLAN:
        text = f"Avbetalningsplan hos inkassobolaget, läge {swedish.day(report.date)}."
        return Hold(WaitingOn.AGENCY, text)
    if report.status is AgencyStatus.DISPUTED and rule.step in HARSH_STEPS:
        text = f"Hyresgästen bestrider kravet, läge {swedish.day(report.date)}. Gå igenom det först."
        return Hold(WaitingOn.AGENCY, text)
    return None


def agency_reasons(facts: Facts, month: OpenMonth, on: date) -> tuple[Step, ...]:
    """That the agency has the month, and its latest word."""
    matter = matter_of(facts, month.month, on)
    if matter is None:
        return ()
    report = latest_report(matter, on)
    latest = (
        f" Senaste läget, {swedish.day(report.date)}: {STATUS_WORDS[report.status]}." if report else " Inget läge känt."
    )
    text = f"Hyran för {swedish.month(month.month)} lämnades till inkassobolaget {swedish.day(matter.sent)}.{latest}"
    return (Step(text, "fakta"),)


def reminder_instead(
    policy: Policy, good_payer: GoodPayer, rule: Rule, history: tuple[MonthPaid, ...]
) -> tuple[Rule, tuple[Step, ...]] | None:
    """The rule as a reminder, with its reasons, for whoever has paid in time for long enough; else none."""
    if not paid_in_time(history, good_payer.months):
        return None
    return _reminder_of(policy, good_payer, rule.key)


@lru_cache(maxsize=256)
def _reminder_of(policy: Policy, good_payer: GoodPayer, key: str) -> tuple[Rule, tuple[Step, ...]]:
    rule = next(rule for rule in policy.rules if rule.key == key)
    version = f"{policy.title_and_version}, i kraft från {swedish.day(policy.valid_from)}, regel {rule.key}"
    steps = (
        Step(good_payer.text, version),
        Step(f"De senaste {good_payer.months} hyrorna kom i tid: en påminnelse i stället för inkasso.", "fakta"),
        Step(f"Källan: ”{good_payer.quote}”", f"{policy.title}, {good_payer.place}"),
        Step(policy.why["good_payer"], f"{policy.title}, eget val"),
    )
    reminder = replace(
        rule,
        step=LadderStep.REMINDER,
        channels=good_payer.channels,
        text=good_payer.text,
        quote=good_payer.quote,
        place=good_payer.place,
        leaves_open=None,
        gate=None,
    )
    return reminder, steps
