"""Hur en uppsägning når hyresgästen: the ways that count, and the day it has been given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.copy_at_home import letter_and_copy
from kvarbo.core.law.service_of_documents.service_way import ServiceWay
from kvarbo.core.law.service_of_documents.when_served import when_served

SERVED = "JB 12:8 tredje stycket; JB 8:8"
REGISTERED = "JB 12:8 fjärde stycket"
EXCLUDED = (ServiceWay.PROCESS_SERVER_HOUSEHOLD, ServiceWay.PROCESS_SERVER_LEFT_AT_HOME)


@dataclass(frozen=True, slots=True)
class TerminationServed:
    """``valid``: the way counts, None when not known; ``served``: the day the termination has happened."""

    valid: bool | None
    served: date | None
    missing: tuple[str, ...] = ()


def service_of_termination(
    *,
    way: ServiceWay,
    on_forfeiture: bool | None = None,
    longer_than_three_months: bool | None = None,
    received: date | None = None,
    refused: date | None = None,
    posted_registered: date | None = None,
    left: date | None = None,
    told_by_letter: date | None = None,
    not_met_at_home: bool | None = None,
) -> Finding[TerminationServed]:
    """Uppsägningen har skett (JB 12:8 med 8:8): served, or posted registered when it is not for forfeiture.

    ``on_forfeiture``: the notice ends the lease early under 42 §. ``left`` is the day the copy was left with an adult
    in the household or in the letterbox; ``told_by_letter`` belongs to a process server's way. Text messages, e-mail
    and portals never count. The underrättelse that starts the recovery period is served otherwise: see ``when_served``.
    """
    if way == ServiceWay.LETTER_AND_COPY_AT_HOME:
        valid, served, missing, steps = letter_and_copy(
            not_met_at_home=not_met_at_home, posted_registered=posted_registered, left=left, law=SERVED
        )
        return Finding(TerminationServed(valid, served, missing), steps)
    if way in EXCLUDED:
        text = "Att lämna handlingen till någon annan eller i hemmet på detta sätt räcker inte för en uppsägning."
        return Finding(TerminationServed(False, None), (Step(text, SERVED),))
    if way == ServiceWay.ORAL:
        return _oral(longer_than_three_months, received)
    if way == ServiceWay.ANNOUNCEMENT:
        text = (
            "Kungörelse går bara när den sökte inte har känt hemvist i Sverige och inget känt ombud. Fråga en jurist."
        )
        return Finding(TerminationServed(None, None, ("no_known_home",)), (Step(text, "JB 12:8 femte stycket"),))
    if way == ServiceWay.REGISTERED_LETTER and (received is None or on_forfeiture is False):
        return _posted(on_forfeiture, posted_registered)
    by_law = when_served(way=way, received=received, refused=refused, posted_registered=posted_registered)
    value = TerminationServed(by_law.value.counts, by_law.value.served, by_law.value.missing)
    return Finding(value, (*by_law.steps, Step("Uppsägningen har skett när hyresgästen är delgiven.", SERVED)))


def _posted(on_forfeiture: bool | None, posted: date | None) -> Finding[TerminationServed]:
    if on_forfeiture is None:
        text = "Om uppsägningen gäller förverkande avgör om brevet räknas när det avsändes."
        return Finding(TerminationServed(None, None, ("on_forfeiture",)), (Step(text, REGISTERED),))
    if on_forfeiture:
        text = "Vid förverkande räcker inte ett rekommenderat brev: hyresgästen ska delges."
        return Finding(TerminationServed(False, None), (Step(text, REGISTERED),))
    if posted is None:
        step = Step("Dagen brevet avsändes rekommenderat är inte känd.", REGISTERED)
        return Finding(TerminationServed(None, None, ("posted_registered",)), (step,))
    text = f"Uppsägningen har skett när det rekommenderade brevet avsändes: {in_words(posted)}."
    return Finding(TerminationServed(True, posted), (Step(text, REGISTERED),))


def _oral(longer: bool | None, received: date | None) -> Finding[TerminationServed]:
    rule = Step(
        "Uppsägningen ska vara skriftlig när hyresförhållandet varat längre än tre månader.", "JB 12:8 första stycket"
    )
    if longer is False:
        missing = () if received else ("received",)
        return Finding(TerminationServed(True if received else None, received, missing), (rule,))
    missing = ("longer_than_three_months",) if longer is None else ()
    return Finding(TerminationServed(None if longer is None else False, None, missing), (rule,))
