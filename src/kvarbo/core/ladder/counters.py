"""Räkneverk: how many demands, reminders and removals there have been, from what was recorded and nothing else.

A late rent is no demand: somebody may have called, waited or left the tenant out. Only an event that carries out the
step counts, and the same step twice on a day for a month is one. The day that lies exactly the window back is outside
it, and so is the day exactly so many months after a step: where it can be read two ways the tenant gains by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kvarbo.core import swedish
from kvarbo.core.calendar import corresponding_day
from kvarbo.core.facts import Event, EventKind, LadderStep
from kvarbo.core.finding import Finding, Step
from kvarbo.core.ladder.words import STEP_WORDS

DEMANDED = frozenset({LadderStep.COLLECTION_DEMAND})
REMINDED = frozenset({LadderStep.REMINDER})
FILED = frozenset({LadderStep.COLLECTION_FILE})
_CARRIES_OUT = frozenset({EventKind.STEP_DONE, EventKind.CONTACT})


@dataclass(frozen=True, slots=True)
class Counted:
    """Räknat: how many, on which days, for which rent months; ``without_month`` do not say which month."""

    count: int
    days: tuple[date, ...]
    months: tuple[date, ...]
    without_month: int


@dataclass(frozen=True, slots=True)
class Removal:
    """Borttagen ur underlaget till inkasso: the day, the rent month when it is known, and why."""

    day: date
    month: date | None
    reason: str


def sent_within(events: Iterable[Event], steps: Collection[LadderStep], *, on: date, months: int) -> Finding[Counted]:
    """Antal under en tid: how often one of the steps was carried out in the last so many months, the day included."""
    told = [event for event in recorded(events, steps, on) if on < corresponding_day(event.date, months=months)]
    window = f"de senaste {months} månaderna till och med {swedish.day(on)}"
    return Finding(_counted(told), (_summary(told, steps, window), *_each(told)))


def months_in_a_row(events: Iterable[Event], steps: Collection[LadderStep], *, on: date) -> Finding[Counted]:
    """Månader i rad: the unbroken row of rent months with one of the steps that ends with the latest such month."""
    told = recorded(events, steps, on)
    named = sorted({event.month for event in told if event.month is not None})
    row = named[-1:]
    while row and _month_before(row[0]) in named:
        row.insert(0, _month_before(row[0]))
    of_row = [event for event in told if event.month in row]
    value = Counted(
        len(row),
        tuple(event.date for event in of_row),
        tuple(row),
        sum(1 for event in told if event.month is None),
    )
    return Finding(value, (*_row_steps(value, steps), *_each(of_row)))


def sent_since(
    events: Iterable[Event], steps: Collection[LadderStep], *, since: LadderStep, on: date, months: int | None = None
) -> Finding[Counted] | None:
    """Antal efter ett steg: how often since the last time ``since`` was carried out, later days only; None if never.

    With ``months`` only what came less than so many months after it.
    """
    known = tuple(events)
    begun = [event.date for event in recorded(known, {since}, on)]
    if not begun:
        return None
    start = begun[-1]
    told = [
        event
        for event in recorded(known, steps, on)
        if event.date > start and (months is None or event.date < corresponding_day(start, months=months))
    ]
    limit = "" if months is None else f", inom {months} månader"
    window = f"efter {STEP_WORDS[since]} {swedish.day(start)}{limit}"
    return Finding(_counted(told), (_summary(told, steps, window), *_each(told)))


def removed_within(events: Iterable[Event], *, on: date, months: int) -> Finding[tuple[Removal, ...]]:
    """Borttagningar: when the tenant was taken out of a collection file in the last so many months, and why."""
    removals = tuple(
        Removal(event.date, event.month, event.outcome or "")
        for event in sorted(events, key=lambda event: event.date)
        if event.kind is EventKind.REMOVED and event.date <= on < corresponding_day(event.date, months=months)
    )
    steps = tuple(
        Step(
            f"Borttagen ur underlaget {swedish.day(removal.day)}: {removal.reason or 'skälet är inte angivet'}.",
            "händelser",
        )
        for removal in removals
    )
    return Finding(removals, steps or (Step("Ingen borttagning är antecknad.", "händelser"),))


def recorded(events: Iterable[Event], steps: Collection[LadderStep], on: date) -> list[Event]:
    """What carried out one of the steps until the day, oldest first, the same thing on a day once."""
    once: dict[tuple[date, str, date | None], Event] = {}
    for event in sorted(events, key=lambda event: event.date):
        if event.date <= on and event.kind in _CARRIES_OUT and event.step is not None and event.step in steps:
            once.setdefault((event.date, str(event.step), event.month), event)
    return list(once.values())


def _counted(told: list[Event]) -> Counted:
    months = sorted({event.month for event in told if event.month is not None})
    without = sum(1 for event in told if event.month is None)
    return Counted(len(told), tuple(event.date for event in told), tuple(months), without)


def _words(steps: Collection[LadderStep]) -> str:
    return swedish.listed(tuple(STEP_WORDS[step] for step in LadderStep if step in steps))


def _summary(told: list[Event], steps: Collection[LadderStep], window: str) -> Step:
    how_often = f"{len(told)} gånger" if len(told) != 1 else "1 gång"
    return Step(f"Antecknat {how_often} {window}: {_words(steps)}.", "händelser")


def _row_steps(value: Counted, steps: Collection[LadderStep]) -> tuple[Step, ...]:
    if value.months:
        months = swedish.listed(tuple(swedish.month(month) for month in value.months))
        first = Step(f"Månader i rad med {_words(steps)}: {months}.", "händelser")
    else:
        first = Step(f"Ingen månad med {_words(steps)} är antecknad.", "händelser")
    if not value.without_month:
        return (first,)
    text = f"{value.without_month} säger inte vilken månad det gällde och räknas inte i raden."
    return (first, Step(text, "händelser"))


def _each(told: list[Event]) -> tuple[Step, ...]:
    return tuple(Step(_event_words(event), "händelser") for event in told)


def _event_words(event: Event) -> str:
    word = STEP_WORDS[LadderStep(str(event.step))]
    of = f" för {swedish.month(event.month)}" if event.month is not None else ""
    return f"{word[0].upper()}{word[1:]}{of}, {swedish.day(event.date)}."


def _month_before(month: date) -> date:
    return date(month.year - 1, 12, 1) if month.month == 1 else date(month.year, month.month - 1, 1)
