"""Runs a module of ours in a process of its own with limits, and lives whatever happens to it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

import kvarbo
from kvarbo.ground.limited.limits import CANNOT_WRITE, Limits


class BrokenOff(Exception):
    """The process did not finish. One of ``slow``, ``memory`` and ``output`` tells which limit it met; else ``how``
    says how it ended ("signal 11", "felkod 1").
    """

    def __init__(self, how: str, *, slow: bool = False, memory: bool = False, output: bool = False) -> None:
        super().__init__(how)
        self.how, self.slow, self.memory, self.output = how, slow, memory, output


def run_limited(module: str, options: dict[str, Any], *, given: BinaryIO, out: BinaryIO, limits: Limits) -> None:
    """Run ``python -m module OPTIONS`` with a file on standard input, writing to another. Raises :class:`BrokenOff`.

    The module takes its options as JSON, and gives up what is beyond ``options["limits"]`` before it does anything.
    """
    command = [sys.executable, "-s", "-P", "-m", module, json.dumps(options | {"limits": limits.as_options()})]
    # our own interpreter and module; what somebody else has written is only standard input
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=given,
        stdout=out,
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
                raise BrokenOff("för lång tid", slow=True) from fault
            raise
    if code:
        raise _what_happened(code)


def network_can_be_closed() -> bool:
    """Whether this machine lets a limited process give up its network: told when the server starts."""
    probe = "import sys; from kvarbo.ground.limited.limits import close_network as c; sys.exit(0 if c() else 1)"
    command = [sys.executable, "-s", "-P", "-c", probe]
    return subprocess.run(command, env=_environment(), stderr=subprocess.DEVNULL, check=False).returncode == 0  # noqa: S603


def _environment() -> dict[str, str]:
    """Only what Python needs: none of the installation's settings and secrets."""
    return {"PYTHONPATH": str(Path(kvarbo.__file__).parents[1]), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def _what_happened(code: int) -> BrokenOff:
    how = f"signal {-code}" if code < 0 else f"felkod {code}"
    return BrokenOff(
        how,
        slow=code in (-signal.SIGXCPU, -signal.SIGALRM),
        memory=code == -signal.SIGABRT,
        output=code in (CANNOT_WRITE, -signal.SIGXFSZ),
    )
