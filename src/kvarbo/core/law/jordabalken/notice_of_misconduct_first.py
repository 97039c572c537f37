"""Ordningen vid bristande skötsamhet och störningar: told first, the board told first, then notice."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding
from kvarbo.core.law.conduct_order import ConductLaw, ConductOrder, conduct_order

LAW = ConductLaw(
    value="jb.12_25a.told_first",
    told="JB 12:25 a första stycket; JB 12:42 första stycket 9",
    board="JB 12:42 tredje stycket",
    serious="JB 12:42 fjärde stycket",
)


def notice_of_misconduct_first(
    *,
    notice_given: date,
    premises: bool = False,
    told_to_stop: date | None = None,
    board_told: date | None = None,
    especially_serious: bool = False,
    permitted_subtenant: bool = False,
) -> Finding[ConductOrder]:
    """Uppmaning och underrättelse före uppsägning (JB 12:25 a, 12:42 tredje och fjärde styckena): the order is checked.

    ``board_told`` is the day the social board was told; ``especially_serious`` needs no message first but a copy of the
    notice, unless the culprit is a subtenant who lives there with permission. Whether the conduct is serious, and
    whether it was put right, is not judged here.
    """
    return conduct_order(
        law=LAW,
        notice_given=notice_given,
        told_to_stop=told_to_stop,
        board_told=board_told,
        needs_board=not premises,
        serious=especially_serious,
        subtenant=permitted_subtenant,
    )
