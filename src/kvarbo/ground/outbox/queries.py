"""Reads of the outbox: rows of the subjects that a reader may open, how many stand where, what waits for somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from kvarbo.ground.outbox.checks import stands_in_the_way, wish_of
from kvarbo.ground.outbox.models import Batch, ContactWish, LeftOutMessage, OutgoingMessage, SenderDetails
from kvarbo.ground.outbox.rules import over_ceiling, rules_at
from kvarbo.ground.outbox.words import IN_THE_WAY, MessageDecision, MessageState

__all__ = ["MessageRow", "stands_in_the_way", "wish_of"]
PAGE = 100
TASK = Q(state=MessageState.UNKNOWN) | (Q(state=MessageState.FAILED) & ~Q(decision=MessageDecision.HANDLED))


@dataclass(frozen=True, slots=True)
class MessageRow:
    """En rad i utkorgen: ids, words and times; who it is to is read by the page that shows it."""

    id: UUID
    subject_id: UUID
    person_id: UUID
    channel: str
    text_kind: str
    text: str
    state: str
    waits_for: str
    reason: str
    put_at: datetime
    sent_at: datetime | None
    by_name: str
    by_hand: bool
    decision: str
    decided_by_name: str
    decided_at: datetime | None


_COLUMNS = tuple(MessageRow.__dataclass_fields__)


def rows(
    subjects: Any, *, states: Collection[str] = (), batch: UUID | None = None, page: int = 1
) -> tuple[list[MessageRow], int]:
    """Messages about these subjects (ids, or a query for them), newest first, and how many pages there are."""
    found = _of(subjects, states, batch)
    pages = max(1, -(-found.count() // PAGE))
    page = min(max(page, 1), pages)
    values = found.order_by("-put_at", "pk").values_list(*_COLUMNS)[(page - 1) * PAGE : page * PAGE]
    return [MessageRow(*row) for row in values], pages


def _of(subjects: Any, states: Collection[str], batch: UUID | None) -> Any:
    found = OutgoingMessage.objects.filter(subject_id__in=subjects)
    if states:
        found = found.filter(state__in=list(states))
    return found.filter(batch_id=batch) if batch else found


def counts(subjects: Any, *, batch: UUID | None = None) -> dict[str, int]:
    """How many messages about these subjects stand in each state, in the order of the states."""
    found = dict(_of(subjects, (), batch).order_by().values_list("state").annotate(n=Count("pk")))
    return {state: found[state] for state in MessageState.values if state in found}


def tasks(subjects: Any) -> int:
    """How many messages wait for somebody to decide: unknown, or failed and not dealt with."""
    return OutgoingMessage.objects.filter(TASK, subject_id__in=subjects).count()


def subject_of(message_id: UUID) -> UUID | None:
    """What a message is about, or none when there is no such message."""
    return OutgoingMessage.objects.filter(pk=message_id).values_list("subject_id", flat=True).first()


def left_out_of(batch: UUID, subjects: Any) -> list[tuple[UUID, UUID | None, str]]:
    """Who was left out of a batch: subject, person, and why."""
    found = LeftOutMessage.objects.filter(batch_id=batch, subject_id__in=subjects).order_by("pk")
    return list(found.values_list("subject_id", "person_id", "reason"))


def batch_exists(batch: UUID) -> bool:
    """Whether there is such a batch."""
    return Batch.objects.filter(pk=batch).exists()


def why_not(person_id: UUID, *, step: str, period: str, at: datetime) -> tuple[str, bool]:
    """Why this person may not get one more message, in Swedish, and whether it is that they have had this one."""
    same = OutgoingMessage.objects.filter(person_id=person_id, step=step, period=period, state__in=IN_THE_WAY)
    had = same.order_by("-put_at").values_list("put_at", "by_name").first()
    over = over_ceiling(person_id, at=at, rules=rules_at(at))
    if over:
        return over, False
    if had:
        return f"Har redan fått det här meddelandet, skrivet av {had[1]}.", True
    return "", False


def sender_of(member_id: UUID) -> tuple[str, str]:
    """A member's direct number and the mailbox that answers go to; empty where none is kept."""
    kept = SenderDetails.objects.filter(member_id=member_id).values_list("phone", "mailbox").first()
    return kept or ("", "")


def wishes(person_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """What people have asked for: the wish, and who wrote it in."""
    held = ContactWish.objects.filter(person_id__in=list(person_ids), ended_at=None)
    return {person: (kind, by) for person, kind, by in held.values_list("person_id", "kind", "by_name")}
