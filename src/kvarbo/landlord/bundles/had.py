"""Har redan fått: letters of a kind that somebody has, in a bundle or written to them alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.letters.queries import kept_of
from kvarbo.landlord.bundles.models import BundleLetter
from kvarbo.landlord.bundles.words import HAD


@dataclass(frozen=True, slots=True)
class Had:
    """Ett brev som personen har. ``period``: the month it is about, where the letter says one."""

    period: str
    day: date
    by: str
    in_bundle: bool

    def is_for(self, period: str, on: date) -> bool:
        """The same month's letter; one that says no month is of the calendar month it was made in."""
        if self.period:
            return self.period == period
        return (self.day.year, self.day.month) == (on.year, on.month)

    @property
    def words(self) -> str:
        """Why one more is not written without somebody deciding it."""
        return f"Har redan fått det här brevet {swedish.day(self.day)}, skrivet av {self.by}."


def had_of(person_ids: Collection[UUID], kind: LetterKind) -> dict[UUID, list[Had]]:
    """What these people have of a kind. A letter that was taken out of its bundle has not been had."""
    found: dict[UUID, list[Had]] = defaultdict(list)
    rows = BundleLetter.objects.filter(person_id__in=list(person_ids), kind=kind.value).select_related("bundle")
    in_bundles = set()
    for row in rows:
        in_bundles.add(row.id)
        if row.state in HAD and row.person_id:
            found[row.person_id].append(Had(row.period, row.bundle.made_date, row.bundle.by_name, in_bundle=True))
    for person, key, day, told, by in kept_of(person_ids, kind):
        if key not in in_bundles:
            found[person].append(Had(str(told.get("month", ""))[:7], day, by, in_bundle=False))
    return found
