"""Runs the reading in a process of its own and lives whatever happens to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import kvarbo
from kvarbo.landlord.rent.files.limits import CANNOT_WRITE, TOO_MUCH_MEMORY, Limits
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
        _run(reader, file, spool, options | {"limits": limits.as_options()}, limits)
        return spool, summary_of(spool)
    except BaseException:
        spool.close()
        raise


def _run(reader: str, file: BinaryIO, spool: BinaryIO, options: dict[str, Any], limits: Limits) -> None:
    command = [sys.executable, "-s", "-P", "-m", reader, json.dumps(options)]
    # our own interpreter and module; the file is only standard input
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=file,
        stdout=spool,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        cwd="/",
        start_new_session=True,
    ) as process:
        try:
            code = process.wait(timeout=limits.wall_seconds)
        except BaseException as fault:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if isinstance(fault, subprocess.TimeoutExpired):
                raise CannotRead(_TOO_SLOW) from fault
            raise
    if code:
        raise CannotRead(_what_happened(code))


def _environment() -> dict[str, str]:
    """Only what Python needs: none of the installation's settings and secrets."""
    return {"PYTHONPATH": str(Path(kvarbo.__file__).parents[1]), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def _what_happened(code: int) -> str:
    if code == -signal.SIGABRT:
        return TOO_MUCH_MEMORY
    if code == -signal.SIGXCPU:
        return _TOO_SLOW
    if code in (CANNOT_WRITE, -signal.SIGXFSZ):
        return _TOO_MUCH_OUT
    how = f"signal {-code}" if code < 0 else f"felkod {code}"
    return _BROKEN_OFF.format(how=how)


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


def network_can_be_closed() -> bool:
    """Whether this machine lets the reading process give up its network: told when the server starts."""
    probe = "import sys; from kvarbo.landlord.rent.files.limits import _close_network as c; sys.exit(0 if c() else 1)"
    command = [sys.executable, "-s", "-P", "-c", probe]
    return subprocess.run(command, env=_environment(), stderr=subprocess.DEVNULL, check=False).returncode == 0  # noqa: S603
