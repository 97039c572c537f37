"""How long an answer takes tells little: what is hidden and what is nowhere are asked for by turns, and compared.

On a busy machine clocks tell of the machine. So the two are asked for by turns, and what is compared is how often one
of the hidden took longer than one of nowhere: half of the time when nothing can be told from it. A lookup more that
only what is hidden gets is planted, and must be told.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from kvarbo.landlord.outreach import pages
from kvarbo.landlord.rent.models import Lease
from tests.databases import Sqlite
from tests.isolation.cells import Cell, routes
from tests.isolation.oracles import Harness
from tests.isolation.reference import ACTORS, Relation
from tests.isolation.world import World

pytestmark = pytest.mark.proof
SAMPLES = 400  # of each
TELLS = 0.1  # further from a half than this, and some hundred tries tell what one should not know
LOOKUPS = 12  # what is planted: about as many lookups as a page that begins to be shown
HIDDEN = (Relation.PROTECTED, Relation.BARRED, Relation.UNFINISHED)
OFFICER = next(actor for actor in ACTORS if actor.name == "officer")


@pytest.fixture(scope="module")
def harness(world: World) -> Harness:
    return Harness(world, undo_reads=True)


def cell(relation: Relation, which: int) -> Cell:
    tenant = next(route for route in routes() if (route.kind, route.name) == ("landlord", "tenant"))
    return Cell(tenant, "GET", OFFICER, relation, which)


def seconds(harness: Harness, asked: Cell, clock: Callable[[], float]) -> float:
    taken: list[float] = []
    send = harness._send

    def timed(*said: Any) -> Any:
        begun = clock()
        answer = send(*said)
        taken.append(clock() - begun)
        return answer

    harness._send = timed  # type: ignore[method-assign]
    try:
        assert harness.ask(asked)[1].status == 404
    finally:
        harness._send = send  # type: ignore[method-assign]
    return taken[0]


def share_longer(ones: list[float], others: list[float]) -> float:
    """How often one of these is longer than one of the others; a tie counts half."""
    ordered = sorted(others)
    below = sum(bisect_left(ordered, one) + bisect_right(ordered, one) for one in ones)
    return below / (2 * len(ones) * len(others))


def told(backend: Any, harness: Harness, relation: Relation) -> float:
    """How often what is hidden took longer than what is nowhere, asked for by turns."""
    clock = time.thread_time if isinstance(backend, Sqlite) else time.perf_counter
    hidden, nowhere = [], []
    for turn in range(SAMPLES):
        hidden.append(seconds(harness, cell(relation, turn % 2), clock))
        nowhere.append(seconds(harness, cell(Relation.NOWHERE, turn % 2), clock))
    return share_longer(hidden, nowhere)


@pytest.mark.parametrize("relation", HIDDEN, ids=lambda relation: relation.value)
def test_the_time_of_an_answer_does_not_tell_what_is_hidden_from_what_is_nowhere(
    backend: Any, harness: Harness, relation: Relation, record_property: Any
) -> None:
    longer = told(backend, harness, relation)
    record_property(f"hidden ({relation.value}) longer than nowhere on {type(backend).__name__}", longer)
    print(f"{relation.value} on {type(backend).__name__}: longer in {longer:.1%} of the pairs")
    assert abs(longer - 0.5) < TELLS


def test_lookups_that_only_what_is_hidden_gets_are_told(
    backend: Any, harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pages.open_lease

    def looking(request: Any, lease: UUID) -> Lease:
        if Lease.objects.filter(pk=lease).exists():
            for _ in range(LOOKUPS):
                list(Lease.objects.filter(pk=lease))
        return real(request, lease)

    monkeypatch.setattr(pages, "open_lease", looking)
    assert told(backend, harness, Relation.PROTECTED) > 0.5 + TELLS
