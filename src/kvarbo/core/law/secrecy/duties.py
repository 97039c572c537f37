"""Uppgiftsskyldighet: what a holder must tell, by law or ordinance; such a duty breaks secrecy (OSL 10:28)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.grounds import Ground, LawNotRead, cite
from kvarbo.core.law.secrecy.permission import Permission, needs, yes
from kvarbo.core.law.secrecy.vocabulary import LANDLORDS, SOCIAL_SERVICES, KindOfFact, Party


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty to tell: who, whom, what, by which paragraph. ``request`` True means only when the receiver asks."""

    holders: frozenset[Party]
    receivers: frozenset[Party]
    fact: KindOfFact
    ground: Ground
    text: str
    conditions: tuple[str, ...] = ()
    request: bool = False


BOARD = frozenset({Party.SOCIAL_BOARD})
BOARDS = frozenset({Party.SOCIAL_BOARD, Party.SAME_MUNICIPALITY_BOARD, Party.OTHER_MUNICIPALITY_BOARD})
RENTING = frozenset({Party.MUNICIPAL_LANDLORD, Party.PRIVATE_LANDLORD})
ASSOCIATION = frozenset({Party.TENANT_OWNER_ASSOCIATION})
KRONOFOGDEN = frozenset({Party.KRONOFOGDEN})
ASK_ABOUT_PLACEMENT = frozenset({Party.KRONOFOGDEN, Party.POLICE, Party.TAX_AGENCY})
# The list of SoL 19:1 as far as Kvarbo knows the parties; Kronofogden stands there since 2026-01-15.
MUST_REPORT = SOCIAL_SERVICES | {
    *(Party.HEALTH_CARE, Party.POLICE, Party.TAX_AGENCY),
    *(Party.SOCIAL_INSURANCE_AGENCY, Party.EMPLOYMENT_AGENCY, Party.KRONOFOGDEN),
}
WIDER_LIST = date(2026, 1, 15)
ALREADY_LISTED = SOCIAL_SERVICES | {Party.HEALTH_CARE, Party.POLICE}

ONLY_THE_FORM = "Skicka bara det som blanketten frågar efter."
COPY = "Skicka en kopia av uppsägningen."
DUTIES: tuple[Duty, ...] = (
    Duty(
        RENTING,
        BOARD,
        KindOfFact.NOTICE_UNPAID_RENT,
        Ground.RENT_NOTICE,
        "Hyresvärden ska meddela socialnämnden uppsägningen och dess orsak när hyran inte är betald.",
        (ONLY_THE_FORM,),
    ),
    Duty(
        RENTING,
        BOARD,
        KindOfFact.NOTICE_DISTURBANCE,
        Ground.DISTURBANCE_NOTICE,
        "Vid störningar eller bristande skötsamhet ska hyresvärden underrätta socialnämnden före en uppsägning.",
        ("Tillsägelsen till hyresgästen kommer först eller samtidigt.",),
    ),
    Duty(
        RENTING,
        BOARD,
        KindOfFact.NOTICE_SERIOUS_DISTURBANCE,
        Ground.SERIOUS_DISTURBANCE,
        "Vid särskilt allvarliga störningar ska socialnämnden få en kopia av uppsägningen.",
        (COPY,),
    ),
    Duty(
        ASSOCIATION,
        BOARD,
        KindOfFact.NOTICE_UNPAID_RENT,
        Ground.FEE_NOTICE,
        "Bostadsrättsföreningen ska meddela socialnämnden uppsägningen och dess orsak när avgiften inte är betald.",
        (ONLY_THE_FORM,),
    ),
    Duty(
        ASSOCIATION,
        BOARD,
        KindOfFact.NOTICE_DISTURBANCE,
        Ground.ASSOCIATION_DISTURBANCE,
        "Vid störningar ska bostadsrättsföreningen underrätta socialnämnden före en uppsägning.",
        (ONLY_THE_FORM,),
    ),
    Duty(
        ASSOCIATION,
        BOARD,
        KindOfFact.NOTICE_SERIOUS_DISTURBANCE,
        Ground.ASSOCIATION_SERIOUS,
        "Vid särskilt allvarliga störningar ska socialnämnden få en kopia av uppsägningen.",
        (COPY,),
    ),
    Duty(
        KRONOFOGDEN,
        BOARD,
        KindOfFact.EVICTION_APPLICATION,
        Ground.EVICTION,
        "Kronofogden ska underrätta socialnämnden om en ansökan om avhysning från någons hem.",
    ),
    Duty(
        KRONOFOGDEN,
        BOARD,
        KindOfFact.EVICTION_TIME,
        Ground.EVICTION,
        "Kronofogden ska underrätta socialnämnden om tiden för avhysningen.",
    ),
    Duty(
        KRONOFOGDEN,
        BOARD,
        KindOfFact.REMOVAL,
        Ground.REMOVAL,
        "Kronofogden ska underrätta socialnämnden om tiden för ett avlägsnande.",
    ),
    Duty(
        BOARD,
        KRONOFOGDEN,
        KindOfFact.EVICTION_TIME_RECEIVED,
        Ground.SAME_DAY,
        "Nämnden ska samma dag bekräfta för Kronofogden att underrättelsen om tiden har tagits emot.",
        ("Ange ansvarig handläggare, och inget mer om personen.", "Vid avhysning: kopia till den det gäller."),
    ),
    Duty(
        BOARDS,
        frozenset({Party.SAME_MUNICIPALITY_BOARD, Party.SOCIAL_BOARD}),
        KindOfFact.KNOWN_HERE,
        Ground.CURRENT_IN_A_CASE,
        "Socialnämnderna i en kommun ska på begäran säga till varandra att en person är aktuell i ett ärende.",
        ("Bara att personen är aktuell, inte varför.", "Gäller inte familjerådgivning (OSL 26:3)."),
        request=True,
    ),
    Duty(
        BOARD,
        ASK_ABOUT_PLACEMENT,
        KindOfFact.PLACEMENT,
        Ground.ASKED_IN_SINGLE_CASE,
        "Nämnden ska på begäran i ett enskilt fall säga om någon vistas i ett hem eller boende som lagen räknar upp.",
        ("Bara om personen vistas där.",),
        request=True,
    ),
    Duty(
        BOARD,
        frozenset({Party.TAX_AGENCY}),
        KindOfFact.PROTECTED_REGISTRATION,
        Ground.ASKED_IN_SINGLE_CASE,
        "Nämnden ska lämna uppgifter som behövs i Skatteverkets ärende om skyddad folkbokföring.",
    ),
    Duty(
        BOARD,
        frozenset({Party.TAX_AGENCY}),
        KindOfFact.WRONG_REGISTRATION,
        Ground.WRONG_REGISTRATION,
        "Nämnden ska underrätta Skatteverket om det kan antas att folkbokföringen är oriktig.",
        ("Inte om särskilda skäl talar emot.", "Bara adressen, inte varför personen är känd."),
    ),
    Duty(
        BOARD,
        frozenset({Party.GUARDIAN_AUTHORITY}),
        KindOfFact.NEED_OF_GUARDIAN,
        Ground.GUARDIAN_NEEDED,
        "Nämnden ska anmäla till överförmyndaren att någon behöver god man eller förvaltare.",
    ),
)


def duty_to_tell(
    *, on: date, holder: Party, receiver: Party, fact: KindOfFact, requested: bool | None
) -> Finding[Permission] | None:
    """What a duty says of the question; None when no duty reaches it."""
    for duty in DUTIES:
        if holder in duty.holders and receiver in duty.receivers and fact is duty.fact:
            return _by_duty(duty, on, holder, requested)
    return None


def _by_duty(duty: Duty, on: date, holder: Party, requested: bool | None) -> Finding[Permission]:
    if duty.request and not requested:
        text = f"{duty.text} Det förutsätter en begäran."
        return needs(on, duty.ground, ("en begäran från mottagaren",), text, *duty.conditions)
    broken = _breaks_secrecy(on, holder)
    return yes(on, duty.ground, duty.text, *duty.conditions, also=(broken,))


def _breaks_secrecy(on: date, holder: Party) -> Step:
    if holder in LANDLORDS - {Party.MUNICIPAL_LANDLORD}:
        return Step("Skyldigheten i lag är den rättsliga grunden för att lämna uppgiften.", Ground.GDPR_DUTY.value)
    return Step("Sekretess hindrar inte att en uppgift lämnas när lag kräver det.", cite(Ground.DUTY, on))


CHILD_CONDITIONS: Mapping[bool, tuple[str, ...]] = {
    True: ("Anmäl genast; bara det som rör oron för barnet.",),
    False: ("Bara det som rör oron för barnet.", "Gäller det akut fara: ring 112."),
}


def child_concern(*, on: date, holder: Party) -> Finding[Permission]:
    """Orosanmälan to the board: a duty for those in SoL 19:1, an exhortation to everybody else (19:4)."""
    if holder in MUST_REPORT - ALREADY_LISTED and on < WIDER_LIST:
        raise LawNotRead(Ground.MUST_REPORT_CHILD.value, on, WIDER_LIST)
    if holder in MUST_REPORT:
        text = "Den som i sin verksamhet misstänker att ett barn far illa ska genast anmäla det till socialnämnden."
        broken = Step("Sekretess hindrar inte att en uppgift lämnas när lag kräver det.", cite(Ground.DUTY, on))
        return yes(on, Ground.MUST_REPORT_CHILD, text, *CHILD_CONDITIONS[True], also=(broken,))
    text = "Var och en som misstänker att ett barn far illa bör anmäla det till socialnämnden."
    why = (
        Step("Barnets skydd väger uppenbart tyngre än sekretessen i uthyrningen.", cite(Ground.GENERAL_CLAUSE, on))
        if holder is Party.MUNICIPAL_LANDLORD
        else Step("Barnets skydd är ett berättigat intresse som väger tyngre.", Ground.GDPR_INTEREST.value)
    )
    return yes(on, Ground.SHOULD_REPORT_CHILD, text, *CHILD_CONDITIONS[False], also=(why,))
