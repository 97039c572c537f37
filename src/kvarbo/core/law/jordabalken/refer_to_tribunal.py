"""Hänskjuta till hyresnämnden: the landlord's month after the end of the tenancy."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import deadline_after
from kvarbo.core.law.deadline import Deadline

MONTHS = "jb.12_49.refer_to_tribunal_months"
VOID = Step(
    "Hänskjuts inte tvisten i tid är uppsägningen utan verkan, om hyresgästen inte ändå flyttat i tid.",
    "JB 12:49 första stycket",
)
STAYS = Step(
    "Hyresgästen får bo kvar tills frågan är slutligt avgjord, om inte nämnden beslutat att flytten får verkställas.",
    "JB 12:50",
)


def refer_to_tribunal(*, tenancy_ends: date | None = None) -> Finding[Deadline]:
    """Hänskjuta förlängningstvisten (JB 12:49 första stycket): one month after the tenancy ends.

    A landlord files by ``protective``: the day before any move. ``enforcing`` is the last day of the law's reading,
    after which the notice is void.
    """
    unknown = "Dagen då hyrestiden löper ut är inte känd. Tiden räknas från den."
    end = deadline_after(start=tenancy_ends, fact="tenancy_ends", unknown=unknown, value=MONTHS)
    return Finding(end.value, (*end.steps, VOID, STAYS))
