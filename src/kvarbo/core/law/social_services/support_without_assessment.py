"""Insats utan behovsprövning: advice and visits that a municipality may give without opening an investigation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.last_day import steps_for_unknown

MAY = "SoL 11:5 första stycket"
ALWAYS_ASSESSED = "SoL 11:5 andra stycket"
PERSONAL_NEEDS_ONLY = "SoL 11:5 och 12:1"
CHILD = "SoL 21:2"
DOCUMENTED = "SoL 14:3"
NOT_DOCUMENTED = "SoL 14:4"
INFORMATION = "SoL 11:6"
BEFORE = "SoL (2001:453) 4:1"
IN_FORCE_FROM = date(2025, 7, 1)
GUARDIAN_UNTIL = 15


class SupportMeasure(StrEnum):
    """The measure asked for (insats)."""

    ADVICE = "advice"  # råd och stöd
    HOME_VISIT = "home_visit"  # hembesök
    PRACTICAL_HELP = "practical_help"  # praktiskt stöd, till exempel följa med till hyresvärden
    CONTACT_PERSON = "contact_person"
    FOSTER_CARE = "foster_care"
    LVM_HOME = "lvm_home"
    YOUTH_HOME = "youth_home"
    CHILD_PLACEMENT = "child_placement"
    SPECIAL_HOUSING = "special_housing"  # särskilt boende, bostad med särskild service
    INPATIENT_CARE = "inpatient_care"
    FINANCIAL_AID = "financial_aid"  # ekonomiskt bistånd


_ALWAYS_ASSESSED = frozenset(
    {
        *(
            SupportMeasure.CONTACT_PERSON,
            SupportMeasure.FOSTER_CARE,
            SupportMeasure.LVM_HOME,
            SupportMeasure.YOUTH_HOME,
        ),
        *(SupportMeasure.CHILD_PLACEMENT, SupportMeasure.SPECIAL_HOUSING, SupportMeasure.INPATIENT_CARE),
    }
)


@dataclass(frozen=True, slots=True)
class MaySupport:
    """Om insatsen får ges utan prövning, and whether what happens must be documented."""

    allowed: bool | None
    must_document: bool | None
    missing: tuple[str, ...] = ()


def support_without_assessment(
    *,
    day: date,
    measure: SupportMeasure,
    decided_by_board: bool | None,
    age: int | None,
    guardian_consents: bool | None = None,
    suitable_from_15: bool | None = None,
) -> Finding[MaySupport]:
    """Insats utan individuell behovsprövning (SoL 11:5): ``decided_by_board`` is the municipality's own decision."""
    refusal = _refused(day, measure, decided_by_board)
    if refusal is not None:
        return Finding(MaySupport(False, None), (refusal,))
    children, why = _child(age, guardian_consents, suitable_from_15)
    if children is False and why is not None:
        return Finding(MaySupport(False, None), (why,))
    open_facts = (
        *(("om nämnden har beslutat om insatser utan behovsprövning",) if decided_by_board is None else ()),
        *(("personens ålder",) if age is None else ()),
        *(("vårdnadshavarens samtycke",) if age is not None and children is None else ()),
    )
    if open_facts:
        return Finding(MaySupport(None, None, open_facts), steps_for_unknown(MAY, *open_facts))
    return _granted(measure, why)


def _refused(day: date, measure: SupportMeasure, decided: bool | None) -> Step | None:
    if day < IN_FORCE_FROM:
        return Step("Före juli 2025 krävdes en prövning av behovet.", BEFORE)
    if measure is SupportMeasure.FINANCIAL_AID:
        return Step("Ekonomiskt bistånd är ingen insats för personliga behov och kräver prövning.", PERSONAL_NEEDS_ONLY)
    if measure in _ALWAYS_ASSESSED:
        return Step("Insatsen kräver alltid en individuell behovsprövning.", ALWAYS_ASSESSED)
    if decided is False:
        return Step("Kommunens nämnd har inte beslutat om insatser utan behovsprövning.", MAY)
    return None


def _child(age: int | None, guardian_consents: bool | None, suitable: bool | None) -> tuple[bool | None, Step | None]:
    """Whether a child may have the measure; True for an adult, None when it cannot be said."""
    if age is None:
        return None, None
    if age >= 18:
        return True, None
    if guardian_consents:
        return True, Step("Vårdnadshavaren samtycker, så insatsen får ges till barnet.", CHILD)
    if age >= GUARDIAN_UNTIL and suitable:
        return True, Step("Barnet har fyllt femton och det är lämpligt att insatsen ges.", CHILD)
    if guardian_consents is None or (age >= GUARDIAN_UNTIL and suitable is None):
        return None, None
    return False, Step("Till ett barn under femton krävs vårdnadshavarens samtycke.", CHILD)


def _granted(measure: SupportMeasure, why: Step | None) -> Finding[MaySupport]:
    must_document = measure is not SupportMeasure.ADVICE
    documented = (
        Step("Insatsen dokumenteras, om nämnden inte beslutat att identiteten inte ska antecknas.", DOCUMENTED)
        if must_document
        else Step("Rådgivning behöver inte dokumenteras med uppgifter om personliga förhållanden.", NOT_DOCUMENTED)
    )
    steps = (
        Step("Nämndens eget beslut gör att insatsen får ges utan utredning. Ange vilket beslut.", MAY),
        *(() if why is None else (why,)),
        documented,
        Step("Berätta om möjligheten att ansöka om andra insatser.", INFORMATION),
    )
    return Finding(MaySupport(True, must_document), steps)
