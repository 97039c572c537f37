"""När en handling kom in: the day that starts the clocks of the social services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.calendar import add_arbetsdagar, in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.last_day import steps_for_unknown

REACHED = "FL 22 § första stycket"
BY_POST = "FL 22 § andra stycket"
LETTER_BOX = "FL 22 § tredje stycket"


class ArrivalChannel(StrEnum):
    """How a document reached the authority (väg in)."""

    EMAIL = "email"  # e-post, också e-tjänst
    BY_HAND = "by_hand"  # över disk eller muntligt
    POST = "post"  # postförsändelse
    LETTER_BOX = "letter_box"  # myndighetens egen postlåda


@dataclass(frozen=True, slots=True)
class Received:
    """Inkommen dag. ``not_before`` is the earliest it can be when something is not known."""

    received: date | None
    not_before: date | None = None
    missing: tuple[str, ...] = ()


def document_received(
    *,
    channel: ArrivalChannel,
    reached: date | None,
    first_emptying: bool | None = None,
    unlikely_day_before: bool | None = None,
    posted: date | None = None,
) -> Finding[Received]:
    """Dagen en handling kom in (FL 22 §). ``reached`` is the day somebody had it in hand, weekends included.

    ``posted`` is the day a letter was handed to the post, where that is known: it cannot have come in before.
    """
    if reached is None:
        missing = "dagen då handlingen nådde myndigheten"
        return Finding(Received(None, None, (missing,)), steps_for_unknown(REACHED, missing))
    day_before = add_arbetsdagar(reached, -1)
    if channel is ArrivalChannel.LETTER_BOX:
        if first_emptying is None:
            missing = "om postlådan tömdes för första gången den dagen"
            steps = steps_for_unknown(LETTER_BOX, missing, not_before=day_before)
            return Finding(Received(None, day_before, (missing,)), steps)
        if first_emptying:
            text = "Det som finns i postlådan vid dagens första tömning kom in närmast föregående arbetsdag"
            return _on(day_before, Step(f"{text}, {in_words(day_before)}.", LETTER_BOX))
    if channel is ArrivalChannel.POST and posted is not None and posted > day_before:
        text = "Brevet lämnades till posten först"
        step = Step(f"{text} {in_words(posted)}, så det kan inte ha kommit in arbetsdagen innan.", BY_POST)
        return _on(reached, step)
    if channel is ArrivalChannel.POST and not unlikely_day_before:
        text = "Ett brev antas ha skilts av för myndigheten arbetsdagen innan, om det inte är osannolikt"
        return _on(day_before, Step(f"{text}: {in_words(day_before)}.", BY_POST))
    text = f"Handlingen kom in den dag den nådde myndigheten, {in_words(reached)}, också om det är helg."
    return _on(reached, Step(text, REACHED))


def _on(day: date, step: Step) -> Finding[Received]:
    return Finding(Received(day), (step,))
