"""Dagen ett meddelande är lämnat: posted registered, received and through a door are three dates, kept apart."""

from __future__ import annotations

from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline

PAPER_DATES = ("posted_registered", "received", "through_door")
AMBIGUOUS = (
    "Ange antingen social_board_notified eller papperets egna dagar (board_posted_registered, board_received, "
    "board_through_door), inte båda: annars syns det inte vilken dag som gäller."
)


def given_day(
    *, posted_registered: date | None, received: date | None, through_door: date | None, law: str
) -> Finding[Deadline]:
    """The earliest and the latest day on which a message can be said to have been given.

    ``law`` is the paragraph by which a registered letter counts from the day it was posted. An ordinary letter counts
    when it was received. These are days of an event, not last days: nothing is moved when they are free.
    """
    known = [day for day in (posted_registered, received, through_door) if day is not None]
    if not known:
        text = "Ingen dag är känd då meddelandet avsändes rekommenderat eller kom fram."
        return Finding(Deadline(None, None, missing=PAPER_DATES), (Step(text, law),))
    steps = []
    if posted_registered is not None:
        text = f"Ett rekommenderat brev är lämnat när det avsänds: {in_words(posted_registered)}."
        steps.append(Step(text, law))
    else:
        text = f"Inget rekommenderat brev är känt: meddelandet räknas när det kom fram, {in_words(min(known))}."
        steps.append(Step(text, "fakta"))
    if max(known) > min(known):
        text = (
            f"Den tidigaste kända dagen är {in_words(min(known))}. Att vänta till {in_words(max(known))} innan något "
            "görs mot den enskilde är försiktighet, inte lag."
        )
        steps.append(Step(text, "försiktighet"))
    return Finding(Deadline(min(known), max(known)), tuple(steps))


def board_given_day(
    *,
    notified: date | None,
    posted_registered: date | None,
    received: date | None,
    through_door: date | None,
    law: str,
) -> Finding[Deadline]:
    """The day the social board was given its message: one plain day, or the days of the paper itself."""
    if notified is None:
        return given_day(posted_registered=posted_registered, received=received, through_door=through_door, law=law)
    if posted_registered or received or through_door:
        raise ValueError(AMBIGUOUS)
    text = f"Socialnämnden fick meddelandet {in_words(notified)}."
    return Finding(Deadline(notified, notified), (Step(text, "fakta"),))
