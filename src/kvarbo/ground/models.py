"""The ground's tables; each activity keeps its own in its folder."""

from kvarbo.ground.attachments.models import Attachment
from kvarbo.ground.exports.models import Export
from kvarbo.ground.extracts.models import ExtractRequest
from kvarbo.ground.jobs.models import Job
from kvarbo.ground.log_review.models import LogItem, LogJudgement, LogOpening, LogReview
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.trail.models import TrailCheck, TrailHead, TrailRow, TrailSubject
from kvarbo.ground.units.models import Assignment, Member, MemberRole, Unit

__all__ = [
    "Assignment",
    "Attachment",
    "Export",
    "ExtractRequest",
    "Job",
    "LogItem",
    "LogJudgement",
    "LogOpening",
    "LogReview",
    "Member",
    "MemberRole",
    "Person",
    "ProtectedDetails",
    "TrailCheck",
    "TrailHead",
    "TrailRow",
    "TrailSubject",
    "Unit",
]
