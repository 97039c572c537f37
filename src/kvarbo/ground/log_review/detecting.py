"""Urvalet: one pass over the log, then rule by rule what somebody should look at. No database, so it can be measured.

An *opening* is a row that shows at most a few; a longer row is a list somebody worked from. A member is *related* to
what they are assigned to or have written something about, and a manager to what their own unit works with.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from kvarbo.core.calendar import is_arbetsdag
from kvarbo.ground.clock import STOCKHOLM
from kvarbo.ground.log_review.rules import RuleName, Rules
from kvarbo.ground.trail.queries import Event

KEPT = 100  # rows named by an item
# What does not become stranger by happening again: a namesake is a namesake. If it goes on, another rule picks it.
ONCE_A_YEAR = frozenset({RuleName.OWN_NAME, RuleName.SAME_SURNAME, RuleName.COLLEAGUE})


@dataclass(frozen=True, slots=True)
class Who:
    """A member, as far as the rules ask."""

    name: str
    unit: str | None
    is_manager: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What was opened, as far as the rules ask: the names of its people, whose work it is, when it was closed."""

    names: tuple[str, ...] = ()
    unit: str | None = None
    closed_on: date | None = None
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Picked:
    """An item to review; ``key`` is what makes it the same when it is picked again."""

    rule: RuleName
    actor: str
    subject: str | None
    seqs: tuple[int, ...]
    count: int
    first_at: datetime
    last_at: datetime
    key: str


@dataclass(slots=True)
class _Openings:
    """All openings of one subject by one member: each new one in the month, and how many before were left unexplained.

    An opening is explained when the member writes something about the subject in the same month.
    """

    unexplained: int = 0  # of the months that are over
    month: int = 0
    in_that_month: int = 0
    is_explained: bool = False  # that month
    rows: list[tuple[int, datetime]] = field(default_factory=list)

    def turn_to(self, month: int) -> None:
        """Close the month before, whose openings nothing was written about."""
        if month != self.month:
            self.unexplained += self.in_that_month
            self.month, self.in_that_month, self.is_explained = month, 0, False


@dataclass(slots=True)
class Month:
    """What one pass over the log gathers; ``new_after``: rows up to there were reviewed before."""

    month: date
    rules: Rules
    new_after: int = 0
    openings: dict[tuple[str, str], _Openings] = field(default_factory=lambda: defaultdict(_Openings))
    wrote: set[tuple[str, str]] = field(default_factory=set)
    wrote_in_month: set[tuple[str, str]] = field(default_factory=set)
    refusals: dict[tuple[str, date], list[tuple[int, datetime]]] = field(default_factory=lambda: defaultdict(list))
    single: list[tuple[RuleName, Event]] = field(default_factory=list)
    reads: int = 0
    lots: list[tuple[int, int, str, str, datetime]] = field(default_factory=list)  # a heap of the lowest lots

    def take(self, event: Event, *, seed: str, sample: int) -> None:
        """Take in one row: of the month, or of the year before it."""
        day = local(event.at).date()
        number = day.year * 12 + day.month
        is_now = number == self.month.year * 12 + self.month.month
        in_month = is_now and event.seq > self.new_after
        if event.refused:
            if in_month:
                self.refusals[event.actor, day].append((event.seq, event.at))
        elif event.act == "shown":
            if len(event.subjects) <= self.rules.few:
                self._opened(event, number, in_month, seed, sample)
        else:
            self._wrote(event, number, is_now)
            if in_month:
                self._did(event)

    def _wrote(self, event: Event, number: int, is_now: bool) -> None:
        for subject in event.subjects:
            pair = (event.actor, subject)
            self.wrote.add(pair)
            if is_now:
                self.wrote_in_month.add(pair)
            found = self.openings[pair]
            found.turn_to(number)
            found.in_that_month, found.is_explained = 0, True

    def _opened(self, event: Event, number: int, in_month: bool, seed: str, sample: int) -> None:
        for subject in event.subjects:
            found = self.openings[event.actor, subject]
            found.turn_to(number)
            if in_month:
                found.rows.append((event.seq, event.at))
            elif not found.is_explained:
                found.in_that_month += 1
        if in_month and event.subjects:
            self.reads += 1
            lot = (-lot_of(seed, event.seq), event.seq, event.actor, event.subjects[0], event.at)
            if len(self.lots) < sample:
                heapq.heappush(self.lots, lot)
            elif lot > self.lots[0]:
                heapq.heapreplace(self.lots, lot)

    def _did(self, event: Event) -> None:
        if event.act.startswith("break_glass."):
            self.single.append((RuleName.BREAK_GLASS, event))
        elif event.act == "export.taken" and event.about.get("count", 0) > self.rules.export_count:
            self.single.append((RuleName.EXPORT, event))

    @property
    def opened(self) -> set[str]:
        """Every subject opened in the month."""
        return {subject for (_, subject), found in self.openings.items() if found.rows}


def lot_of(seed: str, seq: int) -> int:
    """The lot of a row: SHA-256 of the seed, a colon and the row's number. The lowest lots are the sample."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{seq}".encode()).digest()[:8], "big")


def sample_size(rules: Rules, reads: int) -> int:
    """How many openings are drawn by lot from so many."""
    return min(max(reads * rules.sample_per_thousand // 1000, rules.sample_least), rules.sample_most)


def local(moment: datetime) -> datetime:
    """The moment in Sweden; rows come by the hour, so the difference is looked up once for each."""
    return moment + _offset(moment.replace(minute=0, second=0, microsecond=0))


@lru_cache(maxsize=20_000)
def _offset(hour: datetime) -> timedelta:
    found = hour.astimezone(STOCKHOLM).utcoffset()
    return found or timedelta()


@dataclass(slots=True)
class Detector:
    """Goes through what was gathered, rule by rule."""

    month: Month
    members: Mapping[str, Who]
    subjects: Mapping[str, About]
    assigned: Collection[tuple[str, str]]
    surnames: Mapping[str, int]  # how many in the room have each surname, in lower case

    def picked(self) -> Iterator[Picked]:
        """Everything the rules pick, and the sample."""
        yield from self._by_names()
        yield from self._by_pairs()
        yield from self._by_day()
        yield from self._outside_hours()
        yield from self._single()
        yield from self._sample()

    def _in_month(self) -> Iterator[tuple[str, str, _Openings]]:
        for (actor, subject), found in self.month.openings.items():
            if found.rows and actor in self.members:
                yield actor, subject, found

    def _related(self, actor: str, subject: str) -> bool:
        return (actor, subject) in self.month.wrote or self._works_with(actor, subject)

    def _works_with(self, actor: str, subject: str) -> bool:
        if (actor, subject) in self.assigned:
            return True
        who, about = self.members[actor], self.subjects.get(subject)
        return who.is_manager and about is not None and about.unit is not None and about.unit == who.unit

    def _by_names(self) -> Iterator[Picked]:
        colleagues = {who.name.casefold() for who in self.members.values()}
        for actor, subject, found in self._in_month():
            own = self.members[actor].name.casefold()
            names = [name.casefold() for name in self.subjects.get(subject, About()).names]
            if own in names:
                yield self._item(RuleName.OWN_NAME, actor, subject, found.rows)
            elif self._related(actor, subject):
                continue
            elif any(name in colleagues and self._is_rare(name) for name in names):
                yield self._item(RuleName.COLLEAGUE, actor, subject, found.rows)
            elif any(self._same_rare_surname(own, name) for name in names):
                yield self._item(RuleName.SAME_SURNAME, actor, subject, found.rows)

    def _same_rare_surname(self, own: str, name: str) -> bool:
        return surname_of(own) == surname_of(name) and self._is_rare(name)

    def _is_rare(self, name: str) -> bool:
        return self.surnames.get(surname_of(name), 0) <= self.month.rules.rare_surname

    def _by_pairs(self) -> Iterator[Picked]:
        rules = self.month.rules
        elsewhere: dict[str, list[tuple[str, list[tuple[int, datetime]]]]] = defaultdict(list)
        closed: dict[str, list[tuple[int, datetime]]] = defaultdict(list)
        for actor, subject, found in self._in_month():
            about = self.subjects.get(subject, About())
            other = about.unit is not None and about.unit != self.members[actor].unit
            if not self._works_with(actor, subject):
                yield from self._repeated(actor, subject, found, in_own_unit=about.unit is not None and not other)
            if self._related(actor, subject):
                continue
            if about.is_protected:
                yield self._item(RuleName.PROTECTED, actor, subject, found.rows)
            if about.closed_on:
                since = about.closed_on + timedelta(days=rules.closed_days)
                late = [row for row in found.rows if local(row[1]).date() > since]
                closed[actor] += late[:1]
            if other:
                elsewhere[actor].append((subject, found.rows))
        across = self._units_across()
        for actor, several in elsewhere.items():
            if len(several) >= rules.other_unit and self.members[actor].unit not in across:
                rows = [row for _, own in several for row in own]
                yield self._item(RuleName.OTHER_UNIT, actor, None, rows, count=len(several))
        for actor, rows in closed.items():
            if len(rows) >= rules.closed and self.members[actor].unit not in across:
                yield self._item(RuleName.AFTER_CLOSURE, actor, None, rows)

    def _units_across(self) -> set[str | None]:
        """Units that work with everybody's, as a reception and a duty unit do: seen by what they open."""
        all_opened: Counter[str | None] = Counter()
        others: Counter[str | None] = Counter()
        for actor, subject, _ in self._in_month():
            unit, about = self.members[actor].unit, self.subjects.get(subject, About())
            if about.unit is not None:
                all_opened[unit] += 1
                others[unit] += about.unit != unit
        limit = self.month.rules.unit_works_across
        return {unit for unit, number in all_opened.items() if others[unit] > limit * number}

    def _repeated(self, actor: str, subject: str, found: _Openings, *, in_own_unit: bool) -> Iterator[Picked]:
        """Picked when the limit is passed in this month, and once more for each time it is doubled."""
        limit = self.month.rules.repeated_own_unit if in_own_unit else self.month.rules.repeated
        if (actor, subject) in self.month.wrote_in_month:
            return
        before = found.unexplained + found.in_that_month
        total = before + len(found.rows)
        if _doublings(total, limit) > _doublings(before, limit):
            yield self._item(RuleName.REPEATED, actor, subject, found.rows, count=total)

    def _by_day(self) -> Iterator[Picked]:
        days: dict[tuple[str, date], dict[str, tuple[int, datetime]]] = defaultdict(dict)
        for actor, subject, found in self._in_month():
            if not self._related(actor, subject):
                for seq, at in found.rows:
                    days[actor, local(at).date()][subject] = (seq, at)
        for (actor, day), rows in days.items():
            if len(rows) > self.month.rules.many_people:
                yield self._item(RuleName.MANY_PEOPLE, actor, None, rows.values(), more=day.isoformat())
        for (actor, day), refused in self.month.refusals.items():
            if actor in self.members and len(refused) > self.month.rules.many_refusals:
                yield self._item(RuleName.MANY_REFUSALS, actor, None, refused, more=day.isoformat())

    def _outside_hours(self) -> Iterator[Picked]:
        outside: dict[str, dict[str, tuple[int, datetime]]] = defaultdict(dict)
        of_unit: Counter[str | None] = Counter()
        in_all: Counter[str | None] = Counter()
        for actor, subject, found in self._in_month():
            unit = self.members[actor].unit
            in_all[unit] += len(found.rows)
            for seq, at in found.rows:
                if self._is_outside(at):
                    of_unit[unit] += 1
                    if (actor, subject) not in self.assigned and (actor, subject) not in self.month.wrote_in_month:
                        outside[actor][subject] = (seq, at)
        for actor, rows in outside.items():
            unit = self.members[actor].unit
            rarely = of_unit[unit] <= self.month.rules.unit_works_outside * in_all[unit]
            if rarely and len(rows) >= self.month.rules.outside_subjects:
                yield self._item(RuleName.OUTSIDE_HOURS, actor, None, rows.values())

    def _is_outside(self, at: datetime) -> bool:
        here = local(at)
        return not self.month.rules.day_begins <= here.hour < self.month.rules.day_ends or not _works(here.date())

    def _single(self) -> Iterator[Picked]:
        for rule, event in self.month.single:
            subject = event.subjects[0] if len(event.subjects) == 1 else None
            count = int(event.about.get("count", 1))
            yield self._item(rule, event.actor, subject, [(event.seq, event.at)], count=count, more=str(event.seq))

    def _sample(self) -> Iterator[Picked]:
        wanted = sample_size(self.month.rules, self.month.reads)
        for _, seq, actor, subject, at in sorted(self.month.lots, reverse=True)[:wanted]:
            yield self._item(RuleName.SAMPLE, actor, subject, [(seq, at)], more=str(seq))

    def _item(
        self,
        rule: RuleName,
        actor: str,
        subject: str | None,
        rows: Iterable[tuple[int, datetime]],
        *,
        count: int | None = None,
        more: str = "",
    ) -> Picked:
        ordered = sorted(rows)
        when = f"{self.month.month:%Y}" if rule in ONCE_A_YEAR else f"{self.month.month:%Y-%m}|{self.month.new_after}"
        key = f"{when}|{rule.value}|{actor}|{subject or ''}|{more}"
        seqs = tuple(seq for seq, _ in ordered[:KEPT])
        return Picked(rule, actor, subject, seqs, count or len(ordered), ordered[0][1], ordered[-1][1], key)


def _doublings(number: int, limit: int) -> int:
    """0 below the limit, 1 from it, 2 from twice the limit, 3 from four times."""
    return (number // limit).bit_length()


@lru_cache(maxsize=2_000)
def _works(day: date) -> bool:
    return is_arbetsdag(day)


def surname_of(name: str) -> str:
    """The last word of a name: "Åsa von Platen" gives "platen"."""
    words = name.casefold().split()
    return words[-1] if words else ""
