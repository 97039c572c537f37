"""Hushåll: who moves into a flat, drawn by the shares that the package's docstring states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from kvarbo.web.demo.people import AgeBand, Person, Registry


class HouseholdKind(StrEnum):
    """Hushållstyp; ``SHARES`` says how common each is."""

    FAMILY = "family"
    YOUNG = "young"
    OLD = "old"
    MIDDLE = "middle"
    OTHER = "other"


SHARES = {
    HouseholdKind.FAMILY: 25,
    HouseholdKind.YOUNG: 13,
    HouseholdKind.OLD: 16,
    HouseholdKind.MIDDLE: 18,
    HouseholdKind.OTHER: 28,
}
_BAND = {
    HouseholdKind.FAMILY: AgeBand.PARENT,
    HouseholdKind.YOUNG: AgeBand.YOUNG,
    HouseholdKind.OLD: AgeBand.OLD,
    HouseholdKind.MIDDLE: AgeBand.MIDDLE,
    HouseholdKind.OTHER: AgeBand.PARENT,
}
_TWO_TENANTS = {
    HouseholdKind.FAMILY: 0.55,
    HouseholdKind.YOUNG: 0.12,
    HouseholdKind.OLD: 0.25,
    HouseholdKind.MIDDLE: 0.28,
    HouseholdKind.OTHER: 0.2,
}
# Of all households in percent; what is left speaks Swedish or has not been asked.
LANGUAGES = {
    "arabiska": 4.0,
    "somaliska": 1.8,
    "polska": 1.5,
    "persiska": 1.3,
    "finska": 1.2,
    "engelska": 1.2,
    "turkiska": 1.0,
}
COORDINATION_NUMBER_ONE_IN = 160


@dataclass(frozen=True, slots=True)
class Household:
    """Hushåll: ``children`` None where the landlord does not know."""

    kind: HouseholdKind
    tenants: tuple[Person, ...]
    children: int | None
    language: str
    first_home: bool


def draw_household(registry: Registry, rng: Random, count: int) -> Household:
    """The next household; ``count`` says how many there were before."""
    kind = rng.choices(list(SHARES), weights=list(SHARES.values()))[0]
    language = _language(rng)
    if count % COORDINATION_NUMBER_ONE_IN == 90:
        first = registry.person_with_coordination_number(language=language)
    else:
        first = registry.person(_BAND[kind], language=language)
    tenants = [first]
    if rng.random() < _TWO_TENANTS[kind]:
        surname = first.surname if rng.random() < 0.6 else ""
        second = registry.person(_BAND[kind], language=language, surname=surname)
        tenants.append(second)
    return Household(
        kind=kind,
        tenants=tuple(tenants),
        children=_children(rng, kind),
        language=language,
        first_home=kind is HouseholdKind.YOUNG and rng.random() < 0.6,
    )


def _children(rng: Random, kind: HouseholdKind) -> int | None:
    if kind is HouseholdKind.FAMILY:
        return rng.choices((1, 2, 3, 4, 5), weights=(38, 40, 15, 5, 2))[0]
    return 0 if rng.random() < 0.4 else None


def _language(rng: Random) -> str:
    draw = rng.random() * 100
    for language, share in LANGUAGES.items():
        draw -= share
        if draw < 0:
            return language
    return ""
