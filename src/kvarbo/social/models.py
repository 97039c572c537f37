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
from kvarbo.social.closing.models import FollowUpAssessment, RentAfter
from kvarbo.social.contacts.models import ContactDetail, HelpContact, NotTold, Visit
from kvarbo.social.evictions.models import Attendance, DayCheck, EvictionOutcome, Respite, RespiteReply
from kvarbo.social.inbox.models import DutyDone, EscalationSeen, NoticeFacts, NoticeMended, Standpoint
from kvarbo.social.notes.models import CarriedEntry, CarriedOver, MatterNote, RecordSetting
from kvarbo.social.representatives.models import MatterRepresentative, RentPayer, RightsTold
from kvarbo.social.support.models import Budget, BudgetPost, CauseTold, PlanGoal, PlanWord, Support
from kvarbo.social.undertakings.models import BoardUndertaking, SigningRight, TerminationFacts

__all__ = [
    "Attendance",
    "BoardUndertaking",
    "Budget",
    "BudgetPost",
    "CarriedEntry",
    "CarriedOver",
    "CauseTold",
    "ChecklistInForce",
    "ChecklistMark",
    "ChildDetails",
    "ChildFact",
    "ChildrensUnit",
    "ContactDetail",
    "DayCheck",
    "DutyDone",
    "EscalationSeen",
    "EvictionOutcome",
    "FamilyMeaning",
    "FollowUpAssessment",
    "Handover",
    "HelpContact",
    "Matter",
    "MatterEvent",
    "MatterNote",
    "MatterNumber",
    "MatterPerson",
    "MatterPhase",
    "MatterRepresentative",
    "MatterSource",
    "NotTold",
    "NoticeFacts",
    "NoticeMended",
    "PlanGoal",
    "PlanWord",
    "ProtectedMatterAddress",
    "RecordSetting",
    "RentAfter",
    "RentPayer",
    "Respite",
    "RespiteReply",
    "RightsTold",
    "SealedNote",
    "SigningRight",
    "Standpoint",
    "Support",
    "TerminationFacts",
    "UnitAlong",
    "UnitDecision",
    "Visit",
]
