"""Utskick: what waits, what has gone, what came of it, and what somebody has to decide."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from kvarbo.ground.access import open_to
from kvarbo.ground.asked import id_asked
from kvarbo.ground.outbox import actions, queries
from kvarbo.ground.outbox.queries import MessageRow
from kvarbo.ground.outbox.wording import text_kinds
from kvarbo.ground.outbox.words import MessageDecision, MessageState
from kvarbo.ground.refusals import CannotDo
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.roles import RoleName
from kvarbo.landlord.outreach.words import channel_word
from kvarbo.landlord.rent.queries import Lease, ShownLease, leases_open_to, shown_leases

OFFICE = (RoleName.RENT_OFFICER, RoleName.MANAGER)
UNDER_WAY = (MessageState.WAITING.value, MessageState.HANDING.value)
DECISIONS: dict[str, tuple[MessageDecision, ...]] = {
    MessageState.UNKNOWN.value: (MessageDecision.AGAIN, MessageDecision.COUNTED),
    MessageState.FAILED.value: (MessageDecision.AGAIN, MessageDecision.HANDLED),
    MessageState.WAITING.value: (MessageDecision.CANCEL,),
}


@open_to(*OFFICE)
def outbox(request: Any) -> HttpResponse:
    """Utskick: the list, of one batch when it is asked for."""
    open_ids = leases_open_to(request.member).values("pk")
    batch = _batch(request)
    state = request.GET.get("lage", "")
    states = (state,) if state in MessageState.values else ()
    asked = request.GET.get("sida", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    found, pages = queries.rows(open_ids, states=states, batch=batch, page=page)
    left_out = queries.left_out_of(batch, open_ids) if batch else []
    leases = _leases(request, {row.subject_id for row in found} | {one[0] for one in left_out})
    shown(list(leases), what="outbox")
    counted = queries.counts(open_ids, batch=batch)
    page = min(max(page, 1), pages)
    context = {
        "rows": [_row(row, leases[row.subject_id]) for row in found],
        "left_out": [_left_out(leases[lease], person, why) for lease, person, why in left_out],
        "counts": [_count(key, number, batch, state) for key, number in counted.items()],
        "all_url": _url(batch=batch),
        "is_filtered": bool(states),
        "is_batch": batch is not None,
        "total": sum(counted.values()),
        "done": sum(number for key, number in counted.items() if key not in UNDER_WAY),
        "decide_url": reverse("outbox_decide"),
        "here": _url(batch=batch, state=state if states else ""),
        "sender_url": reverse("message_sender"),
        "rules_url": reverse("message_rules") if request.member.has(RoleName.MANAGER.value) else "",
        "today_url": reverse("today"),
        "previous_page_url": _url(batch=batch, state=state if states else "", page=page - 1) if page > 1 else None,
        "next_page_url": _url(batch=batch, state=state if states else "", page=page + 1) if page < pages else None,
    }
    return render(request, "messages/outbox.html", context)


def _batch(request: Any) -> UUID | None:
    try:
        return UUID(request.GET.get("grupp", ""))
    except ValueError:
        return None


def _url(*, batch: UUID | None, state: str = "", page: int = 1) -> str:
    said = {"grupp": str(batch) if batch else "", "lage": state, "sida": str(page) if page > 1 else ""}
    query = "&".join(f"{name}={value}" for name, value in said.items() if value)
    return reverse("outbox") + (f"?{query}" if query else "")


def _leases(request: Any, ids: set[UUID]) -> dict[UUID, ShownLease]:
    found: list[Lease] = list(leases_open_to(request.member).filter(pk__in=ids))
    return shown_leases(request.member, found)


def _name(lease: ShownLease, person_id: UUID | None) -> Any:
    """Whom it is to; somebody who has moved out stands on the lease no longer."""
    return next((one.name for one in lease.tenants if one.id == person_id), gettext("Tidigare hyresgäst"))


def _row(row: MessageRow, lease: ShownLease) -> dict[str, Any]:
    kinds = text_kinds()
    return {
        "row": row,
        "who": _name(lease, row.person_id),
        "where": lease.where,
        "url": reverse("tenant", args=[lease.id]),
        "channel": channel_word(row.channel),
        "title": kinds[row.text_kind].title if row.text_kind in kinds else row.text_kind,
        "state": MessageState(row.state).label,
        "decided": MessageDecision(row.decision).label if row.decision else "",
        "decisions": () if row.decision == MessageDecision.HANDLED else DECISIONS.get(row.state, ()),
    }


def _left_out(lease: ShownLease, person: UUID | None, why: str) -> dict[str, Any]:
    return {"who": _name(lease, person), "where": lease.where, "url": reverse("tenant", args=[lease.id]), "why": why}


def _count(key: str, number: int, batch: UUID | None, chosen: str) -> dict[str, Any]:
    url = _url(batch=batch, state=key)
    return {"label": MessageState(key).label, "number": number, "url": url, "is_chosen": key == chosen}


@open_to(*OFFICE, methods=("POST",))
def decide_page(request: Any) -> HttpResponse:
    """Avgör ett utskick som är okänt, inte kom fram eller väntar."""
    try:
        message = id_asked(request, "message")
        lease = queries.subject_of(message)
        if lease is None or not leases_open_to(request.member).filter(pk=lease).exists():
            raise CannotDo(actions.GONE)
        actions.decide(message_id=message, decision=request.POST.get("decision", ""), by=request.member)
    except CannotDo as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, gettext("Beslutet är sparat."))
    here = request.POST.get("here", "")
    return HttpResponseRedirect(here if here.startswith(reverse("outbox")) else reverse("outbox"))
