"""Every page × method × role × relation: nobody sees, changes or finds out more than the reference allows."""

from __future__ import annotations

from typing import Any

import pytest

from kvarbo.house.models import RoomKind
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.models import Claim
from tests.databases import Sqlite
from tests.isolation.cells import EVERYBODY, Route, asked_for, chosen, nowhere, routes
from tests.isolation.oracles import READS, Harness, Wrote, undone
from tests.isolation.reference import ACTORS
from tests.isolation.world import HOME_OF

SHOWN = 12  # faults told before the rest are only counted
ON_POSTGRES = 5  # one cell in so many: there a cell takes twice as long


IN_A_PROOF = 50_000


def judge(backend: Any, harness: Harness, route: Route, *, of: int) -> int:
    """Judge this page's share of so many cells; how many it was."""
    of = of if isinstance(backend, Sqlite) else of // ON_POSTGRES
    cells = sorted(chosen(route, of=of), key=lambda cell: nowhere(cell) != cell)  # what is nowhere is asked for once
    if of >= EVERYBODY:
        assert {cell.actor for cell in cells} == set(ACTORS)
    faults = [fault for cell in cells for fault in harness.faults(cell)]
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:SHOWN])
    return len(cells)


@pytest.mark.parametrize("route", routes(), ids=str)
def test_no_cell_of_a_page_tells_or_changes_more_than_it_may(
    backend: Any, harness: Harness, route: Route, record_property: Any
) -> None:
    judged = judge(backend, harness, route, of=asked_for())
    record_property(f"isolation cells on {type(backend).__name__}", judged)
    assert judged


def test_every_actor_is_asked_for_every_kind_of_room_however_few_cells_are_run() -> None:
    for kind in RoomKind.values:
        here = [route for route in routes() if route.kind == kind]
        assert {cell.actor for route in here for cell in chosen(route, of=1)} == set(ACTORS)


@pytest.mark.proof
@pytest.mark.parametrize("route", routes(), ids=str)
def test_fifty_thousand_cells_tell_and_change_no_more_than_they_may(
    backend: Any, harness: Harness, route: Route, record_property: Any
) -> None:
    judged = judge(backend, harness, route, of=IN_A_PROOF)
    record_property(f"isolation cells of the proof on {type(backend).__name__}", judged)
    assert judged >= len(ACTORS)


@pytest.mark.parametrize(
    ("statement", "reads"),
    [
        ('SELECT "id" FROM "landlord_lease"', True),
        ('  INSERT INTO "ground_trailrow" ("seq") VALUES (1)', True),
        ('INSERT INTO "ground_trailhead_of_old" ("seq") VALUES (1)', False),
        ('UPDATE "landlord_claim" SET "by" = 1', False),
        ('WITH "a" AS (SELECT 1) INSERT INTO "landlord_claim" SELECT * FROM "a"', False),
        ('DELETE FROM "ground_trailrow"', False),
        ("select 1", True),
    ],
)
def test_a_room_is_read_again_after_anything_that_may_have_written(statement: str, reads: bool) -> None:
    assert bool(READS.match(statement)) is reads


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_every_table_that_a_write_names_is_read_again_and_all_when_it_names_none(harness: Harness) -> None:
    def read_after(statement: str, table: str) -> bool:
        with enter(harness.rooms[HOME_OF["landlord"]]) as entered, undone(entered.alias):
            Claim.objects.all().delete()
            wrote = Wrote()
            wrote.statements.append(statement)
            return harness.state(entered.alias, wrote)[table] != harness.resting[entered.slug][table]

    assert harness.resting[HOME_OF["landlord"]]["landlord_claim"]
    assert read_after('WITH a AS (SELECT 1) DELETE FROM "landlord_claim"', "landlord_claim")
    assert read_after("VACUUM", "landlord_claim")
    assert not read_after('DELETE FROM "landlord_pause"', "landlord_claim")
