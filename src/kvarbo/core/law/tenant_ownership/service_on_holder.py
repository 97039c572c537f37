"""Hur en bostadsrättshavare nås: the ways in which an association serves a notice and a recovery message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.copy_at_home import letter_and_copy
from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.core.law.service_of_documents.when_served import when_served

SERVED = "BRL 7:27"
EXCLUDED = (ServiceWay.PROCESS_SERVER_HOUSEHOLD, ServiceWay.PROCESS_SERVER_LEFT_AT_HOME)


@dataclass(frozen=True, slots=True)
class HolderServed:
    """``valid``: the way counts, None when not known; ``served``: the day it has happened."""

    valid: bool | None
    served: date | None
    missing: tuple[str, ...] = ()


def service_on_holder(
    *,
    way: ServiceWay,
    received: date | None = None,
    refused: date | None = None,
    posted_registered: date | None = None,
    left: date | None = None,
    told_by_letter: date | None = None,
    not_met_at_home: bool | None = None,
) -> Finding[HolderServed]:
    """Delgivning enligt bostadsrättslagen (BRL 7:27–28), of the notice and of the message that starts the recovery.

    A registered letter with a copy left at home is enough here also for that message: 7:23 points to 7:27. A process
    server may not leave it with somebody else (``told_by_letter``) or at the home.
    """
    if way == ServiceWay.LETTER_AND_COPY_AT_HOME:
        valid, served, missing, steps = letter_and_copy(
            not_met_at_home=not_met_at_home, posted_registered=posted_registered, left=left, law=SERVED
        )
        return Finding(HolderServed(valid, served, missing), steps)
    if way in EXCLUDED:
        text = "Att lämna handlingen till någon annan eller i hemmet på detta sätt räcker inte."
        return Finding(HolderServed(False, None), (Step(text, SERVED),))
    by_law = when_served(way=way, received=received, refused=refused, posted_registered=posted_registered)
    answer = HolderServed(by_law.value.counts, by_law.value.served, by_law.value.missing)
    source = "BRL 7:28" if way == ServiceWay.APPLICATION else SERVED
    return Finding(answer, (*by_law.steps, Step("Uppsägning ska delges på de sätt som lagen anger.", source)))
