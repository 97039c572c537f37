"""Every page × method × role × relation: nobody sees, changes or finds out more than the reference allows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.databases import Sqlite
from tests.isolation.cells import Route, asked_for, chosen, routes
from tests.isolation.oracles import Harness
from tests.isolation.reference import ACTORS

SHOWN = 12  # faults told before the rest are only counted
ON_POSTGRES = 5  # one cell in so many


def cells_to_run(backend: Any) -> int:
    return asked_for() if isinstance(backend, Sqlite) else asked_for() // ON_POSTGRES


@pytest.mark.parametrize("route", routes(), ids=str)
def test_no_cell_of_a_page_tells_or_changes_more_than_it_may(
    backend: Any, harness: Harness, route: Route, record_property: Any
) -> None:
    cells = chosen(route, of=cells_to_run(backend))
    assert {cell.actor for cell in cells} == set(ACTORS)
    faults = [fault for cell in cells for fault in harness.faults(cell)]
    record_property(f"isolation cells on {type(backend).__name__}", len(cells))
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:SHOWN])
