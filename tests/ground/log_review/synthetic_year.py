"""A made-up year at a social services office: 100 staff, their ordinary reading, and thirty who read too much.

Written from how such an office works, before any figure of the rules was tried: caseloads that turn over, colleagues
who step in, a reception that meets everybody, a duty unit at night and at weekends, meetings, wrong clicks, names that
happen to be alike. ``scale`` thins out the ordinary reading and nothing else.
"""

from __future__ import annotations

import itertools
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from kvarbo.core.calendar import is_arbetsdag
from kvarbo.ground.clock import STOCKHOLM

UNITS = ("Mottagning", "Barn 1", "Barn 2", "Vuxen 1", "Vuxen 2", "Boende", "Ekonomi", "Jour")
STAFF_IN = (14, 14, 14, 13, 13, 12, 12, 8)
OPENED_A_DAY = 98  # openings of one member on a working day; a hundred of them make two million a year
NAMES = dict(
    line.split(": ") for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines()
)
COMMON, FIRST, BEFORE, AFTER = (NAMES[name].split() for name in ("common", "first", "before", "after"))


@dataclass
class Person:
    id: uuid.UUID
    name: str
    unit: str
    opened: date
    closed: date | None
    handlers: list[int] = field(default_factory=list)
    is_protected: bool = False


@dataclass
class Worker:
    number: int
    name: str
    unit: str
    is_manager: bool = False


@dataclass
class Planted:
    kind: str
    worker: int
    days: list[date]
    subjects: set[uuid.UUID]


@dataclass
class Read:
    at: datetime
    worker: int
    subjects: list[uuid.UUID]
    wrote: bool


class Year:
    """One year, the same for the same seed."""

    def __init__(self, *, seed: int = 5, year: int = 2025, scale: float = 1.0, people: int = 6_000) -> None:
        self.random = Random(seed)
        self.first, self.last = date(year, 1, 1), date(year, 12, 31)
        self.scale = scale
        self.rare = [first + last for first, last in itertools.product(BEFORE, AFTER)]
        self.workers = self._staff()
        self.people = self._clients(people)
        self.assigned = {(worker, one.id) for one in self.people for worker in one.handlers}
        self.loads: dict[int, list[Person]] = defaultdict(list)
        for one in self.people:
            for worker in one.handlers:
                self.loads[worker].append(one)
        self.of_unit = {unit: [one for one in self.people if one.unit == unit] for unit in UNITS}
        self.planted = self._plant()

    def _name(self) -> str:
        surname = self.random.choice(COMMON) if self.random.random() < 0.25 else self.random.choice(self.rare)
        return f"{self.random.choice(FIRST)} {surname}"

    def _staff(self) -> list[Worker]:
        found: list[Worker] = []
        for unit, number in zip(UNITS, STAFF_IN, strict=True):
            for place in range(number):
                found.append(Worker(len(found), self._name(), unit, is_manager=place == 0))
        return found

    def _clients(self, number: int) -> list[Person]:
        """Each belongs to a unit, has one or two handlers there, and half are closed at some time."""
        found = []
        working = [unit for unit in UNITS if unit not in ("Mottagning", "Jour")]
        of_unit = {
            unit: [one.number for one in self.workers if one.unit == unit and not one.is_manager] for unit in working
        }
        for _ in range(number):
            unit = self.random.choice(working)
            opened = self.first + timedelta(days=self.random.randint(-700, 350))
            closed = opened + timedelta(days=self.random.randint(60, 900)) if self.random.random() < 0.7 else None
            handlers = self.random.sample(of_unit[unit], 2 if self.random.random() < 0.3 else 1)
            one = Person(
                uuid.UUID(int=self.random.getrandbits(128), version=4), self._name(), unit, opened, closed, handlers
            )
            one.is_protected = self.random.random() < 0.01
            found.append(one)
        return found

    def open_on(self, one: Person, day: date) -> bool:
        return one.opened <= day and (one.closed is None or day <= one.closed)

    # --- what is planted ---

    def _plant(self) -> list[Planted]:
        counts = {"landskrona": 4, "kronoberg": 5, "relative": 5, "former_partner": 4, "night": 4, "closed": 3,
                  "protected": 3, "neighbour": 2}  # fmt: skip
        workers = [one for one in self.workers if one.unit != "Jour" and not one.is_manager]
        chosen = self.random.sample(workers, 30)
        found, turn = [], iter(chosen)
        for kind, number in counts.items():
            for _ in range(number):
                found.append(self._planted(kind, next(turn)))
        return found

    def _others(self, worker: Worker, number: int) -> list[Person]:
        pool = [one for one in self.people if one.unit != worker.unit and worker.number not in one.handlers]
        return self.random.sample(pool, number)

    def _days(self, number: int, over: int = 360) -> list[date]:
        start = self.first + timedelta(days=self.random.randint(0, 364 - over))
        days = [start + timedelta(days=self.random.randint(0, over)) for _ in range(number * 3)]
        return sorted([day for day in days if is_arbetsdag(day)][:number])

    def _planted(self, kind: str, worker: Worker) -> Planted:
        if kind == "landskrona":  # 130 files over the year, whoever happens to be of interest
            whom, days = self._others(worker, 130), self._days(130)
        elif kind == "kronoberg":  # a colleague who is a client: the same file twenty times over months
            whom = self._others(worker, 1)
            colleague = self.random.choice([one for one in self.workers if one.number != worker.number])
            whom[0].name = colleague.name
            days = self._days(20, over=200)
        elif kind == "relative":
            whom = self._others(worker, 1)
            worker.name = f"{worker.name.split()[0]} {self.random.choice(self.rare)}"
            whom[0].name = f"{self.random.choice(FIRST)} {worker.name.split()[1]}"
            days = self._days(3, over=60)
        elif kind == "former_partner":
            whom, days = self._others(worker, 1), self._days(9, over=300)
        elif kind == "night":
            whom, days = self._others(worker, 8), self._days(8, over=25)
        elif kind == "closed":
            old = self.first - timedelta(days=200)
            pool = [one for one in self.people if one.closed and one.closed < old and worker.number not in one.handlers]
            whom, days = self.random.sample(pool, 6), self._days(6, over=20)
        elif kind == "protected":
            whom, days = self._others(worker, 1), self._days(2, over=30)
            whom[0].is_protected = True
        else:  # somebody next door, once: no rule can know it
            whom, days = self._others(worker, 1), self._days(1)
        self._wanted = getattr(self, "_wanted", {})
        for place, day in enumerate(days):
            self._wanted.setdefault((worker.number, day), []).append((kind, whom[place % len(whom)]))
        return Planted(kind, worker.number, days, {one.id for one in whom})

    # --- the reading ---

    def days(self) -> Iterator[tuple[date, list[Read]]]:
        """Each day with its reading, in the order of the clock."""
        day = self.first
        while day <= self.last:
            reads = [read for worker in self.workers for read in self._ordinary(worker, day)]
            reads += [read for worker in self.workers for read in self._improper(worker, day)]
            yield day, sorted(reads, key=lambda read: read.at)
            day += timedelta(days=1)

    def _improper(self, worker: Worker, day: date) -> Iterator[Read]:
        for kind, one in self._wanted.get((worker.number, day), ()):
            hour = self.random.choice((22, 23, 5)) if kind == "night" else self.random.randint(8, 16)
            yield Read(self._at(day, hour), worker.number, [one.id], False)

    def _at(self, day: date, hour: int) -> datetime:
        there = datetime.combine(day, time(hour, self.random.randint(0, 59), self.random.randint(0, 59)), STOCKHOLM)
        return there.astimezone(UTC)

    def _ordinary(self, worker: Worker, day: date) -> Iterator[Read]:
        works = is_arbetsdag(day) if worker.unit != "Jour" else self.random.random() < 0.6
        if not works or self.random.random() < 0.14:  # leave, illness, training
            return
        mean = OPENED_A_DAY * self.scale * (1.4 if worker.unit == "Mottagning" else 0.8 if worker.is_manager else 1)
        for _ in range(max(0, round(self.random.gauss(mean, mean / 4)))):
            one = self._whom(worker, day)
            if one is not None:
                yield Read(self._at(day, self._hour(worker)), worker.number, [one.id], self._writes(worker, one))

    def _hour(self, worker: Worker) -> int:
        if worker.unit == "Jour":
            return self.random.choice((17, 18, 19, 20, 21, 22, 23, 0, 1, 2, 9, 12))
        return (
            20
            if self.random.random() < 0.0004
            else self.random.choice((7, 8, 8, 9, 9, 10, 10, 11, 13, 13, 14, 15, 16, 17))
        )

    def _whom(self, worker: Worker, day: date) -> Person | None:
        """Own matters mostly; a colleague's when one steps in; somebody new at the reception; a wrong click."""
        if worker.unit in ("Mottagning", "Jour"):
            return self._may_open(worker, self.random.choice(self.people))
        chance = self.random.random()
        if worker.is_manager:
            return self._may_open(worker, self._open_one(self.of_unit[worker.unit], day))
        if chance < 0.0006:  # a wrong click, a name mistaken for another
            return self._may_open(worker, self.random.choice(self.people))
        if chance < 0.06:  # stepping in, a meeting, a second opinion
            return self._may_open(worker, self._open_one(self.of_unit[worker.unit], day))
        return self._open_one(self.loads[worker.number], day)

    def _open_one(self, among: list[Person], day: date) -> Person:
        """One that is worked with on the day; now and then one that is closed."""
        for _ in range(20):
            one = self.random.choice(among)
            if self.open_on(one, day) or self.random.random() < 0.02:
                break
        return one

    def _may_open(self, worker: Worker, one: Person) -> Person | None:
        """Protected people open only for named handlers: here those assigned to them."""
        return None if one.is_protected and worker.number not in one.handlers else one

    def _writes(self, worker: Worker, one: Person) -> bool:
        if worker.unit in ("Mottagning", "Jour"):
            return self.random.random() < 0.9  # what they meet somebody about is noted
        return self.random.random() < (0.25 if worker.number in one.handlers else 0.1)
