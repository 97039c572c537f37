"""Sekretessbrytande grund: the paragraphs a disclosure can rest on, each from the day whose wording has been read."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

OSL_FIRST_DAY = date(2009, 6, 30)
SOL_FIRST_DAY = date(2025, 7, 1)
JB_NEW_NUMBERS = date(2024, 7, 1)


class Ground(StrEnum):
    """Grunden, written as it is cited."""

    SECRECY = "OSL 26:1"
    PERSON_THEMSELVES = "OSL 12:1"
    CUSTODIAN = "OSL 12:3"
    REPORTER_PROTECTED = "OSL 26:5"
    CONSENT = "OSL 10:1 och 12:2"
    NECESSARY = "OSL 10:2"
    TECHNICAL = "OSL 10:2 a"
    CRIME_AND_BREACH = "OSL 10:15 a"
    GENERAL_CLAUSE = "OSL 10:27"
    DUTY = "OSL 10:28"
    CARE = "OSL 26:9"
    REPORTER_TOLD = "OSL 26:9 a"
    ELDERLY_OR_DISABLED = "OSL 26:9 c"
    MUNICIPAL_LETTING = "OSL 26:11"
    OWN_BRANCH = "OSL 8:2"
    OTHER_AUTHORITIES = "OSL 8:1"
    KRONOFOGDEN = "OSL 34:1"
    CURRENT_IN_A_CASE = "SoL 15:8"
    ASKED_IN_SINGLE_CASE = "SoL 15:7"
    BENEFITS = "SoL 15:10"
    EMPLOYMENT = "SoL 15:11"
    TAX = "SoL 15:12"
    MUST_REPORT_CHILD = "SoL 19:1"
    SHOULD_REPORT_CHILD = "SoL 19:4"
    CHILD_CONTACTS = "SoL 20:5"
    CHILD_INQUIRY = "SoL 20:6"
    SAME_DAY = "SoF 11:3"
    GUARDIAN_NEEDED = "SoF 11:2"
    WRONG_REGISTRATION = "FOL 32 c §"
    RENT_NOTICE = "JB 12:44"
    DISTURBANCE_NOTICE = "JB 12:25 a"
    SERIOUS_DISTURBANCE = "JB 12:42"
    FEE_NOTICE = "BRL 7:23"
    ASSOCIATION_DISTURBANCE = "BRL 7:9"
    ASSOCIATION_SERIOUS = "BRL 7:20"
    EVICTION = "UF 16:2"
    REMOVAL = "UF 16:7 a"
    GDPR_CONTRACT = "GDPR 6.1 b"
    GDPR_DUTY = "GDPR 6.1 c"
    GDPR_INTEREST = "GDPR 6.1 f"
    GDPR_CONSENT = "GDPR 6.1 a"
    GDPR_SENSITIVE = "GDPR 9"
    GDPR_CRIME = "GDPR 10"
    GDPR_PROCESSOR = "GDPR 28"
    GDPR_OWN_DATA = "GDPR 15"
    SEARCH_TERMS = "Förordning (2001:637) 15 §"
    NO_SENSITIVE_LISTS = "Lag (2001:454) 7 a §"
    LOG_REVIEW = "Lag (2001:454) 10 §"
    NO_SELECTION = "Lag (2018:218) 3:3"
    REGISTER = "OSL 5:1"


SINCE = {
    Ground.TECHNICAL: date(2023, 7, 1),
    Ground.CRIME_AND_BREACH: date(2025, 12, 1),
    Ground.ELDERLY_OR_DISABLED: SOL_FIRST_DAY,
    Ground.REPORTER_TOLD: SOL_FIRST_DAY,
    Ground.CURRENT_IN_A_CASE: SOL_FIRST_DAY,
    Ground.ASKED_IN_SINGLE_CASE: SOL_FIRST_DAY,
    Ground.BENEFITS: SOL_FIRST_DAY,
    Ground.EMPLOYMENT: SOL_FIRST_DAY,
    Ground.TAX: SOL_FIRST_DAY,
    Ground.MUST_REPORT_CHILD: SOL_FIRST_DAY,
    Ground.SHOULD_REPORT_CHILD: SOL_FIRST_DAY,
    Ground.CHILD_CONTACTS: SOL_FIRST_DAY,
    Ground.CHILD_INQUIRY: SOL_FIRST_DAY,
    Ground.SAME_DAY: SOL_FIRST_DAY,
    Ground.GUARDIAN_NEEDED: SOL_FIRST_DAY,
    Ground.DISTURBANCE_NOTICE: JB_NEW_NUMBERS,
    Ground.SERIOUS_DISTURBANCE: JB_NEW_NUMBERS,
}
BEFORE = {Ground.SAME_DAY: "SoF (2001:937) 5:4"}  # old → new as the source documents cite them


class LawNotRead(LookupError):
    """The wording in force that day has not been read into Kvarbo; nothing is guessed from a later one."""

    def __init__(self, ground: str, on: date, since: date) -> None:
        super().__init__(
            f"Vad som gällde {on} i stället för {ground} är inte inläst i Kvarbo, som har lydelsen från {since}. "
            "Slå upp den äldre lydelsen och låt en jurist svara för den dagen."
        )


def in_force(ground: Ground, on: date) -> bool:
    """Whether the paragraph, as it has been read, held that day."""
    return on >= SINCE.get(ground, OSL_FIRST_DAY)


def cite(ground: Ground, on: date) -> str:
    """The paragraph as it was called that day; raises :class:`LawNotRead` where the older law is not known."""
    if in_force(ground, on):
        return ground.value
    if ground in BEFORE and on >= OSL_FIRST_DAY:
        return BEFORE[ground]
    raise LawNotRead(ground.value, on, SINCE.get(ground, OSL_FIRST_DAY))
