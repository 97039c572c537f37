"""Planer: the list, a home's plans, agreeing one, and ending one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.calendar import last_day_of_month
from kvarbo.core.finding import Finding
from kvarbo.core.ladder.plans import PlanOffer
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.opening import open_lease
from kvarbo.landlord.outreach.queries import known_facts, policy_on
from kvarbo.landlord.outreach.refusals import CannotDo
from kvarbo.landlord.plans import actions, queries, view
from kvarbo.landlord.plans.actions import ToldPlan, Weighed
from kvarbo.landlord.plans.forms import EndPlanForm, PlanForm
from kvarbo.landlord.plans.offering import Payable, offer_on, payable
from kvarbo.landlord.plans.words import KEEPERS, KeptBy
from kvarbo.landlord.rent.queries import Lease, ShownLease, known_banner, leases_listed_for, shown_leases

AT_PLANS = (RoleName.RENT_OFFICER, RoleName.MANAGER, RoleName.PROTECTED_HANDLER)
PAGE = 50
CHANGED = "Något har ändrats sedan du såg planen. Se igenom den igen, och avtala den sedan."


@open_to(*AT_PLANS)
def plans(request: Any) -> HttpResponse:
    """Planer: those that run, with what needs somebody first, or those that are paid in full or ended."""
    on, ended = clock.today(), request.GET.get("avslutade") == "1"
    leases = leases_listed_for(request.member)
    running = view.followed(queries.plans_among(leases, ended=False), on=on)
    found = [one for one in running if one.is_done is ended]
    if ended:
        gone = view.followed(queries.plans_among(leases, ended=True), on=on)
        found += sorted(gone, key=lambda one: str(one.plan.ended_date), reverse=True)
    asked = request.GET.get("sida", "1")
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(int(asked) if asked.isdecimal() and len(asked) < 7 else 1, 1), pages)
    on_page = view.rows(request.member, found[(page - 1) * PAGE : page * PAGE])
    reviews = [] if ended else view.review_rows(request.member, on=on)
    shown({row.lease_id: None for row in (*on_page, *reviews) if row.url}, what="plans")
    here, more = reverse("plans"), "&avslutade=1" if ended else ""
    context = {
        **known_banner(on=on),
        "rows": on_page,
        "reviews": reviews,
        "ended": ended,
        "on": on,
        "other_url": here if ended else f"{here}?avslutade=1",
        "previous_page_url": f"{here}?sida={page - 1}{more}" if page > 1 else None,
        "next_page_url": f"{here}?sida={page + 1}{more}" if page < pages else None,
    }
    return render(request, "plans/plans.html", context)


@open_to(*AT_PLANS, names="lease")
def plan(request: Any, lease: UUID) -> HttpResponse:
    """Avbetalningsplan: what is agreed, how each part stands, and whether another is given."""
    return plan_answer(request, open_lease(request, lease))


def plan_answer(request: Any, lease: Lease, *, wrong: EndPlanForm | None = None) -> HttpResponse:
    """The page of a home's plans, also with a form that came back with errors."""
    on = clock.today()
    policy, facts = policy_on(on), known_facts([lease.id])[lease.id]
    who = shown_leases(request.member, [lease])[lease.id]
    found = [view.plan_shown(one, facts, who, policy=policy, on=on) for one in queries.plans_of(lease.id)]
    running = [one for one in found if one.plan.ended_date is None]
    shown([lease.id], what="plan")
    context = {
        **known_banner(on=on),
        **about(who),
        "on": on,
        "running": [{"shown": one, "form": _end_form(one, wrong), "with_agency": view.with_agency(facts, one.months)}
                    for one in running],
        "earlier": [one for one in found if one.plan.ended_date is not None],
        "wrong": wrong,
        **_offered(offer_on(facts, on=on, policy=policy)),
        "new_url": reverse("plan_new", args=[lease.id]),
        "end_url": reverse("plan_end", args=[lease.id]),
        "letter_url": reverse("letter_write", args=[lease.id]) + "?slag=payment_plan",
        "broken_url": reverse("letter_write", args=[lease.id]) + "?slag=broken_plan",
    }  # fmt: skip
    return render(request, "plans/plan.html", context)


def about(who: ShownLease) -> dict[str, Any]:
    """Whose home a page is about, and the ways on."""
    return {
        "who": tuple(tenant.name for tenant in who.tenants),
        "where": who.where,
        "tenant_url": reverse("tenant", args=[who.id]),
        "plans_url": reverse("plans"),
        "plan_url": reverse("plan", args=[who.id]),
        "addendum_url": reverse("addendum", args=[who.id]),
    }


def _end_form(one: view.PlanShown, wrong: EndPlanForm | None) -> EndPlanForm:
    """The form that ends a plan; ids of its own, since there may be several on the page."""
    if wrong is not None and wrong.data.get("plan") == str(one.plan.pk):
        return wrong
    return EndPlanForm(initial={"plan": one.plan.pk}, auto_id=f"end_{one.plan.pk.hex[:8]}_%s")


def _offered(offer: Finding[PlanOffer]) -> dict[str, Any]:
    """What the way of working answers, in a sentence, with its reasons."""
    keeper = str(KEEPERS[KeptBy(offer.value.kept_by)]).lower() if offer.value.kept_by else ""
    return {
        "may": offer.value.may,
        "offer_keeper": keeper,
        "at_most": offer.value.at_most_months,
        "offer_why": offer.steps,
    }


@open_to(*AT_PLANS, names="lease", methods=("GET", "POST"))
def plan_new(request: Any, lease: UUID) -> HttpResponse:
    """Avtala en plan: filled in, seen with every part and what the way of working says, and then agreed."""
    found, on = open_lease(request, lease), clock.today()
    facts, policy = known_facts([found.id])[found.id], policy_on(on)
    who, months = shown_leases(request.member, [found])[found.id], payable(facts, on=on, policy=policy)
    offer = offer_on(facts, on=on, policy=policy)
    taken = queries.months_in_plans(found.id)
    free = [one.month for one in months if one.is_due and one.month not in taken]
    form = _plan_form(request, who, months, {"months": free, "kept_by": offer.value.kept_by or ""})
    said: ToldPlan | None = None
    weighed: Weighed | None = None
    if form.is_bound and form.is_valid():
        if queries.is_agreed(found.id, form_key=form.cleaned_data["form_key"]):
            return HttpResponseRedirect(reverse("plan", args=[found.id]))  # the same form, sent once more
        said = form.told({one.month: one.amount for one in months})
        try:
            weighed = actions.weigh(lease=found, said=said, on=on, facts=facts)
            if request.POST.get("do") == "agree":
                return _agree(request, found, form, said, weighed)
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    shown([found.id], what="plan_new")
    context = {
        **known_banner(on=on), **about(who), **_offered(offer), "on": on, "form": form, "payable": months,
        "said": said if weighed else None, "weighed": weighed, "here_url": reverse("plan_new", args=[found.id]),
        "seen": view.seen(said, weighed) if said and weighed else "",
        "by_agency": said is not None and said.kept_by is KeptBy.AGENCY,
        "with_agency": view.with_agency(facts, said.months) if said else (),
    }  # fmt: skip
    return render(request, "plans/new.html", context)


def _plan_form(request: Any, who: ShownLease, months: tuple[Payable, ...], known: dict[str, Any]) -> PlanForm:
    """The form; it begins with what is due and in no plan yet, and with who keeps a plan by the way of working."""
    on, people = clock.today(), [(str(person.id), person.name) for person in who.tenants]
    start = {
        "months": [month.isoformat() for month in known["months"]],
        "first": last_day_of_month(on),
        "kept_by": known["kept_by"],
        "agreed_with": [people[0][0]] if len(people) == 1 else [],
        "agreed": on,
        "form_key": new_form_key(),
    }
    said = request.POST if request.method == "POST" else None
    return PlanForm(said, initial=start, months=view.month_choices(months), people=people)


def _agree(request: Any, lease: Lease, form: PlanForm, said: ToldPlan, weighed: Weighed) -> HttpResponse:
    """What was seen is what is agreed: whatever has changed meanwhile is shown again."""
    if request.POST.get("seen") != view.seen(said, weighed):
        raise CannotDo(CHANGED)
    key = form.cleaned_data["form_key"]
    actions.agree(lease=lease, said=said, form_key=key, on=clock.today(), by=request.member)
    messages.success(request, gettext("Planen är avtalad. Stegen väntar så länge den följs."))
    return HttpResponseRedirect(reverse("plan", args=[lease.id]))


@open_to(*AT_PLANS, names="lease", methods=("POST",))
def plan_end(request: Any, lease: UUID) -> HttpResponse:
    """Avsluta planen."""
    found = open_lease(request, lease)
    form = EndPlanForm(request.POST, auto_id="end_%s")
    if form.is_valid():
        try:
            why, asked = form.said(), form.cleaned_data["plan"]
            actions.end(lease=found, plan=asked, why=why, on=clock.today(), by=request.member)
        except CannotDo as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, gettext("Planen är avslutad. Den håller inga steg längre."))
            return HttpResponseRedirect(reverse("plan", args=[found.id]))
    return plan_answer(request, found, wrong=form)
