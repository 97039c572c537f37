"""Messages in the two landlords' rooms: one that waits for every home, with a canary in its text; rows to choose."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from kvarbo.ground.outbox.models import ContactWish, OutgoingMessage, SenderDetails
from kvarbo.landlord.outreach.models import Suggestion
from kvarbo.landlord.rent.models import Lease

PUT = datetime(2026, 11, 2, 9, tzinfo=UTC)
SENDERS_NUMBER = "070-174 06 98"


def message_of(lease: UUID) -> UUID:
    """The id of a home's message, so that a form can name it."""
    return uuid.uuid5(lease, "message")


def wrote_to(lease: Lease, person: Any) -> None:
    """A message that waits for a home, and what somebody there has asked for."""
    OutgoingMessage.objects.create(
        id=message_of(lease.id), subject_id=lease.id, person=person, channel="sms", step="notify", period="2026-10",
        text_kind="call_me", text_version="1", language="sv", text=f"Hej! {lease.source_key}", sender_name="Anna",
        not_before=datetime(2100, 1, 1, tzinfo=UTC), put_at=PUT, by=uuid.uuid4(), by_name="Anna",
    )  # fmt: skip
    ContactWish.objects.create(person=person, subject_id=lease.id, kind="prefers_sms", said_at=PUT, by_name="Anna")


def ready_to_write(world: Any, slug: str) -> None:
    """A row for each home that goes by message, and everybody's own number, so that a preview can be shown."""
    for lease in Lease.objects.all():
        row = Suggestion.objects.create(
            lease=lease, group="skicka", rule="sms", step="notify", channel="sms", month=date(2026, 11, 1),
            due_on=date(2026, 11, 2), days_late=3, amount=845_000, place=900,
        )  # fmt: skip
        world.by_message[lease.id] = row.id
    for (room, _), member in world.members.items():
        if room == slug:
            SenderDetails.objects.create(member_id=member, phone=SENDERS_NUMBER)
