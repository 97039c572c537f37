"""Barn och unga följer med: when the children's unit may be brought along, and when a report or handover comes first.

The eviction itself and a booked visit need none by Göteborg's routine; an unannounced visit does. Into the matter
nobody comes who does not need what stands there in their work.
"""

from __future__ import annotations

from enum import StrEnum

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.secrecy.grounds import Ground

ROUTINE = "Göteborgs handbok, Barn och unga-enheters delaktighet"
FACTS = "fakta"
FIRST = "Lämna över till barnenheten först, eller be den som är orolig att göra en orosanmälan."


class Along(StrEnum):
    """Vart barnenheten ska följa med."""

    EVICTION = "eviction"
    BOOKED_VISIT = "booked_visit"
    UNANNOUNCED_VISIT = "unannounced_visit"
    INTO_THE_MATTER = "into_the_matter"


def childrens_unit_along(*, where: Along, handed_over: bool, need_stated: bool) -> Finding[bool]:
    """Får barnenheten följa med? ``handed_over``: a report or an internal handover about a child here has been made."""
    if where is Along.EVICTION:
        text = "Flera enheter kan vara med vid en avhysning, vare sig det finns en anmälan om barnet eller inte."
        return Finding(True, (Step(text, ROUTINE),))
    if handed_over:
        done = Step("En orosanmälan eller intern överlämning om barnet finns.", FACTS)
        return Finding(True, (done, _why(where)))
    if where is Along.BOOKED_VISIT:
        may = Step("Ett bokat besök kan göras tillsammans vid behov, också utan anmälan.", ROUTINE)
        if need_stated:
            return Finding(True, (may,))
        return Finding(False, (Step("Skriv vilket behov ni ser i just det här ärendet.", ROUTINE), may))
    none = Step("Ingen orosanmälan eller intern överlämning om barnet finns.", FACTS)
    return Finding(False, (_why(where), none, Step(FIRST, ROUTINE)))


def _why(where: Along) -> Step:
    if where is Along.INTO_THE_MATTER:
        text = "Bara den som behöver uppgifterna i sitt arbete får ta del av ärendet, också inom nämnden."
        return Step(text, Ground.LOG_REVIEW.value)
    if where is Along.UNANNOUNCED_VISIT:
        text = (
            "På ett oanmält hembesök följer barnenheten med bara efter en anmälan eller intern överlämning om barnet."
        )
        return Step(text, ROUTINE)
    return Step("Ett gemensamt besök kan ingå i barnenhetens förhandsbedömning.", ROUTINE)
