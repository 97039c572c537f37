"""Every worked example in cases/checklists is played against the way of working it names; each answer says why."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from kvarbo.core.checklist.assessing import AssessedStep, assess, opening_phase
from kvarbo.core.checklist.cases import ChecklistCase, load_cases
from kvarbo.core.checklist.loading import load_named_way
from kvarbo.core.checklist.way import Checklist, MunicipalWay
from kvarbo.core.checklist.words import StepState

FOLDER = Path(__file__).parents[2] / "cases" / "checklists"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case.title}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in load_cases(path)
]


@lru_cache
def way(name: str) -> MunicipalWay:
    return load_named_way(name)


def checklist_of(case: ChecklistCase) -> Checklist:
    found = way(case.way).checklist(case.checklist)
    assert found is not None
    if not case.board_has_decided:
        return found
    return replace(found, local=replace(found.local, support_decision="nämndens beslut den 12 januari 2026"))


def assessed(case: ChecklistCase) -> dict[str, AssessedStep]:
    told = assess(checklist_of(case), case.facts, on=case.day).value
    return {one.step.key: one for one in told}


def in_words(one: AssessedStep) -> str:
    return f"{one.state.value}: {one.why_not.value}" if one.why_not else one.state.value


@pytest.mark.parametrize("case", CASES)
def test_the_steps_are_as_the_worked_example_says(case: ChecklistCase) -> None:
    steps = assessed(case)
    assert {key: in_words(steps[key]) for key in case.expect} == case.expect
    assert {key: steps[key].day for key in case.done_on} == case.done_on
    for key, words in case.because.items():
        assert words in " ".join(reason.text for reason in steps[key].reasons), key


@pytest.mark.parametrize("case", [one for one in CASES if one.values[0].opening])
def test_the_opening_phase_is_as_the_worked_example_says(case: ChecklistCase) -> None:
    phase = opening_phase(checklist_of(case).local, case.facts, on=case.day).value
    told = {
        "from": phase.benchmark_from, "to": phase.benchmark_to, "over": phase.is_over,
        "longer": phase.longer_for, "ended": phase.ended,
    }  # fmt: skip
    assert {name: told[name] for name in case.opening} == case.opening


@pytest.mark.parametrize("case", CASES)
def test_every_step_of_the_list_is_told_in_its_order_and_says_why_in_whole_sentences(case: ChecklistCase) -> None:
    finding = assess(checklist_of(case), case.facts, on=case.day)
    assert [one.step for one in finding.value] == list(checklist_of(case).steps)
    for one in finding.value:
        assert one.reasons
        assert (one.why_not is not None) == (one.state is StepState.NOT_YET)
        for reason in one.reasons:
            assert reason.source
            assert reason.text.strip()
    assert finding.steps


def test_there_are_at_least_twenty_examples_and_no_title_twice() -> None:
    titles = [case.values[0].title for case in CASES]
    assert len(titles) >= 20
    assert len(set(titles)) == len(titles)
