"""Every worked example of a way of working: each question answered, each month played."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from kvarbo.core.finding import Finding
from kvarbo.core.ladder.cases import LadderCase, PlanQuestion, Question, load_case
from kvarbo.core.ladder.loading import load_named
from kvarbo.core.ladder.next_steps import SuggestedStep, next_steps
from kvarbo.core.ladder.plans import plan_offer
from kvarbo.core.ladder.policy import Policy
from kvarbo.core.ladder.replay import facts_on, replay

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "ladders"
CASES = {f"{path.parent.name}/{path.stem}": load_case(path) for path in sorted(FOLDER.rglob("*.yaml"))}
QUESTIONS = [
    pytest.param(case, question, id=f"{name}-{number}-{question.day}")
    for name, case in CASES.items()
    for number, question in enumerate(case.questions, start=1)
]
PLANS = [
    pytest.param(case, question, id=f"{name}-plan-{number}-{question.day}")
    for name, case in CASES.items()
    for number, question in enumerate(case.plan_questions, start=1)
]
PLAYS = [pytest.param(case, id=name) for name, case in CASES.items() if case.play]

policy_named = lru_cache(load_named)


def answer_to(policy: Policy, case: LadderCase, question: Question) -> Finding[tuple[SuggestedStep, ...]]:
    read = case.facts_for(question)
    facts = facts_on(read, question.day) if case.read.payments_known == "each_day" else read.facts
    return next_steps(policy=policy, facts=facts, on=question.day)


@pytest.mark.parametrize(("case", "question"), QUESTIONS)
def test_the_question_gets_the_answer_that_the_case_tells(case: LadderCase, question: Question) -> None:
    finding = answer_to(policy_named(case.policy), case, question)
    now = [step for step in finding.value if step.state == "now"]
    waiting = [step for step in finding.value if step.state == "waiting"]
    assert tuple(step.step for step in now) == question.now
    if question.waiting is not None:
        assert tuple(step.step for step in waiting) == question.waiting
    if question.waiting_for is not None:
        assert waiting[0].waiting_for == question.waiting_for
    if question.who_first is not None:
        assert tuple(tag.tag.value for tag in now[0].who_first) == question.who_first
    if question.amount is not None:
        assert now[0].amount == question.amount
    if question.channel is not None:
        assert now[0].channel == question.channel
    if question.because is not None:
        reasons = [step.text for step in finding.steps] + [why.text for step in finding.value for why in step.why]
        assert any(question.because in reason for reason in reasons)


@pytest.mark.parametrize("case", PLAYS)
def test_the_month_plays_as_the_case_tells(case: LadderCase) -> None:
    play = case.play
    assert play is not None
    lines = list(
        replay(
            policy=policy_named(case.policy),
            read=case.read,
            from_day=play.from_day,
            to_day=play.to_day,
            assume=play.assume,
        )
    )
    told = [(line.on, line.suggested.step, line.suggested.state) for line in lines]
    assert told == [(expected.on, expected.step, expected.state) for expected in play.steps]
    for line, expected in zip(lines, play.steps, strict=True):
        if expected.channel is not None:
            assert line.suggested.channel == expected.channel
        if expected.who_first is not None:
            assert tuple(tag.tag.value for tag in line.suggested.who_first) == expected.who_first


def test_every_waiting_step_says_what_it_waits_for() -> None:
    for case in CASES.values():
        for question in case.questions:
            for step in answer_to(policy_named(case.policy), case, question).value:
                assert (step.state == "waiting") == (step.waiting_for is not None) == (step.waiting_on is not None)


def test_hemma_has_cases_enough_to_be_read_alone() -> None:
    hemma = [case for name, case in CASES.items() if name.startswith("hemma/")]
    assert len(hemma) >= 25
    assert sum(len(case.questions) for case in hemma) >= 50
    assert {case.policy for case in hemma} == {"hemma"}


@pytest.mark.parametrize(("case", "question"), PLANS)
def test_a_plan_is_given_as_the_case_tells(case: LadderCase, question: PlanQuestion) -> None:
    facts = facts_on(case.read, question.day)
    finding = plan_offer(policy=policy_named(case.policy), facts=facts, on=question.day)
    assert finding.value.may == question.may
    if question.kept_by is not None:
        assert finding.value.kept_by == question.kept_by
    if question.at_most_months is not None:
        assert finding.value.at_most_months == question.at_most_months
    if question.because is not None:
        assert any(question.because in step.text for step in finding.steps)


SIX = ("ab_bostaden", "mimer", "mkb", "solatum", "timrabo", "vasbyhem")


@pytest.mark.parametrize("landlord", SIX)
def test_each_landlord_has_six_cases_from_its_own_story(landlord: str) -> None:
    own = [case for name, case in CASES.items() if name.startswith(f"{landlord}/")]
    assert len(own) >= 6
    assert {case.policy for case in own} == {landlord}


def test_twenty_cases_go_across_the_landlords() -> None:
    shared = [case for name, case in CASES.items() if name.startswith("shared/")]
    assert len(shared) >= 20
    assert {case.policy for case in shared} == set(SIX)
