"""From what was read to what the templates ask for: addresses, words, and lists in the order they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from kvarbo.core import swedish
from kvarbo.core.facts import LadderStep, LeaseKind
from kvarbo.core.ladder.follow_up import Kept
from kvarbo.ground.beside import links_of
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.models import Channel, Contact, Outcome, Suggestion
from kvarbo.landlord.outreach.queries import LEAVES_OPEN
from kvarbo.landlord.outreach.search import Hit
from kvarbo.landlord.outreach.tenant import TenantView, due_date_of
from kvarbo.landlord.outreach.today import Filters, Today, TodayRow, names
from kvarbo.landlord.outreach.words import (
    DEFERRAL_REASONS,
    GROUPS,
    LEASE_KINDS,
    PAUSE_REASONS,
    STEP_TITLES,
    buttons_for,
    channel_word,
)
from kvarbo.landlord.plans.words import PLAN_STANDS
from kvarbo.landlord.rent.queries import shown_leases

IN_WRITING = (Channel.SMS.value, Channel.EMAIL.value, Channel.LETTER.value)


def address(name: str, lease: UUID, **query: object) -> str:
    """The address of a page of a lease; only opaque ids in it."""
    return reverse(name, args=[lease]) + (f"?{urlencode(query)}" if query else "")


def is_office(member: AtWork) -> bool:
    """Whether the member works with all leases, not only those of a district."""
    return not member.only_own_unit


def groups(found: Today, *, review: bool = False, may_write: bool = False) -> list[dict[str, Any]]:
    """The rows of this page under what one does; groups whose rows are all on other pages are left out.

    ``review``: what goes to the debt collector is decided on its own page, so the row leads there.
    """
    by_group: dict[str, list[dict[str, Any]]] = {}
    for row in found.rows:
        by_group.setdefault(row.group, []).append(_row(row, review, may_write))
    return [
        {
            "key": key,
            "title": GROUPS[key],
            "count": found.group_counts[key],
            "rows": by_group[key],
            "may_choose": any(row.get("may_choose") for row in by_group[key]),
        }
        for key in GROUPS
        if key in by_group
    ]


def _row(row: TodayRow, review: bool, may_write: bool) -> dict[str, Any]:
    base = {
        "id": row.id,
        "who": row.who,
        "where": row.where,
        "amount": row.amount,
        "month": row.month,
        "days_late": row.days_late,
        "who_first": row.who_first,
        "step_title": row.step_title,
        "channel": row.channel_word,
        "waiting_for": row.waiting_for or None,
        "why": row.why,
        "with_agency_since": row.with_agency_since,
        "lease_url": None,
        "review_url": None,
    }
    if not row.may_open:
        return base
    goes_through = review and row.step == LadderStep.COLLECTION_FILE
    return {
        **base,
        "lease_url": address("tenant", row.lease_id),
        "call_url": address("call", row.lease_id, rad=row.id) if row.channel == Channel.CALL else None,
        "claimed_by": row.claimed_by or None,
        "claimed_by_me": row.claimed_by_me,
        "claim_url": address("release" if row.claimed_by_me else "claim", row.lease_id),
        "outcome_url": address("contact", row.lease_id, rad=row.id),
        "outcomes": () if goes_through else buttons_for(row.channel),
        "review_url": reverse("collection_review") if goes_through else None,
        "may_choose": may_write and row.channel in IN_WRITING and not row.waiting_for,
    }


def filters(found: Today, chosen: Filters) -> dict[str, Any]:
    """The filters as the form draws them."""
    return {
        "districts": [{"key": name, "label": name, "selected": name == chosen.district} for name in found.districts],
        "groups": [{"key": key, "label": word, "selected": key == chosen.group} for key, word in GROUPS.items()],
        "mine": chosen.mine,
        "any": chosen.any,
    }


def tenant(view: TenantView, *, on: date, may_pause: bool, may_write: bool, may_plan: bool) -> dict[str, Any]:
    """The page of a lease, but for its forms."""
    lease = view.lease
    return {
        **_agreed(view, on=on, may_pause=may_pause),
        "who": names(view.shown),
        "where": view.shown.where,
        "lease": _lease(view),
        "people": view.people,
        "debt": view.debt,
        "months": view.months,
        "next_steps": _steps(view.steps),
        "call_url": address("call", lease.id) if view.balance.bills else None,
        "matter_url": address("matter", lease.id) if may_pause else None,
        "decision_url": address("decision" if view.is_decided else "decide", lease.id) if may_pause else None,
        "is_decided": view.is_decided,
        "plan_url": address("plan", lease.id) if may_plan else None,
        "consents_url": address("consents", lease.id),
        "message_url": address("message_new", lease.id) if may_write else None,
        "deferral_url": address("deferral", lease.id),
        "contact_url": address("contact", lease.id),
        "pause_url": address("pause", lease.id),
        "promise_url": address("promise", lease.id),
        "beside": links_of(lease.id, but=("consents", "papers")),
        "timeline": view.timeline,
        "may_see": view.may_see,
        "protection_url": reverse("protection", args=[view.lease.id]),
        "seen_note": "",
    }


def _agreed(view: TenantView, *, on: date, may_pause: bool) -> dict[str, Any]:
    """What holds now: a pause, plans, a promise, a deferral."""
    paused, promised, deferred = (
        view.written.pause_on(on), view.written.promise_on(on), view.written.deferral_on(on)
    )  # fmt: skip
    return {
        "pause": paused
        and {
            "until": paused.until_date,
            "reason": PAUSE_REASONS.get(paused.reason, paused.reason),
            "end_url": address("end_pause", view.lease.id) if may_pause else None,
        },
        "plans": [
            {"standing": PLAN_STANDS[one.standing], "is_broken": one.standing is Kept.NOT_KEPT, "part": one.part}
            for one in view.plans
            if one.standing is not Kept.KEPT
        ],
        "promise": promised and {"until": promised.until_date, "amount": promised.amount},
        "deferral": deferred
        and {
            "until": deferred.until_date,
            "amount": deferred.amount,
            "by": deferred.by_name,
            "reason": DEFERRAL_REASONS.get(deferred.reason, deferred.reason),
        },
    }


def _lease(view: TenantView) -> dict[str, Any]:
    lease = view.lease
    return {
        "number": view.shown.number,
        "kind": LEASE_KINDS[LeaseKind(lease.kind)],
        "start_date": lease.start_date,
        "end_date": lease.end_date,
        "rent": lease.rent,
        "autogiro": lease.is_autogiro,
        "district": view.shown.district,
    }


def _steps(steps: Sequence[Suggestion]) -> list[dict[str, Any]]:
    """The steps as Idag orders them; the same step for several months is one line that names the months."""
    lines: dict[tuple[str, str], list[Suggestion]] = {}
    order = {key: place for place, key in enumerate(GROUPS)}
    for step in sorted(steps, key=lambda step: (bool(step.waiting_for), order[step.group], step.due_on)):
        lines.setdefault((step.step, step.waiting_for), []).append(step)
    return [_line(same) for same in lines.values()]


def _line(same: Sequence[Suggestion]) -> dict[str, Any]:
    reasons = [reason for step in same for reason in _reasons(step)]
    return {
        "title": STEP_TITLES[LadderStep(same[0].step)],
        "months": sorted({step.month for step in same}),
        "date": min(step.due_on for step in same),
        "waiting_for": same[0].waiting_for or None,
        "why": [reason for place, reason in enumerate(reasons) if reason not in reasons[:place]],
    }


def _reasons(step: Suggestion) -> list[dict[str, str]]:
    return [*({"text": first["text"], "source": first["tag"]} for first in step.who_first), *step.why]


def written(member: AtWork, contact: Contact | None) -> dict[str, Any] | None:
    """What was just written in, and for whom, as the reader may see it."""
    if contact is None:
        return None
    shown = shown_leases(member, [contact.lease])[contact.lease_id]
    what = channel_word(contact.channel).lower() or STEP_TITLES[LadderStep(contact.step)].lower()
    return {
        "who": names(shown),
        "where": shown.where,
        "what": f"{what}, {str(Outcome(contact.outcome).label).lower()}",
        "stays": contact.outcome in LEAVES_OPEN,
        "lease_url": address("tenant", contact.lease_id),
    }


def call(view: TenantView, row: Suggestion | None, last: Contact | None, *, on: date) -> dict[str, Any]:
    """What the call script says of this tenant; without a suggested step it speaks of the oldest open month."""
    oldest = view.balance.bills[0].bill
    month = row.month if row else oldest.month
    due_date = due_date_of(view.facts, month) or oldest.due_date
    languages = [str(person.language) for person in view.people if person.language]
    return {
        "who": names(view.shown),
        "where": view.shown.where,
        "phones": [str(person.phone) for person in view.people if person.phone],
        "may_call": True,
        "language": languages[0] if languages else "",
        "amount": row.amount if row else view.balance.total,
        "month": month,
        "due_date": due_date,
        "days_late": (on - due_date).days,
        "step_title": STEP_TITLES[LadderStep(row.step)] if row else "Inget steg föreslås just nu",
        "why": row.why if row else [],
        "last_contact": last and _last(last),
    }


def _last(last: Contact) -> dict[str, Any]:
    return {
        "date": last.contact_date,
        "channel": channel_word(last.channel).lower(),
        "outcome": str(Outcome(last.outcome).label).lower(),
        "by_name": last.by_name,
    }


def hit(found: Hit) -> dict[str, Any]:
    """One result of a search."""
    until = found.promised_until
    return {
        "lease_url": address("tenant", found.lease_id),
        "who": found.who,
        "where": found.where,
        "amount": found.amount,
        "promise": f"Har lovat att betala senast {swedish.day(until)}." if until else "",
        "log_url": address("contact", found.lease_id, ringde=1),
    }
