"""Hyresgäster: the people of the town, each with a published test number and a name that fits it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle
from random import Random

from kvarbo.web.demo.published import FIRST_PHONE, LAST_PHONE, Names, names_by_language, published_numbers

PROTECTED_ONE_IN = 600
NUMBERLESS_ONE_IN = 200


class AgeBand(StrEnum):
    """Åldersgrupp: disjoint, so that no two groups draw the same number."""

    YOUNG = "18-25"
    PARENT = "26-48"
    MIDDLE = "49-64"
    OLD = "65-91"

    def birth_years(self, year: int) -> range:
        """The years of birth of those who are in the band during the given year."""
        youngest, oldest = (int(age) for age in self.value.split("-"))
        return range(year - oldest, year - youngest + 1)


@dataclass(frozen=True, slots=True)
class Person:
    """Hyresgäst. ``number`` is twelve digits or empty; phone and e-mail empty where the landlord has none."""

    number: str
    name: str
    phone: str = ""
    email: str = ""
    protected: bool = False

    @property
    def surname(self) -> str:
        """All but the first name."""
        return self.name.partition(" ")[2]

    @property
    def number_as_printed(self) -> str:
        """The number with its hyphen: 19540112-9802."""
        return f"{self.number[:8]}-{self.number[8:]}" if self.number else ""


class Registry:
    """Folkbokföring of the demo town: hands out people, never the same number twice until the numbers are used up."""

    def __init__(self, *, rng: Random, year: int) -> None:
        self._rng = rng
        self._people: dict[str, Person] = {}
        self._numbers = {}
        for band in AgeBand:
            for woman in (True, False):
                found = [n for n in _numbers_of(band, year) if (int(n[10]) % 2 == 0) is woman]
                if not found:
                    raise ValueError(
                        f"Inga publicerade testnummer finns för åldern {band.value} år {year}. "
                        "Välj en hyresmånad mellan 2024 och 2032."
                    )
                rng.shuffle(found)
                self._numbers[band, woman] = cycle(found)
        self._coordination = cycle(rng.sample(published_numbers().samordningsnummer, 14))

    def person(self, band: AgeBand, *, language: str = "", surname: str = "", woman: bool | None = None) -> Person:
        """The next person of that age; a surname is shared within a household."""
        woman = self._rng.random() < 0.52 if woman is None else woman
        return self._known(next(self._numbers[band, woman]), language, surname)

    def person_with_coordination_number(self, *, language: str, surname: str = "") -> Person:
        """The next person with a samordningsnummer; some of those have month 00 or day 60."""
        return self._known(next(self._coordination), language, surname)

    def named(self, band: AgeBand, name: str, *, woman: bool, protected: bool = False) -> Person:
        """A person of the cast: the name is given, the number is the next one."""
        number = next(self._numbers[band, woman])
        self._people[number] = Person(number, name, self._phone(), _email(name), protected)
        return self._people[number]

    def _known(self, number: str, language: str, surname: str) -> Person:
        if number not in self._people:
            self._people[number] = self._new(number, language, surname)
        return self._people[number]

    def _new(self, number: str, language: str, surname: str) -> Person:
        rng = self._rng
        name = _name(rng, language, surname, woman=int(number[10]) % 2 == 0)
        count = len(self._people) + 1
        return Person(
            number="" if count % NUMBERLESS_ONE_IN == 77 else number,
            name=name,
            phone=self._phone() if rng.random() < 0.9 else "",
            email=_email(name) if rng.random() < 0.75 else "",
            protected=count % PROTECTED_ONE_IN == 150,
        )

    def _phone(self) -> str:
        digits = self._rng.randint(FIRST_PHONE, LAST_PHONE)
        return f"070-{digits}"


def _numbers_of(band: AgeBand, year: int) -> list[str]:
    by_year = published_numbers().personnummer
    return [number for born in band.birth_years(year) for number in by_year.get(born, ())]


def _name(rng: Random, language: str, surname: str, *, woman: bool) -> str:
    languages = names_by_language()
    pool: Names = languages[language or "svenska"]
    if not language and rng.random() < 0.02:
        pool = languages["unusual"]
    first = rng.choice(pool.women if woman else pool.men)
    return f"{first} {surname or rng.choice(pool.surnames)}"


def _email(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().replace("ø", "o").replace("ł", "l").replace("ı", "i"))
    letters = "".join(c for c in plain if c.isascii() and (c.isalpha() or c == " "))
    return ".".join(letters.split()) + "@exempel.example"
