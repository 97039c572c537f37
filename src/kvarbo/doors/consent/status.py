"""Samtyckets läge, worked out from what was said: never stored, so that nothing can be left standing.

Pure: no clock and no database. A part is one kind of fact towards one receiver; a consent is its parts, less those
that have been taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kvarbo.core.law.secrecy.vocabulary import KindOfFact

Part = tuple[UUID, KindOfFact]  # which counterpart, and what


class ConsentStatus(StrEnum):
    """Samtyckets läge en viss dag."""

    COMING = "coming"
    IN_FORCE = "in_force"
    PARTLY_WITHDRAWN = "partly_withdrawn"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


LIVE = frozenset({ConsentStatus.IN_FORCE, ConsentStatus.PARTLY_WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Said:
    """Det som har sagts: the days a consent holds, its parts, and the day each part taken back was."""

    valid_from: date
    until: date  # the last day
    parts: frozenset[Part]
    withdrawn: dict[Part, date]


def left(said: Said, *, on: date) -> frozenset[Part]:
    """The parts not taken back that day, whether the consent holds then or not."""
    return frozenset(part for part in said.parts if part not in said.withdrawn or said.withdrawn[part] > on)


def status(said: Said, *, on: date) -> ConsentStatus:
    """Läget den dagen. What is taken back whole stays taken back, also when its last day has passed."""
    remaining = left(said, on=on)
    if not remaining:
        return ConsentStatus.WITHDRAWN
    if on > said.until:
        return ConsentStatus.EXPIRED
    if on < said.valid_from:
        return ConsentStatus.COMING
    return ConsentStatus.IN_FORCE if remaining == said.parts else ConsentStatus.PARTLY_WITHDRAWN
