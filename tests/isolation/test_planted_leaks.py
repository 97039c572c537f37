"""The harness bites: each leak that is planted here is found, by the oracle that should find it.

A leak is planted in the running code, a page's cells are judged, and the faults must tell of it. The same cell
without the leak tells of nothing, so it is the leak that was found.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from itertools import zip_longest
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import clear_url_caches, path

from kvarbo.ground.access import open_to
from kvarbo.ground.attachments import pages as attachment_pages
from kvarbo.ground.attachments import queries as attachment_queries
from kvarbo.ground.people import queries as people_queries
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.subjects import Subject
from kvarbo.ground.trail import recorder
from kvarbo.ground.units.queries import AtWork
from kvarbo.ground.units.roles import RoleName
from kvarbo.house.rooms import enter
from kvarbo.landlord import opening
from kvarbo.landlord.outreach import contact_pages, pages, search
from kvarbo.landlord.outreach import today as today_module
from kvarbo.landlord.outreach.models import Claim, Suggestion
from kvarbo.landlord.rent import pages as file_pages
from kvarbo.landlord.rent import queries as rent_queries
from kvarbo.landlord.rent.models import Import, Lease
from kvarbo.social.casework import opening as matter_opening
from kvarbo.social.casework import queries as matter_queries
from kvarbo.social.casework import search as matter_search
from kvarbo.social.casework.models import Matter
from kvarbo.web import errors
from kvarbo.web.rooms import landlord_urls, middleware
from tests.isolation.cells import Cell, Route, ordered, routes
from tests.isolation.more_leaks import MORE, Plant
from tests.isolation.oracles import Harness
from tests.isolation.world import NEIGHBOURS, World

pytestmark = pytest.mark.parametrize(
    "backend",
    ["sqlite", pytest.param("postgres", marks=[pytest.mark.proof, pytest.mark.postgres])],  # half an hour there
    indirect=True,
)
ENOUGH = 1_000  # cells of a page that are judged: all relations and variations for every role are among them


@pytest.fixture(scope="module")
def harness(world: World) -> Harness:
    """What a leak does is taken back, also where only reading was asked for."""
    return Harness(world, undo_reads=True)


def cells_of(name: str) -> list[Cell]:
    """The cells of a page of the landlord's, or of the kind of room before the colon; plain and others by turns."""
    kind, _, page = name.rpartition(":")
    wanted = (kind or "landlord", page)
    found = ordered(next(route for route in routes() if (route.kind, route.name) == wanted), at_most=ENOUGH)
    plain = [cell for cell in found if cell.variation == "plain"]
    others = [cell for cell in found if cell.variation != "plain"]
    return [cell for turn in zip_longest(plain, others) for cell in turn if cell is not None]


def first_told(harness: Harness, cells: list[Cell], told: str) -> Cell | None:
    """The first cell whose faults tell of this."""
    harness.remembered.clear()
    return next((cell for cell in cells if any(told in fault for fault in harness.faults(cell))), None)


def forgotten_filter(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """The query of leases forgets districts and protection."""
    patch.setattr(opening, "leases_open_to", lambda reader: rent_queries.visible_leases())


def masks_fall_off(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A list is read as if everybody were a handler, in a room where the role is thought to be enough."""
    real = rent_queries.shown_leases
    roles = frozenset({"rent_officer", "protected_handler"})

    def unmasked(reader: AtWork, leases: Any) -> Any:
        return real(replace(reader, roles=roles), leases)

    patch.setattr(today_module, "shown_leases", unmasked)
    patch.setattr(people_queries, "role_opens_all", lambda reader: reader.may_see_protected)


def masked_name_in_a_tooltip(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A list shows the unprotected co-tenant of somebody protected."""

    def every_name(lease: Any) -> tuple[Any, ...]:
        return tuple(tenant.name for tenant in lease.tenants if isinstance(tenant, ShownPerson))

    patch.setattr(today_module, "names", every_name)


def search_across_districts(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A search looks among all homes."""
    patch.setattr(search, "leases_open_to", lambda reader: rent_queries.visible_leases().filter(is_protected=False))


def row_of_anybody(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """The row that a form names is taken whosever it is."""

    def any_row(request: Any, lease: Lease) -> Suggestion | None:
        return Suggestion.objects.filter(pk=UUID(request.GET["rad"])).first() if "rad" in request.GET else None

    patch.setattr(contact_pages, "suggestion_of", any_row)


def lease_from_the_form(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A form may say which lease is meant, and nobody asks whether it may be opened."""
    real = pages.open_lease

    def from_form(request: Any, lease: UUID) -> Lease:
        found = real(request, lease)
        return Lease.objects.filter(pk=request.POST.get("lease")).first() or found

    patch.setattr(contact_pages, "open_lease", from_form)


def another_answer_for_another_room(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """What is in another room is not found a little differently."""
    real = errors._page

    def page(request: Any, template: str, status: int) -> HttpResponse:
        answer = real(request, template, status)
        wanted = request.resolver_match.kwargs.get("lease") if request.resolver_match else None
        with enter(harness.rooms[NEIGHBOURS]):
            if wanted and Lease.objects.filter(pk=wanted).exists():
                answer.content += b"<!-- not yours -->"
        return answer

    patch.setattr(errors, "_page", page)


def not_allowed_instead_of_not_found(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A lease one may not open is refused as such, which tells that it is there."""
    real = pages.open_lease

    def telling(request: Any, lease: UUID) -> Lease:
        if Lease.objects.filter(pk=lease).exists() and not rent_queries.leases_open_to(request.member).filter(pk=lease):
            raise PermissionDenied
        return real(request, lease)

    patch.setattr(pages, "open_lease", telling)


def reading_that_writes(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """Looking at a lease takes its row."""
    real = pages.open_lease

    def claiming(request: Any, lease: UUID) -> Lease:
        found = real(request, lease)
        Claim.objects.filter(lease=found).update(by=request.member.id)
        return found

    patch.setattr(pages, "open_lease", claiming)
    patch.setattr(middleware, "only_reading", lambda alias: nullcontext())


def shown_untold(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A page shows people and forgets to say so."""
    patch.setattr(pages, "shown", lambda subjects, *, what: None)


def refused_untold(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A refusal leaves no row."""
    real = recorder.Recorder.add

    def add(self: Any, act: str, **said: Any) -> None:
        if not said.get("refused"):
            real(self, act, **said)

    patch.setattr(recorder.Recorder, "add", add)


def name_in_a_file_name(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """The downloaded file is named after what stands in it."""
    real = file_pages._found

    def remembering(received: UUID) -> Import:
        found = real(received)
        found.file_name = str(found.errors[0]["value"]) if found.errors else found.file_name
        harness_names.append(found.file_name)
        return found

    harness_names: list[str] = []
    real_response = file_pages.HttpResponse

    def named(*arguments: Any, **said: Any) -> HttpResponse:
        answer = real_response(*arguments, **said)
        answer.headers["X-File"] = harness_names[-1] if harness_names else ""
        return answer

    patch.setattr(file_pages, "_found", remembering)
    patch.setattr(file_pages, "HttpResponse", named)


def role_forgotten(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """The call script opens to every role."""
    route = next(route for route in routes() if route.name == "call")
    assert route.view is not None
    everybody = open_to(*RoleName, names="lease")(lambda request, lease: None).access  # type: ignore[attr-defined]
    patch.setattr(route.view, "access", everybody)


def unit_forgotten(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """Whoever does casework opens every unit's matters."""
    patch.setattr(matter_opening, "matters_open_to", lambda reader: Matter.objects.filter(is_protected=False))


def protected_child_forgotten(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A matter is thought protected only when its leaseholder is."""

    def own_unit(reader: AtWork) -> Any:
        adults = {"matter_people__part": "co_leaseholder", "matter_people__person__is_protected": False}
        return Matter.objects.filter(unit_id=reader.unit_id, **adults)

    patch.setattr(matter_queries, "matters_open_to", own_unit)


def search_across_units(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A search looks among all units' matters."""
    patch.setattr(matter_search, "matters_open_to", lambda reader: Matter.objects.filter(is_protected=False))


def attachment_of_anybody(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A file is handed over without asking whether its subject may be opened."""
    patch.setattr(attachment_queries, "holder", lambda reader, identity: object())


def file_named_as_it_came(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A list of files is drawn for whoever has its address."""
    found = Subject(UUID(int=0), (), "", "", "/")
    patch.setattr(attachment_pages, "holder", lambda reader, identity: replace(found, id=identity))


PLANTED: dict[str, tuple[Plant, str, str]] = {
    "forgotten filter": (forgotten_filter, "tenant", "(a) opened, not not found"),
    "masks fall off": (masks_fall_off, "today", "(protected) is in the answer"),
    "co-tenant of somebody protected": (masked_name_in_a_tooltip, "today", "(protected_co_tenant) is in the answer"),
    "search across districts": (search_across_districts, "they_called", "(other_district) is in the answer"),
    "row of anybody": (row_of_anybody, "contact", "(e) headers tells it from what exists nowhere"),
    "lease from the form": (lease_from_the_form, "claim", "for somebody else than the one in the address"),
    "another body for another room": (another_answer_for_another_room, "tenant", "(e) body tells it"),
    "not allowed instead of not found": (not_allowed_instead_of_not_found, "tenant", "(a) not allowed, not not found"),
    "reading that writes": (reading_that_writes, "tenant", "(c) landlord_claim changed"),
    "shown untold": (shown_untold, "tenant", "(d) somebody was shown and the trail does not say so"),
    "refused untold": (refused_untold, "pause", "(d) the refusal is not in the trail"),
    "name in a header": (name_in_a_file_name, "file_errors", "(b) the canary 901"),
    "role forgotten": (role_forgotten, "call", "(a) opened, not not allowed"),
    "unit forgotten": (unit_forgotten, "social:matter", "(other_district) is in the answer"),
    "protected child": (protected_child_forgotten, "social:front", "(protected_co_tenant) is in the answer"),
    "search across units": (search_across_units, "social:matter_search", "(other_district) is in the answer"),
    "a matter's file": (attachment_of_anybody, "social:attachment", "(protected) is in the answer"),
    "a lease's file": (attachment_of_anybody, "landlord:attachment", "(other_district) is in the answer"),
    "list of files": (file_named_as_it_came, "social:attachments", "(other_district) is in the answer"),
    **MORE,
}


@pytest.mark.parametrize("leak", PLANTED)
def test_a_planted_leak_is_found(harness: Harness, leak: str) -> None:
    plant, page, told = PLANTED[leak]
    with pytest.MonkeyPatch.context() as patch:
        plant(patch, harness)
        found = first_told(harness, cells_of(page), told)
    assert found is not None, f"nothing told of {told!r}"
    harness.remembered.clear()
    assert harness.faults(found) == [], "told also when nothing is planted"


def test_a_page_that_has_not_said_who_may_open_it_opens_to_nobody(
    harness: Harness, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgotten(request: Any, lease: UUID) -> HttpResponse:
        return HttpResponse(str(Lease.objects.filter(pk=lease).values_list("address", flat=True).first()))

    entry = path("glomd/<uuid:lease>/", forgotten, name="forgotten")
    monkeypatch.setattr(landlord_urls, "urlpatterns", [*landlord_urls.urlpatterns, entry])
    clear_url_caches()
    route = Route("landlord", "forgotten", "glomd/<uuid:lease>/", ("lease",), forgotten)
    answers = [harness.ask(cell)[1] for cell in ordered(route, at_most=60) if cell.actor.is_member]
    monkeypatch.undo()
    clear_url_caches()
    assert {answer.status for answer in answers} == {403}
    assert not any(harness.world.marks_in(answer.body) for answer in answers)
