"""Inleda utredning: at once, when the board learns of something that may lead to action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core.calendar import in_words, next_vardag
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import steps_for_unknown
from kvarbo.core.law.old_law.old_reference import ReferredAct, old_reference
from kvarbo.core.values import all_values, values

POLICY_DAYS = "riktmarke.open_inquiry_days"
GUIDELINE_WEEKS = "riktmarke.adult_preliminary_assessment_weeks"
AT_ONCE = "SoL 14:2"
REPEATED_NOTICES = "JO 1683-2017"


@dataclass(frozen=True, slots=True)
class OpenInquiry(Deadline):
    """Dagen för beslutet, and when a municipality's guideline says that something is wrong."""

    warn_on: date | None = None
    alarm_on: date | None = None


def open_inquiry(*, received: date | None) -> Finding[OpenInquiry]:
    """Inleda utredning genast (SoL 14:2): the day itself, by our reading the next vardag at the latest.

    ``warn_on`` and ``alarm_on`` are a municipality's guideline for how long it may take; the law has no such time.
    """
    if received is None:
        missing = "dagen då uppgiften kom in"
        return Finding(OpenInquiry(None, None, None, (missing,)), steps_for_unknown(AT_ONCE, missing))
    on = values(received)
    place = old_reference(act=ReferredAct.SOL_2025, paragraph="14:2", day=received).value.in_force
    enforcing = next_vardag(received + timedelta(days=on.number(POLICY_DAYS)))
    word = "utan dröjsmål" if "2001:453" in place else "genast"
    steps = [
        Step(f"Nämnden ska {word} inleda utredning om något kan leda till en åtgärd av nämnden.", place),
        on.step(POLICY_DAYS),
        Step(f"Ett beslut bör finnas {in_words(received)}, senast {in_words(enforcing)}.", place),
        Step("Varje ny underrättelse om samma hushåll kräver ett ställningstagande.", REPEATED_NOTICES),
    ]
    warn_on, alarm_on = _guideline(received)
    if warn_on is not None:
        steps.append(on.step(GUIDELINE_WEEKS))
    return Finding(OpenInquiry(received, enforcing, None, (), warn_on, alarm_on), tuple(steps))


def _guideline(received: date) -> tuple[date | None, date | None]:
    """The days on which a municipality's guideline warns; none before it was written."""
    entry = all_values()[GUIDELINE_WEEKS]
    if received < entry.periods[0].start:
        return None, None
    weeks = entry.period(received).value
    if not isinstance(weeks, tuple):
        raise TypeError(f"The guideline {GUIDELINE_WEEKS} is no list of weeks.")
    first, last = (received + timedelta(weeks=int(count)) for count in weeks)
    return first, last
