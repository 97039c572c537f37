"""Pages that show: Idag, Hyresgäst, the call script, De ringde oss, Någon kan fara illa."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from kvarbo.doors.post.beside import papers_beside
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.queries import protected_handlers
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.about.queries import help_contacts
from kvarbo.landlord.collection.queries import has_agency
from kvarbo.landlord.opening import open_lease
from kvarbo.landlord.outreach import presenting, remembered
from kvarbo.landlord.outreach.forms import ContactForm, DeferralForm, PauseForm, PromiseForm, SearchForm, contact_start
from kvarbo.landlord.outreach.models import Channel, Suggestion
from kvarbo.landlord.outreach.presenting import address
from kvarbo.landlord.outreach.queries import banner, contact_of, last_contact
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.outreach.search import Hits, find
from kvarbo.landlord.outreach.tenant import tenant_view
from kvarbo.landlord.outreach.today import today
from kvarbo.landlord.outreach.words import CALLED_US_BUTTONS
from kvarbo.landlord.rent.queries import Lease, known_banner

WRITES = (RoleName.RENT_OFFICER.value, RoleName.MANAGER.value)  # who sends text messages and e-mail
PLANS = (*WRITES, RoleName.PROTECTED_HANDLER.value)  # who agrees plans
EVERYBODY = (RoleName.RENT_OFFICER, RoleName.MANAGER, RoleName.CARETAKER, RoleName.PROTECTED_HANDLER)


def suggestion_of(request: Any, lease: Lease) -> Suggestion | None:
    """The row that was acted on (``?rad=``), if it is still there."""
    try:
        wanted = UUID(request.GET.get("rad", ""))
    except ValueError:
        return None
    return Suggestion.objects.filter(lease=lease, pk=wanted).first()


def just_written(request: Any) -> dict[str, Any] | None:
    """Sparat: what the member has just written in and for whom, told once at the top of the next page."""
    contact = contact_of(request.member, remembered.just_written(request))
    if contact is not None:
        shown([contact.lease_id], what="written")
    return presenting.written(request.member, contact)


@open_to(*EVERYBODY, RoleName.AUDITOR)
def front(request: Any) -> HttpResponse:
    """The room's first page: Idag, or the log's review for those who only review it."""
    if not request.member.has(*(role.value for role in EVERYBODY)):
        return redirect("log_review")
    return today_page(request)


@open_to(*EVERYBODY)
def today_page(request: Any) -> HttpResponse:
    """Idag: whom to reach today, and why."""
    on = clock.today()
    filters = remembered.filters_of(request)
    asked = request.GET.get("sida", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    found = today(request.member, on=on, filters=filters, page=page)
    remembered.remember_page(request, found.page)
    shown({row.lease_id: None for row in found.rows if row.may_open}, what="today")
    context = {
        "written": just_written(request),
        **banner(on=on),
        "on": on,
        "form_key": new_form_key(),
        "today_url": remembered.page_url(found.page),
        "they_called_url": reverse("they_called"),
        "harm_url": reverse("harm"),
        "groups": presenting.groups(
            found,
            review=presenting.is_office(request.member) and has_agency(),
            may_write=request.member.has(*WRITES),
        ),
        "write_url": reverse("message_bulk"),
        "letters_url": reverse("letter_bulk"),
        "filters": presenting.filters(found, filters),
        "progress": {"done": found.done, "total": found.total},
        "hidden_protected": {"count": found.protected, "handlers": found.handlers} if found.protected else None,
        "previous_page_url": remembered.page_url(found.page - 1) if found.page > 1 else None,
        "next_page_url": remembered.page_url(found.page + 1) if found.page < found.pages else None,
    }
    return render(request, "outreach/today.html", context)


@open_to(*EVERYBODY, names="lease")
def tenant(request: Any, lease: UUID) -> HttpResponse:
    """Hyresgäst: one lease, the people in it, what has happened and what comes next."""
    return tenant_answer(request, open_lease(request, lease))


def tenant_answer(request: Any, lease: Lease, **with_errors: Any) -> HttpResponse:
    """The page of a lease, also with a form that came back with errors (by its name in the template)."""
    on = clock.today()
    view = tenant_view(request.member, lease, on=on)
    office, writes = presenting.is_office(request.member), request.member.has(*WRITES)
    shown([lease.id], what="tenant")
    forms = {
        "contact_form": ContactForm(initial=contact_start(on=on, form_key=new_form_key()), may_pause=office),
        "pause_form": PauseForm(auto_id="pause_%s") if office else None,
        "promise_form": PromiseForm(auto_id="promise_%s"),
        "deferral_form": DeferralForm(auto_id="deferral_%s") if office else None,
    }
    context = {
        "written": just_written(request),
        **known_banner(on=on),
        **presenting.tenant(view, on=on, may_pause=office, may_write=writes, may_plan=request.member.has(*PLANS)),
        **papers_beside(request.member, lease.id),
        **{**forms, **with_errors},
        "on": on,
        "harm_url": reverse("harm"),
        "today_url": remembered.last_page_url(request),
    }
    return render(request, "outreach/tenant.html", context)


@open_to(*EVERYBODY, names="lease")
def call(request: Any, lease: UUID) -> HttpResponse:
    """Samtalsstöd: what to say to this tenant."""
    return call_answer(request, open_lease(request, lease))


def call_answer(request: Any, lease: Lease, *, form: ContactForm | None = None) -> HttpResponse:
    """The call script, also with a form that came back with errors."""
    on = clock.today()
    view = tenant_view(request.member, lease, on=on)
    if not view.balance.bills:
        messages.info(request, "Inget är förfallet och obetalt, så det finns inget att ringa om.")
        return HttpResponseRedirect(address("tenant", lease.id))
    row = suggestion_of(request, lease) or next((step for step in view.steps if step.channel == Channel.CALL), None)
    shown([lease.id], what="call")
    start = contact_start(on=on, form_key=new_form_key())
    context = {
        **known_banner(on=on),
        **presenting.call(view, row, last_contact(lease.id), on=on),
        "on": on,
        "harm_url": reverse("harm"),
        "today_url": remembered.last_page_url(request),
        "tenant_url": address("tenant", lease.id),
        "caller_name": request.member.name,
        "landlord_name": request.room.name,
        "callback_phone": "",
        "form": (form or ContactForm(initial=start, may_pause=presenting.is_office(request.member))).for_a_call(),
        "outcome_url": address("contact", lease.id, **({"rad": row.pk} if row else {})),
    }
    return render(request, "outreach/call.html", context)


@open_to(*EVERYBODY, methods=("GET", "POST"))
def they_called(request: Any) -> HttpResponse:
    """De ringde oss: the search is posted, so that no name or number stands in an address."""
    on = clock.today()
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    hits: Hits | None = None
    if request.method == "POST" and form.is_valid():
        try:
            hits = find(request.member, form.cleaned_data["sought"], on=on)
            shown([hit.lease_id for hit in hits.rows], what="search")
        except CannotDo as refusal:
            form.add_error(refusal.field, refusal.message)
    context = {
        "written": just_written(request),
        **known_banner(on=on),
        "on": on,
        "harm_url": reverse("harm"),
        "search_form": form,
        "search_url": reverse("they_called"),
        "searched": hits is not None,
        "results": [presenting.hit(hit) for hit in hits.rows] if hits else [],
        "too_many": hits.too_many if hits else False,
        "protected_handlers": protected_handlers(),
        "outcomes": CALLED_US_BUTTONS,
        "form_key": new_form_key(),
    }
    return render(request, "outreach/they_called.html", context)


@open_to(*EVERYBODY)
def harm(request: Any) -> HttpResponse:
    """Någon kan fara illa: what to say and whom to call. Nothing is written down."""
    return render(request, "outreach/harm.html", {"back_url": reverse("today"), **help_contacts()})
