"""Ansökningsavgift hos Kronofogden: one application is one fee, also when it asks for both money and the flat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.last_day import steps_for_unknown
from kvarbo.core.swedish import money
from kvarbo.core.values import values

FEE = "kfm.1.application_fee"
ONE_APPLICATION = "Förordning (1992:1094) 1 § andra stycket"


@dataclass(frozen=True, slots=True)
class ApplicationFee:
    """Ansökningsavgiften in öre and how many fees it is."""

    amount: int | None
    fees: int | None
    missing: tuple[str, ...] = ()


def application_fee(
    *, day: date, order_to_pay: bool, assistance: bool, same_application: bool | None = None
) -> Finding[ApplicationFee]:
    """Ansökningsavgift (förordning 1992:1094 1 §) for an order to pay, vanlig handräckning (avhysning) or both; öre."""
    asked = order_to_pay + assistance
    if not asked:
        raise ValueError("Ange vad ansökan gäller: betalning (order_to_pay), avhysning (assistance) eller båda.")
    if asked == 2 and same_application is None:
        missing = "om det är en och samma ansökan"
        return Finding(ApplicationFee(None, None, (missing,)), steps_for_unknown(ONE_APPLICATION, missing))
    fees = 1 if same_application else asked
    on = values(day)
    amount = fees * on.number(FEE)
    text = (
        "En ansökan om både betalning och avhysning är en avgift." if fees < asked else "En avgift för varje ansökan."
    )
    steps = (on.step(FEE), Step(f"{text} Sammanlagt {money(amount)}.", ONE_APPLICATION))
    return Finding(ApplicationFee(amount, fees), steps)
