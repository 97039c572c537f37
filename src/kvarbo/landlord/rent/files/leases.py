"""The lease part of a row: read once for every lease, however many bills it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kvarbo.core.facts import LeaseKind
from kvarbo.landlord.rent.files.cells import Remembering
from kvarbo.landlord.rent.files.columns import LEASE_FIELDS, TENANT_FIELDS
from kvarbo.landlord.rent.files.faults import CellFault
from kvarbo.landlord.rent.files.identities import read_identity
from kvarbo.landlord.rent.files.refusal import Unreadable
from kvarbo.landlord.rent.files.rows import LeaseRow, TenantRow
from kvarbo.landlord.rent.files.values import plain, whole_number_text

FIELDS_OF_A_LEASE = (*LEASE_FIELDS, *TENANT_FIELDS)


@dataclass(slots=True)
class KnownLease:
    """A lease as one writing of its cells gave it. ``index`` is its place among what is handed over."""

    index: int
    lease: LeaseRow
    faults: list[CellFault]
    refused: bool
    notes: tuple[str, ...] = ()
    noted: bool = False  # faults that refuse nothing are told once, at the first row


class LeaseReader:
    """Reads the lease cells of a row into a ``LeaseRow`` with its faults."""

    def __init__(
        self, header: Sequence[str], places: Mapping[str, int], cells: Mapping[str, Remembering], on: date
    ) -> None:
        self.header, self.places, self.cells, self.on = header, places, cells, on
        self.notes: list[str] = []

    def read(self, row: Sequence[str], index: int) -> KnownLease:
        """Every field of the lease; faults are collected, not raised."""
        faults: list[CellFault] = []
        self.notes.clear()
        facts = {field: self._field(row, field, faults) for field in LEASE_FIELDS if field in self.places}
        number = facts.pop("lease_number", None) or ""
        if not number and not faults:
            faults.append(
                (self._column("lease_number"), "", "Avtalsnumret saknas. Skriv det, eller ta bort raden.", True)
            )
        if facts.get("lease_start") and facts.get("lease_end") and facts["lease_end"] < facts["lease_start"]:
            message = "Avtalet slutar innan det börjar. Rätta något av datumen."
            faults.append((self._column("lease_end"), str(facts["lease_end"]), message, True))
        tenants = tuple(tenant for place in (1, 2) if (tenant := self._tenant(row, place, faults)))
        lease = LeaseRow(
            number=number,
            kind=facts.get("kind") or LeaseKind.DWELLING,
            address=facts.get("address") or "",
            flat=facts.get("flat") or "",
            district=facts.get("district") or "",
            start=facts.get("lease_start"),
            end=facts.get("lease_end"),
            rent=facts.get("rent"),
            autogiro=facts.get("autogiro"),
            first_lease=facts.get("first_lease"),
            tenants=tenants,
            children=facts.get("children"),
            language=facts.get("language"),
        )
        return KnownLease(index, lease, faults, any(refused for *_, refused in faults), tuple(self.notes))

    def _column(self, field: str) -> str:
        return self.header[self.places[field]] if field in self.places else ""

    def _field(self, row: Sequence[str], field: str, faults: list[CellFault]) -> Any:
        if field not in self.places:
            return None
        cell = row[self.places[field]]
        try:
            return self.cells[field][cell]
        except Unreadable as fault:
            faults.append((self._column(field), cell, str(fault), True))
            return None

    def _tenant(self, row: Sequence[str], place: int, faults: list[CellFault]) -> TenantRow | None:
        prefix = f"tenant{place}_"
        name = self._field(row, prefix + "name", faults) or ""
        phone = self._field(row, prefix + "phone", faults)
        email = self._field(row, prefix + "email", faults)
        protected = self._field(row, prefix + "protected", faults)
        identity, born = self._identity(row, prefix + "identity", faults)
        if not (name or phone or email or identity):
            return None
        return TenantRow(identity, name, phone, email, protected, born)

    def _identity(self, row: Sequence[str], field: str, faults: list[CellFault]) -> tuple[str | None, date | None]:
        """A number that is not right is left out and told; the row and its debt stay."""
        if field not in self.places:
            return None, None
        cell = row[self.places[field]]
        try:
            identity, born, note = read_identity(cell, on=self.on)
        except Unreadable as fault:
            faults.append((self._column(field), cell, str(fault), False))
            return None, None
        if note:
            self.notes.append(note)
        return identity, born


def is_total(row: Sequence[str], lease_cell: str) -> bool:
    """A row such as ``Summa;;;1 234,50``: its first filled cell says so and it names no lease of its own."""
    first = next((cell for cell in row if cell.strip()), "")
    is_word = first.lstrip()[:1] in "sStTdD" and plain(first).startswith(("summa", "total", "delsumma", "slutsumma"))
    return is_word and (not lease_cell.strip() or lease_cell == first)


def is_note(row: Sequence[str], lease_place: int) -> bool:
    """A row with a single filled cell that cannot be a lease number, such as a print date under the table."""
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    return len(filled) == 1 and (filled[0] != lease_place or " " in row[filled[0]].strip())


def is_header(row: Sequence[str], header: Sequence[str], lease_place: int) -> bool:
    """The header once more, as when two files were pasted together."""
    return plain(row[lease_place]) == plain(header[lease_place]) and [plain(cell) for cell in row[: len(header)]] == [
        plain(cell) for cell in header
    ]


def readable_number(cell: str) -> str | None:
    """The lease number of a refused row, if it can be read at all."""
    try:
        return whole_number_text(cell) or None
    except Unreadable:
        return None
