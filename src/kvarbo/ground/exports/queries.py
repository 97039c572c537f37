"""Reads: which files have been taken out, and which wait for a second person."""

from __future__ import annotations

from django.db.models import QuerySet

from kvarbo.ground.exports.models import Export, ExportState

SHOWN = 50


def waiting() -> QuerySet[Export]:
    """Those that wait for a yes or a no, the oldest first."""
    return Export.objects.filter(state=ExportState.WAITING).order_by("asked_at")


def latest() -> list[Export]:
    """The newest that do not wait."""
    return list(Export.objects.exclude(state=ExportState.WAITING)[:SHOWN])
