"""Every worked example of what a home was given before a step."""

from __future__ import annotations

from pathlib import Path

import pytest

from kvarbo.core.ladder.chance_cases import ChanceCase, ChanceQuestion, load_chance_case
from kvarbo.core.ladder.loading import load_named
from kvarbo.core.ladder.same_chance import chance_before

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "same_chance"
CASES = {path.stem: load_chance_case(path) for path in sorted(FOLDER.glob("*.yaml"))}
QUESTIONS = [
    pytest.param(case, question, id=f"{name}-{number}")
    for name, case in CASES.items()
    for number, question in enumerate(case.questions, start=1)
]


@pytest.mark.parametrize(("case", "question"), QUESTIONS)
def test_the_measures_before_the_step_are_those_that_the_case_tells(case: ChanceCase, question: ChanceQuestion) -> None:
    found = chance_before(
        policy=load_named(case.policy),
        read=question.read,
        step=question.step,
        month=question.month,
        taken_on=question.taken_on,
    )
    assert found is not None
    assert tuple((measure.rule.key, measure.given) for measure in found.measures) == question.measures
    assert (found.chance, found.number_given) == (question.chance, question.given)
    told = {measure.rule.key: measure.why.text for measure in found.measures}
    for key, words in question.because:
        assert words in told[key]


def test_there_are_cases_of_every_kind_of_answer() -> None:
    told = [question for case in CASES.values() for question in case.questions]
    assert {question.chance for question in told} == {"whole", "reasons", "missing", "unknown", "none"}
    assert {given for question in told for _, given in question.measures} == {
        "given", "not_needed", "held", "missing", "unknown",
    }  # fmt: skip
