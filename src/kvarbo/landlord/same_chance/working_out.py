"""Gör rapporten i bakgrunden: every time the step was taken, with what the home was given before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core.facts import Event, EventKind, Facts, LadderStep
from kvarbo.core.facts_yaml import FactsFile, PaymentsKnown
from kvarbo.core.ladder.policy import Policy
from kvarbo.core.ladder.replay import facts_on
from kvarbo.core.ladder.same_chance import Chance, Measure, chance_before
from kvarbo.core.ladder.who_first import groups_of
from kvarbo.core.ladder.words import STEP_WORDS
from kvarbo.ground import clock
from kvarbo.ground.jobs.running import Progress
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.landlord.outreach.queries import known_facts, leases_with_steps, policy_on
from kvarbo.landlord.same_chance.actions import all_explained
from kvarbo.landlord.same_chance.models import ChanceReport, ChanceRow
from kvarbo.landlord.same_chance.queries import reasons_of
from kvarbo.landlord.same_chance.words import EXPLAINED

AT_A_TIME = 200  # well within the minute after which a silent worker is taken for dead
STAGE = "Går igenom"
_ROWS = 500
_TAKEN = frozenset({EventKind.STEP_DONE, EventKind.CONTACT})


def same_chance(arguments: dict[str, Any], progress: Progress) -> None:
    """Gör en rapport som någon har bett om. What is done already is not done again."""
    report = ChanceReport.objects.get(pk=arguments["report"])
    if report.steps is not None:
        return
    progress(STAGE, 0, 0)
    policy = policy_on(clock.today())
    leases = sorted(leases_with_steps())
    rows: list[ChanceRow] = []
    for start in range(0, len(leases), AT_A_TIME):
        progress(STAGE, start, len(leases))
        for lease, facts in known_facts(leases[start : start + AT_A_TIME]).items():
            rows += _rows(report, lease, facts, policy)
    progress(STAGE, len(leases), len(leases))
    _keep(report, rows)


def _rows(report: ChanceReport, lease: UUID, facts: Facts, policy: Policy | None) -> Iterator[ChanceRow]:
    step = LadderStep(report.step)
    for month, taken in _taken(facts, step, report.from_day, report.to_day).items():
        yield _row(report, lease, facts, policy, step, month, taken)


def _taken(facts: Facts, step: LadderStep, from_day: date, to_day: date) -> dict[date | None, date]:
    """The first day the step was taken, by the month it was about; what lies outside the period is left out."""
    found: dict[date | None, date] = {}
    for event in sorted(facts.events, key=lambda event: event.date):
        if _takes(event, step):
            found.setdefault(event.month, event.date)
    return {month: day for month, day in found.items() if from_day <= day <= to_day}


def _takes(event: Event, step: LadderStep) -> bool:
    return event.kind in _TAKEN and not event.incoming and event.step == step


def _row(
    report: ChanceReport,
    lease: UUID,
    facts: Facts,
    policy: Policy | None,
    step: LadderStep,
    month: date | None,
    taken: date,
) -> ChanceRow:
    row = ChanceRow(
        report=report, lease_id=lease, month=month, taken_on=taken, chance=Chance.UNKNOWN.value, number_given=0,
        groups=[], groups_unknown=[], measures=[],
    )  # fmt: skip
    read = FactsFile(facts, PaymentsKnown.EACH_DAY)
    found = (
        chance_before(policy=policy, read=read, step=step, month=month, taken_on=taken)
        if policy is not None and month is not None
        else None
    )
    if found is None:
        return row
    belongs = groups_of(policy=found.policy, facts=facts_on(read, taken), on=taken)
    row.policy_name = found.policy.title_and_version[:100]
    row.chance, row.number_given, row.reached_on = found.chance.value, found.number_given, found.reached
    row.groups = [tag.value for tag in belongs.known]
    row.groups_unknown = [tag.value for tag, _ in belongs.unknown]
    row.measures = [_told(measure) for measure in found.measures]
    return row


def _told(measure: Measure) -> Mapping[str, str]:
    words = f"{STEP_WORDS[measure.rule.step]}, {measure.rule.day_words}"
    return {
        "rule": measure.rule.key, "words": words[0].upper() + words[1:], "given": measure.given.value,
        "why": measure.why.text, "source": measure.why.source,
    }  # fmt: skip


def _keep(report: ChanceReport, rows: list[ChanceRow]) -> None:
    with recorded("system:same_chance", route="job same_chance"):
        reasons = reasons_of(report.step, {row.lease_id for row in rows})
        for row in rows:
            if row.chance == Chance.MISSING and all_explained(row, reasons):
                row.chance = EXPLAINED
        ChanceRow.objects.filter(report=report).delete()
        ChanceRow.objects.bulk_create(rows, batch_size=_ROWS)
        ChanceReport.objects.filter(pk=report.pk).update(steps=len(rows))
        about = {"report": str(report.pk), "steps": len(rows)}
        record("chance.worked_out", about=about)
