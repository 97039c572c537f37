"""Reading a file into the room one stands in from the command line, by the same path as the page."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from kvarbo.ground import clock
from kvarbo.ground.jobs.running import run_all
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.rent import actions, presenting
from kvarbo.landlord.rent.queries import import_by_id
from kvarbo.landlord.work import WORK

ACTOR = "system:import"
UNDER_WAY = ("received", "reading", "applying")
WAIT_SECONDS, LONGEST_SECONDS = 0.2, 600.0
BY = "Kommandoraden"  # shown on the page when nobody else is named


def read_file_into_room(
    *, path: Path | None, through: date | None, dry_run: bool = False, by: str = BY
) -> dict[str, Any]:
    """Drop the file, go through it and, unless it is a dry run, read it in; says what came of it."""
    with recorded(ACTOR, route="import"):
        if path is None:
            identity = _receive("standard in", sys.stdin.buffer, through, by)
        else:
            with path.open("rb") as content:
                identity = _receive(path.name, content, through, by)
    received = _worked_on(identity)
    if received.state == "read" and not dry_run:
        with recorded(ACTOR, route="import"):
            actions.accept(received=received, by=by)
        received = _worked_on(identity)
    elif received.state == "read":
        with recorded(ACTOR, route="import"):
            actions.discard(received=received)
    return {
        "state": received.state,
        "refused": received.state == "refused" or bool(received.refusal),
        "known_through": received.known_through,
        "summary": received.summary,
        "sentence": _sentence(received),
    }


def _worked_on(identity: str) -> Any:
    """The file when its work is done, by us or by the worker that serves the room and may have taken it first."""
    until = time.monotonic() + LONGEST_SECONDS
    while True:
        run_all(WORK)
        received = import_by_id(identity)
        if received.state not in UNDER_WAY or time.monotonic() > until:
            return received
        time.sleep(WAIT_SECONDS)


def _receive(name: str, content: Any, through: date | None, by: str) -> str:
    received = actions.receive_file(name=name, content=content, known_through=through, by=by, today=clock.today())
    return str(received.pk)


def _sentence(received: Any) -> str:
    if received.refusal:
        return str(received.refusal)
    counts = ", ".join(f"{row['label'].lower()}: {row['count']}" for row in presenting.counts_of(received))
    done = "Filen är inläst" if received.state == "applied" else "Filen skulle ändra detta"
    errors = received.summary.get("error_count", 0)
    told = f" {errors} fel i filen." if errors else ""
    return f"{done} ({counts or 'ingenting nytt'}).{told}"
