"""Pages that write: an outcome in a click or a form, a pause, a promise, a deferral, a taken row. Then back again."""

from __future__ import annotations

import hashlib
import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.opening import open_lease
from kvarbo.landlord.outreach import actions, remembered
from kvarbo.landlord.outreach.forms import ContactForm, DeferralForm, PauseForm, PromiseForm
from kvarbo.landlord.outreach.models import Channel, Contact, Outcome, Suggestion
from kvarbo.landlord.outreach.pages import EVERYBODY, call_answer, suggestion_of, tenant_answer
from kvarbo.landlord.outreach.presenting import address, is_office
from kvarbo.landlord.outreach.refusals import PROMISE_NEEDS_A_DAY, CannotDo
from kvarbo.landlord.outreach.words import CALLED_US_BUTTONS, buttons_for
from kvarbo.landlord.rent.queries import Lease

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
ROW_GONE = (
    "Raden fanns inte kvar: en betalning har kommit eller någon annan hann före. "
    "Skriv in kontakten här om du har haft en."
)
_PLACE = re.compile(r"r-[0-9a-f-]{36}")


@open_to(*EVERYBODY, names="lease", methods=("POST",))
def contact(request: Any, lease: UUID) -> HttpResponse:
    """Skriv in en kontakt: one click in a list, or a form with what was agreed."""
    found = open_lease(request, lease)
    if "channel" in request.POST:
        return _from_form(request, found)
    if "ringde" in request.GET:
        return _one_click(request, found, None)
    row = suggestion_of(request, found)
    if row is None:
        messages.warning(request, ROW_GONE)
        return HttpResponseRedirect(address("tenant", found.id))
    return _one_click(request, found, row)


def _one_click(request: Any, lease: Lease, row: Suggestion | None) -> HttpResponse:
    """An outcome from a list, or from a search when they called us (``row`` is none)."""
    outcome = request.POST.get("outcome", "")
    channel = row.channel if row else Channel.CALL.value
    buttons = buttons_for(channel) if row else CALLED_US_BUTTONS
    if outcome not in {button.key for button in buttons}:
        messages.error(request, "Utfallet finns inte bland knapparna. Öppna sidan på nytt och välj igen.")
        return _back(request, lease)
    if outcome == Outcome.PROMISED:
        return _ask_for_the_day(request, lease, channel)
    try:
        made = actions.record_contact(
            lease=lease,
            on=clock.today(),
            by=request.member,
            channel=channel,
            outcome=outcome,
            incoming=row is None,
            step=row.step if row else "",
            month=row.month if row else None,
            form_key=_key(request, lease, outcome),
        )
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    else:
        remembered.remember_written(request, made.id)
    return _back(request, lease)


def _ask_for_the_day(request: Any, lease: Lease, channel: str) -> HttpResponse:
    """A promise needs its day: the form opens with what has been said so far."""
    said = {
        "outcome": Outcome.PROMISED.value,
        "channel": channel,
        "contact_date": clock.today().isoformat(),
        "form_key": request.POST.get("form_key", ""),
        "incoming": "1" if "ringde" in request.GET else "",
    }
    form = ContactForm(said, may_pause=is_office(request.member))
    form.add_error("promise_until", PROMISE_NEEDS_A_DAY)
    return _again(request, lease, form, channel)


def _from_form(request: Any, lease: Lease) -> HttpResponse:
    form = ContactForm(request.POST, may_pause=is_office(request.member))
    if form.is_valid():
        try:
            with actions.all_or_nothing():
                made = _save(request, lease, form.cleaned_data)
        except CannotDo as refusal:
            _tell(form, refusal)
        else:
            remembered.remember_written(request, made.id)
            return _back(request, lease)
    return _again(request, lease, form, request.POST.get("channel", ""))


def _save(request: Any, lease: Lease, said: dict[str, Any]) -> Contact:
    """The contact and what was agreed in it, together or not at all."""
    on, by = clock.today(), request.member
    if said["outcome"] == Outcome.PROMISED and said["promise_until"] is None:
        raise CannotDo(PROMISE_NEEDS_A_DAY, field="promise_until")
    row = suggestion_of(request, lease)
    carries_out = row is not None and row.channel == said["channel"]
    made = actions.record_contact(
        lease=lease,
        on=on,
        by=by,
        channel=said["channel"],
        outcome=said["outcome"],
        contact_date=said["contact_date"],
        part_of_day=said["part_of_day"],
        incoming=said["incoming"],
        step=row.step if row is not None and carries_out else "",
        month=row.month if row is not None and carries_out else None,
        form_key=_key(request, lease, said["outcome"]),
    )
    if said["promise_until"] is not None:
        with _field_of("promise"):
            actions.promise(lease=lease, on=on, by=by, until=said["promise_until"], amount=said["promise_amount"])
    if said.get("pause_until") is not None:
        with _field_of("pause"):
            actions.pause(lease=lease, on=on, by=by, until=said["pause_until"], reason=said["pause_reason"])
    return made


class _field_of:
    """Names the field of the larger form that a refusal is about."""

    def __init__(self, part: str) -> None:
        self.part = part

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, refusal: object, trace: object) -> None:
        if isinstance(refusal, CannotDo) and refusal.field:
            raise CannotDo(refusal.message, field=f"{self.part}_{refusal.field}") from refusal


def _tell(form: Form, refusal: CannotDo) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def _again(request: Any, lease: Lease, form: ContactForm, channel: str) -> HttpResponse:
    """The form once more, on the page it came from."""
    if "rad" in request.GET and channel == Channel.CALL:
        return call_answer(request, lease, form=form)
    return tenant_answer(request, lease, contact_form=form)


def _key(request: Any, lease: Lease, outcome: str) -> str:
    """One showing of a form, one lease, one row and one outcome make one contact, however often it is sent."""
    sent = request.POST.get("form_key", "")
    if not sent:
        return ""
    parts = (sent, str(lease.id), request.GET.get("rad", ""), outcome)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def _back(request: Any, lease: Lease) -> HttpResponse:
    """Back to the list with its filters, to the search, or to the tenant's page: wherever the click was made."""
    if "ringde" in request.GET or request.POST.get("incoming"):
        return HttpResponseRedirect(reverse("they_called"))
    if "rad" in request.GET or "after" in request.POST:
        after = request.POST.get("after", "")
        anchor = f"#{after}" if _PLACE.fullmatch(after) else ""
        return HttpResponseRedirect(remembered.last_page_url(request) + anchor)
    return HttpResponseRedirect(address("tenant", lease.id))


@open_to(*OFFICE, names="lease", methods=("POST",))
def pause(request: Any, lease: UUID) -> HttpResponse:
    """Pausa: no suggestions until a day."""
    found = open_lease(request, lease)
    form = PauseForm(request.POST, auto_id="pause_%s")
    if form.is_valid():
        try:
            actions.pause(lease=found, on=clock.today(), by=request.member, **form.cleaned_data)
        except CannotDo as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, "Pausen är sparad.")
            return _back(request, found)
    return tenant_answer(request, found, pause_form=form)


@open_to(*OFFICE, names="lease", methods=("POST",))
def end_pause(request: Any, lease: UUID) -> HttpResponse:
    """Avsluta pausen."""
    found = open_lease(request, lease)
    try:
        actions.end_pause(lease=found, on=clock.today(), by=request.member)
    except CannotDo as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, "Pausen är avslutad.")
    return _back(request, found)


@open_to(*EVERYBODY, names="lease", methods=("POST",))
def promise(request: Any, lease: UUID) -> HttpResponse:
    """Löfte om betalning."""
    found = open_lease(request, lease)
    form = PromiseForm(request.POST, auto_id="promise_%s")
    if form.is_valid():
        try:
            actions.promise(lease=found, on=clock.today(), by=request.member, **form.cleaned_data)
        except CannotDo as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, "Löftet är sparat.")
            return _back(request, found)
    return tenant_answer(request, found, promise_form=form)


@open_to(*OFFICE, names="lease", methods=("POST",))
def deferral(request: Any, lease: UUID) -> HttpResponse:
    """Anstånd: the landlord says yes to a later day."""
    found = open_lease(request, lease)
    form = DeferralForm(request.POST, auto_id="deferral_%s")
    if form.is_valid():
        try:
            actions.defer(lease=found, on=clock.today(), by=request.member, **form.cleaned_data)
        except CannotDo as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, "Anståndet är sparat.")
            return _back(request, found)
    return tenant_answer(request, found, deferral_form=form)


@open_to(*EVERYBODY, names="lease", methods=("POST",))
def claim(request: Any, lease: UUID) -> HttpResponse:
    """Ta raden, så att två inte ringer samma hyresgäst."""
    found = open_lease(request, lease)
    try:
        actions.claim(lease=found, on=clock.today(), by=request.member)
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    return _back(request, found)


@open_to(*EVERYBODY, names="lease", methods=("POST",))
def release(request: Any, lease: UUID) -> HttpResponse:
    """Lämna raden."""
    found = open_lease(request, lease)
    try:
        actions.release(lease=found, on=clock.today(), by=request.member)
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    return _back(request, found)
