"""En fil från inkassobolaget: gone through first, then read in as it was shown; the same file twice changes nothing."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.ground import clock
from kvarbo.ground.trail.recorder import record
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.collection import reports
from kvarbo.landlord.collection.incoming import LIMITS, Fault, read_agency_file
from kvarbo.landlord.collection.mapping import AgencyMapping, FileInKind, Reference
from kvarbo.landlord.collection.models import Agency, AgencyFile, AgencyFileState, Matter, ToldIn
from kvarbo.landlord.collection.queries import mapping_of
from kvarbo.landlord.outreach.actions import all_or_nothing
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.payments.telling import Told
from kvarbo.landlord.rent.queries import AT_A_TIME, bill_numbers, leases_numbered

ERRORS_KEPT = 500


def receive(*, agency: Agency, name: str, content: BinaryIO, on: date, by: AtWork) -> AgencyFile:
    """Gå igenom en fil: what it would tell and what in it cannot be used. Nothing is changed yet."""
    received = AgencyFile(agency=agency, file_name=Path(name).name[:200], received_by=by.name)
    mapping = mapping_of(agency)
    try:
        with tempfile.TemporaryFile() as copy:
            received.sha256 = _copied(content, copy)
            read = read_agency_file(copy, mapping, on=on)
    except CannotRead as refusal:
        received.state, received.refusal = AgencyFileState.REFUSED, str(refusal)[:2000]
    else:
        found = _Finder(agency, mapping, read.rows)
        rows, faults = found.with_matters()
        faults = [*read.faults, *faults]
        received.state, received.kind, received.rows = AgencyFileState.READ, read.kind.value, rows
        received.errors = [fault.as_row() for fault in sorted(faults, key=lambda fault: fault.line)[:ERRORS_KEPT]]
        received.counts = {"rows": len(rows), "faults": len({fault.line for fault in faults})}
    received.save()
    record("agency_file.received", about={"file": str(received.id), "state": received.state})
    return received


def _copied(content: BinaryIO, copy: BinaryIO) -> str:
    """A real file of what came through a form, for the reading process; its checksum."""
    digest = hashlib.sha256()
    while block := content.read(1 << 20):
        digest.update(block)
        copy.write(block)
        if copy.tell() > LIMITS.input:
            break  # the reader refuses it and says how large it may be
    copy.flush()
    copy.seek(0)
    return digest.hexdigest()


class _Finder:
    """Whose each row is: by the agency's number of the matter, else by the reference that we sent."""

    def __init__(self, agency: Agency, mapping: AgencyMapping, rows: Sequence[dict[str, Any]]) -> None:
        self.rows, self.by = rows, mapping.out.reference
        self.by_number: dict[str, list[Matter]] = {}
        self.by_lease: dict[UUID, list[Matter]] = {}
        for matter in Matter.objects.filter(agency=agency).order_by("month"):
            self.by_lease.setdefault(matter.lease_id, []).append(matter)
            if matter.agency_number:
                self.by_number.setdefault(matter.agency_number, []).append(matter)
        self.by_reference = self._by_reference({row["reference"] for row in rows if row.get("reference")})

    def _by_reference(self, references: set[str]) -> dict[str, list[Matter]]:
        found: dict[str, list[Matter]] = {}
        listed = sorted(references)
        for start in range(0, len(listed), AT_A_TIME // 2):
            part = listed[start : start + AT_A_TIME // 2]
            if self.by is Reference.LEASE_NUMBER:
                for number, lease in leases_numbered(part):
                    found[number] = self.by_lease.get(lease, [])
                continue
            for bill in bill_numbers(numbers=part):
                number = bill.ocr if self.by is Reference.OCR else bill.number
                of_month = [one for one in self.by_lease.get(bill.lease_id, []) if one.month == bill.month]
                known = found.setdefault(number, [])
                known += [one for one in of_month if one not in known]
        return found

    def with_matters(self) -> tuple[list[dict[str, Any]], list[Fault]]:
        """The rows with the ids of their matters, and those that are nobody's or may be several's."""
        rows, faults = [], []
        for row in self.rows:
            matters = self._matters(row)
            if not matters:
                text = "Ärendet finns inte här. Kontrollera numret, eller skriv in ärendet på hyresgästens sida."
                faults.append(Fault(row["line"], "", text))
            elif len(matters) > 1 and ("amount" in row or not row.get("matter")):
                text = "Raden kan gälla flera månader. Skriv in den för hand på hyresgästens sida."
                faults.append(Fault(row["line"], "", text))
            else:
                rows.append({**row, "matters": [str(matter.id) for matter in matters]})
        return rows, faults

    def _matters(self, row: dict[str, Any]) -> list[Matter]:
        of_reference = self.by_reference.get(row.get("reference", ""), [])
        found = self.by_number.get(row.get("matter", ""), []) if row.get("matter") else []
        both = [matter for matter in found if matter in of_reference]
        found = both or of_reference or found
        if row.get("month"):
            found = [matter for matter in found if matter.month.isoformat() == row["month"]]
        return found


def accept(*, received: AgencyFile, on: date, by: AtWork) -> Counter[str]:
    """Läs in filen, all of it in the transaction under way; how much of it was new. Read in already: nothing."""
    kept = AgencyFile.objects.select_for_update().get(pk=received.pk)
    if kept.state == AgencyFileState.APPLIED:
        return Counter()
    if kept.state != AgencyFileState.READ:
        raise CannotDo("Filen går inte att läsa in. Lämna den igen.")
    source = reports.Source(told_in=ToldIn.FILE, on=on, by_name=by.name)
    matters = {str(matter.id): matter for matter in Matter.objects.filter(agency=kept.agency).select_related("agency")}
    came: Counter[str] = Counter()
    told: list[Told | None] = []
    touched: set[UUID] = set()
    faults = list(kept.errors)
    for row in kept.rows:
        for identity in row["matters"]:
            try:
                with all_or_nothing():
                    new = _tell(source, FileInKind(kept.kind), matters[identity], row, told)
            except CannotDo as refusal:
                faults.append(Fault(row["line"], "", refusal.message).as_row())
                came["refused"] += 1
                continue
            came["new" if new else "known"] += 1
            touched.add(matters[identity].lease_id)
    reports.count(told, on=on, leases=touched)
    kept.state, kept.rows, kept.errors = AgencyFileState.APPLIED, [], faults[:ERRORS_KEPT]
    kept.counts = {**kept.counts, **came}
    kept.save()
    record("agency_file.read_in", subjects=sorted(touched), about={"file": str(kept.id), "kind": kept.kind})
    return came


def _tell(
    source: reports.Source, kind: FileInKind, matter: Matter, row: dict[str, Any], told: list[Told | None]
) -> bool:
    """One row about one matter: whether it told anything new."""
    if row.get("matter") and not matter.agency_number:
        Matter.objects.filter(pk=matter.pk).update(agency_number=row["matter"][:40])
        matter.agency_number = row["matter"][:40]
    text = row.get("text", "")
    if kind is FileInKind.STATUSES:
        return reports.add_status(source, matter, status=row["status"], day=_day(row, "status_date"), text=text)
    if kind is FileInKind.PROPOSALS:
        return reports.add_proposal(source, matter, kind=row["proposal"], day=_day(row, "proposed"), text=text)
    if kind is FileInKind.PAPERS:
        days = {name: date.fromisoformat(row[name]) for name in ("posted", "received", "served") if row.get(name)}
        return reports.add_paper(source, matter, kind=row["paper"], text=text, **days)
    remitted = date.fromisoformat(row["remitted"]) if row.get("remitted") else None
    new = reports.add_payment(
        source,
        matter,
        amount=row["amount"],
        paid=_day(row, "paid"),
        remitted=remitted,
        remittance=row.get("remittance", ""),
        number=row["id"],
        text=text,
    )
    told.append(new)
    return new is not None


def _day(row: dict[str, Any], name: str) -> date:
    return date.fromisoformat(row[name])


def discard(*, received: AgencyFile) -> None:
    """Ta bort en fil som inte har lästs in."""
    if received.state == AgencyFileState.APPLIED:
        raise CannotDo(
            f"Filen är redan inläst, {swedish.day(clock.day_of(received.received_at))}. Rätta det som är fel i den."
        )
    AgencyFile.objects.filter(pk=received.pk).update(state=AgencyFileState.DISCARDED, rows=[])
    record("agency_file.discarded", about={"file": str(received.id)})
