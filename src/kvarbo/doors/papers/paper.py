"""Papper: the only thing that crosses between two organisations, whole in itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.doors.papers.kinds import PaperKind


@dataclass(frozen=True, slots=True)
class Organisation:
    """Avsändare eller mottagare. ``party`` is a value of ``core.law.secrecy.vocabulary.Party``; ``number`` is the
    organisationsnummer, or empty.
    """

    name: str
    party: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """Ett papper. ``version`` is the version of the kind's schema and ``ground`` the paragraph that ``may_disclose``
    cited. ``replaces`` and ``answers`` are ids of earlier papers. ``content`` is held to ``schemas/<kind>.json``:
    texts, whole numbers (money in öre), days written as 2026-11-24, lists and objects.
    """

    id: UUID
    kind: PaperKind
    version: int
    sender: Organisation
    receiver: Organisation
    written: date
    ground: str
    replaces: UUID | None
    answers: UUID | None
    content: dict[str, Any]
