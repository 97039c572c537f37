"""Betalningsvanor: how a lease pays, chosen once and kept, so that its history has a pattern.

A habit never looks at age, children, language or anything else about the people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random


class Behaviour(StrEnum):
    """Betalningsvana, in the words of a rent officer who has seen the history."""

    AUTOGIRO = "autogiro"  # the bank draws it on the due date; one draw in 500 fails and is paid 3-12 days late
    STEADY = "steady"  # some bank days before the due date, always
    BOOKED_AFTER = "booked_after"  # the order on the due date, booked the bank day after: in time
    ONCE_LATE = "once_late"  # steady but for one month
    OFTEN_LATE = "often_late"  # 3-10 days late in nearly every second month
    MONTH_END = "month_end"  # pays when the wages come, 24-27 days late
    PART_PAYER = "part_payer"  # half in time and half 10-20 days later, every second month
    DIP = "dip"  # two to four months in a row 20-70 days late, then steady again
    STOPPED = "stopped"  # steady until a month, nothing since
    RESCUED = "rescued"  # nothing from a month on, until somebody pays it all, so many days after that month began
    OVERPAYER = "overpayer"  # now and then too much; moved to the next month's bill
    WRONG_MONTH = "wrong_month"  # now and then with last month's reference; moved to the right bill days later


SHARES: dict[Behaviour, float] = {
    Behaviour.AUTOGIRO: 34.0,
    Behaviour.STEADY: 48.8,
    Behaviour.BOOKED_AFTER: 5.0,
    Behaviour.ONCE_LATE: 5.0,
    Behaviour.OFTEN_LATE: 2.8,
    Behaviour.MONTH_END: 0.6,
    Behaviour.PART_PAYER: 0.8,
    Behaviour.DIP: 1.2,
    Behaviour.STOPPED: 0.4,
    Behaviour.OVERPAYER: 0.8,
    Behaviour.WRONG_MONTH: 0.6,
    Behaviour.RESCUED: 0.0,  # only where it is written by hand
}
LEFT_OWING = 0.06  # of those who moved out


@dataclass(frozen=True, slots=True)
class Habit:
    """Vana: ``turn`` is the rent month when something happens and ``days`` how many days late or how long it lasts."""

    behaviour: Behaviour
    turn: date | None = None
    days: int = 0

    @property
    def pays_by_autogiro(self) -> bool:
        """The tenant has a mandate that draws the rent on the due date."""
        return self.behaviour is Behaviour.AUTOGIRO


def draw_habit(rng: Random, months: tuple[date, ...]) -> Habit:
    """A habit by ``SHARES``; stopping happens within the last five months, everything else in any month."""
    behaviour = rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
    turn = rng.choice(months)
    if behaviour is Behaviour.STOPPED:
        turn = months[-rng.randint(1, min(5, len(months)))]
    days = rng.randint(2, 4) if behaviour is Behaviour.DIP else rng.randint(3, 22)
    return Habit(behaviour, turn, days)


def draw_habit_of_one_who_left(rng: Random, months: tuple[date, ...]) -> Habit:
    """The habit of a lease whose last month is ``months[-1]``; some stopped paying before they moved."""
    if months and rng.random() < LEFT_OWING:
        return Habit(Behaviour.STOPPED, months[-rng.randint(1, min(3, len(months)))])
    return Habit(rng.choices([Behaviour.STEADY, Behaviour.AUTOGIRO], weights=[65, 35])[0])
