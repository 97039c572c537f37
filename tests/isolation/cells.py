"""Cells made from the URL configurations themselves: route × method × actor × relation × which × variation.

A new page is in the matrix the moment it has an address. The order says what is run first when only some cells are:
every actor on every page, then every actor × relation, then methods and variations by turns, then the rest shuffled.
"""

from __future__ import annotations

import importlib
import os
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, cycle, islice, product, zip_longest
from typing import Any

from django.urls import URLPattern, URLResolver

from kvarbo.house.models import RoomKind
from tests.isolation.reference import ACTORS, FILES, ONE_SUBJECT, PAGES, SUBJECTS, UNPLACED, Actor, Page, Relation
from tests.isolation.world import EACH

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
ORDINARY = 2_500  # cells of an ordinary run; CI asks for 12,000 and the proof for 50,000
EVERYBODY = 12_000  # from so many on, every actor is asked by every method of every page
BY_TURNS = 3  # of those who may not open a page, so many are asked in a smaller run, others on the next page
UNKNOWN = "an address that is not there"
SEARCHES = {  # pages that search, and what may be searched by there
    "they_called": ("plain", "htmx", "phone", "address", "number", "flat", "e_mail", "smuggled"),
    "notice_search": ("plain", "htmx", "number", "smuggled"),
    "matter_search": ("plain", "htmx", "number", "outside", "smuggled"),
}
LEAST_ASKED = (Relation.ANOTHER_ROOM, Relation.NOWHERE)  # for those who never come in, whatever they ask for


@dataclass(frozen=True, eq=False)  # each is made once, and cells are compared by the million
class Route:
    """One address of a kind of room: its pattern, the page behind it and the names of its ids."""

    kind: str
    name: str
    pattern: str
    ids: tuple[str, ...]
    view: Callable[..., Any] | None

    @property
    def page(self) -> Page | None:
        return PAGES.get((self.kind, self.name))

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True)
class Cell:
    """One request to be judged."""

    route: Route
    method: str
    actor: Actor
    relation: Relation
    which: int = 0
    variation: str = "plain"

    def __str__(self) -> str:
        return (
            f"{self.method} {self.route} as {self.actor.name} · {self.relation.value} {self.which} · {self.variation}"
        )


def urlconf_of(kind: str) -> str:
    """The URL configuration the middleware puts in for a kind of room."""
    return f"kvarbo.web.rooms.{kind}_urls"


def patterns_under(found: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address below, with what stands before it."""
    for entry in found:
        if isinstance(entry, URLResolver):
            yield from patterns_under(entry.url_patterns, before + str(entry.pattern))
        else:
            yield before + str(entry.pattern), entry


@lru_cache(maxsize=1)
def routes() -> tuple[Route, ...]:
    """Every address of every kind of room, and one in each that is not there."""
    found: list[Route] = []
    for kind in RoomKind.values:
        urlpatterns = importlib.import_module(urlconf_of(kind)).urlpatterns
        for pattern, entry in patterns_under(urlpatterns):
            ids = tuple(entry.pattern.converters)
            found.append(Route(kind, entry.name or pattern, pattern, ids, entry.callback))
        found.append(Route(kind, UNKNOWN, "finns-inte/<uuid:lease>/", ("lease",), None))
    return tuple(found)


def relations_of(route: Route, method: str = "POST") -> tuple[Relation, ...]:
    """What the id in the address, or what is searched for, may stand to the actor as."""
    names = route.page.names if route.page else None
    if names == "file":
        return FILES
    if names == "received_paper" or (route.name == "notice_search" and method == "POST"):
        return (*SUBJECTS[route.kind], *UNPLACED)
    if names in (*ONE_SUBJECT, "payment") or (route.name in SEARCHES and method == "POST"):
        return SUBJECTS[route.kind]
    return LEAST_ASKED


def variations_of(route: Route, method: str) -> tuple[str, ...]:
    """How else the same page may be asked: by other ids in the query and the form, by filters, by words searched."""
    if route.name in ("today", "idag"):
        return ("plain", "htmx", "district", "district_of_neighbour", "group", "mine", "far_page", "smuggled")
    if route.name in SEARCHES and method == "POST":
        return SEARCHES[route.name]
    if route.page is None or not route.ids:
        return ("plain", "htmx", "smuggled")
    rows = ("row", "row_of_another", "row_of_another_room", "row_of_nobody")
    smuggled = ("smuggled", "smuggled_another_room", "smuggled_nowhere")
    return ("plain", "htmx", "empty", *(rows if route.page.names == "lease" else ()), *smuggled)


def _offered(route: Route) -> tuple[str, ...]:
    return route.page.methods if route.page else ("GET", "POST")


def _asked_by(actor: Actor, route: Route, method: str) -> tuple[Relation, ...]:
    return relations_of(route, method) if actor.is_member else LEAST_ASKED


def _insiders(route: Route) -> list[Actor]:
    """The members whose role the page opens to: only they can be shown anything."""
    return [actor for actor in ACTORS if route.page and actor.is_member and actor.roles & route.page.roles]


def _first(route: Route) -> Iterator[Cell]:
    """Each who may open the page, and some others, by turns from page to page."""
    relations, methods = cycle(relations_of(route)), cycle(_offered(route))
    insiders = _insiders(route)
    others = [actor for actor in ACTORS if actor not in insiders]
    at = routes().index(route) * BY_TURNS if route in routes() else 0
    turn = [others[(at + step) % len(others)] for step in range(BY_TURNS)]
    for actor in dict.fromkeys((*insiders, *turn)):
        yield Cell(route, next(methods), actor, next(relations))


def _everybody(route: Route) -> Iterator[Cell]:
    """Each actor at least once by each offered method, the relations by turns."""
    turn = cycle(relations_of(route))
    for method, actor in product(_offered(route), ACTORS):
        yield Cell(route, method, actor, next(turn))


def _relations(route: Route) -> Iterator[Cell]:
    main = [method for method in _offered(route) if method != "HEAD"]
    for method, actor in product(main, ACTORS):
        for relation in _asked_by(actor, route, method):
            yield Cell(route, method, actor, relation)


def _methods(route: Route) -> Iterator[Cell]:
    """Each actor by two of the methods that are not offered, all of them by turns."""
    others = cycle([method for method in METHODS if method not in _offered(route)])
    turn = cycle(relations_of(route))
    for actor in ACTORS:
        for _ in range(2):
            yield Cell(route, next(others), actor, next(turn))


def _variations(route: Route) -> Iterator[Cell]:
    insiders = _insiders(route)
    for method in (method for method in _offered(route) if method != "HEAD"):
        turn = cycle(relations_of(route, method))
        for variation, actor in product(variations_of(route, method)[1:], insiders):
            yield Cell(route, method, actor, next(turn), 1, variation)


def _all(route: Route) -> Iterator[Cell]:
    """Every cell there is, shuffled the same way every time; tens of thousands, so made only when they are reached."""
    cells = [
        Cell(route, method, actor, relation, which, variation)
        for method, actor in product(METHODS, ACTORS)
        for relation, which in product(relations_of(route, method), range(EACH))
        for variation in variations_of(route, method)
    ]
    random.Random(str(route)).shuffle(cells)
    yield from cells


def ordered(route: Route, *, at_most: int | None = None) -> list[Cell]:
    """The cells of a route, those that say most first, none twice; all of them if no number is given."""
    by_turns = chain.from_iterable(zip_longest(_methods(route), _variations(route)))
    ranked = chain(_first(route), _everybody(route), _relations(route), by_turns, _all(route))
    return list(islice(_once(cell for cell in ranked if cell is not None), at_most))


def _once(cells: Iterable[Cell]) -> Iterator[Cell]:
    seen = set()
    for cell in cells:
        if cell not in seen:
            seen.add(cell)
            yield cell


@lru_cache(maxsize=1)
def _weights() -> dict[Route, int]:
    """How many cells of each page matter."""
    return {each: len(list(chain(_relations(each), _methods(each), _variations(each)))) for each in routes()}


def asked_for() -> int:
    """How many cells are to be run in all: ``KVARBO_CELLS``."""
    return int(os.environ.get("KVARBO_CELLS", ORDINARY))


def chosen(route: Route, *, of: int) -> list[Cell]:
    """This route's share of ``of`` cells, by how many it has that matter.

    At least who may open it, and from ``EVERYBODY`` on every actor by every method it offers.
    """
    first = chain(_first(route), _everybody(route)) if of >= EVERYBODY else _first(route)
    must = len(set(first))
    share = round(of * _weights()[route] / sum(_weights().values()))
    return ordered(route, at_most=max(must, share))


def nowhere(cell: Cell) -> Cell:
    """The same request about something that exists nowhere."""
    variation = {
        "row_of_another": "row_of_nobody",
        "row_of_another_room": "row_of_nobody",
        "smuggled": "smuggled_nowhere",
        "smuggled_another_room": "smuggled_nowhere",
    }.get(cell.variation, cell.variation)
    return replace(cell, relation=Relation.NOWHERE, variation=variation)
