"""Alla fick samma chans: ask for a report, read it, write why something is missing, take it out as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.core.facts import LadderStep
from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.asked import new_form_key
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.same_chance import actions, files, queries
from kvarbo.landlord.same_chance.choosing import Chosen
from kvarbo.landlord.same_chance.forms import GoalForm, ReasonForm, ReportForm
from kvarbo.landlord.same_chance.models import ChanceReport
from kvarbo.landlord.same_chance.presenting import rows_shown
from kvarbo.landlord.same_chance.summing import by_group, by_measure, shown_chances
from kvarbo.landlord.same_chance.words import CHANCES, GIVEN, STEPS, Afterwards

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
PAGE = 25


@open_to(*OFFICE, methods=("GET", "POST"))
def chances(request: Any) -> HttpResponse:
    """Alla fick samma chans: choose a step and a period; earlier reports. Names nobody."""
    year = queries.last_year(on=clock.today())
    initial = {"form_key": new_form_key(), "from_day": year[0], "to_day": year[1]}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        asked = actions.Asked(LadderStep(said["step"]), said["from_day"], said["to_day"])
        try:
            made = actions.ask_for_report(asked, form_key=said["form_key"], by=request.member)
        except CannotDo as refusal:
            form.add_error(refusal.field, refusal.message)
        else:
            return HttpResponseRedirect(_address(made))
    context = {
        "form": form, "ways_url": reverse("ways"), "here_url": reverse("chances"),
        "reports": [
            {"report": one, "step": STEPS[LadderStep(one.step)], "url": _address(one)} for one in queries.reports()
        ],
    }  # fmt: skip
    return render(request, "same_chance/chances.html", context)


@open_to(*OFFICE)
def chance_report(request: Any) -> HttpResponse:
    """En rapport: how far it has come, then the groups, the measures and every time the step was taken."""
    found = _found(request.GET.get("rapport", ""))
    if found is None:
        messages.error(request, gettext("Rapporten finns inte längre. Gör en ny."))
        return HttpResponseRedirect(reverse("chances"))
    context = {
        "report": found, "step": STEPS[LadderStep(found.step)], "here_url": _address(found),
        "chances_url": reverse("chances"), "page_url": reverse("chance_report"), "has_stopped": False,
    }  # fmt: skip
    if found.steps is None:
        far = queries.work_on(found.pk)
        more = {"done": far.done if far else 0, "total": far.of if far else None}
        return render(
            request, "same_chance/report.html", {**context, **more, "has_stopped": far is not None and far.failed}
        )
    return render(request, "same_chance/report.html", {**context, **_result(request, found)})


def _result(request: Any, found: ChanceReport) -> dict[str, Any]:
    goal = GoalForm(request.GET if "minst" in request.GET else None)
    every = queries.counted(found.pk)
    chosen = Chosen.asked(request.GET)
    rows = chosen.of(queries.rows_open_to(request.member, found.pk))
    page = Paginator(rows, PAGE).get_page(request.GET.get("sida"))
    kept = {"rapport": str(found.pk), **chosen.as_query()}
    here = f"{reverse('chance_report')}?{urlencode(kept)}"
    columns = shown_chances(every)
    lines = by_group(every, least=goal.least)
    return {
        "columns": [CHANCES[chance] for chance in columns], "groups": lines, "goal": goal, "least": goal.least,
        "kinds": list(GIVEN.values()), "measures": by_measure(every), "chosen": chosen,
        "choices": {"groups": [(line["key"], line["title"]) for line in lines if line["key"]],
                    "chances": [(key, CHANCES[key]) for key in columns]},
        "rows": rows_shown(request.member, found, list(page)), "number": page.paginator.count,
        "hidden": _hidden(request, found, every, chosen), "reasons": Afterwards.choices,
        "reason_url": reverse("chance_reason"), "file_url": reverse("chance_file"), "number_of_page": page.number,
        "previous_page_url": f"{here}&sida={page.previous_page_number()}#stegen" if page.has_previous() else None,
        "next_page_url": f"{here}&sida={page.next_page_number()}#stegen" if page.has_next() else None,
    }  # fmt: skip


def _hidden(request: Any, found: ChanceReport, every: list[queries.Counted], chosen: Chosen) -> int:
    """How many rows this reader may not open; told of the whole report alone, so that no filter points anybody out."""
    return 0 if chosen.is_narrowed else len(every) - queries.rows_open_to(request.member, found.pk).count()


@open_to(*OFFICE, methods=("POST",))
def chance_reason(request: Any) -> HttpResponse:
    """Skriv varför."""
    form = ReasonForm(request.POST)
    back = reverse("chances")
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
    else:
        said = form.cleaned_data
        row = queries.row_open_to(request.member, said["row"])
        back = f"{_address(row.report)}&sida={_page(request)}#rad-{row.pk}" if row else back
        try:
            reason = Afterwards(said["reason"])
            actions.write_reason(said["row"], rule=said["rule"], reason=reason, by=request.member)
            messages.success(request, gettext("Skälet är sparat, med ditt namn och dagens datum."))
        except CannotDo as refusal:
            messages.error(request, refusal.message)
    return HttpResponseRedirect(back)


def _page(request: Any) -> int:
    said = request.POST.get("sida", "")
    return int(said) if said.isdecimal() and len(said) < 6 else 1


@open_to(*OFFICE, methods=("POST",))
def chance_file(request: Any) -> HttpResponse:
    """Hämta rapporten as Excel or as a paper to print."""
    found = _found(request.POST.get("rapport", ""))
    if found is None or found.steps is None:
        messages.error(request, gettext("Rapporten finns inte längre, eller är inte klar."))
        return HttpResponseRedirect(reverse("chances"))
    try:
        made = files.fetch(
            found, as_paper=request.POST.get("form") == "papper", reason=request.POST.get("reason", ""),
            by=request.member,
        )  # fmt: skip
    except CannotDo as refusal:
        messages.error(request, refusal.message)
        return HttpResponseRedirect(_address(found))
    shown(made.leases, what="chance_file")
    answer = HttpResponse(made.content, content_type=made.content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


def _found(identity: str) -> ChanceReport | None:
    try:
        return queries.report(UUID(identity))
    except ValueError:
        return None


def _address(report: ChanceReport) -> str:
    return f"{reverse('chance_report')}?rapport={report.pk}"
