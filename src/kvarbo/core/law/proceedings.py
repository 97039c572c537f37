"""Brottmål som förlänger: a charge or an investigation within the time keeps the right to terminate alive."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import counted
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.values import all_values


def extended_by_proceedings(
    *, base: Finding[Deadline], begun: date | None, ended: date | None, value: str
) -> Finding[Deadline]:
    """The time after knowledge, or the same time after the criminal case ended when it began within the first.

    It is the landlord's own time: the landlord is surely in time by ``protective``.
    """
    cite = all_values()[value].cite
    first = base.value
    if begun is None or first.protective is None or first.enforcing is None or begun > first.enforcing:
        return base
    step = Step(
        f"Åtal eller förundersökning inleddes {in_words(begun)}, inom tiden: rätten att säga upp finns kvar.", cite
    )
    if ended is None:
        waiting = Step("Brottmålet är inte avslutat. Tiden räknas från laga kraft eller avslut.", cite)
        open_end = Deadline(None, None, not_before=first.protective, missing=("proceedings_ended",))
        return Finding(open_end, (*base.steps, step, waiting))
    after = counted(ended, value)
    ends = Deadline(max(first.protective, after.value.protective), max(first.enforcing, after.value.last_day))
    return Finding(ends, (*base.steps, step, *after.steps))
