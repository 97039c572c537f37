"""Avhysning: the times that Kronofogden has set in a matter, what is left to do, the day's list, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground import clock
from kvarbo.ground.access import open_to
from kvarbo.ground.trail.recorder import shown
from kvarbo.social.casework.opening import did, open_matter
from kvarbo.social.casework.words import CASEWORK
from kvarbo.social.evictions import actions, presenting
from kvarbo.social.evictions.forms import ANSWERS, AttendanceForm, ItemForm, OutcomeForm, RespiteForm, RespiteReplyForm
from kvarbo.social.evictions.queries import time_in


@open_to(*CASEWORK, names="matter")
def evictions(request: Any, matter: UUID) -> HttpResponse:
    """Avhysning: each time with what is left to do, respite, who attends, the day's list and the outcome."""
    return _answer(request, open_matter(request, matter))


def _answer(request: Any, found: Any, **with_errors: Form) -> HttpResponse:
    shown([found.id], what="evictions")
    context = presenting.page(request.member, found, on=clock.today(), with_errors=with_errors)
    return render(request, "evictions/evictions.html", context)


@open_to(*CASEWORK, names="matter")
def eviction_day(request: Any, matter: UUID) -> HttpResponse:
    """Dagens lista for the nearest time that is not over, on one page to print."""
    found = open_matter(request, matter)
    time = time_in(found.id, None)
    if time is None:
        messages.info(request, gettext("Ingen tid är inskriven i ärendet."))
        return HttpResponseRedirect(reverse("evictions", args=[found.id]))
    shown([found.id], what="eviction_day")
    return render(request, "evictions/day.html", presenting.day_list(request.member, found, time, on=clock.today()))


def _done(
    request: Any, matter: UUID, name: str, form: Form, act: Callable[[Any, dict[str, Any]], object], said: str
) -> HttpResponse:
    """Do what a valid form asks for, or show the page again with the form open where it stands."""
    found = open_matter(request, matter)
    if did(form, lambda told: act(found, told)):
        messages.success(request, said)
        return HttpResponseRedirect(reverse("evictions", args=[found.id]))
    return _answer(request, found, **{f"{form.data.get('time', '')}{name}": form})


def _about(said: dict[str, Any]) -> dict[str, Any]:
    return {"paper_id": said["time"], "form_key": said["form_key"]}


@open_to(*CASEWORK, names="matter", methods=("POST",))
def eviction_respite(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in att anstånd är begärt."""

    def act(found: Any, said: dict[str, Any]) -> object:
        return actions.ask_for_respite(
            matter=found, by=request.member, asked_on=said["asked_on"], grounds=said["grounds"], text=said["text"],
            documents_complete=said["documents_complete"], heard=said["heard"],
            exceptional_reasons=ANSWERS[said["exceptional_reasons"]],
            compensation_paid=ANSWERS[said["compensation_paid"]], **_about(said),
        )  # fmt: skip

    form = RespiteForm(request.POST, auto_id="respite_%s")
    return _done(request, matter, "respite", form, act, gettext("Begäran om anstånd är inskriven."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def eviction_reply(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in Kronofogdens svar om anstånd."""

    def act(found: Any, said: dict[str, Any]) -> object:
        return actions.answer_respite(
            matter=found, by=request.member, answer=said["answer"], answered_on=said["answered_on"],
            until=said["until"], **_about(said),
        )  # fmt: skip

    form = RespiteReplyForm(request.POST, auto_id="reply_%s")
    return _done(request, matter, "reply", form, act, gettext("Kronofogdens svar är inskrivet."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def eviction_attendance(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in vem som är med på dagen."""

    def act(found: Any, said: dict[str, Any]) -> object:
        return actions.plan_attendance(
            matter=found, by=request.member, attends=said["attends"] == "yes", who=said["who"],
            childrens_unit=ANSWERS[said["childrens_unit"]], reason=said["reason"],
            consulted_on=said["consulted_on"], **_about(said),
        )  # fmt: skip

    form = AttendanceForm(request.POST, auto_id="attendance_%s")
    return _done(request, matter, "attendance", form, act, gettext("Det är inskrivet vem som är med."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def eviction_item(request: Any, matter: UUID) -> HttpResponse:
    """Bocka av en sak i dagens lista, by the button that was pressed."""

    def act(found: Any, said: dict[str, Any]) -> object:
        return actions.check_item(
            matter=found, by=request.member, item=said["item"], state=request.POST.get("state", ""),
            text=said["text"], **_about(said),
        )  # fmt: skip

    form = ItemForm(request.POST, auto_id="item_%s")
    return _done(request, matter, request.POST.get("item", "")[:20], form, act, gettext("Listan är ändrad."))


@open_to(*CASEWORK, names="matter", methods=("POST",))
def eviction_outcome(request: Any, matter: UUID) -> HttpResponse:
    """Skriv in hur det gick."""

    def act(found: Any, said: dict[str, Any]) -> object:
        return actions.keep_outcome(
            matter=found, by=request.member, end=said["end"], on_date=said["on_date"], text=said["text"],
            follow_up=said["follow_up"], **_about(said),
        )  # fmt: skip

    form = OutcomeForm(request.POST, auto_id="outcome_%s")
    return _done(request, matter, "outcome", form, act, gettext("Utfallet är inskrivet."))
