"""The ground's tables; each activity keeps its own in its folder."""

from kvarbo.ground.attachments.models import Attachment
from kvarbo.ground.jobs.models import Job
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.trail.models import TrailHead, TrailRow
from kvarbo.ground.units.models import Assignment, Member, MemberRole, Unit

__all__ = [
    "Assignment",
    "Attachment",
    "Job",
    "Member",
    "MemberRole",
    "Person",
    "ProtectedDetails",
    "TrailHead",
    "TrailRow",
    "Unit",
]
