"""Reads: reports, their rows for whom a reader may open, and reasons written afterwards."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from kvarbo.ground.jobs.queries import HowFar, how_far
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.outreach.queries import of_leases
from kvarbo.landlord.rent.queries import Lease, leases_open_to
from kvarbo.landlord.same_chance.models import AfterReason, ChanceReport, ChanceRow

YEAR = timedelta(days=364)
ReasonKey = tuple[UUID, date | None, str]  # lease, month, rule


def last_year(*, on: date) -> tuple[date, date]:
    """The last twelve months through the day."""
    return on - YEAR, on


def reports() -> list[ChanceReport]:
    """The reports that are kept, the newest first."""
    return list(ChanceReport.objects.all())


def report(identity: UUID) -> ChanceReport | None:
    """One report, or none."""
    return ChanceReport.objects.filter(pk=identity).first()


def work_on(identity: UUID) -> HowFar | None:
    """How far the report's work has come."""
    return how_far(about=str(identity))


@dataclass(frozen=True, slots=True)
class Counted:
    """En rad utan namn: what is needed to count it. Every row is counted, also those that a reader may not open."""

    chance: str
    number_given: int
    groups: tuple[str, ...]
    groups_unknown: tuple[str, ...]
    measures: tuple[tuple[str, str, str], ...]  # rule, words, given


def counted(identity: UUID) -> list[Counted]:
    """All rows of a report, without whom they are about."""
    columns = ("chance", "number_given", "groups", "groups_unknown", "measures")
    return [
        Counted(
            chance, given, tuple(groups), tuple(unknown), tuple((m["rule"], m["words"], m["given"]) for m in measures)
        )
        for chance, given, groups, unknown, measures in ChanceRow.objects.filter(report_id=identity).values_list(
            *columns
        )
    ]


def rows_open_to(reader: AtWork, identity: UUID) -> QuerySet[ChanceRow]:
    """A report's rows for the homes that this reader may open, in the order of the day the step was taken."""
    rows = ChanceRow.objects.filter(of_leases(leases_open_to(reader)), report_id=identity)
    return rows.order_by("taken_on", "lease_id", "month")


def row_open_to(reader: AtWork, row_id: UUID) -> ChanceRow | None:
    """One row, if the reader may open its home."""
    found = ChanceRow.objects.filter(of_leases(leases_open_to(reader)), pk=row_id)
    return found.select_related("report").first()


def leases_of(reader: AtWork, ids: Collection[UUID]) -> dict[UUID, Lease]:
    """The leases of a page, those that the reader may open."""
    return {lease.id: lease for lease in leases_open_to(reader).filter(pk__in=ids)}


def reasons_of(step: str, lease_ids: Collection[UUID]) -> dict[ReasonKey, AfterReason]:
    """Reasons written afterwards about a step, for these leases."""
    found = AfterReason.objects.filter(step=step, lease_id__in=lease_ids)
    return {(one.lease_id, one.month, one.rule): one for one in found}
