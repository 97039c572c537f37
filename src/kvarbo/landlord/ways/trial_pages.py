"""Jämför och prova: what is to be tried, how far the work has come, and what the two would have asked for."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.rent.queries import shown_leases
from kvarbo.landlord.ways import actions, queries
from kvarbo.landlord.ways.forms import MinutesForm, TrialForm
from kvarbo.landlord.ways.models import TrialDifference, WayTrial
from kvarbo.landlord.ways.side_by_side import steps_of, tables, told_side

PAGE = 50


@open_to(RoleName.MANAGER, methods=("GET", "POST"))
def way_try(request: Any) -> HttpResponse:
    """Jämför och prova: choose two and a period; earlier trials."""
    on = clock.today()
    choices, year = queries.choices(on=on), queries.last_year(on=on)
    now = next((f"{queries.IN_FORCE}:{one.id}" for one in queries.versions(on=on) if one.when == "now"), None)
    initial = {
        "one": now, "other": request.GET.get("andra"), "form_key": new_form_key(),
        "from_day": year[0] if year else None, "to_day": year[1] if year else None,
    }  # fmt: skip
    form = TrialForm(request.POST if request.method == "POST" else None, choices=choices, initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        asked = actions.Asked(said["one"], said["other"], said["from_day"], said["to_day"])
        try:
            made = actions.ask_for_trial(asked, form_key=said["form_key"], by=request.member)
        except CannotDo as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            return HttpResponseRedirect(_address(made.pk))
    context = {
        "form": form, "known": queries.period_known(on=on), "ways_url": reverse("ways"), "here_url": reverse("way_try"),
        "trials": [{"trial": one, "url": _address(one.pk)} for one in queries.trials()],
        "nothing_known": gettext(actions.NOTHING_KNOWN),
    }  # fmt: skip
    return render(request, "ways/try.html", context)


@open_to(RoleName.MANAGER)
def way_trial(request: Any) -> HttpResponse:
    """Ett prov: how far it has come, then the two side by side and the homes where they differ."""
    found = _found(request.GET.get("prov", ""))
    if found is None:
        messages.error(request, gettext("Provet finns inte längre. Gör ett nytt."))
        return HttpResponseRedirect(reverse("way_try"))
    context = {
        "trial": found, "here_url": _address(found.pk), "try_url": reverse("way_try"), "ways_url": reverse("ways"),
        "has_stopped": False, "page_url": reverse("way_trial"),
    }  # fmt: skip
    if found.sums is None:
        far = queries.work_on(found.pk)
        stopped = far is not None and far.failed
        more = {"done": far.done if far else 0, "total": far.of if far else None, "has_stopped": stopped}
        return render(request, "ways/trial.html", {**context, **more})
    return render(request, "ways/trial.html", {**context, **_result(request, found)})


def _result(request: Any, found: WayTrial) -> dict[str, Any]:
    assert found.sums is not None
    asked = any(key.startswith("m_") for key in request.GET)
    form = MinutesForm(request.GET if asked else None, steps=steps_of(found.sums))
    every = queries.differences(request.member, found.pk)
    page = Paginator(every, PAGE).get_page(request.GET.get("sida"))
    said = {key: value for key, value in request.GET.items() if key.startswith("m_") and value.isdecimal()}
    here = "&".join([_address(found.pk), *(f"{key}={value}" for key, value in said.items())])
    return {
        **tables(found.sums, form.minutes()),
        "minutes": form,
        "rows": _rows(request, list(page), found),
        "hidden": max(0, found.differ - page.paginator.count),
        "same": found.leases - found.differ,
        "previous_page_url": f"{here}&sida={page.previous_page_number()}#hemmen" if page.has_previous() else None,
        "next_page_url": f"{here}&sida={page.next_page_number()}#hemmen" if page.has_next() else None,
    }


def _rows(request: Any, rows: list[TrialDifference], found: WayTrial) -> list[dict[str, Any]]:
    leases = queries.leases_of(request.member, {row.lease_id for row in rows})
    seen = shown_leases(request.member, list(leases.values()))
    shown(leases, what="way_trial")
    return [
        {
            "who": ", ".join(str(person.name) for person in seen[row.lease_id].tenants),
            "where": seen[row.lease_id].where,
            "url": reverse("tenant", args=[row.lease_id]),
            "first_day": row.first_day,
            "sides": [
                {"name": name, "count": count, **told_side(side)}
                for name, count, side in zip(found.names, row.counts, row.steps, strict=True)
            ],
        }
        for row in rows
        if row.lease_id in seen
    ]


def _found(identity: str) -> WayTrial | None:
    try:
        return queries.trial(UUID(identity))
    except ValueError:
        return None


def _address(identity: UUID) -> str:
    return f"{reverse('way_trial')}?prov={identity}"
