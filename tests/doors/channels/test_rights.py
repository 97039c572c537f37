"""Rights that change bite in every channel: whoever could open a page a moment ago cannot at its next request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import set_script_prefix

from kvarbo.ground.break_glass.actions import close_own
from kvarbo.ground.break_glass.models import BreakGlass
from kvarbo.ground.protection.actions import bar
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import let_out, take_role
from kvarbo.ground.units.queries import AtWork, member_at_work
from kvarbo.house.models import Room
from kvarbo.house.rooms import enter
from kvarbo.web.channels import CHANNELS
from tests.doors.channels.test_own_data import HOMES, who
from tests.isolation.asking import asked
from tests.isolation.cells import Cell, Route, routes
from tests.isolation.oracles import undone
from tests.isolation.reference import ACTORS, ONE_SUBJECT, Actor, Relation
from tests.isolation.world import HOME_OF, World

CLAIMED = {route for channel in CHANNELS for route in channel.routes}
ABOUT_PEOPLE = [
    route
    for route in routes()
    if (route.kind, route.name) in CLAIMED
    and route.kind in HOMES
    and route.page is not None
    and "GET" in route.page.methods
    and route.page.names not in (None, "file", "files", "payment", "payments")  # the office's, whoever it is about
]
Change = Callable[[World, str, AtWork, AtWork], None]


def deactivated(world: World, kind: str, member: AtWork, by: AtWork) -> None:
    let_out(member_id=member.id, by=by)


def without_role(world: World, kind: str, member: AtWork, by: AtWork) -> None:
    for role in sorted(member.roles):
        take_role(member_id=member.id, role=role, by=by)


def barred(world: World, kind: str, member: AtWork, by: AtWork) -> None:
    for subject in world.subjects(kind)[Relation.OWN_DISTRICT]:
        bar(member_id=member.id, person_id=world.people[subject], by=member)


CHANGES: dict[str, Change] = {"deactivated": deactivated, "without a role": without_role, "barred": barred}


def at_work_in(world: World, kind: str, actor: Actor | str) -> AtWork:
    name = actor if isinstance(actor, str) else actor.name
    found = member_at_work(world.members[HOME_OF[kind], name])
    assert found is not None
    return found


def ask(world: World, route: Route, actor: Actor, relation: Relation) -> Any:
    request = asked(Cell(route, "GET", actor, relation), world)
    set_script_prefix("/")
    return world.clients[actor.name].get(request.path, query_params=request.query)


def still_told(world: World, route: Route, answer: Any, relation: Relation) -> bool:
    """Whether an answer tells of somebody: any answer about one home or matter, a list that holds their marks."""
    assert route.page is not None
    if route.page.names in ONE_SUBJECT:
        return answer.status_code == 200
    marks = {world.mark_of(subject) for subject in world.subjects(route.kind)[relation]}
    return answer.status_code == 200 and bool(marks & world.marks_in(answer.content.decode()))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("route", ABOUT_PEOPLE, ids=str)
def test_a_right_that_is_gone_is_gone_at_the_next_request_of_an_open_page(
    world: World, route: Route, change: str
) -> None:
    actor, relation = who(route), Relation.OWN_DISTRICT
    with enter(Room.objects.get(slug=HOME_OF[route.kind])) as entered, undone("default", entered.alias):
        before = ask(world, route, actor, relation)
        assert before.status_code == 200
        told_before = still_told(world, route, before, relation)
        with recorded("test"):
            CHANGES[change](
                world, route.kind, at_work_in(world, route.kind, actor), at_work_in(world, route.kind, "administrator")
            )
        after = ask(world, route, actor, relation)
        assert not still_told(world, route, after, relation)
        if route.page is not None and route.page.names in ONE_SUBJECT:
            assert told_before
            assert after.status_code == (404 if change in ("barred", "deactivated") else 403)


GLASS = next(actor for actor in ACTORS if actor.has_broken_glass)
OPENED = [
    route
    for route in ABOUT_PEOPLE
    if route.kind == "landlord" and route.page and route.page.names in ONE_SUBJECT and GLASS.roles & route.page.roles
]


@pytest.mark.parametrize("how", ["closed", "an hour has passed"])
@pytest.mark.parametrize("route", OPENED, ids=str)
def test_what_a_break_glass_opened_is_closed_with_it_in_every_channel(world: World, route: Route, how: str) -> None:
    with enter(Room.objects.get(slug=HOME_OF["landlord"])) as entered, undone("default", entered.alias):
        assert ask(world, route, GLASS, Relation.BY_BREAK_GLASS).status_code == 200
        if how == "closed":
            with recorded("test"):
                close_own(by=at_work_in(world, "landlord", GLASS))
        else:
            for glass in BreakGlass.objects.all():
                passed = glass.opened_at - timedelta(hours=2)
                BreakGlass.objects.filter(pk=glass.pk).update(opened_at=passed, until=passed + timedelta(hours=1))
        assert ask(world, route, GLASS, Relation.BY_BREAK_GLASS).status_code == 404
