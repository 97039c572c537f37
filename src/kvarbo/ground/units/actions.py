"""Writes: take in a member, give and take roles, assign work."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.models import Assignment, Member, MemberRole, Unit
from kvarbo.ground.units.roles import RoleName


def take_in_member(*, account_id: UUID, name: str, roles: list[str], unit: str | None = None) -> Member:
    """Ta in en medarbetare with roles and, where there is one, a unit."""
    unknown = set(roles) - set(RoleName.values)
    if unknown:
        raise ValueError(f"Okända roller: {', '.join(sorted(unknown))}. Välj bland {', '.join(RoleName.values)}.")
    at_unit = Unit.objects.get_or_create(name=unit)[0] if unit else None
    member = Member.objects.create(account_id=account_id, name=name, unit=at_unit)
    for role in roles:
        MemberRole.objects.create(member=member, role=role)
    record("member.taken_in", about={"member": str(member.id), "roles": sorted(roles)})
    return member


def assign(*, member_id: UUID, matter_id: UUID, on: date) -> Assignment:
    """Tilldela a matter; assigning twice changes nothing."""
    assignment, made = Assignment.objects.get_or_create(
        member_id=member_id, matter_id=matter_id, valid_to=None, defaults={"valid_from": on}
    )
    if made:
        record("matter.assigned", subjects=[matter_id], about={"member": str(member_id)})
    return assignment


def unassign(*, member_id: UUID, matter_id: UUID, on: date) -> bool:
    """Ta bort en tilldelning from this day on; whether there was one."""
    ended = Assignment.objects.filter(member_id=member_id, matter_id=matter_id, valid_to=None).update(valid_to=on)
    if ended:
        record("matter.unassigned", subjects=[matter_id], about={"member": str(member_id)})
    return bool(ended)
