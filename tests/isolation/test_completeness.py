"""Nothing is left out: a page, a table or a kind of work that nobody has classified fails the build."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import get_resolver, path

from kvarbo.ground.access import access_of
from kvarbo.ground.units.roles import RoleName
from kvarbo.house.models import RoomKind
from kvarbo.house.router import EVERY_ROOM, HOUSE_APPS, ROOMS_OF_KIND
from tests.isolation.cells import UNKNOWN, Route, patterns_under, routes
from tests.isolation.reference import ACTORS, HOUSE, ONE_SUBJECT, PAGES
from tests.isolation.tables import MODELS
from tests.isolation.world import HOME_OF


def unclassified(found: tuple[Route, ...]) -> list[str]:
    """Pages that have not said who may open them, or that the reference does not know."""
    pages = [route for route in found if route.name != UNKNOWN]
    silent = [f"{route} has no @open_to" for route in pages if route.view is None or access_of(route.view) is None]
    unknown = [f"{route} is not in tests/isolation/reference.py" for route in pages if route.page is None]
    return silent + unknown


def test_every_page_of_a_room_says_who_may_open_it_and_is_in_the_reference() -> None:
    assert unclassified(routes()) == []


def test_the_reference_knows_no_page_that_is_gone() -> None:
    assert set(PAGES) - {(route.kind, route.name) for route in routes()} == set()


def test_every_address_of_the_house_is_classified() -> None:
    found = [
        entry.name or pattern for pattern, entry in patterns_under(get_resolver(settings.ROOT_URLCONF).url_patterns)
    ]
    assert sorted(found) == sorted(HOUSE)


def test_no_address_of_the_house_names_a_room() -> None:
    patterns = [pattern for pattern, _ in patterns_under(get_resolver(settings.ROOT_URLCONF).url_patterns)]
    assert not [pattern for pattern in patterns if pattern.startswith("r/")]


def test_every_kind_of_room_is_in_the_town() -> None:
    assert set(HOME_OF) == set(RoomKind.values)


def test_every_role_is_among_those_who_ask() -> None:
    assert {role for actor in ACTORS for role in actor.roles} == set(RoleName.values)


@pytest.mark.parametrize("route", [route for route in routes() if route.page], ids=str)
def test_ids_in_an_address_are_opaque_and_one_and_of_a_classified_kind(route: Route) -> None:
    assert route.page is not None
    assert bool(route.ids) == (route.page.names in (*ONE_SUBJECT, "file", "payment"))
    assert len(route.ids) <= 1
    assert all(f"<uuid:{name}>" in route.pattern for name in route.ids)


def unclassified_tables(found: list[type[models.Model]]) -> set[str]:
    return {model._meta.label for model in found} - set(MODELS)


def test_every_table_is_classified_and_none_that_is_gone() -> None:
    found = apps.get_models()
    assert unclassified_tables(found) == set()
    assert set(MODELS) - {model._meta.label for model in found} == set()


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_a_table_lives_where_its_class_says(model: type[models.Model]) -> None:
    classed, label = MODELS[model._meta.label], model._meta.app_label
    in_house, in_a_room = label in HOUSE_APPS, label in EVERY_ROOM | ROOMS_OF_KIND
    assert (in_house, in_a_room) == ((True, False) if classed == "house" or label == "house" else (False, True))
    told_of = {"landlord.Lease", "social.Matter", "ground.Person"}
    leads_to = {field.related_model._meta.label for field in model._meta.get_fields() if field.many_to_one}
    if leads_to & told_of:
        assert classed == "person"
    assert not in_house or classed in ("house", "log")


def test_every_kind_of_work_is_done_by_the_room_itself() -> None:
    work = importlib.import_module("kvarbo.landlord.work").WORK
    assert set(work) == {"go_through", "read_in", "make_letters", "try_ways", "same_chance"}


def test_a_page_without_declaration_and_a_table_without_class_would_be_found() -> None:
    view = path("glomd/", lambda request: None, name="forgotten").callback
    assert unclassified((Route("landlord", "forgotten", "glomd/", (), view),)) == [
        "landlord:forgotten has no @open_to",
        "landlord:forgotten is not in tests/isolation/reference.py",
    ]

    class Forgotten:
        class _meta:
            label = "landlord.Forgotten"

    assert unclassified_tables([Forgotten]) == {"landlord.Forgotten"}  # type: ignore[list-item]
