"""Villkor: what a landlord says of repeated lateness, payment plans and the meeting that is offered first. Data."""

from __future__ import annotations

from dataclasses import dataclass

from kvarbo.core.facts import LadderStep


@dataclass(frozen=True, slots=True)
class Trigger:
    """Utlösare: when the next level is due. All that is stated must hold; months are counted by lag (1930:173)."""

    at_least: int | None = None  # so many counted, ``within_months``
    within_months: int | None = None
    in_a_row: int | None = None  # so many rent months in a row
    from_months: int | None = None  # what is counted before this long after the last level is not held against anybody
    kept_months: int | None = None  # nothing counted for so long: the milder way out


@dataclass(frozen=True, slots=True)
class Warnings:
    """Upprepat sena: what is counted, the levels in turn, and how many clean months begin it all anew."""

    counted: tuple[LadderStep, ...]
    afresh_after_months: int
    levels: tuple[tuple[Trigger, ...], ...]  # of each level any one is enough


@dataclass(frozen=True, slots=True)
class PlanWay:
    """Avbetalningsplaner: whether they are given, for whom, how long, and who keeps them."""

    offered: bool
    text: str
    quote: str
    place: str
    at_most_months: int | None = None
    kept_by: str | None = None  # landlord or agency
    kept_by_before_due: str | None = None  # when the tenant calls before the due date
    more_unpaid_than: int | None = None  # with more unpaid rents than this the agency keeps the plan
    one_in_months: int | None = None
    paid_in_time_months: int | None = None
    no_other_debt: bool = False
    tolerance_days: int = 0


@dataclass(frozen=True, slots=True)
class MeetingFirst:
    """Personligt möte först: no step against the tenant before it was offered; ``groups`` by tag, none is everybody."""

    groups: tuple[str, ...]
    text: str
    quote: str
    place: str
