"""Beslut i hyresgästens historia, and as the ladder reads them: what has been decided is not suggested once more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.core.facts import Event, EventKind, LadderStep
from kvarbo.landlord.notices.models import DecisionFact
from kvarbo.landlord.notices.vocabulary import DecisionOutcome, FactKind, Proof, Route
from kvarbo.landlord.notices.words import FACTS, OUTCOMES, PROOFS, ROUTES

STEPS_TAKEN: dict[tuple[Route, FactKind], LadderStep] = {
    (Route.ORDER_TO_PAY, FactKind.DECIDED): LadderStep.DECIDE_ORDER_TO_PAY,
    (Route.ORDER_TO_PAY, FactKind.APPLIED): LadderStep.ORDER_TO_PAY,
    (Route.TERMINATION, FactKind.DECIDED): LadderStep.DECIDE_TERMINATION,
    (Route.TERMINATION, FactKind.SERVED): LadderStep.TERMINATION,
    (Route.TERMINATION, FactKind.APPLIED): LadderStep.TO_KRONOFOGDEN,
}


@dataclass(frozen=True, slots=True)
class InHistory:
    """En händelse i ett beslut, as a tenant's page tells it."""

    day: date
    text: str
    by_name: str


@dataclass(frozen=True, slots=True)
class DecidedOn:
    """Vad som är beslutat om ett avtal: what has happened, and whether a decision holds now."""

    happened: tuple[InHistory, ...]
    is_open: bool


def decided_on(lease_id: UUID) -> DecidedOn:
    """A lease's decisions in its history; what was corrected is told by the row that corrects it. One query."""
    found = DecisionFact.objects.filter(decision__lease_id=lease_id, corrected_by=None).select_related("decision")
    rows = list(found)
    return DecidedOn(tuple(_in_history(row) for row in rows), any(row.decision.ended_date is None for row in rows))


def _in_history(row: DecisionFact) -> InHistory:
    kind = FactKind(row.kind)
    text = f"{FACTS[kind]}."
    if kind is FactKind.DECIDED:
        text = f"{text} {ROUTES[Route(row.decision.route)]}."
    if row.outcome:
        text = f"{text} {OUTCOMES[DecisionOutcome(row.outcome)]}."
    if row.proof == Proof.NONE:
        text = f"{text} {PROOFS[Proof.NONE]}."
    return InHistory(row.fact_date, text, row.by_name)


def steps_taken(lease_ids: Collection[UUID]) -> list[tuple[UUID, Event]]:
    """The steps of the ladder that decisions have carried out, for each month they are about. One query."""
    found = DecisionFact.objects.filter(
        decision__lease_id__in=lease_ids, corrected_by=None, kind__in={kind.value for _, kind in STEPS_TAKEN}
    )
    columns = ("decision__lease_id", "decision__route", "decision__months", "kind", "fact_date")
    told: list[tuple[UUID, Event]] = []
    for lease, route, months, kind, day in found.order_by("pk").values_list(*columns):
        step = STEPS_TAKEN.get((Route(route), FactKind(kind)))
        if step is not None:
            told += [(lease, _taken(day, step, month)) for month in months]
    return told


def leases_decided_on() -> set[UUID]:
    """Leases that a decision tells a carried out step of."""
    kinds = {kind.value for _, kind in STEPS_TAKEN}
    return set(DecisionFact.objects.filter(kind__in=kinds).values_list("decision__lease_id", flat=True))


def _taken(day: date, step: LadderStep, month: Any) -> Event:
    return Event(day, EventKind.STEP_DONE, step=step.value, month=date.fromisoformat(month))
