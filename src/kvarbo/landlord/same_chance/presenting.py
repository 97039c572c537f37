"""Raderna i ord: who and where for those the reader may open, the step, and each measure with why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from kvarbo.core.ladder.policy import Tag
from kvarbo.core.ladder.same_chance import Given
from kvarbo.ground.trail.recorder import shown
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.rent.queries import ShownLease, shown_leases
from kvarbo.landlord.same_chance.models import AfterReason, ChanceReport, ChanceRow
from kvarbo.landlord.same_chance.queries import ReasonKey, leases_of, reasons_of
from kvarbo.landlord.same_chance.words import CHANCES, GIVEN
from kvarbo.landlord.ways.words import TAGS


def rows_shown(reader: AtWork, report: ChanceReport, rows: Sequence[ChanceRow]) -> list[dict[str, Any]]:
    """The rows of a page, logged as shown."""
    leases = leases_of(reader, {row.lease_id for row in rows})
    seen = shown_leases(reader, list(leases.values()))
    reasons = reasons_of(report.step, list(leases))
    shown(leases, what="chance_report")
    return [_row(row, seen[row.lease_id], reasons) for row in rows if row.lease_id in seen]


def _row(row: ChanceRow, lease: ShownLease, reasons: Mapping[ReasonKey, AfterReason]) -> dict[str, Any]:
    return {
        "row": row,
        "who": ", ".join(str(person.name) for person in lease.tenants),
        "where": lease.where,
        "url": reverse("tenant", args=[row.lease_id]),
        "chance": CHANCES[row.chance],
        "groups": [TAGS[Tag(tag)] for tag in row.groups],
        "groups_unknown": [TAGS[Tag(tag)] for tag in row.groups_unknown],
        "measures": measures_told(row, reasons),
    }


def measures_told(row: ChanceRow, reasons: Mapping[ReasonKey, AfterReason]) -> list[dict[str, Any]]:
    """Each measure with its standing in words, why, and the reason written afterwards if there is one."""
    return [
        {
            "rule": one["rule"],
            "words": one["words"],
            "given": GIVEN[one["given"]],
            "why": [{"text": one["why"], "source": one["source"]}],
            "text": one["why"],
            "is_missing": one["given"] == Given.MISSING,
            "after": reasons.get((row.lease_id, row.month, one["rule"])),
        }
        for one in row.measures
    ]
