"""Gränserna för uttag, as dated data: how many people's data may leave in a file before a second person is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Limits:
    """One version. Counts are of different leases or matters; ``a_day`` is for one member, all files together."""

    valid_from: date
    at_once: int = 200
    a_day: int = 400
    reason_above: int = 25


VERSIONS = (Limits(valid_from=date(2026, 1, 1)),)


def limits_on(day: date) -> Limits:
    """The version in force on a day; before the first one, the first."""
    found = [version for version in VERSIONS if version.valid_from <= day]
    return found[-1] if found else VERSIONS[0]
