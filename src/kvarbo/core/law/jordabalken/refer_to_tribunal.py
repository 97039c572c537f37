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

    It is the landlord's own time, so the landlord files by ``protective``, the last arbetsdag on or before the counted
    day. ``enforcing`` is the law's own last day, the next arbetsdag on or after it; after it the notice is void.
    Tenancy ends 28 February 2027: counted to Sunday 28 March, ``protective`` Thursday 25 March (långfredagen is free
    too), ``enforcing`` Tuesday 30 March.
    """
    unknown = "Dagen då hyrestiden löper ut är inte känd. Tiden räknas från den."
    end = deadline_after(start=tenancy_ends, fact="tenancy_ends", unknown=unknown, value=MONTHS)
    return Finding(end.value, (*end.steps, VOID, STAYS))
