"""Testuppgifter: numbers and names that may stand in a demo, read from the two text files beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

FIRST_PHONE, LAST_PHONE = 1740605, 1740699  # 070-1740605 to 070-1740699: set aside for fiction by PTS


@dataclass(frozen=True, slots=True)
class PublishedNumbers:
    """Skatteverkets testnummer: twelve digits each, ``personnummer`` by year of birth."""

    personnummer: Mapping[int, tuple[str, ...]]
    samordningsnummer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """First names and surnames for people of one language."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


def _lines(file_name: str) -> list[tuple[str, str]]:
    text = (resources.files(__package__) / file_name).read_text(encoding="utf-8")
    rows = (line.partition(": ") for line in text.splitlines() if line and not line.startswith("#"))
    return [(label, values) for label, _, values in rows]


@lru_cache(maxsize=1)
def published_numbers() -> PublishedNumbers:
    """Every test number that the town may use, about 5,200 of them."""
    sections = {label: values.split() for label, values in _lines("test_numbers.txt")}
    coordination = tuple(sections.pop("samordningsnummer"))
    return PublishedNumbers(
        {int(year): tuple(year + end for end in ends) for year, ends in sections.items()}, coordination
    )


@lru_cache(maxsize=1)
def names_by_language() -> Mapping[str, Names]:
    """Names by the language the household speaks; ``unusual`` holds writings that trip computers up."""
    sections = {label: tuple(values.split(" · ")) for label, values in _lines("names.txt")}
    languages = {label.partition(" ")[0] for label in sections}
    return {
        language: Names(*(sections[f"{language} {part}"] for part in ("women", "men", "surnames")))
        for language in sorted(languages)
    }
