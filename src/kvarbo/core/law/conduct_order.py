"""Ordningen före uppsägning för störningar: the warning and the social board come before the notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.values import values


@dataclass(frozen=True, slots=True)
class ConductLaw:
    """One act's words: the dated value that names the conduct, and the paragraphs of each demand."""

    value: str
    told: str
    board: str
    serious: str


@dataclass(frozen=True, slots=True)
class ConductOrder:
    """``may_terminate``: nothing in the order stands in the way; ``copy_to_board``: the board gets a copy of it."""

    may_terminate: bool | None
    copy_to_board: bool
    missing: tuple[str, ...] = ()


def conduct_order(
    *,
    law: ConductLaw,
    notice_given: date,
    told_to_stop: date | None,
    board_told: date | None,
    needs_board: bool,
    serious: bool,
    subtenant: bool,
) -> Finding[ConductOrder]:
    """Whether the tenant and the social board were told before the notice was given."""
    steps = [values(notice_given).step(law.value)]
    if serious and not subtenant:
        text = "Särskilt allvarligt: ingen uppmaning eller underrättelse behövs före."
        steps.append(Step(text, law.serious))
        if needs_board:
            steps.append(
                Step("Sänd en kopia av uppsägningen till socialnämnden samma dag; ingen dag står i lagen.", law.serious)
            )
        return Finding(ConductOrder(True, needs_board), tuple(steps))
    demands = [("told_to_stop", told_to_stop, "Uppmaningen att upphöra", law.told)]
    if needs_board:
        demands.append(("board_told", board_told, "Underrättelsen till socialnämnden", law.board))
    verdicts = [_compare(fact, day, what, source, notice_given) for fact, day, what, source in demands]
    steps += [step for _, _, step in verdicts]
    missing = tuple(dict.fromkeys(name for _, names, _ in verdicts for name in names))
    answers = [told for told, _, _ in verdicts]
    may = False if False in answers else None if None in answers else True
    steps.append(Step("Har rättelse skett utan dröjsmål är grunden borta. Det prövas för sig.", law.told))
    return Finding(ConductOrder(may, False, () if may is False else missing), tuple(steps))


def _compare(
    fact: str, day: date | None, what: str, source: str, notice: date
) -> tuple[bool | None, tuple[str, ...], Step]:
    if day is None:
        return None, (fact,), Step(f"{what}: ingen dag är känd.", source)
    if day == notice:
        text = f"{what} skedde samma dag som uppsägningen, {in_words(day)}: ordningen avgör."
        return None, ("which_came_first",), Step(text, source)
    order = "före" if day < notice else "efter"
    return day < notice, (), Step(f"{what} skedde {in_words(day)}, {order} uppsägningen.", source)
