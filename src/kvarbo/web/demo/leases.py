"""Hyresavtal: what is let in Kvarnby, to whom, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kvarbo.web.demo.habits import Habit
from kvarbo.web.demo.people import Person

YEARLY_RISE = 1.038  # hyreshöjning each January


class ObjectKind(StrEnum):
    """Objekttyp as the landlord's system prints it."""

    HOME = "Bostad"
    GARAGE = "Garage"
    PARKING = "P-plats"
    STORAGE = "Förråd"
    PREMISES = "Lokal"


class Charge(StrEnum):
    """Avgiftsslag as the landlord's system prints it; each has a bill of its own."""

    RENT = "Hyra"
    INSURANCE = "Hemförsäkring"
    GARAGE = "Garage"


@dataclass(frozen=True, slots=True)
class DemoLease:
    """Hyresavtal. ``rent`` is öre a month today; ``children`` None and ``language`` empty where nobody has asked."""

    index: int
    number: str
    kind: ObjectKind
    address: str
    flat: str
    district: str
    start: date
    end: date | None
    rent: int
    habit: Habit
    tenants: tuple[Person, ...]
    first_home: bool = False
    children: int | None = None
    language: str = ""
    extras: tuple[tuple[Charge, int], ...] = ()

    @property
    def protected(self) -> bool:
        """Someone on the lease has protected personal data."""
        return any(tenant.protected for tenant in self.tenants)

    def months(self, window: tuple[date, ...]) -> tuple[date, ...]:
        """The months of the window that the lease is billed for."""
        return tuple(month for month in window if self.start <= month and (self.end is None or month <= self.end))

    def rent_in(self, month: date, latest: date) -> int:
        """The rent of a month in öre: whole kronor, lower before each January's rise."""
        return round(self.rent / 100 / YEARLY_RISE ** (latest.year - month.year)) * 100

    def is_active(self, day: date) -> bool:
        """The tenant lives there, or pays for the place, on the day."""
        return self.start <= day and (self.end is None or day <= self.end)


def month_before(month: date, count: int = 1) -> date:
    """The first day of the month ``count`` months earlier (later when negative)."""
    index = month.year * 12 + month.month - 1 - count
    return date(index // 12, index % 12 + 1, 1)


def day_before(day: date) -> date:
    """The day before; a lease ends the day before the next one starts."""
    return day - timedelta(days=1)
