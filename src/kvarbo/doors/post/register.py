"""Registret över det som kommer in: a number for each paper without gaps, and whom it is about (OSL 5:1 and 5:2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from kvarbo.core.identity import check
from kvarbo.doors.post.models import PersonInPaper, ReceivedPaper, RegisterNumber
from kvarbo.doors.post.protection import parts_of
from kvarbo.ground import clock
from kvarbo.house.rooms import current

# What whoever registers by hand reads in the paper or is told, kept as it was written.
TOLD = (
    "about_name", "about_identity", "other_name", "other_identity", "note", "call_back", "kept_where",
)  # fmt: skip
MOST = 200  # characters of a name that are compared


def next_number() -> str:
    """The year's next number; whoever else registers at the same time waits for the row."""
    year = clock.today().year
    with transaction.atomic(using=current().alias):
        RegisterNumber.objects.get_or_create(year=year)
        numbers = RegisterNumber.objects.select_for_update().get(year=year)
        numbers.last += 1
        numbers.save()
    return str(numbers)


def note_people(paper: ReceivedPaper, people: Sequence[tuple[str, str]]) -> None:
    """Note whom a paper is about, by (name, number as written); what names nobody gives no row."""
    rows = [PersonInPaper(paper=paper, identity=number_of(number), name_key=name_key(name)) for name, number in people]
    PersonInPaper.objects.bulk_create(row for row in rows if row.identity or row.name_key)


def told_of(said: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a paper that came by hand; what was left empty is not there."""
    return {name: said[name].strip() for name in TOLD if said.get(name)}


def people_told(told: Mapping[str, str]) -> list[tuple[str, str]]:
    """Whom a paper by hand is about, by (name, number as written): one, or two who stand on the same lease."""
    named = [(told.get(f"{who}_name", ""), told.get(f"{who}_identity", "")) for who in ("about", "other")]
    return [one for place, one in enumerate(named) if any(one) or place == 0]


def name_key(name: str) -> str:
    """A name to compare: its parts folded, in order of the alphabet."""
    return " ".join(sorted(parts_of(name)))[:MOST]


def number_of(written: str) -> str:
    """A personal number as it is compared, twelve digits; empty when it cannot be read as one."""
    found = check(written, on=clock.today()) if written.strip() else None
    return found.normal if found is not None and found.valid and found.normal else ""
