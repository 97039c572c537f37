"""Inbetalningar: what waits for a person, one payment with its suggestions, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.queries import protected_handlers
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.outreach.search import MOST_CHOICES, leases_found
from kvarbo.landlord.rent.files.refusal import TwoReadings, Unreadable
from kvarbo.landlord.rent.files.values import amount as read_amount
from kvarbo.landlord.rent.payments import actions, presenting
from kvarbo.landlord.rent.payments.forms import FindPaymentForm, PlaceForm, SeekLeaseForm, SetAsideForm
from kvarbo.landlord.rent.payments.models import IncomingPayment
from kvarbo.landlord.rent.payments.queries import (
    ShownPayment,
    choices,
    choices_for,
    contradicted,
    find,
    first_suggestions,
    hidden_suggestions,
    lately_placed,
    shown_payments,
    visible_payments,
    waiting,
    waiting_in_all,
)
from kvarbo.landlord.rent.queries import Lease, known_banner, leases_open_to

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
PER_PAGE = 30
MOST_CONTRADICTED = 30
PLACED = "Betalningen är placerad."


@open_to(*OFFICE, methods=("GET", "POST"))
def payments(request: Any) -> HttpResponse:
    """Inbetalningar: those that wait, those the landlord's own lists do not show, and those just placed."""
    form = FindPaymentForm(request.POST) if request.method == "POST" else FindPaymentForm()
    found = _found(request, form) if form.is_bound and form.is_valid() else None
    page = Paginator(waiting(), PER_PAGE).get_page(request.GET.get("sida"))
    rows = shown_payments(request.member, list(page))
    against = shown_payments(request.member, list(contradicted()[:MOST_CONTRADICTED]))
    placed = shown_payments(request.member, lately_placed())
    may_see = {row.id for row in rows if not row.is_hidden}
    first = first_suggestions(request.member, [one for one in page if one.id in may_see])
    _tell_the_trail([*rows, *against, *placed, *(found or ())], [one.lease_id for one in first.values()])
    here = reverse("payments")
    context = {
        **known_banner(on=clock.today()),
        **presenting.summary(waiting_in_all()),
        "find_form": form,
        "payments_url": here,
        "found": None if found is None else [presenting.row(one) for one in found],
        "waiting": presenting.waiting_rows(rows, first, request.member),
        "contradicted": [presenting.row(one) for one in against],
        "placed": [presenting.row(one) for one in placed],
        "previous_page_url": f"{here}?sida={page.previous_page_number()}" if page.has_previous() else None,
        "next_page_url": f"{here}?sida={page.next_page_number()}" if page.has_next() else None,
    }
    return render(request, "payments/payments.html", context)


def _found(request: Any, form: FindPaymentForm) -> list[ShownPayment]:
    sought = form.cleaned_data["sought"].strip()
    try:
        amount: int | None = read_amount(sought)
    except (Unreadable, TwoReadings):
        amount = None
    return shown_payments(request.member, list(find(sought, amount)))


def _tell_the_trail(rows: list[ShownPayment], suggested: Iterable[UUID] = ()) -> None:
    """Whose homes were shown: those that payments lie on, and those suggested; another payment tells of nobody."""
    leases = {p.lease.id: None for row in rows for p in row.placements if p.lease is not None and p.lease.may_open}
    shown({**leases, **dict.fromkeys(suggested)}, what="payments")


@open_to(*OFFICE, names="payment")
def payment(request: Any, payment: UUID) -> HttpResponse:
    """En betalning: what is known of it, where it lies or whom it may come from."""
    return _answer(request, _open(payment))


def _open(payment: UUID) -> IncomingPayment:
    found = visible_payments().filter(pk=payment).first()
    if found is None:
        raise Http404
    return found


def _answer(request: Any, found: IncomingPayment, **given: Any) -> HttpResponse:
    """The page of one payment, with the forms that fit how it lies; ``given`` are forms that need mending."""
    on, member = clock.today(), request.member
    one = shown_payments(member, [found])[0]
    suggested = choices_for(member, found, on=on) if one.open_amount else []
    offered = given.get("offered", suggested) if one.open_amount else []
    _tell_the_trail([one], (choice.lease.id for choice in [*suggested, *offered]))
    context = {
        **known_banner(on=on),
        **presenting.page(one),
        "payments_url": reverse("payments"),
        "suggested": presenting.suggestions(suggested),
        "hidden_suggestions": hidden_suggestions(member, found) if one.open_amount else 0,
        "protected_handlers": protected_handlers(),
        "place_form": (given.get("place_form") or PlaceForm(choices=offered)) if offered else None,
        "seek_form": given.get("seek_form", SeekLeaseForm()) if one.open_amount else None,
        "sought": given.get("sought", False),
        "too_many": given.get("too_many", False),
        "set_aside_form": given.get("set_aside_form", SetAsideForm()) if one.open_amount else None,
    }
    return render(request, "payments/payment.html", context)


@open_to(*OFFICE, names="payment", methods=("POST",))
def payment_place(request: Any, payment: UUID) -> HttpResponse:
    """Placera. The lease may be one of the suggestions, or one that was sought."""
    found = _open(payment)
    offered = choices(request.member, _chosen_lease(request), on=clock.today())
    form = PlaceForm(request.POST, choices=offered)
    if form.is_valid():
        home, bill = form.chosen()
        try:
            actions.place(
                payment=found.id, lease=home, bill=bill, amount=form.cleaned_data["amount"], by=request.member,
                on=clock.today(), for_rent=form.cleaned_data["for_rent"],
            )  # fmt: skip
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, PLACED)
            return redirect("payments")
    suggested = choices_for(request.member, found, on=clock.today())
    return _answer(request, found, place_form=form, offered=offered or suggested)


def _chosen_lease(request: Any) -> list[Lease]:
    """The lease that was chosen, if it may be opened."""
    try:
        lease = UUID(request.POST.get("target", "").partition(":")[0])
    except ValueError:
        return []
    return list(leases_open_to(request.member).filter(pk=lease))


@open_to(*OFFICE, names="payment", methods=("POST",))
def payment_seek(request: Any, payment: UUID) -> HttpResponse:
    """Sök fram ett avtal. What is sought is posted, so it never stands in an address."""
    found = _open(payment)
    form = SeekLeaseForm(request.POST)
    if not form.is_valid():
        return _answer(request, found, seek_form=form)
    try:
        leases = leases_found(request.member, form.cleaned_data["sought"])
    except CannotDo as refusal:
        form.add_error("sought", refusal.message)
        return _answer(request, found, seek_form=form)
    offered = choices(request.member, leases[:MOST_CHOICES], on=clock.today())
    return _answer(request, found, seek_form=form, sought=True, offered=offered, too_many=len(leases) > MOST_CHOICES)


@open_to(*OFFICE, names="payment", methods=("POST",))
def payment_set_aside(request: Any, payment: UUID) -> HttpResponse:
    """Hör inte till någon hyresgäst."""
    found = _open(payment)
    form = SetAsideForm(request.POST)
    if form.is_valid():
        try:
            actions.set_aside(payment=found.id, reason=form.cleaned_data["reason"], by=request.member)
        except CannotDo as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Betalningen är lagd åt sidan.")
            return redirect("payments")
    return _answer(request, found, set_aside_form=form)


@open_to(*OFFICE, names="payment", methods=("POST",))
def payment_take_back(request: Any, payment: UUID) -> HttpResponse:
    """Ångra: the payment waits again."""
    found = _open(payment)
    try:
        actions.take_back(payment=found.id, by=request.member, on=clock.today())
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Placeringen är ångrad.")
    return redirect("payment", payment=found.id)


@open_to(*OFFICE, names="payment", methods=("POST",))
def payment_confirm(request: Any, payment: UUID) -> HttpResponse:
    """Det stämmer: the bank's word stands."""
    found = _open(payment)
    try:
        actions.confirm(payment=found.id, by=request.member, on=clock.today())
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Du har kontrollerat betalningen.")
    return redirect("payments")
