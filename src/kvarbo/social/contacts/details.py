"""Reads of how contacts were made; asks nothing of any other activity, so that all of them may ask here."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from kvarbo.core.checklist.contacts import ContactWay
from kvarbo.social.contacts.models import ContactDetail, NotTold


def details_of(matter_id: UUID) -> dict[int, ContactDetail]:
    """How each contact in a matter was made, by its event."""
    return {row.event_id: row for row in ContactDetail.objects.filter(matter_id=matter_id)}


def incoming_and_routine(matter_id: UUID) -> tuple[frozenset[int], frozenset[int]]:
    """Events that somebody in the household made, and those that are routine letters."""
    rows = list(ContactDetail.objects.filter(matter_id=matter_id).values_list("event_id", "is_incoming", "channel"))
    incoming = frozenset(event for event, is_incoming, _ in rows if is_incoming)
    return incoming, frozenset(event for event, _, channel in rows if channel == ContactWay.ROUTINE_LETTER)


def settled_talks(matter_ids: Collection[UUID]) -> set[int]:
    """Events of talks with a landlord that need not be told any more, because a reason is written."""
    return set(NotTold.objects.filter(matter_id__in=list(matter_ids)).values_list("event_id", flat=True))
