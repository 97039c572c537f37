"""A landlord's subjects: a lease and its tenants, for those who may open the lease."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse_lazy

from kvarbo.ground.subjects import Called, Subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.rent.queries import leases_by_number, leases_open_to, shown_leases, tenancies_of, tenants_on

MEET_TENANTS = (RoleName.RENT_OFFICER, RoleName.MANAGER, RoleName.CARETAKER, RoleName.PROTECTED_HANDLER)


def leases_as_subjects(reader: AtWork, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Leases this reader may open, as the doors and the ground know them.

    A page that every kind of room has is open to the roles of all of them, so here is asked which meet a tenant.
    """
    if not reader.has(*MEET_TENANTS):
        return {}
    leases = list(leases_open_to(reader).filter(pk__in=list(ids)))
    shown = shown_leases(reader, leases)
    return {
        lease.id: Subject(
            id=lease.id,
            people=shown[lease.id].tenants,
            where=shown[lease.id].where,
            reference=shown[lease.id].number,
            url=reverse_lazy("tenant", args=[lease.id]),
        )
        for lease in leases
        if shown[lease.id].may_open
    }


def tenants_met(reader: AtWork, person_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Each of these tenants with a lease of theirs that this reader may open."""
    leases = tenancies_of(person_ids)
    may_open = leases_as_subjects(reader, {lease for _, lease in leases})
    return {person: lease for person, lease in leases if lease in may_open}


def lease_called(reference: str) -> Called | None:
    """The one lease with exactly this number, protected or not; none when there is none or several."""
    found = leases_by_number(reference)
    return Called(found[0], tuple(tenants_on(found[0]))) if len(found) == 1 else None
