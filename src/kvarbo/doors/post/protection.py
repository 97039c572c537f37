"""Skyddade personuppgifter i papper: nothing that tells where somebody is, and only named handlers meet the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from kvarbo.doors.papers.paper import Paper
from kvarbo.ground.people.queries import ShownPerson, is_protected_number, protected_names
from kvarbo.ground.written import straight

# What a paper may hold that tells where a person is or how to reach them.
WHEREABOUTS = frozenset({"address", "phone", "dwelling", "area", "place"})
ABOUT_PEOPLE = frozenset({"residents", "people"})
SHORTEST_PHONE = 7
SHORTEST_WORD = 4


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a paper's content."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def tells_of_protected(paper: Paper) -> bool:
    """Whether a paper that came in tells of somebody protected: the sender says so, or the person is so here."""
    people = people_in(paper.content)
    if any(row.get("address_protected") for row in people):
        return True
    names = {parts_of(row["name"]) for row in people if row.get("name")}
    numbers = {row["identity"] for row in people if row.get("identity")}
    return bool(
        any(is_protected_number(number) for number in numbers)
        or (names and any(parts_of(name) in names for name in protected_names()))
    )


def people_in(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The people that a paper names, row by row."""
    return [row for name in ABOUT_PEOPLE for row in content.get(name, ()) if isinstance(row, dict)]


def names_in(paper: Paper) -> str:
    """Who a paper names, for a list where it belongs nowhere yet."""
    return ", ".join(row["name"] for row in people_in(paper.content) if row.get("name"))


def is_protected_here(*, name: str, number: str) -> bool:
    """Whether somebody written in by hand is protected here, by number or by name."""
    if is_protected_number(number):
        return True
    written = parts_of(name)
    return bool(written) and any(parts_of(known) == written for known in protected_names())


def whereabouts_in(content: dict[str, Any], people: Sequence[ShownPerson], where: str) -> bool:
    """Whether some text tells where a protected person is or how to reach them: typed in by hand, say."""
    hidden = [person for person in people if person.is_protected]
    if not hidden:
        return False
    if content.get("dwelling") or any(row.keys() & WHEREABOUTS for row in people_in(content)):
        return True
    told = (*where.split(","), *(str(person.email) for person in hidden))
    words = {_folded(word) for word in told if len(word.strip()) >= SHORTEST_WORD}
    phones = {_digits(str(person.phone)) for person in hidden}
    for text in texts_in(content):
        if any(word in _folded(text) for word in words):
            return True
        if any(phone in _digits(text) for phone in phones if len(phone) >= SHORTEST_PHONE):
            return True
    return False


def _digits(text: str) -> str:
    """A telephone number without what people write between its digits, and without the country's prefix."""
    return re.sub(r"\D", "", text).removeprefix("46").removeprefix("0")


def _folded(text: str) -> str:
    return " ".join(straight(unicodedata.normalize("NFC", text)).casefold().split())


def parts_of(name: str) -> frozenset[str]:
    """The parts of a name, whichever of them stands first."""
    return frozenset(_folded(name).replace(",", " ").split())
