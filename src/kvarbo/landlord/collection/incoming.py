"""From an agency's file to rows with meaning: cells read by the mapping, each fault with its line and column."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, BinaryIO

from kvarbo.ground.limited.limits import Limits
from kvarbo.landlord.collection.mapping import AgencyMapping, FileIn, FileInKind, InField
from kvarbo.landlord.rent.files.limited import run_reader
from kvarbo.landlord.rent.files.refusal import CannotRead, Unreadable, shortened
from kvarbo.landlord.rent.files.spool import lines_of
from kvarbo.landlord.rent.files.values import amount, between, day, month, text, whole_number_text

READER = "kvarbo.landlord.collection.reader"
LIMITS = Limits(cpu_seconds=60, wall_seconds=90, input=50_000_000, output=400_000_000)
EARLIEST = timedelta(days=5 * 366)
AHEAD = timedelta(days=30)  # a remittance may be told of before its day

DAYS = frozenset(
    {InField.PAID, InField.REMITTED, InField.STATUS_DATE, InField.POSTED, InField.RECEIVED, InField.SERVED}
    | {InField.PROPOSED}
)
WORDS = {FileInKind.STATUSES: InField.STATUS, FileInKind.PAPERS: InField.PAPER, FileInKind.PROPOSALS: InField.PROPOSAL}
NEED_NOT_BE_FILLED = frozenset(
    {InField.MATTER, InField.REFERENCE, InField.MONTH, InField.REMITTED, InField.REMITTANCE, InField.TEXT}
    | {InField.POSTED, InField.RECEIVED, InField.SERVED}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Ett fel i en rad."""

    line: int
    column: str
    text: str

    def as_row(self) -> dict[str, Any]:
        """As it is kept."""
        return {"line": self.line, "column": self.column, "text": self.text}


@dataclass(frozen=True, slots=True)
class ReadFile:
    """En genomgången fil: its kind, its rows (values by field, days ISO, amounts öre), its faults and its warnings."""

    kind: FileInKind
    rows: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]


def read_agency_file(file: BinaryIO, mapping: AgencyMapping, *, on: date) -> ReadFile:
    """Read a file in the limited process and give its cells meaning. Raises ``CannotRead``."""
    if not mapping.incoming:
        raise CannotRead("Bolagets kolumnbeskrivning säger inget om filer in. Lägg till vad kolumnerna heter.")
    kinds = [
        {"kind": one.kind.value, "columns": {field.value: name for field, name in one.columns}}
        for one in mapping.incoming
    ]
    spool, summary = run_reader(file, {"kinds": kinds}, LIMITS, READER)
    with spool:
        told = [json.loads(line) for line in lines_of(spool)]
    file_in = next(one for one in mapping.incoming if one.kind.value == summary["kind"])
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for read in told:
        if "cells" in read:
            row = _row(file_in, read["line"], read["cells"], faults, on)
            if row is not None:
                rows.append(row)
    return ReadFile(file_in.kind, tuple(rows), tuple(faults), tuple(summary["warnings"]))


def _row(file_in: FileIn, line: int, cells: Mapping[str, str], faults: list[Fault], on: date) -> dict[str, Any] | None:
    row: dict[str, Any] = {"line": line}
    before = len(faults)
    for field, name in file_in.columns:
        cell = cells[field.value]
        if not cell:
            if field not in NEED_NOT_BE_FILLED:
                faults.append(Fault(line, name, "Cellen är tom. Fyll i den i filen, eller skriv in raden för hand."))
            continue
        try:
            row[field.value] = _value(file_in, field, cell, on)
        except Unreadable as fault:
            faults.append(Fault(line, name, str(fault)))
    if not row.get(InField.MATTER.value) and not row.get(InField.REFERENCE.value):
        faults.append(Fault(line, "", "Raden säger inte vilket ärende den gäller."))
    if file_in.kind is FileInKind.PAPERS and not {"posted", "received", "served"} & row.keys():
        faults.append(Fault(line, "", "Handlingen har ingen dag: varken postad, mottagen eller delgiven."))
    return row if len(faults) == before else None


def _value(file_in: FileIn, field: InField, cell: str, on: date) -> Any:
    if field in DAYS:
        return between(day(cell), on - EARLIEST, on + AHEAD).isoformat()
    if field is InField.MONTH:
        return month(cell).isoformat()
    if field is InField.AMOUNT:
        found = amount(cell)
        if found <= 0:
            raise Unreadable("Beloppet är inte större än noll. Ta tillbaka en felaktig betalning på ärendets sida.")
        return found
    if WORDS.get(file_in.kind) is field:
        return _our_word(file_in, cell)
    return text(cell)[:200] if field is InField.TEXT else whole_number_text(cell)[:60]


def _our_word(file_in: FileIn, cell: str) -> str:
    said = " ".join(cell.split()).casefold()
    found = next((ours for theirs, ours in file_in.words if theirs.casefold() == said), None)
    if found is None:
        raise Unreadable(
            f"”{shortened(cell)}” är inte beskrivet. Lägg till ordet i bolagets kolumnbeskrivning, "
            "eller skriv in det här läget för hand."
        )
    return found
