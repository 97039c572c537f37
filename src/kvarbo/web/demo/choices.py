"""Val: what one may ask of the demo town. Light to import, since every start of the command line reads it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

DEFAULT_HOMES, DEFAULT_MONTHS, DEFAULT_SEED = 1800, 24, 7
MOST_HOMES, MOST_MONTHS = 200_000, 120
DEFAULT_MONTH = date(2026, 11, 1)  # due Friday 30 October 2026
MONTHS_TO_COME = 4  # after that month, so that the days can go on


class Stage(StrEnum):
    """Skede: calendar days after November's due date.

    First the days of Hemma's recommended month, then those on which something happens to the two households whose
    whole way is played (``story``).
    """

    DAY_2 = "day2"
    DAY_7 = "day7"
    DAY_19 = "day19"
    DAY_24 = "day24"
    DAY_28 = "day28"
    DAY_31 = "day31"
    DAY_45 = "day45"
    DAY_52 = "day52"
    DAY_59 = "day59"
    DAY_75 = "day75"
    DAY_108 = "day108"

    @property
    def days(self) -> int:
        """Days after the due date."""
        return int(self.value.removeprefix("day"))
