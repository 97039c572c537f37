"""Samtycke till överlåtelse: the landlord's three weeks to answer."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import deadline_after
from kvarbo.core.law.deadline import Deadline

WEEKS = "jb.12_32.consent_weeks"
AFTER = Step(
    "Vägrar hyresvärden utan skälig anledning, eller svarar inte i tid, får hyresgästen säga upp avtalet.",
    "JB 12:32 andra stycket",
)


def lease_transfer_consent(*, requested: date | None = None) -> Finding[Deadline]:
    """Besked om samtycke till överlåtelse (JB 12:32 andra stycket): within three weeks of the request."""
    unknown = "Dagen då samtycke begärdes är inte känd. Tiden räknas från den."
    end = deadline_after(start=requested, fact="requested", unknown=unknown, value=WEEKS)
    return Finding(end.value, (*end.steps, AFTER))
