"""The ground's tables; each activity keeps its own in its folder."""

from kvarbo.ground.attachments.models import Attachment
from kvarbo.ground.break_glass.models import BreakGlass, OpenedPerson
from kvarbo.ground.exports.models import Export
from kvarbo.ground.extracts.models import ExtractRequest
from kvarbo.ground.four_eyes.models import FourEyesRequest
from kvarbo.ground.jobs.models import Job
from kvarbo.ground.letters.models import KeptLetter, LetterWording
from kvarbo.ground.log_review.models import LogItem, LogJudgement, LogOpening, LogReview
from kvarbo.ground.outbox.models import (
    Batch,
    ContactWish,
    DeliveryReport,
    Handing,
    LeftOutMessage,
    MessageRules,
    OutgoingMessage,
    SenderDetails,
)
from kvarbo.ground.people.models import Person, ProtectedDetails, Representative
from kvarbo.ground.protection.models import (
    Barred,
    KeptFrom,
    ProtectedHandler,
    Protection,
    ProtectionPolicy,
)
from kvarbo.ground.standing_in.models import Absence, Reception
from kvarbo.ground.trail.models import TrailCheck, TrailHead, TrailRow, TrailSubject
from kvarbo.ground.units.models import Assignment, Attest, Member, MemberRole, Unit

__all__ = [
    "Absence",
    "Assignment",
    "Attachment",
    "Attest",
    "Barred",
    "Batch",
    "BreakGlass",
    "ContactWish",
    "DeliveryReport",
    "Export",
    "ExtractRequest",
    "FourEyesRequest",
    "Handing",
    "Job",
    "KeptFrom",
    "KeptLetter",
    "LeftOutMessage",
    "LetterWording",
    "LogItem",
    "LogJudgement",
    "LogOpening",
    "LogReview",
    "Member",
    "MemberRole",
    "MessageRules",
    "OpenedPerson",
    "OutgoingMessage",
    "Person",
    "ProtectedDetails",
    "ProtectedHandler",
    "Protection",
    "ProtectionPolicy",
    "Reception",
    "Representative",
    "SenderDetails",
    "TrailCheck",
    "TrailHead",
    "TrailRow",
    "TrailSubject",
    "Unit",
]
