"""There is something that could leak: every home is seen by somebody, and seen whole."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.models import Suggestion
from tests.isolation.asking import asked
from tests.isolation.cells import SEARCHES, Cell, Route, routes
from tests.isolation.oracles import Harness
from tests.isolation.reference import ACTORS, LEASES, MATTERS, PROTECTED, UNREACHABLE, Actor, Relation, may_open
from tests.isolation.world import HOME_OF, World

BY_NAME = {actor.name: actor for actor in ACTORS}
SEES_ALL = BY_NAME["officer_and_handler"]
REACHABLE = [relation for relation in LEASES if may_open(SEES_ALL, relation)]


def page(name: str, kind: str = "landlord") -> Route:
    return next(route for route in routes() if (route.kind, route.name) == (kind, name))


def marks_of(world: World, kind: str, relations: Iterable[Relation]) -> set[int]:
    wanted = set(relations)
    return {mark for mark, (relation, at) in world.marks.items() if relation in wanted and world.kind_of[at] == kind}


@pytest.mark.parametrize("name", ["tenant", "call"])
def test_a_lease_shows_its_canaries_to_those_who_may_see_them(harness: Harness, world: World, name: str) -> None:
    for relation in REACHABLE:
        _, answer = harness.ask(Cell(page(name), "GET", SEES_ALL, relation))
        assert world.marks_in(answer.body) == {world.mark_of(world.leases[relation][0])}
        assert len(answer.body) - len(answer.body.replace("070-174 06", "")) > 0


def test_idag_shows_every_home_to_who_may_see_all_and_masks_to_the_rest(harness: Harness, world: World) -> None:
    everything, hidden = marks_of(world, "landlord", REACHABLE), marks_of(world, "landlord", PROTECTED)
    _, answer = harness.ask(Cell(page("today"), "GET", SEES_ALL, Relation.NOWHERE))
    assert world.marks_in(answer.body) == everything
    _, answer = harness.ask(Cell(page("today"), "GET", BY_NAME["officer"], Relation.NOWHERE))
    assert world.marks_in(answer.body) == everything - hidden
    assert "Skyddad uppgift" in answer.body


@pytest.mark.parametrize("variation", [one for one in SEARCHES["they_called"] if one not in ("e_mail", "smuggled")])
def test_a_search_finds_what_may_be_seen(harness: Harness, world: World, variation: str) -> None:
    for relation in REACHABLE:
        cell = Cell(page("they_called"), "POST", SEES_ALL, relation, 0, variation)
        _, answer = harness.ask(cell)
        assert str(world.leases[relation][0]) in answer.body, cell


def test_every_home_has_a_row_in_the_list_that_could_be_smuggled(world: World, harness: Harness) -> None:
    with enter(harness.rooms[HOME_OF["landlord"]]):
        worked_out = Suggestion.objects.exclude(group="skicka")  # those the world adds by hand stand on every home
        assert set(worked_out.values_list("lease_id", flat=True)) == {
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
        _, answer = harness.ask(Cell(page("file_errors"), "POST", actor, Relation.FILE_WAITING))
        assert answer.status == 200
        assert world.marks_in(answer.body) == marks


ALL_MATTERS = BY_NAME["caseworker_and_handler"]  # sees the matters of Norra and those assigned, protected ones too
HERS = [relation for relation in MATTERS if may_open(ALL_MATTERS, relation, "social")]


def test_a_matter_shows_its_canaries_to_those_who_may_see_them(harness: Harness, world: World) -> None:
    for relation in HERS:
        _, answer = harness.ask(Cell(page("matter", "social"), "GET", ALL_MATTERS, relation))
        assert world.marks_in(answer.body) == {world.mark_of(world.matters[relation][0])}
        for told in ("gränd 3", "-77", "akt zq", "anteckning zq", "@exempel.example", "070-174 06"):
            assert told in answer.body


def test_my_matters_are_those_of_the_unit_and_those_assigned(harness: Harness, world: World) -> None:
    front = page("front", "social")
    _, answer = harness.ask(Cell(front, "GET", ALL_MATTERS, Relation.NOWHERE))
    assert world.marks_in(answer.body) == marks_of(world, "social", HERS)
    _, answer = harness.ask(Cell(front, "GET", BY_NAME["caseworker"], Relation.NOWHERE))
    assert world.marks_in(answer.body) == marks_of(world, "social", [Relation.OWN_DISTRICT])
    _, answer = harness.ask(Cell(front, "GET", BY_NAME["administrator"], Relation.NOWHERE))
    assert (answer.status, world.marks_in(answer.body)) == (200, set())


@pytest.mark.parametrize("variation", [one for one in SEARCHES["matter_search"] if one != "smuggled"])
def test_a_search_among_matters_finds_what_may_be_seen(harness: Harness, world: World, variation: str) -> None:
    for relation in HERS:
        cell = Cell(page("matter_search", "social"), "POST", ALL_MATTERS, relation, 0, variation)
        _, answer = harness.ask(cell)
        assert str(world.matters[relation][0]) in answer.body, cell


@pytest.mark.parametrize("variation", [one for one in SEARCHES["notice_search"] if one != "smuggled"])
def test_a_search_among_what_came_in_finds_what_may_be_seen(harness: Harness, world: World, variation: str) -> None:
    for relation in (*HERS, Relation.PAPER_UNPLACED):
        cell = Cell(page("notice_search", "social"), "POST", ALL_MATTERS, relation, 0, variation)
        _, answer = harness.ask(cell)
        assert str(world.id_for("received_paper", relation, 0, "social")) in answer.body, cell


@pytest.mark.parametrize(
    "name",
    [
        *(
            "matter_person",
            "matter_person_remove",
            "matter_details",
            "matter_source",
            "matter_assign",
            "matter_unassign",
        ),
        *("matter_move", "matter_event", "matter_close", "matter_reopen", "checklist_mark", "checklist_phase"),
        *("checklist_follow", "contact_add", "contact_not_told", "visit_plan", "visit_out", "visit_outcome"),
        "visit_cancel",
        *("termination_facts", "undertaking_give"),
        *("note_write", "note_mend", "note_reference", "note_carried", "note_undo"),
        *("eviction_respite", "eviction_reply", "eviction_attendance", "eviction_item", "eviction_outcome"),
        *("support_causes", "support_cause_strike", "support_budget", "support_offer", "support_change"),
        *("support_goal", "support_result", "support_word", "follow_up_done", "follow_up_rent"),
        *("representative_write", "representative_end", "rent_payer", "rights_told"),
        *("children_details", "children_fact", "children_along", "children_hand_over"),
        "child_decide",
    ],
)
def test_every_write_in_a_matter_that_is_allowed_changes_the_room(harness: Harness, world: World, name: str) -> None:
    """A form that is refused for a reason of its own would prove nothing of who may send it."""
    actor, relation = {
        "matter_person_remove": (ALL_MATTERS, Relation.PROTECTED_CO_TENANT),  # the only one with two people in it
        "matter_unassign": (ALL_MATTERS, Relation.ASSIGNED),
        "checklist_follow": (BY_NAME["manager_of_a_unit"], Relation.OWN_DISTRICT),
        **dict.fromkeys(
            ("matter_reopen", "follow_up_done", "follow_up_rent"),  # what is closed
            (BY_NAME["caseworker_of_another_unit"], Relation.NO_LONGER_ASSIGNED),
        ),
    }.get(name, (BY_NAME["caseworker"], Relation.OWN_DISTRICT))
    _, answer = harness.ask(Cell(page(name, "social"), "POST", actor, relation))
    assert answer.status == 302
    assert answer.state != harness.resting[HOME_OF["social"]]


@pytest.mark.parametrize(("kind", "actor"), [("landlord", SEES_ALL), ("social", ALL_MATTERS)])
def test_an_attachment_is_fetched_kept_and_taken_away_in_every_kind_of_room(
    harness: Harness, world: World, kind: str, actor: Actor
) -> None:
    mark = world.mark_of(world.subjects(kind)[Relation.PROTECTED][0])
    _, answer = harness.ask(Cell(page("attachment", kind), "GET", actor, Relation.PROTECTED))
    assert world.marks_in(answer.body) == {mark}
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="scanned-notice-2026-10-08-')
    _, answer = harness.ask(Cell(page("attachments", kind), "GET", actor, Relation.PROTECTED))
    assert world.marks_in(answer.body) == {mark}
    _, answer = harness.ask(Cell(page("attachments", kind), "POST", actor, Relation.PROTECTED))
    assert answer.state != harness.resting[HOME_OF[kind]]
    _, answer = harness.ask(
        Cell(page("attachment_remove", kind), "POST", BY_NAME["manager_of_a_unit"], Relation.OWN_DISTRICT)
    )
    assert answer.state != harness.resting[HOME_OF[kind]]
