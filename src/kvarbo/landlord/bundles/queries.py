"""Reads of bundles: how they stand, and the letters of one that a reader may open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from kvarbo.ground.jobs.queries import how_far
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.bundles.models import BundleLetter, LetterBundle
from kvarbo.landlord.bundles.words import InBundle
from kvarbo.landlord.rent.queries import leases_open_to


@dataclass(frozen=True, slots=True)
class Bundle:
    """En bunt as a page tells of it. Names nobody."""

    id: UUID
    kind: str
    town: str
    made_at: datetime
    made_date: date
    by_name: str
    planned: int
    printed_at: datetime | None
    printed: int
    posted_date: date | None
    posted_by_name: str


_COLUMNS = tuple(Bundle.__dataclass_fields__)


def bundle(identity: UUID) -> Bundle | None:
    """One bundle, or none."""
    found = LetterBundle.objects.filter(pk=identity).values_list(*_COLUMNS).first()
    return Bundle(*found) if found else None


def bundle_of_form(form_key: str, *, by: AtWork) -> UUID | None:
    """The bundle that this member has made with this form, or none: a form sent twice is one decision."""
    return LetterBundle.objects.filter(form_key=form_key, by=by.id).values_list("pk", flat=True).first()


def bundles(*, most: int = 100) -> list[tuple[Bundle, int, int]]:
    """The newest bundles, each with how many letters are made and how many are still to be made."""
    made = Count("letters", filter=Q(letters__state=InBundle.MADE))
    waiting = Count("letters", filter=Q(letters__state=InBundle.WAITING))
    found = LetterBundle.objects.annotate(made=made, waiting=waiting).values_list(*_COLUMNS, "made", "waiting")
    return [(Bundle(*row[:-2]), row[-2], row[-1]) for row in found[:most]]


def open_letters(reader: AtWork, identity: UUID) -> list[BundleLetter]:
    """The letters of a bundle whose homes this reader may open, in the order of the preview."""
    rows = BundleLetter.objects.filter(bundle_id=identity, lease__in=leases_open_to(reader).values("pk"))
    return list(rows.order_by("place"))


def counts(rows: list[BundleLetter]) -> dict[str, int]:
    """How many letters stand where, in the order of the states."""
    found = Counter(row.state for row in rows)
    return {state: found[state] for state in InBundle.values if found[state]}


def work_on(identity: UUID) -> tuple[bool, str]:
    """Whether the work on a bundle has stopped for good, and what it is doing."""
    far = how_far(about=str(identity))
    return (far.failed, far.stage) if far else (False, "")
