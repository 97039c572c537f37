"""Förverkande för sen hyra: how late the rent must be before the landlord may terminate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kvarbo.core import calendar
from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.counting import counted, vardagar_after
from kvarbo.core.law.jordabalken.rent_due import rent_due
from kvarbo.core.values import values

WEEKS = "jb.12_42.forfeiture_housing_weeks"
VARDAGAR = "jb.12_42.forfeiture_premises_vardagar"
OPEN = Step(
    "Hyresrätten är inte förverkad om det som ligger hyresgästen till last är av ringa betydelse, eller om det beror "
    "på brott av en närstående och förverkande vore oskäligt. Det avgörs i varje fall för sig.",
    "JB 12:42 femte stycket",
)
RECHECK = Step(
    "Läs betalningarna på nytt innan uppsägningen sänds och innan den delges: betald hyra botar förverkandet.",
    "JB 12:43 första stycket",
)

PAID_LATE = Step(
    "Hyran är betald. Kom betalningen innan hyresvärden sade upp avtalet får hyresgästen inte skiljas från lägenheten "
    "på den här grunden. Pröva det med regeln forfeiture_cured (rättelse i tid).",
    "JB 12:43 första stycket",
)


@dataclass(frozen=True, slots=True)
class LateRent:
    """The last day to pay in both readings. ``forfeited`` is judged by the later one; None when it cannot be said.

    ``forfeited`` says only how late the rent was. Rent that is paid before the notice has been given removes the ground
    all the same (12:43): ask ``forfeiture_cured``.

    For a dwelling ``protective`` is the last arbetsdag on or before the day on which the early reading's week ends. For
    January 2027 that week ends on 6 January, trettondagen, so ``protective`` is Tuesday 5 January. ``rent_due`` answers
    another question, from which day the rent is too late by law in that reading: there the week's end moves to Thursday
    7 January, and the rent is late from Friday the 8th. The late readings agree: ``enforcing`` is Monday 11 January,
    late from Tuesday the 12th.
    """

    protective: date | None
    enforcing: date | None
    forfeited: bool | None
    missing: tuple[str, ...] = ()


def forfeited_for_late_rent(
    *,
    premises: bool = False,
    rent_month: date | None = None,
    due_date: date | None = None,
    first_month: bool = False,
    advance_for_longer_than_month: bool = False,
    paid: date | None = None,
    unpaid_on: date | None = None,
) -> Finding[LateRent]:
    """Dröjsmål som förverkar hyresrätten (JB 12:42 första stycket 1 och 2): more than a week, or two vardagar.

    ``paid`` is the day the payment counts (12:20), ``unpaid_on`` a day on which the ledger showed it unpaid. For a
    dwelling an earlier agreed ``due_date`` does not hold after the first month. Increases under 54 a § and retroactive
    rent have rules of their own. ``advance_for_longer_than_month`` is for premises (andra stycket): what falls on the
    month is late two vardagar after the month began.
    """
    in_advance = premises and advance_for_longer_than_month and not first_month
    due = _month_began(rent_month) if in_advance else _due(premises, rent_month, due_date, first_month)
    if due is None:
        text = "Varken hyresmånaden eller förfallodagen är känd."
        return Finding(LateRent(None, None, None, ("due_date",)), (Step(text, "JB 12:20 första stycket"),))
    first, second, steps = due
    protective, enforcing, counting = _last_days(premises, first, second)
    forfeited, missing = _judged(enforcing, paid, unpaid_on)
    told = Step(
        f"Säkert i tid: {in_words(protective)}. Hyresvärden väntar till och med {in_words(enforcing)}.", "JB 12:42"
    )
    verdict = () if forfeited is None else (_verdict(forfeited),)
    cured = (PAID_LATE,) if forfeited and paid is not None else ()
    all_steps = tuple(dict.fromkeys((*steps, *counting, told, *verdict, *cured, OPEN, RECHECK)))
    return Finding(LateRent(protective, enforcing, forfeited, missing), all_steps)


def _month_began(month: date | None) -> tuple[date, date, tuple[Step, ...]] | None:
    """Whether the month's first day is itself one of the two vardagar is open: the early reading counts it."""
    if month is None:
        return None
    first = month.replace(day=1)
    text = (
        f"Hyran betalas i förskott för längre tid än en månad, så tiden räknas från månadens början, {in_words(first)}."
    )
    return first - timedelta(days=1), first, (Step(text, "JB 12:42 andra stycket"),)


def _due(
    premises: bool, month: date | None, agreed: date | None, first_month: bool
) -> tuple[date, date, tuple[Step, ...]] | None:
    if month is None or (agreed is not None and (premises or first_month)):
        if agreed is None:
            return None
        step = Step(f"Avtalad förfallodag är {in_words(agreed)}.", "JB 12:20 första stycket")
        return agreed, calendar.next_vardag(agreed), (step,)
    by_law = rent_due(month=month)
    first, second = by_law.value.protective, by_law.value.enforcing
    steps = by_law.steps[: 2 if first != by_law.value.literal or second != first else 1]
    if agreed is not None and agreed > first:
        steps = (*steps, Step(f"Avtalad förfallodag är senare: {in_words(agreed)}.", "JB 12:20 första stycket"))
        first, second = agreed, max(second, calendar.next_vardag(agreed))
    elif agreed is not None:
        text = f"Att {in_words(agreed)} är avtalad hindrar inte: hyran får betalas senast sista vardagen före månaden."
        steps = (*steps, Step(text, "JB 12:20 första stycket"))
    return first, second, steps


def _last_days(premises: bool, first: date, second: date) -> tuple[date, date, tuple[Step, ...]]:
    if not premises:
        early, late = counted(first, WEEKS), counted(second, WEEKS)
        return early.value.protective, late.value.last_day, (*early.steps, *late.steps)
    known = values(first)
    days = known.number(VARDAGAR)
    return vardagar_after(first, days)[0], vardagar_after(second, days)[1], (known.step(VARDAGAR),)


def _judged(enforcing: date, paid: date | None, unpaid_on: date | None) -> tuple[bool | None, tuple[str, ...]]:
    if paid is not None:
        return paid > enforcing, ()
    if unpaid_on is not None:
        return unpaid_on > enforcing, ()
    return None, ("paid", "unpaid_on")


def _verdict(forfeited: bool) -> Step:
    said = "Hyran är så sen att hyresrätten kan vara förverkad." if forfeited else "Hyresrätten är inte förverkad än."
    return Step(said, "JB 12:42 första stycket")
