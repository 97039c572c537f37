"""The first day of each wording that has been read: answered from that day, refused or cited by its old name before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kvarbo.core.law.in_force import NotInForce
from kvarbo.core.law.notices.inbound_notices import notice_in_force
from kvarbo.core.law.secrecy.grounds import Ground, LawNotRead, cite, in_force

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("code", "first_day"),
    [
        ("N1", "1993-07-01"),
        ("N2", "1993-07-01"),
        ("N3", "2024-07-01"),
        ("N4", "2004-07-01"),
        ("N5", "2004-07-01"),
        ("N6", "2023-01-01"),
        ("N7", "2024-07-01"),
        ("N8", "2007-01-01"),
        ("N9", "2007-01-01"),
        ("N10", "2017-07-01"),
        ("N11", "2013-01-01"),
    ],
)
def test_a_notice_is_known_from_the_first_day_of_its_wording_and_refused_the_day_before(
    code: str, first_day: str
) -> None:
    day = date.fromisoformat(first_day)
    assert notice_in_force(code, day).code == code
    with pytest.raises(NotInForce, match=f"som gäller från {first_day}"):
        notice_in_force(code, day - DAY)


@pytest.mark.parametrize(
    ("code", "turn", "before", "after"),
    [
        (
            "N2",
            "2024-07-01",
            "JB 12:25 andra stycket (lydelse före 2024-07-01)",
            "JB 12:25 a första stycket och 12:42 tredje stycket",
        ),
        ("N11", "2025-07-01", "SoL (2001:453) 11:1", "SoL 14:2"),
    ],
)
def test_a_notice_changes_its_paragraph_on_the_day_the_law_changed(
    code: str, turn: str, before: str, after: str
) -> None:
    day = date.fromisoformat(turn)
    assert notice_in_force(code, day - DAY).ground == before
    assert notice_in_force(code, day).ground == after


@pytest.mark.parametrize(
    ("ground", "first_day"),
    [
        (Ground.SECRECY, "2009-06-30"),
        (Ground.TECHNICAL, "2023-07-01"),
        (Ground.DISTURBANCE_NOTICE, "2024-07-01"),
        (Ground.SERIOUS_DISTURBANCE, "2024-07-01"),
        (Ground.MUST_REPORT_CHILD, "2025-07-01"),
        (Ground.CRIME_AND_BREACH, "2025-12-01"),
    ],
)
def test_a_ground_of_secrecy_is_cited_from_its_first_day_and_refused_the_day_before(
    ground: Ground, first_day: str
) -> None:
    day = date.fromisoformat(first_day)
    assert in_force(ground, day)
    assert cite(ground, day) == ground.value
    assert not in_force(ground, day - DAY)
    with pytest.raises(LawNotRead, match=f"som har lydelsen från {first_day}"):
        cite(ground, day - DAY)


def test_a_paragraph_with_an_older_name_is_cited_by_it_from_the_first_day_of_the_secrecy_act() -> None:
    assert cite(Ground.SAME_DAY, date(2025, 6, 30)) == "SoF (2001:937) 5:4"
    assert cite(Ground.SAME_DAY, date(2009, 6, 30)) == "SoF (2001:937) 5:4"
    with pytest.raises(LawNotRead):
        cite(Ground.SAME_DAY, date(2009, 6, 29))
