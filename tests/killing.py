"""Ways for a process of a test to be killed: before a statement to its database, or by the clock."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from django.db.backends.signals import connection_created


def killed_at_statement(number: int) -> Callable[[], None]:
    """The process kills itself just before it asks its database for the ``number``-th time."""
    seen = [0]

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen[0] += 1
        if seen[0] == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    def watch(connection: Any, **_: Any) -> None:
        connection.execute_wrappers.append(count)

    def prepare() -> None:
        prepare.kept = watch  # type: ignore[attr-defined] - the signal holds it weakly
        connection_created.connect(watch)

    return prepare


def killed_after(seconds: float) -> Callable[[], None]:
    """The process is killed by the clock, wherever it stands: also while it waits for somebody else."""

    def prepare() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    return prepare
