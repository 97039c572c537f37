"""Vad en logguppgift säger om medarbetare, as dated data: the organisation's own choice (offentlighet, arbetsmiljö)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ExtractPolicy:
    """``names_staff``: the member's name too; otherwise unit and role, which tells whether the reading was in order."""

    valid_from: date
    names_staff: bool = False


VERSIONS = (ExtractPolicy(valid_from=date(2026, 1, 1)),)


def policy_on(day: date) -> ExtractPolicy:
    """The version in force on a day; before the first one, the first."""
    found = [version for version in VERSIONS if version.valid_from <= day]
    return found[-1] if found else VERSIONS[0]
