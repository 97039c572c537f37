"""Ändå skyldig att flytta: paying does not win back a lease that ends within a month anyway."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import corresponding_day, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.values import values

MUST_MOVE = "JB 12:44 femte stycket"
MONTHS = "jb.12_44.must_move_months"


@dataclass(frozen=True, slots=True)
class MustMove:
    """``excluded``: recovery is lost, None when not known; ``month_ends``: a month after the day of forfeiture."""

    excluded: bool | None
    month_ends: date | None
    missing: tuple[str, ...] = ()


def recovery_excluded_must_move(
    *, forfeited: date | None = None, must_move: date | None = None, must_move_anyway: bool | None = None
) -> Finding[MustMove]:
    """Skyldig att flytta inom kortare tid än en månad efter förverkandet (JB 12:44 femte stycket): no recovery.

    ``forfeited`` is the day the lease became forfeited: the first day on which the rent was too late, which is the day
    after the last day of ``forfeited_for_late_rent`` (Tuesday 8 December 2026 for December's rent). It is neither the
    due date nor the day of the notice. Where the two readings of that rule differ, ask with both days: if the answers
    differ, so may a court. ``must_move`` is the day the tenant must leave for another reason; ``must_move_anyway:
    false`` says there is none.
    """
    end = corresponding_day(forfeited, months=values(forfeited).number(MONTHS)) if forfeited else None
    if must_move_anyway is False and must_move is not None:
        raise ValueError(
            f"Det står både att hyresgästen inte ska flytta av någon annan orsak och att hen ska flytta {must_move}. "
            "Ange det ena: must_move, eller must_move_anyway: nej."
        )
    if must_move_anyway is False:
        text = "Hyresgästen är inte skyldig att flytta av någon annan orsak."
        return Finding(MustMove(False, end), (Step(text, "fakta"),))
    unknown = (("forfeited", forfeited is None), ("must_move", must_move is None))
    missing = tuple(name for name, is_unknown in unknown if is_unknown)
    if end is None or must_move is None:
        return Finding(MustMove(None, end, missing), (Step("Det går inte att säga: dagar saknas.", MUST_MOVE),))
    excluded = must_move < end
    text = f"En månad efter förverkandet är {in_words(end)}; hyresgästen ska flytta {in_words(must_move)}."
    said = "Återvinningen gäller inte." if excluded else "Återvinningen gäller: tiden är inte kortare än en månad."
    return Finding(MustMove(excluded, end), (Step(text, MUST_MOVE), Step(said, MUST_MOVE)))
