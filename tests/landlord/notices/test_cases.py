"""The worked examples of ``cases/notices``: their days were computed by hand from the statute and a calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.landlord.notices.facts import Case, Fact, Money
from kvarbo.landlord.notices.lawful import Asked, possible
from kvarbo.landlord.notices.standing import Standing, standing
from kvarbo.landlord.notices.vocabulary import DecisionOutcome, FactKind, NextStep, Route, WhatServed

FOLDER = Path(__file__).parents[3] / "cases" / "notices"
WORDS = {"kind": FactKind, "way": ServiceWay, "what": WhatServed, "outcome": DecisionOutcome}


def _examples() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        found += [(one["title"], {"route": told.get("route"), **one}) for one in told["cases"]]
    return found


EXAMPLES = _examples()


def _fact(told: dict[str, Any]) -> Fact:
    return Fact(**{name: WORDS[name](value) if name in WORDS else value for name, value in told.items()})


def asked_in(told: dict[str, Any]) -> Asked:
    """The question that an example puts."""
    case = Case(
        route=Route(told["route"]),
        tenants=tuple(told["tenants"]),
        facts=tuple(_fact(one) for one in told["facts"]),
        premises=told.get("premises", False),
        oldest_month=told.get("oldest_month"),
    )
    money = Money(**told.get("money", {"open_rent": 0}))
    now = standing(case, money, on=told["today"])
    return Asked(case, money, now, told["today"], told.get("demand_last_day"))


def _found(now: Standing) -> dict[str, Any]:
    """What an example can expect of a standing, by name."""
    clock, decision = (
        now.clock.value if now.clock is not None else None,
        now.decision.value if now.decision is not None else None,
    )
    return {
        "stage": now.stage.value,
        "given": now.given.value.on,
        "protective": clock and clock.protective,
        "enforcing": clock and clock.enforcing,
        "not_before": clock and clock.not_before,
        "missing": list(clock.missing) if clock else None,
        "decision": [decision and decision.protective, decision and decision.enforcing],
        "reissue": now.amount.value.reissue if now.amount is not None else None,
        "eviction_earliest": now.eviction.value.protective if now.eviction is not None else None,
        "target": now.target.value.enforcing if now.target is not None else None,
    }


@pytest.mark.parametrize("told", [told for _, told in EXAMPLES], ids=[title for title, _ in EXAMPLES])
def test_a_worked_example(told: dict[str, Any]) -> None:
    asked = asked_in(told)
    found = _found(asked.standing)
    assert {name: found[name] for name in told["expect"]} == told["expect"]
    for step, source in told.get("refused", {}).items():
        answer = possible(asked, NextStep(step))
        assert answer.allowed is (source is None), (step, answer.why)
        if source is not None:
            assert source in [reason.source for reason in answer.why], (step, answer.why)


def test_the_examples_show_both_routes_and_every_way_to_end_the_clock() -> None:
    stages = {told["expect"]["stage"] for _, told in EXAMPLES}
    assert {Route(told["route"]) for _, told in EXAMPLES} == set(Route)
    assert stages >= {"running", "passed", "recovered", "cured", "paid_late", "paid_unsure", "eviction_set"}
    assert all(isinstance(told["today"], date) for _, told in EXAMPLES)
