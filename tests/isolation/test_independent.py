"""Two readings of the promises, one written without sight of the other, say the same of everything."""

from __future__ import annotations

import pytest

from tests.isolation import independent
from tests.isolation.cells import UNKNOWN, Route, relations_of, routes
from tests.isolation.reference import ACTORS, SUBJECTS, Relation, Verdict, expected, may_open

PAGES = [route for route in routes() if route.name != UNKNOWN]


@pytest.mark.parametrize("kind", ["landlord", "social"])
def test_both_open_the_same_homes_and_matters_to_the_same_people(kind: str) -> None:
    differ = [
        f"{actor.name} · {relation.value}: independent {not may_open(actor, relation, kind)}"
        for actor in ACTORS
        for relation in SUBJECTS[kind]
        if actor.is_member and may_open(actor, relation, kind) != independent.opens_people(actor, kind, relation.value)
    ]
    assert differ == []


@pytest.mark.parametrize("route", PAGES, ids=str)
def test_both_open_the_page_to_the_same_people(route: Route) -> None:
    assert route.page is not None
    one_file = route.page.names in ("file", "payment")  # one of these is the room's own, whatever it leads to
    relations = (Relation.OWN_DISTRICT,) if one_file else relations_of(route)
    differ = [
        f"{actor.name} · {relation.value}: independent {says}"
        for actor in ACTORS
        for relation in relations
        for says in [independent.opens(actor, route.kind, route.name, relation.value)]
        if says != (expected(actor, route.kind, route.name, route.page.methods[0], relation) is Verdict.OPEN)
    ]
    assert differ == []


def test_every_page_has_a_class_in_the_second_reading_and_no_class_is_empty() -> None:
    assert {route.name for route in PAGES} == set(independent.CLASS_OF)
    assert set(independent.PAGE_CLASSES) == set(independent.CLASSES)
