"""Ansökan som uppsägning: the ordinary way a lease is ended for unpaid rent, and the day that is learned afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.last_day import steps_for_unknown

COUNTS_AS_NOTICE = "JB 12:8 sjätte stycket"
SERVED_BY_KRONOFOGDEN = "Lag (1990:746) 29 §"
FORM_GOES_WITH_IT = "Förordning (1978:314) 2 §"
CHECK_BEFORE_SENDING = "JB 12:43 första stycket"


@dataclass(frozen=True, slots=True)
class ApplicationAsNotice:
    """Ansökan som uppsägning. ``given_on`` is the day it was served; before that only ``not_before`` is known."""

    is_notice: bool | None
    given_on: date | None
    not_before: date | None = None
    missing: tuple[str, ...] = ()


def application_as_notice(
    *, seeks_eviction: bool | None, application_received: date | None, served: date | None
) -> Finding[ApplicationAsNotice]:
    """Ansökan hos Kronofogden som uppsägning (JB 12:8 sjätte stycket): in force the day it is served, not when sent."""
    if seeks_eviction is None:
        missing = "om ansökan gäller avhysning"
        value = ApplicationAsNotice(None, None, None, (missing,))
        return Finding(value, steps_for_unknown(COUNTS_AS_NOTICE, missing))
    if not seeks_eviction:
        text = "Ansökan gäller bara betalning. Den säger inte upp hyresavtalet och startar ingen återvinningsfrist."
        return Finding(ApplicationAsNotice(False, None), (Step(text, COUNTS_AS_NOTICE),))
    first = Step("Ansökan om avhysning gäller som uppsägning när den har delgetts.", COUNTS_AS_NOTICE)
    if served is None:
        missing = "delgivningsdagen från Kronofogden"
        value = ApplicationAsNotice(True, None, application_received, (missing,))
        unknown = steps_for_unknown(SERVED_BY_KRONOFOGDEN, missing, not_before=application_received)
        text = "Kronofogden delger. Fråga efter dagen, den räknas också för återvinningsfristen."
        return Finding(value, (first, *unknown, Step(text, SERVED_BY_KRONOFOGDEN)))
    steps = (
        first,
        Step(f"Delgiven {in_words(served)}: uppsägningen är gjord den dagen.", SERVED_BY_KRONOFOGDEN),
        Step("Saknades formulär 1 i ansökan delger Kronofogden det samtidigt.", FORM_GOES_WITH_IT),
        Step("Har hyran betalats före delgivningen finns ingen grund för uppsägningen.", CHECK_BEFORE_SENDING),
    )
    return Finding(ApplicationAsNotice(True, served), steps)
