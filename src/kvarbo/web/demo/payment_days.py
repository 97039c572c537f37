"""Betalningsdagar: when the parts of a month's rent are ordered and booked, by habit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kvarbo.core.calendar import add_arbetsdagar, next_vardag
from kvarbo.web.demo.habits import Behaviour, Habit
from kvarbo.web.demo.leases import month_before


@dataclass(frozen=True, slots=True)
class Instalment:
    """Del av betalningen: all that is left when ``rest``, otherwise half. The order's day is unknown for autogiro."""

    booked: date
    ordered: date | None
    rest: bool = True


def instalments(habit: Habit, month: date, due_date: date, rng: Random) -> tuple[Instalment, ...]:
    """How one month is paid; nothing at all for one who has stopped."""
    match habit.behaviour:
        case Behaviour.AUTOGIRO:
            late = rng.random() < 0.002
            return (_late(due_date, rng.randint(3, 12), rng) if late else Instalment(due_date, None),)
        case Behaviour.BOOKED_AFTER:
            return (Instalment(add_arbetsdagar(due_date, 1), due_date),)
        case Behaviour.ONCE_LATE if habit.turn == month:
            return (_late(due_date, habit.days, rng),)
        case Behaviour.OFTEN_LATE if rng.random() < 0.45 or habit.turn == month:
            return (_late(due_date, rng.randint(3, 10), rng),)
        case Behaviour.MONTH_END:
            return (_late(due_date, rng.randint(24, 27), rng),)
        case Behaviour.PART_PAYER if rng.random() < 0.5 or habit.turn == month:
            half = Instalment(due_date, due_date, rest=False)
            return (half, _late(due_date, rng.randint(10, 20), rng))
        case Behaviour.DIP if habit.turn and habit.turn <= month < month_before(habit.turn, -habit.days):
            return (_late(due_date, rng.randint(20, 70), rng),)
        case Behaviour.RESCUED if habit.turn and habit.turn <= month:
            paid = habit.turn + timedelta(days=habit.days)
            if due_date < paid:
                return (Instalment(paid, paid),)
        case Behaviour.STOPPED if habit.turn and habit.turn <= month:
            return ()
    return (_in_time(due_date, rng),)


def _in_time(due_date: date, rng: Random) -> Instalment:
    """Ordered up to five bank days ahead; booked the same day, or the next one while that is still in time."""
    ahead = rng.choices((0, 1, 2, 3, 5), weights=(40, 25, 15, 10, 10))[0]
    if not ahead:
        return Instalment(due_date, due_date)
    ordered = add_arbetsdagar(due_date, -ahead)
    return Instalment(add_arbetsdagar(ordered, 1) if rng.random() < 0.4 else ordered, ordered)


def _late(due_date: date, days: int, rng: Random) -> Instalment:
    ordered = next_vardag(due_date + timedelta(days=days))
    return Instalment(add_arbetsdagar(ordered, 1) if rng.random() < 0.3 else ordered, ordered)
