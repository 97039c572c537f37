"""Områden, gator och lägenheter: invented districts and streets, and the flats in their houses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

MUNICIPALITY = "Kvarnby"
LANDLORD = "Kvarnbyhem AB"
FLATS_IN_A_HOUSE = 12

STREETS_BY_DISTRICT: dict[str, tuple[str, ...]] = {
    "Kvarndammen": ("Dammlucksgränd", "Vattenrännegatan", "Skovelhjulsvägen", "Isgrindsgatan"),
    "Mjölnarhöjden": ("Siktmjölsgatan", "Mjöldammsgränd", "Råghuvudsvägen", "Kornsäcksgatan"),
    "Kuggbacken": ("Kuggkransgatan", "Lönnkuggsvägen", "Drevhjulsgränd", "Axeltappsgatan"),
    "Stenlyckan": ("Överliggarvägen", "Underliggargatan", "Stenskivegränd", "Bergsprickegatan"),
    "Vingmarken": ("Segeldukssvängen", "Vingbladsgatan", "Vindögevägen", "Hättgränd"),
    "Tröskängen": ("Slagträgatan", "Agnbingsvägen", "Kärvstapelgränd", "Lyckebodsvägen"),
}
ROOMS_BY_COLUMN = (2, 3, 1, 4)
RENT_BY_ROOMS = {1: (4600, 5900), 2: (6400, 8200), 3: (7900, 10400), 4: (9900, 12900)}  # kronor a month


@dataclass(frozen=True, slots=True)
class Flat:
    """Lägenhet: ``number`` is the four-digit number of the land survey, ``rent`` whole kronor a month."""

    property_number: int
    address: str
    number: str
    district: str
    rent: int


def flats(count: int, rng: Random) -> Iterator[Flat]:
    """The town's flats, house by house; odd and even sides of each street fill up evenly."""
    streets = [(district, street) for district, names in STREETS_BY_DISTRICT.items() for street in names]
    for index in range(count):
        house, place = divmod(index, FLATS_IN_A_HOUSE)
        district, street = streets[house % len(streets)]
        floor, column = divmod(place, 4)
        rent = rng.randint(*RENT_BY_ROOMS[ROOMS_BY_COLUMN[column]])
        yield Flat(
            property_number=101 + house,
            address=f"{street} {1 + house // len(streets)}",
            number=f"{floor + 9 if house % 5 == 0 else floor + 10:02d}{column + 1:02d}",
            district=district,
            rent=rent,
        )
