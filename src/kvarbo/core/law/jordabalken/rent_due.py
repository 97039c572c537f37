"""Hyrans förfallodag: when the rent of a month is due, and from when it is more than a week late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core.calendar import STATUTORY_TIME_2, in_words, last_weekday_before_month, statutory_end
from kvarbo.core.finding import Finding, Step
from kvarbo.core.values import values

RENT_PAID_WHEN = "JB 12:20 första stycket"
FORFEITURE_WEEKS = "jb.12_42.forfeiture_housing_weeks"


@dataclass(frozen=True, slots=True)
class RentDue:
    """Förfallodagen in both readings of "sista vardagen före månadens början".

    ``protective`` (reading A, the last arbetsdag) is shown to everybody. ``literal`` is reading B as the words
    stand, with Saturdays and the eves as vardagar. ``enforcing`` is that day moved by lag (1930:173) 2 §; it gates
    the landlord.
    ``…_late_from`` is the first day on which the rent is more than one week late in that reading (JB 12:42), by the
    law's own count: a week that ends on a free day ends on the next arbetsdag. It is no day to tell a tenant to pay by.
    For January 2027 the early week ends on trettondagen, so ``protective_late_from`` is Friday 8 January, while
    ``forfeited_for_late_rent`` tells the tenant Tuesday 5 January, the last arbetsdag on or before the week's end.
    """

    month: date
    protective: date
    protective_late_from: date
    literal: date
    enforcing: date
    enforcing_late_from: date


def rent_due(*, month: date) -> Finding[RentDue]:
    """Förfallodag for the rent of a calendar month (JB 12:20) when the lease does not say otherwise."""
    days = last_weekday_before_month(month.replace(day=1))
    weeks = values(days.reading_a)
    shown_late = _late_from(days.reading_a, weeks.number(FORFEITURE_WEEKS))
    gate_late = _late_from(days.reading_b_extended, weeks.number(FORFEITURE_WEEKS))
    steps = [Step(f"Hyran ska betalas senast sista vardagen före månaden: {in_words(days.reading_a)}.", RENT_PAID_WHEN)]
    if days.reading_b_extended != days.reading_a:
        text = (
            f"Räknas lördagar och aftnar som vardagar är sista vardagen {in_words(days.reading_b)}, "
            f"och då får hyran betalas {in_words(days.reading_b_extended)}."
        )
        steps.append(Step(text, f"{RENT_PAID_WHEN}; {STATUTORY_TIME_2}"))
    steps.append(weeks.step(FORFEITURE_WEEKS))
    steps.append(Step(_late_text(shown_late, gate_late), weeks.entry(FORFEITURE_WEEKS).cite))
    value = RentDue(
        month=month.replace(day=1),
        protective=days.reading_a,
        protective_late_from=shown_late,
        literal=days.reading_b,
        enforcing=days.reading_b_extended,
        enforcing_late_from=gate_late,
    )
    return Finding(value, tuple(steps))


def _late_from(due: date, weeks: int) -> date:
    return statutory_end(due, weeks=weeks).value + timedelta(days=1)


def _late_text(shown: date, gate: date) -> str:
    text = f"Hyran är mer än en vecka sen från {in_words(shown)}"
    return f"{text}." if shown == gate else f"{text}; hyresvärden väntar till {in_words(gate)}."
