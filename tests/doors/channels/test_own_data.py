"""What is the room's own rests on no consent: those channels never look at one, so that none could be forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import set_script_prefix

from kvarbo.house.models import Room
from kvarbo.house.rooms import enter
from kvarbo.web.channels import CHANNELS, NOBODY
from kvarbo.web.command_line import main
from kvarbo.web.worker import look_after_trails
from tests.isolation.asking import asked
from tests.isolation.cells import Cell, Route, routes
from tests.isolation.oracles import undone
from tests.isolation.reference import ACTORS, LEASES, Actor, Relation, may_open
from tests.isolation.world import HOME_OF, World

OWN = {route for channel in CHANNELS if not channel.rests_on_consent for route in channel.routes}
OWN_ROUTES = [
    route
    for route in routes()
    if (route.kind, route.name) in OWN and not (route.kind == "counselling" and route.ids)  # nobody is there yet
]
HOMES = ("landlord", "social")  # kinds of room where somebody can be met
TABLES = ("doors_consent", "doors_withdrawnpart", "doors_receivertotell")


def who(route: Route) -> Actor:
    """Somebody who may open the page, and its lease or matter: of several the one with the most roles."""
    page = route.page
    assert page is not None
    may = [actor for actor in ACTORS if actor.is_member and actor.roles & page.roles]
    opens = [actor for actor in may if route.kind in HOMES and may_open(actor, Relation.OWN_DISTRICT, route.kind)]
    return max(opens or may, key=lambda actor: len(actor.roles))


def read_by(world: World, route: Route, method: str, relation: Relation) -> tuple[int, list[str]]:
    """How a request ends, and the statements in it that look at a consent."""
    cell = Cell(route, method, who(route), relation)
    request = asked(cell, world)
    with enter(Room.objects.get(slug=HOME_OF[route.kind])) as entered, undone("default", entered.alias):
        set_script_prefix("/")
        with CaptureQueriesContext(connections[entered.alias]) as made:
            answer = world.clients[who(route).name].generic(
                method, request.path, request.body if request.form else b"",
                content_type=request.content_type if request.form else "application/octet-stream",
                query_params=request.query,
            )  # fmt: skip
    return answer.status_code, [one["sql"] for one in made if any(table in one["sql"] for table in TABLES)]


def relation_of(route: Route) -> Relation:
    assert route.page is not None
    return Relation.FILE_WAITING if route.page.names == "file" else Relation.OWN_DISTRICT


@pytest.mark.parametrize("route", OWN_ROUTES, ids=str)
def test_what_shows_there_rests_on_no_consent(world: World, route: Route) -> None:
    assert route.page is not None
    for method in (method for method in route.page.methods if method != "HEAD"):
        status, looked = read_by(world, route, method, relation_of(route))
        assert status in (200, 302)
        assert looked == []


def test_a_page_that_looks_at_a_consent_is_found_out(world: World) -> None:
    route = next(route for route in routes() if (route.kind, route.name) == ("landlord", "consents"))
    status, looked = read_by(world, route, "GET", Relation.OWN_DISTRICT)
    assert status == 200
    assert looked


def test_work_in_the_background_reads_no_consent(world: World, capsys: Any) -> None:
    look_after_trails()
    with enter(Room.objects.get(slug=HOME_OF["landlord"])) as entered:
        with CaptureQueriesContext(connections[entered.alias]) as made:
            assert main(["work", "--once"]) == 0
            assert main(["tick", "--again"]) == 0
            assert main(["trail", "verify", HOME_OF["landlord"]]) == 0
        assert [one["sql"] for one in made if any(table in one["sql"] for table in TABLES)] == []
    assert len(made) > 10
    said = capsys.readouterr()
    assert world.marks_in(said.out + said.err) == set()
    assert "trail" in NOBODY
    assert set(LEASES)
