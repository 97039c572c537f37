"""Retroaktiv hyra: money for past time, set by a decision, has a month of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import counted
from kvarbo.core.values import values

FIFTH = "JB 12:55 e femte stycket"
MONTHS = "jb.12_55e.retroactive_months"
MUST_MOVE = "jb.12_55e.must_move_months"


@dataclass(frozen=True, slots=True)
class RetroactiveRent:
    """``applies``: the month of its own holds, None when not known; the two readings of its last day."""

    applies: bool | None
    protective: date | None
    enforcing: date | None
    missing: tuple[str, ...] = ()


def retroactive_rent_late(
    *, decision_final: date | None = None, must_move: date | None = None
) -> Finding[RetroactiveRent]:
    """Retroaktiv hyra efter beslut (JB 12:55 e femte stycket): not forfeited if paid within a month of legal force.

    ``must_move`` is the day the tenant must move, if there is one: within two months the longer time does not apply.
    """
    if decision_final is None:
        step = Step("Dagen då beslutet vann laga kraft är inte känd. Tiden räknas från den.", FIFTH)
        return Finding(RetroactiveRent(None, None, None, ("decision_final",)), (step,))
    limit = corresponding_day(decision_final, months=values(decision_final).number(MUST_MOVE))
    if must_move is not None and must_move < limit:
        text = f"Hyresgästen ska flytta {in_words(must_move)}, före {in_words(limit)}: den längre tiden gäller inte."
        return Finding(RetroactiveRent(False, None, None), (Step(text, FIFTH),))
    end = counted(decision_final, MONTHS)
    return Finding(RetroactiveRent(True, end.value.protective, end.value.last_day), end.steps)
