"""Every worked example in cases/visits is played against the rule on unannounced visits, and the answer says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from kvarbo.core.checklist.loading import load_named_way
from kvarbo.core.checklist.seen import Seen
from kvarbo.core.checklist.unannounced import UnannouncedVisit, unannounced_visit
from kvarbo.core.checklist.visit_cases import VisitCase, load_visit_cases
from kvarbo.core.finding import Finding

FOLDER = Path(__file__).parents[2] / "cases" / "visits"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in load_visit_cases(path)
]


def answer(case: VisitCase) -> Finding[UnannouncedVisit]:
    local = load_named_way(case.way).local
    return unannounced_visit(local, Seen(case.facts, case.day), is_protected=case.is_protected)


@pytest.mark.parametrize("case", CASES)
def test_the_rule_answers_as_the_worked_example_says(case: VisitCase) -> None:
    found = answer(case)
    told = found.value
    assert (told.why_not, told.attempts, told.ways) == (case.why_not, case.attempts, case.ways)
    assert told.to_weigh == case.to_weigh
    said = " ".join(step.text for step in found.steps)
    for word in case.says.split():
        assert word.strip(":") in said.replace(":", " ")
    assert case.limited in " ".join(step.text for step in told.limits)


@pytest.mark.parametrize("case", CASES)
def test_no_visit_goes_in_without_consent_whatever_was_tried(case: VisitCase) -> None:
    told = answer(case).value
    assert any("fråga vid dörren" in step.text and "RF 2:6" in step.source for step in told.limits)
    assert all(step.source and step.text.strip() for step in told.limits)


def test_there_are_at_least_twelve_examples_and_no_title_twice() -> None:
    titles = [case.values[0].title for case in CASES]
    assert len(titles) >= 12
    assert len(set(titles)) == len(titles)
