"""Reads: who is away on a day and who stands in, and who receives what comes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvarbo.ground.standing_in.models import Absence, Reception


@dataclass(frozen=True, slots=True)
class Away:
    """En frånvaro: who, until when, and who stands in."""

    id: UUID
    member_id: UUID
    name: str
    from_day: date
    to_day: date
    stand_in_id: UUID
    stand_in: str


def absences(*, on: date) -> list[Away]:
    """Those that run on the day or are to come, the first first."""
    found = Absence.objects.filter(to_day__gte=on).select_related("member", "stand_in")
    return [
        Away(one.pk, one.member_id, one.member.name, one.from_day, one.to_day, one.stand_in_id, one.stand_in.name)
        for one in found
    ]


def away_on(on: date) -> dict[UUID, Away]:
    """Who is away on the day, by member."""
    return {one.member_id: one for one in absences(on=on) if one.from_day <= on}


def stands_in_for(member_id: UUID, *, on: date) -> list[Away]:
    """Whose work this member does on the day, in the order of their names."""
    found = [one for one in away_on(on).values() if one.stand_in_id == member_id]
    return sorted(found, key=lambda one: one.name)


@dataclass(frozen=True, slots=True)
class Receives:
    """En mottagning: who, from when until when; ``instead`` does it while they are away."""

    id: UUID
    member_id: UUID
    name: str
    from_day: date
    to_day: date
    instead: str = ""


def receptions(*, on: date) -> list[Receives]:
    """Those that run on the day or are to come, with whoever stands in on the day for the one who is away."""
    away = away_on(on)
    found = Reception.objects.filter(to_day__gte=on).select_related("member")
    return [
        Receives(
            one.pk, one.member_id, one.member.name, one.from_day, one.to_day,
            away[one.member_id].stand_in if one.member_id in away and one.from_day <= on else "",
        )
        for one in found
    ]  # fmt: skip


def receives_on(on: date) -> list[Receives]:
    """Who receives what comes in that day; none when nobody is written in."""
    return [one for one in receptions(on=on) if one.from_day <= on]
