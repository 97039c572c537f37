"""Skulden som sidan visar den: of what it is, how much of it is rent, what a day costs, and money that pays none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kvarbo.core.allocation import DISPUTED, RENT_FIRST
from kvarbo.core.debt import KIND_WORDS, balance
from kvarbo.core.debt_interest import interest_by_day
from kvarbo.core.facts import BillKind, Facts
from kvarbo.core.finding import Step
from kvarbo.landlord.rates.queries import added_rates


@dataclass(frozen=True, slots=True)
class DebtLine:
    """Så mycket av ett slag; öre. ``in_dispute`` starts no steps."""

    word: str
    amount: int
    in_dispute: bool


@dataclass(frozen=True, slots=True)
class DebtShown:
    """Skulden; öre. ``interest`` and ``interest_per_day`` are None when a reference rate has not been entered."""

    total: int
    rent: int
    others: tuple[DebtLine, ...]
    interest: int | None
    interest_per_day: int | None
    credit: int
    elsewhere: int
    awaiting: int
    taken_back: int
    is_contradicted: bool
    why: tuple[Step, ...]
    why_interest: tuple[Step, ...]


def debt_shown(told: Facts, *, on: date, order: Sequence[BillKind] = RENT_FIRST) -> DebtShown | None:
    """What is owed on the day by the stated order, or None when it is not known what has been paid."""
    if told.known_through is None:
        return None
    finding = balance(told.bills, told.payments, on=on, order=order)
    owed = finding.value
    interest = interest_by_day(told.bills, told.payments, on=on, order=order, added_rates=added_rates())
    return DebtShown(
        total=owed.total,
        rent=owed.rent_only,
        others=tuple(
            DebtLine(KIND_WORDS[kind], amount, kind in DISPUTED)
            for kind, amount in owed.by_kind
            if kind is not BillKind.RENT
        ),
        interest=interest.value.interest,
        interest_per_day=interest.value.per_day,
        credit=owed.credit,
        elsewhere=owed.elsewhere,
        awaiting=owed.awaiting,
        taken_back=owed.taken_back,
        is_contradicted=bool(owed.contradicted),
        why=finding.steps,
        why_interest=interest.steps,
    )
