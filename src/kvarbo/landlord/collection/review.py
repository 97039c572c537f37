"""Underlag till inkasso: the rows that the ladder suggests today, with what is owed of rent and of other things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvarbo.core.debt import open_bills
from kvarbo.core.facts import Facts, LadderStep
from kvarbo.core.ladder.policy import Policy
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.protection.queries import handlers_of
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.collection.models import LeaveOutReason, LeftOut
from kvarbo.landlord.collection.sending import capital_of
from kvarbo.landlord.outreach.queries import known_facts, policy_on, suggested
from kvarbo.landlord.rent.queries import (
    Lease,
    ShownLease,
    leases_listed_for,
    leases_open_to,
    masked_for,
    protected_on,
    shown_leases,
)

PAGE = 100
LEFT_OUT_SHOWN = 100


@dataclass(frozen=True, slots=True)
class BillOnPage:
    """En avi i raden; öre."""

    due_date: date
    rent: int
    other: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """En rad att besluta om."""

    id: UUID  # of the suggestion
    lease_id: UUID
    month: date
    may_open: bool
    who: tuple[str | Masked, ...]
    where: str | Masked
    bills: tuple[BillOnPage, ...]
    waiting_for: str
    is_reminder: bool
    why: Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """En rad som är borttagen."""

    lease_id: UUID
    month: date
    who: tuple[str | Masked, ...]
    where: str | Masked
    reason: str
    text: str
    by_name: str
    day: date


@dataclass(frozen=True, slots=True)
class Review:
    """One page of rows to decide on, good payers apart, and what was left out of the months that are open."""

    rows: tuple[ReviewRow, ...]
    reminders: tuple[ReviewRow, ...]
    left_out: tuple[LeftOutRow, ...]
    hidden: int
    handlers: tuple[str, ...]
    page: int
    pages: int
    has_policy: bool


def review(reader: AtWork, *, on: date, page: int = 1) -> Review:
    """What there is to go through on the day, ``PAGE`` rows at a time, in a constant number of queries."""
    policy = policy_on(on)
    rules = [rule.key for rule in policy.every_rule if rule.step is LadderStep.COLLECTION_FILE] if policy else []
    found = suggested(rules, leases=leases_listed_for(reader))
    masked = list(found.filter(lease__in=masked_for(reader)).values_list("lease_id", flat=True))
    total = found.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    listed = list(found[(page - 1) * PAGE : page * PAGE])
    leases = {row.lease_id: row.lease for row in listed}
    shown = shown_leases(reader, list(leases.values()))
    facts = known_facts(sorted(leases))
    rows = [
        ReviewRow(
            id=row.id,
            lease_id=row.lease_id,
            month=row.month,
            may_open=shown[row.lease_id].may_open,
            who=_names(shown[row.lease_id]),
            where=shown[row.lease_id].where,
            bills=_bills(policy, facts[row.lease_id], row.month, on) if policy else (),
            waiting_for=row.waiting_for,
            is_reminder=row.step == LadderStep.REMINDER.value,
            why=row.why if shown[row.lease_id].may_open else (),
        )
        for row in listed
    ]
    return Review(
        rows=tuple(row for row in rows if not row.is_reminder),
        reminders=tuple(row for row in rows if row.is_reminder),
        left_out=_left_out(reader, on),
        hidden=len(masked),
        handlers=tuple(handlers_of(protected_on(masked))) if masked else (),
        page=page,
        pages=pages,
        has_policy=policy is not None,
    )


def _bills(policy: Policy, facts: Facts, month: date, on: date) -> tuple[BillOnPage, ...]:
    opened = open_bills(facts.bills, facts.payments, on=on, order=policy.line_order)
    of_month = [bill for bill in opened if bill.bill.month == month]
    return tuple(BillOnPage(bill.bill.due_date, *capital_of(policy, bill)) for bill in of_month)


def _names(lease: ShownLease) -> tuple[str | Masked, ...]:
    if not lease.may_open:
        return (MASKED,)
    return tuple(tenant.name for tenant in lease.tenants) or ("Okänd hyresgäst",)


def _left_out(reader: AtWork, on: date) -> tuple[LeftOutRow, ...]:
    """What was left out lately, of leases that the reader may open; newest first."""
    earliest = date(on.year - 1, 12, 1) if on.month == 1 else date(on.year, on.month - 1, 1)
    found = (
        LeftOut.objects.filter(lease__in=leases_open_to(reader), taken_back_date=None, month__gte=earliest)
        .select_related("lease")
        .order_by("-left_out_date", "pk")[:LEFT_OUT_SHOWN]
    )
    rows = list(found)
    leases: list[Lease] = [row.lease for row in rows]
    shown = shown_leases(reader, leases)
    return tuple(
        LeftOutRow(
            lease_id=row.lease_id,
            month=row.month,
            who=_names(shown[row.lease_id]),
            where=shown[row.lease_id].where,
            reason=str(LeaveOutReason(row.reason).label),
            text=row.text,
            by_name=row.by_name,
            day=row.left_out_date,
        )
        for row in rows
    )
