"""Anstånd med avhysningen: how long Kronofogden may wait for the respondent's sake."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.enforcement_code.eviction_earliest import WEEKS as EARLIEST_WEEKS
from kvarbo.core.law.enforcement_code.eviction_target import DOCUMENTS, eviction_target
from kvarbo.core.law.enforcement_code.eviction_target import WEEKS as TARGET_WEEKS
from kvarbo.core.law.last_day import days_of, last_day, not_known
from kvarbo.core.values import values

ORDINARY_WEEKS = "ub.16_4.respite_max_weeks"
EXCEPTIONAL_WEEKS = "ub.16_4.respite_special_max_weeks"
RESPITE = "UB 16:4 första stycket"
FROM_FIRST_POSSIBLE_DAY = "UB 16:4 andra stycket"


def respite_end(
    *,
    documents_complete: date | None,
    exceptional_reasons: bool | None,
    compensation_paid: bool | None = None,
    heard: date | None = None,
) -> Finding[Deadline]:
    """Anståndets längsta tid (UB 16:4): two weeks after the four, or four weeks for synnerliga skäl and full payment.

    ``heard`` matters only when the respondent was heard so late that the four weeks could not be kept.
    """
    if documents_complete is None:
        return not_known(RESPITE, DOCUMENTS)
    early, late, base = _counted_from(documents_complete, heard)
    ordinary = _span(early, late, ORDINARY_WEEKS, base)
    if exceptional_reasons is None:
        return not_known(RESPITE, "om det finns synnerliga skäl", not_before=ordinary.value.protective)
    if not exceptional_reasons:
        return ordinary
    if compensation_paid is None:
        missing = "om skälig ersättning betalas för hela anståndstiden"
        return not_known(RESPITE, missing, not_before=ordinary.value.protective)
    if not compensation_paid:
        text = "Fyra veckor kräver att skälig ersättning betalas för hela anståndstiden, så det stannar vid två."
        return Finding(ordinary.value, (*ordinary.steps, Step(text, RESPITE)))
    return _span(early, late, EXCEPTIONAL_WEEKS, base)


def _counted_from(documents: date, heard: date | None) -> tuple[date, date, tuple[Step, ...]]:
    """The day respite is counted from: by the words of 16:3, and with that day moved by lag (1930:173) 2 §."""
    on = values(documents)
    early = corresponding_day(documents, weeks=on.number(TARGET_WEEKS))
    _, late = days_of(eviction_target(documents_complete=documents))
    step = Step(f"Fyraveckorstiden går ut {in_words(early)}.", "UB 16:3 andra stycket")
    if heard is None:
        return early, late, (step,)
    first_possible = corresponding_day(heard, weeks=values(heard).number(EARLIEST_WEEKS))
    if first_possible <= early:
        return early, late, (step,)
    text = f"Avhysning kan tidigast ske {in_words(first_possible)}, så anståndet räknas därifrån."
    return first_possible, max(late, first_possible), (step, Step(text, FROM_FIRST_POSSIBLE_DAY))


def _span(early: date, late: date, name: str, base: tuple[Step, ...]) -> Finding[Deadline]:
    on = values(early)
    weeks = on.number(name)
    counted = last_day(early, RESPITE, weeks=weeks)
    protective, enforcing = days_of(counted)
    _, from_late = days_of(last_day(late, RESPITE, weeks=weeks))
    steps = [*base, on.step(name), *counted.steps]
    if from_late > enforcing:
        text = f"Räknas tiden från {in_words(late)} slutar den {in_words(from_late)}."
        steps.append(Step(text, RESPITE))
    steps.append(Step("Kronofogden avgör om och hur länge. Be om anstånd så tidigt som möjligt.", RESPITE))
    return Finding(Deadline(protective, max(enforcing, from_late)), tuple(steps))
