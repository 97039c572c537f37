"""Tidigaste dag för avhysning: the week a respondent always has after being given the chance to comment."""

from __future__ import annotations

from datetime import date, timedelta

from kvarbo.core.calendar import STATUTORY_TIME_2, corresponding_day, in_words, next_vardag
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import not_known
from kvarbo.core.values import values

WEEKS = "ub.16_3.min_notice_weeks"
WEEKS_ABROAD = "ub.16_3.min_notice_abroad_weeks"
MUST_BE_HEARD = "UB 16:2 första stycket"
EARLIEST = "UB 16:3 tredje stycket"


def eviction_earliest(
    *, heard: date | None, lives_abroad: bool | None, notice_sent_abroad: date | None = None
) -> Finding[Deadline]:
    """Tidigaste dagen för avhysning (UB 16:3): ``heard`` is when the respondent was given the chance to comment.

    ``protective`` is the earliest day it can happen by the words; ``enforcing`` the first arbetsdag from then on.
    """
    if lives_abroad:
        if notice_sent_abroad is None:
            return not_known(EARLIEST, "dagen då underrättelsen sändes utomlands")
        return _from(notice_sent_abroad, WEEKS_ABROAD)
    if heard is None:
        return not_known(MUST_BE_HEARD, "dagen då svaranden fick tillfälle att yttra sig")
    counted = _from(heard, WEEKS)
    if lives_abroad is None:
        return not_known(EARLIEST, "om svaranden bor utomlands", not_before=counted.value.protective)
    return counted


def _from(start: date, name: str) -> Finding[Deadline]:
    on = values(start)
    day = corresponding_day(start, weeks=on.number(name))
    return earliest(start, day, EARLIEST, on.step(name))


def earliest(start: date, day: date, source: str, *before: Step) -> Finding[Deadline]:
    """A first possible day in both readings: as the words give it, and moved to a day on which Kronofogden works."""
    later = next_vardag(day)
    steps = [*before, Step(f"Räknat från {in_words(start)} kan det ske tidigast {in_words(day)}.", source)]
    if later != day:
        text = f"Är det en dag då ingen arbetar blir det tidigast {in_words(later)}. Lagen säger det inte uttryckligen."
        steps.append(Step(text, STATUTORY_TIME_2))
    return Finding(Deadline(day, later), tuple(steps))


def earliest_after_days(start: date, days: int, source: str, *before: Step) -> Finding[Deadline]:
    """The first possible day a number of days after ``start``."""
    return earliest(start, start + timedelta(days=days), source, *before)
