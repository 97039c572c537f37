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

__all__ = [
    "ChecklistInForce",
    "ChecklistMark",
    "Matter",
    "MatterEvent",
    "MatterNumber",
    "MatterPerson",
    "MatterPhase",
    "MatterSource",
    "ProtectedMatterAddress",
]
