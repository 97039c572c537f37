"""Loggranskning: the months, a month's items, one item with its finding, and what staff are told about it all."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import work
from kvarbo.ground.access import open_to
from kvarbo.ground.clock import STOCKHOLM
from kvarbo.ground.log_review import actions, queries
from kvarbo.ground.log_review.forms import JudgementForm, OpeningForm
from kvarbo.ground.log_review.models import LogItem
from kvarbo.ground.log_review.rules import TITLES, RuleName, rules_on
from kvarbo.ground.log_review.words import told
from kvarbo.ground.trail.queries import last_check
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName


@open_to(RoleName.AUDITOR)
def log_review(request: Any) -> HttpResponse:
    """Loggranskning: which months are done, which are not, and whether the trail holds."""
    rows = queries.months()
    check = last_check()
    context = {
        "months": [{"row": row, "url": _month_url(row.month)} for row in rows],
        "check": check and {"check": check, "day": check.at.astimezone(STOCKHOLM)},
        "check_url": reverse("check_trail"),
        "info_url": reverse("log_review_info"),
        "extracts_url": reverse("extracts"),
    }
    return render(request, "log_review/months.html", context)


def _month_url(month: date) -> str:
    return f"{reverse('log_month')}?manad={month:%Y-%m}"


def _item_url(item: LogItem) -> str:
    return f"{reverse('log_item')}?post={item.pk}"


def _month_asked(said: str) -> date:
    """The month asked for; what is no month, or not come yet, is 404."""
    try:
        month = date.fromisoformat(f"{said}-01")
    except ValueError:
        raise Http404 from None
    if month > queries.this_month():
        raise Http404
    return month


@open_to(RoleName.AUDITOR)
def log_month(request: Any) -> HttpResponse:
    """En månad: what there is to look at, rule by rule, and what was found."""
    month = _month_asked(request.GET.get("manad", f"{queries.this_month():%Y-%m}"))
    groups = queries.items_of(request.member, month)
    parts = queries.parts_of(month)
    context = {
        "month": month,
        "value": f"{month:%Y-%m}",
        "groups": [
            {"group": group, "rows": [{"row": row, "url": _item_url(row.item)} for row in group.rows]}
            for group in groups
        ],
        "left": sum(1 for group in groups for row in group.rows if row.judgement is None),
        "parts": [{"part": part, "at": part.made_at.astimezone(STOCKHOLM)} for part in parts],
        "is_complete": any(part.ends_month for part in parts),
        "is_running": month == queries.this_month(),
        "is_being_made": queries.is_being_made(month),
        "make_url": reverse("make_log_review"),
        "months_url": reverse("log_review"),
        "info_url": reverse("log_review_info"),
    }
    return render(request, "log_review/month.html", context)


@open_to(RoleName.AUDITOR, methods=("POST",))
def make_log_review(request: Any) -> HttpResponse:
    """Gör granskningen: the log is gone through by the worker."""
    month = _month_asked(request.POST.get("month", ""))
    work.ask_for_review(month=month, by=str(request.member.id))
    messages.success(request, gettext("Loggen gås igenom. Ladda om sidan om en stund."))
    return HttpResponseRedirect(_month_url(month))


@open_to(RoleName.AUDITOR, methods=("POST",))
def check_trail(request: Any) -> HttpResponse:
    """Kontrollera spåret nu."""
    work.ask_for_check(by=str(request.member.id))
    messages.success(request, gettext("Hela spåret läses. Ladda om sidan om en stund."))
    return HttpResponseRedirect(reverse("log_review"))


@open_to(RoleName.AUDITOR)
def log_item(request: Any) -> HttpResponse:
    """En post: what happened, why it was picked, and what was found."""
    if "post" not in request.GET:
        return HttpResponseRedirect(reverse("log_review"))
    return _item(request, _item_asked(request.GET["post"]), JudgementForm(), OpeningForm())


@open_to(RoleName.AUDITOR, methods=("POST",))
def judge_log_item(request: Any) -> HttpResponse:
    """Spara bedömningen."""
    item = _item_asked(request.POST.get("item", ""))
    form = JudgementForm(request.POST)
    if form.is_valid():
        try:
            actions.judge(item=item, **form.cleaned_data, by=request.member)
        except actions.CannotReview as refusal:
            form.add_error("note", str(refusal))
        else:
            messages.success(request, gettext("Bedömningen är sparad."))
            return HttpResponseRedirect(_month_url(item.month))
    return _item(request, item, form, OpeningForm())


@open_to(RoleName.AUDITOR, methods=("POST",))
def open_log_item(request: Any) -> HttpResponse:
    """Öppna beteckningen, for a reason."""
    item = _item_asked(request.POST.get("item", ""))
    form = OpeningForm(request.POST)
    if form.is_valid():
        try:
            actions.open_reference(item=item, reason=form.cleaned_data["reason"], by=request.member)
            return HttpResponseRedirect(_item_url(item))
        except actions.CannotReview as refusal:
            form.add_error("reason", str(refusal))
    return _item(request, item, JudgementForm(), form)


def _item_asked(said: str) -> LogItem:
    try:
        found = queries.item_by_id(UUID(said))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _item(request: Any, item: LogItem, form: JudgementForm, opening: OpeningForm) -> HttpResponse:
    view = queries.item_view(request.member, item)
    if view.people is not None and item.subject is not None:
        shown([item.subject], what="log_review")
    context = {
        "view": view,
        "row": view.row,
        "events": [
            {"seq": one.seq, "at": one.at.astimezone(STOCKHOLM), "text": told(one), "number": len(one.subjects)}
            for one in view.events
        ],
        "judgements": [{"one": one, "at": one.at.astimezone(STOCKHOLM)} for one in view.judgements],
        "openings": [{"one": one, "at": one.at.astimezone(STOCKHOLM)} for one in view.openings],
        "form": form,
        "opening": opening,
        "judge_url": reverse("judge_log_item"),
        "open_url": reverse("open_log_item"),
        "month_url": _month_url(item.month),
        "month": item.month,
    }
    return render(request, "log_review/item.html", context)


@open_to(*RoleName)
def log_review_info(request: Any) -> HttpResponse:
    """Så granskas loggen: what staff are told, with the rules as they are."""
    rules = rules_on(queries.this_month())
    listed = [{"title": TITLES[rule], "why": rules.sentence(rule)} for rule in RuleName]
    return render(request, "log_review/info.html", {"rules": listed, "since": rules.valid_from})
