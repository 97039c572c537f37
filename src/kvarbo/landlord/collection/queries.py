"""Reads for others too: what the ladder must know of the agency, who the agencies are, and what was handed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from kvarbo.core import facts
from kvarbo.core.facts import AgencyStatus, Event, EventKind, LadderStep
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.collection.mapping import AgencyMapping, mapping_from_yaml
from kvarbo.landlord.collection.models import (
    Agency,
    AgencyPayment,
    CollectionFile,
    LeaveOutReason,
    LeftOut,
    Matter,
    Paper,
    Report,
    SentPaperKind,
)
from kvarbo.landlord.rent.queries import leases_open_to

# The step of the ladder that a paper of the agency's carries out.
STEP_OF_PAPER: dict[str, LadderStep] = {
    SentPaperKind.DEMAND.value: LadderStep.COLLECTION_DEMAND,
    SentPaperKind.FORM_3.value: LadderStep.SOCIAL_BOARD_NOTICE,
    SentPaperKind.ORDER_TO_PAY.value: LadderStep.ORDER_TO_PAY,
    SentPaperKind.EVICTION_APPLICATION.value: LadderStep.TO_KRONOFOGDEN,
}


def active_agencies() -> QuerySet[Agency]:
    """The agencies that matters are given to."""
    return Agency.objects.filter(is_active=True)


def has_agency() -> bool:
    """Whether the landlord has written in any agency."""
    return active_agencies().exists()


def mapping_of(agency: Agency) -> AgencyMapping:
    """How the agency's files look."""
    return mapping_from_yaml(agency.mapping_text, where=f"kolumnbeskrivningen för {agency.name}")


@dataclass(frozen=True, slots=True)
class AgencyAccounts:
    """Inkassobolagens konton och organisationsnummer, in digits: money from them is no tenant's payment."""

    accounts: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()

    def hold(self, *, payer_account: str, payer_identity: str) -> bool:
        """Whether a payment from this account or number comes from an agency."""
        account, identity = _digits(payer_account), _digits(payer_identity)[-10:]
        return account in self.accounts or (len(identity) == 10 and identity in self.organisations)


def agency_accounts() -> AgencyAccounts:
    """Of every agency there has been: an old one still hands on what came late."""
    told = Agency.objects.values_list("bankgiro", "organisation_number")
    known = [(_digits(account), _digits(number)) for account, number in told]
    return AgencyAccounts(
        frozenset(account for account, _ in known if account), frozenset(number for _, number in known if number)
    )


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal()).lstrip("0")


@dataclass(frozen=True, slots=True)
class ToldToLadder:
    """Vad stegen behöver veta: the matters by lease, and the steps that were taken through the agency or left out."""

    matters: dict[UUID, tuple[facts.CollectionMatter, ...]]
    events: tuple[tuple[UUID, Event], ...]


def leases_with_matters() -> set[UUID]:
    """Leases that the agency has or has had a matter about."""
    return set(Matter.objects.values_list("lease_id", flat=True))


def told_to_ladder(lease_ids: Collection[UUID]) -> ToldToLadder:
    """What the agency has and has told of these leases; corrected rows are left out. Two queries, four with matters."""
    events = _removals(lease_ids)
    columns = ("pk", "lease_id", "month", "sent_date")
    matters = list(Matter.objects.filter(lease_id__in=lease_ids).order_by("month").values_list(*columns))
    events += [(lease, _done(sent, LadderStep.COLLECTION_FILE, month)) for _, lease, month, sent in matters]
    reports = _reports(lease_ids) if matters else {}
    if matters:
        events += _demands_and_papers(lease_ids, {pk: (lease, month) for pk, lease, month, _ in matters}, reports)
    found: dict[UUID, list[facts.CollectionMatter]] = defaultdict(list)
    for pk, lease, month, sent in matters:
        found[lease].append(facts.CollectionMatter(month, sent, tuple(reports.get(pk, ()))))
    return ToldToLadder({lease: tuple(of) for lease, of in found.items()}, tuple(events))


def _removals(lease_ids: Collection[UUID]) -> list[tuple[UUID, Event]]:
    """Months that a person took out of a file, with the reason in words."""
    left_out = LeftOut.objects.filter(lease_id__in=lease_ids, taken_back_date=None).order_by("pk")
    columns = ("lease_id", "month", "left_out_date", "reason", "text")
    step = LadderStep.COLLECTION_FILE.value
    return [
        (
            lease,
            Event(day, EventKind.REMOVED, step=step, month=month, outcome=text or str(LeaveOutReason(reason).label)),
        )
        for lease, month, day, reason, text in left_out.values_list(*columns)
    ]


def matters_of(lease_ids: Collection[UUID]) -> dict[UUID, tuple[facts.CollectionMatter, ...]]:
    """What the agency has of each lease as the ladder reads it."""
    return told_to_ladder(lease_ids).matters


def _reports(lease_ids: Collection[UUID]) -> dict[UUID, list[facts.AgencyReport]]:
    reports: dict[UUID, list[facts.AgencyReport]] = defaultdict(list)
    told = _standing(Report.objects.filter(lease_id__in=lease_ids)).order_by("told_at")
    for matter, status, day, learnt in told.values_list("matter_id", "status", "status_date", "learnt_date"):
        reports[matter].append(facts.AgencyReport(day, AgencyStatus(status), learnt))
    return reports


def _demands_and_papers(
    lease_ids: Collection[UUID],
    matters: Mapping[UUID, tuple[UUID, date]],
    reports: Mapping[UUID, list[facts.AgencyReport]],
) -> Iterator[tuple[UUID, Event]]:
    """A demand counts from its own paper; without one from the first status that says it was sent."""
    with_demand: set[UUID] = set()
    papers = _standing(Paper.objects.filter(lease_id__in=lease_ids, kind__in=STEP_OF_PAPER))
    columns = ("matter_id", "kind", "posted_date", "received_date", "served_date")
    for matter, kind, posted, received, served in papers.values_list(*columns):
        lease, month = matters[matter]
        if kind == SentPaperKind.DEMAND:
            with_demand.add(matter)
        day = received or served or posted if kind == SentPaperKind.FORM_3 else posted or received or served
        yield lease, _done(day, STEP_OF_PAPER[kind], month)
    for matter, told in reports.items():
        said = [report.date for report in told if report.status is AgencyStatus.DEMAND_SENT]
        if said and matter not in with_demand:
            lease, month = matters[matter]
            yield lease, _done(min(said), LadderStep.COLLECTION_DEMAND, month)


def _done(day: date, step: LadderStep, month: date) -> Event:
    return Event(day, EventKind.STEP_DONE, step=step.value, month=month)


def _standing(told: QuerySet[Any]) -> QuerySet[Any]:
    """What has not been corrected by a later row."""
    return told.filter(corrected_by=None)


def made_files() -> QuerySet[CollectionFile]:
    """Files that have been made, newest first."""
    return CollectionFile.objects.select_related("agency")


def leases_in(file: CollectionFile) -> list[UUID]:
    """Whose matters a file holds."""
    return list(Matter.objects.filter(file=file).order_by("pk").values_list("lease_id", flat=True).distinct())


def closed_files(reader: AtWork, files: Collection[CollectionFile]) -> frozenset[UUID]:
    """Those of the files that hold a home this reader may not open: they are fetched by others, whole or not at all."""
    inside = Matter.objects.filter(file__in=list(files)).exclude(lease__in=leases_open_to(reader))
    return frozenset(inside.values_list("file_id", flat=True))


@dataclass(frozen=True, slots=True)
class Remittance:
    """Redovisning: what the agency says it has handed on that day, öre."""

    agency: UUID
    agency_name: str
    day: date
    amount: int


def told_remittances() -> tuple[Remittance, ...]:
    """What each agency says it has handed on, by day, newest first."""
    told = (
        AgencyPayment.objects.filter(remitted_date__isnull=False, taken_back_date=None)
        .order_by()
        .values_list("matter__agency_id", "matter__agency__name", "remitted_date")
        .annotate(total=Sum("amount"))
    )
    return tuple(sorted((Remittance(*row) for row in told), key=lambda row: (row.day, row.agency_name), reverse=True))
