"""Budgeten räknad: what comes in, what goes out and what remains, with what nobody knows yet. It says no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kvarbo.social.support.words import COSTS, INCOMES, BudgetKind


@dataclass(frozen=True, slots=True)
class Picture:
    """Budgetbilden, in öre a month. Sums are of what is known; ``unknown`` are the posts that nobody has told."""

    incomes: tuple[tuple[BudgetKind, int | None], ...]
    costs: tuple[tuple[BudgetKind, int | None], ...]

    @property
    def income(self) -> int:
        """The known incomes together."""
        return sum(amount for _, amount in self.incomes if amount is not None)

    @property
    def cost(self) -> int:
        """The known costs together."""
        return sum(amount for _, amount in self.costs if amount is not None)

    @property
    def remains(self) -> int:
        """What is left of the known incomes when the known costs are paid; less than nothing where it is not enough."""
        return self.income - self.cost

    @property
    def unknown(self) -> tuple[BudgetKind, ...]:
        """Posts without an amount, in the order of the form."""
        return tuple(kind for kind, amount in (*self.incomes, *self.costs) if amount is None)

    @property
    def is_whole(self) -> bool:
        """Whether every post is known, so that what remains is what remains."""
        return not self.unknown


def picture(amounts: Mapping[str, int | None]) -> Picture:
    """The picture of these amounts by kind; a kind that is not among them is unknown."""
    return Picture(
        tuple((kind, amounts.get(kind.value)) for kind in INCOMES),
        tuple((kind, amounts.get(kind.value)) for kind in COSTS),
    )
