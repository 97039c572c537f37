"""Reads: who is at work here, and with which rights."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from kvarbo.ground import clock
from kvarbo.ground.units.models import Assignment, Attest, Member, MemberRole, Unit
from kvarbo.ground.units.roles import CASE_ROLES, RoleName
from kvarbo.house.queries import emails_of


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
        """Whether the member handles protected personal data; whose, ``people.queries`` says."""
        return RoleName.PROTECTED_HANDLER.value in self.roles

    @property
    def meets_people(self) -> bool:
        """Whether any of the member's roles is to work with people; auditors and administrators open nobody."""
        return not self.roles.isdisjoint(CASE_ROLES)

    @property
    def only_own_unit(self) -> bool:
        """A caretaker without another role sees the homes of their own unit, and those they are assigned to."""
        return not self.has(RoleName.RENT_OFFICER.value, RoleName.MANAGER.value)


ATTEST_EVERY = timedelta(days=92)


def at_work(*, account_id: UUID) -> AtWork | None:
    """The active member behind an account, or none."""
    member = Member.objects.filter(account_id=account_id, is_active=True).first()
    return _at_work(member) if member else None


def member_at_work(member_id: UUID) -> AtWork | None:
    """An active member with the rights they have at this moment, or none."""
    member = Member.objects.filter(pk=member_id, is_active=True).first()
    return _at_work(member) if member else None


def _at_work(member: Member) -> AtWork:
    roles = frozenset(current_roles().filter(member=member).values_list("role", flat=True))
    return AtWork(id=member.id, account_id=member.account_id, name=member.name, unit_id=member.unit_id, roles=roles)


def current_roles(*, on: date | None = None) -> QuerySet[MemberRole]:
    """Roles that hold on the day; one with a last day ends by itself."""
    return MemberRole.objects.filter(Q(until=None) | Q(until__gte=on or clock.today()))


def names_of(*roles: str) -> list[str]:
    """The names of those at work with any of these roles."""
    held = current_roles().filter(role__in=roles, member__is_active=True)
    return sorted(set(held.values_list("member__name", flat=True)))


def protected_handlers() -> list[str]:
    """The names of those who handle protected personal data, so that others know whom to hand a row to."""
    return names_of(RoleName.PROTECTED_HANDLER)


def members_with(*roles: str, unit_id: UUID | None = None) -> list[UUID]:
    """Ids of those at work with any of these roles, in one unit or in the whole room."""
    held = current_roles().filter(role__in=roles, member__is_active=True)
    if unit_id is not None:
        held = held.filter(member__unit_id=unit_id)
    return list(held.order_by("member_id").values_list("member_id", flat=True).distinct())


def same_person(one: UUID, other: UUID) -> bool:
    """Whether two members are one human being: marked as such, called the same, or reached at the same mailbox.

    Two people who do share a name need a third to decide between them: that costs them a walk down the corridor, and
    a second account nobody has marked gains nothing. What follows a plus sign in an address makes no new mailbox.
    """
    if one == other:
        return True
    found = {member.id: member for member in Member.objects.filter(pk__in=[one, other])}
    if len(found) < 2:
        return False
    first, second = found[one], found[other]
    if (first.same_as_id or first.id) == (second.same_as_id or second.id):
        return True
    if first.name.casefold().split() == second.name.casefold().split():
        return True
    emails = emails_of([first.account_id, second.account_id])
    return len({_mailbox(email) for email in emails.values()}) < len(emails)


def _mailbox(email: str) -> str:
    name, _, domain = email.casefold().partition("@")
    return f"{name.partition('+')[0]}@{domain}"


def accounts_of_one(member_id: UUID) -> list[UUID]:
    """Every member that is the same human being as this one, themselves included."""
    return [one for one in Member.objects.values_list("pk", flat=True) if same_person(member_id, one)]


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role a member holds, by its word, and its last day where it has one."""

    role: str
    label: str
    until: date | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Medarbetare on the page of who works here."""

    id: UUID
    name: str
    unit: str
    roles: tuple[HeldRole, ...]
    same_as: str
    attested_on: date | None
    needs_attest: bool


def staff(*, on: date) -> list[MemberRow]:
    """Everybody at work in the room, in a constant number of queries."""
    roles: dict[UUID, list[HeldRole]] = {}
    for held in current_roles(on=on).order_by("role"):
        roles.setdefault(held.member_id, []).append(HeldRole(held.role, held.get_role_display(), held.until))
    attested: dict[UUID, date] = dict(Attest.objects.order_by("attested_on").values_list("member_id", "attested_on"))
    return [
        MemberRow(
            id=member.id,
            name=member.name,
            unit=member.unit.name if member.unit else "",
            roles=tuple(roles.get(member.id, ())),
            same_as=member.same_as.name if member.same_as else "",
            attested_on=attested.get(member.id),
            needs_attest=bool(roles.get(member.id)) and on - attested.get(member.id, date.min) > ATTEST_EVERY,
        )
        for member in Member.objects.filter(is_active=True).select_related("unit", "same_as")
    ]


def members_by_id(ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of members, also of those who have left."""
    return dict(Member.objects.filter(pk__in=list(ids)).values_list("pk", "name"))


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


def colleagues_with(*roles: str) -> list[tuple[UUID, str]]:
    """Those at work with any of these roles: (id, name), by name."""
    return list(Member.objects.filter(pk__in=members_with(*roles)).values_list("pk", "name"))


def works_with_people() -> list[tuple[UUID, str]]:
    """Those at work whose roles are to work with people: (id, name), by name."""
    return colleagues_with(*CASE_ROLES)


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


def everybody_by_id() -> dict[str, StaffMember]:
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


def given_by(member_id: UUID, roles: Collection[str]) -> list[UUID | None]:
    """Who asked for each of these roles of a member; none where they were taken in at the machine."""
    held = current_roles().filter(member_id=member_id, role__in=list(roles))
    return list(held.values_list("given_by", flat=True))
