"""Reglernas dagar för en månad: what is the same for every lease whose rent for the month fell due that day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kvarbo.core.finding import Step
from kvarbo.core.ladder.open_months import OpenMonth, RuleDay, rule_day
from kvarbo.core.ladder.policy import Policy, Rule
from kvarbo.core.ladder.reasons import day_reason


class DatedRule(NamedTuple):
    """En regel och dess dag, with the reason that tells the day."""

    rule: Rule
    day: RuleDay
    why_day: Step


@lru_cache(maxsize=4096)
def dated_rules(policy: Policy, month: date, due_date: date) -> tuple[DatedRule, ...]:
    """The rules that follow a rent of the month, in their stated order."""
    opened = OpenMonth(month, due_date, 0, 0)
    days = ((rule, rule_day(rule, opened)) for rule in policy.monthly)
    return tuple(DatedRule(rule, day, day_reason(rule, day)) for rule, day in days)
