"""Överklaga hyresnämndens beslut: three weeks from the day of the decision."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import deadline_after
from kvarbo.core.law.deadline import Deadline

WEEKS = "jb.12_70.appeal_tribunal_weeks"
WHERE = Step("Överklagandet ges in till hyresnämnden och prövas av Svea hovrätt.", "JB 12:71")


def appeal_tribunal(*, decision_date: date | None = None) -> Finding[Deadline]:
    """Överklaga till Svea hovrätt (JB 12:70–71): from the day the decision was given, not the day it was received.

    Prolongation and respite under 52 § can be appealed; exchange, sublet and respite under 59 § cannot.
    """
    unknown = "Beslutets dag är inte känd. Tiden räknas från den dag beslutet meddelades."
    end = deadline_after(start=decision_date, fact="decision_date", unknown=unknown, value=WEEKS)
    return Finding(end.value, (*end.steps, WHERE))
