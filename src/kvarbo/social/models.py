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
from kvarbo.social.inbox.models import DutyDone, EscalationSeen, NoticeFacts, Standpoint

__all__ = [
    "ChecklistInForce",
    "ChecklistMark",
    "DutyDone",
    "EscalationSeen",
    "Matter",
    "MatterEvent",
    "MatterNumber",
    "MatterPerson",
    "MatterPhase",
    "MatterSource",
    "NoticeFacts",
    "ProtectedMatterAddress",
    "Standpoint",
]
