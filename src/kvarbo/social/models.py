"""The social services' tables; each activity keeps its own in its folder."""

from kvarbo.social.casework.models import (
    Matter,
    MatterEvent,
    MatterNumber,
    MatterPerson,
    MatterSource,
    ProtectedMatterAddress,
)
from kvarbo.social.checklist.models import ChecklistInForce, ChecklistMark, MatterPhase
from kvarbo.social.children.models import (
    ChildDetails,
    ChildFact,
    ChildrensUnit,
    FamilyMeaning,
    Handover,
    SealedNote,
    UnitAlong,
    UnitDecision,
)
from kvarbo.social.inbox.models import DutyDone, EscalationSeen, NoticeFacts, Standpoint

__all__ = [
    "ChecklistInForce",
    "ChecklistMark",
    "ChildDetails",
    "ChildFact",
    "ChildrensUnit",
    "DutyDone",
    "EscalationSeen",
    "FamilyMeaning",
    "Handover",
    "Matter",
    "MatterEvent",
    "MatterNumber",
    "MatterPerson",
    "MatterPhase",
    "MatterSource",
    "NoticeFacts",
    "ProtectedMatterAddress",
    "SealedNote",
    "Standpoint",
    "UnitAlong",
    "UnitDecision",
]
