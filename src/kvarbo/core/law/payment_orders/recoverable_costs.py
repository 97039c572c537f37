"""Kostnader i målet hos Kronofogden: what the debtor may have to pay on top of the debt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.enforcement_fees.application_fee import application_fee
from kvarbo.core.values import values

ORDER_CAP = "bfl.48.own_work_cap_payment_order"
ASSISTANCE_CAP = "bfl.48.own_work_cap_assistance"
OWN_WORK = "Lag (1990:746) 48 § första stycket"
ALSO = "Lag (1990:746) 48 § tredje stycket"
NOT_NEEDLESSLY = "Lag (1990:746) 46 §"
NOTHING_ELSE = "Lag (1990:746) 50 §"


@dataclass(frozen=True, slots=True)
class RecoverableCosts:
    """Kostnader i öre: the application fee, and the applicant's own work by the lower and the higher cap."""

    application_fee: int
    own_work_sure: int
    own_work_at_most: int
    sure_total: int
    at_most_total: int


def recoverable_costs(*, day: date, order_to_pay: bool, assistance: bool) -> Finding[RecoverableCosts]:
    """Ersättning för kostnader i ett mål hos Kronofogden (lag 1990:746 46–50 §§), money and flat in one application."""
    fee = application_fee(day=day, order_to_pay=order_to_pay, assistance=assistance, same_application=True)
    amount = fee.value.amount
    assert amount is not None
    on = values(day)
    names = ([ORDER_CAP] if order_to_pay else []) + ([ASSISTANCE_CAP] if assistance else [])
    caps = [on.number(name) for name in names]
    sure, at_most = min(caps), max(caps)
    steps = [*fee.steps, *(on.step(name) for name in names)]
    if sure != at_most:
        text = "Lagen säger inte vilket tak som gäller när båda begärs: räkna med det lägre tills Kronofogden bestämt."
        steps.append(Step(text, OWN_WORK))
    steps += [
        Step("Delgivning och nödvändiga handlingar ersätts dessutom med skäligt belopp.", ALSO),
        Step("Inget ersätts om ansökan gjordes i onödan.", NOT_NEEDLESSLY),
        Step("Andra kostnader kan inte fastställas i målet.", NOTHING_ELSE),
    ]
    return Finding(RecoverableCosts(amount, sure, at_most, amount + sure, amount + at_most), tuple(steps))
