"""Runs the reading in a process of its own and lives whatever happens to it."""

from __future__ import annotations

import json
import os
import tempfile
from typing import Any, BinaryIO

from kvarbo.ground.limited.limits import Limits
from kvarbo.ground.limited.process import BrokenOff, run_limited
from kvarbo.landlord.rent.files.limits import TOO_MUCH_MEMORY
from kvarbo.landlord.rent.files.refusal import CannotRead
from kvarbo.landlord.rent.files.spool import lines_of

LIST_READER = "kvarbo.landlord.rent.files.reader"

_TOO_SLOW = "Filen tog för lång tid att läsa och läsningen avbröts. Dela den, eller spara den som CSV, och försök igen."
_TOO_MUCH_OUT = "Filen är för stor, eller så är serverns disk full: läsningen avbröts. Dela filen och försök igen."
_BROKEN_OFF = (
    "Filen gick inte att läsa: läsningen avbröts oväntat ({how}). Inget är inläst. Exportera eller hämta filen igen."
)


def run_reader(
    file: BinaryIO, options: dict[str, Any], limits: Limits, reader: str = LIST_READER
) -> tuple[BinaryIO, dict[str, Any]]:
    """Read ``file`` in the limited process; the spool with its chunks, and the summary. Raises ``CannotRead``.

    ``reader`` is the module that reads: it takes its options as JSON and the file on standard input.
    """
    if os.fstat(file.fileno()).st_size > limits.input:
        raise CannotRead(f"Filen är större än {limits.input // 1_000_000} MB. Dela den, till exempel per område.")
    spool: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  # unnamed: gone when closed, also when killed
    try:
        os.fchmod(spool.fileno(), 0o600)
        _run(reader, file, spool, options, limits)
        return spool, summary_of(spool)
    except BaseException:
        spool.close()
        raise


def _run(reader: str, file: BinaryIO, spool: BinaryIO, options: dict[str, Any], limits: Limits) -> None:
    try:
        run_limited(reader, options, given=file, out=spool, limits=limits)
    except BrokenOff as fault:
        raise CannotRead(_what_happened(fault)) from fault


def _what_happened(fault: BrokenOff) -> str:
    if fault.memory:
        return TOO_MUCH_MEMORY
    if fault.slow:
        return _TOO_SLOW
    return _TOO_MUCH_OUT if fault.output else _BROKEN_OFF.format(how=fault.how)


def summary_of(spool: BinaryIO) -> dict[str, Any]:
    """The first line tells of the process, the last of the file."""
    first = last = b""
    for line in lines_of(spool):
        first, last = first or line, line
    try:
        summary: dict[str, Any] = json.loads(first) | json.loads(last)
    except ValueError as fault:
        raise CannotRead(_BROKEN_OFF.format(how="ofullständigt svar")) from fault
    if "refused" in summary:
        raise CannotRead(summary["refused"], header=summary.get("header", ()), patterns=summary.get("patterns", ()))
    if "kind" not in summary:
        raise CannotRead(_BROKEN_OFF.format(how="ofullständigt svar"))
    return summary
