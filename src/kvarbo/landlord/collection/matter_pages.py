"""Ärendet: all that the agency has told of one lease, and what a person types in or decides here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core import swedish
from kvarbo.core.debt import balance
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.collection import actions, reports
from kvarbo.landlord.collection.forms import (
    BeginForm,
    DecisionForm,
    PaperForm,
    PaymentForm,
    ProposalForm,
    StatusForm,
)
from kvarbo.landlord.collection.matter_view import MatterOnPage, matters_on_page
from kvarbo.landlord.collection.models import AgencyPayment, Matter, Proposal, Report, ToldIn
from kvarbo.landlord.collection.queries import active_agencies
from kvarbo.landlord.collection.words import STATUSES
from kvarbo.landlord.opening import open_lease
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.queries import Lease, known_banner, shown_leases

AT_COLLECTION = (RoleName.RENT_OFFICER, RoleName.MANAGER, RoleName.PROTECTED_HANDLER)
MONTHS_BACK = 12
Form = forms.Form


@open_to(*AT_COLLECTION, names="lease")
def matter(request: Any, lease: UUID) -> HttpResponse:
    """Ärendet hos inkassobolaget."""
    return _answer(request, open_lease(request, lease))


def _answer(request: Any, lease: Lease, **forms_with_errors: Form) -> HttpResponse:
    on = clock.today()
    found = matters_on_page(lease, on=on)
    who = shown_leases(request.member, [lease])[lease.id]
    shown([lease.id], what="matter")
    context = {
        **known_banner(on=on),
        "on": on,
        "who": tuple(tenant.name for tenant in who.tenants),
        "where": who.where,
        "tenant_url": reverse("tenant", args=[lease.id]),
        "matters_url": reverse("collection"),
        "matters": found,
        "forms": _forms(lease, found, on, forms_with_errors),
        "decision_form": forms_with_errors.get("decision") or DecisionForm(auto_id="decision_%s"),
        "decide_url": reverse("matter_decide", args=[lease.id]),
        "take_back_url": reverse("matter_payment_back", args=[lease.id]),
    }
    return render(request, "collection/matter.html", context)


def _forms(
    lease: Lease, found: tuple[MatterOnPage, ...], on: date, with_errors: dict[str, Form]
) -> list[dict[str, Any]]:
    """The forms that can be filled in now, each with its heading and address."""
    made: list[tuple[str, str, str, Form]] = []
    if found:
        fresh: list[tuple[str, str, Callable[[], Form]]] = [
            ("status", gettext("Läge"), lambda: _status_form(lease, None)),
            ("payment", gettext("Betalning till inkassobolaget"), lambda: _form(PaymentForm, lease)),
            ("paper", gettext("Handling som bolaget har skickat"), lambda: _form(PaperForm, lease)),
            ("proposal", gettext("Förslag från bolaget"), lambda: _form(ProposalForm, lease)),
        ]
        made = [(key, title, f"matter_{key}", with_errors.get(key) or new()) for key, title, new in fresh]
    begin = with_errors.get("begin") or _begin_form(lease, found, on)
    if begin is not None:
        made.append(("begin", gettext("Ett ärende som redan är lämnat till bolaget"), "matter_begin", begin))
    return [
        {"key": key, "title": title, "url": reverse(name, args=[lease.id]), "form": form}
        for key, title, name, form in made
    ]


def _form(kind: Callable[..., Form], lease: Lease, said: Any = None, **settings: Any) -> Form:
    prefix = kind.__name__.lower()
    return kind(said, matters=_choices(lease), auto_id=f"{prefix}_%s", **settings)


def _choices(lease: Lease) -> list[tuple[str, str]]:
    of_lease = Matter.objects.filter(lease=lease).order_by("-month")
    return [(str(one.id), swedish.month(one.month)) for one in of_lease]


def _status_form(lease: Lease, said: Any) -> Form:
    standing = Report.objects.filter(lease=lease, corrected_by=None).order_by("-status_date")[:20]
    corrects = [(str(one.pk), f"{STATUSES[one.status]}, {swedish.day(one.status_date)}") for one in standing]
    return _form(StatusForm, lease, said, corrects=corrects)


def _begin_form(lease: Lease, found: tuple[MatterOnPage, ...], on: date, said: Any = None) -> BeginForm | None:
    agencies = list(active_agencies())
    there = {one.matter.month for one in found}
    facts = known_facts([lease.id])[lease.id]
    months = sorted({bill.month for bill in facts.bills if bill.due_date <= on and bill.amount > 0} - there)
    if not agencies or not months:
        return None
    choices = [(month.isoformat(), swedish.month(month)) for month in months[-MONTHS_BACK:]]
    return BeginForm(said, months=choices, agencies=agencies, auto_id="begin_%s")


def _saved(request: Any, lease: Lease, name: str, form: Form, save: Callable[[dict[str, Any]], object]) -> HttpResponse:
    """Save what the form says, or show it again with what is wrong."""
    if form.is_valid():
        try:
            save(form.cleaned_data)
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, gettext("Sparat."))
            return HttpResponseRedirect(reverse("matter", args=[lease.id]))
    return _answer(request, lease, **{name: form})


def _matter_of(lease: Lease, said: dict[str, Any]) -> Matter:
    return Matter.objects.select_related("agency").get(lease=lease, pk=said.pop("matter"))


def _source(request: Any) -> reports.Source:
    return reports.Source(told_in=ToldIn.HAND, on=clock.today(), by_name=request.member.name)


@open_to(*AT_COLLECTION, names="lease", methods=("POST",))
def matter_status(request: Any, lease: UUID) -> HttpResponse:
    """Skriv in ett läge, or correct one."""
    found = open_lease(request, lease)

    def save(said: dict[str, Any]) -> None:
        corrects = said.get("corrects")
        kept = Report.objects.filter(lease=found, pk=corrects).first() if corrects else None
        reports.add_status(
            _source(request), _matter_of(found, said), status=said["status"], day=said["status_date"],
            text=said["text"], corrects=kept,
        )  # fmt: skip
        reports.count((), on=clock.today(), leases=[found.id])

    return _saved(request, found, "status", _status_form(found, request.POST), save)


@open_to(*AT_COLLECTION, names="lease", methods=("POST",))
def matter_payment(request: Any, lease: UUID) -> HttpResponse:
    """Skriv in en betalning till inkassobolaget: it counts from the day the tenant paid."""
    found = open_lease(request, lease)

    def save(said: dict[str, Any]) -> None:
        _check_amount(found, said["amount"], is_right=said.pop("more_is_right"))
        told = reports.add_payment(_source(request), _matter_of(found, said), **said)
        reports.count([told], on=clock.today(), leases=[found.id])

    return _saved(request, found, "payment", _form(PaymentForm, found, request.POST), save)


def _check_amount(lease: Lease, amount: int, *, is_right: bool) -> None:
    """One figure too many makes a debt vanish: more than the whole debt is asked about once."""
    told = known_facts([lease.id])[lease.id]
    owed = balance(told.bills, told.payments, on=clock.today()).value.total
    if amount > owed and not is_right:
        raise CannotDo(
            f"Det är {swedish.money(amount - owed)} mer än hela skulden, {swedish.money(owed)}. Kontrollera beloppet, "
            "och kryssa i rutan om det stämmer.",
            field="amount",
        )


@open_to(*AT_COLLECTION, names="lease", methods=("POST",))
def matter_payment_back(request: Any, lease: UUID) -> HttpResponse:
    """Ta tillbaka en betalning som var fel."""
    found = open_lease(request, lease)
    number = request.POST.get("payment", "")
    told = AgencyPayment.objects.filter(lease=found)
    kept = told.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 15 else None
    if kept is not None:
        reports.take_back_payment(payment=kept, on=clock.today())
        messages.success(request, gettext("Betalningen är tillbakatagen och räknas inte."))
    return HttpResponseRedirect(reverse("matter", args=[found.id]))


@open_to(*AT_COLLECTION, names="lease", methods=("POST",))
def matter_paper(request: Any, lease: UUID) -> HttpResponse:
    """Skriv in en handling."""
    found = open_lease(request, lease)

    def save(said: dict[str, Any]) -> None:
        said["registered"] = said["registered"] or None
        reports.add_paper(_source(request), _matter_of(found, said), **said)
        reports.count((), on=clock.today(), leases=[found.id])

    return _saved(request, found, "paper", _form(PaperForm, found, request.POST), save)


@open_to(*AT_COLLECTION, names="lease", methods=("POST",))
def matter_proposal(request: Any, lease: UUID) -> HttpResponse:
    """Skriv in ett förslag."""
    found = open_lease(request, lease)
    form = _form(ProposalForm, found, request.POST)

    def save(said: dict[str, Any]) -> None:
        reports.add_proposal(_source(request), _matter_of(found, said), **said)

    return _saved(request, found, "proposal", form, save)


@open_to(*AT_COLLECTION, names="lease", methods=("POST",))
def matter_decide(request: Any, lease: UUID) -> HttpResponse:
    """Besluta om ett förslag."""
    found = open_lease(request, lease)
    number = request.POST.get("proposal", "")
    of_lease = Proposal.objects.filter(lease=found)
    proposal = of_lease.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 15 else None
    if proposal is None:
        messages.warning(request, gettext("Förslaget finns inte kvar. Öppna sidan på nytt."))
        return HttpResponseRedirect(reverse("matter", args=[found.id]))

    def save(said: dict[str, Any]) -> None:
        actions.decide(proposal=proposal, on=clock.today(), by=request.member, **said)

    return _saved(request, found, "decision", DecisionForm(request.POST, auto_id="decision_%s"), save)


@open_to(*AT_COLLECTION, names="lease", methods=("POST",))
def matter_begin(request: Any, lease: UUID) -> HttpResponse:
    """Skriv in ett ärende som lämnades vid sidan av Kvarbo."""
    found = open_lease(request, lease)
    form = _begin_form(found, matters_on_page(found, on=clock.today()), clock.today(), request.POST)
    if form is None:
        return HttpResponseRedirect(reverse("matter", args=[found.id]))

    def save(said: dict[str, Any]) -> None:
        month = date.fromisoformat(said.pop("month"))
        agency = UUID(said.pop("agency"))
        actions.begin_matter(lease=found, month=month, agency=agency, on=clock.today(), by=request.member, **said)

    return _saved(request, found, "begin", form, save)
