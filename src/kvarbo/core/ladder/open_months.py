"""Öppna månader: the months of unpaid rent that a ladder follows, and why there may be none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kvarbo.core import swedish
from kvarbo.core.calendar import (
    add_arbetsdagar,
    add_vardagar,
    corresponding_day,
    is_arbetsdag,
    last_arbetsdag,
    last_day_of_month,
    next_vardag,
)
from kvarbo.core.debt import DISPUTED, KIND_WORDS, OpenBill, open_bills
from kvarbo.core.facts import Facts, LeaseKind
from kvarbo.core.finding import Step
from kvarbo.core.ladder.policy import CountedIn, NonWorkingDay, Policy, Rule
from kvarbo.core.payment_history import payments_cover


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """One month with rent unpaid; öre. ``amount`` is all that is open for the month except what is in dispute."""

    month: date
    due_date: date
    amount: int
    billed: int

    def reason(self) -> Step:
        """The fact that the month is unpaid, for the screen."""
        part = f" av {swedish.money(self.billed)}" if self.amount != self.billed else ""
        text = (
            f"Hyran för {swedish.month(self.month)} förföll {swedish.day(self.due_date)}: "
            f"{swedish.money(self.amount)}{part} är obetalt."
        )
        return Step(text, "fakta")


@dataclass(frozen=True, slots=True)
class RuleDay:
    """Regelns dag: the day as counted, and the day it is asked for when that is no arbetsdag."""

    counted: date
    due_on: date


def open_months(*, policy: Policy, facts: Facts, on: date) -> tuple[tuple[OpenMonth, ...], tuple[Step, ...]]:
    """The months that start steps, oldest first, or none and the reasons why."""
    outside = _outside(facts, on)
    if outside is not None:
        return (), (outside,)
    bills = open_bills(facts.bills, facts.payments, on=on, order=policy.line_order)
    if not bills:
        return (), (Step(f"Inget är förfallet och obetalt {swedish.day(on)}.", "fakta"),)
    by_month: dict[date, list[OpenBill]] = {}
    for bill in bills:
        by_month.setdefault(bill.bill.month, []).append(bill)
    months: list[OpenMonth] = []
    reasons: list[Step] = []
    for month, items in sorted(by_month.items()):
        opened = _open_month(policy, month, items)
        if isinstance(opened, OpenMonth):
            months.append(opened)
        else:
            reasons.append(opened)
    return tuple(months), tuple(reasons)


Months = tuple[OpenMonth, ...]


def open_by_version(
    policy: Policy, facts: Facts, on: date
) -> tuple[tuple[tuple[Policy, Months, Months], ...], tuple[Step, ...]]:
    """Open months by the version that held when each fell due, each with all that it sees as open; and the reasons."""
    found: list[tuple[Policy, Months, Months]] = []
    reasons: tuple[Step, ...] = ()
    for version in policy.versions:
        every, reasons = open_months(policy=version, facts=facts, on=on)
        own = tuple(month for month in every if policy.held_on(month.due_date) is version)
        if own or version is policy:
            found.append((version, own, every))
    running = tuple(
        Step(
            f"Hyran för {swedish.month(month.month)} förföll innan {policy.title_and_version} började gälla, och går "
            f"vidare enligt {version.title_and_version}.",
            version.title_and_version,
        )
        for version, own, _ in found
        if version is not policy
        for month in own
    )
    return tuple(found), (*reasons, *running)


def _outside(facts: Facts, on: date) -> Step | None:
    """Why the lease is followed by no ladder at all, if it is not."""
    lease = facts.lease
    if lease.kind is not LeaseKind.DWELLING:
        return Step("Stegen gäller bara bostäder. Det här avtalet gäller något annat.", "JB 12:1")
    if lease.end is not None and lease.end < on:
        return Step(f"Hyresavtalet upphörde {swedish.day(lease.end)}. Stegen gäller inte längre.", "fakta")
    return None


def _open_month(policy: Policy, month: date, items: list[OpenBill]) -> OpenMonth | Step:
    starting = [(item, item.of(policy.money_that_starts)) for item in items]
    rent = sum(amount for _, amount in starting)
    if not rent:
        kinds = dict.fromkeys(KIND_WORDS[kind] for item in items for kind, _ in item.by_kind)
        what = swedish.listed(tuple(kinds))
        return Step(f"Det som är obetalt är inte hyra ({what}, {swedish.month(month)}): inga steg.", policy.title)
    if rent < policy.ignore_below:
        text = (
            f"{swedish.money(rent)} återstår för {swedish.month(month)}: en rest under {_limit(policy)} startar inget."
        )
        return Step(text, policy.title_and_version)
    amount = sum(left for item in items for kind, left in item.by_kind if kind not in DISPUTED)
    due_date = min(item.bill.due_date for item, of_rent in starting if of_rent)
    return OpenMonth(month, due_date, amount, sum(item.bill.amount for item in items))


def _limit(policy: Policy) -> str:
    return swedish.money(policy.ignore_below)


@lru_cache(maxsize=8192)
def _rule_day(rule: tuple[int, CountedIn, int, NonWorkingDay], due_date: date, month: date) -> RuleDay:
    day, counted_in, in_month, shift = rule
    if counted_in is CountedIn.ARBETSDAGAR:
        counted = add_arbetsdagar(due_date, day)
    elif counted_in is CountedIn.VARDAGAR:
        counted = add_vardagar(due_date, day)
    elif counted_in is CountedIn.MONTH:
        first = corresponding_day(month, months=in_month) if in_month else month
        counted = min(first + timedelta(days=day - 1), last_day_of_month(first))
    else:
        counted = due_date + timedelta(days=day)
    if shift is NonWorkingDay.SAME or is_arbetsdag(counted):
        return RuleDay(counted, counted)
    return RuleDay(counted, next_vardag(counted) if shift is NonWorkingDay.LATER else last_arbetsdag(counted))


def rule_day(rule: Rule, month: OpenMonth) -> RuleDay:
    """When a rule falls for a month's rent; a date in the month is counted in the month that the rent is for."""
    counted = (rule.day, rule.counted_in, rule.in_month, rule.on_non_working_day)
    return _rule_day(counted, month.due_date, month.month)


@lru_cache(maxsize=4096)
def cover_day(due_date: date, bank_days: int) -> date:
    """Betalningar kända till och med: through which day they must be known before a step may reach a tenant."""
    return payments_cover(due_date, bank_days=bank_days)
