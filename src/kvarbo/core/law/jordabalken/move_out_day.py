"""Avflyttning: the day the tenant must have left the home."""

from __future__ import annotations

from datetime import date, timedelta

from kvarbo.core.calendar import in_words, next_vardag
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import missing_event
from kvarbo.core.law.deadline import Deadline


def move_out_day(*, tenancy_ends: date | None = None) -> Finding[Deadline]:
    """Dagen att lämna lägenheten (JB 12:7): the day after the tenancy ends, by noon, else the next vardag."""
    if tenancy_ends is None:
        return missing_event("tenancy_ends", "Dagen då hyrestiden löper ut är inte känd.", "JB 12:7 första stycket")
    after = tenancy_ends + timedelta(days=1)
    day = next_vardag(after)
    steps = [
        Step(f"Hyrestiden löper ut {in_words(tenancy_ends)}: lämna lägenheten dagen efter.", "JB 12:7 första stycket")
    ]
    if day != after:
        steps.append(Step(f"Den dagen är ledig, så flytten sker {in_words(day)}.", "JB 12:7 andra stycket"))
    steps.append(Step("Senast klockan 12 ska lägenheten vara tillgänglig, om inget annat är avtalat.", "JB 12:7"))
    return Finding(Deadline(day, day), tuple(steps))
