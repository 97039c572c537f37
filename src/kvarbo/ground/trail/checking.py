"""Kontrollera spåret and keep what was found, so that the auditor sees it without waiting for it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from kvarbo.ground.trail.anchors import AnchorRefused, anchor_file, read_anchors
from kvarbo.ground.trail.models import TrailCheck
from kvarbo.ground.trail.recorder import record, recorded
from kvarbo.ground.trail.verifying import Verdict, verify

EVERY = timedelta(hours=20)  # once a day, at whatever hour the worker is up


def check_now(*, by: str) -> Verdict:
    """Read the whole chain against the room's own anchors, and keep the answer.

    An anchor file that is gone is told as every anchor lost, as soon as one has been made.
    """
    faults: tuple[str, ...] = ()
    try:
        anchors = read_anchors(anchor_file())
    except FileNotFoundError:
        anchors = []
    except (AnchorRefused, OSError, UnicodeDecodeError) as fault:
        anchors, faults = [], (f"Ankarfilen går inte att läsa: {fault}",)
    verdict = verify(anchors)
    notes = (*faults, *verdict.notes)
    with recorded(by, route="trail check"):
        TrailCheck.objects.create(
            at=timezone.now(),
            rows=verdict.rows,
            first_bad=verdict.first_bad,
            reason=" ".join([*([verdict.reason] if verdict.reason else []), *notes])[:300],
            anchors=verdict.anchors,
            by=by,
        )
        record("trail.checked", about={"rows": verdict.rows, "holds": verdict.first_bad is None and not notes})
    return verdict


def check_is_due() -> bool:
    """Whether nobody has read the chain for a day."""
    newest = TrailCheck.objects.values_list("at", flat=True).first()
    return newest is None or timezone.now() - newest >= EVERY
