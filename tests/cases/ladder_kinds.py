"""Slag av regel: what each question of the worked examples is about, read off the steps that its answer names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kvarbo.core.facts import LadderStep
from kvarbo.core.ladder.cases import LadderCase, load_case

FOLDER = Path(__file__).resolve().parents[2] / "cases" / "ladders"

# What a reader calls the kind, and the steps that belong to it. A kind without steps is read in another way below.
KINDS: dict[str, frozenset[LadderStep]] = {
    "kontakt": frozenset({LadderStep.NOTIFY, LadderStep.CALL, LadderStep.LETTER, LadderStep.VISIT}),
    "inkasso": frozenset({LadderStep.COLLECTION_FILE, LadderStep.COLLECTION_DEMAND}),
    "påminnelse till god betalare": frozenset({LadderStep.REMINDER}),
    "plan": frozenset(),
    "rättelseanmaning": frozenset({LadderStep.WARNING_TO_REMEDY}),
    "betalningsföreläggande": frozenset(
        {LadderStep.DECIDE_ORDER_TO_PAY, LadderStep.ORDER_TO_PAY, LadderStep.TO_KRONOFOGDEN}
    ),
    "meddelande till socialnämnden": frozenset({LadderStep.SOCIAL_BOARD_NOTICE}),
    "möte": frozenset({LadderStep.SUMMONS, LadderStep.JOINT_MEETING, LadderStep.COOPERATION_MEETING}),
    "uppsägning": frozenset({LadderStep.DECIDE_TERMINATION, LadderStep.TERMINATION}),
    "1+1-avtal": frozenset({LadderStep.MONTHLY_LEASE}),
    "målgrupp": frozenset(),
}
PLAN, GROUP = "plan", "målgrupp"


def every_case() -> dict[str, LadderCase]:
    """Each worked example by folder and file."""
    return {f"{path.parent.name}/{path.stem}": load_case(path) for path in sorted(FOLDER.rglob("*.yaml"))}


def _asked(case: LadderCase) -> Iterator[tuple[set[str], bool]]:
    """Of each question or play: the steps that it names, and whether it tells who comes first."""
    for question in case.questions:
        yield {*question.now, *(question.waiting or ())}, bool(question.who_first)
    if case.play is not None:
        yield {line.step for line in case.play.steps}, any(line.who_first for line in case.play.steps)


def kinds_of(case: LadderCase) -> Counter[str]:
    """How many of the case's questions name each kind. A play is one question; so is a question about a plan."""
    told = Counter({PLAN: len(case.plan_questions)})
    for steps, grouped in _asked(case):
        told.update(kind for kind, own in KINDS.items() if steps & {step.value for step in own})
        told[GROUP] += grouped
    return told


def asked_in(case: LadderCase) -> int:
    """How many questions the case has in all."""
    return len(case.questions) + len(case.plan_questions) + (case.play is not None)


def table() -> str:
    """The table of ``docs/proof/ladder-cases.md``: kinds down, landlords across."""
    cases = every_case()
    policies = sorted({case.policy for case in cases.values()})
    lines = [f"| slag av regel | {' | '.join(policies)} | alla |", "| --- " * (len(policies) + 2) + "|"]
    by_policy = {name: [case for case in cases.values() if case.policy == name] for name in policies}
    for kind in KINDS:
        row = [sum(kinds_of(case)[kind] for case in by_policy[name]) for name in policies]
        lines.append(f"| {kind} | {' | '.join(map(str, row))} | {sum(row)} |")
    for words, count in (("filer", lambda case: 1), ("frågor", asked_in)):
        row = [sum(map(count, by_policy[name])) for name in policies]
        lines.append(f"| *{words}* | {' | '.join(map(str, row))} | {sum(row)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
