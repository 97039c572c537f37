"""Reviewing the made-up year in memory, month by month, and counting what was found and what was a false alarm."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date

from kvarbo.ground.log_review.detecting import About, Detector, Month, Picked, Who, surname_of
from kvarbo.ground.log_review.rules import RuleName, rules_on
from kvarbo.ground.trail.queries import Event
from tests.ground.log_review.synthetic_year import Year


@dataclass
class Measured:
    """How it went: what was picked each month, and which of the planted were among it."""

    reads: int = 0
    items: Counter[str] = field(default_factory=Counter)
    false_alarms: Counter[str] = field(default_factory=Counter)
    found: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sampled: int = 0
    keys: set[str] = field(default_factory=set)


def events_of(year: Year) -> list[list[Event]]:
    """The year's rows by month; a member who writes leaves a row of that too."""
    months: list[list[Event]] = [[] for _ in range(12)]
    seq = 0
    for day, reads in year.days():
        for read in reads:
            subjects = [str(one) for one in read.subjects]
            for act in ("shown", "note.written") if read.wrote else ("shown",):
                seq += 1
                months[day.month - 1].append(Event(seq, read.at, str(read.worker), act, subjects, {}, False))
    return months


def measured(year: Year) -> Measured:
    """Make twelve reviews of the year."""
    rules, told = rules_on(year.first), Measured()
    members = {str(one.number): Who(one.name, one.unit, one.is_manager) for one in year.workers}
    months = events_of(year)
    names = [one.name for one in year.people]
    about = {str(one.id): About((one.name,), one.unit, one.closed, one.is_protected) for one in year.people}
    for number in range(12):
        gathered = Month(date(year.first.year, number + 1, 1), rules)
        for events in months[: number + 1]:
            for event in events:
                gathered.take(event, seed="frö", sample=rules.sample_most)
        told.reads += gathered.reads
        detector = Detector(
            gathered, members, about, {(str(worker), str(one)) for worker, one in year.assigned},
            Counter(surname_of(name) for name in names),
        )  # fmt: skip
        count(told, year, list(detector.picked()), {event.seq: event for event in months[number]})
    return told


def count(told: Measured, year: Year, picked: list[Picked], rows: dict[int, Event]) -> None:
    """An item is right when at least one of its rows is a planted reading."""
    for item in picked:
        if item.key in told.keys:
            continue
        told.keys.add(item.key)
        if item.rule is RuleName.SAMPLE:
            told.sampled += 1
            continue
        told.items[item.rule.value] += 1
        hit = [
            place
            for place, one in enumerate(year.planted)
            if str(one.worker) == item.actor and any(is_planted(year, place, rows[seq]) for seq in item.seqs)
        ]
        for place in hit:
            told.found[place][item.rule.value] += 1
        if not hit:
            told.false_alarms[item.rule.value] += 1


def is_planted(year: Year, place: int, row: Event) -> bool:
    planted = year.planted[place]
    return row.act == "shown" and {str(one) for one in planted.subjects} >= set(row.subjects)
