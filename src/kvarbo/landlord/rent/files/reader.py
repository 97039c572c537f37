"""The reading process: takes its limits, then reads one hostile file from standard input and writes chunks.

Run as ``python -m kvarbo.landlord.rent.files.reader OPTIONS`` with OPTIONS as JSON. It needs no other file,
no network and no setting; whatever happens to it happens to nobody else.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import astuple
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from kvarbo.core.facts import LeaseKind
from kvarbo.ground.limited.limits import CANNOT_WRITE
from kvarbo.landlord.rent.files import limits
from kvarbo.landlord.rent.files.cells import FileHabits
from kvarbo.landlord.rent.files.columns import SWEDISH
from kvarbo.landlord.rent.files.interpret import Interpreter
from kvarbo.landlord.rent.files.mapping import ColumnMapping, habits_of, map_columns, recognised
from kvarbo.landlord.rent.files.refusal import CannotRead, pattern, shortened
from kvarbo.landlord.rent.files.rows import FileKind
from kvarbo.landlord.rent.files.spool import write_chunks, write_line
from kvarbo.landlord.rent.files.tables import HEADER_WITHIN, Source, Table, open_table

PATTERNS = 3  # rows whose shape is shown
Read = Callable[[Source, BinaryIO, dict[str, Any]], dict[str, Any]]  # writes chunks, answers with the summary
FEWEST_NAMES = 4  # columns that a list must have: lease, day, amount, and whose it is


class PlaceReader(io.RawIOBase):
    """The bytes of an open file from their beginning, with a place of its own however often it is opened."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self._descriptor, self._place = descriptor, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = os.pread(self._descriptor, len(buffer), self._place)
        buffer[: len(content)] = content
        self._place += len(content)
        return len(content)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._place}.get(whence, os.fstat(self._descriptor).st_size)
        self._place = base + offset
        return self._place


def source_of(descriptor: int) -> Source:
    """A way to open the same bytes again and again."""
    return lambda: io.BufferedReader(PlaceReader(descriptor), 1 << 18)


def read_into(source: Source, out: BinaryIO, options: dict[str, Any], read: Read | None = None) -> None:
    """Read one file and write its chunks and summary; a refusal is the summary."""
    try:
        summary = (read or _read)(source, out, options)
    except CannotRead as fault:
        summary = {"refused": str(fault), "header": fault.header, "patterns": fault.patterns}
    except MemoryError:
        summary = {"refused": limits.TOO_MUCH_MEMORY}
    write_line(out, summary)


def _read(source: Source, out: BinaryIO, options: dict[str, Any]) -> dict[str, Any]:
    chosen, on, keep = options["mapping"], date.fromisoformat(options["on"]), frozenset(options["keep"])
    table = open_table(source, chosen)
    line, header = _header(table, chosen)
    try:
        whole = map_columns(header, chosen, FileKind(options["kind"]) if options["kind"] else None)
    except CannotRead as fault:
        raise CannotRead(str(fault), header=header, patterns=_patterns(table, line)) from fault
    mapping = _without_purpose(whole, keep)
    if table.last_merged_line() > line:
        raise CannotRead(
            f"Celler är sammanslagna över flera rader (ner till rad {table.last_merged_line()}). "
            "Dela cellerna i Excel så att varje rad har sina egna uppgifter."
        )
    interpreter = Interpreter(header, mapping, FileHabits(table, mapping.places, habits_of(chosen)), on)
    rows = interpreter.rows(row for row in table.rows() if row[0] > line)
    number = write_chunks(out, rows, interpreter.new_leases, keep)
    for field in sorted(whole.names.keys() - mapping.names.keys()):
        told = (
            f"Kolumnen ”{shortened(whole.names[field])}” är inte läst: inget ändamål är antecknat för {SWEDISH[field]}."
        )
        interpreter.faults.warn(told)
    return _summary(table, line, header, mapping, interpreter) | {
        "rows_written": number,
        "patterns": _patterns(table, line),
    }


def _patterns(table: Table, header_line: int) -> list[list[str]]:
    """The shape of the first rows, for the person who is asked what the columns mean."""
    rows = (cells for number, cells in table.rows() if number > header_line and any(cells))
    return [[pattern(str(cell)) for cell in cells] for cells in islice(rows, PATTERNS)]


def _header(table: Table, chosen: dict[str, str] | None) -> tuple[int, list[str]]:
    """The header row: the one among the first rows whose words are best recognised; else the first that looks like it.

    A cell that begins with a figure is a value, so a row of data where two cells say "Lägenhet" and "Hyra" is none.
    """
    best, line, header = 0, 0, [""]
    first: list[str] = []
    looks_like_it: tuple[int, list[str]] | None = None
    rows = table.rows()
    for seen, (number, cells) in enumerate(rows):
        if seen >= HEADER_WITHIN:
            break
        first = first or [cell for cell in cells if cell.strip()]
        names = [cell.strip() for cell in cells]
        looks_like_it = looks_like_it or ((number, names) if _only_names(names) else None)
        if (known := recognised(cells, chosen) - _values(names)) > best:
            best, line, header = known, number, names
    rows.close()  # type: ignore[attr-defined]
    if best < 2 and looks_like_it:
        line, header = looks_like_it
    elif best < 2:
        shown = shortened("; ".join(first), 120)
        raise CannotRead(
            f"Hittar ingen rubrikrad. Filen börjar med ”{shown}”. Överst ska kolumnernas namn stå, till exempel "
            "Avtalsnr, Hyresgäst, Förfallodag, Restbelopp."
        )
    while header and not header[-1]:
        header.pop()
    return line, header


def _values(cells: Sequence[str]) -> int:
    return sum(cell[:1].isdigit() for cell in cells)


def _only_names(cells: Sequence[str]) -> bool:
    """Whether a row could be a header in words that are not known here: several different names and no value."""
    filled = [cell for cell in cells if cell]
    return len(filled) >= FEWEST_NAMES and len(set(filled)) == len(filled) and not _values(filled)


def _without_purpose(mapping: ColumnMapping, keep: frozenset[str]) -> ColumnMapping:
    """Children and language are not even read unless the landlord has a recorded purpose for them."""
    dropped = {"children", "language"} - keep
    return ColumnMapping(
        mapping.kind,
        {field: place for field, place in mapping.places.items() if field not in dropped},
        {field: name for field, name in mapping.names.items() if field not in dropped},
        {field: reason for field, reason in mapping.reasons.items() if field not in dropped},
        mapping.unused + tuple(mapping.names[field] for field in sorted(dropped) if field in mapping.names),
    )


def _summary(
    table: Table, line: int, header: Sequence[str], mapping: ColumnMapping, interpreter: Interpreter
) -> dict[str, Any]:
    faults, sums = interpreter.faults, interpreter.sums
    for total_line, column, value, message in sums.total_faults(mapping.names):
        faults.row(total_line, [(column, value, message, False)], None)
    if not sums.rows and not faults.refused_rows:
        faults.warn("Filen har rubriker men ingen rad som gäller en bostad. Kontrollera att exporten blev hel.")
    for message in (*table.warnings, *_assumptions(mapping), *sums.told()):
        faults.warn(message)
    warnings = faults.told()
    return {
        "kind": mapping.kind.value, "format": table.format, "encoding": table.encoding, "separator": table.separator,
        "sheet": table.sheet, "header_line": line, "header": list(header), "mapping": dict(mapping.names),
        "reasons": dict(mapping.reasons), "unused": list(mapping.unused), "warnings": warnings,
        "errors": [astuple(error) for error in faults.errors], "error_count": faults.count,
        "refused_rows": faults.refused_rows, "refused_leases": sorted(faults.refused_leases),
        "refused_unnamed": faults.refused_unnamed, "skipped": dict(faults.skipped), "totals": _totals(interpreter),
    }  # fmt: skip


def _assumptions(mapping: ColumnMapping) -> list[str]:
    """What had to be taken for granted because the file has no column for it."""
    told = []
    if "kind" not in mapping.places:
        told.append("Filen säger inte vad som hyrs ut (objekttyp): alla rader är lästa som bostäder.")
    if "bill_kind" not in mapping.places and not any(field.startswith("line_") for field in mapping.places):
        told.append("Filen säger inte vad pengarna gäller (avgiftsslag): alla avier är lästa som hyra.")
    return told


def _totals(interpreter: Interpreter) -> dict[str, Any]:
    sums = interpreter.sums
    readable = (known.lease for known in interpreter.leases.values() if not known.refused)
    homes = [lease for lease in readable if lease.kind is LeaseKind.DWELLING]
    people = {tenant.identity or (tenant.name, lease.number) for lease in homes for tenant in lease.tenants}
    return {
        "rows": sums.rows, "leases": len({lease.number for lease in homes}), "tenants": len(people),
        "bills": len(sums.by_bill), "payments": sums.payments, "billed": sums.billed, "paid": sums.paid,
        "remaining": sums.remaining, "latest_booked": sums.latest_booked or None,
        "latest_due": sums.latest_due or None,
    }  # fmt: skip


def main(argv: Sequence[str], read: Read | None = None) -> int:
    """Take the limits first, then read: file on standard input, chunks on standard output."""
    options = json.loads(argv[0])
    network_closed = limits.take(options["limits"])
    try:
        with os.fdopen(os.dup(1), "wb", buffering=1 << 20) as out:
            write_line(out, {"network_closed": network_closed})
            read_into(source_of(0), out, options, read)
    except OSError:
        return CANNOT_WRITE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
