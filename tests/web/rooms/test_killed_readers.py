"""Many read at once and are killed anywhere: whatever has been shown has its row, and the chain holds.

DHIS2 found that an audit log written beside the answer lost most of its rows under load; here the row is committed
before the answer leaves.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from kvarbo.ground.trail.models import TrailRow, TrailSubject
from kvarbo.ground.trail.verifying import verify
from kvarbo.house.rooms import enter
from tests.web.rooms.conftest import HOME, House

READER = Path(__file__).parent / "reading_process.py"


@dataclass
class Came:
    """What came of it."""

    left: set[str]
    noted: set[str]
    kills: int
    holds: bool


def reader(file: Path, count: int) -> subprocess.Popen[bytes]:
    said = {
        "KVARBO_MODE": "test",
        "KVARBO_DATABASE": settings.KVARBO_DATABASE,
        "KVARBO_ADMIN_DATABASE": settings.KVARBO_ADMIN_DATABASE,
        "KVARBO_KEYS": settings.KVARBO_KEYS,
        "KVARBO_FILES": settings.KVARBO_FILES,
        "DJANGO_SETTINGS_MODULE": "kvarbo.web.settings",
    }
    command = [sys.executable, str(READER), HOME, "anna@exempel.example", str(file), str(count)]
    return subprocess.Popen(command, env={**os.environ, **said}, stderr=subprocess.DEVNULL)


def told(file: Path) -> list[str]:
    """What has left: whole lines; the last one of a killed process may be half written."""
    return [line for line in file.read_text().split("\n")[:-1] if line] if file.exists() else []


def read_and_kill(folder: Path, *, processes: int, each: int, kills: int) -> Came:
    """Readers at once, each until it has shown ``each``; one after the other is killed and another takes its place."""
    chance = random.Random(11)
    files = [folder / f"left-{place}" for place in range(processes)]
    running = [reader(file, each) for file in files]
    killed = 0
    while any(process.poll() is None for process in running):
        time.sleep(chance.uniform(0.05, 0.4))
        place = chance.randrange(processes)
        if killed < kills and running[place].poll() is None and told(files[place]):
            running[place].send_signal(signal.SIGKILL)
            running[place].wait()
            killed += 1
            running[place] = reader(files[place], max(each - len(told(files[place])), 1))
    left = {line for file in files for line in told(file)}
    noted = {str(one) for one in TrailSubject.objects.values_list("subject", flat=True)}
    in_rows = {one for row in TrailRow.objects.filter(act="shown").values_list("subjects", flat=True) for one in row}
    assert noted == in_rows
    return Came(left, noted, killed, verify().holds)


def must_have_lost_nothing(came: Came, *, at_least: int) -> None:
    assert len(came.left) >= at_least
    assert came.left - came.noted == set()
    assert came.holds


def test_readers_killed_anywhere_leave_no_answer_without_its_row(house: House, rooms: dict[str, Any], tmp_path: Path):
    with enter(rooms[HOME]):
        connections.close_all()
        came = read_and_kill(tmp_path, processes=3, each=12, kills=3)
        must_have_lost_nothing(came, at_least=36)
    assert came.kills >= 1


@pytest.mark.proof
def test_eight_readers_of_five_hundred_with_fifty_kills_lose_nothing(
    house: House, rooms: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    began = time.monotonic()
    with enter(rooms[HOME]):
        connections.close_all()
        came = read_and_kill(tmp_path, processes=8, each=500, kills=50)
        must_have_lost_nothing(came, at_least=4_000)
    assert came.kills == 50
    with capsys.disabled():
        print(f"\n{len(came.left)} answers left, {len(came.noted)} rows, {came.kills} kills, "
              f"{time.monotonic() - began:.0f} s")  # fmt: skip
