"""Idag: one page of what there is to do, as this reader may see it, in a constant number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from kvarbo.core.facts import LadderStep
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.protection.queries import handlers_of
from kvarbo.ground.units.queries import AtWork, matters_assigned_to
from kvarbo.landlord.collection.queries import matters_of
from kvarbo.landlord.outreach.models import Claim, Suggestion
from kvarbo.landlord.outreach.queries import done_on, of_leases
from kvarbo.landlord.outreach.words import GROUPS, SAYS_HOW, STEP_TITLES, channel_word
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
_ORDER = Case(*(When(group=key, then=Value(place)) for place, key in enumerate(GROUPS)), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader has chosen to see; empty means everything."""

    district: str = ""
    group: str = ""
    mine: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.district or self.group or self.mine)


@dataclass(frozen=True, slots=True)
class TodayRow:
    """A row: whom, what and why. All that tells of the person is masked for those who may not open the lease."""

    id: UUID
    lease_id: UUID
    group: str
    may_open: bool
    who: tuple[str | Masked, ...]
    where: str | Masked
    amount: int
    month: date
    days_late: int
    who_first: Sequence[dict[str, str]]
    step: str
    step_title: str
    channel: str
    channel_word: str
    waiting_for: str
    why: Sequence[dict[str, str]]
    claimed_by: str
    claimed_by_me: bool
    with_agency_since: date | None  # the day the month was given to a debt collector


@dataclass(frozen=True, slots=True)
class Today:
    """One page of the list, with the counts of all pages."""

    rows: tuple[TodayRow, ...]
    group_counts: dict[str, int]
    districts: tuple[str, ...]
    done: int
    total: int
    protected: int  # leases shown masked to this reader
    handlers: tuple[str, ...]
    page: int
    pages: int


def today(reader: AtWork, *, on: date, filters: Filters, page: int = 1) -> Today:
    """What there is to do for ``reader`` on the day, ``PAGE`` rows at a time."""
    listed = leases_listed_for(reader)
    everything = Suggestion.objects.filter(of_leases(listed))
    chosen = reduce(Q.__and__, _conditions(reader, filters, on), Q())
    counts = list(
        everything.order_by()
        .values("group", "lease__district")
        .annotate(total=Count("id"), now=Count("id", filter=Q(waiting_for="")), chosen=Count("id", filter=chosen))
    )
    group_counts: Counter[str] = Counter()
    for counted in counts:
        group_counts[counted["group"]] += counted["chosen"]
    pages = max(1, -(-group_counts.total() // PAGE))
    page = min(max(page, 1), pages)
    rows = everything.filter(chosen).select_related("lease", "lease__claim").order_by(_ORDER, "place", "id")
    shown = _rows(reader, rows[(page - 1) * PAGE : page * PAGE], on)
    masked = _masked_leases(reader, everything)
    done = done_on(on, leases=listed)
    return Today(
        rows=shown,
        group_counts={key: group_counts[key] for key in GROUPS if group_counts[key]},
        districts=_districts(counts, filters),
        done=done,
        total=done + sum(counted["now"] for counted in counts),
        protected=len(masked),
        handlers=tuple(handlers_of(protected_on(masked))) if masked else (),
        page=page,
        pages=pages,
    )


def _conditions(reader: AtWork, filters: Filters, on: date) -> list[Q]:
    conditions = []
    if filters.group:
        conditions.append(Q(group=filters.group))
    if filters.district:
        places = [Q(lease__district=filters.district)]
        opened = leases_open_to(reader).filter(protected_address__district=filters.district)
        places.append(Q(lease_id__in=opened.values("pk")))
        conditions.append(reduce(or_, places))
    if filters.mine:
        own = Q(lease_id__in=matters_assigned_to(reader.id))
        conditions.append(own | Q(lease__claim__by=reader.id, lease__claim__claimed_date=on))
    return conditions


def _districts(counts: Iterable[Mapping[str, Any]], filters: Filters) -> tuple[str, ...]:
    """Districts with something to do, and the chosen one even when it has nothing."""
    found = {counted["lease__district"] for counted in counts} | {filters.district}
    return tuple(sorted(found - {""}))


def _masked_leases(reader: AtWork, rows: QuerySet[Suggestion]) -> list[UUID]:
    masked = rows.order_by().filter(lease__in=masked_for(reader)).values_list("lease_id", flat=True)
    return list(masked.distinct())


def _rows(reader: AtWork, suggestions: QuerySet[Suggestion], on: date) -> tuple[TodayRow, ...]:
    found = list(suggestions)
    leases: dict[UUID, Lease] = {row.lease_id: row.lease for row in found}
    shown = shown_leases(reader, list(leases.values()))
    given = {
        (lease_id, matter.month): matter.sent
        for lease_id, matters in matters_of([lease.id for lease in shown.values() if lease.may_open]).items()
        for matter in matters
    }
    return tuple(_row(reader, row, shown[row.lease_id], on, given.get((row.lease_id, row.month))) for row in found)


def _row(reader: AtWork, row: Suggestion, lease: ShownLease, on: date, with_agency_since: date | None) -> TodayRow:
    claim: Claim | None = getattr(row.lease, "claim", None)
    if claim is not None and claim.claimed_date != on:
        claim = None
    return TodayRow(
        id=row.id,
        lease_id=row.lease_id,
        group=row.group,
        may_open=lease.may_open,
        who=names(lease),
        where=lease.where,
        amount=row.amount,
        month=row.month,
        days_late=row.days_late,
        who_first=row.who_first if lease.may_open else (),
        step=row.step,
        step_title=STEP_TITLES[LadderStep(row.step)],
        channel=row.channel,
        channel_word="" if row.step in SAYS_HOW else channel_word(row.channel),
        waiting_for=row.waiting_for,
        why=row.why if lease.may_open else (),
        claimed_by=claim.by_name if claim else "",
        claimed_by_me=claim is not None and claim.by == reader.id,
        with_agency_since=with_agency_since,
    )


def names(lease: ShownLease) -> tuple[str | Masked, ...]:
    """Who is on the lease; one mask for all of them where one is protected, since a name leads to the other."""
    if not lease.may_open:
        return (MASKED,)
    return tuple(tenant.name for tenant in lease.tenants) or ("Okänd hyresgäst",)
