"""Räkna fristen: one page, asked with GET so that the answer can be bookmarked and printed; it stores nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kvarbo.ground.clock import today
from kvarbo.web.calculator.answer import Clock, Events, Home, count
from kvarbo.web.calculator.forms import RecoveryForm
from kvarbo.web.calculator.strip import weeks


@login_not_required
@require_safe
def recovery_calculator(request: HttpRequest) -> HttpResponse:
    """Räkna fristen: the recovery period from the events one knows, in both readings."""
    asked = bool(request.GET)
    form = RecoveryForm(request.GET if asked else None, auto_id="id_%s")
    context: dict[str, Any] = {"form": form}
    if asked and form.is_valid() and form.known():
        events = _events(form)
        try:
            clock = count(events)
        except (ValueError, LookupError) as refusal:
            form.add_error(None, str(refusal))
        else:
            context |= _answer(events, clock)
    context["nothing_known"] = asked and form.is_valid() and not form.known()
    return render(request, "calculator/recovery.html", context)


def _events(form: RecoveryForm) -> Events:
    given = form.cleaned_data
    return Events(
        home=Home(given["kind"]),
        served=given["served"],
        posted=given["posted"],
        received=given["received"],
        door=given["door"],
        repeated=given["repeated"],
    )


def _answer(events: Events, clock: Clock) -> dict[str, Any]:
    days = _days(events, clock)
    start = max((day for day in (events.served, events.board()) if day), default=None)
    running = (start, clock.waits_through) if start and clock.waits_through else None
    on = today()
    return {
        "clock": clock,
        "on": on,
        "safe_day_passed": clock.pay_by is not None and clock.pay_by < on,
        "last_day_passed": clock.legal_end is not None and clock.legal_end < on,
        "both_passed": clock.waits_through is not None and clock.waits_through < on,
        "owned": events.home is Home.TENANT_OWNED,
        "board_plays_no_part": events.home is Home.PREMISES and bool(events.posted or events.received or events.door),
        "missing": [_missing(name) for name in clock.missing],
        "days": [{"day": day, "marks": marks} for day, marks in sorted(days.items())],
        "weeks": weeks(days, running),
    }


def _days(events: Events, clock: Clock) -> dict[date, list[str]]:
    """What happens on which day, in words; several things on one day stand together."""
    board = () if events.home is Home.PREMISES else (events.posted, events.received, events.door)
    posted, received, door = board or (None, None, None)
    told: dict[date, list[str]] = {}
    for day, words in (
        (events.served, _("Underrättelsen delgavs")),
        (posted, _("Meddelandet till socialnämnden skickades")),
        (received, _("Meddelandet kom fram till socialnämnden")),
        (door, _("Meddelandet lämnades hos socialnämnden")),
        (clock.pay_by, _("Betala senast")),
        (clock.legal_end, _("Sista dag enligt lagen")),
        (clock.not_before, _("Fristen går tidigast ut")),
        (
            clock.waits_through if clock.waits_through != clock.legal_end else None,
            _("Den som vill avhysa väntar till och med"),
        ),
        (clock.decision_from, _("Beslut om avhysning tidigast")),
        (
            clock.decision_gate if clock.decision_gate != clock.decision_from else None,
            _("Den som vill avhysa räknar med beslut"),
        ),
    ):
        if day is not None:
            told.setdefault(day, []).append(words)
    return told


def _missing(name: str) -> str:
    if name == "social_board_notified":
        return _("Dagen då meddelandet lämnades till socialnämnden. Fråga hyresvärden eller nämndens registrator.")
    return _("Dagen då underrättelsen om återvinning delgavs. Fråga hyresvärden eller den som delgav.")
