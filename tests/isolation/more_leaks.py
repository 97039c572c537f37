"""More leaks to plant: what caches, lists, files, forms, doors and openings would do if one line of them were wrong.

Each is named after the mistake. Where Kvarbo has no such thing (a cache, an ETag, a stream) it is added around it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.db.models import OuterRef, Q, Subquery
from django.http import HttpResponse, StreamingHttpResponse

from kvarbo.doors.consent import actions as consent_actions
from kvarbo.doors.consent import pages as consent_pages
from kvarbo.doors.consent import presenting as consent_presenting
from kvarbo.doors.consent.models import Consent
from kvarbo.doors.consent.queries import kept_consents
from kvarbo.doors.post import queries as post_queries
from kvarbo.doors.post import sent_pages
from kvarbo.ground.break_glass.models import BreakGlass
from kvarbo.ground.people import queries as people_queries
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.protection.queries import barred_from
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.collection import pages as collection_pages
from kvarbo.landlord.collection.models import LeftOut
from kvarbo.landlord.outreach import pages
from kvarbo.landlord.outreach import today as today_module
from kvarbo.landlord.rent import presenting as file_presenting
from kvarbo.landlord.rent import queries as rent_queries
from kvarbo.landlord.rent.models import Lease, ProtectedAddress
from kvarbo.landlord.rent.payments import queries as payment_queries
from kvarbo.social.casework import queries as matter_queries
from kvarbo.social.casework import search as matter_search
from kvarbo.social.casework.models import Matter, MatterPerson
from kvarbo.web.rooms import middleware
from tests.isolation.oracles import Harness

Plant = Callable[[pytest.MonkeyPatch, Harness], None]


def around(patch: pytest.MonkeyPatch, wrap: Callable[[Any, HttpResponse], HttpResponse]) -> None:
    """Let every answer of a room pass through ``wrap(request, answer)`` on its way out."""
    real = middleware.RoomMiddleware._answer

    def answer(self: Any, request: Any, **said: Any) -> HttpResponse:
        return wrap(request, real(self, request, **said))

    patch.setattr(middleware.RoomMiddleware, "_answer", answer)


def of_address(request: Any) -> Lease | None:
    """The lease in the address, whosever it is."""
    found = request.resolver_match.kwargs.get("lease") if request.resolver_match else None
    return Lease.objects.filter(pk=found).first() if found else None


def cached_page(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A page is kept by its address and handed to the next who asks for it."""
    kept: dict[str, HttpResponse] = {}
    real = middleware.RoomMiddleware._answer

    def answer(self: Any, request: Any, **said: Any) -> HttpResponse:
        if request.method != "GET":
            return real(self, request, **said)
        if request.path not in kept:
            made = real(self, request, **said)
            if made.status_code != 200:
                return made
            kept[request.path] = made
        return kept[request.path]

    patch.setattr(middleware.RoomMiddleware, "_answer", answer)


def etag_of_what_is_hidden(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """An answer's ETag is made from the row in the address, also when the answer is that there is none."""

    def tagged(request: Any, answer: HttpResponse) -> HttpResponse:
        lease = of_address(request)
        if lease is not None:
            answer.headers["ETag"] = hashlib.sha256(lease.source_key.encode()).hexdigest()[:16]
        return answer

    around(patch, tagged)


def error_page_that_explains(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """An error page is so helpful as to say what could not be opened."""

    def explained(request: Any, answer: HttpResponse) -> HttpResponse:
        lease = of_address(request)
        if answer.status_code == 404 and lease is not None:
            answer.content += f"<!-- {lease.address} -->".encode()
        return answer

    around(patch, explained)


def streamed_page(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A page streams, and would be sent before the trail is written: it is refused instead."""
    real = pages.tenant_answer

    def streaming(request: Any, lease: Lease, **said: Any) -> Any:
        return StreamingHttpResponse([real(request, lease, **said).content])

    patch.setattr(pages, "tenant_answer", streaming)


def fragment_without_filter(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """The page asks for what one may open; the fragment of it that htmx fetches does not."""
    real, answer = matter_search.matters_open_to, middleware.RoomMiddleware._answer
    fetching = [False]

    def noticing(self: Any, request: Any, **said: Any) -> HttpResponse:
        fetching[0] = bool(request.htmx)
        return answer(self, request, **said)

    def open_to(reader: AtWork) -> Any:
        return Matter.objects.filter(is_protected=False) if fetching[0] else real(reader)

    patch.setattr(middleware.RoomMiddleware, "_answer", noticing)
    patch.setattr(matter_search, "matters_open_to", open_to)


def prefetch_of_everybody(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """The people of the matters on a page are fetched at once, and the fetch forgets which matters it was for."""

    def everybody(matter_ids: Any) -> list[tuple[UUID, UUID]]:
        people = MatterPerson.objects.values_list("person_id", flat=True)
        return [(matter, person) for matter in matter_ids for person in people]

    patch.setattr(matter_queries, "people_in", everybody)


def annotated_address(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A row's names are annotated with the address of the home, from the table that protects it as well."""
    real = today_module.names

    def annotated(lease: Any) -> tuple[Any, ...]:
        return (*real(lease), *ProtectedAddress.objects.filter(lease_id=lease.id).values_list("address", flat=True))

    patch.setattr(today_module, "names", annotated)


def related_name_of_all(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A payment's page follows the relation to every home that it may belong to."""
    patch.setattr(payment_queries, "leases_open_to", lambda reader: rent_queries.visible_leases())


def hidden_hits_counted(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A search names the handlers only when it came near somebody, counting what one may not open."""
    real, handlers, hidden = pages.find, pages.protected_handlers, [0]

    def counting(reader: AtWork, sought: str, *, on: Any) -> Any:
        hits = real(reader, sought, on=on)
        all_of_them = Lease.objects.filter(Q(source_key=sought) | Q(protected_address__number=sought)).count()
        hidden[0] = all_of_them - len(hits.rows)
        return hits

    patch.setattr(pages, "find", counting)
    patch.setattr(pages, "protected_handlers", lambda: handlers() if hidden[0] else [])


def ordered_by_what_is_masked(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """Rows whose names are masked stand in the order of the names."""
    of_the_row = ProtectedDetails.objects.filter(person__lease_tenants__lease=OuterRef("lease_id"))
    patch.setattr(today_module, "_ORDER", Subquery(of_the_row.order_by("name").values("name")[:1]))


def consent_by_id_alone(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A form's foreign key is believed: the consent it names is another home's, and so is what is done with it."""
    real = consent_actions.withdraw

    def any_consent(about: Any, sent: str) -> Any:
        try:
            rows = kept_consents(Consent.objects.filter(pk=UUID(sent)))
        except ValueError:
            return None
        return rows[0] if rows else None

    def withdraw(*, subject: Subject, consent: UUID, **said: Any) -> Any:
        owner = Consent.objects.get(pk=consent).subject_id
        return real(subject=replace(subject, id=owner), consent=consent, **said)

    patch.setattr(consent_pages, "_asked_for", any_consent)
    patch.setattr(consent_actions, "withdraw", withdraw)


def form_filled_with_the_last(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A new form begins with what was written in the one before, whosever that was."""
    real = consent_presenting.give_form

    def filled(about: Any, **said: Any) -> Any:
        form = real(about, **said)
        last = Consent.objects.exclude(subject_id=about.id).order_by("-pk").first()
        form.initial["purpose"] = last.purpose if last else ""
        return form

    patch.setattr(consent_presenting, "give_form", filled)


def bulk_of_anybodys(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A form of many rows is carried out row by row, and nobody asks whose each row is."""
    real = collection_pages.suggested_by_ids

    def by_ids(ids: Any, *, leases: Any) -> Any:
        found = real(ids, leases=Lease.objects.all())
        for suggestion in found.values():
            LeftOut.objects.filter(lease_id=suggestion.lease_id).update(by_name="Tagen")
        return found

    patch.setattr(collection_pages, "suggested_by_ids", by_ids)


def export_column_unmasked(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A column of an export is written as it stands in the file."""
    patch.setattr(file_presenting, "opens_every_protected", lambda reader: True)


def paper_of_another(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A paper opens to whoever opens the post, whatever it is about."""
    patch.setattr(post_queries, "may_open", lambda reader, paper, found: True)


def paper_of_the_protected(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A paper that belongs nowhere yet opens to all at the post, although it tells of somebody protected."""
    patch.setattr(post_queries, "may_open", lambda reader, paper, found: found is not None or not paper.subject_id)


def opening_without_end(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A nödöppning goes on after its hour."""

    def ever(member_id: UUID) -> Any:
        return BreakGlass.objects.filter(member_id=member_id, subject_id__isnull=False).values("subject_id")

    patch.setattr(rent_queries, "subjects_opened_by", ever)
    patch.setattr(matter_queries, "subjects_opened_by", ever)


def bar_forgotten(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """Whoever is barred from somebody opens them as before."""
    for module in (people_queries, rent_queries):
        patch.setattr(module, "barred_from", lambda reader: barred_from(reader).none())


def handler_of_anybody(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """Being a handler is enough: nobody asks for whom."""

    def opened(reader: AtWork) -> Q:
        return Q(is_protected=True) if reader.may_see_protected else Q(pk=None)

    patch.setattr(people_queries, "people_opened_to", opened)


def name_in_the_print(patch: pytest.MonkeyPatch, harness: Harness) -> None:
    """A print's metadata names another paper's people."""
    real = sent_pages.pdf_of

    def described(signed: Any) -> bytes:
        other = Person.objects.filter(is_protected=False).order_by("-source_key").first()
        written = bytes(real(signed))
        return written.replace(b"<?xpacket end", f"<x>{other.name if other else ''}</x><?xpacket end".encode(), 1)

    patch.setattr(sent_pages, "pdf_of", described)


MORE: dict[str, tuple[Plant, str, str]] = {
    "cached page": (cached_page, "tenant", "(a) opened, not not found"),
    "ETag": (etag_of_what_is_hidden, "tenant", "(e) headers tells it"),
    "error page": (error_page_that_explains, "tenant", "is in the answer"),
    "streaming": (streamed_page, "tenant", "(a) broke with 500"),
    "fragment": (fragment_without_filter, "social:matter_search", "(other_district) is in the answer"),
    "prefetch": (prefetch_of_everybody, "social:front", "(other_district) is in the answer"),
    "annotation": (annotated_address, "today", "(protected) is in the answer"),
    "related name": (related_name_of_all, "payment", "is in the answer"),
    "count": (hidden_hits_counted, "they_called", "(e) body tells it"),
    "foreign key": (consent_by_id_alone, "consent_withdraw", "(c) doors_consentwithdrawal changed for somebody else"),
    "consent of another": (consent_by_id_alone, "social:consent_file", "is in the answer"),
    "form default": (form_filled_with_the_last, "consents", "is in the answer"),
    "bulk mixed list": (bulk_of_anybodys, "collection_review", "(c) landlord_leftout changed for a home"),
    "export column": (export_column_unmasked, "file_errors", "(b) the canary 901"),
    "paper of another": (paper_of_another, "social:paper", "(other_district) is in the answer"),
    "paper that belongs nowhere": (
        paper_of_the_protected, "counselling:paper_pdf", "(paper_unplaced_protected) is in the answer",
    ),
    "break-glass that does not end": (opening_without_end, "tenant", "(a) opened, not not found"),
    "break-glass that does not end, a matter": (opening_without_end, "social:matter", "(a) opened, not not found"),
    "barred member": (bar_forgotten, "tenant", "(barred) is in the answer"),
    "barred member, a matter": (bar_forgotten, "social:matter", "(barred) is in the answer"),
    "handler of another": (handler_of_anybody, "social:matter", "(protected_not_named) is in the answer"),
    "name in a print": (name_in_the_print, "paper_pdf", "is in the answer"),
}  # fmt: skip
