"""What is kept of a rule's days is what the rule says when it is asked anew."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files

import pytest

from kvarbo.core.ladder.loading import load_named, named_policies, policy_from_yaml
from kvarbo.core.ladder.month_rules import dated_rules
from kvarbo.core.ladder.open_months import OpenMonth, rule_day
from kvarbo.core.ladder.reasons import day_reason

MONTHS = [date(2026 + number // 12, number % 12 + 1, 1) for number in range(24)]


@pytest.mark.parametrize("name", named_policies())
def test_the_kept_days_and_their_reasons_are_the_rules_own(name: str) -> None:
    policy = load_named(name)
    for month in MONTHS:
        for before in range(5):
            opened = OpenMonth(month, month - timedelta(days=before), 500_000, 500_000)
            anew = [(rule, rule_day(rule, opened)) for rule in policy.monthly]
            for _ in range(2):  # worked out, and kept
                kept = dated_rules(policy, opened.month, opened.due_date)
                assert kept == tuple((rule, day, day_reason(rule, day)) for rule, day in anew)


def test_a_way_of_working_that_is_changed_keeps_no_days_of_the_one_before() -> None:
    text = (files("kvarbo.policies") / "landlords" / "hemma.yaml").read_text(encoding="utf-8")
    before = policy_from_yaml(text, where="eget.yaml")
    after = policy_from_yaml(text.replace("    day: 19", "    day: 18"), where="eget.yaml")
    month, due = date(2026, 11, 1), date(2026, 10, 30)
    days = [{one.rule.key: one.day.counted for one in dated_rules(policy, month, due)} for policy in (before, after)]
    changed = {key: (day, days[1][key]) for key, day in days[0].items() if days[1][key] != day}
    assert changed == {key: (due + timedelta(days=19), due + timedelta(days=18)) for key in changed}
    assert changed
