"""A consent's status, from what was said and the day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from kvarbo.core.law.secrecy.vocabulary import KindOfFact
from kvarbo.doors.consent.status import ConsentStatus, Said, left, status

BOARD, LANDLORD = UUID(int=1), UUID(int=2)
DEBT, HOME = (BOARD, KindOfFact.ARREARS), (LANDLORD, KindOfFact.ARREARS)
FIRST, MIDDLE, LAST, AFTER = date(2026, 11, 9), date(2026, 12, 1), date(2027, 5, 9), date(2027, 5, 10)


def said(**withdrawn: date) -> Said:
    parts = {"debt": DEBT, "home": HOME}
    taken_back = {parts[name]: on for name, on in withdrawn.items()}
    return Said(valid_from=FIRST, until=LAST, parts=frozenset({DEBT, HOME}), withdrawn=taken_back)


@pytest.mark.parametrize(
    ("of", "on", "expected"),
    [
        (said(), date(2026, 11, 8), ConsentStatus.COMING),
        (said(), FIRST, ConsentStatus.IN_FORCE),
        (said(), LAST, ConsentStatus.IN_FORCE),
        (said(), AFTER, ConsentStatus.EXPIRED),
        (said(debt=MIDDLE), date(2026, 11, 30), ConsentStatus.IN_FORCE),
        (said(debt=MIDDLE), MIDDLE, ConsentStatus.PARTLY_WITHDRAWN),
        (said(debt=MIDDLE), AFTER, ConsentStatus.EXPIRED),
        (said(debt=MIDDLE, home=LAST), MIDDLE, ConsentStatus.PARTLY_WITHDRAWN),
        (said(debt=MIDDLE, home=LAST), LAST, ConsentStatus.WITHDRAWN),
        (said(debt=MIDDLE, home=MIDDLE), AFTER, ConsentStatus.WITHDRAWN),
        (said(debt=FIRST, home=FIRST), FIRST, ConsentStatus.WITHDRAWN),
    ],
)
def test_status_by_day(of: Said, on: date, expected: ConsentStatus) -> None:
    assert status(of, on=on) is expected


def test_what_is_left_by_day() -> None:
    assert left(said(debt=MIDDLE), on=date(2026, 11, 30)) == {DEBT, HOME}
    assert left(said(debt=MIDDLE), on=MIDDLE) == {HOME}
    assert left(said(debt=MIDDLE, home=MIDDLE), on=LAST) == frozenset()
