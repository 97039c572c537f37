"""Hyrestidens slut: when an open-ended lease ends after notice."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import missing_event, month_end
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.values import values

DWELLING = "jb.12_4.notice_housing_months"
PREMISES = "jb.12_4.notice_premises_months"


def tenancy_end(*, premises: bool = False, notice_given: date | None = None) -> Finding[Deadline]:
    """Månadsskiftet då ett uppsagt avtal upphör (JB 12:4 första stycket): three months, premises nine.

    For a lease without end, on ordinary notice; a longer agreed time is not reckoned with. ``notice_given`` is the day
    the notice was given: by registered letter the day it was posted (12:8). Both readings are the same day: the end
    of a tenancy is no act to be done in time, so it does not move when it is free (``move_out_day`` does).
    """
    value = PREMISES if premises else DWELLING
    source = "JB 12:4 första stycket 2" if premises else "JB 12:4 första stycket 1"
    if notice_given is None:
        return missing_event("notice_given", "Dagen för uppsägningen är inte känd.", source)
    known = values(notice_given)
    passed = corresponding_day(notice_given, months=known.number(value))
    ends = month_end(passed)
    steps = (
        known.step(value),
        Step(f"Uppsagd {in_words(notice_given)}: {known.number(value)} månader har gått {in_words(passed)}.", source),
        Step(_ends(passed, ends), source),
        Step(
            "Är en längre uppsägningstid avtalad gäller den; en bostadshyresgäst får alltid tre månader.",
            "JB 12:4; JB 12:5",
        ),
    )
    return Finding(Deadline(ends, ends), steps)


def _ends(passed: date, ends: date) -> str:
    """The day itself when the months end with a month: that is the turn of the month nearest after them."""
    if passed == ends:
        return f"Den dagen är månadens sista, så avtalet upphör samma dag: {in_words(ends)}."
    return f"Avtalet upphör vid nästa månadsskifte, med månadens sista dag: {in_words(ends)}."
