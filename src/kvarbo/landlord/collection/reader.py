"""The reading process for an agency's file: takes its limits, finds the header that a mapping names, gives the cells.

Run as ``python -m kvarbo.landlord.collection.reader OPTIONS`` with OPTIONS as JSON: ``kinds`` is a list of
``{"kind": …, "columns": {field: header}}``. It gives texts only; what they mean is worked out by its caller.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO

from kvarbo.ground.limited.limits import CANNOT_WRITE
from kvarbo.landlord.rent.files import limits
from kvarbo.landlord.rent.files.reader import source_of
from kvarbo.landlord.rent.files.refusal import CannotRead, shortened
from kvarbo.landlord.rent.files.spool import write_line
from kvarbo.landlord.rent.files.tables import HEADER_WITHIN, Source, Table, open_table
from kvarbo.landlord.rent.files.values import plain

MOST_ROWS = 100_000

Kind = dict[str, Any]


def read_into(source: Source, out: BinaryIO, kinds: Sequence[Kind]) -> None:
    """Write the cells of each row under its fields, then which kind of file it was; a refusal is the summary."""
    try:
        summary = _read(source, out, kinds)
    except CannotRead as fault:
        summary = {"refused": str(fault)}
    except MemoryError:
        summary = {"refused": limits.TOO_MUCH_MEMORY}
    write_line(out, summary)


def _read(source: Source, out: BinaryIO, kinds: Sequence[Kind]) -> dict[str, Any]:
    every = {f"{kind['kind']} {field}": name for kind in kinds for field, name in kind["columns"].items()}
    table = open_table(source, every)
    line, kind, places = _header(table, kinds)
    number = 0
    for row_line, cells in table.rows():
        if row_line <= line or not any(cell.strip() for cell in cells):
            continue
        number += 1
        if number > MOST_ROWS:
            raise CannotRead(f"Filen har fler än {MOST_ROWS} rader. Dela den och läs in delarna var för sig.")
        told = {field: cells[place].strip() if place < len(cells) else "" for field, place in places.items()}
        write_line(out, {"line": row_line, "cells": told})
    return {"kind": kind["kind"], "rows": number, "warnings": list(table.warnings)}


def _header(table: Table, kinds: Sequence[Kind]) -> tuple[int, Kind, dict[str, int]]:
    """The first row that holds every column of a kind; of several kinds the one with most columns."""
    seen: list[str] = []
    for number, (line, cells) in enumerate(table.rows()):
        if number >= HEADER_WITHIN:
            break
        words = [plain(cell) for cell in cells]
        seen = seen or [cell for cell in cells if cell.strip()]
        fitting = [kind for kind in kinds if all(plain(name) in words for name in kind["columns"].values())]
        if fitting:
            kind = max(fitting, key=lambda one: len(one["columns"]))
            return line, kind, {field: words.index(plain(name)) for field, name in kind["columns"].items()}
    wanted = "; ".join(f"{', '.join(kind['columns'].values())}" for kind in kinds)
    raise CannotRead(
        f"Ingen rad i filens början har bolagets kolumner. Filen börjar med ”{shortened('; '.join(seen), 120)}”. "
        f"Det som känns igen är: {shortened(wanted, 600)}. Rätta filen eller kolumnbeskrivningen."
    )


def main(argv: Sequence[str]) -> int:
    """Take the limits first, then read: file on standard input, rows on standard output."""
    options = json.loads(argv[0])
    network_closed = limits.take(options["limits"])
    try:
        with os.fdopen(os.dup(1), "wb", buffering=1 << 20) as out:
            write_line(out, {"network_closed": network_closed})
            read_into(source_of(0), out, options["kinds"])
    except OSError:
        return CANNOT_WRITE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
