"""``read_file``: from a path or an open file to a ``FileReading``; everything dangerous happens in another process."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from kvarbo.ground.limited.limits import Limits
from kvarbo.landlord.rent.files.limited import run_reader, summary_of
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.rows import FileKind, FileReading, RowError, Totals
from kvarbo.landlord.rent.files.spool import SpooledRows


def read_file(
    path: str | Path | BinaryIO,
    *,
    on: date,
    mapping: Mapping[str, str] | None = None,
    keep: frozenset[str] = frozenset(),
    kind: FileKind | None = None,
    limits: Limits | None = None,
) -> FileReading:
    """Read a landlord's list. ``keep`` names ``children`` and ``language`` where a purpose is recorded for them.

    ``mapping`` is field → column name as the sender chose it before. Raises ``CannotRead`` with a Swedish message
    when the whole file is refused; single rows that are wrong are errors of the reading.
    """
    options = {"mapping": dict(mapping or {}), "keep": sorted(keep), "on": on.isoformat(), "kind": kind}
    with opened(path) as file:
        spool, summary = run_reader(file, options, limits or Limits())
    return _reading(summary, SpooledRows(spool, FileKind(summary["kind"]), summary["rows_written"]))


def kept_reading(path: Path) -> FileReading | None:
    """A reading that was kept with ``rows.keep_at``; none when it is not there or cannot be read any more."""
    try:
        spool = path.open("rb")
    except OSError:
        return None
    try:
        summary = summary_of(spool)
    except CannotRead:
        spool.close()
        return None
    if summary["kind"] not in set(FileKind):
        spool.close()
        return None  # a payment file was kept there
    return _reading(summary, SpooledRows(spool, FileKind(summary["kind"]), summary["rows_written"]))


def opened(path: str | Path | BinaryIO) -> BinaryIO:
    """A real file with a descriptor; what comes through a pipe or from memory is copied to an unnamed file first."""
    if isinstance(path, str | Path):
        try:
            return Path(path).open("rb")
        except OSError as fault:
            raise CannotRead(f"Filen {path} går inte att öppna: {fault.strerror or fault}.") from fault
    copy: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  # handed to the caller's with
    while block := path.read(1 << 20):
        copy.write(block)
        if copy.tell() > Limits().input:
            break
    copy.flush()
    return copy


def _reading(summary: dict[str, Any], rows: SpooledRows) -> FileReading:
    totals = dict(summary["totals"])
    for field in ("latest_booked", "latest_due"):
        totals[field] = date.fromordinal(totals[field]) if totals[field] else None
    return FileReading(
        kind=FileKind(summary["kind"]),
        format=summary["format"],
        encoding=summary["encoding"],
        separator=summary["separator"],
        sheet=summary["sheet"],
        header_line=summary["header_line"],
        header=tuple(summary["header"]),
        mapping=summary["mapping"],
        reasons=summary["reasons"],
        unused=tuple(summary["unused"]),
        rows=rows,
        errors=tuple(RowError(*error) for error in summary["errors"]),
        error_count=summary["error_count"],
        refused_rows=summary["refused_rows"],
        refused_leases=frozenset(summary["refused_leases"]),
        refused_unnamed=summary["refused_unnamed"],
        skipped=summary["skipped"],
        totals=Totals(**totals),
        warnings=tuple(summary["warnings"]),
        patterns=tuple(tuple(row) for row in summary["patterns"]),
        network_closed=summary["network_closed"],
    )


def errors_csv(reading: FileReading) -> str:
    """The errors as a CSV that Excel opens as it stands (with byte order mark); texts cannot become formulas there."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Rad", "Kolumn", "Värde", "Fel", "Raden avvisad"])
    for error in reading.errors:
        texts = (error.column, error.value, error.message)
        writer.writerow([error.line, *map(_harmless, texts), "ja" if error.refused else "nej"])
    if reading.error_count > len(reading.errors):
        writer.writerow(["", "", "", f"Ytterligare {reading.error_count - len(reading.errors)} fel visas inte.", ""])
    return out.getvalue()


def _harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return "'" + text if text.lstrip(" ")[:1] in tuple("=+-@\t\r|%") and text.strip() else text
