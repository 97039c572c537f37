"""Att skicka: claim a message, hand it over outside every transaction, and write down the answer. Killed anywhere.

A message is marked as being handed over before the provider hears of it. A worker that dies in between leaves it so,
and when its time is out it is unknown: it may have gone, and only a person sends it again. What certainly has not gone
is tried again by itself.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from kvarbo.ground import clock
from kvarbo.ground.outbox import outcomes
from kvarbo.ground.outbox.checks import Leaves, Stops, Waits, may_leave
from kvarbo.ground.outbox.messages import Email
from kvarbo.ground.outbox.models import Handing, OutgoingMessage
from kvarbo.ground.outbox.providers.answers import Answer, HandedOver, Provider, unclear
from kvarbo.ground.outbox.report_tokens import report_url
from kvarbo.ground.outbox.words import HandingAnswer, MessageState
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.house.queries import all_rooms
from kvarbo.house.rooms import enter

SENDER = "system:outbox"
AT_A_TIME = 200  # messages of one room before the others get their turn
MOST_TRIES = 5
NEVER_ANSWERED = "Programmet avbröts medan meddelandet lämnades över. Det kan ha gått iväg."
GAVE_UP = f"Försökte {MOST_TRIES} gånger utan att nå fram till tjänsten som skickar."
MOST_UNCLEAR = 3
REST_SECONDS = 60
_rests: dict[str, float] = {}  # by room, until when its provider is left alone
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Claimed:
    message_id: UUID
    provider: Provider
    handed: HandedOver


def send_all(*, at_once: bool = False) -> int:
    """Send what is due in every room; how many were handed over. ``at_once`` also where a provider was ill just now."""
    done = 0
    for room in all_rooms():
        with enter(room):
            _note_unanswered()
            if at_once or _rests.get(room.slug, 0.0) <= time.monotonic():
                done += _send_due(room.slug)
    return done


def _send_due(slug: str) -> int:
    """Until a provider shows that it is ill: then nothing more is given to it for a while, or all would be unknown."""
    done = unclear_in_a_row = 0
    for message_id in _due():
        answer = _send(message_id)
        if answer is None:
            continue
        done += 1
        unclear_in_a_row = unclear_in_a_row + 1 if answer.answer == HandingAnswer.UNCLEAR else 0
        if answer.answer == HandingAnswer.NOT_HANDED or unclear_in_a_row >= MOST_UNCLEAR:
            _rests[slug] = time.monotonic() + REST_SECONDS
            break
    return done


def lease_seconds() -> float:
    """How long a message may be under way before it is unknown: longer than any answer is waited for."""
    return 3 * float(settings.KVARBO_SEND_SECONDS)


def _due() -> list[UUID]:
    waiting = OutgoingMessage.objects.filter(state=MessageState.WAITING, not_before__lte=clock.now())
    return list(waiting.order_by("not_before", "put_at", "pk").values_list("pk", flat=True)[:AT_A_TIME])


def _note_unanswered() -> None:
    """What was being handed over when its worker died is unknown from now on."""
    late = OutgoingMessage.objects.filter(state=MessageState.HANDING, leased_until__lt=clock.now())
    for message_id in list(late.values_list("pk", flat=True)[:AT_A_TIME]):
        with recorded(SENDER, route="outbox"):
            found = OutgoingMessage.objects.select_for_update().get(pk=message_id)
            if found.state == MessageState.HANDING and found.leased_until and found.leased_until < clock.now():
                _settle(found, MessageState.UNKNOWN, reason=NEVER_ANSWERED)


def _send(message_id: UUID) -> Answer | None:
    claimed = _claim(message_id)
    if claimed is None:
        return None
    try:
        answer = claimed.provider.hand_over(claimed.handed)
    except Exception as error:  # a fault of ours in the middle of it: nobody knows whether it went
        logger.error("Handing %s failed: %s", claimed.handed.reference, type(error).__name__)
        answer = unclear("Ett fel hos oss medan meddelandet lämnades över. Det kan ha gått iväg.")
    _finish(claimed, answer)
    return answer


def _claim(message_id: UUID) -> _Claimed | None:
    """Mark the message as being handed over, if it still may leave; that is committed before anybody hears of it."""
    with recorded(SENDER, route="outbox"):
        found = OutgoingMessage.objects.select_for_update().get(pk=message_id)
        now = clock.now()
        if found.state != MessageState.WAITING or found.not_before > now:
            return None
        verdict = may_leave(found, at=now)
        if isinstance(verdict, Waits):
            found.not_before, found.waits_for = verdict.until, verdict.why
            found.save(update_fields=["not_before", "waits_for"])
            record("message.held", subjects=[found.subject_id], about={"message": str(found.pk)})
            return None
        if isinstance(verdict, Stops):
            _settle(found, MessageState.STOPPED, reason=verdict.why)
            return None
        return _handing(found, verdict, now)


def _handing(found: OutgoingMessage, verdict: Leaves, now: datetime) -> _Claimed:
    handing = Handing.objects.create(message=found, handed_at=now, provider=verdict.chosen.provider.name)
    found.state, found.tries, found.waits_for = MessageState.HANDING, found.tries + 1, ""
    found.leased_until = now + timedelta(seconds=lease_seconds())
    found.save(update_fields=["state", "tries", "waits_for", "leased_until"])
    record("message.handing", subjects=[found.subject_id], about={"message": str(found.pk), "handing": str(handing.pk)})
    url = "" if isinstance(verdict.message, Email) else report_url(handing.pk)
    return _Claimed(found.pk, verdict.chosen.provider, HandedOver(handing.pk, verdict.message, url))


def _finish(claimed: _Claimed, answer: Answer) -> None:
    """Write down the answer. A report may have come before it, and a person may have decided: those stand."""
    with recorded(SENDER, route="outbox"):
        found = OutgoingMessage.objects.select_for_update().get(pk=claimed.message_id)
        handing = found.handings.get(pk=claimed.handed.reference)
        handing.answer, handing.answered_at = answer.answer, clock.now()
        handing.their_reference = answer.their_reference
        handing.save()
        if _settles(found, handing, answer):
            _take_answer(found, answer)
        else:
            record("message.answered", subjects=[found.subject_id], about={"message": str(found.pk)})


def _settles(found: OutgoingMessage, handing: Handing, answer: Answer) -> bool:
    """Whether this answer says how the message stands: not one about an earlier handing, or one that says nothing."""
    if answer.answer == HandingAnswer.ACCEPTED and found.state == MessageState.WAITING:
        return True  # somebody has asked to send it again meanwhile: it did go the first time
    if found.handings.filter(handed_at__gt=handing.handed_at).exists():
        return False
    late = found.state == MessageState.UNKNOWN and answer.answer != HandingAnswer.UNCLEAR
    return found.state == MessageState.HANDING or late


def _take_answer(found: OutgoingMessage, answer: Answer) -> None:
    if answer.answer == HandingAnswer.ACCEPTED:
        _settle(found, MessageState.SENT)
    elif answer.answer == HandingAnswer.SHOWN:
        _settle(found, MessageState.SHOWN)
    elif answer.answer == HandingAnswer.REFUSED:
        _settle(found, MessageState.FAILED, reason=answer.reason)
    elif answer.answer == HandingAnswer.UNCLEAR:
        _settle(found, MessageState.UNKNOWN, reason=answer.reason)
    elif found.tries >= MOST_TRIES:
        _settle(found, MessageState.FAILED, reason=f"{GAVE_UP} {answer.reason}")
    else:
        found.not_before = clock.now() + timedelta(seconds=30 * 2**found.tries)
        _settle(found, MessageState.WAITING, waits_for=f"{answer.reason} Nytt försök sker av sig självt.")


def _settle(found: OutgoingMessage, state: str, *, reason: str = "", waits_for: str = "") -> None:
    """Give the message its new state, with one row in the trail; the room is told of what has gone."""
    gone = state in (MessageState.SENT, MessageState.SHOWN)
    found.state, found.reason, found.waits_for, found.leased_until = state, reason[:300], waits_for[:300], None
    found.sent_at = clock.now() if gone else found.sent_at
    found.save(update_fields=["state", "reason", "waits_for", "leased_until", "sent_at", "not_before"])
    record(f"message.{state}", subjects=[found.subject_id], about={"message": str(found.pk)})
    if gone:
        outcomes.tell(found)
