"""Vad rummet redan vet: what a form begins with, so that an amount that stands in the ledger is not typed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kvarbo.doors.organisations.queries import Ourselves
from kvarbo.doors.papers.kinds import PaperKind
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current

Beginning = Callable[[AtWork, Subject, PaperKind, date], Mapping[str, Any]]
_beginnings: dict[str, Beginning] = {}


def register(kind: str, begin: Beginning) -> None:
    """Say what rooms of ``kind`` know beforehand of a paper's content; called once, when the application starts."""
    _beginnings[kind] = begin


def beginning(reader: AtWork, found: Subject | None, kind: PaperKind, *, on: date) -> dict[str, Any]:
    """What the form begins with, shaped as content; parts may be missing."""
    known = {"landlord": _ourselves()} if kind.value.startswith("notice_") else {}
    begin = _beginnings.get(current().kind)
    return {**known, **(begin(reader, found, kind, on) if begin and found else {})}


def _ourselves() -> dict[str, Any]:
    kept = Ourselves.objects.filter(pk=1).first()
    if kept is None:
        return {}
    lines = [line.strip() for line in kept.address.splitlines() if line.strip()]
    code, _, town = lines[-1].rpartition(" ") if len(lines) > 1 else ("", "", "")
    address = {"street": lines[0], "postcode": code, "town": town} if lines and code else {}
    return {"name": kept.name, "address": address}
