"""Ordningen vid störningar i bostadsrätt: told first, the board told first, then notice."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding
from kvarbo.core.law.conduct_order import ConductLaw, ConductOrder, conduct_order

LAW = ConductLaw(
    value="brl.7_20.board_told_first",
    told="BRL 7:9 andra stycket 1; BRL 7:20 första stycket",
    board="BRL 7:20 tredje stycket",
    serious="BRL 7:20 fjärde stycket",
)


def disturbance_notice_first(
    *,
    notice_given: date,
    told_to_stop: date | None = None,
    board_told: date | None = None,
    especially_serious: bool = False,
    permitted_subtenant: bool = False,
) -> Finding[ConductOrder]:
    """Tillsägelse och underrättelse före uppsägning (BRL 7:9, 7:20): the order is checked for a dwelling.

    ``permitted_subtenant``: the disturbance came while the dwelling was let as 10 or 11 §§ say; then everything is
    needed beforehand also when it is especially serious.
    """
    return conduct_order(
        law=LAW,
        notice_given=notice_given,
        told_to_stop=told_to_stop,
        board_told=board_told,
        needs_board=True,
        serious=especially_serious,
        subtenant=permitted_subtenant,
    )
