"""Svaret på en överlämning, and what is handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from kvarbo.ground.outbox.messages import Email, Sms
from kvarbo.ground.outbox.words import HandingAnswer


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Det som lämnas: the message under our own reference, and where its delivery is to be reported (or nowhere)."""

    reference: UUID
    message: Sms | Email
    report_url: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Svaret; ``reason`` is Swedish and names nobody, ``their_reference`` what the provider calls the message."""

    answer: HandingAnswer
    their_reference: str = ""
    reason: str = ""


class Provider(Protocol):
    """En leverantör. ``hand_over`` never raises for what the other side does."""

    @property
    def name(self) -> str:
        """What it is called in the list."""
        ...

    def hand_over(self, handed: HandedOver) -> Answer:
        """Hand a message over once."""
        ...


def accepted(reference: str) -> Answer:
    """Tog emot."""
    return Answer(HandingAnswer.ACCEPTED, reference[:100])


def refused(reason: str) -> Answer:
    """Tog inte emot, for good."""
    return Answer(HandingAnswer.REFUSED, reason=reason)


def not_handed(reason: str) -> Answer:
    """Nåddes inte: nothing can have gone."""
    return Answer(HandingAnswer.NOT_HANDED, reason=reason)


def unclear(reason: str) -> Answer:
    """May have gone."""
    return Answer(HandingAnswer.UNCLEAR, reason=reason)
