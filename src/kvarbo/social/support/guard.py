"""Spärren för stöd och plan: the core's rules asked about a matter that is only opened; none is this activity's own.

What is offered, advised and told is always allowed; the grounds stand with each answer. No consent decides it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kvarbo.core.checklist.gates import GATES
from kvarbo.core.checklist.secrecy_gates import Answer
from kvarbo.core.checklist.seen import Seen
from kvarbo.core.checklist.words import Gate, WhyNot
from kvarbo.core.finding import Step
from kvarbo.ground.units.queries import AtWork
from kvarbo.social.casework.refusals import CannotDo
from kvarbo.social.checklist.queries import facts_of, way_for
from kvarbo.social.support.words import SupportKind

AID = (SupportKind.FINANCIAL_AID, SupportKind.DEBT_AID, SupportKind.AID_REPAID)
# What the board does whatever it has opened: to show the way to the counsellors (SoL 13:2), and to tell the guardians'
# authority that somebody needs a god man. Everything else is fitted to one person.
ALWAYS = (SupportKind.BUDGET_COUNSELLING, SupportKind.GUARDIAN)
NO_WAY = Step("Enheten följer ingen checklista, så vad nämnden har beslutat är inte känt. En chef väljer den.", "fakta")
OFFER = "Skriv in det som erbjudet så länge."


def gate_of(kind: SupportKind) -> Gate | None:
    """The question that a support of this kind waits for before it begins; None when nothing stands in its way."""
    if kind in ALWAYS:
        return None
    return Gate.FINANCIAL_AID if kind in AID else Gate.INDIVIDUAL_SUPPORT


def asked(reader: AtWork, matter: Any, gate: Gate, *, day: date, on: date) -> Answer:
    """The rule's answer as the matter stood that day."""
    way = way_for(matter, on=on)
    seen = Seen(facts_of(reader, matter, on=on, with_consents=False), day)
    if way is not None:
        return GATES[gate](seen, way.checklists[0])
    if seen.adult is not None:
        return Answer(None, ())
    return Answer(WhyNot.OPENING_PHASE, (NO_WAY,))


def check_begun(reader: AtWork, matter: Any, kind: SupportKind, *, day: date, on: date) -> None:
    """Refuse a support that begins while the matter is only opened, with the rule's reason."""
    gate = gate_of(kind)
    answer = asked(reader, matter, gate, day=day, on=on) if gate else Answer(None, ())
    if answer.why_not is not None:
        raise CannotDo(f"Stödet får inte börja ännu. {_told(answer)} {OFFER}", field="begun_on")


def check_plan(reader: AtWork, matter: Any, *, on: date) -> None:
    """Refuse a plan while the matter is only opened, as the handbook's own step does."""
    answer = asked(reader, matter, Gate.INQUIRY, day=on, on=on)
    if answer.why_not is not None:
        raise CannotDo(f"Planen görs i en utredning. {_told(answer)}")


def _told(answer: Answer) -> str:
    return " ".join(step.text for step in answer.reasons[:1])
