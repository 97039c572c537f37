"""Kontroller innan ett papper lämnas: what a room knows that a paper must agree with, as its ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.ground.subjects import Subject
from kvarbo.house.rooms import current

Check = Callable[[Subject, PaperKind, Mapping[str, Any], date], str]
_checks: dict[str, Check] = {}


def register(kind: str, check: Check) -> None:
    """Say what rooms of ``kind`` hold a paper against; called once, when the application starts."""
    _checks[kind] = check


def stopped(found: Subject | None, kind: PaperKind, content: Mapping[str, Any], *, on: date) -> str:
    """Why the paper may not go now, in Swedish; "" when nothing here speaks against it."""
    check = _checks.get(current().kind)
    return check(found, kind, content, on) if check is not None and found is not None else ""
