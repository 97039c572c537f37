"""Leases and the people on them, from a file's rows: found again by the landlord's own numbers, protected at once.

Once marked as protected a person stays so until a human being takes the mark away: a file that has lost its mark
must not open an address.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kvarbo.core.facts import Role
from kvarbo.ground.bulk import insert_missing, update_rows
from kvarbo.ground.people.actions import NOTHING_TO_SEE, add_people, change_people, protect
from kvarbo.ground.people.queries import known_people
from kvarbo.ground.protection.actions import protected_by_file
from kvarbo.landlord.rent.files.rows import LeaseRow, TenantRow
from kvarbo.landlord.rent.models import Lease, LeaseTenant, ProtectedAddress

LEASE = (
    "number", "kind", "address", "flat", "district", "start_date", "end_date", "rent", "is_autogiro",
    "is_first_lease", "children", "is_protected",
)  # fmt: skip


@dataclass(slots=True)
class Known:
    """A lease or person that is there already: its id and the values a file may change."""

    id: uuid.UUID
    values: tuple[Any, ...]
    is_protected: bool


@dataclass(slots=True)
class Households:
    """All leases and people of the room by their own keys, and what a file adds to and changes in them."""

    number: int
    newest: bool
    dry: bool
    counts: Counter[str] = field(default_factory=Counter)
    _leases: dict[str, Known] = field(default_factory=dict)
    _people: dict[str, Known] = field(default_factory=dict)
    _ties: dict[uuid.UUID, set[uuid.UUID]] = field(default_factory=dict)
    _added: set[uuid.UUID] = field(default_factory=set)
    _done: dict[str, LeaseRow] = field(default_factory=dict)
    _lease_updates: list[tuple[Any, ...]] = field(default_factory=list)
    _person_updates: list[tuple[Any, ...]] = field(default_factory=list)
    _to_protect: list[tuple[Any, ...]] = field(default_factory=list)
    _hidden_addresses: list[tuple[Any, ...]] = field(default_factory=list)
    _left: list[tuple[uuid.UUID, uuid.UUID]] = field(default_factory=list)
    _new_people: list[tuple[Any, ...]] = field(default_factory=list)
    _new_leases: list[tuple[Any, ...]] = field(default_factory=list)
    _new_ties: list[tuple[Any, ...]] = field(default_factory=list)

    def load(self) -> None:
        """Read what is there: three queries, whatever the file's size."""
        for lease in Lease.objects.values_list("source_key", "id", *LEASE):
            self._leases[lease[0]] = Known(lease[1], lease[2:], lease[-1])
        for person in known_people():
            self._people[person[0]] = Known(person[1], person[2:], person[-1])
        for lease_id, person_id in LeaseTenant.objects.values_list("lease_id", "person_id"):
            self._ties.setdefault(lease_id, set()).add(person_id)

    def known_before(self, leases: Iterable[uuid.UUID]) -> list[uuid.UUID]:
        """Those of the leases that this file did not add."""
        return [lease for lease in leases if lease not in self._added]

    def take(self, rows: Sequence[LeaseRow]) -> dict[str, uuid.UUID]:
        """Note what is new and what has changed; gives the id of every lease named in ``rows``."""
        fresh = {row.number: row for row in rows if self._done.get(row.number) is not row}
        for number, row in fresh.items():
            self._done[number] = row
            tenants = [(self._person(row, tenant, place), place) for place, tenant in enumerate(row.tenants, 1)]
            lease = self._lease(row)
            tied = self._ties.setdefault(lease.id, set())
            if self.newest and tenants:
                self._note_who_left(lease.id, {person.id for person, _ in tenants})
            for person, place in tenants:
                if person.id not in tied:
                    tied.add(person.id)
                    self._new_ties.append((lease.id, person.id, _role(place), place, self.number))
        return {row.number: self._leases[row.number].id for row in rows}

    def write(self) -> None:
        """Add what is new, unseen; protected details to their own tables. Part of a chunk's transaction."""
        add_people(self._new_people)
        insert_missing(Lease, ("id", "source_key", *LEASE, "import_no"), self._new_leases)
        insert_missing(LeaseTenant, ("lease", "person", "role", "place", "import_no"), self._new_ties)
        protect(self._to_protect)
        protected_by_file(row[0] for row in self._to_protect)
        columns = ("lease", "number", "address", "flat", "district")
        insert_missing(ProtectedAddress, columns, self._hidden_addresses)
        update_rows(ProtectedAddress, columns[1:], ((*row[1:], row[0]) for row in self._hidden_addresses))
        for written in (
            self._new_people, self._new_leases, self._new_ties, self._to_protect, self._hidden_addresses,
        ):  # fmt: skip
            written.clear()

    def _lease(self, row: LeaseRow) -> Known:
        known = self._leases.get(row.number)
        is_protected = any(tenant.protected for tenant in row.tenants) or bool(known and known.is_protected)
        values = _lease_values(row, is_protected=is_protected)
        if known is not None:
            values = _filled(known.values, values, cleared=is_protected)
        if known is None:
            known = self._leases[row.number] = Known(uuid.uuid4(), values, is_protected)
            self._added.add(known.id)
            self.counts["leases_new"] += 1
            self._new_leases.append((known.id, row.number, *values, self.number))
            if is_protected:
                self._hide_address(known.id, row)
        elif self.newest and known.values != values:
            self.counts["leases_changed"] += 1
            self._lease_updates.append((*values, known.id))
            if is_protected and not known.is_protected:
                self._hide_address(known.id, row)
            known.values, known.is_protected = values, is_protected
        return known

    def _hide_address(self, lease: uuid.UUID, row: LeaseRow) -> None:
        self._hidden_addresses.append((lease, row.number, row.address, row.flat, row.district))

    def _person(self, row: LeaseRow, tenant: TenantRow, place: int) -> Known:
        key = person_key(row, tenant, place)
        known = self._people.get(key)
        is_protected = bool(tenant.protected) or bool(known and known.is_protected)
        values = NOTHING_TO_SEE if is_protected else _person_values(row, tenant)
        if known is not None and not is_protected:
            values = _filled(known.values, values)
        newly_protected = is_protected and not (known and known.is_protected)
        if known is None:
            known = self._people[key] = Known(uuid.uuid4(), values, is_protected)
            self.counts["people_new"] += 1
            self._new_people.append((known.id, key, *values, self.number))
        elif self.newest and known.values != values:
            self.counts["people_changed"] += 1
            self._person_updates.append((*values, known.id))
            known.values, known.is_protected = values, is_protected
        if is_protected:
            self.counts["protected"] += 1
            if newly_protected:
                self._to_protect.append((known.id, *_person_values(row, tenant)[:6]))
            if tenant.protected is False:
                self.counts["protection_kept"] += 1
        return known

    def _note_who_left(self, lease: uuid.UUID, now: set[uuid.UUID]) -> None:
        gone = self._ties.get(lease, set()) - now
        self.counts["people_left"] += len(gone)
        self._left += [(lease, person) for person in gone]
        self._ties.get(lease, set()).difference_update(gone)

    def apply_updates(self) -> None:
        """Changes to leases and people that were there before; part of the last transaction."""
        change_people(self._person_updates)
        update_rows(Lease, LEASE, self._lease_updates)
        for lease, person in self._left:
            LeaseTenant.objects.filter(lease_id=lease, person_id=person).delete()


WHERE = (0, 2, 3, 4)  # number, address, flat and district among the values of a lease


def _filled(old: tuple[Any, ...], new: tuple[Any, ...], *, cleared: bool = False) -> tuple[Any, ...]:
    """What the file does not say stays as it was: a list without a column says nothing about it.

    ``cleared`` keeps the address of a protected home empty here; it stands in a table of its own.
    """
    return tuple(
        was if told in (None, "") and not (cleared and place in WHERE) else told
        for place, (was, told) in enumerate(zip(old, new, strict=True))
    )


def person_key(row: LeaseRow, tenant: TenantRow, place: int) -> str:
    """What makes it the same person: their number; without one, their name and place on this lease."""
    return f"id:{tenant.identity}" if tenant.identity else f"lease:{row.number}:{place}:{tenant.name.casefold()}"


def _role(place: int) -> str:
    return (Role.TENANT if place == 1 else Role.CO_TENANT).value


def _lease_values(row: LeaseRow, *, is_protected: bool) -> tuple[Any, ...]:
    where = ("", "", "", "") if is_protected else (row.number, row.address, row.flat, row.district)
    return (
        where[0], row.kind.value, *where[1:], row.start, row.end, row.rent, row.autogiro, row.first_lease,
        row.children, is_protected,
    )  # fmt: skip


def _person_values(row: LeaseRow, tenant: TenantRow) -> tuple[Any, ...]:
    return (
        tenant.name, tenant.identity or "", tenant.born, tenant.phone or "", tenant.email or "",
        row.language or "", False,
    )  # fmt: skip
