"""The town of canaries, built once a run and copied for each module, and the number of cells that were run."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.isolation.oracles import Harness
from tests.isolation.world import ON, World, build, clients


@pytest.fixture(scope="module")
def world(backend: Any, tmp_path_factory: Any, django_db_blocker: Any) -> Iterator[World]:
    """Rooms full of canaries, on a Monday when all rents of the month are late."""
    kept = settings.KVARBO_TODAY
    settings.KVARBO_TODAY = ON.isoformat()
    logging.disable(logging.CRITICAL)  # thousands of refusals are meant here
    try:
        with django_db_blocker.unblock():
            built: World = backend.template("isolation", build)
            with backend.copy(tmp_path_factory.mktemp("isolation"), of="isolation"):
                built.clients = clients(built)
                yield built
    finally:  # also when the world could not be built: what comes after must be heard
        logging.disable(logging.NOTSET)
        settings.KVARBO_TODAY = kept


@pytest.fixture(scope="module")
def harness(world: World) -> Harness:
    """Judges cells in that world."""
    return Harness(world)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many cells were judged, and on what."""
    cells: dict[str, int] = {}
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        if report.when == "call":
            for name, value in report.user_properties:
                if name.startswith("isolation cells"):
                    cells[name] = cells.get(name, 0) + value
    for name, number in sorted(cells.items()):
        terminalreporter.write_line(f"{name}: {number:,}")
