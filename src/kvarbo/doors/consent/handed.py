"""Vad som hann lämnas: the papers that were handed over on a consent, as the post tells when it is there.

The post keeps a consent's id (``reference``) with what it hands over on it, and says here how such papers are found.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from kvarbo.core.law.secrecy.vocabulary import KindOfFact


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Ett papper som lämnades på ett samtycke: to whom, when and what it was; ``url`` is its page here.

    ``facts`` are the kinds of fact in it that rest on the consent; ``has_left`` False: it waits here or was stopped.
    """

    consent_id: UUID
    counterpart_id: UUID
    on: date
    title: str
    url: str
    facts: frozenset[KindOfFact]
    has_left: bool


class HandedFinder(Protocol):
    """The papers handed over on any of these consents, the oldest first."""

    def __call__(self, consent_ids: Collection[UUID]) -> list[HandedOver]: ...


_finders: list[HandedFinder] = []


def register(finder: HandedFinder) -> None:
    """Say how papers are found; called once, when the application starts."""
    _finders.append(finder)


def handed_over_on(consent_ids: Collection[UUID]) -> list[HandedOver]:
    """Every paper that rests on these consents, whoever handed it over."""
    return [paper for finder in _finders for paper in finder(consent_ids)] if consent_ids else []
