"""How long it takes to try two ways of working on a year of a room's own ledger.

    PYTHONPATH=src:. python benchmarks/try_on.py [--homes 30000] [--out docs/proof/try-on.md]

The room is made up (``ledgers.py``): two years of rents, 3.5 % of them late, 1 % of the leases with money that went
back. What is timed is the whole job as the worker runs it: reading the ledger, playing both, and keeping the answer.
"""

from __future__ import annotations

import argparse
import platform
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

AIM = 60.0  # seconds
FROM, TO = date(2025, 11, 14), date(2026, 11, 13)
PAIRS = (("hemma", "timrabo"), ("hemma", "mimer"))


def tried(homes: int, folder: Path) -> list[tuple[str, float, float, int, int, int, list[int]]]:
    """For each pair: names, seconds, the processor's, leases asked, those that differ, times told, steps."""
    from benchmarks.rooms_of_homes import point_at, room_with

    point_at(folder)
    room = room_with(homes, odd=0.01)
    from kvarbo.core.ladder.loading import LANDLORDS
    from kvarbo.ground.trail.recorder import recording
    from kvarbo.house.rooms import enter
    from kvarbo.landlord.ways.models import WayTrial
    from kvarbo.landlord.ways.trying import try_ways

    found = []
    with enter(room):
        for pair in PAIRS:
            texts = [(LANDLORDS / f"{name}.yaml").read_text(encoding="utf-8") for name in pair]
            trial = WayTrial.objects.create(
                form_key=" ".join(pair), asked_on=TO, by=room.id, by_name="Mätning", from_day=FROM, to_day=TO,
                names=list(pair), texts=texts,
            )  # fmt: skip
            told: list[int] = []
            began, busy = time.perf_counter(), time.process_time()
            with recording("benchmark"):
                try_ways({"trial": str(trial.pk)}, lambda _stage, done, _of, told=told: told.append(done))
            seconds, busy = time.perf_counter() - began, time.process_time() - busy
            trial.refresh_from_db()
            steps = [sum(one["steps"].values()) for one in trial.sums]
            found.append((" and ".join(pair), seconds, busy, trial.leases, trial.differ, len(told), steps))
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--homes", type=int, default=30_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = tried(options.homes, Path(folder))
    print(f"{platform.machine()}, Python {platform.python_version()}, {options.homes:,} homes, {FROM} to {TO}")
    for pair, seconds, busy, leases, differ, told, steps in found:
        print(
            f"{pair}: {seconds:.1f} s (aim {AIM:.0f} s; {busy:.1f} s of the processor); {leases:,} leases asked about, "
            f"{differ:,} differ, {steps[0]:,} and {steps[1]:,} steps, progress told {told} times"
        )
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0 if all(one[1] <= AIM for one in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
