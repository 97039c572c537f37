"""How fast a trail is verified, against hashing the same bytes alone, and how long an extract takes in a big one.

    python benchmarks/trail.py [ROWS]

Makes a scratch room on SQLite, fills its trail through the chain, and takes the processor time (others may use the
machine meanwhile) of: verifying the whole chain; the same
number of HMACs over texts of the same size and nothing else; one person's rows found among all.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

ROWS = 200_000
AT_A_TIME = 5_000
PEOPLE = 5_000


def start(folder: Path) -> Any:
    """Start Kvarbo on a scratch installation with one room."""
    os.environ.update(KVARBO_MODE="demo", KVARBO_VAR=str(folder), KVARBO_DATABASE=str(folder / "databases"))
    from kvarbo.web.starting import start_django

    start_django()
    from kvarbo.house.actions import open_room
    from kvarbo.house.databases import migrate_house

    migrate_house()
    return open_room(slug="rum", name="Rum", kind="landlord", login_requirement="password")


def fill(rows: int, people: list[str]) -> float:
    """Write so many rows; seconds it took."""
    from django.utils import timezone

    from kvarbo.ground.trail.chain import append
    from kvarbo.ground.trail.models import TrailRow

    began, actor = time.process_time(), str(uuid.uuid4())
    for start in range(0, rows, AT_A_TIME):
        append(
            TrailRow(
                at=timezone.now(), actor=actor, act="shown", subjects=[people[number % len(people)]],
                about={"what": "tenant"}, route="GET tenant",
            )
            for number in range(start, min(start + AT_A_TIME, rows))
        )  # fmt: skip
    return time.process_time() - began


def hashing_alone(rows: int) -> float:
    """Seconds for so many codes over a text as long as a row's, and nothing else."""
    text, before = "x" * 330, ""
    began = time.process_time()
    for _ in range(rows):
        before = hmac.digest(b"k" * 32, f"{before}\n{text}".encode(), hashlib.sha256).hex()
    return time.process_time() - began


def main() -> None:
    """Measure and tell."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    people = [str(uuid.uuid4()) for _ in range(PEOPLE)]
    with tempfile.TemporaryDirectory() as folder:
        room = start(Path(folder))
        from datetime import UTC, datetime

        from kvarbo.ground.trail.queries import events_about
        from kvarbo.ground.trail.verifying import verify
        from kvarbo.house.rooms import enter

        with enter(room):
            written = fill(rows, people)
            alone = hashing_alone(rows)
            began = time.process_time()
            verdict = verify()
            verified = time.process_time() - began
            began = time.process_time()
            span = {"since": datetime(2000, 1, 1, tzinfo=UTC), "before": datetime(2100, 1, 1, tzinfo=UTC)}
            found = sum(1 for _ in events_about([uuid.UUID(people[0])], **span))
            sought = time.process_time() - began
        assert verdict.holds, verdict
        print(f"written, with index: {rows / written:,.0f} rows/s")
        print(f"verified, with index: {rows / verified:,.0f} rows/s ({verified:.1f} s for {rows:,})")
        print(f"hashing alone: {rows / alone:,.0f} rows/s")
        print(f"one person's {found:,} rows found: {sought * 1000:.0f} ms")


if __name__ == "__main__":
    main()
