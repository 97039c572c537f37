"""Reads of representatives, payers and who has been told of their rights, in matters that the caller has opened."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kvarbo.social.representatives.models import MatterRepresentative, RentPayer, RightsTold


def representatives_of(matter_id: UUID) -> list[MatterRepresentative]:
    """Everybody who speaks or has spoken for somebody in the matter: those that do first."""
    rows = list(MatterRepresentative.objects.filter(matter_id=matter_id).select_related("person"))
    return sorted(rows, key=lambda one: one.ended_on is not None)


def payer_of(matter_id: UUID, on: date) -> RentPayer | None:
    """Who pays the rent that day, as it was told last; None when nobody has said."""
    rows = RentPayer.objects.filter(matter_id=matter_id, from_date__lte=on)
    return rows.order_by("from_date", "at", "pk").last()


def told_of_rights(matter_id: UUID) -> dict[UUID, RightsTold]:
    """The newest telling by person."""
    return {one.person_id: one for one in RightsTold.objects.filter(matter_id=matter_id).order_by("at", "pk")}
