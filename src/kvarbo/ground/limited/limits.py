"""What a limited process may use: memory, time, files; and no network where the machine allows that."""

from __future__ import annotations

import ctypes
import os
import resource
from dataclasses import asdict, dataclass

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000

CANNOT_WRITE = 74  # exit code of a limited process when its answer found no room


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, seconds and numbers that one piece of limited work may use."""

    memory: int = 1 << 30
    cpu_seconds: int = 180
    wall_seconds: int = 240
    output: int = 2 << 30
    open_files: int = 32
    input: int = 600_000_000

    def as_options(self) -> dict[str, int]:
        """The limits as the limited process gets them."""
        return asdict(self)


def take(limits: dict[str, int]) -> bool:
    """Give up in this process whatever is beyond the limits; whether the network could be given up too."""
    closed = close_network()
    _lower(resource.RLIMIT_AS, limits["memory"])
    _lower(resource.RLIMIT_CPU, limits["cpu_seconds"], kill_after=2)
    _lower(resource.RLIMIT_FSIZE, limits["output"])
    _lower(resource.RLIMIT_NOFILE, limits["open_files"])
    _lower(resource.RLIMIT_CORE, 0)
    return closed


def _lower(which: int, value: int, kill_after: int = 0) -> None:
    """Soft limit at ``value``, hard limit ``kill_after`` above it, never above what the machine already sets."""
    _, hard = resource.getrlimit(which)
    highest = value + kill_after if hard == resource.RLIM_INFINITY else min(value + kill_after, hard)
    resource.setrlimit(which, (min(value, highest), highest))


def close_network() -> bool:
    """Enter an empty network namespace; not every machine allows it, and then the caller says so."""
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (OSError, AttributeError):
        return False
    wanted = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET
    return bool(unshare(wanted) == 0)
