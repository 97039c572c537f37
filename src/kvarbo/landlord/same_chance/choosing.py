"""Vilka rader som visas: by group, by how the home fared, and by a goal of so many measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kvarbo.core.ladder.policy import Tag
from kvarbo.landlord.same_chance.forms import GoalForm
from kvarbo.landlord.same_chance.models import ChanceRow
from kvarbo.landlord.same_chance.summing import OUTSIDE
from kvarbo.landlord.same_chance.words import CHANCES

_GROUPS = frozenset({*(tag.value for tag in Tag), OUTSIDE})


@dataclass(frozen=True, slots=True)
class Chosen:
    """Vad som är valt; empty shows all. ``below``: only those with fewer measures than the goal."""

    group: str = ""
    chance: str = ""
    least: int | None = None
    below: bool = False

    @classmethod
    def asked(cls, said: Mapping[str, Any]) -> Chosen:
        """What the address says; words that are none of ours choose nothing."""
        group, chance = said.get("grupp", ""), said.get("lage", "")
        least = GoalForm(said).least
        return cls(
            group if group in _GROUPS else "",
            chance if chance in CHANCES else "",
            least,
            said.get("under") == "1" and least is not None,
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether some rows are left out."""
        return bool(self.group or self.chance or self.below)

    def as_query(self) -> dict[str, str]:
        """The same, for an address."""
        told = {"grupp": self.group, "lage": self.chance, "minst": "" if self.least is None else str(self.least)}
        return {key: value for key, value in {**told, "under": "1" if self.below else ""}.items() if value}

    def of(self, rows: QuerySet[ChanceRow]) -> QuerySet[ChanceRow]:
        """The rows that are chosen. The groups are read here, since no two databases look into a list alike."""
        if self.chance:
            rows = rows.filter(chance=self.chance)
        if self.below:
            rows = rows.filter(number_given__lt=self.least)
        if not self.group:
            return rows
        belongs = rows.order_by().values_list("pk", "groups", "groups_unknown")
        return rows.filter(pk__in=[pk for pk, known, unknown in belongs if self._holds(known, unknown)])

    def _holds(self, known: list[str], unknown: list[str]) -> bool:
        return not known and not unknown if self.group == OUTSIDE else self.group in known
