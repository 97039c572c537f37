"""Vad som görs med ett sänt papper: how it was left, recall, the file to carry and the print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from kvarbo.doors.papers.readable import pdf_of
from kvarbo.doors.papers.refusal import PaperRefused
from kvarbo.doors.papers.signing import SignedPaper
from kvarbo.doors.post import actions, queries, resting, sending
from kvarbo.doors.post.files_out import name_of
from kvarbo.doors.post.forms import HandedForm, RecallForm, RecallTaskForm, RegisteredForm
from kvarbo.doors.post.models import SentPaper
from kvarbo.doors.post.pages import show_paper
from kvarbo.doors.post.refusals import CannotDo
from kvarbo.doors.post.roles import AT_THE_POST
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.trail.recorder import record, shown


def _sent(request: Any, identity: UUID) -> SentPaper:
    ours = queries.sent_paper(request.member, identity)
    if ours is None:
        raise Http404
    return ours[0]


@open_to(*AT_THE_POST, names="paper", methods=("POST",))
def paper_left(request: Any, paper: UUID) -> HttpResponse:
    """Anteckna hur papperet lämnades."""
    sent = _sent(request, paper)
    form = (RegisteredForm if sent.transport == "registered" else HandedForm)(request.POST, auto_id="left_%s")
    if form.is_valid():
        try:
            actions.note_left(sent, actions.Left(**form.cleaned_data), on=clock.today(), by=request.member)
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, gettext("Antecknat."))
            return redirect("paper", paper=paper)
    return show_paper(request, paper, left=form)


@open_to(*AT_THE_POST, names="paper", methods=("POST",))
def paper_recall(request: Any, paper: UUID) -> HttpResponse:
    """Återkalla papperet."""
    sent = _sent(request, paper)
    form = RecallForm(request.POST, auto_id="recall_%s")
    if not form.is_valid():
        return show_paper(request, paper, recall=form)
    actions.recall(sent, reason=form.cleaned_data["reason"], wanted=form.cleaned_data["wanted"], by=request.member)
    messages.success(request, gettext("Papperet är återkallat."))
    return redirect("paper", paper=paper)


@open_to(*AT_THE_POST, names="paper", methods=("POST",))
def paper_recall_task(request: Any, paper: UUID) -> HttpResponse:
    """Anteckna vad som blev av kopian."""
    sent = _sent(request, paper)
    form = RecallTaskForm(request.POST, auto_id="task_%s")
    if not form.is_valid() or queries.task_of(sent) is None:
        return show_paper(request, paper, task=form)
    actions.end_recall_task(sent, outcome=form.cleaned_data["outcome"], on=clock.today(), by=request.member)
    return redirect("paper", paper=paper)


@open_to(*AT_THE_POST, names="paper")
def paper_file(request: Any, paper: UUID) -> HttpResponse:
    """Filen att bära till en annan installation."""
    sent = _sent(request, paper)
    lost = resting.lost_of(sent, on=clock.today())
    kept = resting.why(lost) if lost else resting.why_kept(sent, on=clock.today())
    if kept:
        return _not_out(request, paper, kept)
    try:
        data = sending.envelope(sent)
    except PaperRefused:
        return _changed(request, paper)
    shown([sent.subject_id or sent.pk], what="paper_file")
    return _download(data, "application/json", name_of(sent.pk))


@open_to(*AT_THE_POST, names="paper")
def paper_pdf(request: Any, paper: UUID) -> HttpResponse:
    """Papperet att skriva ut."""
    ours = queries.sent_paper(request.member, paper)
    kept = resting.why_kept(ours[0], on=clock.today()) if ours else ""
    if kept:
        return _not_out(request, paper, kept)
    try:
        signed, subject_id = _signed(request, paper)
    except PaperRefused:
        return _changed(request, paper)
    shown([subject_id or paper], what="paper_pdf")
    return _download(pdf_of(signed), "application/pdf", name_of(paper).replace(".json", ".pdf"))


def _not_out(request: Any, paper: UUID, kept: str) -> HttpResponse:
    """What may no longer leave is not taken out to be left; the page says why."""
    messages.warning(request, gettext("Papperet ska inte lämnas.") + " " + kept)
    return redirect("paper", paper=paper)


def _changed(request: Any, paper: UUID) -> HttpResponse:
    """What is kept is not what was signed: nothing is handed out as if it were, and the page says so."""
    messages.error(
        request,
        gettext(
            "Papperet kan inte tas ut. Det som är sparat stämmer inte med underskriften, så det kan ha ändrats "
            "efteråt. "
            "Använd det inte, och säg till den som sköter Kvarbo hos er."
        ),
    )
    return redirect("paper", paper=paper)


def _signed(request: Any, identity: UUID) -> tuple[SignedPaper, UUID | None]:
    """A paper in or out as it was signed; one by hand has none.

    :raises PaperRefused: what is kept no longer fits its signature
    """
    ours = queries.sent_paper(request.member, identity)
    theirs = None if ours else queries.received_paper(request.member, identity)
    if ours is not None:
        return sending.signed_paper(ours[0]), ours[0].subject_id
    if theirs is not None and theirs[0].checked == "good":
        return sending.signed_copy(theirs[0]), theirs[0].subject_id
    raise Http404


def _download(data: bytes, kind: str, name: str) -> HttpResponse:
    record("paper.taken_out", about={"kind": kind})
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
