"""Filer från inkassobolaget: leave a file, see what it would tell, read it in; and whether remittances agree."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.collection import reading_in
from kvarbo.landlord.collection.forms import AgencyFileForm
from kvarbo.landlord.collection.models import AgencyFile, AgencyFileState
from kvarbo.landlord.collection.queries import active_agencies
from kvarbo.landlord.collection.remittances import compared_remittances
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.queries import known_banner

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
SHOWN = 25
FAULTS_SHOWN = 50
KINDS = {
    "payments": "Betalningar",
    "statuses": "Lägen",
    "papers": "Handlingar",
    "proposals": "Åtgärdsförslag",
}


@open_to(*OFFICE, methods=("GET", "POST"))
def agency_files(request: Any) -> HttpResponse:
    """Filer från inkassobolaget."""
    agencies = list(active_agencies())
    form = AgencyFileForm(agencies=agencies)
    if request.method == "POST":
        form = AgencyFileForm(request.POST, request.FILES, agencies=agencies)
        if form.is_valid():
            agency = next(one for one in agencies if str(one.id) == form.cleaned_data["agency"])
            file = form.cleaned_data["file"]
            reading_in.receive(agency=agency, name=file.name, content=file, on=clock.today(), by=request.member)
            return HttpResponseRedirect(reverse("agency_files"))
    received = list(AgencyFile.objects.select_related("agency")[:SHOWN])
    context = {
        **known_banner(on=clock.today()),
        "form": form,
        "has_agency": bool(agencies),
        "files_url": reverse("agency_files"),
        "accept_url": reverse("agency_file_accept"),
        "discard_url": reverse("agency_file_discard"),
        "matters_url": reverse("collection"),
        "waiting": [_file(one) for one in received if one.state == AgencyFileState.READ],
        "earlier": [_file(one) for one in received if one.state != AgencyFileState.READ],
        "remittances": compared_remittances()[:SHOWN],
    }
    return render(request, "collection/files.html", context)


def _file(received: AgencyFile) -> dict[str, Any]:
    return {
        "id": received.id,
        "file_name": received.file_name,
        "agency_name": received.agency.name,
        "kind": KINDS.get(received.kind, ""),
        "state": received.get_state_display(),
        "refusal": received.refusal,
        "received": clock.day_of(received.received_at),
        "by": received.received_by,
        "rows": received.counts.get("rows", 0),
        "new": received.counts.get("new", 0),
        "known": received.counts.get("known", 0),
        "faults": received.errors[:FAULTS_SHOWN],
        "fault_count": received.counts.get("faults", 0) + received.counts.get("refused", 0),
    }


@open_to(*OFFICE, methods=("POST",))
def agency_file_accept(request: Any) -> HttpResponse:
    """Läs in filen."""
    received = _asked(request)
    if received is not None:
        try:
            came = reading_in.accept(received=received, on=clock.today(), by=request.member)
        except CannotDo as refusal:
            messages.error(request, refusal.message)
        else:
            text = gettext("Filen är inläst: %(new)s nya uppgifter, %(known)s som redan var kända.")
            messages.success(request, text % {"new": came["new"], "known": came["known"]})
    return HttpResponseRedirect(reverse("agency_files"))


@open_to(*OFFICE, methods=("POST",))
def agency_file_discard(request: Any) -> HttpResponse:
    """Ta bort filen."""
    received = _asked(request)
    if received is not None:
        try:
            reading_in.discard(received=received)
        except CannotDo as refusal:
            messages.error(request, refusal.message)
    return HttpResponseRedirect(reverse("agency_files"))


def _asked(request: Any) -> AgencyFile | None:
    try:
        return AgencyFile.objects.filter(pk=UUID(request.POST.get("file", ""))).first()
    except ValueError:
        return None
