"""Writes: take in a member and let one out, give and take roles, attest them, assign work.

``take_in_member`` and ``let_out`` without ``by`` are the machine's own, behind ``kvarbo room``. What people do on
pages says who, and nobody gives anything to themselves.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from kvarbo.ground import clock
from kvarbo.ground.four_eyes import actions as four_eyes
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.models import Assignment, Attest, Member, MemberRole, Unit
from kvarbo.ground.units.queries import AtWork, accounts_of_one, current_roles, members_with, same_person
from kvarbo.ground.units.roles import CASE_ROLES, NEEDS_TWO, RoleName

if TYPE_CHECKING:
    from kvarbo.ground.four_eyes.models import FourEyesRequest

GRANT = "role.grant"
GIVES_ROLES = frozenset({RoleName.MANAGER.value, RoleName.ADMINISTRATOR.value})
NOT_BOTH = (
    "Den som granskar loggen får inte också arbeta med människor i samma rum. Välj en annan person, eller ta bort den "
    "andra rollen först."
)
NOT_YOURSELF = "Du kan inte ge dig själv behörighet, inte heller genom ett annat konto. Be en kollega."
GONE = "Medarbetaren finns inte, eller har slutat."
LAST_ONE = "Rummet måste ha någon som kan ge behörighet. Ge rollen till en annan person först."


def take_in_member(
    *, account_id: UUID, name: str, roles: list[str], unit: str | None = None, given_by: UUID | None = None
) -> Member:
    """Ta in en medarbetare with roles and, where there is one, a unit. One who has left comes back with these roles."""
    unknown = set(roles) - set(RoleName.values)
    if unknown:
        raise ValueError(f"Okända roller: {', '.join(sorted(unknown))}. Välj bland {', '.join(RoleName.values)}.")
    if _conflict(set(roles)):
        raise ValueError(NOT_BOTH)
    at_unit = Unit.objects.get_or_create(name=unit)[0] if unit else None
    member = Member.objects.filter(account_id=account_id, is_active=False).first()
    if member is None:
        member = Member.objects.create(account_id=account_id, name=name, unit=at_unit)
    else:
        member.name, member.unit, member.is_active = name, at_unit, True
        member.save()
    for role in roles:
        MemberRole.objects.create(member=member, role=role, given_by=given_by)
    record("member.taken_in", about={"member": str(member.id), "roles": sorted(roles)})
    return member


def let_out(*, member_id: UUID, by: AtWork | None = None) -> None:
    """Släpp ut en medarbetare: from the next request they are nobody here; assignments and names on lists end today."""
    member = Member.objects.select_for_update().filter(pk=member_id, is_active=True).first()
    if member is None:
        raise CannotDo(GONE)
    if by is not None:
        _may_give(by)
        _somebody_is_left(member_id, GIVES_ROLES)
    Member.objects.filter(pk=member_id).update(is_active=False)
    MemberRole.objects.filter(member_id=member_id).delete()
    Assignment.objects.filter(member_id=member_id, valid_to=None).update(valid_to=clock.today())
    record("member.let_out", about={"member": str(member_id)})


def give_role(*, member_id: UUID, role: str, by: AtWork, until: date | None = None) -> None:
    """Ge en roll that one person may give; those that need two are asked for with ``ask_for_role``."""
    _may_give(by)
    if role in NEEDS_TWO:
        raise CannotDo("Den rollen behöver två personer: begär den, så beslutar en annan.")
    if same_person(by.id, member_id):
        raise CannotDo(NOT_YOURSELF)
    _give(member_id, role, until, given_by=by.id, approved_by=None)


def ask_for_role(*, member_id: UUID, role: str, by: AtWork, reason: str, until: date | None = None) -> FourEyesRequest:
    """Begär en roll that needs two people."""
    _check(member_id, role, until)
    payload = {"member": str(member_id), "role": role, "until": until.isoformat() if until else ""}
    payload["told"] = RoleName(role).label
    return four_eyes.ask(GRANT, payload=payload, by=by, reason=reason, gains=member_id)


def carry_out_grant(request: FourEyesRequest, by: AtWork) -> None:
    """The second person has said yes."""
    told = request.payload
    until = date.fromisoformat(told["until"]) if told["until"] else None
    _give(UUID(told["member"]), told["role"], until, given_by=request.asked_by_id, approved_by=by.id)


def take_role(*, member_id: UUID, role: str, by: AtWork) -> None:
    """Ta bort en roll; it bites at the member's next request. One that is gone already is no fault."""
    _may_give(by)
    if role in GIVES_ROLES:
        _somebody_is_left(member_id, frozenset({role}) if role == RoleName.MANAGER else GIVES_ROLES)
    if role == RoleName.AUDITOR and same_person(by.id, member_id) is False and len(members_with(role)) == 1:
        raise CannotDo("Den enda som granskar loggen kan inte tas bort. Ge rollen till en annan person först.")
    gone, _ = MemberRole.objects.filter(member_id=member_id, role=role).delete()
    if gone:
        record("role.taken", about={"member": str(member_id), "role": role})


def attest(*, member_id: UUID, by: AtWork) -> None:
    """Intyga that what a member may do is what they need; nobody attests themselves."""
    _may_give(by)
    if same_person(by.id, member_id):
        raise CannotDo("Ingen intygar sin egen behörighet. Be en kollega.")
    if not Member.objects.filter(pk=member_id, is_active=True).exists():
        raise CannotDo(GONE)
    roles = sorted(current_roles().filter(member_id=member_id).values_list("role", flat=True))
    Attest.objects.create(member_id=member_id, attested_on=clock.today(), attested_by_id=by.id, roles=roles)
    record("role.attested", about={"member": str(member_id), "roles": roles})


def mark_same_person(*, member_id: UUID, other_id: UUID, by: AtWork) -> None:
    """Märk två konton som samma person; it only takes away, so one may do it. Undone at the machine."""
    _may_give(by)
    found = {one.pk: one for one in Member.objects.filter(pk__in=[member_id, other_id])}
    if len(found) < 2:
        raise CannotDo(GONE)
    first = found[other_id].same_as_id or other_id
    Member.objects.filter(pk=member_id).update(same_as_id=first)
    Member.objects.filter(same_as_id=member_id).exclude(pk=first).update(same_as_id=first)
    Member.objects.filter(pk=first).update(same_as_id=None)
    record("member.same_person", about={"member": str(member_id), "other": str(other_id)})


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


def _may_give(by: AtWork) -> None:
    if not by.has(*GIVES_ROLES):
        raise CannotDo("Bara chefer och administratörer ger och tar behörighet.")


def _check(member_id: UUID, role: str, until: date | None) -> None:
    if role not in RoleName.values:
        raise CannotDo("Välj en roll ur listan.", "role")
    if until is not None and until < clock.today():
        raise CannotDo("Sista dagen har redan varit. Välj en senare dag.", "until")
    if not Member.objects.filter(pk=member_id, is_active=True).exists():
        raise CannotDo(GONE)
    held = set(current_roles().filter(member_id__in=accounts_of_one(member_id)).values_list("role", flat=True))
    if _conflict(held | {role}):
        raise CannotDo(NOT_BOTH, "role")


def _give(member_id: UUID, role: str, until: date | None, *, given_by: UUID, approved_by: UUID | None) -> None:
    _check(member_id, role, until)
    MemberRole.objects.update_or_create(
        member_id=member_id, role=role, defaults={"until": until, "given_by": given_by, "approved_by": approved_by}
    )
    about = {"member": str(member_id), "role": role, "until": until.isoformat() if until else ""}
    record("role.given", about=about | {"asked_by": str(given_by), "approved_by": str(approved_by or "")})


def _conflict(roles: set[str]) -> bool:
    return RoleName.AUDITOR.value in roles and not roles.isdisjoint(CASE_ROLES)


def _somebody_is_left(member_id: UUID, roles: frozenset[str]) -> None:
    holders = set(members_with(*roles))
    if member_id in holders and not holders - {member_id}:
        raise CannotDo(LAST_ONE)


def take_in_colleague(*, account_id: UUID, name: str, role: str, unit: str | None, by: AtWork) -> Member:
    """Ta in en kollega: never oneself under another address, nor somebody who is at work here already."""
    _may_give(by)
    if role in NEEDS_TWO:
        raise CannotDo("Den rollen behöver två personer: begär den, så beslutar en annan.", "role")
    if name.casefold().split() == by.name.casefold().split():
        raise CannotDo(NOT_YOURSELF, "name")
    if Member.objects.filter(account_id=account_id, is_active=True).exists():
        raise CannotDo("Den adressen tillhör redan någon som arbetar här.", "email")
    return take_in_member(account_id=account_id, name=name, roles=[role], unit=unit, given_by=by.id)
