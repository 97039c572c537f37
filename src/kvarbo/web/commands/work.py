"""``kvarbo work``: do the long work of every room, now and on; ``--once`` does what is waiting and ends."""

from __future__ import annotations

import argparse
import json
import signal
from typing import Any

from kvarbo.web.starting import start_django


def add_to(subparsers: Any) -> None:
    """Add the command."""
    parser = subparsers.add_parser("work", help="utför rummens långa arbeten: läser in filer, räknar ut dagens lista")
    parser.add_argument("--once", action="store_true", help="gör det som väntar och sluta sedan")
    parser.add_argument("--json", action="store_true", help="svara med JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Work until stopped by a signal, or once."""
    start_django()
    from kvarbo.web import worker

    if arguments.once:
        listed = worker.tick()
        worker.look_after_trails()
        jobs = worker.work_once()
        worker.carry_all(at_once=True)
        worker.send_all(at_once=True)
        print(json.dumps({"jobs": jobs, "steps": listed}) if arguments.json else f"{jobs} arbeten gjorda.")
        return 0
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: stopped.append(received))
    worker.work_until(lambda: bool(stopped))
    return 0
