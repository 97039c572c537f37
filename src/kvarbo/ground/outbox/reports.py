"""Leveransrapporter: told twice, early, late or after somebody has decided, each is kept once and only moves on."""

from __future__ import annotations

from uuid import UUID

from kvarbo.ground import clock
from kvarbo.ground.outbox import outcomes
from kvarbo.ground.outbox.models import DeliveryReport, Handing, OutgoingMessage
from kvarbo.ground.outbox.words import MessageState, ReportedState
from kvarbo.ground.trail.recorder import record

# What may still be changed by a report. Once it is known to have come there, nothing takes that back; a message that a
# person has asked to send again is not sent, when it turns out that the first one came there.
_BY_DELIVERED = frozenset(
    {
        MessageState.HANDING.value,
        MessageState.SENT.value,
        MessageState.UNKNOWN.value,
        MessageState.FAILED.value,
        MessageState.WAITING.value,
    }
)
_BY_FAILED = frozenset({MessageState.HANDING.value, MessageState.SENT.value, MessageState.UNKNOWN.value})
FAILED = "Operatören rapporterar att meddelandet inte kom fram."


def take_report(*, handing_id: UUID, reported: str) -> bool:
    """Ta emot en rapport, in the transaction under way; False when the room has no such handing."""
    handing = Handing.objects.filter(pk=handing_id).first()
    if handing is None or reported not in ReportedState.values:
        return False
    found = OutgoingMessage.objects.select_for_update().get(pk=handing.message_id)
    _, is_new = DeliveryReport.objects.get_or_create(
        handing=handing, reported=reported, defaults={"came_at": clock.now()}
    )
    if not is_new:
        return True
    record("message.reported", subjects=[found.subject_id], about={"handing": str(handing.pk), "reported": reported})
    if reported == ReportedState.DELIVERED and found.state in _BY_DELIVERED:
        _move(found, MessageState.DELIVERED, "")
        outcomes.tell(found)
    elif reported == ReportedState.FAILED and found.state in _BY_FAILED and _is_latest(handing):
        _move(found, MessageState.FAILED, FAILED)
    return True


def _is_latest(handing: Handing) -> bool:
    return not Handing.objects.filter(message=handing.message_id, handed_at__gt=handing.handed_at).exists()


def _move(found: OutgoingMessage, state: str, reason: str) -> None:
    found.state, found.reason, found.waits_for, found.leased_until = state, reason, "", None
    found.sent_at = found.sent_at or clock.now()
    found.save(update_fields=["state", "reason", "waits_for", "leased_until", "sent_at"])
