"""Bilagor: the files of a subject, one more, and one fetched. A file is only ever handed over as a download."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground.access import open_to
from kvarbo.ground.attachments import actions
from kvarbo.ground.attachments.forms import AttachmentForm
from kvarbo.ground.attachments.holders import holder
from kvarbo.ground.attachments.models import Attachment
from kvarbo.ground.attachments.queries import attachment_open_to, attachments_of, open_attachment
from kvarbo.ground.attachments.refusals import AttachmentRefused
from kvarbo.ground.subjects import Subject
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName

THOSE_WHO_MEET_PEOPLE = (
    RoleName.RENT_OFFICER,
    RoleName.CARETAKER,
    RoleName.CASEWORKER,
    RoleName.MANAGER,
    RoleName.PROTECTED_HANDLER,
)
HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@open_to(*THOSE_WHO_MEET_PEOPLE, names="subject", methods=("GET", "POST"))
def attachments(request: Any, subject: UUID) -> HttpResponse:
    """Bilagor till ett ärende eller ett avtal: what is there, and a form for one more."""
    about = _open_subject(request, subject)
    if request.method != "POST":
        return _list(request, about, AttachmentForm())
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            file = form.chosen_file(request.member)
            if file is not None:  # the form has asked for one
                actions.keep_attachment(about.id, file, form.cleaned_data["kind"], request.member)
        except AttachmentRefused as refusal:
            form.add_error("file", refusal.message)
        else:
            messages.success(request, gettext("Bilagan är sparad."))
            return HttpResponseRedirect(reverse("attachments", args=[about.id]))
    form.let_the_file_stay(request.member)
    return _list(request, about, form)


@open_to(*THOSE_WHO_MEET_PEOPLE, names="attachment")
def attachment(request: Any, attachment: UUID) -> HttpResponse:
    """Hämta bilagan: a download that no browser shows as a page."""
    try:
        opened = open_attachment(request.member, attachment)
    except AttachmentRefused as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("attachments", args=[_kept(request, attachment).subject_id]))
    if opened is None:
        raise Http404
    answer = HttpResponse(opened.content, content_type="application/octet-stream", headers=HEADERS)
    answer.headers["Content-Disposition"] = f'attachment; filename="{opened.file_name}"'
    return answer


@open_to(RoleName.MANAGER, names="attachment", methods=("POST",))
def attachment_remove(request: Any, attachment: UUID) -> HttpResponse:
    """Ta bort en bilaga that was put in the wrong place."""
    where = actions.remove_attachment(attachment, request.member)
    if where is None:
        raise Http404
    messages.success(request, gettext("Bilagan är borttagen."))
    return HttpResponseRedirect(reverse("attachments", args=[where]))


def _open_subject(request: Any, identity: UUID) -> Subject:
    found = holder(request.member, identity)
    if found is None:
        raise Http404
    return found


def _kept(request: Any, identity: UUID) -> Attachment:
    found = attachment_open_to(request.member, identity)
    if found is None:
        raise Http404
    return found


def _list(request: Any, about: Subject, form: AttachmentForm) -> HttpResponse:
    shown([about.id], what="attachments")
    may_remove = request.member.has(RoleName.MANAGER.value)
    context = {
        "who": [person.name for person in about.people],
        "where": about.where,
        "subject_url": about.url,
        "form": form,
        "rows": [_row(kept, may_remove=may_remove) for kept in attachments_of(about.id)],
    }
    return render(request, "attachments/attachments.html", context)


def _row(kept: Attachment, *, may_remove: bool) -> dict[str, Any]:
    return {
        "name": kept.original_name,
        "kind": kept.get_kind_display(),
        "kept": kept.kept_date,
        "by": kept.kept_by_name,
        "kilobytes": max(1, round(kept.size / 1000)),
        "url": reverse("attachment", args=[kept.id]),
        "remove_url": reverse("attachment_remove", args=[kept.id]) if may_remove else None,
    }
