"""Ärenden hos inkassobolaget: the list with the age of each status, and one lease's matters whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from kvarbo.core.debt import open_bills
from kvarbo.core.facts import AgencyReport, AgencyStatus, CollectionMatter, Facts
from kvarbo.core.finding import Finding
from kvarbo.core.ladder.agency import latest_report
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.jordabalken.recovery_period import recovery_period
from kvarbo.ground.people.masked import MASKED, Masked
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.collection.models import (
    AgencyPayment,
    Matter,
    Paper,
    Proposal,
    Report,
    SentPaperKind,
)
from kvarbo.landlord.collection.queries import matters_of
from kvarbo.landlord.collection.words import PAPERS, PROPOSALS, STATUSES
from kvarbo.landlord.outreach.queries import of_leases, policy_on
from kvarbo.landlord.rent.queries import Lease, ShownLease, facts_for, leases_listed_for, shown_leases

PAGE = 100


@dataclass(frozen=True, slots=True)
class Latest:
    """Senaste läget, with its age in days; "" when the agency has said nothing since it was sent."""

    status: str
    day: date
    days_old: int
    is_old: bool  # older than the way of working lets it be


@dataclass(frozen=True, slots=True)
class MatterRow:
    """Ett ärende i listan."""

    lease_id: UUID
    month: date
    may_open: bool
    who: tuple[str | Masked, ...]
    where: str | Masked
    agency_name: str
    sent_date: date
    latest: Latest
    left: int  # öre of the month's bills that remain
    proposals: int  # not decided on


@dataclass(frozen=True, slots=True)
class MatterList:
    """One page of matters, those with the oldest word first."""

    rows: tuple[MatterRow, ...]
    hidden: int
    page: int
    pages: int


def matter_list(reader: AtWork, *, on: date, page: int = 1) -> MatterList:
    """The matters that are not closed, in a constant number of queries."""
    found = Matter.objects.filter(of_leases(leases_listed_for(reader))).select_related("lease", "agency")
    waiting = Count("proposals", filter=Q(proposals__decision=""))
    matters = list(found.annotate(waiting=waiting).order_by("sent_date", "pk"))
    facts = {
        (lease, one.month): one
        for start in range(0, len(matters), 5_000)
        for lease, of in matters_of({matter.lease_id for matter in matters[start : start + 5_000]}).items()
        for one in of
    }
    limit = _limit(on)
    told = [(matter, latest_of(facts[matter.lease_id, matter.month], on, limit)) for matter in matters]
    told = [(matter, latest) for matter, latest in told if latest.status != STATUSES[AgencyStatus.CLOSED.value]]
    told.sort(key=lambda pair: (pair[1].day, str(pair[0].id)))
    pages = max(1, -(-len(told) // PAGE))
    page = min(max(page, 1), pages)
    listed = told[(page - 1) * PAGE : page * PAGE]
    shown = shown_leases(reader, list({matter.lease_id: matter.lease for matter, _ in listed}.values()))
    known = facts_for({matter.lease_id for matter, _ in listed})
    rows = tuple(
        _row(matter, latest, shown[matter.lease_id], _left(known[matter.lease_id], matter.month, on))
        for matter, latest in listed
    )
    return MatterList(rows, sum(1 for row in rows if not row.may_open), page, pages)


def _left(facts: Facts, month: date, on: date) -> int:
    opened = open_bills(facts.bills, facts.payments, on=on)
    return sum(bill.remaining for bill in opened if bill.bill.month == month)


def _row(matter: Matter, latest: Latest, lease: ShownLease, left: int) -> MatterRow:
    return MatterRow(
        lease_id=matter.lease_id,
        month=matter.month,
        may_open=lease.may_open,
        who=tuple(tenant.name for tenant in lease.tenants) if lease.may_open else (MASKED,),
        where=lease.where,
        agency_name=matter.agency.name,
        sent_date=matter.sent_date,
        latest=latest,
        left=left,
        proposals=matter.waiting,  # type: ignore[attr-defined]  # annotated
    )


def _limit(on: date) -> int | None:
    policy = policy_on(on)
    return policy.collection.status_days if policy is not None and policy.collection is not None else None


def latest_of(matter: CollectionMatter, on: date, limit: int | None) -> Latest:
    """The newest word, and how old it is."""
    report: AgencyReport | None = latest_report(matter, on)
    day = report.date if report else matter.sent
    age = (on - day).days
    over = report is not None and report.status in (AgencyStatus.CLOSED, AgencyStatus.PAID)
    is_old = limit is not None and age > limit and not over
    return Latest(STATUSES[report.status.value] if report else "", day, age, is_old)


@dataclass(frozen=True, slots=True)
class MatterOnPage:
    """Ett ärende, whole: all that was told, corrected rows too, and the clock that its papers start."""

    matter: Matter
    latest: Latest
    reports: tuple[dict[str, Any], ...]
    papers: tuple[dict[str, Any], ...]
    payments: tuple[AgencyPayment, ...]
    proposals: tuple[dict[str, Any], ...]
    recovery: Finding[Deadline] | None


def matters_on_page(lease: Lease, *, on: date) -> tuple[MatterOnPage, ...]:
    """A lease's matters, newest month first, in a constant number of queries."""
    matters = list(Matter.objects.filter(lease=lease).select_related("agency", "file"))
    facts = {one.month: one for one in matters_of([lease.id]).get(lease.id, ())}
    limit = _limit(on)
    reports = _by_matter(Report.objects.filter(lease=lease).select_related("corrected_by").order_by("-status_date"))
    papers = _by_matter(Paper.objects.filter(lease=lease).select_related("corrected_by").order_by("-told_at"))
    payments = _by_matter(AgencyPayment.objects.filter(lease=lease).order_by("-paid_date", "pk"))
    proposals = _by_matter(Proposal.objects.filter(lease=lease).order_by("-proposed_date", "pk"))
    return tuple(
        MatterOnPage(
            matter=matter,
            latest=latest_of(facts[matter.month], on, limit),
            reports=tuple(_report(one, on) for one in reports.get(matter.id, ())),
            papers=tuple(_paper(one) for one in papers.get(matter.id, ())),
            payments=tuple(payments.get(matter.id, ())),
            proposals=tuple({"kind": PROPOSALS[one.kind], "row": one} for one in proposals.get(matter.id, ())),
            recovery=_recovery(papers.get(matter.id, ())),
        )
        for matter in matters
    )


def _by_matter(rows: Any) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.matter_id, []).append(row)
    return found


def _report(report: Report, on: date) -> dict[str, Any]:
    days = (report.learnt_date - report.status_date).days
    return {
        "id": report.pk,
        "status": STATUSES[report.status],
        "day": report.status_date,
        "days_old": (on - report.status_date).days,
        "learnt": report.learnt_date,
        "came_late": days > 0,
        "told_in": report.get_told_in_display(),
        "by_name": report.by_name,
        "text": report.text,
        "is_corrected": hasattr(report, "corrected_by"),
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.pk,
        "kind": PAPERS[paper.kind],
        "posted": paper.posted_date,
        "received": paper.received_date,
        "served": paper.served_date,
        "learnt": paper.learnt_date,
        "by_name": paper.by_name,
        "told_in": paper.get_told_in_display(),
        "is_corrected": hasattr(paper, "corrected_by"),
    }


def _recovery(papers: Any) -> Finding[Deadline] | None:
    """Återvinningsfristen in both readings, when either form has been told of; what is missing it says itself."""
    standing = [paper for paper in papers if not hasattr(paper, "corrected_by")]
    tenant = next((paper for paper in standing if paper.kind == SentPaperKind.FORM_1), None)
    board = next((paper for paper in standing if paper.kind == SentPaperKind.FORM_3), None)
    if tenant is None and board is None:
        return None
    return recovery_period(
        tenant_served=tenant.served_date if tenant else None,
        board_received=board.received_date if board else None,
        board_posted_registered=board.posted_date if board and board.is_registered else None,
    )
