"""The social services' tables; each activity keeps its own in its folder."""

from kvarbo.social.casework.models import (
    Matter,
    MatterEvent,
    MatterNumber,
    MatterPerson,
    MatterSource,
    ProtectedMatterAddress,
)
from kvarbo.social.inbox.models import DutyDone, EscalationSeen, NoticeFacts, Standpoint

__all__ = [
    "DutyDone",
    "EscalationSeen",
    "Matter",
    "MatterEvent",
    "MatterNumber",
    "MatterPerson",
    "MatterSource",
    "NoticeFacts",
    "ProtectedMatterAddress",
    "Standpoint",
]
