"""Inkasso: the list of matters, the review that becomes a file, the file itself, and who the agencies are."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.exports.actions import ExportStopped, export_allowed
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.collection import actions, agencies, sending
from kvarbo.landlord.collection.forms import AgencyForm
from kvarbo.landlord.collection.mapping import shipped_mappings, shipped_text
from kvarbo.landlord.collection.matter_view import matter_list
from kvarbo.landlord.collection.models import Agency, CollectionFile, LeaveOutReason
from kvarbo.landlord.collection.queries import active_agencies, closed_files, leases_in, made_files
from kvarbo.landlord.collection.review import Review, ReviewRow, review
from kvarbo.landlord.outreach.queries import banner, suggested_by_ids
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.queries import known_banner, leases_open_to

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
AT_COLLECTION = (*OFFICE, RoleName.PROTECTED_HANDLER)
SEND = "send"
FILES_SHOWN = 12
FOR_AGENCY = "Lämnas till inkassobolaget"  # why this file is taken out; it can be of no other use


def page_asked(request: Any) -> int:
    """Which page of a list."""
    asked = request.GET.get("sida", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 1


def pages_around(name: str, page: int, pages: int) -> dict[str, str | None]:
    """Links to the page before and the one after."""
    here = reverse(name)
    return {
        "previous_page_url": f"{here}?sida={page - 1}" if page > 1 else None,
        "next_page_url": f"{here}?sida={page + 1}" if page < pages else None,
    }


@open_to(*AT_COLLECTION)
def matters(request: Any) -> HttpResponse:
    """Ärenden hos inkassobolaget, those with the oldest word first."""
    on = clock.today()
    found = matter_list(request.member, on=on, page=page_asked(request))
    shown({row.lease_id: None for row in found.rows if row.may_open}, what="collection")
    context = {
        **known_banner(on=on),
        "rows": [
            {"row": row, "url": reverse("matter", args=[row.lease_id]) if row.may_open else None} for row in found.rows
        ],
        "hidden": found.hidden,
        "review_url": reverse("collection_review"),
        "files_url": reverse("agency_files"),
        "agencies_url": reverse("agencies"),
        "is_manager": request.member.has(RoleName.MANAGER.value),
        "is_office": request.member.has(*(role.value for role in OFFICE)),
        "has_agency": active_agencies().exists(),
        **pages_around("collection", found.page, found.pages),
    }
    return render(request, "collection/matters.html", context)


@open_to(*AT_COLLECTION, methods=("GET", "POST"))
def collection_review(request: Any) -> HttpResponse:
    """Underlag till inkasso: each row is sent or left out by a person, with the reason."""
    faults = _faults(request) if request.method == "POST" else {}
    if request.method == "POST" and not faults:
        _decide(request, clock.today())
        return HttpResponseRedirect(reverse("collection_review"))
    on = clock.today()
    if faults:
        messages.error(request, gettext("Inget är sparat. Rätta de rader som är märkta och spara igen."))
    found = review(request.member, on=on, page=page_asked(request))
    open_rows = [row for row in (*found.rows, *found.reminders) if row.may_open]
    left_out = [row.lease_id for row in found.left_out]
    shown(dict.fromkeys([row.lease_id for row in open_rows] + left_out), what="collection_review")
    return render(request, "collection/review.html", _review(request, found, on, faults))


def _faults(request: Any) -> dict[str, str]:
    """What must be mended before anything is saved, by row: a reason of one's own needs its words."""
    other = LeaveOutReason.OTHER.value
    said = {name[2:] for name, value in request.POST.items() if name.startswith("d-") and value == other}
    return {row: actions.NEEDS_WORDS for row in said if not request.POST.get(f"t-{row}", "").strip()}


def _review(request: Any, found: Review, on: date, faults: Mapping[str, str]) -> dict[str, Any]:
    shown_files = list(made_files()[:FILES_SHOWN])
    closed = closed_files(request.member, shown_files)
    files = [{"id": file.id, "file": file, "may_fetch": file.pk not in closed} for file in shown_files]
    return {
        **banner(on=on),
        "on": on,
        "form_key": secrets.token_urlsafe(16),
        "review_url": reverse("collection_review"),
        "matters_url": reverse("collection"),
        "fetch_url": reverse("collection_file"),
        "agencies": list(active_agencies()),
        "rows": [_row(request, row, faults) for row in found.rows],
        "reminders": [_row(request, row, faults) for row in found.reminders],
        "left_out": [{"row": row, "key": f"{row.lease_id}|{row.month.isoformat()}"} for row in found.left_out],
        "hidden": found.hidden,
        "handlers": found.handlers,
        "reasons": LeaveOutReason.choices,
        "all_url": f"{reverse('collection_review')}?alla=1",
        "files": files,
        "has_policy": found.has_policy,
        **pages_around("collection_review", found.page, found.pages),
    }


def _row(request: Any, row: ReviewRow, faults: Mapping[str, str]) -> dict[str, Any]:
    """One row, with what was chosen before something had to be mended."""
    return {
        "row": row,
        "url": reverse("tenant", args=[row.lease_id]) if row.may_open else None,
        "chosen": request.POST.get(f"d-{row.id}", SEND if request.GET.get("alla") == "1" else ""),
        "text": request.POST.get(f"t-{row.id}", ""),
        "fault": faults.get(str(row.id), ""),
    }


def _decide(request: Any, on: date) -> None:
    """What the form says of each row: left out with a reason, or sent; rows that are nobody's to open are not there."""
    said = {name[2:]: value for name, value in request.POST.items() if name.startswith("d-") and value}
    by_id = suggested_by_ids(_ids(said), leases=leases_open_to(request.member))
    left_out, refused = 0, []
    for identity, suggestion in by_id.items():
        if said[str(identity)] == SEND:
            continue
        try:
            actions.leave_out(
                lease=suggestion.lease,
                month=suggestion.month,
                reason=said[str(identity)],
                text=request.POST.get(f"t-{identity}", ""),
                on=on,
                by=request.member,
            )
            left_out += 1
        except CannotDo as refusal:
            refused.append(refusal.message)
    for message in dict.fromkeys(refused):
        messages.error(request, message)
    if left_out:
        messages.success(
            request, ngettext("En rad är borttagen.", "%(n)s rader är borttagna.", left_out) % {"n": left_out}
        )
    _take_back(request, on)
    chosen = [(row.lease_id, row.month) for identity, row in by_id.items() if said[str(identity)] == SEND]
    if chosen:
        _send(request, chosen, on)
    elif not left_out and not refused and "back" not in request.POST:
        messages.warning(request, gettext("Inget är valt. Välj på varje rad om den lämnas eller tas bort, och varför."))


def _ids(said: dict[str, str]) -> list[UUID]:
    found = []
    for name in said:
        try:
            found.append(UUID(name))
        except ValueError:
            continue
    return found


def _take_back(request: Any, on: date) -> None:
    lease, _, month = request.POST.get("back", "").partition("|")
    try:
        kept = leases_open_to(request.member).filter(pk=UUID(lease)).first()
        day = date.fromisoformat(month)
    except ValueError:
        return
    if kept is not None:
        actions.take_back(lease=kept, month=day, on=on)
        messages.success(request, gettext("Raden är tillbaka i underlaget."))


def _send(request: Any, chosen: list[tuple[UUID, date]], on: date) -> None:
    try:
        agency = UUID(request.POST.get("agency", ""))
        key = request.POST.get("form_key", "")
        made = sending.make_file(agency=agency, chosen=chosen, on=on, by=request.member, form_key=key)
    except ValueError:
        messages.error(request, gettext("Välj vilket inkassobolag filen är till."))
        return
    except CannotDo as refusal:
        messages.error(request, refusal.message)
        return
    for why, number in made.taken_off.items():
        if number:
            text = ngettext("En rad togs av: %(why)s.", "%(n)s rader togs av: %(why)s.", number)
            messages.warning(request, text % {"n": number, "why": why})
    if made.file is None:
        messages.warning(request, sending.NOTHING_LEFT)
        return
    text = ngettext("Filen är gjord med en avi.", "Filen är gjord med %(n)s avier.", made.file.rows)
    messages.success(
        request, f"{text % {'n': made.file.rows}} {gettext('Hämta den nedan och lämna den till bolaget.')}"
    )


@open_to(*AT_COLLECTION, methods=("POST",))
def collection_file(request: Any) -> HttpResponse:
    """Hämta filen as it was made; one with protected people only for a named handler."""
    file = _file_asked(request)
    if file is None:
        messages.warning(
            request, gettext("Filen finns inte, eller är bara för den som tar hand om skyddade uppgifter.")
        )
        return HttpResponseRedirect(reverse("collection_review"))
    leases = leases_in(file)
    try:
        content = sending.content_of(file)
        export_allowed(
            request.member, len(leases), FOR_AGENCY, what="collection_file", about=str(file.id), subjects=leases
        )
    except (CannotDo, ExportStopped) as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("collection_review"))
    shown(leases, what="collection_file")
    kind = "text/csv" if file.file_name.endswith(".csv") else "application/octet-stream"
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    return answer


def _file_asked(request: Any) -> CollectionFile | None:
    try:
        found = made_files().filter(pk=UUID(request.POST.get("file", ""))).first()
    except ValueError:
        return None
    return None if found is None or found.pk in closed_files(request.member, [found]) else found


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def agencies_page(request: Any) -> HttpResponse:
    """Inkassobolag: who they are, how they are paid and how their files look."""
    on = clock.today()
    form = AgencyForm(request.POST) if request.method == "POST" else AgencyForm(initial=_start(request))
    if request.method == "POST" and form.is_valid():
        try:
            agencies.keep_agency(**form.cleaned_data, by=request.member, on=on)
            messages.success(request, gettext("Inkassobolaget är sparat."))
            return HttpResponseRedirect(reverse("agencies"))
        except CannotDo as refusal:
            form.add_error(refusal.field, refusal.message)
    context = {
        **known_banner(on=on),
        "agencies": [{"agency": one, "url": f"{reverse('agencies')}?bolag={one.key}"} for one in Agency.objects.all()],
        "examples": [{"name": name, "url": f"{reverse('agencies')}?exempel={name}"} for name in shipped_mappings()],
        "form": form,
        "agencies_url": reverse("agencies"),
        "matters_url": reverse("collection"),
    }
    return render(request, "collection/agencies.html", context)


def _start(request: Any) -> dict[str, Any]:
    """The form filled with an agency that is there, or with an example to begin from."""
    kept = Agency.objects.filter(key=request.GET.get("bolag", "")[:40].replace("\0", "")).first()
    if kept is not None:
        return {
            "name": kept.name, "organisation_number": kept.organisation_number, "bankgiro": kept.bankgiro,
            "mapping_text": kept.mapping_text, "is_active": kept.is_active,
        }  # fmt: skip
    example = request.GET.get("exempel", "")
    return {"mapping_text": shipped_text(example) if example in shipped_mappings() else "", "is_active": True}
