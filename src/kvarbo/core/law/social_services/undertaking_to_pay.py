"""Åtagande att betala hyran: the board's promise that stops an eviction, and the earliest clock it must beat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.calendar import in_words
from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.last_day import steps_for_unknown
from kvarbo.core.swedish import money

UNDERTAKING = "JB 12:44 fjärde stycket 1"
ONLY_RENTAL = "BRL 7:23"
REGISTERED_POST = "JB 12:63 första stycket"
RECOVERY = "JB 12:44 första stycket 1"


class Tenure(StrEnum):
    """How the household holds its home (upplåtelseform)."""

    RENTAL = "rental"  # hyresrätt
    COOPERATIVE = "cooperative"  # bostadsrätt


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Åtagandet: whether it stops the eviction, whether it beat the earliest clock too, and the day to send it by."""

    blocks_eviction: bool | None
    in_good_time: bool | None
    given_on: date | None
    send_by: date | None
    missing: tuple[str, ...] = ()


def undertaking_to_pay(
    *,
    tenure: Tenure,
    written: bool | None,
    signed_by_authorised: bool | None,
    to_landlord: bool | None,
    amount: int | None,
    amount_owed: int | None,
    months_stated: bool | None,
    sent_registered: date | None = None,
    reached_landlord: date | None = None,
    recovery_protective: date | None,
    recovery_enforcing: date | None,
) -> Finding[Undertaking]:
    """Socialnämndens åtagande (JB 12:44 fjärde stycket 1): written, to the landlord, within the recovery period.

    The day is when a registered letter was posted, otherwise when it reached the landlord. Amounts in öre.
    """
    given = _given(sent_registered, reached_landlord)
    if refused := _refused(tenure, written, to_landlord):
        send_by = None if tenure is Tenure.COOPERATIVE else recovery_protective
        return Finding(Undertaking(False, None, given, send_by), (refused,))
    if recovery_protective is None or recovery_enforcing is None:
        end = "återvinningsfristens slut"
        return Finding(Undertaking(None, None, given, None, (end,)), steps_for_unknown(RECOVERY, end))
    if given is not None and given > recovery_enforcing:
        text = f"Åtagandet lämnades {in_words(given)}, efter återvinningsfristens slut {in_words(recovery_enforcing)}."
        return Finding(Undertaking(False, False, given, recovery_protective), (Step(text, UNDERTAKING),))
    missing = _open(written, signed_by_authorised, to_landlord, amount, amount_owed, months_stated, given)
    steps = (
        Step(f"Sänd åtagandet senast {in_words(recovery_protective)}, i rekommenderat brev.", REGISTERED_POST),
        Step("Åtagandet gäller hyran. Ange belopp och vilka månader det täcker.", UNDERTAKING),
    )
    if missing:
        found = Undertaking(None, _in_time(given, recovery_protective), given, recovery_protective, missing)
        return Finding(found, (*steps, Step(f"Innan dess är det inte klart: {', '.join(missing)}.", UNDERTAKING)))
    assert given is not None
    assert amount is not None
    return _answer(given, amount, recovery_protective, steps)


def _refused(tenure: Tenure, written: bool | None, to_landlord: bool | None) -> Step | None:
    if tenure is Tenure.COOPERATIVE:
        text = "I bostadsrätt finns ingen möjlighet för nämnden att ta på sig betalningen så att rätten återvinns."
        return Step(text, ONLY_RENTAL)
    if written is False or to_landlord is False:
        text = "Åtagandet måste vara skriftligt och riktat till hyresvärden; det som finns nu är det inte."
        return Step(text, UNDERTAKING)
    return None


def _given(sent_registered: date | None, reached_landlord: date | None) -> date | None:
    """The day the undertaking is given: posted registered, else received (JB 12:63)."""
    if sent_registered is not None:
        return sent_registered
    return reached_landlord


def _open(
    written: bool | None,
    signed: bool | None,
    to_landlord: bool | None,
    amount: int | None,
    owed: int | None,
    months_stated: bool | None,
    given: date | None,
) -> tuple[str, ...]:
    checks = (
        (written is None, "om åtagandet är skriftligt"),
        (to_landlord is None, "om det är riktat till hyresvärden"),
        (signed is not True, "att den som skrivit under har delegation"),
        (amount is None, "beloppet"),
        (owed is None, "hur stor hyresskulden är"),
        (amount is not None and owed is not None and amount < owed, "att beloppet täcker hela hyresskulden"),
        (months_stated is not True, "vilka månader åtagandet gäller"),
        (given is None, "dagen då åtagandet sändes eller kom fram"),
    )
    return tuple(text for is_open, text in checks if is_open)


def _in_time(given: date | None, protective: date) -> bool | None:
    return None if given is None else given <= protective


def _answer(given: date, amount: int, protective: date, steps: tuple[Step, ...]) -> Finding[Undertaking]:
    text = f"Åtagandet om {money(amount)} lämnades {in_words(given)}. Hyresgästen får inte skiljas från lägenheten."
    if given > protective:
        text = f"{text} Det kom efter den tidigaste läsningens sista dag, så räkna med att det kan prövas."
    return Finding(Undertaking(True, given <= protective, given, protective), (*steps, Step(text, UNDERTAKING)))
