"""Reglerna: what the review picks out of the log and why, each in one Swedish sentence, as dated data.

A rule picks events that somebody should look at. It says nothing about the member: no points are counted, and no list
of members is ranked. A change is a new version with its first day; a review keeps which version it was made by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RuleName(StrEnum):
    """Regel: why something was picked."""

    SAMPLE = "sample"
    OWN_NAME = "own_name"
    SAME_SURNAME = "same_surname"
    COLLEAGUE = "colleague"
    MANY_PEOPLE = "many_people"
    OUTSIDE_HOURS = "outside_hours"
    PROTECTED = "protected"
    AFTER_CLOSURE = "after_closure"
    REPEATED = "repeated"
    OTHER_UNIT = "other_unit"
    MANY_REFUSALS = "many_refusals"
    BREAK_GLASS = "break_glass"
    EXPORT = "export"
    SCRAPE = "scrape"


TITLES: dict[RuleName, str] = {
    RuleName.SAMPLE: "Stickprov",
    RuleName.OWN_NAME: "Någon med medarbetarens eget namn",
    RuleName.SAME_SURNAME: "Samma ovanliga efternamn",
    RuleName.COLLEAGUE: "En kollegas namn",
    RuleName.MANY_PEOPLE: "Många personer på en dag",
    RuleName.OUTSIDE_HOURS: "Utanför arbetstid",
    RuleName.PROTECTED: "Skyddade personuppgifter",
    RuleName.AFTER_CLOSURE: "Efter avslut",
    RuleName.REPEATED: "Återkommande läsning",
    RuleName.OTHER_UNIT: "Andra enheters ärenden",
    RuleName.MANY_REFUSALS: "Många avvisade försök",
    RuleName.BREAK_GLASS: "Nödöppning",
    RuleName.EXPORT: "Uttag av många",
    RuleName.SCRAPE: "Mycket på kort tid",
}
SENTENCES: dict[RuleName, str] = {
    RuleName.SAMPLE: "Slumpen valde raden. Vem som helst kan dra samma stickprov igen med månadens frö.",
    RuleName.OWN_NAME: "Medarbetaren öppnade någon som heter precis som medarbetaren själv.",
    RuleName.SAME_SURNAME: (
        "Medarbetaren öppnade någon med samma efternamn. Bara efternamn som högst {rare_surname} i rummet har, och "
        "bara där medarbetaren varken är tilldelad eller har skrivit något."
    ),
    RuleName.COLLEAGUE: (
        "Medarbetaren öppnade någon som heter som en kollega, utan att vara tilldelad eller ha skrivit något. Bara när "
        "högst {rare_surname} i rummet har efternamnet."
    ),
    RuleName.MANY_PEOPLE: (
        "Medarbetaren öppnade på en dag fler än {many_people} olika utan att vara tilldelad eller ha skrivit något."
    ),
    RuleName.OUTSIDE_HOURS: (
        "Medarbetaren öppnade minst {outside_subjects} olika före klockan {day_begins}, efter klockan {day_ends} eller "
        "på en helg, utan att vara tilldelad eller ha skrivit något den månaden, fast enheten sällan arbetar då."
    ),
    RuleName.PROTECTED: (
        "Medarbetaren öppnade någon med skyddade personuppgifter utan att vara tilldelad eller ha skrivit något."
    ),
    RuleName.AFTER_CLOSURE: (
        "Medarbetaren öppnade minst {closed} olika som hade varit avslutade i mer än {closed_days} dagar, utan att "
        "vara tilldelad eller ha skrivit något, fast enheten sällan arbetar med andras."
    ),
    RuleName.REPEATED: (
        "Medarbetaren har öppnat samma minst {repeated} gånger på ett år ({repeated_own_unit} i den egna enheten) utan "
        "att vara tilldelad, i månader då medarbetaren inte skrev något om den."
    ),
    RuleName.OTHER_UNIT: (
        "Medarbetaren öppnade minst {other_unit} olika hos andra enheter under månaden, utan att vara tilldelad eller "
        "ha skrivit något, fast enheten sällan arbetar med andras."
    ),
    RuleName.MANY_REFUSALS: "Medarbetaren avvisades fler än {many_refusals} gånger på en dag.",
    RuleName.BREAK_GLASS: "Medarbetaren öppnade något i ett nödläge. Varje sådan öppning granskas.",
    RuleName.EXPORT: "Medarbetaren tog ut uppgifter om fler än {export_count} i en fil.",
    RuleName.SCRAPE: "Medarbetaren fick se fler än {scrape_per_hour} olika på en timme. Posten skapades genast.",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """One version: the figures that the sentences name, and how large the sample is."""

    valid_from: date
    rare_surname: int = 6
    many_people: int = 30
    outside_subjects: int = 3
    day_begins: int = 6
    day_ends: int = 20
    unit_works_outside: float = 0.05  # of a unit's openings; above it the unit works at such hours
    closed: int = 3
    closed_days: int = 90
    repeated: int = 5
    repeated_own_unit: int = 12
    other_unit: int = 3
    unit_works_across: float = 0.3  # of what a unit opens; above it the unit works with everybody's
    many_refusals: int = 20
    export_count: int = 25
    scrape_per_hour: int = 400
    few: int = 3  # a row about at most so many is somebody opened; a longer one is a list
    sample_per_thousand: int = 1
    sample_least: int = 5
    sample_most: int = 15

    def sentence(self, rule: RuleName) -> str:
        """Why this rule picks, with this version's figures."""
        figures = {name: getattr(self, name) for name in self.__slots__}
        return SENTENCES[rule].format(**figures)


VERSIONS = (Rules(valid_from=date(2026, 1, 1)),)


def rules_on(day: date) -> Rules:
    """The version in force on a day; before the first one, the first."""
    found = [version for version in VERSIONS if version.valid_from <= day]
    return found[-1] if found else VERSIONS[0]
