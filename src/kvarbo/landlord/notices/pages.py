"""Beslut: the list, the page where one is made, and the page of a lease's decision."""

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
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.notices import actions, view
from kvarbo.landlord.notices.forms import DecideForm
from kvarbo.landlord.notices.ledger import RENT, late_rent
from kvarbo.landlord.notices.queries import Whole, decisions_among, decisions_of, open_decision, whole
from kvarbo.landlord.notices.vocabulary import Route
from kvarbo.landlord.opening import open_lease
from kvarbo.landlord.outreach.queries import known_facts
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.rent.queries import Lease, ShownLease, known_banner, leases_listed_for, shown_leases

AT_DECISIONS = (RoleName.RENT_OFFICER, RoleName.MANAGER, RoleName.PROTECTED_HANDLER)
PAGE = 50


@open_to(*AT_DECISIONS)
def decisions(request: Any) -> HttpResponse:
    """Beslut och uppsägningar: those that have not ended, the oldest first, or those that have."""
    on = clock.today()
    ended = request.GET.get("avslutade") == "1"
    asked = request.GET.get("sida", "1")
    found = decisions_among(leases_listed_for(request.member), ended=ended)
    pages = max(1, -(-found.count() // PAGE))
    page = min(max(int(asked) if asked.isdecimal() and len(asked) < 7 else 1, 1), pages)
    rows = view.rows(request.member, found[(page - 1) * PAGE : page * PAGE], on=on)
    shown({row.lease_id: None for row in rows if row.url}, what="decisions")
    here = reverse("decisions")
    more = "&avslutade=1" if ended else ""
    context = {
        **known_banner(on=on),
        "rows": rows,
        "ended": ended,
        "other_url": here if ended else f"{here}?avslutade=1",
        "previous_page_url": f"{here}?sida={page - 1}{more}" if page > 1 else None,
        "next_page_url": f"{here}?sida={page + 1}{more}" if page < pages else None,
    }
    return render(request, "notices/decisions.html", context)


@open_to(*AT_DECISIONS, names="lease", methods=("GET", "POST"))
def decide(request: Any, lease: UUID) -> HttpResponse:
    """Besluta: which way, with the rent as the ledger has it now."""
    found, on = open_lease(request, lease), clock.today()
    form = DecideForm(request.POST if request.method == "POST" else None, initial={"form_key": new_form_key()})
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.decide(lease=found, route=Route(said.pop("route")), on=on, by=request.member, **said)
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, gettext("Beslutet är fattat. Inget är skickat än."))
            return HttpResponseRedirect(reverse("decision", args=[found.id]))
    told = known_facts([found.id])[found.id]
    who = shown_leases(request.member, [found])[found.id]
    shown([found.id], what="decide")
    late = late_rent(told, on=on)
    context = {
        **known_banner(on=on),
        **about(who),
        "form": form,
        "late": [{"month": one.bill.month, "due": one.bill.due_date, "rent": one.of(RENT)} for one in late],
        "total": sum(one.of(RENT) for one in late),
        "is_decided": open_decision(found.id) is not None,
        "decision_url": reverse("decision", args=[found.id]),
    }
    return render(request, "notices/decide.html", context)


def about(who: ShownLease) -> dict[str, Any]:
    """Whose lease a page is about, and the way back."""
    return {
        "who": tuple(tenant.name for tenant in who.tenants),
        "where": who.where,
        "tenant_url": reverse("tenant", args=[who.id]),
        "decisions_url": reverse("decisions"),
    }


@open_to(*AT_DECISIONS, names="lease")
def decision(request: Any, lease: UUID) -> HttpResponse:
    """Beslutet: how it stands, both clocks, what can be done and why not the rest."""
    return decision_answer(request, open_lease(request, lease))


def latest(lease: Lease) -> Whole | None:
    """The open decision as it stands, or the last one that ended; None when there has been none."""
    found = decisions_of(lease.id)
    now = next((one for one in found if one.ended_date is None), found[0] if found else None)
    return whole(now, known_facts([lease.id])[lease.id], on=clock.today()) if now else None


def decision_answer(request: Any, lease: Lease, **forms_with_errors: Any) -> HttpResponse:
    """The page of a lease's decision, also with a form that came back with errors (by its name)."""
    on = clock.today()
    known = latest(lease)
    who = shown_leases(request.member, [lease])[lease.id]
    shown([lease.id], what="decision")
    context: dict[str, Any] = {
        **known_banner(on=on),
        **about(who),
        "on": on,
        "decide_url": reverse("decide", args=[lease.id]),
        "is_open": known is not None and known.decision.ended_date is None,
        "known": known,
    }
    if known is not None:
        context |= view.on_page(request.member, known, who, **forms_with_errors)
        context["earlier"] = view.earlier(decisions_of(lease.id), known.decision)
        names = ("fact", "prepare", "ask", "answer", "paper")
        context |= {f"{name}_url": reverse(f"decision_{name}", args=[lease.id]) for name in names}
    return render(request, "notices/decision.html", context)
