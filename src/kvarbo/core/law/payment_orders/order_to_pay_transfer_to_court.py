"""Överlämnande till tingsrätt: how long the applicant has after the other side objected."""

from __future__ import annotations

from datetime import date

from kvarbo.core.finding import Finding, Step
from kvarbo.core.law.deadline import Deadline
from kvarbo.core.law.last_day import last_day, not_known
from kvarbo.core.values import values

WEEKS = "bfl.34.transfer_to_court_weeks"
TRANSFER = "Lag (1990:746) 34 §"
STRUCK_OFF = "Lag (1990:746) 37 §"


def order_to_pay_transfer_to_court(*, objection_notice_sent: date | None) -> Finding[Deadline]:
    """Tid att begära överlämnande till tingsrätt efter ett bestridande (lag 1990:746 34 §): the request must be in."""
    if objection_notice_sent is None:
        return not_known(TRANSFER, "dagen då underrättelsen om bestridandet sändes")
    on = values(objection_notice_sent)
    counted = last_day(objection_notice_sent, TRANSFER, weeks=on.number(WEEKS))
    text = "Kommer ingen begäran in i tid avskrivs målet, eller den del av det som har bestritts."
    return Finding(counted.value, (on.step(WEEKS), *counted.steps, Step(text, STRUCK_OFF)))
