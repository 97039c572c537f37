"""Reads: who is at work here, and with which rights."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from kvarbo.ground.units.models import Assignment, Member, MemberRole, Unit
from kvarbo.ground.units.roles import RoleName


@dataclass(frozen=True, slots=True)
class AtWork:
    """A member with the rights they have at this moment; read anew at every request."""

    id: UUID
    account_id: UUID
    name: str
    unit_id: UUID | None
    roles: frozenset[str]

    def has(self, *roles: str) -> bool:
        """Whether the member has any of these roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def may_see_protected(self) -> bool:
        """Whether the member is a named handler of protected personal data."""
        return RoleName.PROTECTED_HANDLER.value in self.roles

    @property
    def only_own_unit(self) -> bool:
        """A caretaker without another role sees the homes of their own unit, and those they are assigned to."""
        return not self.has(RoleName.RENT_OFFICER.value, RoleName.MANAGER.value)


def at_work(*, account_id: UUID) -> AtWork | None:
    """The active member behind an account, or none."""
    member = Member.objects.filter(account_id=account_id, is_active=True).first()
    if member is None:
        return None
    roles = frozenset(MemberRole.objects.filter(member=member).values_list("role", flat=True))
    return AtWork(id=member.id, account_id=account_id, name=member.name, unit_id=member.unit_id, roles=roles)


def protected_handlers() -> list[str]:
    """The names of those who handle protected personal data, so that others know whom to hand a row to."""
    return list(
        Member.objects.filter(is_active=True, member_roles__role=RoleName.PROTECTED_HANDLER)
        .order_by("name")
        .values_list("name", flat=True)
    )


def matters_assigned_to(member_id: UUID) -> list[UUID]:
    """Ids of what a member is assigned to now."""
    return list(Assignment.objects.filter(member_id=member_id, valid_to=None).values_list("matter_id", flat=True))


def assigned_to(matter_ids: Collection[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Who is assigned to each of these now: (member's id, name), by name."""
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    rows = Assignment.objects.filter(matter_id__in=list(matter_ids), valid_to=None).order_by("member__name")
    for matter_id, member_id, name in rows.values_list("matter_id", "member_id", "member__name"):
        found.setdefault(matter_id, []).append((member_id, name))
    return found


def members_with(*roles: str) -> list[tuple[UUID, str]]:
    """Active members with any of these roles: (id, name), by name."""
    found = Member.objects.filter(is_active=True, member_roles__role__in=roles).distinct().order_by("name")
    return list(found.values_list("pk", "name"))


def units() -> list[tuple[UUID, str]]:
    """The room's units: (id, name), by name."""
    return list(Unit.objects.values_list("pk", "name"))


def unit_name(unit_id: UUID | None) -> str | None:
    """The name of a unit, which for a landlord is a district."""
    return Unit.objects.filter(pk=unit_id).values_list("name", flat=True).first() if unit_id else None


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Medarbetare as the log tells of them, also after they have left."""

    id: UUID
    account_id: UUID
    name: str
    unit_id: UUID | None
    unit: str
    roles: frozenset[str]
    is_active: bool


def staff() -> dict[str, StaffMember]:
    """Everybody who works or has worked in the room, by id as the trail writes it."""
    roles: dict[UUID, set[str]] = {}
    for member_id, role in MemberRole.objects.values_list("member_id", "role"):
        roles.setdefault(member_id, set()).add(role)
    return {
        str(one.id): StaffMember(
            one.id, one.account_id, one.name, one.unit_id, one.unit.name if one.unit else "",
            frozenset(roles.get(one.id, ())), one.is_active,
        )
        for one in Member.objects.select_related("unit")
    }  # fmt: skip


def every_assignment() -> set[tuple[str, str]]:
    """Who is or has been assigned to what: (member, matter), as the trail writes ids."""
    return {(str(member), str(matter)) for member, matter in Assignment.objects.values_list("member_id", "matter_id")}
