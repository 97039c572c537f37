"""Payments in words: what the pages say of one, of where it lies and of whom it may come from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from kvarbo.core import swedish
from kvarbo.ground.people.masked import Masked
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.today import names
from kvarbo.landlord.rent.payments.models import PossibleLease
from kvarbo.landlord.rent.payments.queries import Choice, ShownPayment, ShownPlacement
from kvarbo.landlord.rent.payments.words import NOT_A_TENANTS, PLACED_BY, TOLD_BY
from kvarbo.landlord.rent.queries import ShownLease, shown_leases


def summary(found: tuple[int, int, int]) -> dict[str, int]:
    """How many wait, their sum (öre), and how many homes are not contacted meanwhile."""
    count, total, held = found
    return {"waiting_count": count, "waiting_total": total, "held": held}


def row(one: ShownPayment) -> dict[str, Any]:
    """One payment in a list."""
    return {
        "url": reverse("payment", args=[one.id]),
        "amount": one.amount,
        "open_amount": one.open_amount,
        "booked": one.booked,
        "payer": one.payer,
        "told": _told(one),
        "where": [_where(placement) for placement in one.placements],
        "how": _how(one),
        "confirm_url": reverse("payment_confirm", args=[one.id]),
        "take_back_url": reverse("payment_take_back", args=[one.id]),
    }


def waiting_rows(found: list[ShownPayment], first: dict[UUID, PossibleLease], reader: AtWork) -> list[dict[str, Any]]:
    """Waiting payments, each with its first suggestion ready to be said yes to."""
    leases = shown_leases(reader, [suggested.lease for suggested in first.values()])
    return [
        {**row(one), "suggestion": _quick(one, first[one.id], leases) if one.id in first else None} for one in found
    ]


def _quick(one: ShownPayment, first: PossibleLease, leases: dict[UUID, ShownLease]) -> dict[str, Any]:
    lease = leases[first.lease_id]
    return {
        "who": ", ".join(map(str, names(lease))),
        "where": lease.where,
        "month": first.bill.month if first.bill else None,
        "reasons": first.reasons,
        "target": f"{first.lease_id}:{first.bill_id or ''}",
        "place_url": reverse("payment_place", args=[one.id]),
    }


def _told(one: ShownPayment) -> list[str | Masked]:
    """What the payer gave: reference and message; a mask takes the place of both."""
    if one.is_hidden:
        return [told for told in (one.reference,) if told]
    return [told for told in (one.reference, one.text) if told]


def _where(placement: ShownPlacement) -> dict[str, Any]:
    lease = placement.lease
    if lease is None:
        return {"text": NOT_A_TENANTS.get(placement.reason, placement.why), "url": None, "amount": placement.amount}
    who = ", ".join(map(str, names(lease)))
    month = f", {swedish.month(placement.month)}" if placement.month else ""
    url = reverse("tenant", args=[lease.id]) if lease.may_open else None
    return {"text": f"{who}{month}", "url": url, "amount": placement.amount}


def _how(one: ShownPayment) -> str:
    if not one.placements:
        return ""
    last = one.placements[-1]
    if last.rule:
        return PLACED_BY[last.rule]
    return f"{last.by_name}, {swedish.day(last.decided_on)}"


def page(one: ShownPayment) -> dict[str, Any]:
    """One payment on its own page."""
    return {
        **row(one),
        "ordered": one.ordered,
        "reference": one.reference,
        "text": one.text,
        "account": one.account,
        "told_by": TOLD_BY.get(one.told_by, one.told_by),
        "is_contradicted": one.is_contradicted,
        "is_hidden": one.is_hidden,
        "why": [placement.why for placement in one.placements],
        "place_url": reverse("payment_place", args=[one.id]),
        "seek_url": reverse("payment_seek", args=[one.id]),
        "set_aside_url": reverse("payment_set_aside", args=[one.id]),
    }


def suggestions(found: list[Choice]) -> list[dict[str, Any]]:
    """Whom the payment may come from, each home once, with every reason."""
    return [
        {
            "who": ", ".join(map(str, names(choice.lease))),
            "where": choice.lease.where,
            "url": reverse("tenant", args=[choice.lease.id]),
            "reasons": choice.reasons,
        }
        for choice in found
        if choice.bill is None and choice.reasons
    ]
