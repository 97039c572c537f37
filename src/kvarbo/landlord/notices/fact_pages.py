"""Pages that write about a decision: what has happened, the underlag, the second person, and a form to print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.attachments.queries import attachments_of
from kvarbo.ground.exports.actions import ExportStopped, export_allowed
from kvarbo.ground.letters.setting import CannotSet
from kvarbo.ground.trail.recorder import record, shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.notices import actions, approval, papers, view
from kvarbo.landlord.notices.forms import FIELDS, AskForm, FactForm, PaperForm, PrepareForm
from kvarbo.landlord.notices.pages import AT_DECISIONS, decision_answer, latest
from kvarbo.landlord.notices.queries import Whole
from kvarbo.landlord.notices.underlag import kept
from kvarbo.landlord.notices.vocabulary import FactKind
from kvarbo.landlord.opening import open_lease
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.queries import Lease, shown_leases

NO_DECISION = "Det finns inget beslut som gäller. Besluta först: inget skickas innan det är beslutat."
FOR_PAPER = "Formulär som lagen kräver"


def _back(lease: Lease) -> HttpResponse:
    return HttpResponseRedirect(reverse("decision", args=[lease.id]))


def _open_now(request: Any, lease: Lease) -> Whole | None:
    """The decision that holds; without one the reader is told that it comes first."""
    known = latest(lease)
    if known is None or known.decision.ended_date is not None:
        messages.warning(request, NO_DECISION)
        return None
    return known


@open_to(*AT_DECISIONS, names="lease", methods=("POST",))
def decision_fact(request: Any, lease: UUID) -> HttpResponse:
    """Skriv in en händelse."""
    found = open_lease(request, lease)
    known = _open_now(request, found)
    kind = next((one for one in FIELDS if one.value == request.POST.get("kind")), None)
    if known is None or kind is None:
        return _back(found)
    form = _form_of(request, found, known, kind)
    if form.is_valid():
        try:
            actions.add_fact(lease=found, said=form.told(), on=clock.today(), by=request.member)
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, gettext("Sparat."))
            return _back(found)
    return decision_answer(request, found, **{kind.value: form})


def _form_of(request: Any, lease: Lease, known: Whole, kind: FactKind) -> FactForm:
    who = shown_leases(request.member, [lease])[lease.id]
    names = {str(person.id): person.name for person in who.tenants}
    return view.fact_form(known, kind, names, attachments_of(lease.id), request.POST)


@open_to(*AT_DECISIONS, names="lease", methods=("POST",))
def decision_prepare(request: Any, lease: UUID) -> HttpResponse:
    """Skriv underlaget: what has been tried is read from what is written in."""
    found = open_lease(request, lease)
    known = _open_now(request, found)
    if known is None:
        return _back(found)
    form = PrepareForm(request.POST, auto_id="prepare_%s")
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
        told = {
            **said,
            "children_words": dict(form.fields["children"].choices)[said["children"]],  # type: ignore[attr-defined]
            "spouse_words": dict(form.fields["spouse"].choices)[said["spouse"]],  # type: ignore[attr-defined]
            "measures": kept(known_facts([found.id])[found.id].events),
            "rent": known.money.open_rent,
            "disputed": known.money.disputed,
        }
        told = {name: str(value) if name.endswith("_words") else value for name, value in told.items()}
        fact = actions.ToldFact(FactKind.PREPARED, clock.today(), told=told, form_key=form.cleaned_data["form_key"])
        try:
            actions.add_fact(lease=found, said=fact, on=clock.today(), by=request.member)
        except CannotDo as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, gettext("Underlaget är skrivet. En annan person ska läsa och godkänna det."))
            return _back(found)
    return decision_answer(request, found, prepare=form)


@open_to(*AT_DECISIONS, names="lease", methods=("POST",))
def decision_ask(request: Any, lease: UUID) -> HttpResponse:
    """Be en annan person godkänna."""
    found = open_lease(request, lease)
    form = AskForm(request.POST, auto_id="ask_%s")
    if form.is_valid():
        try:
            approval.ask_second(lease=found, reason=form.cleaned_data["text"], on=clock.today(), by=request.member)
        except CannotDo as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, gettext("Frågan är ställd. Inget går ut innan någon annan har sagt ja."))
            return _back(found)
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))
    return _back(found)


@open_to(RoleName.MANAGER, RoleName.PROTECTED_HANDLER, names="lease", methods=("POST",))
def decision_answered(request: Any, lease: UUID) -> HttpResponse:
    """Godkänn eller avslå underlaget, som en annan person än den som skrev det."""
    found = open_lease(request, lease)
    known = _open_now(request, found)
    if known is None:
        return _back(found)
    approves = request.POST.get("answer") == "approve"
    try:
        approval.answer_second(whole_now=known, approves=approves, by=request.member)
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, gettext("Godkänt.") if approves else gettext("Avslaget. Inget går ut."))
    return _back(found)


@open_to(*AT_DECISIONS, names="lease", methods=("POST",))
def decision_paper(request: Any, lease: UUID) -> HttpResponse:
    """Formulär 1, 2 eller 3 att skriva ut, with the amount that holds at this moment or not at all."""
    found = open_lease(request, lease)
    known = _open_now(request, found)
    if known is None:
        return _back(found)
    who = shown_leases(request.member, [found])[found.id]
    form = PaperForm(request.POST, papers=papers.papers_to_make(known, who))
    if form.is_valid():
        try:
            made = papers.fill(known, who, form.cleaned_data)
            export_allowed(
                request.member, 1, FOR_PAPER, what="decision_paper", about=str(known.decision.pk), subjects=[found.id]
            )
        except (CannotDo, CannotSet, ExportStopped) as refusal:
            form.add_error(None, str(refusal))
        else:
            shown([found.id], what="decision_paper")
            record(
                "lease.form_made", subjects=[found.id], about={"decision": str(known.decision.pk), "form": made.number}
            )
            name = f"formular-{made.number}-{clock.today():%Y-%m-%d}.pdf"
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return HttpResponse(made.content, content_type="application/pdf", headers=headers)
    return decision_answer(request, found, paper=form)
