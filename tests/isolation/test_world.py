"""There is something that could leak: every home is seen by somebody, and seen whole."""

from __future__ import annotations

import pytest

from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.models import Suggestion
from tests.isolation.asking import SEARCHES, asked
from tests.isolation.cells import Cell, Route, routes
from tests.isolation.oracles import Harness
from tests.isolation.reference import ACTORS, LEASES, PROTECTED, UNREACHABLE, Relation, may_open
from tests.isolation.world import HOME_OF, World

BY_NAME = {actor.name: actor for actor in ACTORS}
SEES_ALL = BY_NAME["officer_and_handler"]
REACHABLE = [relation for relation in LEASES if may_open(SEES_ALL, relation)]


def page(name: str) -> Route:
    return next(route for route in routes() if route.name == name)


@pytest.mark.parametrize("name", ["tenant", "call"])
def test_a_lease_shows_its_canaries_to_those_who_may_see_them(harness: Harness, world: World, name: str) -> None:
    for relation in REACHABLE:
        _, answer = harness.ask(Cell(page(name), "GET", SEES_ALL, relation))
        assert world.marks_in(answer.body) == {world.mark_of(world.leases[relation][0])}
        assert len(answer.body) - len(answer.body.replace("070-174 06", "")) > 0


def test_idag_shows_every_home_to_who_may_see_all_and_masks_to_the_rest(harness: Harness, world: World) -> None:
    everything = {mark for mark, (relation, _) in world.marks.items() if relation in REACHABLE}
    hidden = {mark for mark, (relation, _) in world.marks.items() if relation in PROTECTED}
    _, answer = harness.ask(Cell(page("today"), "GET", SEES_ALL, Relation.NOWHERE))
    assert world.marks_in(answer.body) == everything
    _, answer = harness.ask(Cell(page("today"), "GET", BY_NAME["officer"], Relation.NOWHERE))
    assert world.marks_in(answer.body) == everything - hidden
    assert "Skyddad uppgift" in answer.body


@pytest.mark.parametrize("variation", [search for search in SEARCHES if search not in ("e_mail", "smuggled")])
def test_a_search_finds_what_may_be_seen(harness: Harness, world: World, variation: str) -> None:
    for relation in REACHABLE:
        cell = Cell(page("they_called"), "POST", SEES_ALL, relation, 0, variation)
        _, answer = harness.ask(cell)
        assert str(world.leases[relation][0]) in answer.body, cell


def test_every_home_has_a_row_in_the_list_that_could_be_smuggled(world: World, harness: Harness) -> None:
    with enter(harness.rooms[HOME_OF["landlord"]]):
        assert set(Suggestion.objects.values_list("lease_id", flat=True)) == {
            lease for relation in set(LEASES) - UNREACHABLE for lease in world.leases[relation]
        }


@pytest.mark.parametrize("name", ["contact", "promise", "claim", "pause"])
def test_a_write_that_is_allowed_changes_the_room_and_is_taken_back(harness: Harness, name: str) -> None:
    cell = Cell(page(name), "POST", SEES_ALL, Relation.OWN_DISTRICT)
    for _ in range(2):
        _, answer = harness.ask(cell)
        assert answer.status == 302
        assert answer.state != harness.resting[HOME_OF["landlord"]]
        assert [row.subjects for row in answer.rows] == [[asked(cell, harness.world).given[0]]]


def test_a_file_shows_faults_whole_to_nobody_while_somebody_protected_is_closed_to_them(
    harness: Harness, world: World
) -> None:
    for actor, marks in ((SEES_ALL, set()), (BY_NAME["officer"], set())):
        _, answer = harness.ask(Cell(page("file_errors"), "GET", actor, Relation.FILE_WAITING))
        assert answer.status == 200
        assert world.marks_in(answer.body) == marks
