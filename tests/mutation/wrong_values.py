"""Small wrong versions of the dated values: a number one off, or a day on which it begins or ends one off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

DAY = timedelta(days=1)
VALUES = "kvarbo.core.values"


@dataclass(frozen=True, slots=True)
class WrongValue:
    """One value with one wrong period; ``periods`` stands for the right ones."""

    name: str
    file: str
    kind: str
    told: str
    periods: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.name} {self.kind}: {self.told}"


def wrong_values() -> list[WrongValue]:
    """Every change that is tried on a dated value, in the order of the files."""
    from kvarbo.core.values import all_values

    return [wrong for entry in all_values().values() for wrong in _of(entry)]


def put_in(wrong: WrongValue) -> None:
    """From here on every rule reads the wrong value. Meant for a process of its own."""
    from kvarbo.core.values import all_values

    known: Any = all_values()
    known[wrong.name] = replace(known[wrong.name], periods=wrong.periods)


def _of(entry: Any) -> Iterator[WrongValue]:
    periods = entry.periods
    for place, period in enumerate(periods):
        since = f"{period.value} från {period.start}"
        for value in _other(period.value):
            made = (*periods[:place], replace(period, value=value), *periods[place + 1 :])
            yield WrongValue(entry.name, entry.file, "value", f"{since} → {value}", made)
        for move in (-DAY, DAY):
            start = period.start + move
            before = [replace(periods[place - 1], to=start)] if place else []
            made = (*periods[: max(place - 1, 0)], *before, replace(period, start=start), *periods[place + 1 :])
            yield WrongValue(entry.name, entry.file, "first day", f"{since} → {start}", made)
    last = periods[-1]
    for move in (-DAY, DAY):
        if last.to is not None:
            made = (*periods[:-1], replace(last, to=last.to + move))
            yield WrongValue(entry.name, entry.file, "end", f"{last.value} till {last.to} → {last.to + move}", made)


def _other(value: Any) -> list[Any]:
    if isinstance(value, tuple):
        return [value[:place] + value[place + 1 :] for place in range(len(value))]
    if isinstance(value, (int, Decimal)):
        return [value + 1, value - 1]
    return []
