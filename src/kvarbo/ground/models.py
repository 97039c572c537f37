"""The ground's tables; each activity keeps its own in its folder."""

from kvarbo.ground.break_glass.models import BreakGlass, OpenedPerson
from kvarbo.ground.four_eyes.models import FourEyesRequest
from kvarbo.ground.jobs.models import Job
from kvarbo.ground.people.models import Person, ProtectedDetails, Representative
from kvarbo.ground.protection.models import (
    Barred,
    KeptFrom,
    ProtectedHandler,
    ProtectedPlace,
    Protection,
    ProtectionPolicy,
)
from kvarbo.ground.trail.models import TrailHead, TrailRow
from kvarbo.ground.units.models import Assignment, Attest, Member, MemberRole, Unit

__all__ = [
    "Assignment",
    "Attest",
    "Barred",
    "BreakGlass",
    "FourEyesRequest",
    "Job",
    "KeptFrom",
    "Member",
    "MemberRole",
    "OpenedPerson",
    "Person",
    "ProtectedDetails",
    "ProtectedHandler",
    "ProtectedPlace",
    "Protection",
    "ProtectionPolicy",
    "Representative",
    "TrailHead",
    "TrailRow",
    "Unit",
]
