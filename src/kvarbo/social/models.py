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
from kvarbo.social.contacts.models import ContactDetail, HelpContact, NotTold, Visit
from kvarbo.social.inbox.models import DutyDone, EscalationSeen, NoticeFacts, Standpoint

__all__ = [
    "ChecklistInForce",
    "ChecklistMark",
    "ContactDetail",
    "DutyDone",
    "EscalationSeen",
    "HelpContact",
    "Matter",
    "MatterEvent",
    "MatterNumber",
    "MatterPerson",
    "MatterPhase",
    "MatterSource",
    "NotTold",
    "NoticeFacts",
    "ProtectedMatterAddress",
    "Standpoint",
    "Visit",
]
