"""Upprepade förseningar: the months known to be late within the policy's window."""

from __future__ import annotations

from datetime import date, timedelta

from kvarbo.core.facts import Facts
from kvarbo.core.finding import Finding, Step
from kvarbo.core.ladder.policy import Policy
from kvarbo.core.ladder.who_first import KNOWN_LATE, rent_history
from kvarbo.core.payment_history import MonthPaid


def repeated_late(*, policy: Policy, facts: Facts, on: date) -> Finding[tuple[date, ...]]:
    """Upprepade förseningar: the months known to be late within the policy's window; empty when too few."""
    history = rent_history(policy=policy, facts=facts, on=on)
    late = late_months(policy, history, on)
    texts = tuple(Step(row.text, "fakta") for row in history if row.month in late)
    limit = f"Upprepat är minst {policy.repeated_times} sena månader på {policy.repeated_within_months}."
    return Finding(late, (*texts, Step(limit, policy.title_and_version)))


def late_months(policy: Policy, history: tuple[MonthPaid, ...], on: date) -> tuple[date, ...]:
    """The same months of a history that is worked out already."""
    from_day = on - timedelta(days=round(policy.repeated_within_months * 365.2425 / 12))
    late = tuple(row.month for row in history if row.state in KNOWN_LATE and row.due_date >= from_day)
    return late if len(late) >= policy.repeated_times else ()
