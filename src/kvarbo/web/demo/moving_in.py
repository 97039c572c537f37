"""Inflyttning: the leases of the town, home by home and then everything else that is let."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from kvarbo.web.demo.cast import CAST, FEWEST_HOMES, STORY, Role
from kvarbo.web.demo.habits import Behaviour, Habit, draw_habit, draw_habit_of_one_who_left
from kvarbo.web.demo.households import Household, HouseholdKind, draw_household
from kvarbo.web.demo.leases import Charge, DemoLease, ObjectKind, day_before, month_before
from kvarbo.web.demo.people import Person, Registry
from kvarbo.web.demo.places import Flat, flats

YEARLY_TURNOVER = 0.07
SIGNED_NOT_MOVED_IN = 0.004
BESIDE_HOMES = (  # kind, for each 1,000 homes, lowest and highest rent in kronor
    (ObjectKind.GARAGE, 140, 350, 620),
    (ObjectKind.PARKING, 80, 150, 290),
    (ObjectKind.STORAGE, 40, 120, 480),
    (ObjectKind.PREMISES, 12, 6500, 24000),
)
FIRMS = ("Livs", "Frisör", "Cykelverkstad", "Kaffestuga", "Skrädderi", "Fotvård", "Bokhandel", "Bageri")


@dataclass(slots=True)
class MovingIn:
    """The one pass that settles the town; everything is drawn from ``rng`` in order."""

    rng: Random
    homes: int
    window: tuple[date, ...]
    registry: Registry = field(init=False)
    leases: list[DemoLease] = field(default_factory=list)
    households: int = 0

    def __post_init__(self) -> None:
        self.registry = Registry(rng=self.rng, year=self.window[-1].year)

    def settle(self) -> tuple[DemoLease, ...]:
        """Every lease of the town, in the order of their ``index``."""
        roles = _roles_by_home(self.homes)
        for place, flat in enumerate(flats(self.homes, self.rng)):
            if place in roles:
                self._move_in_role(roles[place], flat)
            else:
                self._move_in(flat)
        self._let_beside_homes()
        if roles:
            for number, role in enumerate(STORY, start=1):
                self._move_in_role(role, replace(flat, number=f"16{number:02d}"))
        return tuple(self.leases)

    def _move_in(self, flat: Flat) -> None:
        rng, household = self.rng, self._next_household()
        if household.kind is HouseholdKind.FAMILY and rng.random() < 0.01:
            household = replace(household, tenants=(self._someone_at_home() or household.tenants[0],))
        start, serial = self._long_since(household), 1
        if rng.random() < SIGNED_NOT_MOVED_IN:
            start = month_before(self.window[-1], -1)
        elif rng.random() < YEARLY_TURNOVER * len(self.window) / 12 and len(self.window) > 1:
            start = rng.choice(self.window[1:])
        if start > self.window[0]:
            serial = 2
            if rng.random() < 0.9:
                self._add_home(flat, self._next_household(), serial=1, start=self._long_since(household), end=start)
        self._add_home(flat, household, serial=serial, start=start)

    def _next_household(self) -> Household:
        self.households += 1
        return draw_household(self.registry, self.rng, self.households)

    def _someone_at_home(self) -> Person | None:
        """A tenant who already has a home and now rents a second one."""
        homes = [lease for lease in self.leases[-200:] if lease.kind is ObjectKind.HOME and lease.end is None]
        return self.rng.choice(homes).tenants[0] if homes else None

    def _long_since(self, household: Household) -> date:
        """A start before the window; a first home of one's own is at most some years old."""
        most = {HouseholdKind.YOUNG: 48, HouseholdKind.OLD: 480}.get(household.kind, 240)
        return month_before(self.window[0], self.rng.randint(1, most))

    def _add_home(self, flat: Flat, household: Household, *, serial: int, start: date, end: date | None = None) -> None:
        """``end`` is the day when the next tenant's lease starts."""
        until = day_before(end) if end else None
        lease = self._home(flat, serial, start, household.tenants, Habit(Behaviour.STEADY))
        lease = replace(lease, end=until)
        billed = lease.months(self.window)
        habit = draw_habit_of_one_who_left(self.rng, billed) if until else draw_habit(self.rng, self.window)
        self.leases.append(
            replace(
                lease,
                habit=habit,
                first_home=household.first_home,
                children=household.children,
                language=household.language,
                extras=self._extras(),
            )
        )

    def _home(self, flat: Flat, serial: int, start: date, tenants: tuple[Person, ...], habit: Habit) -> DemoLease:
        return DemoLease(
            index=len(self.leases),
            number=f"{flat.property_number:04d}-{flat.number}-{serial:02d}",
            kind=ObjectKind.HOME,
            address=flat.address,
            flat=flat.number,
            district=flat.district,
            start=start,
            end=None,
            rent=flat.rent * 100,
            habit=habit,
            tenants=tenants,
        )

    def _extras(self) -> tuple[tuple[Charge, int], ...]:
        draw = self.rng.random()
        if draw < 0.1:
            return ((Charge.INSURANCE, self.rng.randint(85, 145) * 100),)
        return ((Charge.GARAGE, self.rng.randint(350, 620) * 100),) if draw < 0.13 else ()

    def _move_in_role(self, role: Role, flat: Flat) -> None:
        latest = self.window[-1]
        people = tuple(
            self.registry.named(band, name, woman=woman, protected=role.protected) for name, woman, band in role.people
        )
        start = month_before(latest, role.moved_in if role.moved_in is not None else len(self.window) + 30)
        home = replace(
            self._home(flat, 1, start, people, role.habit(latest)),
            end=day_before(month_before(latest, role.moved_out - 1)) if role.moved_out is not None else None,
            first_home=role.first_home,
            children=role.children,
            language=role.language,
        )
        self.leases.append(home)
        if role.second_home:
            self.leases.append(replace(home, index=len(self.leases), number=home.number[:-2] + "51", flat="1501"))

    def _let_beside_homes(self) -> None:
        homes = [lease for lease in self.leases if lease.kind is ObjectKind.HOME and lease.end is None]
        for kind, per_thousand, lowest, highest in BESIDE_HOMES:
            for number in range(1, round(self.homes * per_thousand / 1000) + 1):
                beside = self.rng.choice(homes)
                tenants = (self._firm(beside),) if kind is ObjectKind.PREMISES else beside.tenants[:1]
                self.leases.append(
                    replace(
                        beside,
                        index=len(self.leases),
                        number=f"{kind.value[0]}{number:05d}-01",
                        kind=kind,
                        flat=f"{kind.value[0]}{number}",
                        rent=self.rng.randrange(lowest, highest, 10) * 100,
                        tenants=tenants,
                        first_home=False,
                        children=None,
                        extras=(),
                    )
                )

    def _firm(self, beside: DemoLease) -> Person:
        return Person("", f"{beside.tenants[0].surname}s {self.rng.choice(FIRMS)}")


def _roles_by_home(homes: int) -> dict[int, Role]:
    if homes < FEWEST_HOMES:
        return {}
    step = homes // len(CAST)
    return {step // 2 + step * number: role for number, role in enumerate(CAST)}
