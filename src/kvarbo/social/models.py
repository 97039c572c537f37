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
from kvarbo.social.evictions.models import Attendance, DayCheck, EvictionOutcome, Respite, RespiteReply
from kvarbo.social.inbox.models import DutyDone, EscalationSeen, NoticeFacts, Standpoint
from kvarbo.social.undertakings.models import BoardUndertaking, SigningRight, TerminationFacts

__all__ = [
    "Attendance",
    "BoardUndertaking",
    "ChecklistInForce",
    "ChecklistMark",
    "DayCheck",
    "DutyDone",
    "EscalationSeen",
    "EvictionOutcome",
    "Matter",
    "MatterEvent",
    "MatterNumber",
    "MatterPerson",
    "MatterPhase",
    "MatterSource",
    "NoticeFacts",
    "ProtectedMatterAddress",
    "Respite",
    "RespiteReply",
    "SigningRight",
    "Standpoint",
    "TerminationFacts",
]
