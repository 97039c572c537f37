"""Uppsägning i förväg: the last day to give notice of a lease for a fixed time."""

from __future__ import annotations

from datetime import date, timedelta

from kvarbo.core.calendar import STATUTORY_TIME_2, corresponding_day, in_words, last_arbetsdag
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.values import ValuesOn, values

SECOND = "JB 12:4 andra stycket"
TWO_WEEKS = "jb.12_4.fixed_two_weeks_days"
THREE_MONTHS = "jb.12_4.fixed_three_months_weeks"
LONGER = "jb.12_4.fixed_longer_months"
PREMISES_LONG = "jb.12_4.fixed_premises_long_months"
PREMISES_LONG_FROM_MONTHS = 9


def notice_latest_fixed_term(
    *, premises: bool = False, lease_starts: date | None = None, lease_ends: date | None = None
) -> Finding[Deadline]:
    """Senaste dag att säga upp ett avtal på bestämd tid (JB 12:4 andra stycket): from a day to nine months ahead.

    ``lease_starts`` and ``lease_ends`` are the first and the last day of the fixed time. A longer agreed time is not
    reckoned with. It is the time of whoever gives the notice, so the landlord's safe day too is ``protective``, the
    last arbetsdag on or before the counted day. Whether a free day moves is open when time is counted backwards:
    ``enforcing`` is therefore the counted day itself, and never moves forward.
    """
    if lease_starts is None or lease_ends is None:
        unknown = (("lease_starts", lease_starts is None), ("lease_ends", lease_ends is None))
        missing = tuple(name for name, is_unknown in unknown if is_unknown)
        step = Step("Avtalets första och sista dag behövs.", SECOND)
        return Finding(Deadline(None, None, missing=missing), (step,))
    if lease_ends < lease_starts:
        raise ValueError(f"Avtalet slutar {lease_ends} innan det börjar {lease_starts}. Kontrollera dagarna.")
    known = values(lease_starts)
    name, day = _latest(known, premises, lease_starts, lease_ends)
    safe = last_arbetsdag(day)
    steps = [known.step(name), Step(f"Avtalet slutar {in_words(lease_ends)}: säg upp senast {in_words(day)}.", SECOND)]
    if safe != day:
        text = f"Om dagen flyttas när tiden räknas bakåt är inte avgjort. Säkert i tid är {in_words(safe)}."
        steps.append(Step(text, STATUTORY_TIME_2))
    return Finding(Deadline(safe, day), tuple(steps))


def _latest(known: ValuesOn, premises: bool, starts: date, ends: date) -> tuple[str, date]:
    """The value that applies to a lease of this length, and the day it gives."""
    if ends < starts + timedelta(weeks=2):
        return TWO_WEEKS, ends - timedelta(days=known.number(TWO_WEEKS))
    if ends < corresponding_day(starts, months=3):
        return THREE_MONTHS, ends - timedelta(weeks=known.number(THREE_MONTHS))
    long_premises = premises and ends >= corresponding_day(starts, months=PREMISES_LONG_FROM_MONTHS)
    name = PREMISES_LONG if long_premises else LONGER
    return name, _months_before(ends, known.number(name))


def _months_before(day: date, months: int) -> date:
    """The day with the same number so many months before; the last day of a month stays the last day."""
    last_day_of_month = (day + timedelta(days=1)).day == 1
    index = day.year * 12 + day.month - 1 - months
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    last = following - timedelta(days=1)
    return last if last_day_of_month else first.replace(day=min(day.day, last.day))
