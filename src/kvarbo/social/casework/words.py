"""Words on the screen: where a matter came from, and how acts are grouped."""

from __future__ import annotations

from kvarbo.core.law.secrecy.vocabulary import MatterOrigin
from kvarbo.ground.units.roles import RoleName
from kvarbo.social.casework.models import MatterEventKind, PersonPart

CASEWORK = (RoleName.CASEWORKER, RoleName.MANAGER, RoleName.PROTECTED_HANDLER)

PARTS = {one.value: one.label for one in PersonPart}

ORIGINS: dict[MatterOrigin, str] = {
    MatterOrigin.LANDLORD_NOTICE: "Hyresvärdens underrättelse enligt lag",
    MatterOrigin.LANDLORD_EARLY: "Hyresvärden hörde av sig tidigt",
    MatterOrigin.KRONOFOGDEN: "Kronofogden",
    MatterOrigin.RENT_TRIBUNAL: "Hyresnämnden",
    MatterOrigin.PERSON: "Den enskilde själv",
    MatterOrigin.RELATIVE: "En anhörig",
    MatterOrigin.OTHER_PERSON: "En granne eller annan privatperson",
    MatterOrigin.OTHER_ADMINISTRATION: "En annan förvaltning i kommunen",
    MatterOrigin.OTHER_AUTHORITY: "En annan myndighet",
    MatterOrigin.ANONYMOUS: "Någon som är anonym",
    MatterOrigin.OWN_OBSERVATION: "Egen iakttagelse",
}

CONTACTS = (MatterEventKind.VISITED, MatterEventKind.CALLED, MatterEventKind.WROTE)
# What a caseworker writes in by hand; the rest follow from opening, closing and moving the matter itself.
WRITTEN_IN = (
    *CONTACTS,
    MatterEventKind.ASKED_LANDLORD,
    MatterEventKind.CONSENT_ASKED,
    MatterEventKind.ASSESSED,
    MatterEventKind.SUPPORTED,
    MatterEventKind.REFUSED,
)
