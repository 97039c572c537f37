"""The demo town in this process: built as ``kvarbo demo`` builds it, small, in databases of its own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from django.conf import settings

from kvarbo.web.demo.building import build
from kvarbo.web.demo.choices import DEFAULT_SEED
from kvarbo.web.demo.next_day import READY
from kvarbo.web.demo.standing import on_day
from kvarbo.web.demo.town import Town, demo_town
from tests import databases

HOMES = 200  # the smallest town with its cast
FIRST = date(2026, 11, 5)  # the day before anything happens to the two households


def point_at(folder: Path) -> None:
    """Stand in the town in the folder."""
    address = str(folder / "databases")
    databases.use(address, admin=address, keys=folder / "keys", files=folder / "files")
    settings.KVARBO_VAR = folder


def built_in(folder: Path) -> Town:
    """A town built on the first day, with what lets its days go on."""
    point_at(folder)
    town = demo_town(today=FIRST, seed=DEFAULT_SEED, homes=HOMES)
    with on_day(FIRST):
        build(town, tell=lambda _: None)
    (folder / READY).write_text(json.dumps({"homes": HOMES, "seed": DEFAULT_SEED}), encoding="utf-8")
    return town
