"""Filer: drop a list, see what it is and what it would change, read it in, follow it."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.exports.actions import ExportStopped, export_allowed
from kvarbo.ground.jobs.queries import how_far
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.rent import actions, presenting
from kvarbo.landlord.rent.files.columns import FIELDS, SWEDISH
from kvarbo.landlord.rent.forms import FileForm, posted_mapping
from kvarbo.landlord.rent.models import Import, ImportState
from kvarbo.landlord.rent.queries import known_banner, ledger_state, open_imports

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
SHOWN_ERRORS = 50
PER_PAGE = 25
TO_MEND = "Rättas i det system som filen kom ur"  # why the list of faults is taken out


@open_to(*OFFICE, methods=("GET", "POST"))
def files(request: Any) -> HttpResponse:
    """Filer: the list of files, and the place to drop one."""
    on = clock.today()
    form = FileForm(request.POST, request.FILES, on=on) if request.method == "POST" else FileForm(on=on)
    if request.method == "POST" and form.is_valid():
        try:
            received = actions.receive_file(
                name=form.cleaned_data["file"].name,
                content=form.cleaned_data["file"],
                known_through=form.cleaned_data["known_through"],
                by=request.member.name,
                today=clock.today(),
            )
            return redirect("file", received=received.pk)
        except actions.CannotDo as refusal:
            form.add_error("known_through", str(refusal))
    return render(request, "rent/files.html", _files(request, form))


def _files(request: Any, form: FileForm) -> dict[str, Any]:
    page = Paginator(open_imports(), PER_PAGE).get_page(request.GET.get("sida"))
    here = reverse("files")
    return {
        **known_banner(on=clock.today()),
        "form": form,
        "upload_url": here,
        "imports": [_row(received) for received in page],
        "previous_page_url": f"{here}?sida={page.previous_page_number()}" if page.has_previous() else None,
        "next_page_url": f"{here}?sida={page.next_page_number()}" if page.has_next() else None,
    }


def _row(received: Import) -> dict[str, Any]:
    return {
        "url": reverse("file", args=[received.pk]),
        "file_name": received.file_name,
        "kind": presenting.KINDS.get(received.kind, ""),
        "received": clock.day_of(received.received_at),
        "by": received.received_by,
        "state": received.get_state_display(),
        "state_key": received.state,
        "known_through": received.known_through,
        "note": presenting.note_of(received),
    }


@open_to(*OFFICE, names="import")
def file(request: Any, received: UUID) -> HttpResponse:
    """En fil: its progress, its dry run or its result, whichever it has come to."""
    found = _found(received)
    if found.state in (ImportState.READING, ImportState.RECEIVED, ImportState.APPLYING):
        return _progress(request, found)
    if getattr(request, "htmx", False):
        answer = HttpResponse()
        answer.headers["HX-Redirect"] = request.get_full_path()
        return answer
    if found.state == ImportState.READ:
        return render(request, "rent/file_dry_run.html", _dry_run(request, found))
    if found.state == ImportState.REFUSED and found.summary.get("header"):
        return HttpResponseRedirect(reverse("file_mapping", args=[found.pk]))
    return render(request, "rent/file_result.html", _result(request, found))


def _progress(request: Any, found: Import) -> HttpResponse:
    far = how_far(about=str(found.pk))
    return render(
        request,
        "rent/file_progress.html",
        {
            **_common(found),
            "progress_url": reverse("file", args=[found.pk]),
            "what": far.stage if far else "",
            "done": far.done if far else 0,
            "total": far.of if far else None,
            "waiting": far is None or not far.stage,
        },
    )


def _common(found: Import) -> dict[str, Any]:
    return {
        **known_banner(on=clock.today()),
        "files_url": reverse("files"),
        "today_url": reverse("today"),
        "file_name": found.file_name,
        "kind": presenting.KINDS.get(found.kind, ""),
        "counts": presenting.counts_of(found),
        "left_out": presenting.left_out_of(found),
        "error_count": found.summary.get("error_count", 0),
        "errors_url": reverse("file_errors", args=[found.pk]) if found.errors else None,
        "discard_url": reverse("file_discard", args=[found.pk]),
        "mapping_url": reverse("file_mapping", args=[found.pk]) if found.summary.get("header") else None,
    }


def _dry_run(request: Any, found: Import) -> dict[str, Any]:
    return {
        **_common(found),
        "file_known_through": _known_afterwards(found),
        "sums": presenting.sums_of(found),
        "warnings": found.summary.get("warnings", []),
        "errors": presenting.errors_of(found, request.member)[:SHOWN_ERRORS],
        "can_accept": True,
        "accept_url": reverse("file_accept", args=[found.pk]),
    }


def _known_afterwards(found: Import) -> date | None:
    """Until when payments are known once the file is read in: a file never makes less known."""
    known = [day for day in (found.known_through, ledger_state().known_through) if day is not None]
    return max(known, default=None)


def _result(request: Any, found: Import) -> dict[str, Any]:
    return {
        **_common(found),
        "received": clock.day_of(found.received_at),
        "by": found.received_by,
        "state": found.get_state_display(),
        "ok": found.state == ImportState.APPLIED,
        "refusal": found.refusal,
        "errors": presenting.errors_of(found, request.member)[:SHOWN_ERRORS] if found.refusal else [],
        "taken_off": found.summary.get("taken_off", 0),
        "waiting_url": reverse("payments") if found.summary.get("counts", {}).get("bank_waiting") else None,
    }


@open_to(*OFFICE, names="import", methods=("GET", "POST"))
def file_mapping(request: Any, received: UUID) -> HttpResponse:
    """Vad kolumnerna betyder: asked once for each header."""
    found = _found(received)
    header: list[str] = found.summary.get("header") or []
    if not header:
        raise Http404
    errors = [found.refusal] if found.refusal else []
    if request.method == "POST":
        try:
            actions.map_columns(
                received=found, mapping=posted_mapping(request.POST, header), known_through=None, by=request.member.name
            )
            return redirect("file", received=found.pk)
        except actions.CannotDo as refusal:
            errors = [str(refusal)]
    mapped = {name: field for field, name in (found.mapping or {}).items()}
    return render(
        request,
        "rent/file_mapping.html",
        {**_common(found), "errors": errors, "columns": _columns(found, header, mapped), "row_count": None,
         "mapping_url": reverse("file_mapping", args=[found.pk])},
    )  # fmt: skip


def _columns(found: Import, header: list[str], mapped: dict[str, str]) -> list[dict[str, Any]]:
    patterns: list[list[str]] = found.summary.get("patterns") or []
    choices = sorted(((field, SWEDISH[field]) for field in FIELDS), key=lambda choice: choice[1])
    return [
        {
            "name": f"column-{place}",
            "header": name,
            "samples": [row[place] for row in patterns if place < len(row) and row[place]],
            "choices": [
                {"key": key, "label": label[:1].upper() + label[1:], "selected": mapped.get(name) == key}
                for key, label in choices
            ],
        }
        for place, name in enumerate(header)
        if name
    ]


@open_to(*OFFICE, names="import", methods=("POST",))
def file_accept(request: Any, received: UUID) -> HttpResponse:
    """Läs in filen."""
    found = _found(received)
    try:
        actions.accept(received=found, by=request.member.name)
    except actions.CannotDo:
        return redirect("file", received=found.pk)
    return redirect("file", received=found.pk)


@open_to(*OFFICE, names="import", methods=("POST",))
def file_discard(request: Any, received: UUID) -> HttpResponse:
    """Ta bort filen."""
    found = _found(received)
    try:
        actions.discard(received=found)
    except actions.CannotDo:
        return redirect("file", received=found.pk)
    return redirect("files")


@open_to(*OFFICE, names="import", methods=("POST",))
def file_errors(request: Any, received: UUID) -> HttpResponse:
    """Filens fel som CSV that a spreadsheet opens as it stands. A POST: what is taken out is counted."""
    found = _found(received)
    errors = presenting.errors_of(found, request.member)
    rows = len({error["row"] for error in errors})
    try:
        export_allowed(request.member, rows, TO_MEND, what="file_errors", about=str(found.pk))
    except ExportStopped as refusal:
        messages.error(request, str(refusal))
        return redirect("file", received=found.pk)
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Rad", "Kolumn", "Står i filen", "Vad som behövs"])
    for error in errors:
        writer.writerow([error["row"], *(_harmless(str(error[name])) for name in ("column", "value", "text"))])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="fel-i-filen.csv"'
    return answer


def _harmless(text: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _found(received: UUID) -> Import:
    found = open_imports().filter(pk=received).first()
    if found is None:
        raise Http404
    return found
